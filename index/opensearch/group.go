package opensearch

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"slices"

	"locus/corpus"
	"locus/index"
	"locus/query"
)

// spareInner is how many passages of a work are fetched beyond those that count.
const spareInner = 4

// grouped answers a plan that ranks works. The engine gives the works by the bound
// of their best passage; a work's score is at most so much times the sum of the
// weights.
func (a *asking) grouped(ctx context.Context) (*query.Found, error) {
	found := &query.Found{}
	var err error
	if found.Facets, err = a.facets(ctx, nil); err != nil {
		return nil, err
	}
	if a.plan.Limit == 0 {
		found.Total, err = a.works(ctx)
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
		p, err := a.search(ctx, a.collapsed(want+spare))
		if err != nil {
			return nil, err
		}
		hits, err := a.groups(ctx, p.Hits.Rows, weights)
		if err != nil {
			return nil, err
		}
		if len(hits) < want+spare {
			found.Total = len(hits)
		} else if spare == firstSpare {
			if found.Total, err = a.works(ctx); err != nil {
				return nil, err
			}
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

// works counts the works that the question finds.
func (a *asking) works(ctx context.Context) (n int, err error) {
	err = a.x.pages(ctx, a.v, a.query, []string{"work"}, func([]string, int) { n++ })
	return n, err
}

// collapsed asks for the works in order, each with the passage that is its best by
// the bound.
func (a *asking) collapsed(size int) object {
	return object{"size": size, "sort": a.order(), "track_scores": !a.plain, "_source": []string{"born", "passage"}, "collapse": object{"field": "work"}}
}

// byBest orders the passages of a work by the bound of their scores.
func (a *asking) byBest() []object {
	by := []object{{"work": "asc"}, {"start": "asc"}}
	if !a.plain {
		by = slices.Insert(by, 0, object{"_score": "desc"})
	}
	return by
}

// best is what is fetched of a work: its best passages by the bound, of all.
type best struct {
	rows []row
	all  int
}

// bests fetches for each work so many of its best passages.
func (a *asking) bests(ctx context.Context, works []corpus.WorkID, n int) (map[corpus.WorkID]best, error) {
	out := map[corpus.WorkID]best{}
	for some := range slices.Chunk(works, 500) {
		only := every(object{"terms": object{"work": some}})
		only["bool"].(object)["must"] = []object{a.query}
		var p struct {
			TimedOut     bool `json:"timed_out"`
			Aggregations struct {
				Works struct {
					Buckets []struct {
						Key  corpus.WorkID `json:"key"`
						All  int           `json:"doc_count"`
						Best struct {
							Hits struct {
								Rows []row `json:"hits"`
							} `json:"hits"`
						} `json:"best"`
					} `json:"buckets"`
				} `json:"works"`
			} `json:"aggregations"`
		}
		err := a.x.c.do(ctx, call{method: http.MethodPost, path: searchPath(a.v.Passages), out: &p, body: object{
			"size": 0, "query": only, "aggs": object{"works": object{
				"terms": object{"field": "work", "size": len(some)},
				"aggs": object{"best": object{"top_hits": object{"size": n, "sort": a.byBest(), "track_scores": !a.plain,
					"_source": []string{"born", "passage"}}}}}}}})
		if err != nil {
			return nil, err
		}
		if p.TimedOut {
			return nil, ErrSlow
		}
		for _, b := range p.Aggregations.Works.Buckets {
			out[b.Key] = best{b.Best.Hits.Rows, b.All}
		}
	}
	return out, nil
}

// groups makes of each work's passages one hit, the best with the work's score.
func (a *asking) groups(ctx context.Context, rows []row, weights []float64) ([]hit, error) {
	works := make([]corpus.WorkID, len(rows))
	fetched := map[corpus.WorkID]best{}
	for i := range rows {
		works[i] = rows[i].Source.Passage.Work
		fetched[works[i]] = best{rows[i : i+1], 1}
	}
	n := len(weights)
	if !a.plain {
		n += spareInner
	}
	if !a.plain || len(weights) > 1 {
		var err error
		if fetched, err = a.bests(ctx, works, n); err != nil {
			return nil, err
		}
	}
	var all []row
	for _, id := range works {
		all = append(all, fetched[id].rows...)
	}
	scored, err := a.score(ctx, all)
	if err != nil {
		return nil, err
	}
	out := make([]hit, len(rows))
	for i, id := range works {
		k := len(fetched[id].rows)
		ms := scored[:k]
		scored = scored[k:]
		if ms, err = a.deepen(ctx, id, ms, fetched[id].all, len(weights)); err != nil {
			return nil, err
		}
		out[i] = work(ms, weights)
		for j := range ms {
			out[i].bound = math.Max(out[i].bound, ms[j].bound)
		}
	}
	return out, nil
}

// deepen orders the passages that were fetched of a work by their scores, and fetches
// all of it where one that was not fetched could be among those that count.
func (a *asking) deepen(ctx context.Context, id corpus.WorkID, ms []hit, all, count int) ([]hit, error) {
	byScore := &asking{plan: &query.Plan{}}
	order := func() { slices.SortFunc(ms, func(x, y hit) int { return byScore.compare(&x, &y) }) }
	if len(ms) == 0 {
		return nil, fmt.Errorf("%s was found without a passage: %w", id, index.ErrDamaged)
	}
	last := ms[len(ms)-1].bound
	order()
	if a.plain || all <= len(ms) || ms[min(count, len(ms))-1].score > last*(1+slack) {
		return ms, nil
	}
	whole := *a
	whole.query = every(object{"term": object{"work": id}})
	whole.query["bool"].(object)["must"] = []object{a.query}
	p, err := whole.search(ctx, object{"size": all, "sort": a.byBest(), "track_scores": true, "_source": []string{"born", "passage"}})
	if err != nil {
		return nil, err
	}
	if ms, err = a.score(ctx, p.Hits.Rows); err != nil {
		return nil, err
	}
	order()
	return ms, nil
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
