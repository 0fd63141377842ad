package bleve

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// weave writes a field's words from all spools, each word once, its documents in
// the order of the spools.
func (w *segmentWriter) weave(spools []*spool, field int) error {
	var queue heads
	base := uint32(0)
	for i, s := range spools {
		h, err := s.head(field, base, i)
		if err != nil {
			return err
		}
		if h != nil {
			queue.push(h)
		}
		base += uint32(s.docs)
	}
	var same []*head
	var p postings
	for len(queue) > 0 {
		same = append(same[:0], queue.pop())
		for len(queue) > 0 && bytes.Equal(queue[0].word, same[0].word) {
			same = append(same, queue.pop())
		}
		p.gather(same, w.docs)
		if err := w.word(same[0].word, &p); err != nil {
			return err
		}
		for _, h := range same {
			more, err := h.next()
			if err != nil {
				return err
			}
			if more {
				queue.push(h)
			}
		}
	}
	return nil
}

// heads is a heap of heads, the least word first, of one word the first spool's.
type heads []*head

func (q heads) less(i, j int) bool {
	c := bytes.Compare(q[i].word, q[j].word)
	return c < 0 || c == 0 && q[i].order < q[j].order
}

func (q *heads) push(h *head) {
	*q = append(*q, h)
	s := *q
	for i := len(s) - 1; i > 0; {
		up := (i - 1) / 2
		if !s.less(i, up) {
			return
		}
		s[i], s[up] = s[up], s[i]
		i = up
	}
}

func (q *heads) pop() *head {
	s := *q
	first, last := s[0], len(s)-1
	s[0] = s[last]
	s[last] = nil
	s = s[:last]
	*q = s
	for i := 0; ; {
		least := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(s); child++ {
			if s.less(child, least) {
				least = child
			}
		}
		if least == i {
			return first
		}
		s[i], s[least] = s[least], s[i]
		i = least
	}
}

// postings are those of a word, as the segment has them.
type postings struct {
	docs        []uint32
	freqs, locs chunked
	bitmap      []byte
}

// chunked is a run of bytes cut by documents into chunks.
type chunked struct {
	size  uint32 // documents of a chunk
	bytes []byte
	ends  []uint64 // of the chunks that are complete
	last  int      // how many chunks there are
}

// chunkPostings is how many postings a chunk has on the average, at most.
const chunkPostings = 1024

func (c *chunked) begin(size uint32, docs int) {
	c.size, c.bytes, c.ends, c.last = size, c.bytes[:0], c.ends[:0], (docs-1)/int(size)+1
}

// to ends the chunks before a document's.
func (c *chunked) to(doc uint32) {
	for n := int(doc / c.size); len(c.ends) < n; {
		c.ends = append(c.ends, uint64(len(c.bytes)))
	}
}

// write writes chunks, the end of each first, and gives their place; 0 where there
// is nothing in them.
func (c *chunked) write(w *segmentWriter) uint64 {
	if len(c.bytes) == 0 {
		return 0
	}
	for len(c.ends) < c.last {
		c.ends = append(c.ends, uint64(len(c.bytes)))
	}
	at := w.at()
	w.uvarint(uint64(len(c.ends)))
	for _, end := range c.ends {
		w.uvarint(end)
	}
	w.buf = append(w.buf, c.bytes...)
	return at
}

// gather joins what several spools have of one word, in a segment of so many
// documents.
func (p *postings) gather(same []*head, docs int) {
	count := 0
	for _, h := range same {
		count += h.count
	}
	p.docs = slices.Grow(p.docs[:0], count)
	size := uint32(docs / (count/chunkPostings + 1))
	p.freqs.begin(size, docs)
	p.locs.begin(size, docs)
	for _, h := range same {
		doc := h.base
		first := len(p.docs)
		for at := 0; at < len(h.docs); {
			var step uint64
			step, at = uvarint(h.docs, at)
			doc += uint32(step)
			p.docs = append(p.docs, doc)
		}
		if p.docs[first]/size == doc/size {
			p.freqs.to(doc)
			p.locs.to(doc)
			p.freqs.bytes = append(p.freqs.bytes, h.freqs...)
			p.locs.bytes = append(p.locs.bytes, h.locs...)
			continue
		}
		p.cut(h, p.docs[first:])
	}
}

// cut adds what a spool has of a word in several chunks.
func (p *postings) cut(h *head, docs []uint32) {
	at, loc := 0, 0
	for _, doc := range docs {
		start := at
		freq, next := uvarint(h.freqs, at)
		if at = next; freq > 1 {
			_, at = uvarint(h.freqs, at)
		}
		p.freqs.to(doc)
		p.freqs.bytes = append(p.freqs.bytes, h.freqs[start:at]...)
		if freq&1 != 0 {
			n, next := uvarint(h.locs, loc)
			p.locs.to(doc)
			p.locs.bytes = append(p.locs.bytes, h.locs[loc:next+int(n)]...)
			loc = next + int(n)
		}
	}
}

// single gives the length of the field where the word has one passage only, once,
// which is written into the dictionary.
func (p *postings) single() (norm uint32, ok bool) {
	if len(p.docs) != 1 || len(p.locs.bytes) > 0 || p.docs[0] > uint32(mask31) {
		return 0, false
	}
	freq, at := uvarint(p.freqs.bytes, 0)
	if freq != 1<<1 {
		return 0, false
	}
	length, _ := uvarint(p.freqs.bytes, at)
	return uint32(length), length <= mask31
}

// What a roaring bitmap consists of (RoaringFormatSpec): for each 65,536 numbers
// that there are any of, a list of them or, where they are many, a bit for each.
const (
	bitmapCookie = 12346 // without runs
	mostListed   = 4096
)

// appendBitmap appends numbers, ascending and each once, as a roaring bitmap.
func appendBitmap(b []byte, docs []uint32) []byte {
	var ends []int
	for i, doc := range docs {
		if i+1 == len(docs) || docs[i+1]>>16 != doc>>16 {
			ends = append(ends, i+1)
		}
	}
	b = binary.LittleEndian.AppendUint32(b, bitmapCookie)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(ends)))
	start := 0
	for _, end := range ends {
		b = binary.LittleEndian.AppendUint16(b, uint16(docs[start]>>16))
		b = binary.LittleEndian.AppendUint16(b, uint16(end-start-1))
		start = end
	}
	start = 0
	at := uint32(8 + 8*len(ends))
	for _, end := range ends {
		b = binary.LittleEndian.AppendUint32(b, at)
		at += uint32(min(2*(end-start), 8192))
		start = end
	}
	start = 0
	for _, end := range ends {
		b = appendContainer(b, docs[start:end])
		start = end
	}
	return b
}

// appendContainer appends those of 65,536 numbers that are there.
func appendContainer(b []byte, docs []uint32) []byte {
	if len(docs) <= mostListed {
		for _, doc := range docs {
			b = binary.LittleEndian.AppendUint16(b, uint16(doc))
		}
		return b
	}
	start := len(b)
	b = append(b, make([]byte, 8192)...)
	for _, doc := range docs {
		b[start+int(doc&0xffff)>>3] |= 1 << (doc & 7)
	}
	return b
}
