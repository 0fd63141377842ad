package bleve

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"os"

	"github.com/blevesearch/vellum"
	zap "github.com/blevesearch/zapx/v17"
)

// segmentWriter writes a segment's file (zap, version 17): what is stored, then
// for each field postings and dictionary, then where these are. bleve's own writer
// makes the same bytes ten times as slowly, since it is general; and its merging
// reads them (TestBleveMergesOurSegments).
type segmentWriter struct {
	f       *os.File
	buf     []byte
	written uint64
	crc     uint32

	docs   int
	stored uint64   // where the table of what is stored begins
	addrs  []uint64 // where each field begins
	dict   bytes.Buffer
	fst    *vellum.Builder
}

// flushBytes is how much is gathered before it is written.
const flushBytes = 1 << 20

// noValues is the place of the values by document of a field that has none.
const noValues = math.MaxUint64

func createSegment(path string, docs int) (*segmentWriter, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, err
	}
	return &segmentWriter{f: f, docs: docs, addrs: make([]uint64, len(fields().names)), buf: make([]byte, 0, flushBytes+flushBytes/4)}, nil
}

// at is the place of the next byte.
func (w *segmentWriter) at() uint64 { return w.written + uint64(len(w.buf)) }

// flush writes what was gathered.
func (w *segmentWriter) flush() error {
	w.crc = crc32.Update(w.crc, crc32.IEEETable, w.buf)
	w.written += uint64(len(w.buf))
	_, err := w.f.Write(w.buf)
	w.buf = w.buf[:0]
	return err
}

// room flushes where enough was gathered.
func (w *segmentWriter) room() error {
	if len(w.buf) < flushBytes {
		return nil
	}
	return w.flush()
}

func (w *segmentWriter) uvarint(v uint64) { w.buf = binary.AppendUvarint(w.buf, v) }

// store copies what spools have stored, and says where each document's is.
func (w *segmentWriter) store(spools []*spool) error {
	var bases []uint64
	for _, s := range spools {
		bases = append(bases, w.at())
		for r, left := s.at(0, s.from[0]), s.from[0]; left > 0; {
			n := int(min(left, flushBytes/4))
			start := len(w.buf)
			w.buf = w.buf[:start+n]
			if _, err := io.ReadFull(r, w.buf[start:]); err != nil {
				return err
			}
			left -= int64(n)
			if err := w.room(); err != nil {
				return err
			}
		}
	}
	w.stored = w.at()
	for i, s := range spools {
		at := bases[i]
		for _, end := range s.ends {
			w.buf = binary.BigEndian.AppendUint64(w.buf, at)
			at = bases[i] + end
			if err := w.room(); err != nil {
				return err
			}
		}
	}
	w.uvarint(0) // no document is part of another
	return nil
}

// begin begins a field's words.
func (w *segmentWriter) begin() (err error) {
	w.dict.Reset()
	if w.fst == nil {
		w.fst, err = vellum.New(&w.dict, &vellum.BuilderOpts{Encoder: 1, RegistryTableSize: 0, RegistryMRUSize: 1})
		return err
	}
	return w.fst.Reset(&w.dict)
}

// word writes a word's postings and names their place in the dictionary. Words
// come in order.
func (w *segmentWriter) word(word []byte, p *postings) error {
	if norm, ok := p.single(); ok {
		return w.fst.Insert(word, onlyOne|uint64(norm)<<31|uint64(p.docs[0]))
	}
	freqs, locs := p.freqs.write(w), p.locs.write(w)
	at := w.at()
	w.uvarint(freqs)
	w.uvarint(locs)
	p.bitmap = appendBitmap(p.bitmap[:0], p.docs)
	w.uvarint(uint64(len(p.bitmap)))
	w.buf = append(w.buf, p.bitmap...)
	if err := w.room(); err != nil {
		return err
	}
	return w.fst.Insert(word, at)
}

// end writes a field's dictionary and where it is.
func (w *segmentWriter) end(field int) error {
	if err := w.fst.Close(); err != nil {
		return err
	}
	dict := w.at()
	w.uvarint(uint64(w.dict.Len()))
	w.buf = append(w.buf, w.dict.Bytes()...)
	w.addrs[field] = w.at()
	w.uvarint(noValues)
	w.uvarint(noValues)
	w.uvarint(dict)
	return w.room()
}

// close writes where the fields are and the foot of the file, and waits until all
// is on the disk.
func (w *segmentWriter) close() error {
	l := fields()
	offsets := make([]uint64, len(l.names))
	for i, name := range l.names {
		offsets[i] = w.at()
		w.uvarint(uint64(len(name)))
		w.buf = append(w.buf, name...)
		w.uvarint(uint64(l.options[i]))
		w.uvarint(1) // sections of the field
		w.buf = binary.BigEndian.AppendUint16(w.buf, zap.SectionInvertedTextIndex)
		w.buf = binary.BigEndian.AppendUint64(w.buf, w.addrs[i])
	}
	table := w.at()
	w.uvarint(uint64(len(offsets)))
	for _, at := range offsets {
		w.buf = binary.BigEndian.AppendUint64(w.buf, at)
	}
	w.buf = binary.BigEndian.AppendUint32(w.buf, 0) // nothing changes what is written
	for _, v := range []uint64{uint64(w.docs), w.stored, table} {
		w.buf = binary.BigEndian.AppendUint64(w.buf, v)
	}
	w.buf = binary.BigEndian.AppendUint32(w.buf, zap.DefaultChunkMode)
	w.buf = binary.BigEndian.AppendUint32(w.buf, zap.Version)
	err := w.flush()
	if err == nil {
		w.buf = binary.BigEndian.AppendUint32(w.buf, w.crc)
		err = w.flush()
	}
	if err == nil {
		err = w.f.Sync()
	}
	return errors.Join(err, w.f.Close())
}

// abandon lets go of a file that is not to be.
func (w *segmentWriter) abandon() error {
	return errors.Join(w.f.Close(), os.Remove(w.f.Name()))
}

// writeSegment makes one segment of spools, in order.
func writeSegment(spools []*spool, path string) (err error) {
	docs := 0
	for _, s := range spools {
		docs += s.docs
	}
	w, err := createSegment(path, docs)
	if err == nil {
		if err = w.all(spools); err == nil {
			err = w.close()
		} else {
			err = errors.Join(err, w.abandon())
		}
	}
	if err != nil {
		return fmt.Errorf("write a segment: %w", err)
	}
	return nil
}

func (w *segmentWriter) all(spools []*spool) error {
	if err := w.store(spools); err != nil {
		return err
	}
	for field := range fields().names {
		if !fields().indexed(field) {
			continue
		}
		if err := w.begin(); err != nil {
			return err
		}
		if err := w.weave(spools, field); err != nil {
			return err
		}
		if err := w.end(field); err != nil {
			return err
		}
	}
	return nil
}
