package layout

import (
	"math"
	"sort"
)

// line is what stands on one line of a column: one piece, or several where wide
// gaps part the cells of a table.
type line struct {
	cells  []piece
	x0, x1 float64
	base   float64
	size   float64
	bold   bool
	italic bool
	mono   bool
}

// column is a stretch of a page that is read from top to bottom before what
// stands beside it.
type column struct {
	x0, x1 float64
	lines  []line
}

// columns puts the pieces of a page into columns in reading order. Gutters are
// the places of gutters on other pages, which weigh where this page has few lines.
// The first page has a title over its columns.
func columns(ps []piece, gutters []float64, first bool) []column {
	var out []column
	for _, g := range parts(ps, gutters, 0, first) {
		if len(g) > 0 {
			out = append(out, columnOf(g))
		}
	}
	return out
}

// maxColumns bounds how often a page is cut.
const maxColumns = 4

// parts cuts a page at its gutter into bands: what crosses the gutter stands
// alone, between it the left side is read before the right one.
func parts(ps []piece, gutters []float64, depth int, first bool) [][]piece {
	x, ok := gutter(ps, gutters)
	if !ok || depth >= maxColumns {
		return [][]piece{ps}
	}
	crosses := spanning(ps, x)
	if first {
		titled(ps, crosses, x)
	}
	var out [][]piece
	var left, right, across []piece
	flush := func() {
		if len(left)+len(right) > 0 {
			out = append(out, parts(left, nil, depth+1, false)...)
			out = append(out, parts(right, nil, depth+1, false)...)
		}
		left, right = nil, nil
	}
	for i, p := range ps {
		switch {
		case crosses[i]:
			flush()
			across = append(across, p)
			continue
		case len(across) > 0:
			out = append(out, across)
			across = nil
		}
		if sideOf(p, x) == 0 {
			left = append(left, p)
		} else {
			right = append(right, p)
		}
	}
	flush()
	if len(across) > 0 {
		out = append(out, across)
	}
	return out
}

// spanning reports for each piece whether it runs over the gutter at x; the
// short last line of a paragraph that does is counted with it.
func spanning(ps []piece, x float64) []bool {
	out := make([]bool, len(ps))
	for i, p := range ps {
		out[i] = p.x0 < x-1 && p.x1 > x+1
	}
	for i, p := range ps {
		if out[i] {
			continue
		}
		for j := i - 1; j >= 0 && ps[j].base > p.base-1.6*p.size; j-- {
			if out[j] && math.Abs(ps[j].x0-p.x0) < 1.5*p.size && math.Abs(ps[j].size-p.size) < 0.5 && ps[j].base < p.base-0.5*p.size && alone(ps, i) {
				out[i] = true
			}
		}
	}
	return out
}

// titled counts with the pieces that run over the gutter all those above the
// first lines that fill a column: the authors under the title. What stands right
// above a column is its first heading.
func titled(ps []piece, crosses []bool, x float64) {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, p := range ps {
		lo, hi = min(lo, p.x0), max(hi, p.x1)
	}
	start := [2]float64{math.Inf(1), math.Inf(1)}
	above, begun := false, false
	for i, p := range ps {
		side, width := sideOf(p, x), x-lo
		if side == 1 {
			width = hi - x
		}
		switch {
		case crosses[i]:
			above = above || !begun
		case p.x1-p.x0 > 0.85*width && p.count() > 24 && math.IsInf(start[side], 1):
			start[side], begun = p.base, true
		}
	}
	first := min(start[0], start[1])
	if !above || math.IsInf(first, 1) {
		return
	}
	for i, p := range ps {
		if p.base < first-0.5*p.size && p.base < start[sideOf(p, x)]-3.2*p.size {
			crosses[i] = true
		}
	}
}

// sideOf is 0 left of a gutter, 1 right of it.
func sideOf(p piece, x float64) int {
	if (p.x0+p.x1)/2 < x {
		return 0
	}
	return 1
}

// alone reports whether nothing stands beside piece i on its line.
func alone(ps []piece, i int) bool {
	for j := range ps {
		if j != i && math.Abs(ps[j].base-ps[i].base) < 0.6*ps[i].size {
			return false
		}
	}
	return true
}

// pair is two pieces beside each other: the indexes and the gap between.
type pair struct {
	l, r   int
	x0, x1 float64
}

