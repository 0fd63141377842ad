package bleve

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/corpus/words"
	"locus/index"
	"locus/index/indextest"
	"locus/query"
)

// crowd is an index of several shards with several windows each, with dead works
// and with works of the same text, whose passages tie. It gives the documents
// that live.
func crowd(t *testing.T) (*Index, []*corpus.Document) {
	t.Helper()
	docs := slices.Collect(corpustest.Generate(5, 40, 240))
	for i := range 6 {
		twin := *docs[i]
		twin.Passages = slices.Clone(twin.Passages)
		twin.Stamp(corpus.WorkID(fmt.Sprintf("a-twin-%d", i)), 1)
		docs = append(docs, &twin)
	}
	dir := t.TempDir()
	s := NewStore(dir, newAnalysis(t))
	apply(t, s, index.Change{Add: sequence(docs[:26])})
	apply(t, s, index.Change{Add: sequence(docs[24:])})
	apply(t, s, index.Change{Remove: []corpus.WorkID{docs[3].Work.ID, docs[30].Work.ID}})
	x := open(t, dir, Options{})
	return x, slices.Delete(slices.Delete(docs, 30, 31), 3, 4)
}

// plans draws plans of the shapes that questions have.
func plans(t *testing.T, docs []*corpus.Document, n int) []*query.Plan {
	t.Helper()
	r := rand.New(rand.NewPCG(3, 9))
	analysis := newAnalysis(t)
	window := func(n int) []words.Token {
		d := docs[r.IntN(len(docs))]
		tokens := analysis.Tokens(d.Passages[r.IntN(len(d.Passages))].Text)
		at := r.IntN(len(tokens) - n)
		return tokens[at : at+n]
	}
	var out []*query.Plan
	for range n {
		tokens := window(1 + r.IntN(4))
		p := &query.Plan{BM25: query.BM25{K1: []float64{1, 1.2, 0}[r.IntN(3)], B: []float64{.6, .75, 0, 1}[r.IntN(4)]},
			Limit: []int{1, 10, 15}[r.IntN(3)], Skip: []int{0, 0, 7}[r.IntN(3)], Explain: r.IntN(4) == 0}
		var any query.Or
		var steps []query.Step
		for _, tok := range tokens {
			any = append(any, query.Term{Tokens: []string{tok.Stem}, Weight: .2 + r.Float64(),
				Fields: []query.FieldWeight{{Field: query.Text, Weight: 1}}})
			steps = append(steps, query.Step{Stems: []string{tok.Stem}})
		}
		if r.IntN(3) == 0 {
			steps[0].Form = tokens[0].Form
		}
		near := query.Phrase{Steps: steps, Slop: r.IntN(9), Unordered: true, Weight: 1}
		gap := query.Phrase{Steps: steps, Slop: r.IntN(4), Weight: 1}
		p.Match = []query.Clause{any, any, query.And(any), query.Or{any, near},
			query.Or{any[0], query.And{gap, query.Not{Clause: any[0]}}}, query.And{query.All{}, any}}[r.IntN(6)]
		p.Boosts = []query.Boost{
			{Name: "whole", Clause: query.Phrase{Steps: steps, Weight: 1}, Weight: r.Float64()},
			{Name: "near", Clause: near, Weight: r.Float64()},
			{Name: "gap", Clause: query.And{gap, any[0]}, Weight: r.Float64()},
			{Name: "title", Clause: query.Term{Tokens: []string{tokens[0].Stem}, Weight: 1, Fields: []query.FieldWeight{
				{Field: query.Title, Weight: 1}, {Field: query.Section, Weight: .5}}}, Weight: r.Float64() - .2},
			{Name: "theory", Clause: query.Key{Field: corpus.FieldTheory, Values: []string{"realism", "liberalism"}}, Weight: 2 * r.Float64(), Constant: true},
			{Name: "not so", Clause: query.Not{Clause: any[len(any)-1]}, Weight: -r.Float64(), Constant: true},
		}
		var more query.Or
		for _, tok := range window(8) {
			more = append(more, query.Term{Tokens: []string{tok.Stem}, Weight: r.Float64(), Fields: []query.FieldWeight{{Field: query.Text, Weight: 1}}})
		}
		p.Boosts = append(p.Boosts, query.Boost{Name: "related", Clause: more, Weight: .4})
		r.Shuffle(len(p.Boosts), func(i, j int) { p.Boosts[i], p.Boosts[j] = p.Boosts[j], p.Boosts[i] })
		p.Boosts = p.Boosts[:r.IntN(len(p.Boosts)+1)]
		out = append(out, p)
	}
	return out
}

// all asks for so many hits that every match is scored.
func all(p *query.Plan) *query.Plan {
	q := *p
	q.Skip, q.Limit = 0, windowDocs+1
	return &q
}

func TestTheBestAreThoseOfScoringAll(t *testing.T) {
	x, docs := crowd(t)
	t.Run("every match scored", func(t *testing.T) { theBestAreThoseOfAll(t, x, docs) })
	t.Run("every match scored, frequent words looked up", func(t *testing.T) {
		far := open(t, x.dir, Options{CacheBytes: -1})
		far.wholeList = 100
		theBestAreThoseOfAll(t, far, docs)
	})
	t.Run("the scanner", func(t *testing.T) { theBestAreTheScanners(t, x, docs) })
}

