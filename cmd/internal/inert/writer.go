package inert

import (
	"bytes"
	"io"
	"sync"
	"unicode/utf8"
)

// Options says what passes a Writer that Text would show.
type Options struct {
	// Codes are the program's own escape sequences, each beginning with ESC.
	Codes []string
	// Turns lets the marks pass that turn the direction of writing, which belong
	// to the spelling of some languages.
	Turns bool
}

// NewWriter gives a writer that hands on to w what Text makes of what is written
// to it, but for what the options let pass. A letter that one write begins and the
// next ends is held back until then; Flush writes what is left.
func NewWriter(w io.Writer, o Options) *Writer {
	return &Writer{w: w, codes: o.Codes, show: func(out, text []byte) []byte { return appendShown(out, text, o) }}
}

// NewJSONWriter gives a writer of JSON: its values stay what they are, and what a
// terminal would obey in them is written as an escape of JSON.
func NewJSONWriter(w io.Writer) *Writer { return &Writer{w: w, show: appendJSON} }

// Under is the writer that what is written to w ends in: of a Writer the one it
// was made for, and w itself of any other.
func Under(w io.Writer) io.Writer {
	if own, ok := w.(*Writer); ok {
		return own.w
	}
	return w
}

// Writer is a stream to a terminal, or to what may be shown on one. It is safe
// for concurrent use.
type Writer struct {
	mu    sync.Mutex
	w     io.Writer
	codes []string
	show  func(out, text []byte) []byte
	held  []byte // the begin of a letter or of a code
	buf   []byte
}

// Write shows p. It reports p as written whole where w took what was made of it.
func (w *Writer) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	text := p
	if len(w.held) > 0 {
		text = append(w.held, p...)
	}
	whole := len(text) - w.open(text)
	w.buf = w.show(w.buf[:0], text[:whole])
	w.held = bytes.Clone(text[whole:])
	if _, err := w.w.Write(w.buf); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Flush writes what was held back: the begin of a letter that did not end.
func (w *Writer) Flush() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.held) == 0 {
		return nil
	}
	text := w.held
	w.held = nil
	_, err := w.w.Write(w.show(nil, text))
	return err
}

// open is how many bytes at the end of text begin a letter or a code that the
// next write may end.
func (w *Writer) open(text []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if tail := text[len(text)-n:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				return n
			}
			break
		}
	}
	at := bytes.LastIndexByte(text, '\x1b')
	if at < 0 {
		return 0
	}
	for _, c := range w.codes {
		if tail := text[at:]; len(tail) < len(c) && string(tail) == c[:len(tail)] {
			return len(tail)
		}
	}
	return 0
}
