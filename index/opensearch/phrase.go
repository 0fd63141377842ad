package opensearch

import (
	"slices"
	"strings"

	"locus/query"
)

// mostOrders is the number of words up to which a phrase in any order is asked as
// one in each order: the engine's own intervals in any order let two words of a
// phrase be the same place, and ours do not.
const mostOrders = 4

// steps are the words of each step; ok is false where the phrase can stand nowhere.
func (c *compiler) steps(p query.Phrase) (out [][]string, ok bool) {
	for _, s := range p.Steps {
		words := c.wordsOf(s)
		if len(words) == 0 {
			return nil, false
		}
		out = append(out, words)
	}
	return out, len(out) > 0
}

func single(steps [][]string) bool {
	return !slices.ContainsFunc(steps, func(words []string) bool { return len(words) > 1 })
}

// phraseSet is the condition that a phrase stands in a passage.
func (c *compiler) phraseSet(p query.Phrase, loose bool) (object, error) {
	steps, ok := c.steps(p)
	switch {
	case !ok:
		return none(), nil
	case len(steps) == 1:
		return object{"terms": object{"text": steps[0]}}, nil
	case !p.Unordered && p.Slop == 0 && single(steps):
		return sideBySide(steps), nil
	case p.Unordered && !loose && len(steps) > mostOrders:
		return c.among(p)
	}
	c.leaves += len(steps)
	return intervals(steps, p.Slop, p.Unordered, loose), nil
}

// phrase is the condition with the bound of its score.
func (c *compiler) phrase(p query.Phrase, weight float64, loose bool) (object, error) {
	steps, ok := c.steps(p)
	if !ok {
		return none(), nil
	}
	idf := 0.0
	for _, s := range p.Steps {
		if s.Form != "" {
			idf += c.idf(query.Exact, []string{s.Form})
		} else {
			idf += c.idf(query.Text, s.Stems)
		}
	}
	weight *= idf
	c.leaves += len(steps)
	switch {
	case weight <= 0:
		set, err := c.phraseSet(p, loose)
		return every(set), err
	case len(steps) == 1:
		return c.frequent(query.Text, "text", steps[0], weight), nil
	case !p.Unordered && p.Slop == 0 && single(steps):
		return c.bounded(sideBySide(steps), query.Text, weight, perWord, float64(len(steps))), nil
	case p.Unordered && !loose && len(steps) > mostOrders:
		set, err := c.among(p)
		return object{"constant_score": object{"filter": set, "boost": weight * (c.bm25.K1 + 1)}}, err
	}
	between := float64(p.Slop)/2 + 1
	return c.bounded(intervals(steps, p.Slop, p.Unordered, loose), query.Text, weight, perPlace, between*between), nil
}

// sideBySide is a phrase of single words with nothing between.
func sideBySide(steps [][]string) object {
	words := make([]string, len(steps))
	for i, s := range steps {
		words[i] = s[0]
	}
	return object{"match_phrase": object{"text": object{"query": strings.Join(words, " "), "analyzer": "apart"}}}
}

// intervals is a phrase with so many words between at most.
func intervals(steps [][]string, slop int, unordered, loose bool) object {
	rules := make([]object, len(steps))
	for i, words := range steps {
		each := make([]object, len(words))
		for j, w := range words {
			each[j] = object{"match": object{"query": w, "analyzer": "apart"}}
		}
		rules[i] = each[0]
		if len(each) > 1 {
			rules[i] = object{"any_of": object{"intervals": each}}
		}
	}
	together := func(rules []object, ordered bool) object {
		return object{"all_of": object{"intervals": rules, "ordered": ordered, "max_gaps": slop}}
	}
	rule := together(rules, !unordered)
	if unordered && !loose {
		var orders []object
		for order := range permutations(rules) {
			orders = append(orders, together(order, true))
		}
		rule = object{"any_of": object{"intervals": orders}}
	}
	return object{"intervals": object{"text": rule}}
}

// permutations yields the orders of a list, each a list of its own.
func permutations[T interface{}](list []T) func(yield func([]T) bool) {
	return func(yield func([]T) bool) {
		var put func(head, rest []T) bool
		put = func(head, rest []T) bool {
			if len(rest) == 0 {
				return yield(slices.Clone(head))
			}
			for i := range rest {
				others := append(slices.Clone(rest[:i]), rest[i+1:]...)
				if !put(append(slices.Clone(head), rest[i]), others) {
					return false
				}
			}
			return true
		}
		put(nil, list)
	}
}
