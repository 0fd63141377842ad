package mcp

import (
	"context"
	"errors"
	"time"

	"locus/corpus"
	"locus/query"
	"locus/query/quote"
)

// Searcher answers questions, as *query.Searcher does. It is called by several
// tools at once and must stop when the context ends.
type Searcher interface {
	Search(ctx context.Context, r query.Request) (*query.Answer, error)
}

// Library gives works and their texts, as *corpus.Library does. It is called by
// several tools at once.
type Library interface {
	Works() ([]corpus.Work, error)
	Work(id corpus.WorkID) (corpus.Work, error)
	Resolve(id corpus.PassageID) (*corpus.Document, corpus.Passage, error)
}

// Quoted is what is told of one quotation: the finding, and how the place that
// was found is cited, nil where none was.
type Quoted struct {
	quote.Finding
	Cite *query.Cite `json:"cite,omitempty"`
}

// Options says what the tools answer from. Searcher, Library and Quote are
// needed; the zero value of the rest is its default.
type Options struct {
	Searcher Searcher
	Library  Library
	// Quote looks for a quotation and cites what it finds in a style.
	Quote func(ctx context.Context, claim quote.Claim, style string) (Quoted, error)
	// Among gives the works that matter for how one is cited: those by whom its
	// list names first and by others of that family name; nil looks at all works.
	Among   func(w *corpus.Work) ([]corpus.Work, error)
	Style   string        // of citations where a call names none; "" is apa
	Timeout time.Duration // of one call; 0 is half a minute
	Version string        // of the program, told at the start of a session
}

// The bounds of a call: hits of one search, works of one list, addresses cited
// at once, passages around one; and how many hits and works there are unless the
// call says.
const (
	maxHits         = 50
	maxWorks        = 500
	maxCited        = 100
	maxAround       = 20
	hitsUnlessSaid  = 5
	worksUnlessSaid = 50
)

func (o Options) filled() (Options, error) {
	if o.Searcher == nil || o.Library == nil || o.Quote == nil {
		return o, errors.New("mcp: a searcher, a library and a finder of quotations are needed")
	}
	if o.Among == nil {
		all := o.Library
		o.Among = func(*corpus.Work) ([]corpus.Work, error) { return all.Works() }
	}
	if o.Timeout == 0 {
		o.Timeout = 30 * time.Second
	}
	if o.Version == "" {
		o.Version = "(devel)"
	}
	return o, nil
}