// pairs finds for each piece its nearest right neighbour. The pieces are in the
// order of their lines.
func pairs(ps []piece) []pair {
	var out []pair
	for i, p := range ps {
		best := -1
		for _, step := range []int{-1, 1} {
			for j := i + step; j >= 0 && j < len(ps) && math.Abs(ps[j].base-p.base) < 0.75*max(p.size, 4); j += step {
				if ps[j].x0 >= p.x1-1 && (best < 0 || ps[j].x0 < ps[best].x0) {
					best = j
				}
			}
		}
		if best >= 0 {
			out = append(out, pair{i, best, p.x1, ps[best].x0})
		}
	}
	return out
}

// gutter finds the place of the blank strip that parts the pieces into columns
// of running text. Hints are where other pages have theirs.
func gutter(ps []piece, hints []float64) (float64, bool) {
	if len(ps) < 2 {
		return 0, false
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, p := range ps {
		lo, hi = min(lo, p.x0), max(hi, p.x1)
	}
	n := int(hi-lo) + 2
	if n < 40 || n > 20000 {
		return 0, false
	}
	score := make([]int, n)
	add := func(x0, x1 float64, v int) {
		for x := max(0, int(math.Ceil(x0-lo))); x <= min(n-1, int(x1-lo)); x++ {
			score[x] += v
		}
	}
	all := pairs(ps)
	for _, q := range all {
		add(q.x0, q.x1, 2)
	}
	for _, p := range ps {
		add(p.x0+1, p.x1-1, -1)
	}
	for _, h := range hints {
		if x := int(h - lo); x > 0 && x < n && running(ps, all, h, lo, hi, 1) {
			return h, true
		}
	}
	for _, x := range peaks(score) {
		if at := lo + x; running(ps, all, at, lo, hi, 4) {
			return at, true
		}
	}
	return 0, false
}

// peaks lists the middles of the best strips, the best first, no more than six.
func peaks(score []int) []float64 {
	type peak struct {
		v    int
		x, w float64
	}
	var list []peak
	for i := 0; i < len(score); {
		j := i
		for j < len(score) && score[j] == score[i] {
			j++
		}
		top := score[i] > 3 && (i == 0 || score[i-1] < score[i]) && (j == len(score) || score[j] < score[i])
		if top {
			list = append(list, peak{score[i], float64(i+j-1) / 2, float64(j - i)})
		}
		i = j
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].v > list[j].v })
	var out []float64
	for _, p := range list[:min(len(list), 6)] {
		out = append(out, p.x)
	}
	return out
}

// running reports whether the pairs that face each other over x are lines of
// running text: enough of them, each a good part of its column, those on the left
// reaching its edge, those on the right beginning at one. The cells of a table
// are shorter and do not fill theirs.
func running(ps []piece, all []pair, x, lo, hi float64, least int) bool {
	var widthL, widthR []float64
	reach, starts, letters := 0, tally{}, 0
	for _, q := range all {
		if q.x0 > x+1 || q.x1 < x-1 {
			continue
		}
		l, r := ps[q.l], ps[q.r]
		widthL, widthR = append(widthL, l.x1-l.x0), append(widthR, r.x1-r.x0)
		letters += l.count() + r.count()
		if x-l.x1 < 0.12*(hi-lo) {
			reach++
		}
		starts.add(math.Round(r.x0/3)*3, 1)
	}
	n := len(widthL)
	if n < least {
		return false
	}
	aligned := 0
	for v, c := range starts {
		if math.Abs(float64(v)/10-starts.mode()) < 16 {
			aligned += c
		}
	}
	span := hi - lo
	if n >= 15 && math.Abs(x-(lo+hi)/2) < 0.08*span && max(median(widthL), median(widthR)) > 0.3*span && tall(ps, all, x) {
		return true // one side is broken up by formulas, and the strip runs down the page
	}
	if median(widthL) < 0.2*span || median(widthR) < 0.2*span || letters < n*28 {
		return least == 1 && n >= 1 && letters >= n*20 && x > lo+0.3*span && x < lo+0.7*span && reach*3 >= n
	}
	return reach*2 >= n && aligned*2 >= n
}

// tall reports whether the pairs that face each other over x stand on most of the
// height that the pieces take, with few pieces across.
func tall(ps []piece, all []pair, x float64) bool {
	top, bottom, first, last, cross := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1), 0
	for _, p := range ps {
		top, bottom = min(top, p.base), max(bottom, p.base)
		if p.x0 < x-1 && p.x1 > x+1 {
			cross++
		}
	}
	for _, q := range all {
		if q.x0 <= x+1 && q.x1 >= x-1 {
			first, last = min(first, ps[q.l].base), max(last, ps[q.l].base)
		}
	}
	return last-first > 0.7*(bottom-top) && cross*10 < len(ps)
}
