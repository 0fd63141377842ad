package bleve

import (
	"context"
	"fmt"
	"sync/atomic"

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

	// What a plan that comes after may use; see again.
	taken   atomic.Bool
	sets    []set       // by shard, the passages that match
	total   int         // of them
	most    int         // best passages that were asked for
	best    []candidate // of all shards, in order
	fingers []*finger   // by shard
	shown   map[spot]query.FoundHit
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
	if r := again(ctx, s, plan); r != nil {
		return r.after(plan)
	}
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
	return r.boost(r.plan.Boosts)
}

// boost prepares boosts and loads what all clauses that are new need.
func (r *run) boost(boosts []query.Boost) error {
	for _, b := range boosts {
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
	r.sets = make([]set, len(r.state.shards))
	for i := range r.state.shards {
		var err error
		if r.sets[i], err = r.matching(i); err != nil {
			return nil, err
		}
		r.total += r.sets[i].count()
	}
	found, err := r.count()
	if err != nil {
		return nil, err
	}
	c := newCollector(r, r.total)
	for i := range r.state.shards {
		if err := r.ctx.Err(); err != nil {
			return nil, err
		}
		if c.most == 0 && !r.plan.GroupByWork {
			break
		}
		if err := r.collect(c, i, r.sets[i]); err != nil {
			return nil, err
		}
	}
	if r.plan.GroupByWork {
		found.Total = c.works
	}
	r.best, r.most = c.ranked(), c.most
	return found, r.show(r.best, found)
}

// count gives the numbers of an answer.
func (r *run) count() (*query.Found, error) {
	found := &query.Found{Total: r.total}
	if len(r.plan.Facets) > 0 {
		found.Facets = map[corpus.Field][]corpus.Count{}
	}
	return found, r.facets(r.sets, found.Facets)
}

// show gives the hits of an answer, and keeps what a plan that comes after may use.
func (r *run) show(best []candidate, found *query.Found) (err error) {
	if found.Hits, err = r.hits(best[min(r.plan.Skip, len(best)):]); err != nil {
		return err
	}
	if r.pruned {
		found.Kept = r
	}
	return nil
}

// matching is the set of a shard's passages that the plan matches.
func (r *run) matching(i int) (set, error) {
	out, err := r.set(r.match, i)
	if err != nil {
		return nil, err
	}
	for _, f := range r.filter {
		s, err := r.shared(f, i)
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
