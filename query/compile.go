package query

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"locus/corpus"
	"locus/corpus/words"
	"locus/query/language"
)

// unit is a part of the question that a passage may share: a word in all its
// forms, a phrase, a prefix. weight says how much of the question it is; it is
// 0 for an alternative, of which a passage need share only one.
type unit struct {
	text   string
	weight float64
	people []string
}

// reading is a question on its way to a plan.
type reading struct {
	s     *Searcher
	names *names
	size  Size
	exact bool
	works bool                       // whole works are ranked
	same  map[string][][]words.Token // synonyms by stems

	notes    []string
	units    []unit
	patterns []pattern
	boosts   []Boost
	entitled map[string]float64 // what a stem in a title counts, of what its rarity there would give
	missing  []string           // words typed that no text has, though another wording of them may stand
	thing    []string           // stems of what is to be defined
	typed    map[string]string  // stems and forms to what was typed

	quiet  int // above 0 within what must not stand
	either int // above 0 within alternatives
}

func (r *reading) note(format string, args ...any) {
	n := fmt.Sprintf(format, args...)
	if r.quiet == 0 && !slices.Contains(r.notes, n) {
		r.notes = append(r.notes, n)
	}
}

// unit registers a part of the question; -1 where it must not stand.
func (r *reading) unit(text string, weight float64) int {
	if r.quiet > 0 {
		return -1
	}
	u := unit{text: text, weight: weight}
	if r.either > 0 {
		u.weight = 0
	}
	r.units = append(r.units, u)
	return len(r.units) - 1
}

func (r *reading) mark(unit int, weight float64, p pattern) {
	if unit >= 0 && len(p.steps) > 0 {
		p.unit, p.weight = unit, weight
		r.patterns = append(r.patterns, p)
	}
}

// compile makes the clause of a node; nil where there is nothing to look for.
func (r *reading) compile(ctx context.Context, n language.Node) (Clause, error) {
	switch n := n.(type) {
	case language.Word:
		return r.run(ctx, n.Text, true)
	case language.Form:
		return r.phrase(ctx, n.Text, 0)
	case language.Quoted:
		return r.phrase(ctx, n.Text, n.Slop)
	case language.Prefix:
		return r.prefix(ctx, n.Text)
	case language.Filter:
		return r.narrow(n.Field, []string{n.Value}), nil
	case language.Near:
		return r.nearby(ctx, n)
	case language.Must:
		return r.compile(ctx, n.Node)
	case language.Never:
		return r.never(ctx, n.Node)
	case language.Seq:
		return r.seq(ctx, n)
	case language.And:
		all, err := r.each(ctx, n)
		return conjunction(all), err
	case language.Or:
		r.either++
		any, err := r.each(ctx, n)
		r.either--
		return disjunction(any), err
	}
	return nil, fmt.Errorf("a question cannot hold a %T", n)
}

func (r *reading) each(ctx context.Context, nodes []language.Node) ([]Clause, error) {
	var out []Clause
	for _, n := range nodes {
		c, err := r.compile(ctx, n)
		if err != nil {
			return nil, err
		}
		if c != nil {
			out = append(out, c)
		}
	}
	return out, nil
}

func conjunction(all []Clause) Clause {
	if len(all) < 2 {
		return disjunction(all)
	}
	return And(all)
}

func disjunction(any []Clause) Clause {
	switch len(any) {
	case 0:
		return nil
	case 1:
		return any[0]
	}
	return Or(any)
}

func (r *reading) never(ctx context.Context, n language.Node) (Clause, error) {
	r.quiet++
	c, err := r.compile(ctx, n)
	r.quiet--
	if c == nil {
		return nil, err
	}
	return Not{c}, err
}

