package cli

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"locus/corpus"
	"locus/corpus/cite"
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
	mostKept = 40_000
)

// kinIn answers from the index, which holds the records: no file of the library
// is read, however many works it has. What was found is kept until the index
// changes.
func kinIn(idx engine) *keptKin { return &keptKin{idx: idx, generation: idx.Generation} }

// keptKin are works that authors share a name with, as long as the index is the
// same.
type keptKin struct {
	idx        query.Finder
	generation func() string

	mu    sync.Mutex
	state *kinState
}

// kinState is what one generation of the index was asked for.
type kinState struct {
	generation string
	authors    map[string][]string      // the names of authors by their last word, in lower case
	found      map[string][]corpus.Work // by what was asked
	works      int                      // in found
}

// of gives all works that matter for any citation: of a family with very many works
// those that tell a year's letter and a namesake, and the first others.
func (k *keptKin) of(w *corpus.Work) ([]corpus.Work, error) {
	family := firstFamily(w)
	out, err := k.near(w)
	if err != nil || family == "" {
		return nil, err
	}
	s, err := k.now()
	if err != nil {
		return nil, err
	}
	all, err := k.find(s, "family\n"+family, s.named(family))
	if err != nil {
		return nil, err
	}
	held := map[corpus.WorkID]bool{}
	for i := range out {
		held[out[i].ID] = true
	}
	out = slices.Clip(out)
	for i := range all {
		if !held[all[i].ID] {
			out = append(out, all[i])
		}
	}
	return out, nil
}

// near gives the works that matter where a citation names a year: those of the
// same family name and year, which need letters, and those of namesakes, who need
// initials. Of an author's many other works none is read.
func (k *keptKin) near(w *corpus.Work) ([]corpus.Work, error) {
	family := firstFamily(w)
	if family == "" {
		return nil, nil
	}
	s, err := k.now()
	if err != nil {
		return nil, err
	}
	given := firstGiven(w)
	names := s.named(family)
	if w.Year == nil {
		return k.find(s, "family\n"+family, names)
	}
	works, err := k.find(s, "year\n"+family+"\n"+strconv.Itoa(*w.Year), names, query.Years{From: w.Year, To: w.Year})
	if err != nil {
		return nil, err
	}
	others := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return strings.EqualFold(name, strings.TrimSpace(given+" "+family)) })
	namesakes, err := k.find(s, "namesakes\n"+family+"\n"+given, others)
	return append(slices.Clip(works), namesakes...), err
}

// matter gives the works that matter for a citation in a style: MLA prints no
// year and tells all works of an author apart by their titles.
func (k *keptKin) matter(style string, w *corpus.Work) ([]corpus.Work, error) {
	if s, err := cite.ParseStyle(style); err != nil || s == cite.MLA {
		return k.of(w)
	}
	return k.near(w)
}

// now is the state of the index as it is.
func (k *keptKin) now() (*kinState, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	now := k.generation()
	if k.state != nil && k.state.generation == now {
		return k.state, nil
	}
	values, err := k.idx.Values(context.Background(), corpus.FieldAuthor)
	if err != nil {
		return nil, err
	}
	k.state = &kinState{generation: now, authors: map[string][]string{}, found: map[string][]corpus.Work{}}
	for _, v := range values {
		last := lastWord(strings.ToLower(v.Value))
		k.state.authors[last] = append(k.state.authors[last], v.Value)
	}
	return k.state, nil
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// named are the authors of a family name, given in lower case.
func (s *kinState) named(family string) []string {
	var out []string
	for _, value := range s.authors[lastWord(family)] {
		if head, ok := strings.CutSuffix(strings.ToLower(value), family); ok && (head == "" || strings.HasSuffix(head, " ")) {
			out = append(out, value)
		}
	}
	return out
}

// find gives the first works that one of the authors wrote, kept under a name of
// what is asked.
func (k *keptKin) find(s *kinState, what string, authors []string, also ...query.Clause) ([]corpus.Work, error) {
	if len(authors) == 0 {
		return nil, nil
	}
	k.mu.Lock()
	works, ok := s.found[what]
	k.mu.Unlock()
	if ok {
		return works, nil
	}
	plan := &query.Plan{Match: query.All{}, Filter: append(also, query.Key{Field: corpus.FieldAuthor, Values: authors}), BM25: query.DefaultPolicy().BM25,
		Sort: query.ByWork, GroupByWork: true, WorkWeights: []float64{1}, Limit: mostKin}
	hits, err := k.idx.Find(context.Background(), plan)
	if err != nil {
		return nil, err
	}
	works = make([]corpus.Work, len(hits.Hits))
	for i := range hits.Hits {
		works[i] = hits.Hits[i].Work
		works[i].Source, works[i].Stated = corpus.Source{}, nil // citing needs neither
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if s.works += len(works) + 1; s.works > mostKept {
		s.works = len(works)
		clear(s.found)
	}
	s.found[what] = works
	return works, nil
}

// kinOf answers from a library's index where that is as new as the library, else
// from the records of all works. Shut lets go of the index.
func (a *app) kinOf(ctx context.Context, lib *corpus.Library) (among kin, shut func()) {
	if f, err := a.field(); err == nil {
		if idx, err := f.openEngine(ctx, lib); err == nil {
			if a.fresh(ctx, lib, idx) {
				return kinIn(idx).of, func() { idx.Close() }
			}
			idx.Close()
		}
	}
	all := sync.OnceValues(lib.Works)
	return func(*corpus.Work) ([]corpus.Work, error) { return all() }, func() {}
}
