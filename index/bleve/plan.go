package bleve

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"locus/query"
)

// node is a clause made ready: what it needs of each shard hangs on its leaf.
type node struct {
	kind kind
	kids []*node // of and, or, not
	leaf *leaf   // of term and phrase
	sets []set   // by shard, where they are asked for one by one
	key  query.Key
	year query.Years
}

type kind int

const (
	kindAll kind = iota
	kindTerm
	kindPhrase
	kindAnd
	kindOr
	kindNot
	kindKey
	kindYears
)

// leaf is a term or a phrase, the two clauses that score: a part for every field
// of a term, one part for a phrase.
type leaf struct {
	parts  []*part
	phrase *query.Phrase
	boost  bool // it never adds a match
}

// part is what scores: passages with frequency and length, in every shard.
type part struct {
	name   string
	number int // among all of the plan
	field  query.TextField
	tokens []string
	phrase *query.Phrase
	weight float64 // of the clause times of the field
	idf    float64
	lazy   bool // a phrase that is looked for only in passages that it can bring up
	shards []*hand
}

// isText reports whether a field is one of the analysed fields; others have no
// words.
func isText(f query.TextField) bool {
	fields := textFields()
	return slices.Contains(fields[:], f)
}

// prepare makes a clause ready and collects its leaves.
func (r *run) prepare(c query.Clause) (*node, error) {
	switch c := c.(type) {
	case nil, query.All:
		return &node{kind: kindAll}, nil
	case query.Term:
		return &node{kind: kindTerm, leaf: r.term(c)}, nil
	case query.Phrase:
		return &node{kind: kindPhrase, leaf: r.phraseLeaf(c)}, nil
	case query.And:
		return r.prepareAll(kindAnd, c)
	case query.Or:
		return r.prepareAll(kindOr, c)
	case query.Not:
		return r.prepareAll(kindNot, []query.Clause{c.Clause})
	case query.Key:
		return &node{kind: kindKey, key: c}, nil
	case query.Years:
		return &node{kind: kindYears, year: c}, nil
	}
	return nil, fmt.Errorf("a clause of type %T cannot be answered", c)
}

func (r *run) prepareAll(k kind, clauses []query.Clause) (*node, error) {
	n := &node{kind: k}
	for _, c := range clauses {
		kid, err := r.prepare(c)
		if err != nil {
			return nil, err
		}
		n.kids = append(n.kids, kid)
	}
	return n, nil
}

func (r *run) term(c query.Term) *leaf {
	l := &leaf{}
	for _, f := range c.Fields {
		if !isText(f.Field) {
			continue
		}
		l.parts = append(l.parts, r.part(&part{
			name:  string(f.Field) + ":" + strings.Join(c.Tokens, "|"),
			field: f.Field, tokens: distinct(c.Tokens), weight: c.Weight * f.Weight,
		}))
	}
	r.leaves = append(r.leaves, l)
	return l
}

func (r *run) phraseLeaf(c query.Phrase) *leaf {
	names := make([]string, len(c.Steps))
	for i, s := range c.Steps {
		names[i] = strings.Join(s.Stems, "|")
		if s.Form != "" {
			names[i] = "=" + s.Form
		}
	}
	p := r.part(&part{
		name:  "text:" + strconv.Quote(strings.Join(names, " ")),
		field: query.Text, weight: c.Weight, phrase: &c,
	})
	l := &leaf{phrase: &c, boost: r.boosting, parts: []*part{p}}
	r.leaves = append(r.leaves, l)
	return l
}

// part counts a part in.
func (r *run) part(p *part) *part {
	p.number, p.shards = r.parts, make([]*hand, len(r.state.shards))
	r.parts++
	return p
}

// distinct is a list without repeats, in its order.
func distinct(tokens []string) []string {
	out := make([]string, 0, len(tokens))
	for _, t := range tokens {
		if !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// load finds what every new leaf needs in every shard and then, when all document
// frequencies are known, gives the parts their weights.
func (r *run) load() error {
	for _, l := range r.leaves {
		for i, s := range r.state.shards {
			if err := r.ctx.Err(); err != nil {
				return err
			}
			if err := r.loadLeaf(l, i, s); err != nil {
				return err
			}
		}
		if err := r.weigh(l); err != nil {
			return err
		}
	}
	r.leaves = r.leaves[:0]
	return nil
}

func (r *run) loadLeaf(l *leaf, i int, s *shard) (err error) {
	if l.phrase == nil {
		for _, p := range l.parts {
			if p.shards[i], err = s.hand(string(p.field), p.tokens); err != nil {
				return err
			}
		}
		return nil
	}
	p, h := l.parts[0], &hand{shard: s, field: "phrase"}
	p.shards[i] = h
	if h.steps, err = r.steps(s, l.phrase); err != nil {
		return err
	}
	if p.lazy = l.boost && r.pruned; p.lazy {
		return nil
	}
	h.list, err = r.phrase(h, l.phrase)
	h.read, h.count = true, len(h.list)
	return err
}

// weigh computes the idf of a leaf's parts over all shards.
func (r *run) weigh(l *leaf) error {
	if l.phrase == nil {
		for _, p := range l.parts {
			df := 0
			for _, h := range p.shards {
				df += h.count
			}
			p.idf = r.idf(df)
		}
		return nil
	}
	for _, step := range l.phrase.Steps {
		field, tokens := query.Text, distinct(step.Stems)
		if step.Form != "" {
			field, tokens = query.Exact, []string{step.Form}
		}
		df := 0
		for _, s := range r.state.shards {
			n, err := s.frequencyOf(field, tokens)
			if err != nil {
				return err
			}
			df += n
		}
		l.parts[0].idf += r.idf(df)
	}
	return nil
}

// idf is the weight of a word that df passages have (query.BM25).
func (r *run) idf(df int) float64 {
	n := float64(r.state.passages)
	return math.Log(1 + (n-float64(df)+0.5)/(float64(df)+0.5))
}

// anyOf are the passages that have any of some terms in a field; frequencies add
// up.
func (s *shard) anyOf(field string, terms []string) ([]posting, error) {
	switch len(terms) {
	case 0:
		return nil, nil
	case 1:
		return s.postings(field, terms[0])
	}
	key := cacheKey{s.serial, "any:" + field, strings.Join(terms, "\x00")}
	if v, ok := s.cache.get(key); ok {
		return v.([]posting), nil
	}
	lists := make([][]posting, 0, len(terms))
	for _, t := range terms {
		list, err := s.postings(field, t)
		if err != nil {
			return nil, err
		}
		if len(list) > 0 {
			lists = append(lists, list)
		}
	}
	for len(lists) > 1 {
		half := lists[:0]
		for i := 0; i < len(lists); i += 2 {
			if i+1 < len(lists) {
				half = append(half, union(lists[i], lists[i+1]))
			} else {
				half = append(half, lists[i])
			}
		}
		lists = half
	}
	if len(lists) == 0 {
		return nil, nil
	}
	s.cache.put(key, lists[0], postingBytes*len(lists[0]))
	return lists[0], nil
}

// union merges two lists of postings.
func union(a, b []posting) []posting {
	out := make([]posting, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].doc < b[0].doc:
			out, a = append(out, a[0]), a[1:]
		case a[0].doc > b[0].doc:
			out, b = append(out, b[0]), b[1:]
		default:
			p := a[0]
			p.code = tally(p.code.tf() + b[0].code.tf())
			out, a, b = append(out, p), a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}
