package bleve

import (
	"fmt"
	"strconv"

	"locus/corpus"
	"locus/query"
)

// kept is what a segment keeps of a document: its name, its record, and a passage's
// text.
type kept struct {
	id, text string
	record   []byte
}

// stored reads what the segment keeps of a document.
func (s *shard) stored(doc uint32) (kept, error) {
	var k kept
	var packed []byte
	visit := func(field string, _ byte, value []byte, _ []uint64) bool {
		switch field {
		case idField:
			k.id = string(value)
		case packedField:
			packed = append(packed, value...)
		}
		return true
	}
	if err := s.segment.VisitStoredFields(uint64(doc), visit); err != nil {
		return k, damaged("stored fields", s, err)
	}
	if packed == nil {
		return k, damaged("stored fields", s, fmt.Errorf("document %d has none", doc))
	}
	var err error
	if k.record, k.text, err = unpack(packed); err != nil {
		return k, damaged("stored fields", s, err)
	}
	return k, nil
}

// work reads the i-th work of a shard.
func (s *shard) work(t *table, i int) (corpus.Work, error) {
	k, err := s.stored(t.first[i])
	if err != nil {
		return corpus.Work{}, err
	}
	w, err := decodeWork(k.record)
	if err == nil && string(w.ID) != t.ids[i] {
		err = fmt.Errorf("%s stands where %s should", w.ID, t.ids[i])
	}
	if err != nil {
		return w, damaged("works", s, err)
	}
	return w, nil
}

// recent is stored for what is asked for again and again: the second half of a
// question shows much of what the first half read.
func (s *shard) recent(doc uint32) (kept, error) {
	key := cacheKey{s.serial, "record of passage", strconv.Itoa(int(doc))}
	if v, ok := s.cache.get(key); ok {
		return v.(kept), nil
	}
	k, err := s.stored(doc)
	if err == nil {
		s.cache.put(key, k, len(k.id)+len(k.text)+len(k.record))
	}
	return k, err
}

// recentWork is work, kept in the same way. Whoever gets a work of it must not
// change its lists.
func (s *shard) recentWork(t *table, i int) (corpus.Work, error) {
	key := cacheKey{s.serial, "record of work", t.ids[i]}
	if v, ok := s.cache.get(key); ok {
		return v.(corpus.Work), nil
	}
	w, err := s.work(t, i)
	if err == nil {
		s.cache.put(key, w, 2000)
	}
	return w, err
}

// spot is where a passage is kept.
type spot struct {
	shard int
	doc   uint32
}

// hits loads the passages and works of candidates.
func (r *run) hits(of []candidate) ([]query.FoundHit, error) {
	if r.shown == nil {
		r.shown = make(map[spot]query.FoundHit, len(of))
	}
	out := make([]query.FoundHit, 0, len(of))
	for _, c := range of {
		if err := r.ctx.Err(); err != nil {
			return nil, err
		}
		at := spot{c.shard, c.doc}
		hit, ok := r.shown[at]
		if !ok {
			var err error
			if hit, err = r.hit(c); err != nil {
				return nil, err
			}
			r.shown[at] = hit
		}
		hit.Score = c.score
		if r.plan.Explain {
			var err error
			if hit.Why, err = r.explain(c); err != nil {
				return nil, err
			}
		}
		out = append(out, hit)
	}
	return out, nil
}

// hit loads the passage and the work of a candidate.
func (r *run) hit(c candidate) (hit query.FoundHit, err error) {
	s := r.state.shards[c.shard]
	t, err := s.table()
	if err != nil {
		return hit, err
	}
	if hit.Work, err = s.recentWork(t, c.work); err != nil {
		return hit, err
	}
	k, err := s.recent(c.doc)
	if err != nil {
		return hit, err
	}
	if hit.Passage, err = decodePassage(&hit.Work, k); err != nil {
		err = damaged("passages", s, err)
	}
	return hit, err
}

// explain gives the parts of a candidate's score in the order of the plan, those
// that are zero left out.
func (r *run) explain(c candidate) ([]query.Contribution, error) {
	f := r.finger(c.shard)
	f.doc = c.doc
	_, parts, err := f.contributions(r.match)
	if err != nil {
		return nil, err
	}
	for i, b := range r.boosts {
		boost := r.plan.Boosts[i]
		ok, of, err := f.contributions(b)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		if boost.Constant {
			of = []query.Contribution{{Score: 1}}
		}
		sum := query.Contribution{Name: boost.Name}
		for _, p := range of {
			sum.Score += boost.Weight * p.Score
		}
		parts = append(parts, sum)
	}
	if r.plan.GroupByWork {
		weight := 1.0
		if len(r.plan.WorkWeights) > 0 {
			weight = r.plan.WorkWeights[0]
		}
		for i := range parts {
			parts[i].Score *= weight
		}
		parts = append(parts, query.Contribution{Name: "other passages", Score: c.score - weight*c.own})
	}
	var out []query.Contribution
	for _, p := range parts {
		if p.Score != 0 {
			out = append(out, p)
		}
	}
	return out, nil
}

// contributions tells whether a node matches the passage that a finger is at, and
// what its leaves give.
func (f *finger) contributions(n *node) (bool, []query.Contribution, error) {
	switch n.kind {
	case kindTerm, kindPhrase:
		var out []query.Contribution
		for _, p := range n.leaf.parts {
			m, err := f.posting(p)
			if err != nil {
				return false, nil, err
			}
			if m.found {
				out = append(out, query.Contribution{Name: p.name, Score: f.run.bm25(p, m.posting, nil)})
			}
		}
		return len(out) > 0, out, nil
	case kindAnd, kindOr:
		matched := 0
		var out []query.Contribution
		for _, kid := range n.kids {
			ok, parts, err := f.contributions(kid)
			if err != nil {
				return false, nil, err
			}
			if ok {
				matched++
				out = append(out, parts...)
			}
		}
		if n.kind == kindAnd && matched < len(n.kids) || n.kind == kindOr && matched == 0 {
			return false, nil, nil
		}
		return true, out, nil
	}
	ok, err := f.has(n)
	return ok, nil, err
}
