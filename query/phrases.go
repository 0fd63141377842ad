package query

import (
	"context"
	"fmt"
	"slices"

	"locus/corpus/words"
	"locus/query/language"
)

// phrase compiles exact words: quoted ones, and a single form. A compound in it
// matches in one word too.
func (r *reading) phrase(ctx context.Context, text string, slop int) (Clause, error) {
	var tokens, joined []words.Token
	for _, t := range r.s.words().Tokens(text) {
		if t.Extra {
			joined = append(joined, t)
		} else {
			tokens = append(tokens, t)
		}
	}
	if len(tokens) == 0 {
		r.note("“%s” holds no word and was left out.", shorten(text))
		return nil, nil
	}
	if most := r.s.policy().MostWords; len(tokens) > most {
		r.note("Of a phrase of %d words the first %d were looked for.", len(tokens), most)
		tokens = tokens[:most]
	}
	weight, err := r.formsWorth(ctx, tokens)
	if err != nil {
		return nil, err
	}
	unit := r.unit(text, weight)
	apart := r.exactly(tokens, slop, unit, weight)
	if len(joined) == 0 {
		return apart, nil
	}
	other := r.exactly(together(tokens, joined), slop, unit, weight)
	return Or{apart, And{other, Not{apart}}}, nil
}

// together puts compounds in one word in the place of their parts.
func together(tokens, joined []words.Token) []words.Token {
	var out []words.Token
	for _, t := range tokens {
		at := slices.IndexFunc(joined, func(j words.Token) bool { return j.Start <= t.Start && t.End <= j.End })
		switch {
		case at < 0:
			out = append(out, t)
		case joined[at].Start == t.Start:
			out = append(out, joined[at])
		}
	}
	return out
}

func (r *reading) exactly(tokens []words.Token, slop, unit int, weight float64) Clause {
	p := Phrase{Slop: slop, Weight: 1}
	var marks []step
	for _, t := range tokens {
		p.Steps = append(p.Steps, Step{Stems: []string{t.Stem}, Form: t.Form})
		marks = append(marks, step{form: t.Form})
		r.typed[t.Form] = t.Form
		if _, ok := r.typed[t.Stem]; !ok {
			r.typed[t.Stem] = t.Form
		}
	}
	r.mark(unit, weight, pattern{steps: marks, slop: slop})
	if len(tokens) == 1 {
		return Term{Fields: []FieldWeight{{Exact, 1}}, Tokens: []string{tokens[0].Form}, Weight: 1}
	}
	return p
}

func (r *reading) formsWorth(ctx context.Context, tokens []words.Token) (float64, error) {
	forms := make([]string, len(tokens))
	for i, t := range tokens {
		forms[i] = t.Form
	}
	counts, err := r.names.frequencies(ctx, Exact, forms)
	if err != nil {
		return 0, fmt.Errorf("count the words of a phrase: %w", err)
	}
	sum := 0.0
	for _, n := range counts {
		sum += r.idf(n)
	}
	return sum, nil
}

// expand lists the words of the texts that begin so; a note says when there are
// more than are looked for.
func (r *reading) expand(ctx context.Context, prefix string) (forms []string, passages int, err error) {
	most := r.s.policy().MostPrefix
	found, err := r.s.finder.Vocabulary(ctx, Lookup{Field: Exact, Prefix: prefix, Limit: most + 1})
	if err != nil {
		return nil, 0, fmt.Errorf("look for words that begin with %q: %w", prefix, err)
	}
	if len(found) == 0 {
		r.note("No word of the texts begins with “%s”.", prefix)
		return []string{prefix}, 0, nil
	}
	if len(found) > most {
		r.note("More than %d words begin with “%s”; the %d most frequent were looked for.", most, prefix, most)
		found = found[:most]
	}
	for _, c := range found {
		forms = append(forms, c.Value)
		passages += c.Count
	}
	return forms, passages, nil
}

// prefix compiles a word of which only the beginning is known.
func (r *reading) prefix(ctx context.Context, text string) (Clause, error) {
	before, last, ok := r.beginning(text)
	if !ok {
		r.note("“%s*” holds no word and was left out.", shorten(text))
		return nil, nil
	}
	forms, passages, err := r.expand(ctx, last)
	if err != nil {
		return nil, err
	}
	weight := r.idf(min(passages, r.size.Passages))
	unit := r.unit(text+"*", weight)
	var marks []step
	var p Phrase
	for _, t := range before {
		marks = append(marks, step{form: t.Form})
		p.Steps = append(p.Steps, Step{Stems: []string{t.Stem}, Form: t.Form})
	}
	r.mark(unit, weight, pattern{steps: append(marks, step{prefix: last})})
	if len(before) == 0 {
		return Term{Fields: []FieldWeight{{Exact, 1}}, Tokens: forms, Weight: 1}, nil
	}
	p.Steps, p.Weight = append(p.Steps, Step{Stems: r.stemsOf(forms)}), 1
	return p, nil
}

