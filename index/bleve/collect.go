package bleve

import (
	"cmp"
	"slices"

	"locus/query"
)

// candidate is a passage that may be shown: where it is, and what it is ordered
// by.
type candidate struct {
	score float64 // of the passage, or of its work where works are ranked
	shard int
	doc   uint32
	work  int // in the shard's table
	year  int32
	own   float64 // the passage's own score
}

// collector keeps the best candidates: a heap with the worst on top.
type collector struct {
	run    *run
	most   int
	heap   []candidate
	works  int // with a match, where works are ranked
	shard  int
	tables []*table
}

func newCollector(r *run, matches int) *collector {
	most := 0
	if r.plan.Limit > 0 {
		most = matches
		if r.plan.Skip < matches-r.plan.Limit {
			most = r.plan.Skip + r.plan.Limit
		}
	}
	return &collector{run: r, most: most, tables: make([]*table, len(r.state.shards))}
}

// enter turns to a shard.
func (c *collector) enter(shard int) (err error) {
	c.shard = shard
	c.tables[shard], err = c.run.state.shards[shard].table()
	return err
}

// before reports whether a comes before b in the answer.
func (c *collector) before(a, b *candidate) bool {
	if c.run.plan.Sort != query.ByWork {
		if c.run.plan.Sort == query.ByYear && a.year != b.year {
			return a.year > b.year
		}
		if a.score != b.score {
			return a.score > b.score
		}
	}
	if a.shard == b.shard && a.work == b.work {
		return a.doc < b.doc
	}
	return c.id(a) < c.id(b)
}

// id is the id of a candidate's work.
func (c *collector) id(a *candidate) string { return c.tables[a.shard].ids[a.work] }

// passages takes in the matches of the shard that was entered.
func (c *collector) passages(matches set, scores []float64) {
	t := c.tables[c.shard]
	work := 0
	byScore := c.run.plan.Sort != query.ByWork && c.run.plan.Sort != query.ByYear
	matches.each(func(doc uint32) bool {
		score := scores[doc]
		if byScore && len(c.heap) == c.most && score < c.heap[0].score {
			return true
		}
		for t.first[work+1] <= doc {
			work++
		}
		c.offer(candidate{score: score, own: score, shard: c.shard, doc: doc, work: work, year: t.years[work]})
		return true
	})
}

// take takes in a passage of the shard that was entered.
func (c *collector) take(doc uint32, score float64) {
	t := c.tables[c.shard]
	work := t.work(doc)
	c.offer(candidate{score: score, own: score, shard: c.shard, doc: doc, work: work, year: t.years[work]})
}

// byWork takes in the works of the shard's matches, each by its best passage.
func (c *collector) byWork(matches set, scores []float64) error {
	t := c.tables[c.shard]
	work := -1
	var of []candidate
	flush := func() {
		if len(of) > 0 {
			c.works++
			c.offer(c.combine(of))
			of = of[:0]
		}
	}
	matches.each(func(doc uint32) bool {
		if work < 0 || t.first[work+1] <= doc {
			flush()
			work = t.work(doc)
		}
		of = append(of, candidate{score: scores[doc], shard: c.shard, doc: doc, work: work, year: t.years[work]})
		return true
	})
	flush()
	return c.run.ctx.Err()
}

// combine makes one candidate of a work's matching passages.
func (c *collector) combine(of []candidate) candidate {
	slices.SortFunc(of, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.doc, b.doc))
	})
	weights := c.run.plan.WorkWeights
	if len(weights) == 0 {
		weights = []float64{1}
	}
	best := of[0]
	best.own = best.score
	best.score *= weights[0]
	for i := 1; i < min(len(of), len(weights)); i++ {
		best.score += weights[i] * of[i].score
	}
	return best
}

// offer keeps a candidate if it is among the best so far.
func (c *collector) offer(x candidate) {
	if len(c.heap) < c.most {
		c.heap = append(c.heap, x)
		c.up(len(c.heap) - 1)
		return
	}
	if c.most > 0 && c.before(&x, &c.heap[0]) {
		c.heap[0] = x
		c.down(0)
	}
}

func (c *collector) up(i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if !c.before(&c.heap[parent], &c.heap[i]) {
			return
		}
		c.heap[i], c.heap[parent] = c.heap[parent], c.heap[i]
		i = parent
	}
}

func (c *collector) down(i int) {
	for {
		worst := i
		for _, kid := range [2]int{2*i + 1, 2*i + 2} {
			if kid < len(c.heap) && c.before(&c.heap[worst], &c.heap[kid]) {
				worst = kid
			}
		}
		if worst == i {
			return
		}
		c.heap[i], c.heap[worst] = c.heap[worst], c.heap[i]
		i = worst
	}
}

// ranked are the best candidates, the best first.
func (c *collector) ranked() []candidate {
	slices.SortFunc(c.heap, func(a, b candidate) int {
		switch {
		case c.before(&a, &b):
			return -1
		case c.before(&b, &a):
			return 1
		}
		return 0
	})
	return c.heap
}
