package bleve

import (
	"cmp"
	"context"
	"math/bits"
	"slices"
	"sync"

	"locus/corpus"
)

// column is a key field of a shard, so that values can be counted over a set of
// passages without a look at any. It is made once, when a facet is first asked for,
// in the smallest of three forms: values that all passages of a work have are kept
// by work; a few values as sets of passages; others by passage, the values of
// document d being values[ords[from[d]]], ... up to from[d+1].
type column struct {
	values []corpus.Count // by value; how many living passages have it
	byWork bool           // from counts works, not documents
	sets   []set          // by value
	from   []uint32
	ords   []uint32
}

// fewValues is up to how many values are kept as sets.
const fewValues = 16

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
	if err != nil || len(values) == 0 {
		return &column{}, err
	}
	t, err := s.table()
	if err != nil {
		return nil, err
	}
	l, err := s.lexicon(string(f))
	if err != nil {
		return nil, damaged("values", s, err)
	}
	c := &column{values: values}
	var pairs []uint32
	ends := make([]int, len(values))
	ord := 0
	err = l.each("", nil, func(word []byte, v uint64) error {
		if ord == len(values) || string(word) != values[ord].Value {
			return nil // a value of dead passages only
		}
		from, err := l.at(v)
		if err != nil {
			return err
		}
		if len(values) <= fewValues {
			some := newSet(s.docs())
			from.addTo(some)
			c.sets = append(c.sets, some)
		}
		pairs = from.append(pairs)
		ends[ord] = len(pairs)
		ord++
		return nil
	})
	if err != nil {
		return nil, damaged("values", s, err)
	}
	c.turn(pairs, ends, s.docs())
	if c.fold(t); c.byWork {
		c.sets = nil
	} else if c.sets != nil {
		c.from, c.ords = nil, nil
	}
	return c, nil
}

// turn fills the column of passages from the passages of each value in turn.
func (c *column) turn(pairs []uint32, ends []int, docs int) {
	c.from = make([]uint32, docs+1)
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
}

// fold keeps the column by work where all passages of every work have the same
// values.
func (c *column) fold(t *table) {
	works := &column{from: []uint32{0}}
	for i := range t.ids {
		first := t.first[i] + 1
		var own []uint32
		if first < t.first[i+1] {
			own = c.ords[c.from[first]:c.from[first+1]]
		}
		for doc := first + 1; doc < t.first[i+1]; doc++ {
			if !slices.Equal(own, c.ords[c.from[doc]:c.from[doc+1]]) {
				return
			}
		}
		works.ords = append(works.ords, own...)
		works.from = append(works.from, uint32(len(works.ords)))
	}
	c.byWork, c.from, c.ords = true, works.from, slices.Clip(works.ords)
}

// facets counts the values of the plan's fields over the matches of all shards.
func (r *run) facets(matches []set, out map[corpus.Field][]corpus.Count) error {
	if len(r.plan.Facets) == 0 {
		return nil
	}
	works := make([][]uint32, len(matches))
	for i, s := range r.state.shards {
		t, err := s.table()
		if err != nil {
			return err
		}
		works[i] = t.perWork(matches[i])
	}
	for _, f := range r.plan.Facets {
		counts, err := r.facet(f, matches, works)
		if err != nil {
			return err
		}
		out[f] = counts
	}
	return nil
}

// facet counts the values of a field over the matches of all shards: passages,
// or where the plan ranks works the works that have such a passage.
func (r *run) facet(f corpus.Field, matches []set, works [][]uint32) ([]corpus.Count, error) {
	var total []corpus.Count
	for i, s := range r.state.shards {
		if err := r.ctx.Err(); err != nil {
			return nil, err
		}
		c, err := s.column(f)
		if err != nil {
			return nil, err
		}
		t, err := s.table()
		if err != nil {
			return nil, err
		}
		counts := make([]int, len(c.values))
		switch {
		case c.byWork:
			c.countByWork(works[i], r.plan.GroupByWork, counts)
		case r.plan.GroupByWork:
			c.countWorks(t, matches[i], counts)
		default:
			c.count(matches[i], counts)
		}
		some := make([]corpus.Count, 0, len(counts))
		for ord, n := range counts {
			if n > 0 {
				some = append(some, corpus.Count{Value: c.values[ord].Value, Count: n})
			}
		}
		total = addCounts(total, some)
	}
	return byCount(total), nil
}

