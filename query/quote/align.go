package quote

import "strings"

// Op says what became of a stretch of the source in the draft.
type Op string

// The ops. Omitted and Edited are marked by the writer, with an ellipsis or
// brackets; Changed, Added, Dropped and Stops are not.
const (
	Equal   Op = "equal"
	Changed Op = "changed" // the draft has other words
	Added   Op = "added"   // the source has nothing there
	Dropped Op = "dropped" // the draft has nothing there
	Stops   Op = "stops"   // the same words, other stops or blanks
	Omitted Op = "omitted" // an ellipsis stands for it
	Edited  Op = "edited"  // brackets stand for it
)

// Difference is a stretch of a quotation beside the source's.
type Difference struct {
	Op     Op     `json:"op"`
	Draft  string `json:"draft"`
	Source string `json:"source"`
}

// The weights of an alignment. A run of words left out counts as one slip that
// grows slowly, since that is how quotations are shortened.
const (
	wSame   = 20
	wLike   = 4
	wOther  = -12
	wOpen   = -18
	wDrop   = -3
	wInsert = -8
	wNever  = -1 << 28
)

// side is a word of one side of an alignment.
type side struct {
	key        string
	start, end int // of the stream
	of         *letters
	gap        gapKind // what stands before it
}

// drafted are the words of a quotation in order.
func drafted(q quotation) []side {
	var out []side
	for _, p := range q.pieces {
		for i, w := range p.words(0, len(p.stream)) {
			s := side{key: p.stream[w.start:w.end], start: w.start, end: w.end, of: p.letters}
			if i == 0 {
				s.gap = p.gap.kind
			}
			out = append(out, s)
		}
	}
	return out
}

// worded are the words of a stretch of the source.
func worded(l *letters, start, end int) []side {
	ws := l.words(start, end)
	out := make([]side, len(ws))
	for i, w := range ws {
		out[i] = side{key: l.stream[w.start:w.end], start: w.start, end: w.end, of: l}
	}
	return out
}

// aligned is the best place of a quotation in a stretch of the source.
type aligned struct {
	steps []step // from the first word of the draft to the last
	same  int    // words of the draft that are the source's
	run   int    // the most of them side by side
	from  int    // first word of the source
	to    int    // behind the last
}

// step pairs words: d of the draft, s of the source, -1 for none.
type step struct{ d, s int }

// The states of the alignment: two words side by side, a word of the draft alone,
// a word of the source alone.
const (
	both = iota
	draftAlone
	sourceAlone
)

// align finds where in the source's words the draft's stand best: all of the
// draft's, any stretch of the source's.
func align(draft, source []side) aligned {
	n, m := len(draft), len(source)
	if n == 0 || m == 0 {
		return aligned{}
	}
	t := newTable(n, m)
	for i := 1; i <= n; i++ {
		for j := 0; j <= m; j++ {
			if j > 0 {
				s, from := t.best(i-1, j-1)
				t.set(i, j, both, s+likeness(draft[i-1].key, source[j-1].key), from)
			}
			s, from := t.best(i-1, j)
			s += wOpen
			if grown := t.score(i-1, j, draftAlone) + wInsert; grown >= s {
				s, from = grown, draftAlone
			}
			t.set(i, j, draftAlone, s, from)
			if j > 0 && i < n {
				t.skip(i, j, draft[i].gap)
			}
		}
	}
	return t.trace(draft, source)
}

// table holds the scores of an alignment and where each came from.
type table struct {
	m      int
	scores []int32
	from   []uint8
}

func newTable(n, m int) *table {
	size := (n + 1) * (m + 1) * 3
	t := &table{m: m, scores: make([]int32, size), from: make([]uint8, size)}
	for i := 0; i <= n; i++ {
		for j := 0; j <= m; j++ {
			for s := range 3 {
				t.scores[t.at(i, j, s)] = wNever
			}
		}
	}
	for j := 0; j <= m; j++ {
		t.scores[t.at(0, j, both)] = 0 // the draft may begin anywhere
	}
	return t
}

func (t *table) at(i, j, state int) int    { return (i*(t.m+1)+j)*3 + state }
func (t *table) score(i, j, state int) int { return int(t.scores[t.at(i, j, state)]) }
func (t *table) set(i, j, state, score, from int) {
	t.scores[t.at(i, j, state)], t.from[t.at(i, j, state)] = int32(score), uint8(from)
}

// best is the best score of a cell, and its state.
func (t *table) best(i, j int) (score, state int) {
	score = wNever
	for s := range 3 {
		if v := t.score(i, j, s); v > score {
			score, state = v, s
		}
	}
	return score, state
}

// skip leaves out word j of the source behind word i of the draft; where the
// draft has a gap that costs next to nothing.
func (t *table) skip(i, j int, g gapKind) {
	open, more := wOpen, wDrop
	if g != none {
		open, more = -1, 0
	}
	s, from := t.score(i, j-1, both)+open, both
	if v := t.score(i, j-1, draftAlone) + open; v > s {
		s, from = v, draftAlone
	}
	if v := t.score(i, j-1, sourceAlone) + more; v >= s {
		s, from = v, sourceAlone
	}
	t.set(i, j, sourceAlone, s, from)
}

