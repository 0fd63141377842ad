package bleve

import (
	"math"
	"math/bits"

	"locus/query"
)

// stream reads a frequent word's postings window by window from the segment's
// bytes: nothing of them is decoded that cannot be among the best (block-max
// indexes, Ding and Suel 2011; a block is what lies between two rungs).
type stream struct {
	*source
	coded   bool
	gauge   *gauge
	members *members
	rungs   ladder
	tops    []uint8 // by rung, the highest impact up to the next

	nth  int // postings before the window
	last int // and before its end
	next int // the posting that begins at at
	at   int
}

// gauge bounds what postings of a field give, in 255ths of the most that BM25 can
// give for the weight of one.
type gauge struct {
	run   *run
	field query.TextField
	norms []float64
	ones  []uint8 // by length, of words that stand once
}

// gaugeOf is the gauge of a field.
func (r *run) gaugeOf(f query.TextField) *gauge {
	g := r.gauges[f]
	if g == nil {
		g = &gauge{run: r, field: f, norms: r.normsOf(f)}
		g.ones = make([]uint8, len(g.norms))
		for length, norm := range g.norms {
			g.ones[length] = impact(1, norm)
		}
		r.gauges[f] = g
	}
	return g
}

// impact is the bound for a frequency and a norm.
func impact(tf, norm float64) uint8 {
	return uint8(min(math.Ceil(tf/(tf+norm)*255+1e-6), 255))
}

// impact is the bound of a posting.
func (g *gauge) impact(tf, length uint32) uint8 {
	if int(length) >= len(g.norms) {
		return impact(float64(tf), g.run.norm(g.field, length))
	}
	if tf == 1 {
		return g.ones[length]
	}
	return impact(float64(tf), g.norms[length])
}

// coded reports whether a field keeps codes for frequencies.
func coded(field string) bool {
	return field == string(query.Text) || field == string(query.Exact)
}

// stream is that of a part's only word in a shard.
func (r *run) stream(p *part, h *hand) *stream {
	term := h.tokens[0]
	s := &stream{source: h.from, coded: coded(h.field), gauge: r.gaugeOf(p.field), members: h.shard.members(h.field, term, h.from)}
	rungs := cacheKey{h.shard.serial, "ladder:" + h.field, term}
	tops := cacheKey{h.shard.serial, "tops:" + h.field + r.parameters(p.field), term}
	a, known := h.shard.cache.get(rungs)
	b, bounded := h.shard.cache.get(tops)
	if known && bounded {
		s.rungs, s.tops = a.(ladder), b.([]uint8)
		return s
	}
	s.rungs, s.tops = s.climb(s.gauge, s.coded)
	h.shard.cache.put(rungs, s.rungs, rungBytes*len(s.rungs))
	h.shard.cache.put(tops, s.tops, len(s.tops))
	return s
}

// enter turns to a window and gives the highest impact there.
func (s *stream) enter(base uint32) (top uint8) {
	s.nth = int(s.members.before[base/memberDocs])
	s.last = int(s.members.before[base/memberDocs+windowDocs/memberDocs])
	if s.last == s.nth {
		return 0
	}
	for _, u := range s.tops[s.nth/rungPostings : (s.last-1)/rungPostings+1] {
		top = max(top, u)
	}
	return top
}

// read adds what the word gives at most to the passages of the window that was
// entered, but not where it is, between two rungs, below low. Where it brings
// them up it notes them.
func (s *stream) read(p *pruner, it *item, base uint32, low float64, bring bool) {
	freqs := s.freqs.all(s.mem)
	n, rung, skip := s.nth, -1, false
	for j, w := range s.members.set[base/64:][:windowDocs/64] {
		for ; w != 0; w &= w - 1 {
			if r := n / rungPostings; r != rung {
				rung, skip = r, float64(it.gives(s.tops[r])) < low
			}
			if n++; skip {
				continue
			}
			d := uint32(j*64 + bits.TrailingZeros64(w))
			u := s.impact(freqs, n-1)
			p.sums[d] += it.gives(u)
			if it.bit != 0 {
				p.note(it, d, u)
			}
			if bring {
				p.touched[j] |= w & -w
			}
		}
	}
}

// look is the impact of a passage, 0 where it does not have the word.
func (s *stream) look(doc uint32) uint8 {
	if !s.members.has(doc) {
		return 0
	}
	return s.impact(s.freqs.all(s.mem), s.members.nth(doc))
}

// impact reads the n-th posting; from one to the next is fastest.
func (s *stream) impact(freqs []byte, n int) uint8 {
	if n < s.next || n/rungPostings > s.next/rungPostings {
		s.next = n / rungPostings * rungPostings
		s.at = int(s.rungs[s.next/rungPostings].freq)
	}
	for {
		freq, length, next := readPosting(freqs, s.at)
		s.at = next
		if s.next++; s.next > n {
			return s.gauge.impact(frequency(freq, s.coded), uint32(length))
		}
	}
}
