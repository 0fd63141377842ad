package tag

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"locus/corpus"
)

// Traces are the traces of all works of a library, kept in a file, so that a change
// of some works ties these and reads no others. They are worked out from the works:
// a file that is gone, cut or of another pack is as good as an empty one.
//
// The file is a log: one block for each work put or taken out, then one that says
// that all before it hold together. What follows the last such block is not read,
// and goes with the next change. One goroutine uses a Traces.
type Traces struct {
	// Stamp is the library's stamp for which the traces hold; "" for none.
	Stamp string
	// Ties is a checksum of the repeats that were worked out from them.
	Ties uint32

	path, identity string
	works          map[corpus.WorkID]Trace
	whole          int    // bytes of the file that hold together
	dead           int    // bytes of blocks that later ones replace, about
	pending        []byte // blocks to be written
	changed        map[corpus.WorkID]bool
	lost           []Trace // of the works changed, as they were
}

// traceFormat changes with what a trace is and how it is kept.
const traceFormat = "locus traces 1 "

// The kinds of block.
const (
	workBlock   = 'w'
	goneBlock   = 'g'
	commitBlock = 'c'
)

// OpenTraces reads a file of traces. The identity stands for all that traces depend
// on besides the works: the pack and the analysis of words; made under another one
// they are not used. The error is of reading the file.
func OpenTraces(path, identity string) (*Traces, error) {
	x := &Traces{path: path, identity: identity, works: map[corpus.WorkID]Trace{}, changed: map[corpus.WorkID]bool{}}
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read traces: %w", err)
	}
	if head := x.head(); bytes.HasPrefix(data, head) {
		x.whole = len(head)
		x.read(data)
	}
	return x, nil
}

func (x *Traces) head() []byte { return []byte(traceFormat + x.identity + "\n") }

// read takes in the blocks of a file up to the last commit.
func (x *Traces) read(data []byte) {
	works := map[corpus.WorkID]Trace{}
	var gone []corpus.WorkID
	for at := x.whole; ; {
		kind, payload, next, ok := blockAt(data, at)
		if !ok {
			return
		}
		at = next
		r := &reader{b: payload}
		switch kind {
		case workBlock:
			tr := Trace{Work: corpus.WorkID(r.text()), Print: r.text()}
			tr.body = r.b
			works[tr.Work] = tr
		case goneBlock:
			id := corpus.WorkID(r.text())
			delete(works, id)
			gone = append(gone, id)
		case commitBlock:
			for _, id := range gone {
				x.drop(id)
			}
			for id, tr := range works {
				x.drop(id)
				x.works[id] = tr
			}
			clear(works)
			gone, x.whole = nil, at
			x.Stamp, x.Ties = r.text(), uint32(r.number())
		}
		if r.bad {
			return
		}
	}
}

// drop forgets a work.
func (x *Traces) drop(id corpus.WorkID) {
	if old, ok := x.works[id]; ok {
		x.dead += len(old.body)
		delete(x.works, id)
	}
}

// blockAt reads the block at a place: its kind, the length of its content, that, and
// a checksum of all before.
func blockAt(data []byte, at int) (kind byte, payload []byte, next int, ok bool) {
	if at >= len(data) {
		return 0, nil, 0, false
	}
	n, size := binary.Uvarint(data[at+1:])
	from := at + 1 + size
	if size <= 0 || n > uint64(len(data)-from) || len(data)-from-int(n) < 4 {
		return 0, nil, 0, false
	}
	next = from + int(n) + 4
	return data[at], data[from : next-4], next, binary.LittleEndian.Uint32(data[next-4:]) == sum(data[at:next-4])
}

func appendBlock(b []byte, kind byte, payload []byte) []byte {
	from := len(b)
	b = binary.AppendUvarint(append(b, kind), uint64(len(payload)))
	b = append(b, payload...)
	return binary.LittleEndian.AppendUint32(b, sum(b[from:]))
}

func sum(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func (tr *Trace) block(b []byte) []byte {
	return appendBlock(b, workBlock, append(appendText(appendText(nil, string(tr.Work)), tr.Print), tr.body...))
}

// Prints gives the print of every work that there is a trace of.
func (x *Traces) Prints() map[corpus.WorkID]string {
	out := make(map[corpus.WorkID]string, len(x.works))
	for id, tr := range x.works {
		out[id] = tr.Print
	}
	return out
}

// put takes in the trace of a work in place of an older one.
func (x *Traces) put(tr Trace) {
	x.noteChange(tr.Work)
	x.drop(tr.Work)
	x.works[tr.Work] = tr
	if x.whole > 0 { // else the file is written whole
		x.pending = tr.block(x.pending)
	}
}

// remove takes a work out.
func (x *Traces) remove(id corpus.WorkID) {
	if _, ok := x.works[id]; ok {
		x.noteChange(id)
		x.drop(id)
		x.pending = appendBlock(x.pending, goneBlock, appendText(nil, string(id)))
	}
}

// sorted are the traces by work.
func (x *Traces) sorted() []Trace {
	out := make([]Trace, 0, len(x.works))
	for _, id := range slices.Sorted(maps.Keys(x.works)) {
		out = append(out, x.works[id])
	}
	return out
}

// Save writes what changed, with the Stamp and Ties given: at the end of the file,
// or the whole file anew where half of it is of no use any more. Nothing waits for
// the disk: what a crash loses is found out by the checksums and made again.
func (x *Traces) Save() error {
	commit := appendBlock(nil, commitBlock, binary.AppendUvarint(appendText(nil, x.Stamp), uint64(x.Ties)))
	var err error
	if x.whole == 0 || x.dead > x.whole/2 {
		err = x.rewrite(commit)
	} else {
		err = x.append(append(x.pending, commit...))
	}
	if err != nil {
		return fmt.Errorf("keep traces: %w", err)
	}
	x.pending, x.lost = nil, nil
	clear(x.changed)
	return nil
}

// append puts blocks behind those that hold together.
func (x *Traces) append(blocks []byte) error {
	f, err := os.OpenFile(x.path, os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	if err = f.Truncate(int64(x.whole)); err == nil {
		_, err = f.WriteAt(blocks, int64(x.whole))
	}
	x.whole += len(blocks)
	return errors.Join(err, f.Close())
}

// rewrite puts a new file in the place of the old.
func (x *Traces) rewrite(commit []byte) error {
	temp := filepath.Join(filepath.Dir(x.path), ".new-"+filepath.Base(x.path))
	f, err := os.Create(temp)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	x.whole, x.dead = 0, 0
	put := func(b []byte) {
		n, _ := w.Write(b) // an error comes again from Flush
		x.whole += n
	}
	put(x.head())
	var b []byte
	for _, tr := range x.sorted() {
		b = tr.block(b[:0])
		put(b)
	}
	put(commit)
	if err := errors.Join(w.Flush(), f.Close()); err != nil {
		x.whole = 0
		return err
	}
	return os.Rename(temp, x.path)
}
