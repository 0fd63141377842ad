package indextest

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"locus/corpus"
	"locus/index"
	"locus/query"
)

// match is a passage that a plan found, with the parts of its score.
type match struct {
	entry *index.Entry
	score float64
	parts []query.Contribution
}

// Find answers a plan by reading every passage.
func (s *Scanner) Find(ctx context.Context, plan *query.Plan) (*query.Found, error) {
	if plan.Limit < 0 || plan.Skip < 0 {
		return nil, fmt.Errorf("limit %d and skip %d: neither may be negative", plan.Limit, plan.Skip)
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	r := newReading(s.entries, plan.BM25)
	var matches []match
	for i := range s.entries {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		m, ok, err := r.read(plan, &s.entries[i])
		if err != nil {
			return nil, err
		}
		if ok {
			matches = append(matches, m)
		}
	}
	found := &query.Found{Facets: facets(plan, matches)}
	if plan.GroupByWork {
		matches = group(plan, matches)
	}
	found.Total = len(matches)
	slices.SortFunc(matches, func(a, b match) int { return compare(plan.Sort, &a, &b) })
	matches = matches[min(plan.Skip, len(matches)):]
	for _, m := range matches[:min(plan.Limit, len(matches))] {
		hit := query.FoundHit{Score: m.score, Passage: *m.entry.Passage, Work: *m.entry.Work}
		if plan.Explain {
			hit.Why = m.parts
		}
		found.Hits = append(found.Hits, hit)
	}
	return found, nil
}

// read matches one passage and adds its score up.
func (r *reading) read(plan *query.Plan, e *index.Entry) (match, bool, error) {
	ok, parts, err := r.eval(plan.Match, e)
	if err != nil || !ok {
		return match{}, false, err
	}
	for _, f := range plan.Filter {
		if ok, _, err := r.eval(f, e); err != nil || !ok {
			return match{}, false, err
		}
	}
	m := match{entry: e}
	for _, p := range parts {
		m.score += p.Score
		m.parts = append(m.parts, p)
	}
	for _, b := range plan.Boosts {
		ok, parts, err := r.eval(b.Clause, e)
		if err != nil {
			return match{}, false, err
		}
		if !ok {
			continue
		}
		sum := query.Contribution{Name: b.Name}
		if b.Constant {
			parts = []query.Contribution{{Score: 1}}
		}
		for _, p := range parts {
			m.score += b.Weight * p.Score
			sum.Score += b.Weight * p.Score
		}
		m.parts = append(m.parts, sum)
	}
	m.parts = slices.DeleteFunc(m.parts, func(p query.Contribution) bool { return p.Score == 0 })
	return m, true, nil
}

// address orders by work id, then place in the text.
func address(a, b *match) int {
	return cmp.Or(cmp.Compare(a.entry.Work.ID, b.entry.Work.ID),
		cmp.Compare(a.entry.Passage.Span.Start, b.entry.Passage.Span.Start))
}

// compare orders matches as the plan asks. Works of the same year are ordered
// by score.
func compare(by query.Sort, a, b *match) int {
	switch by {
	case query.ByWork:
		return address(a, b)
	case query.ByYear:
		x, y := a.entry.Work.Year, b.entry.Work.Year
		switch {
		case x == nil && y != nil:
			return 1
		case x != nil && y == nil:
			return -1
		case x != nil && *x != *y:
			return cmp.Compare(*y, *x)
		}
	}
	return cmp.Or(cmp.Compare(b.score, a.score), address(a, b))
}

// group makes one match of each work: its best passage with the work's score.
// What the other passages give is a contribution of its own.
func group(plan *query.Plan, matches []match) []match {
	byWork := map[corpus.WorkID][]match{}
	for _, m := range matches {
		byWork[m.entry.Work.ID] = append(byWork[m.entry.Work.ID], m)
	}
	weights := plan.WorkWeights
	if len(weights) == 0 {
		weights = []float64{1}
	}
	var out []match
	for _, ms := range byWork {
		slices.SortFunc(ms, func(a, b match) int { return compare(query.ByScore, &a, &b) })
		best := ms[0]
		parts := make([]query.Contribution, 0, len(best.parts)+1)
		for _, p := range best.parts {
			parts = append(parts, query.Contribution{Name: p.Name, Score: weights[0] * p.Score})
		}
		best.score *= weights[0]
		others := 0.0
		for i := 1; i < min(len(ms), len(weights)); i++ {
			best.score += weights[i] * ms[i].score
			others += weights[i] * ms[i].score
		}
		if others != 0 {
			parts = append(parts, query.Contribution{Name: "other passages", Score: others})
		}
		best.parts = parts
		out = append(out, best)
	}
	return out
}

// facets counts the values of the plan's fields: passages, or where the plan
// groups by work the works with such a passage.
func facets(plan *query.Plan, matches []match) map[corpus.Field][]corpus.Count {
	if len(plan.Facets) == 0 {
		return nil
	}
	out := map[corpus.Field][]corpus.Count{}
	for _, f := range plan.Facets {
		counts := map[string]int{}
		seen := map[string]bool{}
		for _, m := range matches {
			for _, v := range m.entry.Keys[f] {
				if k := string(m.entry.Work.ID) + "\x00" + v; plan.GroupByWork && seen[k] {
					continue
				} else {
					seen[k] = true
				}
				counts[v]++
			}
		}
		out[f] = tally(counts)
	}
	return out
}
