package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"locus/corpus"
	"locus/corpus/words"
)

// mostFetched bounds how many passages are read to fill a page after repeats
// and bounds per work were taken out.
const mostFetched = 2 * (MaxReach + MaxLimit)

// gathered is a hit with the repeats that it stands for.
type gathered struct {
	FoundHit
	also []corpus.PassageID
}

// collect finds the hits of a page: it asks for more where repeats and the
// bound per work leave too few. The Found is the first answer's, with totals and
// facets.
func (q *question) collect(ctx context.Context, plan Plan, skip, limit, perWork int) ([]gathered, *Found, error) {
	want := skip + limit
	plan.Skip, plan.Limit = 0, max(want+5, q.weighs())
	var first *Found
	for {
		found, err := q.s.finder.Find(ctx, &plan)
		if err != nil {
			return nil, nil, fmt.Errorf("find passages: %w", err)
		}
		if first == nil {
			first = found
			plan.Facets = nil
		}
		plan.After = found
		q.weigh(found.Hits)
		kept, repeats := collapse(found.Hits, perWork)
		if plan.GroupByWork {
			kept, repeats = collapseWorks(found.Hits)
		}
		if len(kept) < want && len(found.Hits) < found.Total && plan.Limit < mostFetched {
			plan.Limit = min(plan.Limit*4, mostFetched)
			continue
		}
		if repeats > 0 {
			q.note("%s", repeated(repeats, plan.GroupByWork))
		}
		kept = kept[min(skip, len(kept)):]
		return kept[:min(limit, len(kept))], first, nil
	}
}

func repeated(n int, works bool) string {
	switch {
	case works && n == 1:
		return "One work has the words of another and is shown with it."
	case works:
		return fmt.Sprintf("%d works have the words of others and are shown with them.", n)
	case n == 1:
		return "One passage repeats the words of another and is shown with it."
	}
	return fmt.Sprintf("%d passages repeat the words of others and are shown with them.", n)
}

// collapseWorks puts works that are the same text behind the first of them: the
// same title, the same length, the same best passage.
func collapseWorks(hits []FoundHit) (kept []gathered, repeats int) {
	type text struct {
		title, best     string
		words, passages int
	}
	seen := map[text]int{}
	for _, h := range hits {
		t := text{words.Fold(h.Work.Title), words.Fold(h.Passage.Text), h.Work.Words, h.Work.Passages}
		if at, ok := seen[t]; ok {
			repeats++
			if !slices.Contains(kept[at].also, h.Passage.ID) {
				kept[at].also = append(kept[at].also, h.Passage.ID)
			}
			continue
		}
		seen[t] = len(kept)
		kept = append(kept, gathered{FoundHit: h, also: slices.Clone(h.Passage.AlsoIn)})
	}
	return kept, repeats
}

// collapse puts passages that say the same words behind the first of them, and
// keeps at most perWork of a work (0: no bound). It tells how many it put behind
// others.
func collapse(hits []FoundHit, perWork int) (kept []gathered, repeats int) {
	texts := alike{}
	byID := map[corpus.PassageID]int{}
	works := map[corpus.WorkID]int{}
	for _, h := range hits {
		gist := gistOf(h.Passage.Text)
		at, same := byID[h.Passage.ID]
		if !same {
			at, same = texts.find(gist, h.Passage.Text)
		}
		for i := 0; i < len(h.Passage.AlsoIn) && !same; i++ {
			at, same = byID[h.Passage.AlsoIn[i]]
		}
		if same {
			repeats++
			if !slices.Contains(kept[at].also, h.Passage.ID) {
				kept[at].also = append(kept[at].also, h.Passage.ID)
			}
			byID[h.Passage.ID] = at
			continue
		}
		if perWork > 0 && works[h.Work.ID] == perWork {
			continue
		}
		works[h.Work.ID]++
		texts[gist] = append(texts[gist], shownText{h.Passage.Text, len(kept)})
		byID[h.Passage.ID] = len(kept)
		for _, id := range h.Passage.AlsoIn {
			byID[id] = len(kept)
		}
		kept = append(kept, gathered{FoundHit: h, also: slices.Clone(h.Passage.AlsoIn)})
	}
	return kept, repeats
}

// group is a school with its best hits.
type group struct {
	theory  string
	concept bool
	hits    []gathered
}

// byTheory finds so many hits of each school in turn: the school with the best
// hit first, concepts that cut across schools after them. A passage stands under
// one school only.
func (q *question) byTheory(ctx context.Context, req *Request) ([]gathered, *Found, error) {
	whole := *q.plan
	whole.Limit = 0
	total, err := q.s.finder.Find(ctx, &whole)
	if err != nil {
		return nil, nil, fmt.Errorf("find passages: %w", err)
	}
	var groups []group
	schools, err := q.schools(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, school := range schools {
		plan, id := *q.plan, school.theory
		plan.Facets = nil
		plan.Filter = append(slices.Clone(plan.Filter), Key{Field: corpus.FieldTheory, Values: []string{id}})
		if len(school.without) > 0 {
			plan.Filter = append(plan.Filter, Not{Key{Field: corpus.FieldTheory, Values: school.without}})
		}
		hits, _, err := q.collect(ctx, plan, 0, 4*req.PerTheory, req.PerWork)
		if err != nil {
			return nil, nil, err
		}
		if len(hits) > 0 {
			t, _ := q.s.pack().Theory(corpus.TheoryID(id))
			groups = append(groups, group{id, t.Concept, hits})
		}
	}
	slices.SortStableFunc(groups, func(a, b group) int {
		if a.concept != b.concept {
			return map[bool]int{true: 1, false: -1}[a.concept]
		}
		return cmp.Compare(b.hits[0].Score, a.hits[0].Score)
	})
	var out []gathered
	seen := map[corpus.PassageID]bool{}
	for _, g := range groups {
		taken := 0
		for _, h := range g.hits {
			if taken < req.PerTheory && !seen[h.Passage.ID] {
				seen[h.Passage.ID] = true
				out = append(out, h)
				taken++
			}
		}
	}
	out = out[min(req.Skip, len(out)):]
	return out[:min(req.Limit, len(out))], total, nil
}

// school is a theory that passages are grouped by, and the children that have a
// group of their own.
type school struct {
	theory  string
	without []string
}

// schools lists the theories that passages are grouped by, in order of their
// ids: the roots; or, when the question asks for some theories, their children,
// and each of those asked for what none of its children has.
func (q *question) schools(ctx context.Context) ([]school, error) {
	theories, err := q.names.of(ctx, corpus.FieldTheory)
	if err != nil {
		return nil, err
	}
	asked := map[string]bool{}
	for _, f := range q.plan.Filter {
		if k, ok := f.(Key); ok && k.Field == corpus.FieldTheory {
			for _, v := range k.Values {
				asked[v] = true
			}
		}
	}
	var out []school
	children := map[string][]string{}
	for _, id := range theories {
		parent := string(corpus.TheoryID(id).Parent())
		if len(asked) == 0 && parent == "" || asked[parent] && !asked[id] {
			out = append(out, school{theory: id})
			children[parent] = append(children[parent], id)
		}
	}
	for id := range asked {
		out = append(out, school{id, children[id]})
	}
	slices.SortFunc(out, func(a, b school) int { return strings.Compare(a.theory, b.theory) })
	return out, nil
}
