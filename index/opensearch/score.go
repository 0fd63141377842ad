package opensearch

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"locus/index"
	"locus/query"
)

// reading scores passages that the engine found, exactly, by their own words.
type reading struct {
	bm25    query.BM25
	idf     func(f query.TextField, tokens []string) float64
	average func(query.TextField) float64
}

// idf is the weight of a word that df of n passages have.
func idf(n, df int) float64 {
	return math.Log(1 + (float64(n)-float64(df)+0.5)/(float64(df)+0.5))
}

func (r *reading) score(f query.TextField, idf float64, tf, length int) float64 {
	k1, b := r.bm25.K1, r.bm25.B
	return idf * float64(tf) * (k1 + 1) / (float64(tf) + k1*(1-b+b*float64(length)/r.average(f)))
}

// whole is the score of a passage that the plan matches, with its parts.
func (r *reading) whole(plan *query.Plan, e *index.Entry) (float64, []query.Contribution) {
	_, parts := r.eval(plan.Match, e)
	score := 0.0
	for _, p := range parts {
		score += p.Score
	}
	for _, b := range plan.Boosts {
		ok, of := r.eval(b.Clause, e)
		if !ok {
			continue
		}
		if b.Constant {
			of = []query.Contribution{{Score: 1}}
		}
		sum := query.Contribution{Name: b.Name}
		for _, p := range of {
			score += b.Weight * p.Score
			sum.Score += b.Weight * p.Score
		}
		parts = append(parts, sum)
	}
	return score, slices.DeleteFunc(parts, func(p query.Contribution) bool { return p.Score == 0 })
}

// eval tells whether a passage matches, and the parts of its score in order. What
// kind a clause is the compiler has checked.
func (r *reading) eval(c query.Clause, e *index.Entry) (bool, []query.Contribution) {
	switch c := c.(type) {
	case query.Term:
		return r.term(c, e)
	case query.Phrase:
		return r.phrase(c, e)
	case query.And:
		return r.and(c, e)
	case query.Or:
		return r.or(c, e)
	case query.Not:
		ok, _ := r.eval(c.Clause, e)
		return !ok, nil
	case query.Key:
		return slices.ContainsFunc(e.Keys[c.Field], func(v string) bool { return slices.Contains(c.Values, v) }), nil
	case query.Years:
		y := e.Work.Year
		return y != nil && (c.From == nil || *y >= *c.From) && (c.To == nil || *y <= *c.To), nil
	}
	return true, nil
}

func (r *reading) and(c query.And, e *index.Entry) (bool, []query.Contribution) {
	var parts []query.Contribution
	for _, k := range c {
		ok, p := r.eval(k, e)
		if !ok {
			return false, nil
		}
		parts = append(parts, p...)
	}
	return true, parts
}

func (r *reading) or(c query.Or, e *index.Entry) (bool, []query.Contribution) {
	matched := false
	var parts []query.Contribution
	for _, k := range c {
		if ok, p := r.eval(k, e); ok {
			matched = true
			parts = append(parts, p...)
		}
	}
	return matched, parts
}

func (r *reading) term(c query.Term, e *index.Entry) (bool, []query.Contribution) {
	var parts []query.Contribution
	for _, f := range c.Fields {
		tf, length := count(e, f.Field, c.Tokens)
		if tf == 0 {
			continue
		}
		parts = append(parts, query.Contribution{
			Name:  string(f.Field) + ":" + strings.Join(c.Tokens, "|"),
			Score: c.Weight * f.Weight * r.score(f.Field, r.idf(f.Field, c.Tokens), tf, length)})
	}
	return len(parts) > 0, parts
}

// count is how many tokens of a field are one of those given, of how many.
func count(e *index.Entry, f query.TextField, tokens []string) (tf, length int) {
	in := e.Text
	switch f {
	case query.Title:
		in = e.Title
	case query.Section:
		in = e.Section
	case query.Text, query.Exact:
	default:
		return 0, 0
	}
	for _, t := range in {
		word := t.Stem
		if f == query.Exact {
			word = t.Form
		}
		if slices.Contains(tokens, word) {
			tf++
		}
	}
	return tf, len(in)
}

func (r *reading) phrase(c query.Phrase, e *index.Entry) (bool, []query.Contribution) {
	tf := occurrences(c, e)
	if tf == 0 {
		return false, nil
	}
	idf := 0.0
	for _, s := range c.Steps {
		if s.Form != "" {
			idf += r.idf(query.Exact, []string{s.Form})
		} else {
			idf += r.idf(query.Text, s.Stems)
		}
	}
	return true, []query.Contribution{{Name: "text:" + strconv.Quote(named(c)), Score: c.Weight * r.score(query.Text, idf, tf, len(e.Text))}}
}

// occurrences counts the places from which a stretch can begin that holds every step
// at a place of its own, as query.Phrase says.
func occurrences(c query.Phrase, e *index.Entry) int {
	if len(c.Steps) == 0 {
		return 0
	}
	at := make([][]int, len(c.Steps)) // places of each step, ascending
	var starts []int
	for i, s := range c.Steps {
		for _, t := range e.Text {
			if slices.Contains(s.Stems, t.Stem) && (s.Form == "" || s.Form == t.Form) {
				at[i] = append(at[i], t.Pos)
			}
		}
		if at[i] == nil {
			return 0
		}
		if i == 0 || c.Unordered {
			starts = append(starts, at[i]...)
		}
	}
	slices.Sort(starts)
	n := 0
	for _, p := range slices.Compact(starts) {
		last := p + len(c.Steps) - 1 + c.Slop
		if c.Unordered && scattered(at, p, last) || !c.Unordered && inOrder(at, p, last) {
			n++
		}
	}
	return n
}

// inOrder reports whether the steps can stand after one another from p up to last.
// The next place after the one before is always the best.
func inOrder(at [][]int, p, last int) bool {
	for _, places := range at[1:] {
		i, _ := slices.BinarySearch(places, p+1)
		if i == len(places) {
			return false
		}
		p = places[i]
	}
	return p <= last
}

// scattered reports whether the steps can have places of their own from p to last,
// one of them p: a matching of steps and places (Kuhn 1955).
func scattered(at [][]int, p, last int) bool {
	holder := map[int]int{} // place to step
	var give func(step int, tried map[int]bool) bool
	give = func(step int, tried map[int]bool) bool {
		for _, q := range at[step] {
			if q < p || q > last || tried[q] {
				continue
			}
			tried[q] = true
			if other, taken := holder[q]; !taken || give(other, tried) {
				holder[q] = step
				return true
			}
		}
		return false
	}
	// A place that one matching uses stays used as it grows: p first, whoever can
	// stand there, then the steps one by one.
	first := slices.IndexFunc(at, func(places []int) bool { return slices.Contains(places, p) })
	if first < 0 {
		return false
	}
	holder[p] = first
	for step := range at {
		if step == first {
			continue
		}
		if !give(step, map[int]bool{}) {
			return false
		}
	}
	return true
}
