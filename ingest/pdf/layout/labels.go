package layout

import (
	"math"
	"sort"
	"strconv"
)

// label is a printed page's label, what tells it, and how sure that is.
type label struct{ text, source, confidence string }

// What tells a label, and how sure it is.
const (
	fromLabels = "labels"
	fromHeads  = "heads"
	high       = "high"
	medium     = "medium"
	low        = "low"
)

// series is a way of numbering pages: Roman or not, with what prefix, and by how
// much the number differs from the page's place in the file.
type series struct {
	kind   numeral // its value apart
	offset int
}

// witness is a number printed at a page's edge.
type witness struct {
	of     series
	weight float64
}

// The model's weights: a number in a running head counts whole, one in a row that
// no other page repeats half; a page whose only number contradicts a series costs
// it; and a change of series costs more than one page's witness gains.
const (
	runningWeight  = 1.0
	edgeWeight     = 0.5
	contradiction  = -0.5
	changeOfSeries = 1.2
	leastSupport   = 1.5
)

// labelPages gives the pages their labels, from the numbers printed at their
// edges and from the labels that the file gives its sheets. Without either there
// is none.
func labelPages(pages []*page, sheets []Sheet, halves bool) {
	witnesses := make([][]witness, len(pages))
	for i, p := range pages {
		witnesses[i] = p.witnesses(i)
	}
	path := follow(witnesses)
	heads := headLabels(path, witnesses)
	if halves {
		for i, p := range pages {
			p.label = heads[i]
		}
		return
	}
	weigh(pages, sheets, heads)
}

// witnesses lists the numbers at a page's edges.
func (p *page) witnesses(i int) []witness {
	best := map[series]float64{}
	add := func(r *row, weight float64) {
		for _, n := range numbersAt(r.text) {
			s := series{kind: n, offset: n.value - i}
			s.kind.value = 0
			best[s] = max(best[s], weight)
		}
	}
	for k := range p.heads {
		add(&p.heads[k], runningWeight)
	}
	for _, bottom := range []bool{false, true} {
		for k, r := range p.edge(bottom) {
			switch {
			case k > 1 || len(r.text) > 100:
			case r.number:
				add(r, runningWeight)
			case p.numberApart(r):
				add(r, edgeWeight)
			}
		}
	}
	out := make([]witness, 0, len(best))
	for s, w := range best {
		out = append(out, witness{s, w})
	}
	sort.Slice(out, func(a, b int) bool { return before(out[a].of, out[b].of) })
	return out
}

// numberApart reports whether a number stands apart at an end of a row, on its
// line: not the mark before a note, nor a word of the text.
func (p *page) numberApart(r *row) bool {
	if len(r.pieces) < 2 {
		return false
	}
	for _, k := range []int{r.pieces[0], r.pieces[len(r.pieces)-1]} {
		q := p.pieces[k]
		if _, ok := numeralOf(q.words()); ok && math.Abs(q.base-r.base) < 0.1*r.size {
			return true
		}
	}
	return false
}

func before(a, b series) bool {
	if a.offset != b.offset {
		return a.offset < b.offset
	}
	if a.kind.prefix != b.kind.prefix {
		return a.kind.prefix < b.kind.prefix
	}
	if a.kind.roman != b.kind.roman {
		return !a.kind.roman
	}
	return !a.kind.upper && b.kind.upper
}

// maxSeries bounds how many ways of numbering are weighed against each other.
const maxSeries = 300

// candidates lists the series that two pages or more bear witness to.
func candidates(witnesses [][]witness) []series {
	support := map[series]float64{}
	for _, ws := range witnesses {
		for _, w := range ws {
			support[w.of] += w.weight
		}
	}
	var out []series
	for s, v := range support {
		if v >= leastSupport {
			out = append(out, s)
		}
	}
	sort.Slice(out, func(a, b int) bool {
		if support[out[a]] != support[out[b]] {
			return support[out[a]] > support[out[b]]
		}
		return before(out[a], out[b])
	})
	return out[:min(len(out), maxSeries)]
}

