package opensearch

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"locus/corpus/corpustest"
	"locus/corpus/words"
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
