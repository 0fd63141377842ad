package bleve

import (
	"slices"
	"testing"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/query"
)

// comeAfter asks every plan after the same plan with fewer boosts, and once more
// after that with more hits, and compares with what it answers alone.
func comeAfter(t *testing.T, x *Index, docs []*corpus.Document) {
	n, used := 60, 0
	if corpustest.Race {
		n = 8
	}
	for i, p := range plans(t, docs, n) {
		first := *p
		first.Boosts, first.Limit, first.Explain = p.Boosts[:len(p.Boosts)/2], 15, false
		before, err := x.Find(t.Context(), &first)
		if err != nil {
			t.Fatal(err)
		}
		for _, limit := range []int{p.Limit, 60, 5} {
			alone := *p
			alone.Limit = limit
			alone.Facets = []corpus.Field{corpus.FieldTheory}
			later := alone
			later.After = before
			want, err := x.Find(t.Context(), &alone)
			if err != nil {
				t.Fatal(err)
			}
			if again(t.Context(), x.current, &later) != nil {
				used++
				before.Kept.(*run).taken.Store(false)
			}
			got, err := x.Find(t.Context(), &later)
			if err != nil {
				t.Fatal(err)
			}
			if got.Total != want.Total || !slices.Equal(got.Facets[corpus.FieldTheory], want.Facets[corpus.FieldTheory]) {
				t.Fatalf("plan %d: %d hits, %v, want %d, %v", i, got.Total, got.Facets, want.Total, want.Facets)
			}
			same := func(a, b query.FoundHit) bool {
				return a.Passage.ID == b.Passage.ID && a.Score == b.Score && a.Work.ID == b.Work.ID && slices.Equal(a.Why, b.Why)
			}
			if !slices.EqualFunc(got.Hits, want.Hits, same) {
				for j := range max(len(got.Hits), len(want.Hits)) {
					if j >= len(got.Hits) || j >= len(want.Hits) || !same(got.Hits[j], want.Hits[j]) {
						t.Fatalf("plan %d, limit %d: hit %d of %d is another after a first answer than of %d alone\n%+v", i, limit, j, len(got.Hits), len(want.Hits), alone)
					}
				}
			}
			before = got
		}
	}
	if used < n*5/2 {
		t.Errorf("only %d of %d plans could go on from the first answer", used, 3*n)
	}
}

func TestAnAnswerAfterAnotherIsTheSame(t *testing.T) {
	x, docs := crowd(t)
	t.Run("by lists", func(t *testing.T) { comeAfter(t, x, docs) })
	t.Run("by streams", func(t *testing.T) {
		far := open(t, x.dir, Options{CacheBytes: -1})
		far.wholeList = 100
		comeAfter(t, far, docs)
	})
	t.Run("a run that another goes on with is left alone", func(t *testing.T) {
		p := &query.Plan{Match: query.Term{Fields: []query.FieldWeight{{Field: query.Text, Weight: 1}}, Tokens: []string{"state"}, Weight: 1}, Limit: 5, BM25: query.BM25{K1: 1}}
		first, err := x.Find(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		later := *p
		later.After = first
		if again(t.Context(), x.current, &later) == nil || again(t.Context(), x.current, &later) != nil {
			t.Error("one run answers two plans at one time, or none")
		}
		later.BM25.B = 1
		first.Kept.(*run).taken.Store(false)
		if again(t.Context(), x.current, &later) != nil {
			t.Error("a plan with other parameters goes on from the first")
		}
	})
}
