package tag

import (
	"slices"
	"sort"

	"locus/corpus"
)

// meeting numbers the passages of all works that have samples, by work and place,
// and finds those that share some.
type meeting struct {
	traces []Trace
	first  []uint32      // of each work, its first number; one more than there are works
	spans  []corpus.Span // of each passage
	size   int           // bytes of all traces
	moved  map[uint32]bool
}

func newMeeting(x *Traces) *meeting {
	m := &meeting{traces: x.sorted(), first: []uint32{0}}
	for i := range m.traces {
		m.size += len(m.traces[i].body)
		m.traces[i].passages(func(span corpus.Span, _ []byte) { m.spans = append(m.spans, span) })
		m.first = append(m.first, uint32(len(m.spans)))
	}
	return m
}

// work is the place of a passage's work.
func (m *meeting) work(passage uint32) int {
	return sort.Search(len(m.traces), func(i int) bool { return m.first[i+1] > passage })
}

func (m *meeting) id(passage uint32) corpus.PassageID {
	return m.traces[m.work(passage)].id(m.spans[passage])
}

// each tells every sample with the number of its passage.
func (m *meeting) each(tell func(work int, passage uint32, sample uint64)) {
	for w := range m.traces {
		m.in(w, func(passage uint32, sample uint64) { tell(w, passage, sample) })
	}
}

// in tells the samples of one work.
func (m *meeting) in(w int, tell func(passage uint32, sample uint64)) {
	n := m.first[w]
	m.traces[w].passages(func(_ corpus.Span, samples []byte) {
		for ; len(samples) > 0; samples = samples[sampleBytes:] {
			tell(n, sampleAt(samples))
		}
		n++
	})
}

// Samples are put in order a slice at a time, by their highest bits; the others and
// the number of the passage are one number then.
const (
	sliceBits   = 4
	passageBits = 64 - (8*sampleBytes - sliceBits)
)

// mostMet is how many pairs may be met several times before each is kept once.
const mostMet = 1 << 20

// all lists the pairs of passages of different works that share a sample, in order
// and each once.
func (m *meeting) all() [][2]uint32 {
	var pairs [][2]uint32
	distinct := 0
	var keys []uint64
	var group []uint32
	for slice := range uint64(1) << sliceBits {
		keys = keys[:0]
		m.each(func(_ int, passage uint32, sample uint64) {
			if sample>>(8*sampleBytes-sliceBits) == slice {
				keys = append(keys, sample<<passageBits|uint64(passage))
			}
		})
		slices.Sort(keys)
		for i := 0; i < len(keys); {
			group = group[:0]
			sample := keys[i] >> passageBits
			for ; i < len(keys) && keys[i]>>passageBits == sample; i++ {
				group = append(group, uint32(keys[i]&(1<<passageBits-1)))
			}
			pairs = m.pair(pairs, group, nil)
		}
		if len(pairs) > 2*distinct+mostMet {
			pairs = sortedPairs(pairs)
			distinct = len(pairs)
		}
	}
	return sortedPairs(pairs)
}

func sortedPairs(pairs [][2]uint32) [][2]uint32 {
	slices.SortFunc(pairs, comparePairs)
	return slices.Compact(pairs)
}

// pair adds the pairs of a group that lie in different works, where the group is no
// crowd; with some, only those that one of these is of.
func (m *meeting) pair(pairs [][2]uint32, group []uint32, some map[uint32]bool) [][2]uint32 {
	if len(group) > crowd {
		return pairs
	}
	for i, a := range group {
		for _, b := range group[i+1:] {
			if (some == nil || some[a] || some[b]) && m.work(a) != m.work(b) {
				pairs = append(pairs, [2]uint32{min(a, b), max(a, b)})
			}
		}
	}
	return pairs
}

// of lists the pairs that a change may have made: those with a passage of a changed
// work, and with a passage that shares a sample with a crowd and did not before, or
// did and does not. All these are the moved.
func (m *meeting) of(c *change) [][2]uint32 {
	m.moved = map[uint32]bool{}
	for w := range m.traces {
		if c.works[m.traces[w].Work] {
			for n := m.first[w]; n < m.first[w+1]; n++ {
				m.moved[n] = true
			}
			m.in(w, func(_ uint32, sample uint64) { c.group(sample) })
		}
	}
	m.fill(c)
	crossed := map[uint32]bool{}
	for _, g := range c.groups {
		if g.crossed() {
			for _, n := range g.others {
				crossed[n] = true
			}
		}
	}
	if len(crossed) > 0 {
		for n := range crossed {
			m.moved[n] = true
			m.in(m.work(n), func(passage uint32, sample uint64) {
				if passage == n {
					c.group(sample)
				}
			})
		}
		m.fill(c)
	}
	var pairs [][2]uint32
	for _, g := range c.groups {
		if g.now+g.held <= crowd {
			pairs = m.pair(pairs, append(slices.Clip(g.changed), g.others...), m.moved)
		}
	}
	return sortedPairs(pairs)
}

// fill gathers the passages of each group.
func (m *meeting) fill(c *change) {
	const bits = 1 << 20 // samples that have no group are told by a bit, mostly
	may := make([]uint64, bits/64)
	for sample, g := range c.groups {
		may[sample%bits/64] |= 1 << (sample % 64)
		g.changed, g.others, g.now, g.held = nil, nil, 0, 0
	}
	m.each(func(w int, passage uint32, sample uint64) {
		if may[sample%bits/64]>>(sample%64)&1 == 0 {
			return
		}
		g := c.groups[sample]
		if g == nil {
			return
		}
		into, n := &g.others, &g.held
		if c.works[m.traces[w].Work] {
			into, n = &g.changed, &g.now
		}
		if *n++; *n <= crowd+1 {
			*into = append(*into, passage)
		}
	})
}

// keep gives the repeats of before that a change leaves: those between passages that
// did not move and whose works did not change.
func (m *meeting) keep(before Repeats, c *change) Repeats {
	moved := make(map[corpus.PassageID]bool, len(m.moved))
	for n := range m.moved {
		moved[m.id(n)] = true
	}
	stays := func(id corpus.PassageID) bool {
		a, err := corpus.ParseAddress(string(id))
		return err == nil && !moved[id] && !c.works[a.Work]
	}
	out := make(Repeats, len(before))
	for id, list := range before {
		if !stays(id) {
			continue
		}
		if list = slices.DeleteFunc(slices.Clone(list), func(id corpus.PassageID) bool { return !stays(id) }); len(list) > 0 {
			out[id] = list
		}
	}
	return out
}

// ties adds pairs to repeats, each list by work and place.
func (m *meeting) ties(found [][2]uint32, to Repeats) Repeats {
	touched := map[corpus.PassageID]bool{}
	for _, p := range found {
		a, b := m.id(p[0]), m.id(p[1])
		to[a], to[b] = append(to[a], b), append(to[b], a)
		touched[a], touched[b] = true, true
	}
	for id := range touched {
		slices.SortFunc(to[id], comparePlaces)
	}
	return to
}

// comparePlaces orders ids of passages by work and place.
func comparePlaces(a, b corpus.PassageID) int {
	x, _ := corpus.ParseAddress(string(a))
	y, _ := corpus.ParseAddress(string(b))
	if x.Work != y.Work {
		if x.Work < y.Work {
			return -1
		}
		return 1
	}
	return x.Span.Start - y.Span.Start
}