// beginning cuts what stands before a star into whole words and the folded
// beginning of the last.
func (r *reading) beginning(text string) (before []words.Token, last string, ok bool) {
	tokens := slices.DeleteFunc(r.s.words().Tokens(text), func(t words.Token) bool { return t.Extra })
	if len(tokens) == 0 {
		return nil, "", false
	}
	n := len(tokens) - 1
	return tokens[:n], tokens[n].Form, true
}

func (r *reading) stemsOf(forms []string) []string {
	var out []string
	for _, f := range forms {
		out = append(out, r.s.words().Stem(f))
	}
	return union(out)
}

// side is one side of a Near: its words, what is marked for them, and what must
// hold beside (the words of a quoted phrase stand together).
type side struct {
	steps []Step
	marks []step
	also  []Clause
}

// mostNear is how many words and phrases a chain of NEAR joins at most: the cost of
// looking for them grows with the square of their number.
const mostNear = 16

// sides counts what a chain of NEAR joins.
func sides(n language.Node) int {
	if near, ok := n.(language.Near); ok {
		return sides(near.Left) + sides(near.Right)
	}
	return 1
}

// nearby compiles words near one another. Sides that are no words or phrases, or
// too many, must only all match, and a note says so.
func (r *reading) nearby(ctx context.Context, n language.Near) (Clause, error) {
	if count := sides(n); count > mostNear {
		r.note("NEAR joins %d words or phrases at most; where there are more it was read as AND.", mostNear)
		both, err := r.each(ctx, []language.Node{n.Left, n.Right})
		return conjunction(both), err
	}
	left, ok1, err := r.side(ctx, n.Left)
	if err != nil {
		return nil, err
	}
	right, ok2, err := r.side(ctx, n.Right)
	if err != nil {
		return nil, err
	}
	if !ok1 || !ok2 {
		r.note("NEAR joins words, phrases and alternatives of single words; here it was read as AND.")
		both, err := r.each(ctx, []language.Node{n.Left, n.Right})
		return conjunction(both), err
	}
	p := Phrase{Steps: append(left.steps, right.steps...), Slop: n.Within, Unordered: true, Weight: 1}
	weight := 0.0
	for _, s := range p.Steps {
		counts, err := r.names.frequencies(ctx, Text, s.Stems)
		if err != nil {
			return nil, fmt.Errorf("count the words of NEAR: %w", err)
		}
		most := 0
		for _, c := range counts {
			most = max(most, c)
		}
		weight += r.idf(most)
	}
	unit := r.unit(n.String(), weight)
	r.mark(unit, weight, pattern{steps: append(left.marks, right.marks...), slop: n.Within, unordered: true})
	return conjunction(append(append(left.also, right.also...), p)), nil
}

// side reads one side of a Near; false where it is no word or phrase.
func (r *reading) side(ctx context.Context, n language.Node) (side, bool, error) {
	switch n := n.(type) {
	case language.Word, language.Form, language.Quoted:
		return r.wordSide(n), len(r.wordSide(n).steps) > 0, nil
	case language.Prefix:
		before, last, ok := r.beginning(n.Text)
		if !ok || len(before) > 0 {
			return side{}, false, nil
		}
		forms, _, err := r.expand(ctx, last)
		return side{steps: []Step{{Stems: r.stemsOf(forms)}}, marks: []step{{prefix: last}}}, true, err
	case language.Or:
		var s Step
		for _, m := range n {
			w, ok := m.(language.Word)
			one := r.wordSide(w)
			if !ok || len(one.steps) != 1 {
				return side{}, false, nil
			}
			s.Stems = union(s.Stems, one.steps[0].Stems)
		}
		return side{steps: []Step{s}, marks: []step{{stems: s.Stems}}}, true, nil
	case language.Near:
		left, ok1, err := r.side(ctx, n.Left)
		if err != nil {
			return side{}, false, err
		}
		right, ok2, err := r.side(ctx, n.Right)
		both := side{steps: append(left.steps, right.steps...), marks: append(left.marks, right.marks...)}
		both.also = append(append(left.also, right.also...), Phrase{Steps: slices.Clone(both.steps), Slop: n.Within, Unordered: true})
		return both, ok1 && ok2, err
	}
	return side{}, false, nil
}

func (r *reading) wordSide(n language.Node) side {
	var text string
	exact := true
	switch n := n.(type) {
	case language.Word:
		text, exact = n.Text, r.exact
	case language.Form:
		text = n.Text
	case language.Quoted:
		text = n.Text
	}
	var s side
	for _, t := range r.s.words().Tokens(text) {
		if t.Extra {
			continue
		}
		r.remember(t)
		st, m := Step{Stems: []string{t.Stem}}, step{stems: []string{t.Stem}}
		if exact {
			st.Form, m = t.Form, step{form: t.Form}
		}
		s.steps, s.marks = append(s.steps, st), append(s.marks, m)
	}
	if len(s.steps) > 1 {
		s.also = []Clause{Phrase{Steps: slices.Clone(s.steps)}}
	}
	return s
}