func theBestAreThoseOfAll(t *testing.T, x *Index, docs []*corpus.Document) {
	n, skipped := 250, 0
	if corpustest.Race {
		n = 25
	}
	for i, p := range plans(t, docs, n) {
		got, err := x.Find(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		want, err := x.Find(t.Context(), all(p))
		if err != nil {
			t.Fatal(err)
		}
		if (&run{plan: p}).prunable() == (&run{plan: all(p)}).prunable() {
			t.Fatalf("plan %d is answered in the same way twice", i)
		}
		hits := want.Hits[min(p.Skip, len(want.Hits)):]
		hits = hits[:min(p.Limit, len(hits))]
		if got.Total != want.Total || len(got.Hits) != len(hits) {
			t.Fatalf("plan %d: %d hits of %d, want %d of %d\n%+v", i, len(got.Hits), got.Total, len(hits), want.Total, *p)
		}
		for j, h := range got.Hits {
			w := hits[j]
			if h.Passage.ID != w.Passage.ID || h.Score != w.Score || !slices.Equal(h.Why, w.Why) {
				t.Fatalf("plan %d, hit %d: %s %v %v, want %s %v %v\n%+v", i, j, h.Passage.ID, h.Score, h.Why, w.Passage.ID, w.Score, w.Why, *p)
			}
		}
		if want.Total > 20*len(hits) {
			skipped++
		}
	}
	if skipped < n*48/100 {
		t.Errorf("only %d plans match so much that scoring could be spared", skipped)
	}
}

func theBestAreTheScanners(t *testing.T, x *Index, docs []*corpus.Document) {
	scanner := indextest.NewScanner(newAnalysis(t))
	if err := scanner.Apply(t.Context(), index.Change{Add: sequence(docs)}); err != nil {
		t.Fatal(err)
	}
	for i, p := range plans(t, docs, 4) {
		want, err := scanner.Find(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		got, err := x.Find(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		if got.Total != want.Total || len(got.Hits) != len(want.Hits) {
			t.Fatalf("plan %d: %d of %d, want %d of %d", i, len(got.Hits), got.Total, len(want.Hits), want.Total)
		}
		for j, h := range got.Hits {
			if w := want.Hits[j]; h.Passage.ID != w.Passage.ID && h.Score-w.Score > 1e-9 {
				t.Errorf("plan %d, hit %d: %s %v, want %s %v", i, j, h.Passage.ID, h.Score, w.Passage.ID, w.Score)
			}
		}
	}
}

func TestASourceIsReadInPartsAsInWhole(t *testing.T) {
	x, _ := crowd(t)
	t.Run("passages are counted by the bitmap's header", func(t *testing.T) { cardinalities(t, x) })
	t.Run("positions are found in a few passages as in all", func(t *testing.T) { positionsOfSome(t, x) })
	t.Run("a ladder finds each posting as it is in the list", func(t *testing.T) { postingsByLadder(t, x) })
}

func postingsByLadder(t *testing.T, x *Index) {
	longest := 0
	for _, s := range x.current.shards {
		l, err := s.lexicon("text")
		if err != nil {
			t.Fatal(err)
		}
		err = l.each("", nil, func(word []byte, v uint64) error {
			from, err := l.at(v)
			if err != nil || from.docs == nil {
				return err
			}
			rungs, _ := from.climb(nil, true)
			c := &climber{source: from, members: from.members(s.docs()), rungs: rungs, coded: true}
			list := from.postings(true)
			longest = max(longest, len(list))
			for doc := range uint32(s.docs()) {
				want := posting{}
				if len(list) > 0 && list[0].doc == doc {
					want, list = list[0], list[1:]
				}
				if got := c.find(doc); got != want {
					t.Fatalf("%q in %d: %+v, want %+v", word, doc, got, want)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if longest < 3*rungPostings {
		t.Errorf("no word has more than %d postings", longest)
	}
}

func cardinalities(t *testing.T, x *Index) {
	for _, s := range x.current.shards {
		for _, field := range []string{"text", "exact", "kind", "_id", "year"} {
			l, err := s.lexicon(field)
			if err != nil {
				t.Fatal(err)
			}
			err = l.each("", nil, func(word []byte, v uint64) error {
				from, err := l.at(v)
				if err == nil && from.count != l.cardinality(v) {
					t.Errorf("%q of %s: %d passages by the header, %d by the bitmap", word, field, l.cardinality(v), from.count)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

func positionsOfSome(t *testing.T, x *Index) {
	r := rand.New(rand.NewPCG(1, 2))
	several := 0
	for _, s := range x.current.shards {
		l, err := s.lexicon("text")
		if err != nil {
			t.Fatal(err)
		}
		err = l.each("", nil, func(word []byte, v uint64) error {
			from, err := l.at(v)
			if err != nil || from.docs == nil {
				return err
			}
			whole := from.postings(true)
			var in []uint32
			var want []place
			for _, p := range whole {
				if r.IntN(3) > 0 {
					continue
				}
				in = append(in, p.doc)
				for _, pos := range from.positions(nil, p) {
					want = append(want, place{p.doc, pos})
				}
				if p.code.tf() > 1 {
					several++
				}
			}
			if got := from.places(nil, in, false); !slices.Equal(got, want) {
				t.Fatalf("%q stands at %v, want %v", word, got, want)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if several < 100 {
		t.Errorf("only %d postings with several positions", several)
	}
}
