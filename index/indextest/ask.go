package indextest

import (
	"context"
	"fmt"
	"reflect"
	"slices"

	"locus/corpus"
	"locus/query"
)

// learn looks up what there is to ask for.
func (a *asker) learn() {
	s := a.want.(*Scanner)
	a.values = map[corpus.Field][]string{}
	for _, f := range corpus.Fields() {
		a.values[f] = []string{"no such value"}
		counts, err := s.Values(context.Background(), f)
		if err != nil {
			a.t.Fatal(err)
		}
		for _, c := range counts {
			a.values[f] = append(a.values[f], c.Value)
		}
	}
	a.stems, a.forms = []string{"nosuchword"}, []string{"nosuchword"}
	for i := range s.entries {
		tokens := s.entries[i].Text
		if len(tokens) > 0 {
			a.texts = append(a.texts, tokens)
		}
		for _, t := range tokens {
			a.stems = append(a.stems, t.Stem)
			a.forms = append(a.forms, t.Form)
		}
	}
}

func (a *asker) one(of []string) string { return of[a.r.IntN(len(of))] }

// some draws up to n of a list.
func (a *asker) some(of []string, n int) []string {
	out := make([]string, a.r.IntN(n)+1)
	for i := range out {
		out[i] = a.one(of)
	}
	return out
}

// randomPlan draws a question.
func (a *asker) randomPlan() *query.Plan {
	p := &query.Plan{
		Match: a.clause(2),
		BM25:  query.BM25{K1: []float64{1.2, 0.9, 2, 0}[a.r.IntN(4)], B: []float64{0.75, 0.4, 0, 1}[a.r.IntN(4)]},
		Sort:  []query.Sort{query.ByScore, query.ByScore, "", query.ByYear, query.ByWork}[a.r.IntN(5)],
		Limit: []int{10, 10, 3, 1000, 0}[a.r.IntN(5)],
		Skip:  []int{0, 0, 2, 500}[a.r.IntN(4)],
	}
	for range a.r.IntN(3) {
		p.Filter = append(p.Filter, a.clause(1))
	}
	for range a.r.IntN(3) {
		p.Boosts = append(p.Boosts, query.Boost{Name: "boost", Clause: a.clause(1),
			Weight: a.r.Float64(), Constant: a.r.IntN(2) == 0})
	}
	for _, f := range corpus.Fields() {
		if a.r.IntN(4) == 0 {
			p.Facets = append(p.Facets, f)
		}
	}
	p.Explain = a.r.IntN(3) == 0
	if a.r.IntN(4) == 0 {
		p.GroupByWork = true
		p.WorkWeights = [][]float64{nil, {1}, {1, 0.5, 0.25}, {0.5, 2}}[a.r.IntN(4)]
	}
	return p
}

// clause draws a condition with at most so many levels below it.
func (a *asker) clause(depth int) query.Clause {
	n := 10
	if depth == 0 {
		n = 7
	}
	switch a.r.IntN(n) {
	case 0, 1, 2:
		return a.term()
	case 3, 4:
		return a.phrase()
	case 5:
		f := corpus.Fields()[a.r.IntN(len(corpus.Fields()))]
		return query.Key{Field: f, Values: a.some(a.values[f], 2)}
	case 6:
		return a.simple()
	case 7:
		return query.And(a.clauses(depth))
	case 8:
		return query.Not{Clause: a.clause(depth - 1)}
	}
	return query.Or(a.clauses(depth))
}

func (a *asker) simple() query.Clause {
	from, to := 1950+a.r.IntN(80), 1950+a.r.IntN(80)
	return []query.Clause{
		query.All{}, query.Years{}, query.Years{From: &from}, query.Years{To: &to}, query.Years{From: &from, To: &to},
	}[a.r.IntN(5)]
}

func (a *asker) clauses(depth int) []query.Clause {
	out := make([]query.Clause, a.r.IntN(4))
	for i := range out {
		out[i] = a.clause(depth - 1)
	}
	return out
}

func (a *asker) term() query.Clause {
	t := query.Term{Weight: 0.1 + a.r.Float64(), Tokens: a.some(a.stems, 3)}
	for _, f := range []query.TextField{query.Text, query.Title, query.Section, "no such field"} {
		if a.r.IntN(2) == 0 {
			t.Fields = append(t.Fields, query.FieldWeight{Field: f, Weight: 0.1 + a.r.Float64()})
		}
	}
	if a.r.IntN(4) == 0 {
		t.Fields = []query.FieldWeight{{Field: query.Exact, Weight: 1}}
		t.Tokens = a.some(a.forms, 2)
	}
	return t
}

// phrase draws words that stand near one another somewhere, and sometimes words
// that do not.
func (a *asker) phrase() query.Clause {
	p := query.Phrase{Weight: 1, Slop: []int{0, 0, 0, 1, 3, 8}[a.r.IntN(6)], Unordered: a.r.IntN(3) == 0}
	if len(a.texts) == 0 {
		return p
	}
	tokens := a.texts[a.r.IntN(len(a.texts))]
	at := a.r.IntN(len(tokens))
	for range 1 + a.r.IntN(4) {
		if at >= len(tokens) {
			break
		}
		step := query.Step{Stems: []string{tokens[at].Stem}}
		switch a.r.IntN(6) {
		case 0:
			step.Form = tokens[at].Form
		case 1:
			step.Form = a.one(a.forms)
		case 2:
			step.Stems = append(step.Stems, a.some(a.stems, 2)...)
		}
		p.Steps = append(p.Steps, step)
		at += 1 + a.r.IntN(1+p.Slop)
	}
	if p.Unordered {
		a.r.Shuffle(len(p.Steps), func(i, j int) { p.Steps[i], p.Steps[j] = p.Steps[j], p.Steps[i] })
	}
	return p
}

// lists compares everything that is asked beside plans.
func (a *asker) lists() {
	ctx := context.Background()
	check := func(what string, want, got any, err1, err2 error) {
		a.t.Helper()
		if err1 != nil || err2 != nil || !reflect.DeepEqual(want, got) {
			a.t.Errorf("%s: %.500s, %v; want %.500s, %v", what, fmt.Sprint(got), err2, fmt.Sprint(want), err1)
		}
	}
	w, err1 := a.want.Size(ctx)
	g, err2 := a.got.Size(ctx)
	check("size", w, g, err1, err2)
	for _, f := range append(corpus.Fields(), "no such field", "text") {
		w, err1 := a.want.Values(ctx, f)
		g, err2 := a.got.Values(ctx, f)
		check("values of "+string(f), slices.Clip(append(w, corpus.Count{})), slices.Clip(append(g, corpus.Count{})), err1, err2)
	}
	for _, f := range []query.TextField{query.Text, query.Exact, query.Title, query.Section, "no such field", "theory"} {
		tokens := a.some(a.stems, 20)
		w, err1 := a.want.Frequencies(ctx, f, tokens)
		g, err2 := a.got.Frequencies(ctx, f, tokens)
		check("frequencies in "+string(f), w, g, err1, err2)
		word := a.one(a.stems)
		for _, l := range []query.Lookup{
			{}, {Limit: 7}, {Prefix: word[:1]}, {Prefix: word}, {Prefix: "é"}, {Near: word, Edits: 1}, {Near: word, Edits: 2, Limit: 3},
			{Near: "wærld", Edits: 2},
		} {
			l.Field = f
			w, err1 := a.want.Vocabulary(ctx, l)
			g, err2 := a.got.Vocabulary(ctx, l)
			check("vocabulary of "+string(f), w, g, err1, err2)
		}
	}
}
