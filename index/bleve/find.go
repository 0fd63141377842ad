package bleve

import (
	"context"
	"fmt"

	"locus/corpus"
	"locus/query"
)

// run is one plan being answered from one state.
type run struct {
	ctx    context.Context
	state  *state
	index  *Index
	plan   *query.Plan
	leaves []*leaf
	parts  int // of all leaves
	match  *node
	filter []*node
	boosts []*node
	norms  map[query.TextField][]float64
	gauges map[query.TextField]*gauge
	words  map[wordKey]*word

	boosting bool // what is being prepared never adds a match
	pruned   bool // the best are found without scoring all
}

// Find answers a plan. It computes BM25 itself over the segments' postings, the
// parts of a score in the order of the plan, so that it does not depend on how the
// passages are spread over shards. The best passages by score are found without
// scoring all (see pruner); totals and facets are exact.
func (x *Index) Find(ctx context.Context, plan *query.Plan) (found *query.Found, err error) {
	defer rescue(&err)
	if plan.Limit < 0 || plan.Skip < 0 {
		return nil, fmt.Errorf("limit %d and skip %d: neither may be negative", plan.Limit, plan.Skip)
	}
	s, done, err := x.acquire()
	if err != nil {
		return nil, err
	}
	defer done()
	r := &run{ctx: ctx, state: s, index: x, plan: plan, norms: map[query.TextField][]float64{}, gauges: map[query.TextField]*gauge{}, words: map[wordKey]*word{}}
	if err := r.ready(); err != nil {
		return nil, err
	}
	return r.answer()
}

// ready prepares the plan's clauses and loads what they need.
func (r *run) ready() (err error) {
	if r.match, err = r.prepare(r.plan.Match); err != nil {
		return err
	}
	for _, c := range r.plan.Filter {
		n, err := r.prepare(c)
		if err != nil {
			return err
		}
		r.filter = append(r.filter, n)
	}
	r.boosting, r.pruned = true, r.prunable()
	for _, b := range r.plan.Boosts {
		n, err := r.prepare(b.Clause)
		if err != nil {
			return err
		}
		r.boosts = append(r.boosts, n)
	}
	return r.load()
}

// answer goes through the shards and puts together what they give.
func (r *run) answer() (*query.Found, error) {
	sets := make([]set, len(r.state.shards))
	passages := 0
	for i := range r.state.shards {
		var err error
		if sets[i], err = r.matching(i); err != nil {
			return nil, err
		}
		passages += sets[i].count()
	}
	found := &query.Found{Total: passages}
	if len(r.plan.Facets) > 0 {
		found.Facets = map[corpus.Field][]corpus.Count{}
	}
	if err := r.facets(sets, found.Facets); err != nil {
		return nil, err
	}
	c := newCollector(r, passages)
	for i := range r.state.shards {
		if err := r.ctx.Err(); err != nil {
			return nil, err
		}
		if c.most == 0 && !r.plan.GroupByWork {
			break
		}
		if err := r.collect(c, i, sets[i]); err != nil {
			return nil, err
		}
	}
	if r.plan.GroupByWork {
		found.Total = c.works
	}
	var err error
	found.Hits, err = r.hits(c.sorted())
	return found, err
}

// matching is the set of a shard's passages that the plan matches.
func (r *run) matching(i int) (set, error) {
	out, err := r.set(r.match, i)
	if err != nil {
		return nil, err
	}
	for _, f := range r.filter {
		s, err := r.set(f, i)
		if err != nil {
			return nil, err
		}
		out.and(s)
	}
	return out, nil
}

// collect scores a shard's matches and hands them to the collector.
func (r *run) collect(c *collector, i int, matches set) error {
	if err := c.enter(i); err != nil {
		return err
	}
	if r.pruned {
		return r.prune(c, i, matches)
	}
	scores := r.index.borrowScores(r.state.shards[i].docs())
	defer func() {
		matches.each(func(doc uint32) bool { scores[doc] = 0; return true })
		r.index.returnScores(scores)
	}()
	if err := r.score(r.match, i, matches, 1, false, scores); err != nil {
		return err
	}
	for j, b := range r.boosts {
		boost := r.plan.Boosts[j]
		if boost.Constant {
			s, err := r.set(b, i)
			if err != nil {
				return err
			}
			s.and(matches)
			s.each(func(doc uint32) bool { scores[doc] += boost.Weight; return true })
			continue
		}
		if err := r.score(b, i, matches, boost.Weight, true, scores); err != nil {
			return err
		}
	}
	if r.plan.GroupByWork {
		return c.byWork(matches, scores)
	}
	c.passages(matches, scores)
	return nil
}
