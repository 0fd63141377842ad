package query

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"locus/corpus"
	"locus/corpus/words"
)

// term is the clause of one word in the passages' text; where whole works are
// ranked, in their titles too.
func (r *reading) term(stems []string, weight float64) Clause {
	fields := []FieldWeight{{Text, 1}}
	if r.works {
		fields = append(fields, FieldWeight{Title, r.s.policy().Entitle * r.entitle(stems[0])})
	}
	return Term{Fields: fields, Tokens: stems, Weight: weight}
}

// own is what matches the words of a part itself. A compound matches as its
// words side by side, else in one word; never both, so that every way of
// writing it counts the same.
func (r *reading) own(p *part) Clause {
	weight := float64(p.times)
	if p.general {
		weight *= r.s.policy().General
	}
	if len(p.tokens) == 1 {
		if r.exact {
			return Term{Fields: []FieldWeight{{Exact, 1}}, Tokens: []string{p.tokens[0].Form}, Weight: weight}
		}
		return r.term([]string{p.tokens[0].Stem}, weight)
	}
	apart := Phrase{Weight: weight}
	for _, t := range p.tokens {
		s := Step{Stems: []string{t.Stem}}
		if r.exact {
			s.Form = t.Form
		}
		apart.Steps = append(apart.Steps, s)
	}
	if p.joined == nil {
		return apart
	}
	return Or{apart, And{r.joined(p.joined.Form, p.joined.Stem, weight), Not{apart}}}
}

func (r *reading) joined(form, stem string, weight float64) Clause {
	if r.exact {
		return Term{Fields: []FieldWeight{{Exact, 1}}, Tokens: []string{form}, Weight: weight}
	}
	return r.term([]string{stem}, weight)
}

// hyphens adds to words the other ways of writing them: neighbours in one word
// (selfhelp for self help), and one word in two (self help for selfhelp), where
// the texts have them.
func (r *reading) hyphens(ctx context.Context, a *asked) error {
	type way struct {
		parts []*part
		form  string
		split [2]string
	}
	var ways []way
	var ask []string
	for i, p := range a.all {
		if p.light || len(p.tokens) > 1 || p.unit < 0 {
			continue
		}
		if i+1 < len(a.all) && len(ways) < 64 {
			if q := a.all[i+1]; !q.light && len(q.tokens) == 1 && q.unit >= 0 {
				form := p.tokens[0].Form + q.tokens[0].Form
				ways = append(ways, way{parts: []*part{p, q}, form: form})
				ask = append(ask, form)
			}
		}
		form := p.tokens[0].Form
		for at := 3; at+3 <= len(form) && len(form) <= 24 && len(ways) < 64; at++ {
			if !utf8.RuneStart(form[at]) || words.Function(form[:at]) || words.Function(form[at:]) {
				continue
			}
			ways = append(ways, way{parts: []*part{p}, split: [2]string{form[:at], form[at:]}})
			ask = append(ask, form[:at], form[at:])
		}
	}
	if len(ask) == 0 {
		return nil
	}
	counts, err := r.names.frequencies(ctx, Exact, ask)
	if err != nil {
		return fmt.Errorf("count other ways of writing the question: %w", err)
	}
	at := 0
	for _, w := range ways {
		if w.form != "" {
			if counts[at] > 0 {
				r.oneWord(w.parts, w.form, r.idf(counts[at]))
			}
			at++
			continue
		}
		if counts[at] > 0 && counts[at+1] > 0 {
			r.twoWords(w.parts[0], w.split, r.idf(counts[at])+r.idf(counts[at+1]))
		}
		at += 2
	}
	return nil
}

// oneWord lets neighbours match in one word, which is worth what both of them
// are, however rare it is itself.
func (r *reading) oneWord(parts []*part, form string, idf float64) {
	stem := r.s.words().Stem(form)
	side := Phrase{Steps: []Step{{Stems: []string{parts[0].tokens[0].Stem}}, {Stems: []string{parts[1].tokens[0].Stem}}}, Weight: 1}
	parts[0].clauses = append(parts[0].clauses, And{r.joined(form, stem, r.s.policy().Hyphen*instead(parts[0].idf+parts[1].idf, idf)), Not{side}})
	for _, p := range parts {
		p.also = append(p.also, []step{{stems: []string{stem}}})
	}
}

// instead weighs what stands for a word or words: it never counts more than
// they do, however rare it is.
func instead(asked, other float64) float64 {
	if other <= asked || other == 0 {
		return 1
	}
	return asked / other
}

// twoWords lets a word match in two, which are worth no more than the one.
func (r *reading) twoWords(p *part, split [2]string, idf float64) {
	side := Phrase{Weight: r.s.policy().Hyphen * float64(p.times) * instead(p.idf, idf)}
	var marks []step
	for _, f := range split {
		s := Step{Stems: []string{r.s.words().Stem(f)}}
		m := step{stems: s.Stems}
		if r.exact {
			s.Form, m = f, step{form: f}
		}
		side.Steps, marks = append(side.Steps, s), append(marks, m)
	}
	p.clauses = append(p.clauses, And{side, Not{r.own(p)}})
	p.also = append(p.also, marks)
	p.absent = false
}

