package mcp

import (
	"bytes"
	"encoding/json"
	"io"
	"sync"
	"time"
)

// exchange stands between the protocol and the two streams and holds back the
// end of the input until every request read was answered: who pipes questions in
// and hangs up still gets all answers. It waits at most as long as a call may
// last. Closing leaves the streams open: they are the program's own.
type exchange struct {
	in   io.Reader
	out  io.Writer
	wait time.Duration

	moved chan struct{} // holds a token after an answer
	done  chan struct{}
	close func() // closes done, once

	mu      sync.Mutex
	open    int    // requests without an answer
	partial []byte // the beginning of a line of the input
	end     error  // of the input, to be told next
}

func newExchange(in io.Reader, out io.Writer, wait time.Duration) *exchange {
	done := make(chan struct{})
	return &exchange{in: in, out: out, wait: wait, moved: make(chan struct{}, 1), done: done, close: sync.OnceFunc(func() { close(done) })}
}

// Read reads from the input. Its end is told once no request is open.
func (e *exchange) Read(p []byte) (int, error) {
	if e.end != nil {
		e.settle()
		return 0, e.end
	}
	n, err := e.in.Read(p)
	e.asked(p[:n])
	if err != nil && n > 0 {
		e.end = err
		return n, nil
	}
	if err != nil {
		e.settle()
	}
	return n, err
}

// asked counts the requests among the lines read. A line that is none, or no
// JSON, awaits no answer.
func (e *exchange) asked(data []byte) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for {
		line, rest, whole := bytes.Cut(data, []byte("\n"))
		e.partial = append(e.partial, line...)
		if !whole {
			return
		}
		var m struct {
			ID     json.RawMessage `json:"id"`
			Method string          `json:"method"`
		}
		if json.Unmarshal(e.partial, &m) == nil && m.ID != nil && m.Method != "" {
			e.open++
		}
		e.partial, data = e.partial[:0], rest
	}
}

// Write writes answers, each a line.
func (e *exchange) Write(p []byte) (int, error) {
	n, err := e.out.Write(p)
	e.mu.Lock()
	e.open -= bytes.Count(p, []byte("\n"))
	e.mu.Unlock()
	select {
	case e.moved <- struct{}{}:
	default:
	}
	return n, err
}

// Close ends the waiting for answers.
func (e *exchange) Close() error {
	e.close()
	return nil
}

// settle waits until no request is open.
func (e *exchange) settle() {
	timeout := time.After(e.wait)
	for e.pending() {
		select {
		case <-e.moved:
		case <-e.done:
			return
		case <-timeout:
			return
		}
	}
}

func (e *exchange) pending() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.open > 0
}
