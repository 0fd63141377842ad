package tag

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"

	"locus/corpus"
)

// Repeats are the near repeats between different works: for every passage that
// has any, the passages of other works that say nearly the same words, by work and
// place. The measure is that of AlsoIn within a work: four fifths of the shorter
// passage's runs of five stems stand in the longer.
type Repeats map[corpus.PassageID][]corpus.PassageID

// ErrOtherThanTraced says that a document is not the one of which there is a trace.
var ErrOtherThanTraced = errors.New("the work is not as it was when repeats were looked for")

// Retie brings traces and repeats up to a change: works put, in place of older ones,
// and works gone. Repeats that were worked out from the traces before, are what
// changes; without them (nil) all are worked out anew. The answer depends on the works
// alone, not on the order of changes (TestRetyingTiesWhatTyingAllDoes).
//
// Passages are compared in full whose samples meet; their documents are asked for,
// from several goroutines, as they were when traced. A run that more than fifty passages share
// suggests no pair. What is neither changed nor met is not read: of other works only
// the samples are gone through (five bytes for every 16 words, about). The error is
// of reading documents; the repeats are then not to be kept, nor the traces saved.
func (t *Tagger) Retie(x *Traces, put []Trace, gone []corpus.WorkID, before Repeats,
	read func(corpus.WorkID) (*corpus.Document, error)) (Repeats, error) {
	c := &change{works: map[corpus.WorkID]bool{}, groups: map[uint64]*group{}}
	size := 0
	for _, id := range gone {
		c.lose(x, id)
		x.remove(id)
	}
	for _, tr := range put {
		c.lose(x, tr.Work)
		size += len(tr.body)
		x.put(tr)
	}
	m := newMeeting(x)
	if before == nil || size > m.size/2 {
		pairs := m.all()
		found, err := t.compare(m, pairs, read)
		if err != nil {
			return nil, err
		}
		return m.ties(found, Repeats{}), nil
	}
	pairs := m.of(c)
	found, err := t.compare(m, pairs, read)
	if err != nil {
		return nil, err
	}
	return m.ties(found, m.keep(before, c)), nil
}

// mostCompared is how many passages are compared at a time, about; their sketches
// take a kilobyte each.
const mostCompared = 1 << 16

// compare gives those of some pairs of passages, in order, that are repeats.
func (t *Tagger) compare(m *meeting, pairs [][2]uint32, read func(corpus.WorkID) (*corpus.Document, error)) ([][2]uint32, error) {
	var found [][2]uint32
	wanted := map[uint32]sketch{}
	for from := 0; from < len(pairs); {
		clear(wanted)
		to := from
		for ; to < len(pairs) && len(wanted) < mostCompared; to++ {
			wanted[pairs[to][0]], wanted[pairs[to][1]] = nil, nil
		}
		if err := t.sketchAll(m, wanted, read); err != nil {
			return nil, err
		}
		for _, p := range pairs[from:to] {
			if a, b := wanted[p[0]], wanted[p[1]]; repeats(a, b, shared(a, b)) {
				found = append(found, p)
			}
		}
		from = to
	}
	return found, nil
}

// sketchAll makes the sketches of the passages that wanted has; documents are read
// side by side.
func (t *Tagger) sketchAll(m *meeting, wanted map[uint32]sketch, read func(corpus.WorkID) (*corpus.Document, error)) error {
	var works [][]uint32
	for numbers := slices.Sorted(maps.Keys(wanted)); len(numbers) > 0; {
		n, _ := slices.BinarySearch(numbers, m.first[m.work(numbers[0])+1])
		works = append(works, numbers[:n])
		numbers = numbers[n:]
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	errs := make([]error, len(works))
	next := make(chan int)
	for range min(len(works), runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range next {
				var sketches []sketch
				sketches, errs[i] = t.sketches(m, works[i], read)
				mu.Lock()
				for k, s := range sketches {
					wanted[works[i][k]] = s
				}
				mu.Unlock()
			}
		})
	}
	for i := range works {
		next <- i
	}
	close(next)
	wg.Wait()
	return errors.Join(errs...)
}

// sketches are those of some passages of one work.
func (t *Tagger) sketches(m *meeting, numbers []uint32, read func(corpus.WorkID) (*corpus.Document, error)) ([]sketch, error) {
	id := m.traces[m.work(numbers[0])].Work
	doc, err := read(id)
	if err != nil {
		return nil, err
	}
	at := make(map[corpus.Span]*corpus.Passage, len(doc.Passages))
	for i := range doc.Passages {
		at[doc.Passages[i].Span] = &doc.Passages[i]
	}
	out := make([]sketch, len(numbers))
	for i, number := range numbers {
		p := at[m.spans[number]]
		if p == nil {
			return nil, fmt.Errorf("work %q: %w", id, ErrOtherThanTraced)
		}
		out[i] = sketchOf(p, t.words.Tokens(p.Text))
	}
	return out, nil
}

// change is what a change does to samples.
type change struct {
	works  map[corpus.WorkID]bool
	groups map[uint64]*group // by sample, those of the works before and after
}

// group are the passages that share a sample: those of changed works and the others,
// up to one more than a crowd of each, and how many there are; lost is how many
// passages of changed works had it before.
type group struct {
	changed, others []uint32
	now, held, lost int // of changed works now; of others; of changed works before
}

// crossed reports whether the group became a crowd or is none any more.
func (g *group) crossed() bool { return (g.held+g.lost > crowd) != (g.held+g.now > crowd) }

// lose notes what is known of a work before a change.
func (c *change) lose(x *Traces, id corpus.WorkID) {
	if c.works[id] {
		return
	}
	c.works[id] = true
	if old, ok := x.works[id]; ok {
		old.passages(func(_ corpus.Span, samples []byte) {
			for ; len(samples) > 0; samples = samples[sampleBytes:] {
				c.group(sampleAt(samples)).lost++
			}
		})
	}
}

func (c *change) group(sample uint64) *group {
	g := c.groups[sample]
	if g == nil {
		g = &group{}
		c.groups[sample] = g
	}
	return g
}

func comparePairs(a, b [2]uint32) int {
	return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
}
