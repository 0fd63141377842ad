package bleve

import (
	"math/bits"

	"github.com/RoaringBitmap/roaring/v2"
)

// set is a set of a shard's documents, one bit for each, the lowest first.
type set []uint64

func newSet(docs int) set { return make(set, (docs+63)/64) }

func (s set) add(doc uint32)      { s[doc>>6] |= 1 << (doc & 63) }
func (s set) remove(doc uint32)   { s[doc>>6] &^= 1 << (doc & 63) }
func (s set) has(doc uint32) bool { return s[doc>>6]&(1<<(doc&63)) != 0 }

func (s set) or(t set) {
	for i := range t {
		s[i] |= t[i]
	}
}

func (s set) and(t set) {
	for i := range t {
		s[i] &= t[i]
	}
}

func (s set) andNot(t set) {
	for i := range t {
		s[i] &^= t[i]
	}
}

func (s set) count() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// between counts the documents from a first, which is inside, to a last, which is
// not.
func (s set) between(from, to uint32) int {
	if from >= to {
		return 0
	}
	a, b := from>>6, (to-1)>>6
	head, tail := ^uint64(0)<<(from&63), ^uint64(0)>>(63-(to-1)&63)
	if a == b {
		return bits.OnesCount64(s[a] & head & tail)
	}
	n := bits.OnesCount64(s[a]&head) + bits.OnesCount64(s[b]&tail)
	for _, w := range s[a+1 : b] {
		n += bits.OnesCount64(w)
	}
	return n
}

func (s set) clone() set { return append(set(nil), s...) }

// each calls do with every document in order until do returns false.
func (s set) each(do func(doc uint32) bool) {
	for i, w := range s {
		for w != 0 {
			if !do(uint32(i<<6 + bits.TrailingZeros64(w))) {
				return
			}
			w &= w - 1
		}
	}
}

// addBitmap adds the documents of a roaring bitmap.
func (s set) addBitmap(b *roaring.Bitmap) {
	it := b.ManyIterator()
	var buffer [256]uint32
	for n := it.NextMany(buffer[:]); n > 0; n = it.NextMany(buffer[:]) {
		for _, doc := range buffer[:n] {
			s.add(doc)
		}
	}
}
