package query

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"locus/corpus/words"
	"locus/query/language"
)

// relate looks at the first passages found and lets words that they share, and
// the rest of the texts do not, count a little: pseudo-relevance feedback by a
// relevance model (Lavrenko and Croft 2001; Abdul-Jaleel et al. 2004), its words
// weighted by rarity. They add to passages that match anyway and are never
// marked. It stays out where the question says exactly what it wants, and where
// the first hits are few or share little of it. It gives what was found to learn
// from, nil where it did not look.
func (q *question) relate(ctx context.Context, req *Request) (*Found, error) {
	p := q.s.policy()
	weight := p.Nearby
	if q.works {
		weight = p.Related
	}
	if !q.loose || weight == 0 || req.Limit == 0 || q.plan.Sort != "" && q.plan.Sort != ByScore || q.size.Passages < p.RelatedFrom || q.size.Passages > p.RelatedSize {
		return nil, nil
	}
	plan := *q.plan
	plan.Skip, plan.Limit, plan.Facets, plan.Explain = 0, p.RelatedHits, nil, false
	found, err := q.s.finder.Find(ctx, &plan)
	if err != nil {
		return nil, fmt.Errorf("find passages to learn from: %w", err)
	}
	model := q.model(found.Hits)
	if model == nil {
		return found, nil
	}
	best, err := q.telling(ctx, model)
	if err != nil || len(best) == 0 {
		return found, err
	}
	var any Or
	var names []string
	for _, w := range best {
		any = append(any, w.clause())
		names = append(names, w.form)
	}
	q.add("related words: "+strings.Join(names[:min(8, len(names))], ", "), any, weight)
	q.plan.Boosts = q.boosts
	return found, nil
}

func (w *related) clause() Clause {
	return Term{Fields: []FieldWeight{{Text, 1}}, Tokens: []string{w.stem}, Weight: w.weight}
}

// related is a word of the first passages: how likely they are to have it.
type related struct {
	stem, form string
	hits, last int // hits that have it, and the last of them
	weight     float64
}

// model weighs the words of hits that share enough of the question: each hit by
// its score, each word by its share of the hit's words. It is nil where too few
// hits do.
func (q *question) model(hits []FoundHit) []*related {
	p := q.s.policy()
	m := &lesson{byStem: make(map[string]*related, 1024), slab: make([]related, 0, 512)}
	seen := make(map[string]bool, len(hits))
	learnt := 0
	for i := range hits {
		h := &hits[i]
		if seen[h.Passage.Text] {
			continue
		}
		seen[h.Passage.Text] = true
		v := q.view(&h.Passage)
		if q.shares(q.shared(v, &h.Passage), h.Passage.Section) < p.RelatedShare {
			continue
		}
		learnt++
		m.learn(v.tokens, math.Pow(h.Score/hits[0].Score, p.RelatedPower), p.RelatedLength)
	}
	if learnt < p.RelatedLeast {
		return nil
	}
	return m.words
}

// lesson is what the hits teach: their words, in order of first appearance.
type lesson struct {
	byStem map[string]*related
	words  []*related
	hits   int
	slab   []related // room for the words
}

// learn takes in the words of a hit of some weight.
func (m *lesson) learn(tokens []words.Token, weight, length float64) {
	m.hits++
	n := 0
	for _, t := range tokens {
		if !t.Extra {
			n++
		}
	}
	weight /= float64(n) + length
	for _, t := range tokens {
		if t.Extra || !tells(t.Form) {
			continue
		}
		w := m.byStem[t.Stem]
		if w == nil {
			if len(m.slab) == cap(m.slab) {
				m.slab = make([]related, 0, 512)
			}
			m.slab = append(m.slab, related{stem: t.Stem, form: t.Form})
			w = &m.slab[len(m.slab)-1]
			m.byStem[t.Stem] = w
			m.words = append(m.words, w)
		}
		w.weight += weight
		if w.last != m.hits {
			w.last = m.hits
			w.hits++
		}
	}
}

// telling keeps the words that tell most, by their weight in the first passages
// and their rarity; the first weighs 1.
func (q *question) telling(ctx context.Context, model []*related) ([]*related, error) {
	p := q.s.policy()
	model = slices.DeleteFunc(model, func(w *related) bool { return w.hits < 2 })
	stems := make([]string, len(model))
	for i, w := range model {
		stems[i] = w.stem
	}
	counts, err := q.names.frequencies(ctx, Text, stems)
	if err != nil {
		return nil, fmt.Errorf("count related words: %w", err)
	}
	for i, w := range model {
		w.weight *= math.Pow(q.idf(counts[i]), p.RelatedIDF)
		if counts[i] > 10+q.size.Passages/10 { // a word of every passage tells nothing
			w.weight = 0
		}
	}
	slices.SortFunc(model, func(a, b *related) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), strings.Compare(a.stem, b.stem))
	})
	model = model[:min(len(model), p.RelatedWords)]
	if len(model) == 0 || model[0].weight == 0 {
		return nil, nil
	}
	most := model[0].weight
	for _, w := range model {
		w.weight /= most
	}
	return slices.DeleteFunc(model, func(w *related) bool { return w.weight == 0 }), nil
}

// tells reports whether a form can say what a passage is about.
func tells(form string) bool {
	return len(form) > 2 && !words.Function(form) && !strings.ContainsFunc(form, unicode.IsDigit)
}

// loose reports whether a question is words and nothing else.
func loose(n language.Node) bool {
	switch n := n.(type) {
	case language.Word:
		return true
	case language.Seq:
		for _, m := range n {
			if !loose(m) {
				return false
			}
		}
		return len(n) > 0
	}
	return false
}
