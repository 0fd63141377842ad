package cli

import (
	"context"
	"reflect"
	"strings"
	"sync"

	"locus/corpus"
	"locus/corpus/cite"
	"locus/index/bleve"
	"locus/query"
)

// kin gives the works of a library that matter for how one of them is cited:
// those by whom a list names first, and by others of that family name. By them
// "2012a" is told from "2012b" and one Waltz from another.
type kin func(w *corpus.Work) ([]corpus.Work, error)

// mostKin is how many works of one family name are looked at; mostKept bounds
// how many are kept in memory.
const (
	mostKin  = 500
	mostKept = 20_000
)

// kinIn answers from the index, which holds the records: no file of the library
// is read, however many works it has. What was found is kept until the index
// changes.
func kinIn(idx *bleve.Index) kin {
	k := &keptKin{idx: idx}
	return k.of
}

// keptKin are the works of family names, as long as the index is the same.
type keptKin struct {
	idx        *bleve.Index
	mu         sync.Mutex
	generation string
	authors    []corpus.Count
	found      map[string][]corpus.Work
	works      int // in found
}

func (k *keptKin) of(w *corpus.Work) ([]corpus.Work, error) {
	family := firstFamily(w)
	if family == "" {
		return nil, nil
	}
	generation, authors, works, ok, err := k.kept(family)
	if ok || err != nil {
		return works, err
	}
	if works, err = worksOfFamily(k.idx, authors, family); err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if generation != k.generation {
		return works, nil
	}
	if k.works += len(works); k.works > mostKept {
		k.works = len(works)
		clear(k.found)
	}
	k.found[family] = works
	return works, nil
}

// kept is what is known of a family name, and of the authors of the index as it
// is now.
func (k *keptKin) kept(family string) (string, []corpus.Count, []corpus.Work, bool, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if now := k.idx.Generation(); k.found == nil || now != k.generation {
		values, err := k.idx.Values(context.Background(), corpus.FieldAuthor)
		if err != nil {
			return "", nil, nil, false, err
		}
		k.generation, k.authors, k.found, k.works = now, values, map[string][]corpus.Work{}, 0
	}
	works, ok := k.found[family]
	return k.generation, k.authors, works, ok, nil
}

// worksOfFamily finds the works that have an author of a family name, given in
// lower case.
func worksOfFamily(idx query.Finder, authors []corpus.Count, family string) ([]corpus.Work, error) {
	named := query.Key{Field: corpus.FieldAuthor}
	for _, a := range authors {
		name := strings.ToLower(a.Value)
		if head, ok := strings.CutSuffix(name, family); ok && (head == "" || strings.HasSuffix(head, " ")) {
			named.Values = append(named.Values, a.Value)
		}
	}
	if len(named.Values) == 0 {
		return nil, nil
	}
	plan := &query.Plan{Match: query.All{}, Filter: []query.Clause{named}, BM25: query.DefaultPolicy().BM25,
		Sort: query.ByWork, GroupByWork: true, WorkWeights: []float64{1}, Limit: mostKin}
	hits, err := idx.Find(context.Background(), plan)
	if err != nil {
		return nil, err
	}
	works := make([]corpus.Work, len(hits.Hits))
	for i := range hits.Hits {
		works[i] = hits.Hits[i].Work
		works[i].Source, works[i].Stated = corpus.Source{}, nil // citing needs neither
	}
	return works, nil
}

// kinOf answers from a library's index where that is as new as the library, else
// from the records of all works. Shut lets go of the index.
func (a *app) kinOf(ctx context.Context, lib *corpus.Library) (among kin, shut func()) {
	if f, err := a.field(); err == nil {
		if idx, err := bleve.Open(lib.IndexDir(), bleve.Options{Analysis: f.words}); err == nil {
			if a.fresh(ctx, lib, idx) {
				return kinIn(idx), func() { idx.Close() }
			}
			idx.Close()
		}
	}
	all := sync.OnceValues(lib.Works)
	return func(*corpus.Work) ([]corpus.Work, error) { return all() }, func() {}
}

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
	among      kin
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
		if one, err = ready(c.among, style, w); err != nil {
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
