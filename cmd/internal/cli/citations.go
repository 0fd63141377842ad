package cli

import (
	"reflect"
	"sync"

	"locus/corpus"
	"locus/corpus/cite"
	"locus/query"
)

// citeAmong is the citation that an answer carries, the same from every command.
func citeAmong(among kin, style string, w *corpus.Work, p *corpus.Passage) (query.Cite, error) {
	c, err := ready(among, style, w)
	if err != nil {
		return query.Cite{}, err
	}
	inText, err := c.citer.InText(p)
	return query.Cite{InText: inText, Reference: c.reference}, err
}

// readyWork is a work ready to be cited in a style.
type readyWork struct {
	work      corpus.Work
	citer     *cite.Citer
	reference string
}

func ready(among kin, style string, w *corpus.Work) (*readyWork, error) {
	s, err := cite.ParseStyle(style)
	if err != nil {
		return nil, err
	}
	works, err := among(w)
	if err != nil {
		return nil, err
	}
	c := &readyWork{work: *w}
	if c.citer, err = cite.NewCiter(w, cite.Options{Style: s, Works: works}); err != nil {
		return nil, err
	}
	c.reference, err = c.citer.Entry()
	return c, err
}

// mostCited bounds how many works are kept ready to be cited.
const mostCited = 4096

// citations cites the hits of answers. What citing a work takes beside the place
// is worked out once and kept until the index changes: the other works of its
// authors, the letter of its year, its reference.
type citations struct {
	among      func(style string, w *corpus.Work) ([]corpus.Work, error)
	generation func() string
	mu         sync.Mutex
	of         string // the generation that ready is of
	ready      map[readyKey]*readyWork
}

type readyKey struct {
	style string
	work  corpus.WorkID
}

func (c *citations) cite(style string, w *corpus.Work, p *corpus.Passage) (query.Cite, error) {
	key, now := readyKey{style, w.ID}, c.generation()
	c.mu.Lock()
	if c.ready == nil || c.of != now || len(c.ready) > mostCited {
		c.of, c.ready = now, map[readyKey]*readyWork{}
	}
	one := c.ready[key]
	c.mu.Unlock()
	// A hit may be of the state before: then its record is another.
	if one == nil || !reflect.DeepEqual(one.work, *w) {
		var err error
		among := func(w *corpus.Work) ([]corpus.Work, error) { return c.among(style, w) }
		if one, err = ready(among, style, w); err != nil {
			return query.Cite{}, err
		}
		c.mu.Lock()
		if c.of == now {
			c.ready[key] = one
		}
		c.mu.Unlock()
	}
	inText, err := one.citer.InText(p)
	return query.Cite{InText: inText, Reference: one.reference}, err
}
