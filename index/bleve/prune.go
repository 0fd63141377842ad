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
	always  []float32 // see floor

	least float64   // what a passage must reach
	split int       // items from here on bring passages up
	rest  float32   // what the items that are not known give at most
	known uint64    // the items, of those that phrases need, that were read through
	every bool      // all matches are looked at
	later []int     // items that are looked up, the most first
	some  []uint32  // passages of the window that may be among the best
	best  []float32 // see highest
	dense bool      // sums of passages that no item brought up are not zero
	memo  memo

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
		if err := p.window(uint32(base), words); err != nil {
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
	p.items, p.extras, p.slots, p.memo.kept = p.items[:0], p.extras[:0], 0, 0
	return p
}

// window hands the best of a window's matches to the collector.
func (p *pruner) window(base uint32, words set) error {
	all := p.extrasOf(^uint64(0), 0)
	for i := range p.items {
		p.items[i].enter(base)
		all += p.items[i].top
	}
	p.divide()
	if p.below(all) {
		return nil
	}
	for i := p.split; i < len(p.items); i++ {
		p.read(&p.items[i], base, all, true)
	}
	p.choose(words)
	if len(p.some) > 0 {
		p.fill(base, all)
	}
	if err := p.tryAll(base); err != nil {
		return err
	}
	p.wipe()
	return nil
}

// tryAll tries the passages that were chosen: where there are many, first as many
// as are wanted of those with the highest sums, so that most of the others are
// seen to be worse without a score.
func (p *pruner) tryAll(base uint32) error {
	cut := float32(0)
	if most := p.collect.most; len(p.some) > 2*most {
		cut = p.highest(most)
	}
	for _, d := range p.some {
		if p.sums[d] >= cut {
			if err := p.try(base, d); err != nil {
				return err
			}
		}
	}
	if cut == 0 {
		return nil
	}
	for i := range p.items {
		p.items[i].at = p.items[i].begin
	}
	for _, d := range p.some {
		if p.sums[d] < cut {
			if err := p.try(base, d); err != nil {
				return err
			}
		}
	}
	return nil
}

// highest is the lowest of the n highest sums of the passages that were chosen.
func (p *pruner) highest(n int) float32 {
	best := p.best[:0]
	for _, d := range p.some {
		sum := p.sums[d]
		if len(best) == n && sum <= best[0] {
			continue
		}
		i, _ := slices.BinarySearch(best, sum)
		if len(best) < n {
			best = slices.Insert(best, i, sum)
		} else {
			copy(best, best[1:i])
			best[i-1] = sum
		}
	}
	p.best = best
	return best[0]
}

// threshold is what a passage must reach to be among the best so far.
func (p *pruner) threshold() float64 {
	if len(p.collect.heap) < p.collect.most {
		return math.Inf(-1)
	}
	least := p.collect.heap[0].score
	return least - math.Abs(least)*slack
}

// divide decides which items bring passages of the window up: the fewest such
// that what they do not bring up cannot be among the best.
func (p *pruner) divide() {
	p.least, p.split, p.rest, p.every, p.known = p.threshold(), 0, 0, true, 0
	prefix := float32(0)
	for i := 0; float64(prefix+p.always[i])*(1+slack) < p.least; i++ {
		p.split, p.rest, p.every = i, prefix, false
		if i == len(p.items) {
			return
		}
		prefix += p.items[i].top
	}
}

// below reports whether what gives no more than a sum is not among the best.
func (p *pruner) below(sum float32) bool { return float64(sum)*(1+slack) < p.least }

// read adds what an item gives at most to the passages of the window; where it
// brings them up it notes them.
func (p *pruner) read(it *item, base uint32, all float32, bring bool) {
	p.known |= it.bit
	if it.from != nil {
		it.from.read(p, it, base, p.least/(1+slack)-float64(all-it.top), bring)
		return
	}
	list, each := it.list[it.begin:it.end], it.im.each[it.begin:it.end]
	if it.bit == 0 {
		for i := range list {
			p.sums[list[i].doc-base] += it.gives(each[i])
		}
	} else {
		for i := range list {
			d := list[i].doc - base
			p.sums[d] += it.gives(each[i])
			p.note(it, d, each[i])
		}
	}
	if bring {
		for i := range list {
			d := list[i].doc - base
			p.touched[d/64] |= 1 << (d % 64)
		}
	}
}

