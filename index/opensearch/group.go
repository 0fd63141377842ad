package opensearch

import (
	"context"
	"math"
	"slices"

	"locus/query"
)

// spareInner is how many passages of a work are fetched beyond those that count.
const spareInner = 4

// grouped answers a plan that ranks works. The engine gives the works by the bound
// of their best passage; a work's score is at most so much times the sum of the
// weights.
func (a *asking) grouped(ctx context.Context) (*query.Found, error) {
	works := 0
	err := a.x.pages(ctx, a.v, a.query, []string{"work"}, func([]string, int) { works++ })
	if err != nil {
		return nil, err
	}
	found := &query.Found{Total: works}
	if found.Facets, err = a.facets(ctx, nil); err != nil || a.plan.Limit == 0 {
		return found, err
	}
	weights := a.plan.WorkWeights
	if len(weights) == 0 {
		weights = []float64{1}
	}
	sum := 0.0
	for _, w := range weights {
		sum += math.Max(w, 0)
	}
	want := a.plan.Skip + a.plan.Limit
	for spare := firstSpare; ; spare *= 4 {
		p, err := a.search(ctx, a.collapsed(want+spare, len(weights)))
		if err != nil {
			return nil, err
		}
		hits, err := a.groups(ctx, p.Hits.Rows, weights)
		if err != nil {
			return nil, err
		}
		whole := len(hits) < want+spare || a.plan.Sort == query.ByWork
		last := hit{}
		if len(hits) > 0 {
			last = hits[len(hits)-1]
			last.bound *= sum
		}
		slices.SortFunc(hits, func(x, y hit) int { return a.compare(&x, &y) })
		if whole || a.settled(hits, want, &last) || spare >= mostSpare && a.alike(hits, want, &last) {
			found.Hits = a.show(hits[min(a.plan.Skip, len(hits)):min(want, len(hits))])
			return found, nil
		}
	}
}

// collapsed asks for the works in order, with the best passages of each.
func (a *asking) collapsed(size, best int) object {
	source := []string{"born", "passage"}
	by := []object{{"work": "asc"}, {"start": "asc"}}
	if !a.plain {
		by = slices.Insert(by, 0, object{"_score": "desc"})
		best += spareInner
	}
	collapse := object{"field": "work"}
	if !a.plain || best > 1 {
		collapse["inner_hits"] = object{"name": "best", "size": best, "sort": by, "_source": source, "track_scores": !a.plain}
	}
	return object{"size": size, "sort": a.order(), "track_scores": !a.plain, "_source": source, "collapse": collapse}
}

// groups makes of each work's passages one hit, the best with the work's score.
func (a *asking) groups(ctx context.Context, rows []row, weights []float64) ([]hit, error) {
	var all []row
	var ends []int
	for i := range rows {
		best := &rows[i].Inner.Best.Hits
		if len(best.Rows) == 0 {
			best.Rows = rows[i : i+1]
		}
		if err := a.deepen(ctx, &rows[i]); err != nil {
			return nil, err
		}
		all = append(all, best.Rows...)
		ends = append(ends, len(all))
	}
	scored, err := a.score(ctx, all)
	if err != nil {
		return nil, err
	}
	out := make([]hit, len(rows))
	from := 0
	for i, end := range ends {
		ms := scored[from:end]
		from = end
		bound := 0.0
		for j := range ms {
			bound = math.Max(bound, ms[j].bound)
		}
		byScore := &asking{plan: &query.Plan{}}
		slices.SortFunc(ms, func(x, y hit) int { return byScore.compare(&x, &y) })
		out[i] = work(ms, weights)
		out[i].bound = bound
	}
	return out, nil
}

// deepen fetches all passages of a work where those that were fetched may not be its
// best: where the last of them is bounded by no less than others count.
func (a *asking) deepen(ctx context.Context, r *row) error {
	best := &r.Inner.Best.Hits
	if a.plain || best.Total.Value <= len(best.Rows) {
		return nil
	}
	whole := *a
	whole.query = every(object{"term": object{"work": r.Source.Passage.Work}})
	whole.query["bool"].(object)["must"] = []object{a.query}
	p, err := whole.search(ctx, object{"size": best.Total.Value, "sort": a.order(), "track_scores": true, "_source": []string{"born", "passage"}})
	if err != nil {
		return err
	}
	best.Rows = p.Hits.Rows
	return nil
}

// work is the hit of a work whose passages are given, the best first. What the
// others give is a contribution of its own.
func work(ms []hit, weights []float64) hit {
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
	return best
}
