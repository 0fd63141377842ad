package opensearch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/corpus/words"
	"locus/index"
	"locus/index/indextest"
	"locus/query"
)

func newAnalysis(t testing.TB) *words.Analysis {
	t.Helper()
	a, err := words.New(words.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// node gives the options for an index of this test's own on a real cluster, which is
// deleted at the end.
func node(t testing.TB) Options {
	t.Helper()
	addresses := os.Getenv("LOCUS_TEST_OPENSEARCH")
	if addresses == "" {
		t.Skip("no cluster: name one in LOCUS_TEST_OPENSEARCH; .ci/opensearch/nodes start makes one and prints its address")
	}
	o := Options{Addresses: strings.Split(addresses, ","), Analysis: newAnalysis(t), Interval: -1,
		Name: fmt.Sprintf("test-%d-%s", os.Getpid(), strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' {
				return r
			}
			return -1
		}, strings.ToLower(t.Name())))}
	t.Cleanup(func() { erase(t, o) })
	return o
}

// erase drops everything of a name.
func erase(t testing.TB, o Options) {
	c, err := dial(o)
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	names, err := c.names(context.Background())
	if err == nil && len(names) > 0 {
		err = c.do(context.Background(), call{method: http.MethodDelete, path: "/" + strings.Join(names, ",")})
	}
	if err != nil {
		t.Error(err)
	}
}

// plansOnANode is how many questions are asked after each change: a few in a run of
// all tests, as many as of any index with LOCUS_TEST_OPENSEARCH_PLANS=60.
func plansOnANode() int {
	n, err := strconv.Atoi(os.Getenv("LOCUS_TEST_OPENSEARCH_PLANS"))
	if err != nil {
		return 6
	}
	return n
}

func TestIndexAgreesWithTheScanner(t *testing.T) {
	docs := corpustest.Works()
	docs = slices.AppendSeq(docs, corpustest.Generate(1, 3, 12))
	for _, shards := range []int{1, 3} {
		t.Run(fmt.Sprintf("%d shards", shards), func(t *testing.T) {
			o := node(t)
			o.Shards, o.Name = shards, fmt.Sprintf("%s-%d", o.Name, shards)
			t.Cleanup(func() { erase(t, o) })
			store, err := NewStore(o)
			if err != nil {
				t.Fatal(err)
			}
			defer store.Close()
			var last *Index
			indextest.Run(t, o.Analysis, docs, indextest.Options{Seed: uint64(shards), Plans: plansOnANode()}, func(t testing.TB) indextest.Backend {
				t.Cleanup(func() { last.Close() })
				return indextest.Backend{Store: store, Open: func(t testing.TB) query.Finder {
					if last == nil {
						var err error
						if last, err = Open(t.Context(), o); err != nil {
							t.Fatal(err)
						}
					}
					if err := last.Refresh(t.Context()); err != nil {
						t.Fatal(err)
					}
					return last
				}}
			})
		})
	}
}

// TestSeveralWritersAtOnce adds the works of a library from three writers at once, one
// of which is stopped in the middle and begins again.
func TestSeveralWritersAtOnce(t *testing.T) {
	o := node(t)
	docs := slices.Collect(corpustest.Generate(5, 24, 6))
	part := func(i int) (own []*corpus.Document) {
		for k, d := range docs {
			if k%3 == i {
				own = append(own, d)
			}
		}
		return own
	}
	write := func(i int, own []*corpus.Document, broken error) error {
		po := o
		po.Part = fmt.Sprintf("%d/3", i+1)
		store, err := NewStore(po)
		if err != nil {
			return err
		}
		defer store.Close()
		for some := range slices.Chunk(own, 3) {
			c := index.Change{Fingerprints: map[corpus.WorkID]string{}, Add: func(yield func(*corpus.Document, error) bool) {
				for _, d := range some {
					if !yield(d, nil) {
						return
					}
				}
				if broken != nil {
					yield(nil, broken)
				}
			}}
			for _, d := range some {
				c.Fingerprints[d.Work.ID] = "f"
			}
			if err := store.Apply(t.Context(), c); err != nil {
				return err
			}
		}
		return nil
	}
	stop := errors.New("the power fails")
	errs := make(chan error)
	for i := range 3 {
		go func() {
			own := part(i)
			if i == 1 {
				if err := write(i, own, stop); !errors.Is(err, stop) {
					errs <- fmt.Errorf("a writer that is stopped says %v", err)
					return
				}
			}
			errs <- errors.Join(write(i, own, nil), write(i, own[:3], nil)) // the second time it is there already
		}()
	}
	for range 3 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	store, err := NewStore(o)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if held, err := store.Held(t.Context()); err != nil || len(held) != len(docs) {
		t.Errorf("%d works held, %v; want %d", len(held), err, len(docs))
	}
	if err := store.Verify(t.Context(), func(err error) { t.Error(err) }); err != nil {
		t.Error(err)
	}
	x, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	scanner := indextest.NewScanner(o.Analysis, docs...)
	want, _ := scanner.Size(t.Context())
	if got, err := x.Size(t.Context()); err != nil || got != want {
		t.Errorf("size %v, %v; want %v", got, err, want)
	}
}