// trace walks back from the best end.
func (t *table) trace(draft, source []side) aligned {
	n := len(draft)
	end, state, top := 0, both, wNever
	for j := 0; j <= t.m; j++ {
		for _, s := range []int{both, draftAlone} {
			if v := t.score(n, j, s); v > top {
				end, state, top = j, s, v
			}
		}
	}
	var steps []step
	i, j := n, end
	for i > 0 {
		from := int(t.from[t.at(i, j, state)])
		switch state {
		case both:
			i, j = i-1, j-1
			steps = append(steps, step{i, j})
		case draftAlone:
			i--
			steps = append(steps, step{i, -1})
		default:
			j--
			steps = append(steps, step{-1, j})
		}
		state = from
	}
	for a, b := 0, len(steps)-1; a < b; a, b = a+1, b-1 {
		steps[a], steps[b] = steps[b], steps[a]
	}
	slide(steps, draft, source)
	return summed(steps, draft, source)
}

// slide moves every stretch left out as far to the right as the words allow, so
// that what stands before it stays whole: of "see fear; others see" the second
// "see" is left out, not the first.
func slide(steps []step, draft, source []side) {
	for k := 0; k < len(steps); k++ {
		if steps[k].d >= 0 {
			continue
		}
		end := k
		for end < len(steps) && steps[end].d < 0 {
			end++
		}
		for ; end < len(steps) && steps[end].s >= 0; k, end = k+1, end+1 {
			d := steps[end].d
			if d < 0 || draft[d].gap != none || draft[d].key != source[steps[k].s].key || draft[d].key != source[steps[end].s].key {
				break
			}
			steps[k].d, steps[end].d = d, -1
		}
		k = max(k, end-1)
	}
}

// summed counts what an alignment shares.
func summed(steps []step, draft, source []side) aligned {
	a := aligned{steps: steps, from: -1}
	run := 0
	for _, s := range steps {
		if s.s >= 0 {
			if a.from < 0 {
				a.from = s.s
			}
			a.to = s.s + 1
		}
		if s.d >= 0 && s.s >= 0 && draft[s.d].key == source[s.s].key {
			a.same++
			run++
			a.run = max(a.run, run)
			continue
		}
		if s.d >= 0 || s.s >= 0 && run > 0 {
			run = 0
		}
	}
	a.from = max(a.from, 0)
	return a
}

// likeness weighs two words against each other.
func likeness(a, b string) int {
	switch {
	case a == b:
		return wSame
	case len(a) > 3 && len(b) > 3 && strings.HasPrefix(a, b[:len(b)*3/5]), len(a) > 3 && len(b) > 3 && strings.HasPrefix(b, a[:len(a)*3/5]):
		return wLike
	}
	return wOther
}

// diff writes an alignment as stretches of one op each.
func diff(a aligned, draft, source []side) []Difference {
	var out []Difference
	type stretch struct {
		op         Op
		d0, d1     int
		s0, s1     int
		hasD, hasS bool
	}
	var runs []stretch
	for k, st := range a.steps {
		op := opOf(a, k, draft, source)
		if len(runs) == 0 || runs[len(runs)-1].op != op {
			runs = append(runs, stretch{op: op})
		}
		r := &runs[len(runs)-1]
		if st.d >= 0 {
			if !r.hasD {
				r.d0, r.hasD = st.d, true
			}
			r.d1 = st.d
		}
		if st.s >= 0 {
			if !r.hasS {
				r.s0, r.hasS = st.s, true
			}
			r.s1 = st.s
		}
	}
	for _, r := range runs {
		d := Difference{Op: r.op}
		if r.hasD {
			d.Draft = spelt(draft, r.d0, r.d1)
		}
		if r.hasS {
			d.Source = spelt(source, r.s0, r.s1)
		}
		if d.Op == Equal && slipped(draft, source, r.d0, r.d1, r.s0) {
			d.Op = Stops
		}
		out = append(out, d)
	}
	return out
}

// opOf names step k of an alignment. A word alone beside another alone on the
// other side is a change.
func opOf(a aligned, k int, draft, source []side) Op {
	st := a.steps[k]
	switch {
	case st.d >= 0 && st.s >= 0 && draft[st.d].key == source[st.s].key:
		return Equal
	case st.d >= 0 && st.s >= 0:
		return Changed
	case st.d >= 0:
		return Added
	}
	for _, next := range a.steps[k:] {
		if next.d >= 0 {
			switch draft[next.d].gap {
			case ellipsis:
				return Omitted
			case bracket, inWord:
				return Edited
			}
			break
		}
	}
	return Dropped
}

// spelt is words a to b (inside) as they stand in their text.
func spelt(ws []side, a, b int) string {
	out := ""
	for i := a; i <= b; {
		j := i
		for j < b && ws[j+1].of == ws[i].of {
			j++
		}
		if out != "" {
			out += " … "
		}
		out += strings.Join(strings.Fields(ws[i].of.source(ws[i].start, ws[j].end)), " ")
		i = j + 1
	}
	return out
}

// slipped reports whether equal words have other stops between them.
func slipped(draft, source []side, d0, d1, s0 int) bool {
	for i := d0 + 1; i <= d1; i++ {
		d, s := draft[i], source[s0+i-d0]
		if d.of == draft[i-1].of && !sameStops(d.of.stopsAt(d.start), s.of.stopsAt(s.start)) {
			return true
		}
	}
	return false
}