// seq compiles what stands side by side: filters and signs decide what matches,
// else any of the rest does.
func (r *reading) seq(ctx context.Context, nodes language.Seq) (Clause, error) {
	var text []string
	var all, any []Clause
	filters := map[string][]string{}
	others := 0
	for _, n := range nodes {
		switch n := n.(type) {
		case language.Word:
			text = append(text, n.Text)
			continue
		case language.Filter:
			filters[n.Field] = append(filters[n.Field], n.Value)
			continue
		case language.Never:
		default:
			others++
		}
		c, err := r.compile(ctx, n)
		if err != nil {
			return nil, err
		}
		switch n.(type) {
		case language.Must, language.Never:
			all = append(all, c)
		default:
			any = append(any, c)
		}
	}
	if len(text) > 0 {
		c, err := r.run(ctx, strings.Join(text, " "), others == 0)
		if err != nil {
			return nil, err
		}
		any = append([]Clause{c}, any...)
	}
	none := func(c Clause) bool { return c == nil }
	all, any = slices.DeleteFunc(all, none), slices.DeleteFunc(any, none)
	must := slices.ContainsFunc(nodes, func(n language.Node) bool { _, ok := n.(language.Must); return ok })
	rest := disjunction(any)
	switch {
	case rest == nil:
	case must:
		if r.quiet == 0 {
			r.add("the other words", rest, 1)
		}
	default:
		all = append([]Clause{rest}, all...)
	}
	for _, f := range language.Fields() {
		if c := r.narrow(f, filters[f]); c != nil {
			all = append(all, c)
		}
	}
	return conjunction(all), nil
}

// narrow is the clause of a field's values, any of them; nil for none.
func (r *reading) narrow(field string, values []string) Clause {
	if len(values) == 0 {
		return nil
	}
	var any []Clause
	switch field {
	case "year":
		for _, v := range values {
			if y, ok := language.ParseRange(v); ok {
				any = append(any, Years{From: y.From, To: y.To})
			}
		}
	case "section":
		for _, v := range values {
			var all []Clause
			for _, t := range r.s.words().Tokens(v) {
				if !t.Extra {
					all = append(all, Term{Fields: []FieldWeight{{Section, 1}}, Tokens: []string{t.Stem}})
				}
			}
			if c := conjunction(all); c != nil {
				any = append(any, c)
			}
		}
	default:
		return Key{Field: corpus.Field(field), Values: union(values)}
	}
	return disjunction(any)
}

// run compiles words side by side: any of the content words, the best first.
// The frame of a question never matches by itself unless it is all there is and
// the words stand alone.
func (r *reading) run(ctx context.Context, text string, alone bool) (Clause, error) {
	a := r.ask(text)
	if len(a.all) == 0 {
		r.note("“%s” holds no word and was left out.", shorten(text))
		return nil, nil
	}
	if !alone && !slices.ContainsFunc(a.content, func(p *part) bool { return !p.function }) {
		a.light, a.content = append(a.light, a.content...), nil
	}
	if err := r.measure(ctx, a); err != nil {
		return nil, err
	}
	for _, p := range a.content {
		p.unit = r.unit(p.text, p.idf*float64(p.times))
		for _, t := range p.tokens {
			r.typed[t.Stem], r.typed[t.Form] = t.Form, t.Form
		}
	}
	if r.quiet == 0 {
		if err := r.widen(ctx, a); err != nil {
			return nil, err
		}
		r.boost(a)
	}
	var any []Clause
	for _, p := range a.content {
		any = append(any, r.close(p))
	}
	return disjunction(any), nil
}

// widen adds to the words asked what else stands for them.
func (r *reading) widen(ctx context.Context, a *asked) error {
	if err := r.hyphens(ctx, a); err != nil {
		return err
	}
	if r.exact {
		return nil
	}
	r.synonyms(a)
	r.mentions(a)
	if err := r.spell(ctx, a); err != nil {
		return err
	}
	return r.slips(ctx, a)
}

// close makes the clause of a part and registers what is marked for it.
func (r *reading) close(p *part) Clause {
	weight := max(p.idf, 0.01)
	if p.unit >= 0 {
		u := &r.units[p.unit]
		u.people = p.people
		if u.weight > 0 {
			u.weight = weight * float64(p.times)
		}
		r.mark(p.unit, weight, pattern{steps: p.steps(r.exact)})
		if p.joined != nil {
			r.mark(p.unit, weight, pattern{steps: []step{r.stepOf(p.joined)}})
		}
		for _, also := range p.also {
			r.mark(p.unit, weight, pattern{steps: also})
		}
	}
	if len(p.clauses) == 0 {
		return r.own(p)
	}
	if p.absent && p.corrected != "" {
		return disjunction(p.clauses)
	}
	return append(Or{r.own(p)}, p.clauses...)
}

func (r *reading) stepOf(t *words.Token) step {
	if r.exact {
		return step{form: t.Form}
	}
	return step{stems: []string{t.Stem}}
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:57]) + "…"
	}
	return s
}
