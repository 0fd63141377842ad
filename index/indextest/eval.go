package indextest

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"locus/index"
	"locus/query"
)

// reading is one pass over the entries: what a score needs to know of all.
type reading struct {
	entries []index.Entry
	bm25    query.BM25
	average map[query.TextField]float64
	df      map[string]int
}

func newReading(entries []index.Entry, p query.BM25) *reading {
	r := &reading{entries: entries, bm25: p, average: map[query.TextField]float64{}, df: map[string]int{}}
	for _, f := range []query.TextField{query.Text, query.Exact, query.Title, query.Section} {
		tokens := 0
		for i := range entries {
			tokens += len(fieldWords(&entries[i], f))
		}
		r.average[f] = float64(tokens) / float64(len(entries))
	}
	return r
}

// idf is the weight of a word that any of tokens stands for in a field.
func (r *reading) idf(f query.TextField, tokens []string) float64 {
	key := string(f) + "\x00" + strings.Join(tokens, "\x00")
	df, ok := r.df[key]
	if !ok {
		for i := range r.entries {
			if count(fieldWords(&r.entries[i], f), tokens) > 0 {
				df++
			}
		}
		r.df[key] = df
	}
	n := float64(len(r.entries))
	return math.Log(1 + (n-float64(df)+0.5)/(float64(df)+0.5))
}

// score is the formula of query.BM25.
func (r *reading) score(f query.TextField, idf float64, tf, length int) float64 {
	k1, b := r.bm25.K1, r.bm25.B
	return idf * float64(tf) * (k1 + 1) / (float64(tf) + k1*(1-b+b*float64(length)/r.average[f]))
}

// count is how many of words are one of tokens.
func count(words, tokens []string) int {
	n := 0
	for _, w := range words {
		if slices.Contains(tokens, w) {
			n++
		}
	}
	return n
}

// eval tells whether a passage matches, and the parts of its score in order.
func (r *reading) eval(c query.Clause, e *index.Entry) (bool, []query.Contribution, error) {
	switch c := c.(type) {
	case nil, query.All:
		return true, nil, nil
	case query.Term:
		ok, parts := r.term(c, e)
		return ok, parts, nil
	case query.Phrase:
		ok, parts := r.phrase(c, e)
		return ok, parts, nil
	case query.And:
		return r.and(c, e)
	case query.Or:
		return r.or(c, e)
	case query.Not:
		ok, _, err := r.eval(c.Clause, e)
		return !ok, nil, err
	case query.Key:
		for _, v := range e.Keys[c.Field] {
			if slices.Contains(c.Values, v) {
				return true, nil, nil
			}
		}
		return false, nil, nil
	case query.Years:
		return inYears(c, e.Work.Year), nil, nil
	}
	return false, nil, fmt.Errorf("a clause of type %T cannot be answered", c)
}

func (r *reading) and(c query.And, e *index.Entry) (bool, []query.Contribution, error) {
	var parts []query.Contribution
	for _, k := range c {
		ok, p, err := r.eval(k, e)
		if err != nil || !ok {
			return false, nil, err
		}
		parts = append(parts, p...)
	}
	return true, parts, nil
}

func (r *reading) or(c query.Or, e *index.Entry) (bool, []query.Contribution, error) {
	any := false
	var parts []query.Contribution
	for _, k := range c {
		ok, p, err := r.eval(k, e)
		if err != nil {
			return false, nil, err
		}
		if ok {
			any = true
			parts = append(parts, p...)
		}
	}
	return any, parts, nil
}

func inYears(y query.Years, year *int) bool {
	return year != nil && (y.From == nil || *year >= *y.From) && (y.To == nil || *year <= *y.To)
}

func (r *reading) term(c query.Term, e *index.Entry) (bool, []query.Contribution) {
	var parts []query.Contribution
	any := false
	for _, f := range c.Fields {
		words := fieldWords(e, f.Field)
		tf := count(words, c.Tokens)
		if tf == 0 {
			continue
		}
		any = true
		score := c.Weight * f.Weight * r.score(f.Field, r.idf(f.Field, c.Tokens), tf, len(words))
		parts = append(parts, query.Contribution{
			Name: string(f.Field) + ":" + strings.Join(c.Tokens, "|"), Score: score})
	}
	return any, parts
}

func (r *reading) phrase(c query.Phrase, e *index.Entry) (bool, []query.Contribution) {
	tf := occurrences(c, e)
	if tf == 0 {
		return false, nil
	}
	idf := 0.0
	names := make([]string, len(c.Steps))
	for i, s := range c.Steps {
		if s.Form != "" {
			idf += r.idf(query.Exact, []string{s.Form})
			names[i] = "=" + s.Form
		} else {
			idf += r.idf(query.Text, s.Stems)
			names[i] = strings.Join(s.Stems, "|")
		}
	}
	score := c.Weight * r.score(query.Text, idf, tf, len(e.Text))
	return true, []query.Contribution{{Name: "text:" + strconv.Quote(strings.Join(names, " ")), Score: score}}
}
