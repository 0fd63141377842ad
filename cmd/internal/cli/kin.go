package cli

import (
	"context"
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

// mostKin is how many works of one family name are looked at.
const mostKin = 500

// kinIn answers from the index, which holds the records: no file of the library
// is read, however many works it has. What was found is kept until the index
// changes.
func kinIn(idx *bleve.Index) kin {
	var mu sync.Mutex
	var generation string
	var authors []corpus.Count
	var found map[string][]corpus.Work
	return func(w *corpus.Work) ([]corpus.Work, error) {
		family := firstFamily(w)
		if family == "" {
			return nil, nil
		}
		mu.Lock()
		defer mu.Unlock()
		if now := idx.Generation(); found == nil || now != generation {
			values, err := idx.Values(context.Background(), corpus.FieldAuthor)
			if err != nil {
				return nil, err
			}
			generation, authors, found = now, values, map[string][]corpus.Work{}
		}
		works, ok := found[family]
		if !ok {
			var err error
			if works, err = worksOfFamily(idx, authors, family); err != nil {
				return nil, err
			}
			found[family] = works
		}
		return works, nil
	}
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
	s, err := cite.ParseStyle(style)
	if err != nil {
		return query.Cite{}, err
	}
	o := cite.Options{Style: s}
	if o.Works, err = among(w); err != nil {
		return query.Cite{}, err
	}
	inText, err := cite.InText(w, p, o)
	if err != nil {
		return query.Cite{}, err
	}
	entry, err := cite.Entry(w, o)
	return query.Cite{InText: inText, Reference: entry}, err
}
