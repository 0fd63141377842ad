package query

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"locus/corpus"
)

// answer fills an answer with the hits of the page asked for.
func (q *question) answer(ctx context.Context, req *Request, a *Answer) error {
	var hits []gathered
	var found *Found
	first, err := q.relate(ctx, req)
	if err != nil {
		return err
	}
	if req.PerTheory > 0 {
		hits, found, err = q.byTheory(ctx, req)
	} else {
		plan := *q.plan
		plan.After = first
		hits, found, err = q.collect(ctx, plan, req.Skip, req.Limit, req.PerWork)
	}
	if err != nil {
		return err
	}
	a.Total = found.Total
	if req.Facets {
		a.Facets = found.Facets
	}
	if found.Total == 0 {
		if err := q.nothing(ctx, req); err != nil {
			return err
		}
	}
	good := false
	for i, g := range hits {
		h, err := q.hit(req, g)
		if err != nil {
			return err
		}
		h.Rank = req.Skip + i + 1
		good = good || !h.Weak
		a.Hits = append(a.Hits, h)
	}
	if len(hits) > 0 && !good && req.Skip == 0 {
		q.note("Little in the texts matches this question; the hits share few of its words.")
	}
	return nil
}

// nothing notes what is missing where nothing was found, and whether the
// reference lists, left out unless asked for, have it.
func (q *question) nothing(ctx context.Context, req *Request) error {
	q.absent(q.missing, "in none of the texts searched, nor is another name for it")
	if len(req.In) > 0 {
		return nil
	}
	plan := *q.plan
	plan.Filter = slices.DeleteFunc(slices.Clone(plan.Filter), func(c Clause) bool {
		k, ok := c.(Key)
		return ok && k.Field == corpus.FieldKind
	})
	if len(plan.Filter) == len(q.plan.Filter) {
		return nil
	}
	plan.Limit, plan.Facets = 0, nil
	found, err := q.s.finder.Find(ctx, &plan)
	if err != nil {
		return fmt.Errorf("look into the reference lists: %w", err)
	}
	if found.Total > 0 {
		q.note("Only reference lists have this (entries found: %d); they are searched when asked for.", found.Total)
	}
	return nil
}

// hit shows a passage found.
func (q *question) hit(req *Request, g gathered) (Hit, error) {
	h := Hit{Score: g.Score, Passage: g.Passage, Work: g.Work, AlsoIn: g.also}
	v := q.view(&h.Passage)
	h.Snippet = q.marker.snippet(v, &h.Passage)
	shared := q.shared(v, &h.Passage)
	h.Weak = q.weak(shared, h.Passage.Section)
	if cite := q.s.o.Cite; cite != nil {
		var err error
		if h.Cite, err = cite(req.Style, &h.Work, &h.Passage); err != nil {
			return Hit{}, fmt.Errorf("cite %s: %w", h.Passage.ID, err)
		}
	}
	if req.Explain {
		h.Why = q.why(&g.FoundHit, shared)
	}
	return h, nil
}

// shared counts, for each part of the question, how often the passage has it; a
// person named there counts once.
func (q *question) shared(v *view, p *corpus.Passage) []int {
	out := q.marker.units(v, len(q.units))
	for i, u := range q.units {
		if out[i] == 0 && slices.ContainsFunc(p.People, func(m corpus.Mention) bool { return slices.Contains(u.people, m.Name) }) {
			out[i] = 1
		}
	}
	return out
}

// weak reports whether a passage shares too little of the question.
func (q *question) weak(shared []int, headings []string) bool {
	n := 0
	for _, u := range q.units {
		if u.weight > 0 {
			n++
		}
	}
	policy := q.s.policy()
	least := policy.Weak
	if n > policy.LongQuestion {
		least = policy.WeakLong
	}
	return q.shares(shared, headings) < least
}

// shares is the part of the question, weighted by rarity, that a passage shares.
// What stands in the headings above it counts too. It is 1 where the question
// has nothing to share.
func (q *question) shares(shared []int, headings []string) float64 {
	has, all := 0.0, 0.0
	for i, u := range q.units {
		all += u.weight
		if shared[i] > 0 || slices.ContainsFunc(headings, func(h string) bool { return q.heading(h)[i] > 0 }) {
			has += u.weight
		}
	}
	if all == 0 {
		return 1
	}
	return has / all
}

// heading counts, for each part of the question, how often a heading has it.
func (q *question) heading(h string) []int {
	units, ok := q.above[h]
	if !ok {
		if q.above == nil {
			q.above = map[string][]int{}
		}
		units = q.marker.units(q.marker.view(h), len(q.units))
		q.above[h] = units
	}
	return units
}

// why tells where a hit's score comes from: what it shares with the question,
// then every part of the score, the largest first.
func (q *question) why(h *FoundHit, shared []int) []string {
	var out, absent []string
	for i, u := range q.units {
		switch {
		case shared[i] > 0:
			out = append(out, fmt.Sprintf("“%s” %s", u.text, times(shared[i])))
		case u.weight > 0:
			absent = append(absent, "“"+u.text+"”")
		}
	}
	if len(absent) > 0 {
		out = append(out, "without "+strings.Join(absent, ", "))
	}
	parts := slices.Clone(h.Why)
	slices.SortStableFunc(parts, func(a, b Contribution) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	for _, c := range parts {
		out = append(out, fmt.Sprintf("%+.2f %s", c.Score, q.called(c.Name)))
	}
	return out
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return strconv.Itoa(n) + " times"
}

// called writes the name of a contribution for people: a backend names a clause
// by its field and stems, a boost has its name already.
func (q *question) called(name string) string {
	field, tokens, ok := strings.Cut(name, ":")
	if !ok || field != string(Text) && field != string(Exact) {
		return name
	}
	if unquoted, err := strconv.Unquote(tokens); err == nil {
		tokens = unquoted
	}
	typed := strings.Fields(tokens)
	for i, t := range typed {
		alternatives := strings.Split(strings.TrimPrefix(t, "="), "|")
		for j, s := range alternatives {
			if w, ok := q.typed[s]; ok {
				alternatives[j] = w
			}
		}
		if len(alternatives) > 4 {
			alternatives = append(alternatives[:4], "…")
		}
		typed[i] = strings.Join(alternatives, "/")
	}
	return "“" + strings.Join(typed, " ") + "” in the text"
}
