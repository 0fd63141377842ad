package ingest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"

	"locus/corpus"
)

// inFlight bounds the bytes of the records that are being read at a time, so
// that many large ones do not stand in memory together; a single record may be
// larger.
const inFlight = 16 << 20

// result is what reading one record gave.
type result struct {
	doc *corpus.Document
	err error
}

// pending is a record that is being read: its size in bytes, and where the
// result will arrive.
type pending struct {
	size int
	done chan result
}

// queue holds the records that are being read, in the order of their lines.
type queue struct {
	waiting []pending
	size    int // bytes of their lines
	most    int // records at a time
	yield   func(*corpus.Document, error) bool
	stopped bool // the caller wants no more
}

// start reads a record in a goroutine of its own; results that are due first
// are handed over until there is room for it.
func (q *queue) start(size int, read func() (*corpus.Document, error)) {
	for len(q.waiting) >= q.most || len(q.waiting) > 0 && q.size+size > inFlight {
		q.next()
	}
	if q.stopped {
		return
	}
	p := pending{size: size, done: make(chan result, 1)}
	q.waiting, q.size = append(q.waiting, p), q.size+size
	go func() {
		doc, err := read()
		p.done <- result{doc, err}
	}()
}

// next waits for the first record and hands it over.
func (q *queue) next() {
	p := q.waiting[0]
	q.waiting, q.size = q.waiting[1:], q.size-p.size
	got := <-p.done
	q.stopped = q.stopped || !q.yield(got.doc, got.err)
}

// drain hands over what is left, so that no goroutine outlives the reading.
func (q *queue) drain() {
	for len(q.waiting) > 0 {
		q.next()
	}
}

// records reads a file of records, several at a time, and hands them over in the
// order of their lines. A line that is no record is a *Skip that names it; the
// lines after it are read.
func (r *Reader) records(ctx context.Context, name string, in io.Reader, yield func(*corpus.Document, error) bool) {
	q := &queue{most: 4 * runtime.GOMAXPROCS(0), yield: yield}
	defer q.drain()
	lines := bufio.NewReaderSize(in, 1<<20)
	for n := 1; !q.stopped; n++ {
		line, err := nextLine(lines, r.limit())
		end := errors.Is(err, io.EOF)
		switch {
		case ctx.Err() != nil:
			err, end = ctx.Err(), true
		case errors.Is(err, errLong):
			err = &Skip{File: name, Reason: TooLarge, Line: n, Detail: fmt.Sprintf("the record has more than %d MB", r.limit()>>20)}
		case err != nil && !end:
			err, end = unreadable(name, err), true
		default:
			err = nil
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\xEF\xBB\xBF"))
		}
		if line = bytes.TrimSpace(line); err != nil {
			q.start(0, func() (*corpus.Document, error) { return nil, err })
		} else if len(line) > 0 {
			q.start(len(line), func() (*corpus.Document, error) { return r.readRecord(ctx, name, n, line) })
		}
		if end {
			return
		}
	}
}

// readRecord reads one line unless the context has ended.
func (r *Reader) readRecord(ctx context.Context, name string, n int, line []byte) (*corpus.Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return r.record(name, n, line)
}