// spans calls visit for every stretch of up to most words of a run: the parts
// it touches, the tokens, and whether it begins the run.
func (a *asked) spans(most int, visit func(parts []*part, tokens []words.Token)) {
	for i := range a.all {
		var tokens []words.Token
		for j := i; j < len(a.all) && len(tokens) < most; j++ {
			tokens = append(tokens, a.all[j].tokens...)
			visit(a.all[i:j+1], tokens)
		}
	}
}

func stemKey(tokens []words.Token) string {
	stems := make([]string, len(tokens))
	for i, t := range tokens {
		stems[i] = t.Stem
	}
	return strings.Join(stems, " ")
}

func formKey(tokens []words.Token) string {
	forms := make([]string, len(tokens))
	for i, t := range tokens {
		forms[i] = t.Form
	}
	return strings.Join(forms, " ")
}

// synonyms maps the stems of a phrase to the phrases that the field uses for it.
func synonyms(a *words.Analysis, lists [][]string) map[string][][]words.Token {
	out := map[string][][]words.Token{}
	for _, list := range lists {
		var phrases [][]words.Token
		for _, phrase := range list {
			tokens := slices.DeleteFunc(a.Tokens(phrase), func(t words.Token) bool { return t.Extra })
			if len(tokens) > 0 {
				phrases = append(phrases, tokens)
			}
		}
		for _, p := range phrases {
			key := stemKey(p)
			for _, q := range phrases {
				if stemKey(q) != key {
					out[key] = append(out[key], q)
				}
			}
		}
	}
	return out
}

// maxPhrase bounds how many words a synonym or a name may have.
const maxPhrase = 6

// synonyms lets what the field uses for the words asked match where they do
// not stand themselves, each where no earlier one does, so that a text gains
// nothing by using them all.
func (r *reading) synonyms(a *asked) {
	a.spans(maxPhrase, func(parts []*part, tokens []words.Token) {
		if !anchored(parts) {
			return
		}
		before := Or{r.wording(tokens, 1)}
		for _, other := range r.same[stemKey(tokens)] {
			var marks []step
			for _, t := range other {
				marks = append(marks, step{stems: []string{t.Stem}})
				r.remember(t)
			}
			c := r.wording(other, r.s.policy().Synonym*float64(max(1, len(tokens)-len(other)+1)))
			lead := parts[0]
			lead.clauses = append(lead.clauses, And{c, Not{slices.Clone(before)}})
			before = append(before, c)
			for _, p := range parts {
				p.also = append(p.also, marks)
			}
		}
	})
}

// wording is the clause of words side by side.
func (r *reading) wording(tokens []words.Token, weight float64) Clause {
	if len(tokens) == 1 {
		return r.term([]string{tokens[0].Stem}, weight)
	}
	p := Phrase{Weight: weight}
	for _, t := range tokens {
		p.Steps = append(p.Steps, Step{Stems: []string{t.Stem}})
	}
	return p
}

// remember keeps how a word that was not typed is written.
func (r *reading) remember(t words.Token) {
	if _, ok := r.typed[t.Stem]; !ok {
		r.typed[t.Stem] = t.Form
	}
}

// anchored reports whether a stretch begins and ends with content.
func anchored(parts []*part) bool {
	return parts[0].unit >= 0 && parts[len(parts)-1].unit >= 0
}

// mentions finds the persons and theories that a run of words names.
func (r *reading) mentions(a *asked) {
	var theories []string
	a.spans(maxPhrase, func(parts []*part, tokens []words.Token) {
		if !anchored(parts) {
			return
		}
		theories = union(theories, r.names.theoryStems[stemKey(tokens)])
		people := r.names.called[formKey(tokens)]
		if len(people) == 0 {
			return
		}
		r.personal(parts, people, a.intent)
	})
	if len(theories) > 0 {
		r.boostTheory(theories)
	}
}

// personal lets passages that name the persons match for the words of the name,
// whatever form the name is printed in.
func (r *reading) personal(parts []*part, people []string, wanted intent) {
	var authors []string
	for _, name := range people {
		authors = union(authors, find(name, r.names.authors()))
	}
	r.boostPerson(people, authors, wanted)
	for _, p := range parts {
		p.people = union(p.people, people)
		p.clauses = append(p.clauses, Key{Field: corpus.FieldPerson, Values: people})
	}
	for _, name := range people {
		r.variants(parts, name)
	}
}

// variants lets the forms in which a person's name is printed match for it, and
// be marked.
func (r *reading) variants(parts []*part, name string) {
	person, ok := r.person(name)
	if !ok {
		return
	}
	var single []string
	for _, variant := range append([]string{person.Family, person.Name}, person.Variants...) {
		var steps []step
		for _, t := range r.s.words().Tokens(variant) {
			if !t.Extra {
				steps = append(steps, step{form: t.Form})
			}
		}
		if len(steps) == 0 {
			continue
		}
		for _, p := range parts {
			p.also = append(p.also, steps)
		}
		if form := steps[0].form; len(steps) == 1 && len(parts) == 1 && form != parts[0].tokens[0].Form && !slices.Contains(single, form) {
			single = append(single, form)
		}
	}
	if len(single) > 0 {
		lead := parts[0]
		lead.clauses = append(lead.clauses, And{
			Term{Fields: []FieldWeight{{Exact, 1}}, Tokens: single, Weight: r.s.policy().Synonym}, Not{r.own(lead)}})
	}
}
