package bleve

import (
	"math"
	"math/bits"
	"slices"

	"locus/query"
)

// The best passages without scoring all: MaxScore (Turtle and Flood 1995), in
// windows of documents. Every part of the plan has a bound on what it can give. As
// long as the worst of the best so far is below a bound it counts; parts that
// together cannot lift a passage into the best are not read through, only looked
// up for passages that the others bring up. Of these, one after the other, a
// part's bound gives way to what the part gives the passage, and only those that
// may still be among the best are scored. What is left out is below the worst of
// the best: the answer is that of scoring everything.

const (
	windowDocs = 4096
	// slots is how many items' bounds phrases look at, at most.
	slots = 8
	// slack makes up for the rounding of bounds.
	slack = 1e-5
)

// pruner goes through a shard.
type pruner struct {
	*run
	finger  *finger
	collect *collector
	matches set
	items   []item // by most, ascending
	extras  []extra

	least  float64 // what a passage must reach
	split  int     // items from here on are read through
	prefix float32 // what the items before it give at most
	known  uint64  // the items that are read through
	every  bool    // all matches are looked at

	sums    [windowDocs]float32
	has     [windowDocs]uint64
	bounds  [slots][windowDocs]uint8 // of the items that phrases have
	slots   int
	touched [windowDocs / 64]uint64
}

// prunable reports whether a plan's best can be found without scoring all:
// passages by score, with a word or a phrase to score by.
func (r *run) prunable() bool {
	p := r.plan
	if p.GroupByWork || p.Limit == 0 || p.Sort == query.ByYear || p.Sort == query.ByWork {
		return false
	}
	return p.BM25.K1 >= 0 && p.BM25.B >= 0 && p.BM25.B <= 1 && p.Limit+p.Skip <= windowDocs && scores(p.Match)
}

// scores reports whether a clause can give a passage more than nothing.
func scores(c query.Clause) bool {
	switch c := c.(type) {
	case query.Term, query.Phrase:
		return true
	case query.And:
		return slices.ContainsFunc(c, scores)
	case query.Or:
		return slices.ContainsFunc(c, scores)
	}
	return false
}

// prune hands the best of a shard's matches to the collector.
func (r *run) prune(c *collector, shard int, matches set) error {
	p := r.pruner(shard)
	p.collect, p.matches = c, matches
	if err := p.ready(); err != nil {
		return err
	}
	docs := r.state.shards[shard].docs()
	for base := 0; base < docs; base += windowDocs {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		words := matches[base/64 : min((base+windowDocs)/64, len(matches))]
		if !slices.ContainsFunc(words, func(w uint64) bool { return w != 0 }) {
			continue
		}
		p.divide()
		p.read(uint32(base))
		if err := p.look(uint32(base), words); err != nil {
			return err
		}
	}
	clear(p.items)
	clear(p.extras)
	p.run, p.finger, p.collect, p.matches = nil, nil, nil, nil
	r.index.pruners.Put(p)
	return nil
}

// pruner is one that was used before, or a new one; its sums are zero.
func (r *run) pruner(shard int) *pruner {
	p, ok := r.index.pruners.Get().(*pruner)
	if !ok {
		p = &pruner{}
	}
	p.run, p.finger = r, r.finger(shard)
	p.items, p.extras, p.least, p.split, p.slots = p.items[:0], p.extras[:0], math.Inf(-1), -1, 0
	return p
}

// divide decides, when the worst of the best has risen, which items are read
// through: the fewest such that what is not brought up by them cannot be among the
// best.
func (p *pruner) divide() {
	least := math.Inf(-1)
	if len(p.collect.heap) == p.collect.most {
		least = p.collect.heap[0].score
		least -= math.Abs(least) * slack
	}
	if p.split >= 0 && least <= p.least {
		return
	}
	p.least, p.split, p.every = least, 0, true
	prefix := float32(0)
	for i := 0; ; i++ {
		always := p.extrasOf(0, ^uint64(0)<<min(i, 63))
		if float64(prefix+always) >= least {
			break
		}
		p.split, p.prefix, p.every = i, prefix, false
		if i == len(p.items) {
			break
		}
		prefix += p.items[i].most
	}
	if p.every {
		p.prefix = 0
	}
	p.known = ^uint64(0) << min(p.split, 63)
}

// read goes through the items of a window and sums up what they give at most.
func (p *pruner) read(base uint32) {
	all := p.extrasOf(^uint64(0), 0)
	for i := range p.items {
		p.items[i].enter(base)
		all += p.items[i].top
	}
	if p.below(all) {
		return
	}
	for i := p.split; i < len(p.items); i++ {
		it := &p.items[i]
		if it.from == nil {
			p.list(i, it, base)
			continue
		}
		low := 0.0
		if !p.every {
			low = p.least/(1+slack) - float64(all-it.top)
		}
		it.from.read(p, i, it, base, low)
	}
}

// below reports whether what gives no more than a sum is not among the best.
func (p *pruner) below(sum float32) bool {
	return !p.every && float64(sum)*(1+slack) < p.least
}

// list is read for an item that is decoded.
func (p *pruner) list(i int, it *item, base uint32) {
	bit, end := uint64(1)<<min(i, 63), base+windowDocs
	for ; it.at < len(it.list) && it.list[it.at].doc < end; it.at++ {
		d := it.list[it.at].doc - base
		u := it.ub[it.at]
		p.sums[d] += it.gives[u]
		if it.slot > 0 {
			p.bounds[it.slot-1][d] = u
		}
		p.has[d] |= bit
		p.touched[d/64] |= 1 << (d % 64)
	}
}

// look goes through the passages of a window that may be among the best, and
// leaves the sums at zero.
func (p *pruner) look(base uint32, words set) error {
	var err error
	for i := range p.touched {
		touched, w := p.touched[i], uint64(0)
		p.touched[i] = 0
		if i < len(words) {
			if w = words[i]; !p.every {
				w &= touched
			}
		}
		for ; w != 0 && err == nil; w &= w - 1 {
			d := uint32(i*64 + bits.TrailingZeros64(w))
			if err = p.try(base+d, d, p.sums[d], p.has[d]); err != nil {
				break
			}
		}
		for ; touched != 0; touched &= touched - 1 {
			d := i*64 + bits.TrailingZeros64(touched)
			p.sums[d], p.has[d] = 0, 0
		}
	}
	return err
}

// try scores a passage if its bound, made sharper step by step, stays above the
// worst of the best.
func (p *pruner) try(doc uint32, d uint32, base float32, has uint64) error {
	c := p.collect
	least := p.least
	if len(c.heap) == c.most {
		least = c.heap[0].score
		least -= math.Abs(least) * slack
	}
	sum := base + p.prefix
	if float64(sum+p.extrasOf(has, p.known)) < least || float64(sum+p.sharper(d, has)) < least {
		return nil
	}
	p.finger.doc = doc
	for i := p.split - 1; i >= 0; i-- {
		it := &p.items[i]
		m, err := p.finger.posting(it.part)
		if err != nil {
			return err
		}
		sum -= it.most
		if m.found {
			u := it.bound(m)
			sum += it.gives[u]
			has |= 1 << min(i, 63)
			if it.slot > 0 {
				p.bounds[it.slot-1][d] = u
			}
		}
		if float64(sum+p.extrasOf(has, ^uint64(0)<<min(i, 63)))*(1+slack) < least {
			return nil
		}
	}
	if ok, err := p.worth(d, sum, has, least); err != nil || !ok {
		return err
	}
	score, err := p.finger.score()
	if err != nil {
		return err
	}
	c.take(doc, score)
	return nil
}
