package indextest

import (
	"context"
	"fmt"
	"strings"

	"locus/corpus"
	"locus/index"
	"locus/query"
)

// Vocabulary lists words of a field, the most frequent first.
func (s *Scanner) Vocabulary(ctx context.Context, l query.Lookup) ([]corpus.Count, error) {
	if l.Near != "" && (l.Edits < 1 || l.Edits > 2) {
		return nil, fmt.Errorf("look up words near %q: %d edits, not 1 or 2", l.Near, l.Edits)
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	counts := map[string]int{}
	for i := range s.entries {
		has := map[string]bool{}
		for _, w := range fieldWords(&s.entries[i], l.Field) {
			has[w] = true
		}
		for w := range has {
			counts[w]++
		}
	}
	for w := range counts {
		if l.Near != "" && index.Distance(w, l.Near) > l.Edits || !strings.HasPrefix(w, l.Prefix) {
			delete(counts, w)
		}
	}
	out := tally(counts)
	if l.Limit > 0 && len(out) > l.Limit {
		out = out[:l.Limit]
	}
	return out, ctx.Err()
}
