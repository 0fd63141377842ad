package opensearch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"locus/corpus"
	"locus/index"
	"locus/query"
)

// Find answers a plan. The engine tells which passages match, counts, and orders
// them by a bound of their scores; the first of them are scored here, exactly, and
// more of them are fetched until none that was not can belong before the last hit
// that is wanted.
func (x *Index) Find(ctx context.Context, plan *query.Plan) (*query.Found, error) {
	if plan.Limit < 0 || plan.Skip < 0 {
		return nil, fmt.Errorf("limit %d and skip %d: neither may be negative", plan.Limit, plan.Skip)
	}
	var found *query.Found
	err := x.consistent(ctx, func(v view) (err error) {
		found, err = x.find(ctx, v, plan)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("ask the cluster: %w", err)
	}
	return found, nil
}

// asking is one question in one state.
type asking struct {
	x     *Index
	v     view
	plan  *query.Plan
	query object
	exact *reading
	plain bool // no clause gives a score
}

func (x *Index) find(ctx context.Context, v view, plan *query.Plan) (*query.Found, error) {
	counts, err := x.frequencies(ctx, v, wordsOf(plan))
	if err != nil {
		return nil, err
	}
	n := v.Sums.Passages
	of := func(f query.TextField, tokens []string) float64 { return idf(n, counts[word{f, tokens}.key()]) }
	c := &compiler{analysis: x.c.o.Analysis, bm25: plan.BM25, sums: v.Sums, idf: of}
	c.among = func(p query.Phrase) (object, error) { return x.among(ctx, v, c, p) }
	a := &asking{x: x, v: v, plan: plan, exact: &reading{bm25: plan.BM25, idf: of, average: c.average}}
	if a.query, a.plain, err = c.whole(plan, v.conditions()); err != nil {
		return nil, err
	}
	if plan.GroupByWork {
		return a.grouped(ctx)
	}
	return a.passages(ctx)
}

// whole is the engine's query of a plan; plain says that it gives no score.
func (c *compiler) whole(plan *query.Plan, also []object) (q object, plain bool, err error) {
	filter := append([]object{}, also...)
	for _, f := range plan.Filter {
		set, err := c.set(f, false)
		if err != nil {
			return nil, false, err
		}
		filter = append(filter, set)
	}
	must, should := []object{}, []object{}
	match, err := c.scored(plan.Match, 1, false)
	if err != nil {
		return nil, false, err
	}
	must = append(must, match)
	for _, b := range plan.Boosts {
		if b.Weight <= 0 {
			if _, err := c.set(b.Clause, true); err != nil {
				return nil, false, err
			}
			continue
		}
		var boost object
		if b.Constant {
			var set object
			set, err = c.set(b.Clause, true)
			boost = object{"constant_score": object{"filter": set, "boost": b.Weight}}
		} else {
			boost, err = c.scored(b.Clause, b.Weight, true)
		}
		if err != nil {
			return nil, false, err
		}
		should = append(should, boost)
	}
	plain = !scoring(plan.Match) && len(plan.Boosts) == 0
	return object{"bool": object{"must": must, "filter": filter, "should": should, "minimum_should_match": 0}}, plain, nil
}

// row is a passage that the engine found.
type row struct {
	ID     string   `json:"_id"`
	Score  *float64 `json:"_score"`
	Source struct {
		Born    int64          `json:"born"`
		Passage corpus.Passage `json:"passage"`
	} `json:"_source"`
}

type total struct {
	Value int `json:"value"`
}

// page is what a search answers.
type page struct {
	TimedOut bool `json:"timed_out"`
	Hits     struct {
		Total total `json:"total"`
		Rows  []row `json:"hits"`
	} `json:"hits"`
	Aggregations map[string]counted `json:"aggregations"`
}

func (a *asking) search(ctx context.Context, body object) (*page, error) {
	var p page
	body["query"] = a.query
	body["track_total_hits"] = true
	if err := a.x.c.do(ctx, call{method: http.MethodPost, path: searchPath(a.v.Passages), body: body, out: &p}); err != nil {
		return nil, err
	}
	if p.TimedOut {
		return nil, ErrSlow
	}
	return &p, nil
}

// order is the engine's order, which ends with the address.
func (a *asking) order() []object {
	address := []object{{"work": "asc"}, {"start": "asc"}}
	score := []object{{"_score": "desc"}}
	switch {
	case a.plan.Sort == query.ByWork:
		return address
	case a.plan.Sort == query.ByYear:
		return slices.Concat([]object{{"year": object{"order": "desc", "missing": "_last"}}}, score, address)
	case a.plain:
		return address
	}
	return append(score, address...)
}

// hit is a passage with its exact score.
type hit struct {
	entry index.Entry
	score float64
	bound float64 // what the engine says that it is at most
	parts []query.Contribution
}

// How many passages are fetched beyond those wanted, at first and at most; slack is
// what the engine's numbers, of seven digits, can be wrong by.
const (
	firstSpare = 8
	mostSpare  = 1000
	slack      = 2e-5
)

// passages answers a plan that ranks passages.
func (a *asking) passages(ctx context.Context) (*query.Found, error) {
	want := a.plan.Skip + a.plan.Limit
	found := &query.Found{}
	for spare := firstSpare; ; spare *= 4 {
		body := object{"size": want + spare, "sort": a.order(), "track_scores": !a.plain, "_source": []string{"born", "passage"}}
		if a.plan.Limit == 0 {
			body["size"] = 0
		} else if a.plan.Sort == query.ByWork || a.plain && a.plan.Sort != query.ByYear {
			body["from"], body["size"] = a.plan.Skip, a.plan.Limit // the engine's order is the order
		}
		if found.Facets == nil {
			body["aggs"] = a.facetsAsked()
		}
		p, err := a.search(ctx, body)
		if err != nil {
			return nil, err
		}
		if found.Facets == nil {
			found.Total = p.Hits.Total.Value
			if found.Facets, err = a.facets(ctx, p.Aggregations); err != nil {
				return nil, err
			}
		}
		hits, err := a.score(ctx, p.Hits.Rows)
		if err != nil {
			return nil, err
		}
		if body["from"] != nil || a.plan.Limit == 0 {
			found.Hits = a.show(hits)
			return found, nil
		}
		whole := len(hits) < want+spare
		last := hit{}
		if len(hits) > 0 {
			last = hits[len(hits)-1]
		}
		slices.SortFunc(hits, func(x, y hit) int { return a.compare(&x, &y) })
		if whole || a.settled(hits, want, &last) || spare >= mostSpare && a.alike(hits, want, &last) {
			found.Hits = a.show(hits[min(a.plan.Skip, len(hits)):min(want, len(hits))])
			return found, nil
		}
	}
}

// settled reports whether no passage after the last that was fetched can come before
// the last that is wanted.
func (a *asking) settled(hits []hit, want int, last *hit) bool {
	k := &hits[want-1]
	if a.plan.Sort == query.ByYear {
		if c := byYear(k, last); c != 0 {
			return c < 0
		}
	}
	return last.bound == 0 || k.score > last.bound*(1+slack)
}

// alike reports whether the last that is wanted and the last that was fetched have
// one score: there are so many of them that all that differ are past.
func (a *asking) alike(hits []hit, want int, last *hit) bool {
	k := &hits[want-1]
	return (a.plan.Sort != query.ByYear || byYear(k, last) == 0) && k.score >= last.bound*(1-slack)
}

// score reads the works of passages and scores them.
func (a *asking) score(ctx context.Context, rows []row) ([]hit, error) {
	works, err := a.x.recordsOf(ctx, a.v, rows)
	if err != nil {
		return nil, err
	}
	out := make([]hit, len(rows))
	for i := range rows {
		doc := &corpus.Document{Work: *works[i], Passages: []corpus.Passage{shown(rows[i].Source.Passage)}}
		out[i].entry = index.NewEntry(doc, 0, a.x.c.o.Analysis)
		out[i].score, out[i].parts = a.exact.whole(a.plan, &out[i].entry)
		if rows[i].Score != nil {
			out[i].bound = *rows[i].Score
		}
	}
	return out, nil
}

// shown has lists that every door shows, empty where there is nothing in them.
func shown(p corpus.Passage) corpus.Passage {
	if p.Section == nil {
		p.Section = []string{}
	}
	if p.Theories == nil {
		p.Theories = []corpus.Tag{}
	}
	if p.People == nil {
		p.People = []corpus.Mention{}
	}
	return p
}

// show makes hits of an answer.
func (a *asking) show(hits []hit) []query.FoundHit {
	var out []query.FoundHit
	for i := range hits {
		h := query.FoundHit{Score: hits[i].score, Passage: *hits[i].entry.Passage, Work: *hits[i].entry.Work}
		if a.plan.Explain {
			h.Why = hits[i].parts
		}
		out = append(out, h)
	}
	return out
}

func address(x, y *hit) int {
	return cmp.Or(cmp.Compare(x.entry.Work.ID, y.entry.Work.ID), cmp.Compare(x.entry.Passage.Span.Start, y.entry.Passage.Span.Start))
}

func byYear(x, y *hit) int {
	a, b := x.entry.Work.Year, y.entry.Work.Year
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return cmp.Compare(*b, *a)
}

// compare orders hits as the plan asks.
func (a *asking) compare(x, y *hit) int {
	switch a.plan.Sort {
	case query.ByWork:
		return address(x, y)
	case query.ByYear:
		if c := byYear(x, y); c != 0 {
			return c
		}
	}
	return cmp.Or(cmp.Compare(y.score, x.score), address(x, y))
}

// among finds the passages where a phrase of many words stands in any order, by
// reading those where its words stand near one another.
func (x *Index) among(ctx context.Context, v view, c *compiler, p query.Phrase) (object, error) {
	steps, ok := c.steps(p)
	if !ok {
		return none(), nil
	}
	a := &asking{x: x, v: v, plan: &query.Plan{Sort: query.ByWork}, plain: true, exact: &reading{bm25: c.bm25, idf: c.idf, average: c.average}}
	a.query = every(append(v.conditions(), intervals(steps, p.Slop, true, true))...)
	ids := []string{}
	for from := 0; ; from += 1000 {
		page, err := a.search(ctx, object{"from": from, "size": 1000, "sort": a.order(), "_source": []string{"born", "passage"}})
		if err != nil {
			return nil, errors.Join(errors.New("look for words near one another"), err)
		}
		hits, err := a.score(ctx, page.Hits.Rows)
		if err != nil {
			return nil, err
		}
		for i := range hits {
			if occurrences(p, &hits[i].entry) > 0 {
				ids = append(ids, page.Hits.Rows[i].ID)
			}
		}
		if len(hits) < 1000 {
			return object{"ids": object{"values": ids}}, nil
		}
	}
}
