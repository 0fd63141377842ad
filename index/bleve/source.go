package bleve

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
	zap "github.com/blevesearch/zapx/v17"

	"locus/index"
)

// Where the postings of a word lie in a segment (zap, version 17). The format's
// own iterator hands out one posting after the other through three interfaces,
// ten times as slowly as the bytes are read here.
//
// A word's entry in the dictionary is either the place of its postings, or, with
// the highest bit set, its only passage with the norm in the 31 bits above. At
// the place stand the offsets of the frequencies and of the locations, and the
// passages as a roaring bitmap. Frequencies and locations are cut into chunks of
// so many documents; each chunk's end is listed before the first.
const (
	onlyOne = uint64(1) << 63
	mask31  = uint64(1)<<31 - 1
)

// source is what a segment keeps of a word: which passages have it, and where
// the rest is. It is read only and points into the segment's file.
type source struct {
	mem   []byte
	docs  *roaring.Bitmap // nil where the word has one passage only
	one   uint32          // that passage
	norm  uint32          // and the length of its field
	count int
	chunk uint32 // documents of a chunk
	freqs chunks
	locs  chunks
}

// chunks are a run of bytes cut by documents.
type chunks struct {
	ends []uint64 // of each chunk, from start
	from uint64   // where the first begins in the file
}

// bytes are the i-th chunk's.
func (c *chunks) bytes(mem []byte, i uint32) []byte {
	start := uint64(0)
	if i > 0 {
		start = c.ends[i-1]
	}
	return mem[c.from+start : c.from+c.ends[i]]
}

// readChunks reads where chunks end; offset 0 says that there are none.
func readChunks(mem []byte, offset uint64) chunks {
	if offset == 0 {
		return chunks{}
	}
	at := int(offset)
	n, at := uvarint(mem, at)
	if n > uint64(len(mem)-at) {
		panic("more chunks than bytes")
	}
	c := chunks{ends: make([]uint64, n)}
	for i := range c.ends {
		c.ends[i], at = uvarint(mem, at)
	}
	c.from = uint64(at)
	return c
}

// uvarint reads a number and gives the place after it. It panics, as an index
// expression does, where the bytes end.
func uvarint(b []byte, at int) (uint64, int) {
	if c := b[at]; c < 0x80 {
		return uint64(c), at + 1
	}
	return longUvarint(b, at)
}

// longUvarint is uvarint for numbers of two bytes and more.
func longUvarint(b []byte, at int) (uint64, int) {
	if c := b[at+1]; c < 0x80 {
		return uint64(b[at]&0x7f) | uint64(c)<<7, at + 2
	}
	v, n := binary.Uvarint(b[at:])
	if n <= 0 {
		panic("a number that does not end")
	}
	return v, at + n
}

// lexicon is the dictionary of a field in a segment.
type lexicon struct {
	mem  []byte
	fst  *vellum.FST // nil where the segment does not have the field
	docs int
}

// openLexicon finds a field's dictionary.
func openLexicon(seg segment.Segment, field string) (*lexicon, error) {
	file, ok := seg.(*zap.Segment)
	if !ok {
		return nil, fmt.Errorf("a segment of type %T has no file", seg)
	}
	l := &lexicon{mem: file.Data(), docs: int(file.NumDocs())}
	addr, err := file.DictAddr(field)
	if err != nil { // no word of any passage is in this field
		return l, nil
	}
	n, at := uvarint(l.mem, int(addr))
	if n > uint64(len(l.mem)-at) {
		return nil, fmt.Errorf("dictionary of %s: %w", field, index.ErrDamaged)
	}
	if l.fst, err = vellum.Load(l.mem[at : at+int(n)]); err != nil {
		return nil, fmt.Errorf("dictionary of %s: %w: %w", field, index.ErrDamaged, err)
	}
	return l, nil
}

// source finds a word; nil where the field does not have it.
func (l *lexicon) source(term string) (*source, error) {
	if l.fst == nil {
		return nil, nil
	}
	v, ok, err := l.fst.Get([]byte(term))
	if err != nil || !ok {
		return nil, err
	}
	return l.at(v)
}