// follow finds for each page the series it belongs to, the one for which most
// witnesses speak with the fewest changes of series between (the Viterbi
// algorithm); nil where none does.
func follow(witnesses [][]witness) []*series {
	states := candidates(witnesses)
	n := len(states)
	score := make([]float64, n+1) // the last state is none
	from := make([][]int, len(witnesses))
	for i, ws := range witnesses {
		best := 0
		for s := range score {
			if score[s] > score[best] {
				best = s
			}
		}
		next := make([]float64, n+1)
		from[i] = make([]int, n+1)
		for s := range next {
			next[s], from[i][s] = score[s], s
			if moved := score[best] - changeOfSeries; moved > score[s] {
				next[s], from[i][s] = moved, best
			}
			if s < n {
				next[s] += speaks(ws, states[s])
			}
		}
		score = next
	}
	out := make([]*series, len(witnesses))
	at := 0
	for s := range score {
		if score[s] > score[at] {
			at = s
		}
	}
	for i := len(witnesses) - 1; i >= 0; i-- {
		if at < n {
			out[i] = &states[at]
		}
		at = from[i][at]
	}
	return out
}

// speaks is what a page's witnesses say of a series.
func speaks(ws []witness, s series) float64 {
	against := 0.0
	for _, w := range ws {
		if w.of == s {
			return w.weight
		}
		if w.weight >= runningWeight && w.of.kind == s.kind {
			against = contradiction
		}
	}
	return against
}

// headLabels makes labels of the series that the pages follow. A page whose own
// number is printed, or that stands between two such, is sure where three or more
// speak for the series; one before the first or behind the last is less so.
func headLabels(path []*series, witnesses [][]witness) []label {
	out := make([]label, len(path))
	for i := 0; i < len(path); {
		j := i
		for j < len(path) && path[j] == path[i] {
			j++
		}
		if path[i] != nil {
			stretch(out, *path[i], witnesses, i, j)
		}
		i = j
	}
	return out
}

// stretch labels the pages i to j, which follow one series.
func stretch(out []label, s series, witnesses [][]witness, i, j int) {
	first, last, support, against := -1, -1, 0.0, 0
	for k := i; k < j; k++ {
		v := speaks(witnesses[k], s)
		if v > 0 {
			if first < 0 {
				first = k
			}
			last = k
			support += v
		} else if v < 0 {
			against++
		}
	}
	if support < leastSupport {
		return
	}
	sure := high
	if support < 3 || float64(against)*3 > support {
		sure = medium
	}
	for k := i; k < j; k++ {
		value := s.offset + k
		if value < 1 {
			continue
		}
		c := sure
		switch off := max(first-k, k-last); {
		case off > 3:
			c = low
		case off > 0:
			c = medium
		case speaks(witnesses[k], s) < 0:
			c = low
		}
		if support < 3 && max(first-k, k-last) > 1 {
			continue
		}
		out[k] = label{s.kind.at(value), fromHeads, c}
	}
}

// weigh puts the file's labels and those of the heads together. A file whose
// labels merely count its sheets says little: the heads win over it. Where they
// contradict each other, the one that more pages bear out wins, and less surely.
func weigh(pages []*page, sheets []Sheet, heads []label) {
	own, counts := ownLabels(sheets)
	agree, differ := 0, 0
	for i := range pages {
		if l := own[pages[i].sheet]; l != "" && heads[i].text != "" && heads[i].confidence != low {
			if l == heads[i].text {
				agree++
			} else {
				differ++
			}
		}
	}
	headsWin := differ > agree && (counts || differ >= 3)
	for i, p := range pages {
		l, h := own[p.sheet], heads[i]
		switch {
		case l == "" || headsWin:
			p.label = h
			if headsWin && !counts && h.confidence == high {
				p.label.confidence = medium
			}
		case counts && agree+differ == 0:
			p.label = label{l, fromLabels, low}
		case l == h.text, h.text == "" && !counts:
			p.label = label{l, fromLabels, high}
		case h.text == "" || h.confidence == low:
			p.label = label{l, fromLabels, medium}
		default:
			p.label = label{l, fromLabels, low}
		}
	}
}

// ownLabels lists the file's labels, "" where it has none, and reports whether
// they merely count the sheets from one on.
func ownLabels(sheets []Sheet) (own []string, counts bool) {
	own = make([]string, len(sheets))
	counts = true
	for i, s := range sheets {
		if s.Labelled && printable(s.Label) {
			own[i] = s.Label
		}
		counts = counts && own[i] == strconv.Itoa(i+1)
	}
	return own, counts
}
