package bleve

// finger looks a plan up passage by passage in one shard: what matches, and what
// that gives, in the order of the plan. It is the score of a single passage, and
// to the last bit the one that scoring every passage at once gives.
type finger struct {
	run   *run
	shard int
	doc   uint32
	marks []mark // by the number of the part
}

// mark is where a part was last looked up.
type mark struct {
	asked   bool
	found   bool
	doc     uint32
	at      int // in the list, the first posting at or after doc
	posting posting
}

// finger is that of a shard, with what it last looked up.
func (r *run) finger(shard int) *finger {
	if r.fingers == nil {
		r.fingers = make([]*finger, len(r.state.shards))
	}
	f := r.fingers[shard]
	if f == nil {
		f = &finger{run: r, shard: shard}
		r.fingers[shard] = f
	}
	if n := r.parts - len(f.marks); n > 0 {
		f.marks = append(f.marks, make([]mark, n)...)
	}
	return f
}

// posting is what a part has of the passage.
func (f *finger) posting(p *part) (*mark, error) {
	m := &f.marks[p.number]
	if m.asked && m.doc == f.doc {
		return m, nil
	}
	h := p.shards[f.shard]
	if p.lazy {
		*m = mark{asked: true, doc: f.doc}
		if !h.steps.has(f.doc) {
			return m, nil
		}
		var err error
		m.posting, err = h.steps.at(f.doc)
		m.found = m.posting.length > 0
		return m, err
	}
	if h.far != nil {
		post, err := h.far.posting(f.doc)
		*m = mark{asked: true, doc: f.doc, found: post.length > 0, posting: post}
		return m, err
	}
	if err := h.decode(); err != nil {
		return nil, err
	}
	if m.doc > f.doc {
		m.at = 0
	}
	m.asked, m.doc = true, f.doc
	m.at += gallop(h.list[m.at:], f.doc)
	m.found = m.at < len(h.list) && h.list[m.at].doc == f.doc
	if m.found {
		m.posting = h.list[m.at]
	}
	return m, nil
}

// gallop is the index of the first posting at or after a document.
func gallop(list []posting, doc uint32) int {
	step, low := 1, 0
	for low+step <= len(list) && list[low+step-1].doc < doc {
		low += step
		step *= 2
	}
	high := min(low+step-1, len(list))
	for low < high {
		if mid := int(uint(low+high) >> 1); list[mid].doc < doc {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// has reports whether a node matches the passage.
func (f *finger) has(n *node) (bool, error) {
	switch n.kind {
	case kindAll:
		return true, nil
	case kindTerm, kindPhrase:
		for _, p := range n.leaf.parts {
			if m, err := f.posting(p); err != nil || m.found {
				return err == nil, err
			}
		}
		return false, nil
	case kindAnd, kindOr:
		for _, kid := range n.kids {
			if ok, err := f.has(kid); err != nil || ok == (n.kind == kindOr) {
				return ok && err == nil, err
			}
		}
		return n.kind == kindAnd, nil
	case kindNot:
		ok, err := f.has(n.kids[0])
		return !ok && err == nil, err
	}
	if n.sets == nil {
		n.sets = make([]set, len(f.run.state.shards))
	}
	if n.sets[f.shard] == nil {
		s, err := f.run.shared(n, f.shard)
		if err != nil {
			return false, err
		}
		n.sets[f.shard] = s
	}
	return n.sets[f.shard].has(f.doc), nil
}

// score is what the whole plan gives to the passage.
func (f *finger) score() (float64, error) {
	sum := 0.0
	if err := f.add(f.run.match, 1, false, &sum); err != nil {
		return 0, err
	}
	for i, b := range f.run.boosts {
		boost := f.run.plan.Boosts[i]
		if !boost.Constant {
			if err := f.add(b, boost.Weight, true, &sum); err != nil {
				return 0, err
			}
			continue
		}
		ok, err := f.has(b)
		if err != nil {
			return 0, err
		}
		if ok {
			sum += boost.Weight
		}
	}
	return sum, nil
}

// add adds what a node gives, as run.score does.
func (f *finger) add(n *node, factor float64, boosted bool, sum *float64) error {
	switch n.kind {
	case kindTerm, kindPhrase:
		for _, p := range n.leaf.parts {
			m, err := f.posting(p)
			if err != nil {
				return err
			}
			if !m.found {
				continue
			}
			v := f.run.bm25(p, m.posting, f.run.normsOf(p.field))
			if boosted {
				v = factor * v
			}
			*sum += v
		}
	case kindAnd, kindOr:
		if n.kind == kindAnd {
			if ok, err := f.has(n); err != nil || !ok {
				return err
			}
		}
		for _, kid := range n.kids {
			if err := f.add(kid, factor, boosted, sum); err != nil {
				return err
			}
		}
	}
	return nil
}
