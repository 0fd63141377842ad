package bleve

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/index"
	"locus/query"
)

// made is a folder with an index of generated works.
func made(t testing.TB, works, passages int) (string, *Store) {
	t.Helper()
	dir := t.TempDir()
	s := NewStore(dir, newAnalysis(t))
	docs := slices.Collect(corpustest.Generate(3, works, passages))
	apply(t, s, index.Change{Add: sequence(docs), Stamp: "first"})
	return dir, s
}

func apply(t testing.TB, s *Store, c index.Change) {
	t.Helper()
	if err := s.Apply(context.Background(), c); err != nil {
		t.Fatal(err)
	}
}

func open(t testing.TB, dir string, o Options) *Index {
	t.Helper()
	if o.Analysis == nil {
		o.Analysis = newAnalysis(t)
	}
	x, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

func size(t testing.TB, f query.Finder) query.Size {
	t.Helper()
	s, err := f.Size(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// files are the names and contents of all files below a folder.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		out[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestSameDocumentsMakeTheSameSegments(t *testing.T) {
	a, s := made(t, 40, 120)
	b, _ := made(t, 40, 120)
	x, y := files(t, a), files(t, b)
	if len(x) != 6 {
		t.Errorf("%d files, want a manifest and one shard's five", len(x))
	}
	// bleve's snapshot holds the time of its making; the manifest has its checksum.
	for name, data := range x {
		if name == manifestName || strings.HasSuffix(name, snapshotPath) {
			continue
		}
		if data != y[name] {
			t.Errorf("%s differs", name)
		}
	}
	apply(t, s, index.Change{Reset: true, Stamp: "empty"})
	if left := files(t, a); len(left) != 1 {
		t.Errorf("after a reset to nothing there are %d files", len(left))
	}
}

// short is a work of many passages of few words.
func short(id corpus.WorkID, passages int) *corpus.Document {
	d := &corpus.Document{}
	for i := range passages {
		text := "war and peace"[:3+i%11]
		p := corpus.Passage{Text: text, Kind: corpus.Body}
		p.Span = corpus.Span{Start: 20 * i, End: 20*i + len(text)}
		d.Passages = append(d.Passages, p)
	}
	d.Stamp(id, 1)
	return d
}

func TestALargeBuildMakesAFixedNumberOfShards(t *testing.T) {
	dir := t.TempDir()
	s := NewStore(dir, newAnalysis(t))
	works := wholeBatches + 1
	seq := func(yield func(*corpus.Document, error) bool) {
		for i := range works {
			if !yield(short(corpus.WorkID(fmt.Sprintf("work-%03d", i)), batchPassages), nil) {
				return
			}
		}
	}
	apply(t, s, index.Change{Add: seq})
	x := open(t, dir, Options{})
	st, err := x.Status()
	if err != nil || st.Shards != finalShards || st.Passages != works*batchPassages || st.Works != works {
		t.Errorf("status %+v, %v", st, err)
	}
	found, err := x.Find(t.Context(), &query.Plan{Match: term("war"), BM25: query.BM25{K1: 1.2, B: 0.75}, Limit: 1, Skip: 2 * batchPassages, Sort: query.ByWork})
	if err != nil || found.Total != st.Passages || found.Hits[0].Passage.ID != "work-002:0-3" {
		t.Errorf("found %+v, %v", found, err)
	}
}

func TestManySmallChangesKeepFewShards(t *testing.T) {
	dir := t.TempDir()
	s := NewStore(dir, newAnalysis(t))
	most := 0
	for d := range corpustest.Generate(4, 60, 3) {
		apply(t, s, index.Change{Add: sequence([]*corpus.Document{d})})
		m, err := readManifest(dir)
		if err != nil {
			t.Fatal(err)
		}
		most = max(most, len(m.Shards))
		names, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil || len(names) != len(m.Shards)+1 {
			t.Fatalf("the folder holds %v, %v; the manifest names %d shards", names, err, len(m.Shards))
		}
	}
	if got := size(t, open(t, dir, Options{})); got != (query.Size{Passages: 180, Works: 60}) || most > mostShards {
		t.Errorf("size %+v, at most %d shards", got, most)
	}
}

func TestShardsOfTheDeadAreWrittenAnew(t *testing.T) {
	dir, s := made(t, 10, 10)
	apply(t, s, index.Change{Remove: []corpus.WorkID{"gen-000001", "gen-000002"}})
	m, err := readManifest(dir)
	if err != nil || len(m.Shards) != 1 || len(m.Shards[0].Dead) != 2 {
		t.Fatalf("manifest %+v, %v: two dead works should stay marked", m, err)
	}
	apply(t, s, index.Change{Remove: []corpus.WorkID{"gen-000003", "gen-000004"}})
	m, err = readManifest(dir)
	if err != nil || len(m.Shards) != 1 || len(m.Shards[0].Dead) != 0 || m.Shards[0].Docs != 6*11 {
		t.Errorf("manifest %+v, %v: a shard with four of ten works dead should be written anew", m, err)
	}
}

func TestChooseMergesShardsOfOneSize(t *testing.T) {
	for _, c := range []struct {
		name  string
		sizes []int
		want  int
	}{
		{"three small shards stay", []int{10, 10, 10}, 0},
		{"four small shards become one", []int{10, 700, 1500, 3}, 4},
		{"a large shard is left alone", []int{10, 20, 30, 40, 90000}, 4},
		{"shards of growing size stay", []int{2000, 9000, 40000, 200000}, 0},
		{"too many shards lose the smallest", []int{1600, 6500, 2.7e4, 1.1e5, 4.4e5, 1.8e6, 7.1e6, 2.9e7, 1.2e8}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			var shards []entry
			for i, n := range c.sizes {
				shards = append(shards, entry{Name: fmt.Sprint(i), Docs: n})
			}
			if got := choose(shards); len(got) != c.want {
				t.Errorf("chose %d shards, want %d", len(got), c.want)
			}
		})
	}
}

func TestAbandonedChangesLeaveTheOldState(t *testing.T) {
	dir, s := made(t, 3, 4)
	before := files(t, dir)
	broken := errors.New("the file vanished")
	doc := corpustest.Works()[0]
	for _, c := range []struct {
		name   string
		change func(cancel func()) index.Change
		want   error
	}{
		{"the stream fails at once", func(func()) index.Change {
			return index.Change{Add: func(y func(*corpus.Document, error) bool) { y(nil, broken) }}
		}, broken},
		{"the stream fails after a document", func(func()) index.Change {
			return index.Change{Reset: true, Add: func(y func(*corpus.Document, error) bool) { _ = y(doc, nil) && y(nil, broken) }}
		}, broken},
		{"the context ends", func(cancel func()) index.Change {
			return index.Change{Remove: []corpus.WorkID{"gen-000001"}, Add: func(y func(*corpus.Document, error) bool) { cancel(); y(doc, nil) }}
		}, context.Canceled},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			if err := s.Apply(ctx, c.change(cancel)); !errors.Is(err, c.want) {
				t.Errorf("error %v, want %v", err, c.want)
			}
			after := files(t, dir)
			if len(after) != len(before) {
				t.Errorf("%d files, want %d", len(after), len(before))
			}
			for name := range before {
				if before[name] != after[name] {
					t.Errorf("%s changed", name)
				}
			}
		})
	}
}

