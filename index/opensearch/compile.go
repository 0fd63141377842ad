package opensearch

import (
	"fmt"
	"slices"
	"strings"

	"locus/corpus"
	"locus/query"
)

// compiler turns a plan's clauses into the engine's queries. A set is the
// condition alone. A scored query gives besides an upper bound of the clause's
// score: the exact score but for the rounding of the engine's numbers and for
// phrases that may have other words between (see bounded).
type compiler struct {
	analysis stemmer
	bm25     query.BM25
	sums     sums
	// idf of a word that any of the tokens stands for.
	idf func(f query.TextField, tokens []string) float64
	// among gives the passages where a phrase of many words in any order stands, for
	// which the engine has no condition; nil says that a condition that holds for
	// some others too is good enough.
	among  func(query.Phrase) (object, error)
	leaves int // conditions so far; the engine takes mostLeaves
}

type stemmer interface{ Stem(form string) string }

// mostLeaves is how many conditions a question has before what could be many is
// asked in one; the engine's limit is 1024 unless it is set to another.
const mostLeaves = 600

func none() object { return object{"match_none": object{}} }

func every(filter ...object) object { return object{"bool": object{"filter": filter}} }

func anyOf(should ...object) object {
	return object{"bool": object{"should": should, "minimum_should_match": 1}}
}

// set is the condition of a clause. Loose says that it may hold for more passages.
func (c *compiler) set(clause query.Clause, loose bool) (object, error) {
	c.leaves++
	switch k := clause.(type) {
	case nil, query.All:
		return object{"match_all": object{}}, nil
	case query.Term:
		return c.termSet(k), nil
	case query.Phrase:
		return c.phraseSet(k, loose)
	case query.And:
		sets, err := c.sets(k, loose)
		if len(sets) == 0 {
			return object{"match_all": object{}}, err
		}
		return every(sets...), err
	case query.Or:
		sets, err := c.sets(k, loose)
		if len(sets) == 0 {
			return none(), err
		}
		return anyOf(sets...), err
	case query.Not:
		set, err := c.set(k.Clause, false)
		return object{"bool": object{"must_not": []object{set}}}, err
	case query.Key:
		if len(k.Values) == 0 || !slices.Contains(corpus.Fields(), k.Field) {
			return none(), nil
		}
		return object{"terms": object{keyField(k.Field): k.Values}}, nil
	case query.Years:
		return years(k), nil
	}
	return nil, fmt.Errorf("a clause of type %T cannot be answered", clause)
}

