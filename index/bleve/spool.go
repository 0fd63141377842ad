package bleve

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"
)

// spool is a batch, inverted: what is stored of its documents, and for each field
// its words in order with their documents (see head), in memory or in a file. It
// lasts as long as a build.
type spool struct {
	docs   int
	works  []held
	ends   []uint64 // in what is stored, of each document
	from   []int64  // where each field begins; one more than there are fields
	memory []byte
	file   *os.File // nil where it is in memory
}

// spool ends a batch. Words of a field stand one after the other, each with:
// length and bytes of the word; number of documents; lengths of what follows; the
// documents, each as its distance from the one before; frequencies and locations as
// the segment has them.
func (v *inverter) spool() *spool {
	s := &spool{docs: int(v.docs), works: v.works, ends: v.ends, memory: v.stored}
	for _, f := range v.fields {
		s.from = append(s.from, int64(len(s.memory)))
		if f != nil {
			s.memory = f.spool(s.memory)
		}
	}
	s.from = append(s.from, int64(len(s.memory)))
	return s
}

// spool appends the words of a field.
func (f *inverted) spool(b []byte) []byte {
	slots, ends, posts := f.sorted()
	var docs, freqs, locs []byte
	start := 0
	for i, slot := range slots {
		docs, freqs, locs = docs[:0], freqs[:0], locs[:0]
		last := uint32(0)
		for _, p := range posts[start:ends[i]] {
			docs = binary.AppendUvarint(docs, uint64(p.doc-last))
			last = p.doc
			freq := uint64(p.freq) << 1
			if p.loc > 0 {
				freq |= 1
				n, size := binary.Uvarint(f.locs[p.loc-1:])
				locs = append(locs, f.locs[p.loc-1:int(p.loc)-1+size+int(n)]...)
			}
			freqs = binary.AppendUvarint(freqs, freq)
			if freq > 1 {
				freqs = binary.AppendUvarint(freqs, uint64(f.lengths[p.doc]))
			}
		}
		word := f.words[slot]
		b = binary.AppendUvarint(b, uint64(len(word)))
		b = append(b, word...)
		for _, n := range [4]int{ends[i] - start, len(docs), len(freqs), len(locs)} {
			b = binary.AppendUvarint(b, uint64(n))
		}
		b = append(append(append(b, docs...), freqs...), locs...)
		start = ends[i]
	}
	return b
}

// save moves a spool from memory into a file.
func (s *spool) save(path string) error {
	err := os.WriteFile(path, s.memory, 0o600)
	if err == nil {
		s.file, err = os.Open(path)
	}
	if err != nil {
		return fmt.Errorf("put a batch aside: %w", err)
	}
	s.memory = nil
	return nil
}

// at are the bytes of a spool from one place to another.
func (s *spool) at(from, to int64) io.Reader {
	if s.file == nil {
		return bytes.NewReader(s.memory[from:to])
	}
	return io.NewSectionReader(s.file, from, to-from)
}

func (s *spool) close() error {
	s.memory = nil
	if s.file == nil {
		return nil
	}
	return s.file.Close()
}

// head reads the words of a field of a spool, one after the other.
type head struct {
	r     *bufio.Reader
	left  int64
	base  uint32 // what is added to the numbers of documents
	order int

	word, docs, freqs, locs []byte
	count                   int
}

// headBytes is how much of each spool is read at a time.
const headBytes = 64 << 10

// head begins at a field's first word; nil where the spool has none.
func (s *spool) head(field int, base uint32, order int) (*head, error) {
	h := &head{left: s.from[field+1] - s.from[field], base: base, order: order}
	if h.left == 0 {
		return nil, nil
	}
	h.r = bufio.NewReaderSize(s.at(s.from[field], s.from[field+1]), int(min(h.left, headBytes)))
	_, err := h.next()
	return h, err
}

// next goes to the next word; more is false after the last.
func (h *head) next() (more bool, err error) {
	if _, err := h.r.Peek(1); err == io.EOF {
		return false, nil
	}
	n, err := binary.ReadUvarint(h.r)
	if err != nil {
		return false, err
	}
	if h.word, err = h.take(h.word, n); err != nil {
		return false, err
	}
	var sizes [4]uint64
	for i := range sizes {
		if sizes[i], err = binary.ReadUvarint(h.r); err != nil {
			return false, err
		}
	}
	h.count = int(sizes[0])
	for i, into := range []*[]byte{&h.docs, &h.freqs, &h.locs} {
		if *into, err = h.take(*into, sizes[i+1]); err != nil {
			return false, err
		}
	}
	return true, nil
}

// take reads n bytes into a buffer.
func (h *head) take(b []byte, n uint64) ([]byte, error) {
	if uint64(cap(b)) < n {
		b = make([]byte, n+n/2)
	}
	b = b[:n]
	_, err := io.ReadFull(h.r, b)
	return b, err
}
