package ui

import (
	"context"
	"errors"
	"io"
	"slices"
	"time"

	"locus/corpus"
	"locus/corpus/cite"
	"locus/query"
)

// Searcher answers questions, as *query.Searcher does. It is called by one
// question at a time, though one that was cancelled may still be ending, and must
// stop when the context ends.
type Searcher interface {
	Search(ctx context.Context, r query.Request) (*query.Answer, error)
	Marker(ctx context.Context, r query.Request) (*query.Marker, error)
}

// Library gives the texts of works, as *corpus.Library does.
type Library interface {
	Document(id corpus.WorkID) (*corpus.Document, error)
}

// Citation is how one passage is cited in one style: for the running text, for
// the list, and the quotation with its citation.
type Citation struct {
	InText, Reference, Quote string
}

// Options says what is searched and how it is shown. Searcher, Library and Cite
// are needed; the zero value of the rest is its default.
type Options struct {
	Searcher Searcher
	Library  Library
	// Cite makes the citation of a passage in a style.
	Cite func(style string, w *corpus.Work, p *corpus.Passage) (Citation, error)
	// Copy gives what the terminal is sent to take a text to its clipboard, or why
	// it cannot; nil copies nothing and only tells the text at the end.
	Copy func(text string) (sequence string, err error)
	// Open asks at once and Style is of the citations; "" is the first there is.
	Open, Style string
	// Label is how a value of a field is called: a theory by its name, a work by its
	// title. Nil shows the values as they are.
	Label func(f corpus.Field, value string) string
	Name  string        // of the library, shown at the top
	Plain bool          // no colour: marks stand between **
	Wait  time.Duration // how long typing rests before it is asked; 0 is 90 ms

	In          io.Reader // the terminal; nil: the process's own
	Out         io.Writer
	Environment []string // what the terminal is told by; nil: the process's own
}

func (o Options) filled() (Options, error) {
	if o.Searcher == nil || o.Library == nil || o.Cite == nil {
		return o, errors.New("ui: a searcher, a library and citations are needed")
	}
	if o.Style == "" || !slices.Contains(cite.Styles(), cite.Style(o.Style)) {
		o.Style = string(cite.Styles()[0])
	}
	if o.Label == nil {
		o.Label = func(_ corpus.Field, value string) string { return value }
	}
	if o.Wait == 0 {
		o.Wait = 90 * time.Millisecond
	}
	return o, nil
}
