package bleve

import (
	"context"
	"fmt"
	"slices"

	segment "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum/levenshtein"
	zap "github.com/blevesearch/zapx/v17"

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
	except, err := s.dead()
	if err != nil {
		return nil, err
	}
	dict, err := s.segment.Dictionary(field)
	if err != nil {
		return nil, damaged("words", s, err)
	}
	names, err := names(dict, prefix, accept)
	if err != nil {
		return nil, damaged("words", s, err)
	}
	var out []corpus.Count
	var list segment.PostingsList
	for _, name := range names {
		if list, err = dict.PostingsList([]byte(name), except, list); err != nil {
			return nil, damaged("words", s, err)
		}
		if n := int(list.Count()); n > 0 {
			out = append(out, corpus.Count{Value: name, Count: n})
		}
	}
	return out, nil
}

// names lists the words of a dictionary. The entries' own counts are wrong after
// a word that stands once (zapx 17.2.5 reads all of them into one list and keeps
// that mark), so they are not read.
func names(dict segment.TermDictionary, prefix string, accept segment.Automaton) ([]string, error) {
	start, end := bounds(prefix)
	var it segment.DictionaryIterator
	if d, ok := dict.(*zap.Dictionary); ok {
		it = d.AutomatonIteratorOmitCount(accept, start, end)
	} else {
		it = dict.AutomatonIterator(accept, start, end)
	}
	var out []string
	for {
		e, err := it.Next()
		if err != nil || e == nil {
			return out, err
		}
		out = append(out, e.Term)
	}
}

// forms lists the words of the exact field: those written there, and the stems
// that stand for a form.
func (s *shard) forms(prefix string, accept segment.Automaton) ([]corpus.Count, error) {
	var all []string
	for _, field := range []query.TextField{query.Exact, query.Text} {
		dict, err := s.segment.Dictionary(string(field))
		if err != nil {
			return nil, damaged("words", s, err)
		}
		some, err := names(dict, prefix, accept)
		if err != nil {
			return nil, damaged("words", s, err)
		}
		all = append(all, some...)
	}
	slices.Sort(all)
	var out []corpus.Count
	for _, name := range slices.Compact(all) {
		list, err := s.postings(string(query.Exact), name)
		if err != nil {
			return nil, err
		}
		if len(list) > 0 {
			out = append(out, corpus.Count{Value: name, Count: len(list)})
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
	total := map[string]int{}
	for _, sh := range s.shards {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		found, err := sh.words(string(l.Field), l.Prefix, accept)
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			total[c.Value] += c.Count
		}
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

// frequency is the number of living passages with a word.
func (s *shard) frequency(f query.TextField, token string) (int, error) {
	if f == query.Exact {
		list, err := s.postings(string(f), token)
		return len(list), err
	}
	list, err := s.raw(string(f), token)
	if err != nil {
		return 0, err
	}
	return int(list.Count()), nil
}
