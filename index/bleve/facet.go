package bleve

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"locus/corpus"
)

// column is a key field of a shard by passage: the values of document d are
// values[ords[from[d]]], ... up to from[d+1]. It is made once, when a facet is
// first asked for.
type column struct {
	values []corpus.Count // by value; how many living passages have it
	from   []uint32
	ords   []uint32
}

// lazy makes something of a shard once and keeps it under a name.
func lazy[T any](s *shard, name string, make func() (T, error)) (T, error) {
	f, _ := s.columns.LoadOrStore(name, sync.OnceValues(make))
	return f.(func() (T, error))()
}

// values lists the values of a field in a shard, by value, with the number of
// living passages that have it.
func (s *shard) values(f corpus.Field) ([]corpus.Count, error) {
	return lazy(s, "values:"+string(f), func() ([]corpus.Count, error) { return s.readValues(f) })
}

func (s *shard) readValues(f corpus.Field) ([]corpus.Count, error) {
	if !isKey(f) {
		return nil, nil
	}
	return s.words(string(f), "", nil)
}

// column is the column of a field.
func (s *shard) column(f corpus.Field) (*column, error) {
	return lazy(s, "column:"+string(f), func() (*column, error) { return s.readColumn(f) })
}

// readColumn turns the postings of a field's values over.
func (s *shard) readColumn(f corpus.Field) (*column, error) {
	values, err := s.values(f)
	if err != nil {
		return nil, err
	}
	c := &column{values: values, from: make([]uint32, s.docs()+1)}
	var pairs []uint32
	var ends []int
	for _, v := range values {
		list, err := s.raw(string(f), v.Value)
		if err != nil {
			return nil, err
		}
		bitmap, one, err := bitmapOf(list)
		if err != nil {
			return nil, damaged("values", s, err)
		}
		if bitmap != nil {
			pairs = append(pairs, bitmap.ToArray()...)
		} else if one >= 0 {
			pairs = append(pairs, uint32(one))
		}
		ends = append(ends, len(pairs))
	}
	for _, doc := range pairs {
		c.from[doc+1]++
	}
	for i := 1; i < len(c.from); i++ {
		c.from[i] += c.from[i-1]
	}
	next := slices.Clone(c.from)
	c.ords = make([]uint32, len(pairs))
	start := 0
	for ord, end := range ends {
		for _, doc := range pairs[start:end] {
			c.ords[next[doc]] = uint32(ord)
			next[doc]++
		}
		start = end
	}
	return c, nil
}

// facet counts the values of a field over the matches of all shards: passages,
// or where the plan ranks works the works that have such a passage.
func (r *run) facet(f corpus.Field, matches []set) ([]corpus.Count, error) {
	total := map[string]int{}
	for i, s := range r.state.shards {
		if err := r.ctx.Err(); err != nil {
			return nil, err
		}
		c, err := s.column(f)
		if err != nil {
			return nil, err
		}
		counts := make([]int, len(c.values))
		if r.plan.GroupByWork {
			err = r.countWorks(s, c, matches[i], counts)
		} else {
			matches[i].each(func(doc uint32) bool {
				for _, ord := range c.ords[c.from[doc]:c.from[doc+1]] {
					counts[ord]++
				}
				return true
			})
		}
		if err != nil {
			return nil, err
		}
		for ord, n := range counts {
			if n > 0 {
				total[c.values[ord].Value] += n
			}
		}
	}
	return byCount(total), nil
}

// countWorks counts, for every value, the works with a match that has it.
func (r *run) countWorks(s *shard, c *column, matches set, counts []int) error {
	t, err := s.table()
	if err != nil {
		return err
	}
	last := make([]int, len(c.values)) // the work that was counted last, from 1
	work := 0
	matches.each(func(doc uint32) bool {
		for t.first[work+1] <= doc {
			work++
		}
		for _, ord := range c.ords[c.from[doc]:c.from[doc+1]] {
			if last[ord] != work+1 {
				last[ord] = work + 1
				counts[ord]++
			}
		}
		return true
	})
	return nil
}

// byCount lists counts, the highest first, then by value.
func byCount(counts map[string]int) []corpus.Count {
	out := make([]corpus.Count, 0, len(counts))
	for v, n := range counts {
		out = append(out, corpus.Count{Value: v, Count: n})
	}
	slices.SortFunc(out, func(a, b corpus.Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	return out
}

// Values lists every value of a field with its number of passages, by value.
func (x *Index) Values(ctx context.Context, f corpus.Field) (out []corpus.Count, err error) {
	defer rescue(&err)
	s, done, err := x.acquire()
	if err != nil {
		return nil, err
	}
	defer done()
	if len(s.shards) == 1 {
		values, err := s.shards[0].values(f)
		return slices.Clone(values), err
	}
	total := map[string]int{}
	for _, sh := range s.shards {
		values, err := sh.values(f)
		if err != nil {
			return nil, err
		}
		for _, v := range values {
			total[v.Value] += v.Count
		}
	}
	out = byCount(total)
	slices.SortFunc(out, func(a, b corpus.Count) int { return cmp.Compare(a.Value, b.Value) })
	return out, ctx.Err()
}
