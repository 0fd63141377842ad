package bleve

import (
	"cmp"
	"math/bits"
	"slices"

	"locus/query"
)

// item is a part that can be read through: the bound of every posting, and of
// all.
type item struct {
	part  *part
	bit   uint64 // where phrases need it, its own; else 0
	slot  int    // where phrases see its bounds, from 1; 0 where none has it
	list  []posting
	im    *impacts
	from  *stream // instead of list, of a frequent word
	scale float32 // what an impact of 1 gives
	most  float32
	top   float32 // what it gives at most in the window
	begin int     // its postings in the window, and the next to look at
	end   int
	at    int
}

// gives is what an impact gives at most.
func (it *item) gives(u uint8) float32 { return it.scale * float32(u) }

// enter turns to a window and notes what the item gives there at most.
func (it *item) enter(base uint32) {
	if it.from != nil {
		it.top = it.gives(it.from.enter(base))
		return
	}
	w := base / windowDocs
	it.begin, it.end = int(it.im.starts[w]), int(it.im.starts[w+1])
	it.at = it.begin
	it.top = it.gives(it.im.tops[w])
}

// size is the number of the item's postings in the window.
func (it *item) size() int {
	if it.from != nil {
		return it.from.last - it.from.nth
	}
	return it.end - it.begin
}

// look is the impact of a passage of the window, 0 where it does not have the
// item; from one to the next is fastest.
func (it *item) look(doc uint32) uint8 {
	if it.from != nil {
		return it.from.look(doc)
	}
	it.at += gallop(it.list[it.at:it.end], doc)
	if it.at < it.end && it.list[it.at].doc == doc {
		return it.im.each[it.at]
	}
	return 0
}

// extra is what is only looked up: a constant or a phrase among the boosts.
type extra struct {
	node   *node // of a constant
	part   *part // of a phrase
	most   float32
	factor float64 // of a phrase
	adds   bool    // words of the phrase may stand in any order
	needs  uint64  // the items without which a passage cannot have the phrase
	slots  []int   // of these items
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
		if of := p.extras[i].part; of != nil && of.phrase != nil {
			p.needs(&p.extras[i])
		}
	}
	slices.SortStableFunc(p.extras, func(a, b extra) int {
		return cmp.Or(cmp.Compare(bits.OnesCount64(a.needs), bits.OnesCount64(b.needs)), cmp.Compare(b.most, a.most))
	})
	p.floor()
	return nil
}

// floor works out what the extras give at most to a passage that has none of the
// items from each on.
func (p *pruner) floor() {
	p.always = append(p.always[:0], make([]float32, len(p.items)+1)...)
	none := uint64(0)
	for i := len(p.items); i >= 0; i-- {
		if i < len(p.items) {
			none |= p.items[i].bit
		}
		p.always[i] = p.extrasOf(0, none)
	}
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
		if err := p.item(of, h, most); err != nil {
			return err
		}
	}
	return nil
}

// item takes in a part that can be read through.
func (p *pruner) item(of *part, h *hand, most float64) error {
	it := item{part: of, scale: up(most / 255)}
	if !h.read && h.from != nil && h.from.docs != nil && h.count > p.index.wholeList {
		var err error
		if h.far, err = p.word(h.shard, of.field, of.tokens[0]); err != nil {
			return err
		}
		it.from = p.stream(of, h)
		it.most = it.gives(slices.Max(it.from.tops))
	} else {
		if err := h.decode(); err != nil || len(h.list) == 0 {
			return err
		}
		p.share(of, h)
		it.list, it.im = h.list, p.impacts(h, of)
		it.most = it.gives(slices.Max(it.im.tops))
	}
	p.items = append(p.items, it)
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
		i := slices.IndexFunc(p.items[:min(len(p.items), 64)], func(it item) bool {
			return it.part.phrase == nil && it.part.field == query.Text && slices.Equal(it.part.tokens, distinct(step.Stems))
		})
		if i < 0 {
			all = false
			continue
		}
		it := &p.items[i]
		it.bit = 1 << i
		e.needs |= it.bit
		if n > 0 && c.Slop > 0 && !c.Unordered {
			continue
		}
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

// memo keeps sums of extras for what passages of a window have of known items:
// most have the same.
type memo struct {
	known uint64
	kept  uint64 // which places are filled
	has   [64]uint64
	sums  [64]float32
}

// extrasIn is extrasOf for the items that are known in the window.
func (p *pruner) extrasIn(has uint64) float32 {
	m := &p.memo
	if m.known != p.known {
		m.known, m.kept = p.known, 0
	}
	at := has * 0x9e3779b97f4a7c15 >> 58
	if m.kept&(1<<at) == 0 || m.has[at] != has {
		m.kept |= 1 << at
		m.has[at], m.sums[at] = has, p.extrasOf(has, p.known)
	}
	return m.sums[at]
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

// sharper is extrasIn by the bounds of a passage's own words.
func (p *pruner) sharper(d uint32, has uint64) float32 {
	sum := float32(0)
	for i := range p.extras {
		if e := &p.extras[i]; e.needs&p.known&^has == 0 {
			sum += e.bound(p, d, has)
		}
	}
	return sum
}

// worth looks the extras up and reports whether the passage may still be among
// the best. All items are known.
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
