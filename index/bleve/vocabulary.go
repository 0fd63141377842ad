package bleve

import (
	"context"
	"errors"
	"fmt"
	"slices"

	segment "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
	"github.com/blevesearch/vellum/levenshtein"

	"locus/corpus"
	"locus/query"
)

// words lists the words of a field in a shard that an automaton accepts (all of
// them where there is none) and that begin with a prefix, by word, with the
// number of living passages that have them. Words of dead passages only are left
// out.
func (s *shard) words(field, prefix string, accept segment.Automaton) ([]corpus.Count, error) {
	if field == string(query.Exact) {
		return s.forms(prefix, accept)
	}
	l, err := s.lexicon(field)
	if err != nil {
		return nil, damaged("words", s, err)
	}
	var out []corpus.Count
	err = l.each(prefix, accept, func(word []byte, value uint64) error {
		n := 0
		if len(s.entry.Dead) == 0 {
			n = l.cardinality(value)
		} else if n, err = s.alone(l, value); err != nil {
			return err
		}
		if n > 0 {
			out = append(out, corpus.Count{Value: string(word), Count: n})
		}
		return nil
	})
	if err != nil {
		return nil, damaged("words", s, err)
	}
	return out, nil
}

// alone counts the living passages that a dictionary's value names.
func (s *shard) alone(l *lexicon, value uint64) (int, error) {
	from, err := l.at(value)
	if err != nil {
		return 0, err
	}
	_, except, err := s.alive()
	switch {
	case err != nil || except == nil:
		return from.count, err
	case from.docs != nil:
		return from.count - int(from.docs.AndCardinality(except)), nil
	case except.Contains(from.one):
		return 0, nil
	}
	return from.count, nil
}

// each calls do with the words of the dictionary that an automaton accepts (all
// of them where there is none) and that begin with a prefix, by word.
func (l *lexicon) each(prefix string, accept segment.Automaton, do func(word []byte, value uint64) error) error {
	if l.fst == nil {
		return nil
	}
	start, end := bounds(prefix)
	var it *vellum.FSTIterator
	var err error
	if accept == nil {
		it, err = l.fst.Iterator(start, end)
	} else {
		it, err = l.fst.Search(accept, start, end)
	}
	for err == nil {
		word, value := it.Current()
		if err := do(word, value); err != nil {
			return err
		}
		err = it.Next()
	}
	if errors.Is(err, vellum.ErrIteratorDone) {
		return nil
	}
	return err
}

// forms lists the words of the exact field: those written there, and the stems
// that stand for a form.
func (s *shard) forms(prefix string, accept segment.Automaton) ([]corpus.Count, error) {
	var all []string
	for _, field := range []query.TextField{query.Exact, query.Text} {
		l, err := s.lexicon(string(field))
		if err == nil {
			err = l.each(prefix, accept, func(word []byte, _ uint64) error {
				all = append(all, string(word))
				return nil
			})
		}
		if err != nil {
			return nil, damaged("words", s, err)
		}
	}
	slices.Sort(all)
	var out []corpus.Count
	for _, name := range slices.Compact(all) {
		n, err := s.frequency(query.Exact, name)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			out = append(out, corpus.Count{Value: name, Count: n})
		}
	}
	return out, nil
}

// bounds are the first word with a prefix and the first word after all of them;
// nil is no bound.
func bounds(prefix string) (start, end []byte) {
	if prefix == "" {
		return nil, nil
	}
	end = []byte(prefix)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i] < 0xff {
			end[i]++
			return []byte(prefix), end[:i+1]
		}
	}
	return []byte(prefix), nil
}

// Vocabulary lists words of a field with the number of passages that have them,
// the most frequent first.
func (x *Index) Vocabulary(ctx context.Context, l query.Lookup) (out []corpus.Count, err error) {
	defer rescue(&err)
	if l.Near != "" && (l.Edits < 1 || l.Edits > 2) {
		return nil, fmt.Errorf("look up words near %q: %d edits, not 1 or 2", l.Near, l.Edits)
	}
	s, done, err := x.acquire()
	if err != nil {
		return nil, err
	}
	defer done()
	if !isText(l.Field) {
		return []corpus.Count{}, nil
	}
	var accept segment.Automaton
	if l.Near != "" {
		if accept, err = x.near(l.Near, l.Edits); err != nil {
			return nil, err
		}
	}
	total := []corpus.Count{}
	for _, sh := range s.shards {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		found, err := sh.words(string(l.Field), l.Prefix, accept)
		if err != nil {
			return nil, err
		}
		total = addCounts(total, found)
	}
	out = byCount(total)
	if l.Limit > 0 && len(out) > l.Limit {
		out = out[:l.Limit]
	}
	return out, ctx.Err()
}

// near is an automaton that accepts the words within some edits of a word
// (Schulz and Mihov 2002). What it is built from takes a millisecond to make and
// is kept.
func (x *Index) near(word string, edits int) (segment.Automaton, error) {
	builder, err := x.builders[edits-1]()
	if err != nil {
		return nil, fmt.Errorf("look up words near %q: %w", word, err)
	}
	dfa, err := builder.BuildDfa(word, uint8(edits))
	if err != nil {
		return nil, fmt.Errorf("look up words near %q: %w", word, err)
	}
	return dfa, nil
}

// automata makes, when first asked, what near builds automata from.
func automata(edits uint8) (*levenshtein.LevenshteinAutomatonBuilder, error) {
	return levenshtein.NewLevenshteinAutomatonBuilder(edits, false)
}

// Frequencies gives, for each token, the number of passages with it in a field.
func (x *Index) Frequencies(ctx context.Context, f query.TextField, tokens []string) (out []int, err error) {
	defer rescue(&err)
	s, done, err := x.acquire()
	if err != nil {
		return nil, err
	}
	defer done()
	out = make([]int, len(tokens))
	if !isText(f) {
		return out, nil
	}
	for _, sh := range s.shards {
		for i, t := range tokens {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			n, err := sh.frequency(f, t)
			if err != nil {
				return nil, err
			}
			out[i] += n
		}
	}
	return out, nil
}

// frequency is the number of living passages with a word. That of a form takes
// reading postings, so it is kept.
func (s *shard) frequency(f query.TextField, token string) (int, error) {
	if f != query.Exact {
		h, err := s.hand(string(f), []string{token})
		if err != nil {
			return 0, err
		}
		return h.count, nil
	}
	key := cacheKey{s.serial, string(f), token}
	if v, ok := s.counts.get(key); ok {
		return v.(int), nil
	}
	n, err := s.countForm(token)
	if err == nil {
		s.counts.put(key, n, 0)
	}
	return n, err
}

// frequencyOf is frequency for words that count as one.
func (s *shard) frequencyOf(f query.TextField, tokens []string) (int, error) {
	if len(tokens) == 1 {
		return s.frequency(f, tokens[0])
	}
	h, err := s.hand(string(f), tokens)
	if err != nil {
		return 0, err
	}
	return h.count, nil
}