func (c *compiler) sets(clauses []query.Clause, loose bool) ([]object, error) {
	out := make([]object, len(clauses))
	for i, k := range clauses {
		var err error
		if out[i], err = c.set(k, loose); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func years(y query.Years) object {
	if y.From == nil && y.To == nil {
		return object{"exists": object{"field": "year"}}
	}
	bounds := object{}
	if y.From != nil {
		bounds["gte"] = *y.From
	}
	if y.To != nil {
		bounds["lte"] = *y.To
	}
	return object{"range": object{"year": bounds}}
}

// termSet is the condition that any of the tokens stands in any of the fields.
func (c *compiler) termSet(t query.Term) object {
	byField := map[string][]string{}
	var fields []string
	for _, f := range t.Fields {
		for _, token := range t.Tokens {
			field, word, ok := indexed(f.Field, token)
			if !ok {
				continue
			}
			if byField[field] == nil {
				fields = append(fields, field)
			}
			byField[field] = append(byField[field], word)
		}
	}
	var should []object
	for _, f := range fields {
		should = append(should, object{"terms": object{f: byField[f]}})
	}
	switch len(should) {
	case 0:
		return none()
	case 1:
		return should[0]
	}
	return anyOf(should...)
}

// scoring reports whether a clause can give a score.
func scoring(clause query.Clause) bool {
	switch k := clause.(type) {
	case query.Term, query.Phrase:
		return true
	case query.And:
		return slices.ContainsFunc(k, scoring)
	case query.Or:
		return slices.ContainsFunc(k, scoring)
	}
	return false
}

// scored is a clause's condition with the bound of its score, times weight. What
// would lessen a score is left out of the bound.
func (c *compiler) scored(clause query.Clause, weight float64, loose bool) (object, error) {
	if !scoring(clause) || weight <= 0 {
		set, err := c.set(clause, loose)
		return every(set), err
	}
	switch k := clause.(type) {
	case query.Term:
		return c.term(k, weight*k.Weight), nil
	case query.Phrase:
		return c.phrase(k, weight*k.Weight, loose)
	case query.And:
		all, err := c.all(k, weight, loose)
		return object{"bool": object{"must": all}}, err
	}
	all, err := c.all(clause.(query.Or), weight, loose)
	return anyOf(all...), err
}

func (c *compiler) all(clauses []query.Clause, weight float64, loose bool) ([]object, error) {
	out := make([]object, len(clauses))
	for i, k := range clauses {
		var err error
		if out[i], err = c.scored(k, weight, loose); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// term scores each field by itself and adds the scores up.
func (c *compiler) term(t query.Term, weight float64) object {
	var should []object
	for _, f := range t.Fields {
		var words []string
		field := ""
		for _, token := range t.Tokens {
			if name, word, ok := indexed(f.Field, token); ok && !slices.Contains(words, word) {
				field, words = name, append(words, word)
			}
		}
		if len(words) == 0 {
			continue
		}
		w := weight * f.Weight * c.idf(f.Field, t.Tokens)
		should = append(should, c.frequent(f.Field, field, words, w))
	}
	if len(should) == 0 {
		return none()
	}
	return anyOf(should...)
}

// frequent scores a field by how often any of the words stands in it.
func (c *compiler) frequent(f query.TextField, field string, words []string, weight float64) object {
	if weight <= 0 {
		return every(object{"terms": object{field: words}})
	}
	if len(words) > 1 && c.leaves+len(words) > mostLeaves {
		c.leaves++
		// As if they stood there without end: no passage scores more.
		return object{"constant_score": object{"filter": object{"terms": object{field: words}}, "boost": weight * (c.bm25.K1 + 1)}}
	}
	c.leaves += len(words)
	should := make([]object, len(words))
	for i, w := range words {
		should[i] = object{"term": object{field: object{"value": w}}}
	}
	counted := should[0]
	if len(should) > 1 {
		counted = anyOf(should...)
	}
	return c.bounded(counted, f, weight, frequency)
}

// What a score of the engine's says about a frequency, as expressions.
const (
	frequency = "_score"
	// perWord is for phrases: the engine adds the frequency up for each word.
	perWord = "_score/n"
	// perPlace is for intervals, whose score is s = f/(1+f) with f the sum of
	// 1/(1+g) over the shortest stretches, g the words between in each. With at most
	// m between, a stretch holds for at most m-g+1 places to begin from, which is
	// never more than n = (m/2+1)² times 1/(1+g).
	perPlace = "n*_score/max(1-_score,0.0000001)"
)

// bounded gives what a query counts the score of query.BM25, by an expression of the
// frequency and the field's length.
func (c *compiler) bounded(counted object, f query.TextField, weight float64, frequency string, n ...float64) object {
	params := object{"w": weight * (c.bm25.K1 + 1), "k": c.bm25.K1 * (1 - c.bm25.B), "l": c.bm25.K1 * c.bm25.B / c.average(f)}
	if len(n) > 0 {
		params["n"] = n[0]
	}
	tf := "(" + frequency + ")"
	return object{"script_score": object{"query": counted, "script": object{"lang": "expression", "params": params,
		"source": "w*" + tf + "/(" + tf + "+k+l*doc['" + lengthField(f) + "'].value)"}}}
}

// average is the mean number of tokens of a field, 1 where no passage has any.
func (c *compiler) average(f query.TextField) float64 {
	n := map[query.TextField]int64{query.Text: c.sums.Text, query.Exact: c.sums.Text, query.Title: c.sums.Title, query.Section: c.sums.Section}[f]
	if n == 0 {
		return 1
	}
	return float64(n) / float64(c.sums.Passages)
}

// wordsOf are the words of the text field that a step of a phrase can be: none
// where the form asked for is of another stem.
func (c *compiler) wordsOf(s query.Step) []string {
	if s.Form == "" {
		return slices.Compact(slices.Sorted(slices.Values(s.Stems)))
	}
	if !slices.Contains(s.Stems, c.analysis.Stem(s.Form)) {
		return nil
	}
	return []string{exactMark + s.Form}
}

// named is a phrase as an explanation names it.
func named(p query.Phrase) string {
	names := make([]string, len(p.Steps))
	for i, s := range p.Steps {
		names[i] = strings.Join(s.Stems, "|")
		if s.Form != "" {
			names[i] = "=" + s.Form
		}
	}
	return strings.Join(names, " ")
}