// entry is where a word's bitmap begins, and its bytes.
func (l *lexicon) entry(v uint64) (freqs, locs uint64, bitmap []byte) {
	at := int(v)
	freqs, at = uvarint(l.mem, at)
	locs, at = uvarint(l.mem, at)
	n, at := uvarint(l.mem, at)
	return freqs, locs, l.mem[at : at+int(n)]
}

// at reads the source that a dictionary's value names.
func (l *lexicon) at(v uint64) (*source, error) {
	if v&onlyOne != 0 {
		return &source{one: uint32(v & mask31), norm: uint32(v >> 31 & mask31), count: 1}, nil
	}
	freqs, locs, bytes := l.entry(v)
	s := &source{mem: l.mem, docs: roaring.New()}
	if _, err := s.docs.FromBuffer(bytes); err != nil {
		return nil, fmt.Errorf("passages of a word: %w", err)
	}
	s.count = int(s.docs.GetCardinality())
	if s.count == 0 || int(s.docs.Maximum()) >= l.docs {
		return nil, fmt.Errorf("passages of a word: %w", index.ErrDamaged)
	}
	s.chunk = uint32(l.docs / (s.count/1024 + 1))
	if s.chunk == 0 {
		return nil, fmt.Errorf("chunks of a word: %w", index.ErrDamaged)
	}
	s.freqs, s.locs = readChunks(l.mem, freqs), readChunks(l.mem, locs)
	return s, nil
}

// cardinality counts the passages that a dictionary's value names without
// reading which they are: from the headers of the bitmap's containers
// (RoaringFormatSpec).
func (l *lexicon) cardinality(v uint64) int {
	if v&onlyOne != 0 {
		return 1
	}
	_, _, b := l.entry(v)
	cookie := binary.LittleEndian.Uint32(b)
	size, at := 0, 0
	switch {
	case cookie&0xffff == 12347: // with runs
		size = int(cookie>>16) + 1
		at = 4 + (size+7)/8
	case cookie == 12346:
		size, at = int(binary.LittleEndian.Uint32(b[4:])), 8
	default:
		panic("not a bitmap")
	}
	n := 0
	for i := range size {
		n += int(binary.LittleEndian.Uint16(b[at+4*i+2:])) + 1
	}
	return n
}

// has reports whether a passage has the word.
func (s *source) has(doc uint32) bool {
	if s.docs == nil {
		return s.one == doc
	}
	return s.docs.Contains(doc)
}

// addTo adds the passages to a set.
func (s *source) addTo(out set) {
	switch {
	case s.docs == nil:
		out.add(s.one)
	case s.count > len(out):
		dense := newSet(64 * len(out))
		s.docs.WriteDenseTo(dense)
		out.or(dense)
	default:
		out.addBitmap(s.docs)
	}
}

// postings decodes all of a word: coded says that frequencies are codes.
func (s *source) postings(coded bool) []posting {
	if s.docs == nil {
		return []posting{newPosting(s.one, 1, s.norm, coded)}
	}
	out := make([]posting, 0, s.count)
	b, locs := s.freqs.all(s.mem), s.locs.all(s.mem)
	it := s.docs.ManyIterator()
	var buffer [512]uint32
	at, loc := 0, 0
	for n := it.NextMany(buffer[:]); n > 0; n = it.NextMany(buffer[:]) {
		for _, doc := range buffer[:n] {
			var norm, size uint64
			freq := uint64(b[at])
			if at++; freq >= 0x80 {
				freq, at = longUvarint(b, at-1)
			}
			if freq > 1 {
				norm = uint64(b[at])
				if at++; norm >= 0x80 {
					norm, at = longUvarint(b, at-1)
				}
			}
			p := newPosting(doc, freq>>1, uint32(norm), coded)
			if freq&1 != 0 {
				size, loc = uvarint(locs, loc)
				p.loc = uint32(loc)
				loc += int(size)
			}
			out = append(out, p)
		}
	}
	return out
}

// all are the bytes of all chunks, which lie one after the other.
func (c *chunks) all(mem []byte) []byte {
	if len(c.ends) == 0 {
		return nil
	}
	return mem[c.from : c.from+c.ends[len(c.ends)-1]]
}

