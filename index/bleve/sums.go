package bleve

import "encoding/binary"

// sums counts the words of a field of a passage and keeps their positions, in room
// that is used for one passage after the other.
type sums struct {
	round uint32
	marks []seat // by slot
	met   []sum  // in the order in which words came
	more  []further
}

// seat says where a word stands in met, if it came in this round.
type seat struct{ round, at uint32 }

// sum is a word: how often it came, where first, whether each time plain, and its
// further places from the one to the other.
type sum struct {
	slot, count, first uint32
	plain              bool
	from, to           int32 // in more
}

// further is a place of a word after the first, and where its next one is, 0 where
// there is none.
type further struct {
	pos  uint32
	next int32
}

// begin forgets the words.
func (s *sums) begin() {
	if s.round++; s.round == 0 {
		clear(s.marks)
		s.round = 1
	}
	s.met, s.more = s.met[:0], s.more[:0]
}

// add counts a word at a position.
func (s *sums) add(slot, pos uint32, plain bool) {
	if int(slot) >= len(s.marks) {
		s.marks = append(s.marks, make([]seat, int(slot)+1-len(s.marks)+len(s.marks)/2)...)
	}
	k := &s.marks[slot]
	if k.round != s.round {
		*k = seat{s.round, uint32(len(s.met))}
		s.met = append(s.met, sum{slot: slot, count: 1, first: pos, plain: plain})
		return
	}
	m := &s.met[k.at]
	m.count++
	m.plain = m.plain && plain
	s.more = append(s.more, further{pos: pos})
	n := int32(len(s.more))
	if m.from == 0 {
		m.from = n
	} else {
		s.more[m.to-1].next = n
	}
	m.to = n
}

// plain reports whether a word, which came, was plain each time.
func (s *sums) plain(slot uint32) bool { return s.met[s.marks[slot].at].plain }

// post notes the words with their positions in a field of a document. Most words
// stand once in a passage, so a word's only position is put where the segment keeps
// the frequency (see code) and no location is written for it. Of a word that stands
// several times one location holds all positions, each after the first as its
// distance from the one before: the first three as the location's position, start
// and end, the others as array positions. Where a position is not after the one
// before, the distance wraps around.
func (s *sums) post(f *inverted, doc uint32, length int) {
	for i := range s.met {
		m := &s.met[i]
		plain := code(0)
		if m.plain {
			plain = plainCode
		}
		p := posted{slot: m.slot, doc: doc, freq: uint32(once(m.first) | plain)}
		if m.count > 1 {
			p.freq = uint32(tally(m.count) | plain)
			p.loc = uint32(len(f.locs)) + 1
			s.locate(f, m)
		}
		f.post(p, length)
	}
}

// locate writes the location of a word that stands several times, its length first.
func (s *sums) locate(f *inverted, m *sum) {
	var buf [64]byte
	b := binary.AppendUvarint(buf[:0], uint64(f.number))
	b = binary.AppendUvarint(b, uint64(m.first))
	last, n := m.first, 1
	for i := m.from; i != 0; i = s.more[i-1].next {
		if n++; n == 4 {
			b = binary.AppendUvarint(b, uint64(m.count-3))
		}
		pos := s.more[i-1].pos
		b = binary.AppendUvarint(b, uint64(pos-last))
		last = pos
	}
	if n == 2 {
		b = append(b, 0)
	}
	if n < 4 {
		b = append(b, 0)
	}
	f.locs = binary.AppendUvarint(f.locs, uint64(len(b)))
	f.locs = append(f.locs, b...)
}
