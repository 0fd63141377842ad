package indextest

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"locus/corpus"
	"locus/corpus/words"
	"locus/index"
	"locus/query"
)

// Backend is what the suite needs of an index: a store that is empty, and a way
// to ask what it holds. Open is called after every change; the finder it gives
// is asked before the next.
type Backend struct {
	Store index.Store
	Open  func(t testing.TB) query.Finder
}

// Options says how long the suite asks. The zero value is good for a test run.
type Options struct {
	Seed  uint64
	Plans int // random questions after every change; 0 means 60
}

// Run compares a backend with the Scanner. It applies the same changes to both
// (works added in several steps, replaced, removed, all dropped and added anew)
// and after each asks both the same random questions: totals, passages, order,
// scores to 1e-9, explanations, facets, values, vocabularies and frequencies must
// be the same. Docs are asked beside works that the suite makes up; their ids must
// not begin with "suite-".
func Run(t *testing.T, analysis *words.Analysis, docs []*corpus.Document, o Options,
	open func(t testing.TB) Backend) {
	if o.Plans == 0 {
		o.Plans = 60
	}
	b := open(t)
	reference := NewScanner(analysis)
	for i, step := range changes(o.Seed, docs) {
		t.Run(step.name, func(t *testing.T) {
			for _, s := range []index.Store{reference, b.Store} {
				if err := s.Apply(t.Context(), step.change(analysis)); err != nil {
					t.Fatalf("apply to %T: %v", s, err)
				}
			}
			compareHeld(t, reference, b.Store)
			a := &asker{t: t, want: reference, got: b.Open(t), r: rand.New(rand.NewPCG(o.Seed, uint64(i)))}
			a.learn()
			for range o.Plans {
				a.plan(a.randomPlan())
				if t.Failed() {
					return
				}
			}
			a.lists()
		})
	}
}

// step is a change by its parts, so that it can be applied twice.
type step struct {
	name   string
	reset  bool
	remove []corpus.WorkID
	add    []*corpus.Document
}

func (s *step) change(analysis *words.Analysis) index.Change {
	c := index.Change{Reset: s.reset, Remove: s.remove, Stamp: s.name, Fingerprints: map[corpus.WorkID]string{}}
	for _, d := range s.add {
		c.Fingerprints[d.Work.ID] = index.Fingerprint(s.name, analysis)
	}
	c.Add = func(yield func(*corpus.Document, error) bool) {
		for _, d := range s.add {
			if !yield(d, nil) {
				return
			}
		}
	}
	return c
}

// changes are the steps of the suite.
func changes(seed uint64, docs []*corpus.Document) []step {
	g := &maker{r: rand.New(rand.NewPCG(seed, 99))}
	var made []*corpus.Document
	for i := range 24 {
		made = append(made, g.document(fmt.Sprintf("suite-%02d", i), 1+g.r.IntN(12)))
	}
	empty := &corpus.Document{}
	empty.Stamp("suite-empty", 1)
	steps := []step{
		{name: "given works", add: docs},
		{name: "a work without a passage", add: []*corpus.Document{empty}},
	}
	for i := 0; i < len(made); i += 2 {
		steps = append(steps, step{name: fmt.Sprintf("works %d and %d more", i, i+1), add: made[i : i+2]})
	}
	steps = append(steps,
		step{name: "works replaced", add: []*corpus.Document{g.document("suite-03", 7), g.document("suite-20", 2)}},
		step{name: "works removed", remove: []corpus.WorkID{"suite-04", "suite-05", "suite-empty", "suite-none"}},
		step{name: "one work twice in one change", add: []*corpus.Document{g.document("suite-04", 3), g.document("suite-04", 5)}},
		step{name: "nothing changed"},
		step{name: "works removed and others added", remove: []corpus.WorkID{"suite-06", "suite-07", "suite-08", "suite-09"},
			add: []*corpus.Document{g.document("suite-00", 4), g.document("suite-new", 6)}},
		step{name: "everything anew", reset: true, add: append(slices.Clone(made), docs...)},
		step{name: "everything gone", reset: true},
	)
	return steps
}