// newPosting is a posting as the segment has it. What is not a code becomes one.
func newPosting(doc uint32, freq uint64, length uint32, coded bool) posting {
	c := code(freq)
	if !coded {
		c = tally(uint32(freq))
	}
	return posting{doc: doc, code: c, length: length}
}

// positions gives the positions of a posting of a word of a coded field.
func (s *source) positions(out []uint32, p posting) []uint32 {
	if p.code&1 == 0 {
		return append(out, p.code.at())
	}
	return locations(out, s.mem[s.locs.from+uint64(p.loc):])
}

// visit calls do for those of some passages, ascending, that have the word: with
// what the segment keeps as its frequency, the length of the field, and the
// location's bytes. It reads only the chunks that these passages are in.
func (s *source) visit(in []uint32, do func(doc uint32, freq uint64, length uint32, loc []byte)) {
	if s.docs == nil {
		if _, ok := slices.BinarySearch(in, s.one); ok {
			do(s.one, 1, s.norm, nil)
		}
		return
	}
	it := s.docs.Iterator()
	for len(in) > 0 {
		c := in[0] / s.chunk
		n, _ := slices.BinarySearch(in, min(c+1, math.MaxUint32/s.chunk)*s.chunk)
		it.AdvanceIfNeeded(c * s.chunk)
		if n > 0 && it.HasNext() && it.PeekNext() <= in[n-1] {
			s.visitChunk(c, in[:n], it, do)
		}
		in = in[max(n, 1):]
	}
}

// visitChunk is visit within a chunk, at whose beginning the iterator stands.
func (s *source) visitChunk(c uint32, in []uint32, it roaring.IntPeekable, do func(doc uint32, freq uint64, length uint32, loc []byte)) {
	freqs := s.freqs.bytes(s.mem, c)
	var locs []byte
	if len(s.locs.ends) > 0 {
		locs = s.locs.bytes(s.mem, c)
	}
	at, loc := 0, 0
	for it.HasNext() && len(in) > 0 && it.PeekNext() <= in[len(in)-1] {
		doc := it.Next()
		var freq, norm, size uint64
		freq, at = uvarint(freqs, at)
		if freq > 1 {
			norm, at = uvarint(freqs, at)
		}
		if freq&1 != 0 {
			size, loc = uvarint(locs, loc)
		}
		for in[0] < doc {
			in = in[1:]
		}
		if in[0] == doc {
			do(doc, freq>>1, uint32(norm), locs[loc:loc+int(size)])
			in = in[1:]
		}
		loc += int(size)
	}
}

// places adds the positions of a word of a coded field in some passages, by
// passage, then position; where plain is asked for only those of a word that is.
func (s *source) places(out []place, in []uint32, plain bool) []place {
	var at []uint32
	s.visit(in, func(doc uint32, freq uint64, _ uint32, loc []byte) {
		c := code(freq)
		if plain && !c.plain() {
			return
		}
		if c&1 == 0 {
			out = append(out, place{doc, c.at()})
			return
		}
		at = locations(at[:0], loc)
		for _, pos := range at {
			out = append(out, place{doc, pos})
		}
	})
	return out
}

// locations reads the one location that holds all positions of a word in a
// passage (positioned): field, position, start, end, and the number of array
// positions before these. A word that stands twice has no end.
func locations(out []uint32, b []byte) []uint32 {
	_, at := uvarint(b, 0)
	last := uint32(0)
	next := func() {
		var step uint64
		step, at = uvarint(b, at)
		last += uint32(step)
		if n := len(out); n == 0 || out[n-1] != last {
			out = append(out, last)
		}
	}
	next()
	next()
	next()
	n, at2 := uvarint(b, at)
	at = at2
	for range n {
		next()
	}
	return out
}

// append adds the passages, ascending.
func (s *source) append(out []uint32) []uint32 {
	switch {
	case s == nil:
		return out
	case s.docs == nil:
		return append(out, s.one)
	}
	it := s.docs.ManyIterator()
	var buffer [512]uint32
	for n := it.NextMany(buffer[:]); n > 0; n = it.NextMany(buffer[:]) {
		out = append(out, buffer[:n]...)
	}
	return out
}
