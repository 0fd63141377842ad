package indextest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"

	"locus/corpus"
	"locus/corpus/words"
	"locus/index"
	"locus/query"
)

// Scanner holds the entries of some documents in memory and answers every plan
// by reading all of them. It is a query.Finder and an index.Store, safe for
// concurrent use.
type Scanner struct {
	analysis *words.Analysis

	mu           sync.RWMutex
	works        map[corpus.WorkID]*held
	entries      []index.Entry // by work id, then place in the text
	stamp        string
	generation   int
	fingerprints map[corpus.WorkID]string
}

// held is a work with the entries of its passages.
type held struct {
	work    corpus.Work
	entries []index.Entry
}

// NewScanner is a scanner that holds the documents; of two with the same work
// id the later.
func NewScanner(analysis *words.Analysis, docs ...*corpus.Document) *Scanner {
	s := &Scanner{
		analysis:     analysis,
		works:        map[corpus.WorkID]*held{},
		fingerprints: map[corpus.WorkID]string{},
	}
	for _, d := range docs {
		s.hold(d)
	}
	s.order()
	return s
}

// hold takes a document in, in place of an earlier one of the same work. The
// document is copied as far as an answer shows it.
func (s *Scanner) hold(d *corpus.Document) {
	doc := *d
	doc.Passages = slices.Clone(d.Passages)
	h := &held{work: doc.Work}
	for i := range doc.Passages {
		e := index.NewEntry(&doc, i, s.analysis)
		e.Work = &h.work
		h.entries = append(h.entries, e)
	}
	s.works[doc.Work.ID] = h
}

// order lays the entries out by work id.
func (s *Scanner) order() {
	s.entries = s.entries[:0:0]
	for _, id := range slices.Sorted(maps.Keys(s.works)) {
		s.entries = append(s.entries, s.works[id].entries...)
	}
	s.generation++
}

// Held gives the fingerprint of every work held, "" for those NewScanner was
// given.
func (s *Scanner) Held(context.Context) (map[corpus.WorkID]string, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	out := make(map[corpus.WorkID]string, len(s.works))
	for id := range s.works {
		out[id] = s.fingerprints[id]
	}
	return out, nil
}

// Stamp is the stamp of the last change applied.
func (s *Scanner) Stamp(context.Context) (string, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.stamp, nil
}

// Apply makes the change, or none of it when Add yields an error or the context
// ends.
func (s *Scanner) Apply(ctx context.Context, c index.Change) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := &Scanner{analysis: s.analysis, works: map[corpus.WorkID]*held{}, fingerprints: map[corpus.WorkID]string{}}
	if !c.Reset {
		maps.Copy(next.works, s.works)
		maps.Copy(next.fingerprints, s.fingerprints)
	}
	for _, id := range c.Remove {
		delete(next.works, id)
		delete(next.fingerprints, id)
	}
	if c.Add != nil {
		for doc, err := range c.Add {
			if err = errors.Join(err, ctx.Err()); err != nil {
				return fmt.Errorf("read what is to be added: %w", err)
			}
			next.hold(doc)
			next.fingerprints[doc.Work.ID] = c.Fingerprints[doc.Work.ID]
		}
	}
	next.order()
	s.works, s.entries, s.fingerprints, s.stamp = next.works, next.entries, next.fingerprints, c.Stamp
	s.generation++
	return ctx.Err()
}

// Generation names the state that the next call will answer from.
func (s *Scanner) Generation() string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return strconv.Itoa(s.generation)
}

// Size counts the passages and the works held.
func (s *Scanner) Size(ctx context.Context) (query.Size, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return query.Size{Passages: len(s.entries), Works: len(s.works)}, ctx.Err()
}

// Values lists the values of a field by value.
func (s *Scanner) Values(ctx context.Context, f corpus.Field) ([]corpus.Count, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	counts := map[string]int{}
	for i := range s.entries {
		for _, v := range s.entries[i].Keys[f] {
			counts[v]++
		}
	}
	out := tally(counts)
	slices.SortFunc(out, func(a, b corpus.Count) int { return cmp.Compare(a.Value, b.Value) })
	return out, ctx.Err()
}

// Frequencies counts, for each token, the passages that have it in a field.
func (s *Scanner) Frequencies(ctx context.Context, f query.TextField, tokens []string) ([]int, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	out := make([]int, len(tokens))
	for i := range s.entries {
		has := map[string]bool{}
		for _, w := range fieldWords(&s.entries[i], f) {
			has[w] = true
		}
		for j, t := range tokens {
			if has[t] {
				out[j]++
			}
		}
	}
	return out, ctx.Err()
}

// tally lists counts by count, the highest first, then by value.
func tally(counts map[string]int) []corpus.Count {
	out := make([]corpus.Count, 0, len(counts))
	for v, n := range counts {
		out = append(out, corpus.Count{Value: v, Count: n})
	}
	slices.SortFunc(out, func(a, b corpus.Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	return out
}

// fieldWords are the indexed words of an entry's field, in order of the text.
func fieldWords(e *index.Entry, f query.TextField) []string {
	tokens, exact := e.Text, false
	switch f {
	case query.Text:
	case query.Exact:
		exact = true
	case query.Title:
		tokens = e.Title
	case query.Section:
		tokens = e.Section
	default:
		return nil
	}
	out := make([]string, len(tokens))
	for i, t := range tokens {
		out[i] = t.Stem
		if exact {
			out[i] = t.Form
		}
	}
	return out
}