// count counts the passages of a set that have each value.
func (c *column) count(matches set, counts []int) {
	for ord, s := range c.sets {
		for i, w := range matches {
			counts[ord] += bits.OnesCount64(w & s[i])
		}
	}
	if c.from != nil {
		matches.each(func(doc uint32) bool {
			for _, ord := range c.ords[c.from[doc]:c.from[doc+1]] {
				counts[ord]++
			}
			return true
		})
	}
}

// countByWork counts by the number of matches that each work has; where once is
// set a work counts once.
func (c *column) countByWork(works []uint32, once bool, counts []int) {
	for i, n := range works {
		if n == 0 {
			continue
		}
		if once {
			n = 1
		}
		for _, ord := range c.ords[c.from[i]:c.from[i+1]] {
			counts[ord] += int(n)
		}
	}
}

// countWorks counts, for every value, the works with a match that has it.
func (c *column) countWorks(t *table, matches set, counts []int) {
	last := make([]int, len(c.values)) // the work that was counted last, from 1
	work := 0
	note := func(doc uint32, ord uint32) {
		for t.first[work+1] <= doc {
			work++
		}
		if last[ord] != work+1 {
			last[ord] = work + 1
			counts[ord]++
		}
	}
	for ord, s := range c.sets {
		work = 0
		both := matches.clone()
		both.and(s)
		both.each(func(doc uint32) bool { note(doc, uint32(ord)); return true })
	}
	if c.from != nil {
		matches.each(func(doc uint32) bool {
			for _, ord := range c.ords[c.from[doc]:c.from[doc+1]] {
				note(doc, ord)
			}
			return true
		})
	}
}

// perWork counts the matches of each work of a shard.
func (t *table) perWork(matches set) []uint32 {
	out := make([]uint32, len(t.ids))
	for i := range out {
		out[i] = uint32(matches.between(t.first[i]+1, t.first[i+1]))
	}
	return out
}

// addCounts adds two lists of counts that are ordered by value.
func addCounts(a, b []corpus.Count) []corpus.Count {
	if len(a) == 0 {
		return b
	}
	out := make([]corpus.Count, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch c := cmp.Compare(a[0].Value, b[0].Value); {
		case c < 0:
			out, a = append(out, a[0]), a[1:]
		case c > 0:
			out, b = append(out, b[0]), b[1:]
		default:
			out = append(out, corpus.Count{Value: a[0].Value, Count: a[0].Count + b[0].Count})
			a, b = a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// byCount orders counts that are ordered by value: the highest first, then by
// value. Most counts of many are low, so that these are put apart first.
func byCount(counts []corpus.Count) []corpus.Count {
	const low = 256
	var starts [low + 1]int
	for _, c := range counts {
		starts[low-min(c.Count, low)]++
	}
	sum := 0
	for i, n := range starts {
		starts[i] = sum
		sum += n
	}
	high := len(counts) // of low and more
	if sum > 0 {
		high = starts[1]
	}
	out := make([]corpus.Count, len(counts))
	for _, c := range counts {
		i := low - min(c.Count, low)
		out[starts[i]] = c
		starts[i]++
	}
	slices.SortStableFunc(out[:high], func(a, b corpus.Count) int { return cmp.Compare(b.Count, a.Count) })
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
	out = []corpus.Count{}
	for _, sh := range s.shards {
		values, err := sh.values(f)
		if err != nil {
			return nil, err
		}
		out = addCounts(out, values)
	}
	return slices.Clone(out), ctx.Err()
}
