package opensearch

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"slices"

	"locus/corpus"
)

// mostValues is how many values of a field are counted in the question itself;
// where there are more they are counted page by page after it.
const mostValues = 5000

// pageOfValues is how many are counted at once then.
const pageOfValues = 10_000

// counted is what the engine counts of a field.
type counted struct {
	Others  int `json:"sum_other_doc_count"`
	Buckets []struct {
		Key   json.RawMessage `json:"key"` // a string, or of pages of values an object
		Count int             `json:"doc_count"`
	} `json:"buckets"`
	After json.RawMessage `json:"after_key"`
}

// facetsAsked are the counts that are asked for with the question.
func (a *asking) facetsAsked() object {
	out := object{}
	if a.plan.GroupByWork {
		return out // works are not what the engine counts
	}
	for _, f := range a.plan.Facets {
		out[string(f)] = object{"terms": object{"field": keyField(f), "size": mostValues}}
	}
	return out
}

// facets reads the counts of the plan's fields, and counts anew what was too much.
func (a *asking) facets(ctx context.Context, counts map[string]counted) (map[corpus.Field][]corpus.Count, error) {
	if len(a.plan.Facets) == 0 {
		return nil, nil
	}
	out := map[corpus.Field][]corpus.Count{}
	for _, f := range a.plan.Facets {
		list := []corpus.Count{}
		c := counts[string(f)]
		for _, b := range c.Buckets {
			var value string
			if err := json.Unmarshal(b.Key, &value); err != nil {
				return nil, err
			}
			list = append(list, corpus.Count{Value: value, Count: b.Count})
		}
		if c.Others > 0 || a.plan.GroupByWork {
			var err error
			if list, err = a.countAll(ctx, keyField(f)); err != nil {
				return nil, err
			}
		}
		slices.SortFunc(list, mostFirst)
		out[f] = list
	}
	return out, nil
}

func mostFirst(a, b corpus.Count) int {
	return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
}

// countAll counts every value of a field over what the question finds: passages, or
// where it groups by work the works with such a passage.
func (a *asking) countAll(ctx context.Context, field string) ([]corpus.Count, error) {
	fields := []string{field}
	if a.plan.GroupByWork {
		fields = append(fields, "work")
	}
	list := []corpus.Count{}
	err := a.x.pages(ctx, a.v, a.query, fields, func(values []string, n int) {
		if a.plan.GroupByWork {
			n = 1
		}
		if last := len(list) - 1; last >= 0 && list[last].Value == values[0] {
			list[last].Count += n
		} else {
			list = append(list, corpus.Count{Value: values[0], Count: n})
		}
	})
	return list, err
}

// pages visits all values of a field, or all combinations of several fields' values,
// that passages of a query have, in order, with their number.
func (x *Index) pages(ctx context.Context, v view, q object, fields []string, visit func(values []string, n int)) error {
	var sources []object
	for _, f := range fields {
		sources = append(sources, object{f: object{"terms": object{"field": f}}})
	}
	composite := object{"size": pageOfValues, "sources": sources}
	body := object{"size": 0, "query": q, "aggs": object{"all": object{"composite": composite}}}
	for {
		var p page
		if err := x.c.do(ctx, call{method: http.MethodPost, path: searchPath(v.Passages), body: body, out: &p}); err != nil {
			return err
		}
		if p.TimedOut {
			return ErrSlow
		}
		all := p.Aggregations["all"]
		for _, b := range all.Buckets {
			var key map[string]string
			if err := json.Unmarshal(b.Key, &key); err != nil {
				return err
			}
			values := make([]string, len(fields))
			for i, f := range fields {
				values[i] = key[f]
			}
			visit(values, b.Count)
		}
		if len(all.Buckets) < pageOfValues {
			return nil
		}
		composite["after"] = all.After
	}
}

// Values lists every value of a field with its number of passages, by value.
func (x *Index) Values(ctx context.Context, f corpus.Field) ([]corpus.Count, error) {
	if !slices.Contains(corpus.Fields(), f) {
		return nil, ctx.Err()
	}
	var out []corpus.Count
	err := x.consistent(ctx, func(v view) error {
		out = nil
		q := object{"match_all": object{}}
		if v.strict {
			q = every(v.conditions()...)
		}
		return x.pages(ctx, v, q, []string{keyField(f)}, func(values []string, n int) {
			out = append(out, corpus.Count{Value: values[0], Count: n})
		})
	})
	return out, err
}