func compareHeld(t *testing.T, want, got index.Store) {
	t.Helper()
	w, err1 := want.Held(t.Context())
	g, err2 := got.Held(t.Context())
	if err1 != nil || err2 != nil || !maps.Equal(w, g) {
		t.Errorf("works held: %v, %v; want %v, %v", g, err2, w, err1)
	}
	ws, err1 := want.Stamp(t.Context())
	gs, err2 := got.Stamp(t.Context())
	if err1 != nil || err2 != nil || ws != gs {
		t.Errorf("stamp: %q, %v; want %q, %v", gs, err2, ws, err1)
	}
}

// asker asks two finders the same and compares what they say.
type asker struct {
	t         testing.TB
	want, got query.Finder
	r         *rand.Rand
	stems     []string
	forms     []string
	texts     [][]words.Token
	values    map[corpus.Field][]string
}

// plan asks one plan.
func (a *asker) plan(p *query.Plan) {
	a.t.Helper()
	want, err := a.want.Find(context.Background(), p)
	if err != nil {
		a.t.Fatalf("the scanner fails: %v\nplan: %s", err, show(p))
	}
	got, err := a.got.Find(context.Background(), p)
	if err != nil {
		a.t.Errorf("%v\nplan: %s", err, show(p))
		return
	}
	if d := difference(want, got); d != "" {
		a.t.Errorf("%s\nplan: %s", d, show(p))
	}
}

// show writes a plan so that a person can see what was asked.
func show(p *query.Plan) string { return fmt.Sprintf("%+v", *p) }

// difference says in what two answers differ, "" when in nothing.
func difference(want, got *query.Found) string {
	if want.Total != got.Total {
		return fmt.Sprintf("total %d, want %d", got.Total, want.Total)
	}
	if len(want.Hits) != len(got.Hits) {
		return fmt.Sprintf("%d hits, want %d", len(got.Hits), len(want.Hits))
	}
	for i := range want.Hits {
		w, g := &want.Hits[i], &got.Hits[i]
		if w.Passage.ID != g.Passage.ID {
			return fmt.Sprintf("hit %d is %s (%v), want %s (%v)", i, g.Passage.ID, g.Score, w.Passage.ID, w.Score)
		}
		if !close(w.Score, g.Score) {
			return fmt.Sprintf("hit %d, %s, scores %v, want %v", i, g.Passage.ID, g.Score, w.Score)
		}
		if a, b := asJSON(tidy(w.Passage)), asJSON(tidy(g.Passage)); a != b {
			return fmt.Sprintf("hit %d is the passage\n%s\nwant\n%s", i, b, a)
		}
		if a, b := asJSON(w.Work), asJSON(g.Work); a != b {
			return fmt.Sprintf("hit %d is of the work\n%s\nwant\n%s", i, b, a)
		}
		if !sameParts(w.Why, g.Why) {
			return fmt.Sprintf("hit %d is explained by %v, want %v", i, g.Why, w.Why)
		}
	}
	if !reflect.DeepEqual(want.Facets, got.Facets) {
		return fmt.Sprintf("facets %v, want %v", got.Facets, want.Facets)
	}
	return ""
}

// close reports whether two scores are the same to 1e-9.
func close(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-9*math.Max(math.Abs(a), math.Abs(b))
}

// sameParts compares explanations. What is left over by rounding may be missing.
func sameParts(want, got []query.Contribution) bool {
	small := func(c query.Contribution) bool { return math.Abs(c.Score) < 1e-9 }
	want = slices.DeleteFunc(slices.Clone(want), small)
	got = slices.DeleteFunc(slices.Clone(got), small)
	return slices.EqualFunc(want, got, func(a, b query.Contribution) bool {
		return a.Name == b.Name && math.Abs(a.Score-b.Score) < 1e-9
	})
}

// tidy makes lists that hold nothing alike, whether nil or empty.
func tidy(p corpus.Passage) corpus.Passage {
	p.Section = append([]string{}, p.Section...)
	p.Theories = append([]corpus.Tag{}, p.Theories...)
	p.People = append([]corpus.Mention{}, p.People...)
	return p
}

func asJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}