func TestWhatAKilledWriterLeftIsIgnoredAndSweptAway(t *testing.T) {
	dir, s := made(t, 3, 4)
	for _, name := range []string{"shard-000009-1/store", "building-123"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, manifestName+".new"), []byte("{half"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := size(t, open(t, dir, Options{})); got.Works != 3 {
		t.Errorf("size %+v", got)
	}
	apply(t, s, index.Change{Stamp: "next"})
	for name := range files(t, dir) {
		if strings.HasPrefix(name, "building") || strings.HasPrefix(name, "shard-000009") || strings.HasSuffix(name, ".new") {
			t.Errorf("%s is still there", name)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "shard-000009-1")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder of a killed writer: %v", err)
	}
}

func TestReadersAndAWriterDoNotDisturbOneAnother(t *testing.T) {
	dir, s := made(t, 4, 5)
	x := open(t, dir, Options{Interval: -1})
	docs := slices.Collect(corpustest.Generate(8, 4, 5))
	all := &query.Plan{Match: query.All{}, Limit: 100}
	var wg sync.WaitGroup
	stop := make(chan struct{})
	for range 3 {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				found, err := x.Find(context.Background(), all)
				if err != nil || found.Total != len(found.Hits) || found.Total%5 != 0 {
					t.Errorf("%v: %d of %d", err, len(found.Hits), found.Total)
					return
				}
				if err := x.Refresh(); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for i := range 12 {
		apply(t, s, index.Change{Reset: i%5 == 4, Add: sequence(docs[i%4 : i%4+1]), Remove: []corpus.WorkID{docs[(i+1)%4].Work.ID}})
	}
	close(stop)
	wg.Wait()
	if err := x.Refresh(); err != nil {
		t.Fatal(err)
	}
	if len(x.folders) != len(x.current.shards) {
		t.Errorf("%d folders open for %d shards", len(x.folders), len(x.current.shards))
	}
}

func TestAReaderNoticesANewStateByItself(t *testing.T) {
	dir, s := made(t, 2, 5)
	x := open(t, dir, Options{Interval: 1})
	before := x.Generation()
	apply(t, s, index.Change{Remove: []corpus.WorkID{"gen-000001"}, Stamp: "second"})
	if got := size(t, x); got != (query.Size{Passages: 5, Works: 1}) {
		t.Errorf("size %+v after a removal", got)
	}
	if after := x.Generation(); after == before {
		t.Errorf("generation is still %s", after)
	}
	if st, err := x.Status(); err != nil || st.Stamp != "second" || st.Bytes == 0 {
		t.Errorf("status %+v, %v", st, err)
	}
}

func TestAClosedIndexSaysSo(t *testing.T) {
	dir, _ := made(t, 1, 2)
	x := open(t, dir, Options{})
	x.Close()
	if _, err := x.Find(t.Context(), &query.Plan{}); !errors.Is(err, ErrClosed) {
		t.Errorf("error %v", err)
	}
	if err := x.Refresh(); !errors.Is(err, ErrClosed) {
		t.Errorf("error %v", err)
	}
	if g := x.Generation(); g != "" {
		t.Errorf("generation %q", g)
	}
}