// note keeps for phrases that a passage has an item, and its bound.
func (p *pruner) note(it *item, d uint32, u uint8) {
	p.has[d] |= it.bit
	if it.slot > 0 {
		p.bounds[it.slot-1][d] = u
	}
}

// choose lists the passages of the window that may be among the best.
func (p *pruner) choose(words set) {
	p.some = p.some[:0]
	for i, w := range words {
		if !p.every {
			w &= p.touched[i]
		}
		for ; w != 0; w &= w - 1 {
			d := uint32(i*64 + bits.TrailingZeros64(w))
			if !p.below(p.sums[d] + p.rest + p.extrasIn(p.has[d])) {
				p.some = append(p.some, d)
			}
		}
	}
}

// Reading a posting of a list through takes an eighth of looking one up, of a
// stream a third, and most lookups are spared by those before; so many lookups are
// not worth a look at how many postings there are.
const (
	lookup  = 8
	farther = 3
	few     = 4
)

// fill reads the items that bring nothing up but have few postings, for as many
// passages as are left, and leaves the others to be looked up.
func (p *pruner) fill(base uint32, all float32) {
	p.later = p.later[:0]
	for i := p.split - 1; i >= 0; i-- {
		it := &p.items[i]
		n := it.size()
		switch {
		case n == 0:
			p.known |= it.bit
		case it.from == nil && len(p.some) > few && n < lookup*len(p.some):
			p.through(it, base, all)
		default:
			p.later = append(p.later, i)
		}
	}
	p.narrow()
	if len(p.some) <= few {
		return
	}
	later := p.later[:0]
	for _, i := range p.later {
		it := &p.items[i]
		if it.size() >= farther*len(p.some) {
			later = append(later, i)
			continue
		}
		p.through(it, base, all)
		p.narrow()
	}
	p.later = later
}

// through reads an item that brings nothing up.
func (p *pruner) through(it *item, base uint32, all float32) {
	p.rest -= it.top
	p.dense = true
	p.read(it, base, all, false)
}

// narrow leaves the passages out that are seen not to be among the best.
func (p *pruner) narrow() {
	if !p.dense {
		return
	}
	kept := p.some[:0]
	for _, d := range p.some {
		if !p.below(p.sums[d] + p.rest + p.extrasIn(p.has[d])) {
			kept = append(kept, d)
		}
	}
	p.some = kept
}

// try scores a passage if its bound, made sharper step by step, stays above the
// worst of the best.
func (p *pruner) try(base, d uint32) error {
	least, has, known := p.threshold(), p.has[d], p.known
	sum, extras := p.sums[d]+p.rest, p.extrasIn(has)
	if float64(sum+extras)*(1+slack) < least || float64(sum+p.sharper(d, has))*(1+slack) < least {
		return nil
	}
	for _, i := range p.later {
		it := &p.items[i]
		sum -= it.top
		u := it.look(base + d)
		if u > 0 {
			sum += it.gives(u)
			has |= it.bit
			if it.slot > 0 {
				p.bounds[it.slot-1][d] = u
			}
		}
		if it.bit != 0 {
			known |= it.bit
			extras = p.extrasOf(has, known)
		}
		if float64(sum+extras)*(1+slack) < least {
			return nil
		}
	}
	p.finger.doc = base + d
	if ok, err := p.worth(d, sum, has, least); err != nil || !ok {
		return err
	}
	score, err := p.finger.score()
	if err != nil {
		return err
	}
	p.collect.take(base+d, score)
	return nil
}

// wipe leaves the sums at zero.
func (p *pruner) wipe() {
	if p.dense {
		clear(p.sums[:])
		clear(p.has[:])
		clear(p.touched[:])
		p.dense = false
		return
	}
	for i, w := range p.touched {
		p.touched[i] = 0
		for ; w != 0; w &= w - 1 {
			d := i*64 + bits.TrailingZeros64(w)
			p.sums[d], p.has[d] = 0, 0
		}
	}
}
