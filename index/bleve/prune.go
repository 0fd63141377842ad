package bleve

import (
	"cmp"
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

// item is a part that can be read through: the bound of every posting, and of
// all.
type item struct {
	part  *part
	slot  int // where phrases see its bounds, from 1; 0 where none has it
	list  []posting
	ub    []uint8
	gives [256]float32 // by ub
	most  float32
	at    int // the first posting not yet read
}

// extra is what is only looked up: a constant, or a phrase among the boosts.
type extra struct {
	node   *node // of a constant
	part   *part // of a phrase
	most   float32
	factor float64 // of a phrase
	adds   bool    // words of the phrase may stand in any order
	needs  uint64  // the items without which a passage cannot have the phrase
	slots  []int   // of these items
}

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
	always float32 // what extras give at most to a passage that no such item brings up
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

// ready collects the items and the extras.
func (p *pruner) ready() error {
	if err := p.gather(p.match, 1); err != nil {
		return err
	}
	for i, b := range p.boosts {
		boost := &p.plan.Boosts[i]
		if !boost.Constant {
			if err := p.gather(b, boost.Weight); err != nil {
				return err
			}
		} else if boost.Weight > 0 {
			p.extras = append(p.extras, extra{node: b, most: up(boost.Weight)})
		}
	}
	slices.SortStableFunc(p.items, func(a, b item) int { return cmp.Compare(a.most, b.most) })
	for i := range p.extras {
		if of := p.extras[i].part; of != nil {
			p.needs(&p.extras[i])
		}
	}
	slices.SortStableFunc(p.extras, func(a, b extra) int {
		return cmp.Or(cmp.Compare(bits.OnesCount64(a.needs), bits.OnesCount64(b.needs)), cmp.Compare(b.most, a.most))
	})
	return nil
}

// up is a number in 32 bits that is not smaller.
func up(v float64) float32 { return float32(v * (1 + 1e-6)) }

// gather takes in the parts of a node that can give anything.
func (p *pruner) gather(n *node, factor float64) error {
	for _, kid := range n.kids {
		if n.kind != kindNot {
			if err := p.gather(kid, factor); err != nil {
				return err
			}
		}
	}
	if n.leaf == nil {
		return nil
	}
	for _, of := range n.leaf.parts {
		most := factor * of.weight * of.idf * (p.plan.BM25.K1 + 1)
		h := of.shards[p.finger.shard]
		if !(most > 0) {
			continue
		}
		if of.lazy {
			if !h.steps.empty {
				p.extras = append(p.extras, extra{part: of, factor: factor, most: up(most)})
			}
			continue
		}
		if err := h.decode(); err != nil {
			return err
		}
		if len(h.list) == 0 {
			continue
		}
		p.share(of, h)
		im := p.impacts(h, of)
		it := item{part: of, list: h.list, ub: im.each}
		for u := range it.gives {
			it.gives[u] = up(most * float64(u) / 255)
		}
		it.most = it.gives[im.most]
		p.items = append(p.items, it)
	}
	return nil
}

// share lets phrases look a word up in the list that was decoded of it.
func (p *pruner) share(of *part, h *hand) {
	if of.phrase != nil || of.field != query.Text || len(of.tokens) != 1 {
		return
	}
	if w := p.words[wordKey{h.shard, of.field, of.tokens[0]}]; w != nil {
		w.list, w.whole = h.list, true
	}
}

// needs notes the items of a phrase's words: one word, counted alone, in the
// text. What such an item gives of its most bounds what the phrase gives, since
// length is the same: words that must stand side by side do so no more often than
// each of them stands; with others between them, no more often than the first; in
// any order, no more often than all together, and BM25 grows with the frequency
// ever more slowly.
func (p *pruner) needs(e *extra) {
	c := e.part.phrase
	e.adds = c.Unordered
	all := true
	for n, step := range c.Steps {
		i := slices.IndexFunc(p.items[:min(len(p.items), 63)], func(it item) bool {
			return it.part.phrase == nil && it.part.field == query.Text && slices.Equal(it.part.tokens, distinct(step.Stems))
		})
		if i < 0 {
			all = false
			continue
		}
		e.needs |= 1 << i
		if n > 0 && c.Slop > 0 && !c.Unordered {
			continue
		}
		it := &p.items[i]
		if it.slot == 0 && p.slots < slots {
			p.slots++
			it.slot = p.slots
		}
		if it.slot == 0 {
			all = false
			continue
		}
		e.slots = append(e.slots, it.slot-1)
	}
	if e.adds && !all {
		e.slots = nil
	}
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
		p.split, p.prefix, p.always, p.every = i, prefix, always, false
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

// extrasOf is what the extras give at most to a passage that has some items,
// when it is known of others that it has them not.
func (p *pruner) extrasOf(has, known uint64) float32 {
	sum := float32(0)
	for i := range p.extras {
		if e := &p.extras[i]; e.needs&known&^has == 0 {
			sum += e.most
		}
	}
	return sum
}

// read goes through the items of a window and sums up what they give at most.
func (p *pruner) read(base uint32) {
	end := base + windowDocs
	for i := p.split; i < len(p.items); i++ {
		it := &p.items[i]
		it.at += gallop(it.list[it.at:], base)
		bit := uint64(1) << min(i, 63)
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
			sum += it.gives[it.ub[m.at]]
			has |= 1 << min(i, 63)
			if it.slot > 0 {
				p.bounds[it.slot-1][d] = it.ub[m.at]
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

// sharper is extrasOf by the bounds of a passage's own words.
func (p *pruner) sharper(d uint32, has uint64) float32 {
	sum := float32(0)
	for i := range p.extras {
		e := &p.extras[i]
		if e.needs&p.known&^has != 0 {
			continue
		}
		sum += e.bound(p, d, has)
	}
	return sum
}

// bound is what an extra gives at most to a passage that has some items.
func (e *extra) bound(p *pruner, d uint32, has uint64) float32 {
	if len(e.slots) == 0 || e.needs&^has != 0 {
		return e.most
	}
	low, sum := 255, 0
	for _, s := range e.slots {
		u := int(p.bounds[s][d])
		low, sum = min(low, u), sum+u
	}
	if e.adds {
		low = min(sum, 255)
	}
	return e.most * float32(low) / 255 * (1 + 1e-6)
}

// worth looks the extras up and reports whether the passage may still be among
// the best.
func (p *pruner) worth(d uint32, sum float32, has uint64, least float64) (bool, error) {
	left := float32(0)
	for i := range p.extras {
		if e := &p.extras[i]; e.needs&^has == 0 {
			left += e.bound(p, d, has)
		}
	}
	for i := range p.extras {
		e := &p.extras[i]
		if float64(sum+left)*(1+slack) < least {
			return false, nil
		}
		if e.needs&^has != 0 {
			continue
		}
		gives, err := p.actual(e)
		if err != nil {
			return false, err
		}
		left += gives - e.bound(p, d, has)
	}
	return float64(sum+left)*(1+slack) >= least, nil
}

// actual is what an extra gives to the passage that the finger is at, or a bound
// that is near it.
func (p *pruner) actual(e *extra) (float32, error) {
	if e.part == nil {
		ok, err := p.finger.has(e.node)
		if !ok || err != nil {
			return 0, err
		}
		return e.most, nil
	}
	m, err := p.finger.posting(e.part)
	if err != nil || !m.found {
		return 0, err
	}
	return up(e.factor * p.bm25(e.part, m.posting, p.normsOf(e.part.field))), nil
}
