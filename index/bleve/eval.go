package bleve

import (
	"math"
	"strconv"

	"locus/corpus"
	"locus/query"
)

// set is the set of a shard's passages that a node matches. It belongs to the
// caller.
func (r *run) set(n *node, shard int) (set, error) {
	s := r.state.shards[shard]
	switch n.kind {
	case kindAll:
		live, _, err := s.alive()
		return live.clone(), err
	case kindAnd:
		return r.and(n, shard)
	case kindNot:
		live, _, err := s.alive()
		if err != nil {
			return nil, err
		}
		not, err := r.set(n.kids[0], shard)
		if err != nil {
			return nil, err
		}
		out := live.clone()
		out.andNot(not)
		return out, nil
	}
	out := newSet(s.docs())
	return out, r.fill(n, shard, out)
}

// shared is set for who only looks: what is kept of a shard is not copied.
func (r *run) shared(n *node, shard int) (set, error) {
	if n.kind == kindKey && isKey(n.key.Field) {
		return r.state.shards[shard].keyedAny(string(n.key.Field), n.key.Values)
	}
	return r.set(n, shard)
}

func (r *run) and(n *node, shard int) (set, error) {
	if len(n.kids) == 0 {
		return r.set(&node{kind: kindAll}, shard)
	}
	out, err := r.set(n.kids[0], shard)
	if err != nil {
		return nil, err
	}
	for _, kid := range n.kids[1:] {
		s, err := r.shared(kid, shard)
		if err != nil {
			return nil, err
		}
		out.and(s)
	}
	return out, nil
}

// fill adds the passages that a node matches to a set.
func (r *run) fill(n *node, shard int, out set) error {
	switch n.kind {
	case kindTerm, kindPhrase:
		for _, p := range n.leaf.parts {
			p.shards[shard].addTo(out)
		}
	case kindOr:
		for _, kid := range n.kids {
			if err := r.fill(kid, shard, out); err != nil {
				return err
			}
		}
	case kindKey:
		if isKey(n.key.Field) {
			s, err := r.state.shards[shard].keyedAny(string(n.key.Field), n.key.Values)
			if err != nil {
				return err
			}
			out.or(s)
		}
	case kindYears:
		return r.state.shards[shard].years(n.year, out)
	default:
		s, err := r.set(n, shard)
		if err != nil {
			return err
		}
		out.or(s)
	}
	return nil
}

// isKey reports whether a field is one of corpus's.
func isKey(f corpus.Field) bool {
	for _, k := range corpus.Fields() {
		if k == f {
			return true
		}
	}
	return false
}

// years adds the passages of works with a year in a range.
func (s *shard) years(y query.Years, out set) error {
	values, err := s.values(corpus.FieldYear)
	if err != nil {
		return err
	}
	for _, v := range values {
		year, err := strconv.Atoi(v.Value)
		if err != nil || y.From != nil && year < *y.From || y.To != nil && year > *y.To {
			continue
		}
		with, err := s.keyed(string(corpus.FieldYear), v.Value)
		if err != nil {
			return err
		}
		out.or(with)
	}
	return nil
}

// score adds what a node gives to the scores of the passages of mask: a leaf
// gives only to passages that all the conjunctions above it match. Where boosted
// each part is multiplied by factor.
func (r *run) score(n *node, shard int, mask set, factor float64, boosted bool, scores []float64) error {
	switch n.kind {
	case kindTerm, kindPhrase:
		for _, p := range n.leaf.parts {
			if err := r.scorePart(p, shard, mask, factor, boosted, scores); err != nil {
				return err
			}
		}
	case kindAnd, kindOr:
		if n.kind == kindAnd {
			s, err := r.set(n, shard)
			if err != nil {
				return err
			}
			s.and(mask)
			mask = s
		}
		for _, kid := range n.kids {
			if err := r.score(kid, shard, mask, factor, boosted, scores); err != nil {
				return err
			}
		}
	}
	return r.ctx.Err()
}

func (r *run) scorePart(p *part, shard int, mask set, factor float64, boosted bool, scores []float64) error {
	norms := r.normsOf(p.field)
	if err := p.shards[shard].decode(); err != nil {
		return err
	}
	for _, post := range p.shards[shard].list {
		if !mask.has(post.doc) {
			continue
		}
		v := r.bm25(p, post, norms)
		if boosted {
			v = factor * v
		}
		scores[post.doc] += v
	}
	return nil
}

// bm25 is the score that a part gives to a passage (query.BM25).
func (r *run) bm25(p *part, post posting, norms []float64) float64 {
	tf := float64(post.code.tf())
	var norm float64
	if int(post.length) < len(norms) {
		norm = norms[post.length]
	} else {
		norm = r.norm(p.field, post.length)
	}
	return p.weight * (p.idf * tf * (r.plan.BM25.K1 + 1) / (tf + norm))
}

// norm is what the length of a field adds to the frequency below the line.
func (r *run) norm(f query.TextField, length uint32) float64 {
	average := math.NaN()
	for i, g := range textFields() {
		if g == f {
			average = float64(r.state.tokens[i]) / float64(r.state.passages)
		}
	}
	k1, b := r.plan.BM25.K1, r.plan.BM25.B
	return k1 * (1 - b + b*float64(length)/average)
}

// normsOf are the norms of the usual lengths of a field.
func (r *run) normsOf(f query.TextField) []float64 {
	norms := r.norms[f]
	if norms == nil {
		norms = make([]float64, 512)
		for i := range norms {
			norms[i] = r.norm(f, uint32(i))
		}
		r.norms[f] = norms
	}
	return norms
}

// borrowScores gives a slice of zeros; that it is used again changes no answer.
func (x *Index) borrowScores(n int) []float64 {
	if p, ok := x.scores.Get().(*[]float64); ok && cap(*p) >= n {
		return (*p)[:n]
	}
	return make([]float64, n)
}

// returnScores takes a slice back, which must be all zeros.
func (x *Index) returnScores(s []float64) { x.scores.Put(&s) }
