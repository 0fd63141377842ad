package bleve

import (
	"cmp"
	"context"
	"slices"

	"locus/query"
)

// again is the run of the answer that a plan comes after, where it is of the same
// state and nobody else goes on with it; else nil. A question is asked twice where
// the first hits teach which words to add (query's feedback): what matches is then
// the same, and the first hits are likely among the best again.
func again(ctx context.Context, s *state, plan *query.Plan) *run {
	if plan.After == nil {
		return nil
	}
	r, ok := plan.After.Kept.(*run)
	if !ok || r.state != s || len(plan.Boosts) < len(r.boosts) || plan.BM25 != r.plan.BM25 || !(&run{plan: plan}).prunable() {
		return nil
	}
	if !r.taken.CompareAndSwap(false, true) {
		return nil
	}
	r.ctx = ctx
	return r
}

// after answers a plan with more boosts than the one that was answered.
func (r *run) after(plan *query.Plan) (*query.Found, error) {
	more := plan.Boosts[len(r.boosts):]
	r.plan = plan
	if err := r.boost(more); err != nil {
		return nil, err
	}
	found, err := r.count()
	if err != nil {
		return nil, err
	}
	c := newCollector(r, r.total)
	if len(more) == 0 && (c.most <= r.most || len(r.best) < r.most) {
		err = r.show(r.best[:min(c.most, len(r.best))], found)
	} else if err = r.better(c); err == nil {
		r.best, r.most = c.ranked(), c.most
		err = r.show(r.best, found)
	}
	if err != nil {
		return nil, err
	}
	r.taken.Store(false)
	return found, nil
}

// better collects the best under the new boosts. Those that were the best before
// are scored first, so that what is worse is seen to be.
func (r *run) better(c *collector) error {
	before := slices.Clone(r.best)
	slices.SortFunc(before, func(a, b candidate) int { return cmp.Or(a.shard-b.shard, cmp.Compare(a.doc, b.doc)) })
	for _, b := range before {
		if err := c.enter(b.shard); err != nil {
			return err
		}
		f := r.finger(b.shard)
		f.doc = b.doc
		score, err := f.score()
		if err != nil {
			return err
		}
		c.take(b.doc, score)
		r.sets[b.shard].remove(b.doc)
	}
	for i := range r.state.shards {
		if err := r.ctx.Err(); err != nil || c.most == 0 {
			return err
		}
		if err := r.collect(c, i, r.sets[i]); err != nil {
			return err
		}
	}
	for _, b := range before {
		r.sets[b.shard].add(b.doc)
	}
	return nil
}
