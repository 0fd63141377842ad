package web

import (
	"context"
	"errors"
	"log/slog"
	"runtime"
	"time"

	"locus/corpus"
	"locus/query"
)

// Searcher answers questions, as *query.Searcher does. It is called by many
// requests at once and must stop when the context ends.
type Searcher interface {
	Search(ctx context.Context, r query.Request) (*query.Answer, error)
}

// Library gives works and their texts, as *corpus.Library does. It is called by
// many requests at once. Errors that wrap corpus.ErrUnknownWork,
// corpus.ErrAddress or corpus.ErrChanged are the asker's; others are ours.
type Library interface {
	Works() ([]corpus.Work, error)
	Work(id corpus.WorkID) (corpus.Work, error)
	Document(id corpus.WorkID) (*corpus.Document, error)
	Resolve(id corpus.PassageID) (*corpus.Document, corpus.Passage, error)
}

// Options says what the handler answers from and its bounds. Searcher and
// Library are needed; the zero value of the rest is its default.
type Options struct {
	Searcher Searcher
	Library  Library
	// Among gives the works that matter for how one is cited: those by whom its
	// list names first and by others of that family name; nil looks at all works.
	Among    func(w *corpus.Work) ([]corpus.Work, error)
	Pack     *corpus.Pack // labels and lists of theories; nil: none
	Log      *slog.Logger // one line a request; nil: none
	Style    string       // of citations where a request names none; "" is apa
	Timeout  time.Duration
	Parallel int // requests at work at one time; more wait, then hear 503. A quarter as many may send a body.
	// Wait is how long a request waits for its place; 0 is five seconds.
	Wait time.Duration
	// Searching is how many of them search at one time, the others in line; 0 is
	// twice the processors that the program may use.
	Searching int
	Version   string
	// Proof answers /v1/quote and /v1/check; nil leaves them out.
	Proof Proof
	// Generation names the state of the library that the next question is answered
	// from; with it, answers have an ETag that holds until the library changes, and
	// cursors end with it. Nil, or "", stands for not known.
	Generation func() string
	// Size tells how much there is to ask, for /metrics; nil leaves it out.
	Size func(ctx context.Context) (query.Size, error)
	// Token must come with every request but those of probes; "" asks for none.
	Token string
	// Rate is how many requests a second one client may make, after Burst at once;
	// 0 sets no bound. Burst 0 is four seconds' worth.
	Rate  float64
	Burst int
	// Origins are the origins whose pages may read the answers (CORS), as
	// "https://desk.example"; "*" is any. None by default.
	Origins []string

	line *queue // of the questions, by filled
}

// The bounds of a request. A URL's query is counted in bytes, a page of hits in
// hits.
const (
	maxQuery    = 8 << 10
	maxBody     = 1 << 20
	maxDraft    = 16 << 20 // a draft, in base64 where it is a file
	maxText     = 2 << 20  // of a draft that is text: a thousand pages
	maxHits     = 200
	maxAround   = 50
	hitsOfAPage = 10
	mostOfAPage = 15 // of the page, which is to stay small
)

func (o Options) filled() (Options, error) {
	if o.Searcher == nil || o.Library == nil {
		return o, errors.New("web: a searcher and a library are needed")
	}
	if o.Among == nil {
		all := o.Library
		o.Among = func(*corpus.Work) ([]corpus.Work, error) { return all.Works() }
	}
	if o.Pack == nil {
		o.Pack = &corpus.Pack{}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Timeout == 0 {
		o.Timeout = 15 * time.Second
	}
	if o.Wait == 0 {
		o.Wait = 5 * time.Second
	}
	if o.Parallel == 0 {
		o.Parallel = 32
	}
	if o.Searching == 0 {
		o.Searching = 2 * runtime.GOMAXPROCS(0)
	}
	if o.Generation == nil {
		o.Generation = func() string { return "" }
	}
	line := newQueue(o.Searcher, o.Searching)
	o.Searcher, o.line = line, line
	if o.Proof != nil {
		o.Proof = queuedProof{Proof: o.Proof, line: line}
	}
	if o.Version == "" {
		o.Version = "1"
	}
	return o, nil
}
