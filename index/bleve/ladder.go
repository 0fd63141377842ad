package bleve

import "math/bits"

// ladder says where every so many postings of a word begin in the segment: a
// skip list (Moffat and Zobel 1996) of one level, built when a frequent word is
// first looked up in single passages. It takes a quarter of a byte for a posting,
// where decoded postings take sixteen, so that those of all frequent words stay at
// hand.
type ladder []rung

// rung is the place of a posting, from where the first begins.
type rung struct{ freq, loc uint32 }

const (
	rungPostings = 32
	rungBytes    = 8
)

// climb reads through a source that has more than one passage, and gives its
// ladder and the highest impact from each rung to the next; without a gauge only
// the ladder.
func (s *source) climb(g *gauge, coded bool) (ladder, []uint8) {
	out := make(ladder, 0, s.count/rungPostings+1)
	var tops []uint8
	if g != nil {
		tops = make([]uint8, s.count/rungPostings+1)
	}
	freqs, locs := s.freqs.all(s.mem), s.locs.all(s.mem)
	at, loc := 0, 0
	for i := range s.count {
		if i%rungPostings == 0 {
			out = append(out, rung{uint32(at), uint32(loc)})
		}
		freq, length, next := readPosting(freqs, at)
		if at = next; freq&1 != 0 {
			size, from := uvarint(locs, loc)
			loc = from + int(size)
		}
		if g != nil {
			tops[i/rungPostings] = max(tops[i/rungPostings], g.impact(frequency(freq, coded), uint32(length)))
		}
	}
	return out, tops
}

// frequency is how often a word stands, from what the segment keeps of a posting.
func frequency(freq uint64, coded bool) uint32 {
	if coded {
		return code(freq >> 1).tf()
	}
	return uint32(freq >> 1)
}

// readPosting reads what the segment keeps as a posting's frequency, whether it
// has a location in the lowest bit, the length of its field, and the place after.
func readPosting(b []byte, at int) (freq, length uint64, next int) {
	freq = uint64(b[at])
	if at++; freq >= 0x80 {
		freq, at = longUvarint(b, at-1)
	}
	if freq > 1 {
		length = uint64(b[at])
		if at++; length >= 0x80 {
			length, at = longUvarint(b, at-1)
		}
	}
	return freq, length, at
}

// members are the passages that have a word, and how many there are before every
// so many documents.
type members struct {
	set
	before []uint32
}

// memberDocs are the documents after which members are counted.
const memberDocs = 512

// members are those of a source that has more than one passage; the set ends
// with room for a window.
func (s *source) members(docs int) *members {
	m := &members{set: newSet(docs + windowDocs)}
	if s.count > len(m.set) {
		s.docs.WriteDenseTo(m.set)
	} else {
		m.addBitmap(s.docs)
	}
	n := 0
	for i, w := range m.set {
		if i%(memberDocs/64) == 0 {
			m.before = append(m.before, uint32(n))
		}
		n += bits.OnesCount64(w)
	}
	m.before = append(m.before, uint32(n))
	return m
}

// nth is the number of members before a document.
func (m *members) nth(doc uint32) int {
	n := int(m.before[doc/memberDocs])
	for _, w := range m.set[doc/memberDocs*(memberDocs/64) : doc/64] {
		n += bits.OnesCount64(w)
	}
	return n + bits.OnesCount64(m.set[doc/64]&(1<<(doc&63)-1))
}

// climber looks postings up one by one; from one to the next is fastest.
type climber struct {
	*source
	members *members
	rungs   ladder
	coded   bool
	next    int // the posting that begins at at, its location at loc
	at, loc int
}

// find reads the posting of a passage, all zero where the passage does not have
// the word.
func (c *climber) find(doc uint32) posting {
	if !c.members.has(doc) {
		return posting{}
	}
	n := c.members.nth(doc)
	if n < c.next || n/rungPostings > c.next/rungPostings {
		r := c.rungs[n/rungPostings]
		c.next, c.at, c.loc = n/rungPostings*rungPostings, int(r.freq), int(r.loc)
	}
	freqs, locs := c.freqs.all(c.mem), c.locs.all(c.mem)
	for {
		freq, length, next := readPosting(freqs, c.at)
		size, from := uint64(0), c.loc
		if freq&1 != 0 {
			size, from = uvarint(locs, c.loc)
		}
		c.at, c.loc = next, from+int(size)
		if c.next++; c.next <= n {
			continue
		}
		p := newPosting(doc, freq>>1, uint32(length), c.coded)
		if freq&1 != 0 {
			p.loc = uint32(from)
		}
		return p
	}
}

// climber is that of a word, whose parts are kept while they are used.
func (s *shard) climber(field, term string, from *source) *climber {
	key := cacheKey{s.serial, "ladder:" + field, term}
	c := &climber{source: from, members: s.members(field, term, from), coded: coded(field)}
	if v, ok := s.cache.get(key); ok {
		c.rungs = v.(ladder)
		return c
	}
	c.rungs, _ = from.climb(nil, c.coded)
	s.cache.put(key, c.rungs, rungBytes*len(c.rungs))
	return c
}

// members are those of a word, kept while they are used.
func (s *shard) members(field, term string, from *source) *members {
	key := cacheKey{s.serial, "members:" + field, term}
	if v, ok := s.cache.get(key); ok {
		return v.(*members)
	}
	m := from.members(s.docs())
	s.cache.put(key, m, 8*len(m.set)+4*len(m.before))
	return m
}
