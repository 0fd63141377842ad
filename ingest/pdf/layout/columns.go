package layout

import (
	"math"
	"sort"
	"strings"

	"locus/ingest/pattern"
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
		case p.x1-p.x0 > 0.85*width && len(p.gs) > 24 && math.IsInf(start[side], 1):
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
		letters += len(l.gs) + len(r.gs)
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

// columnOf makes the lines of a column.
func columnOf(ps []piece) column {
	c := column{x0: math.Inf(1), x1: math.Inf(-1)}
	for _, p := range ps {
		c.x0, c.x1 = min(c.x0, p.x0), max(c.x1, p.x1)
		n := len(c.lines) - 1
		if n >= 0 && math.Abs(c.lines[n].base-p.base) < 0.3*max(p.size, c.lines[n].size) && !overlaps(c.lines[n], p) {
			c.lines[n].cells = append(c.lines[n].cells, p)
			continue
		}
		c.lines = append(c.lines, line{cells: []piece{p}, base: p.base})
	}
	for i := range c.lines {
		c.lines[i].measure()
	}
	c.settle()
	return c
}

func overlaps(l line, p piece) bool {
	for _, c := range l.cells {
		if min(c.x1, p.x1)-max(c.x0, p.x0) > 0.5*min(p.size, c.size) {
			return true
		}
	}
	return false
}

// measure orders a line's cells and works out its measures.
func (l *line) measure() {
	sort.SliceStable(l.cells, func(i, j int) bool { return l.cells[i].x0 < l.cells[j].x0 })
	l.x0, l.x1 = l.cells[0].x0, l.cells[0].x1
	best := 0
	l.bold, l.italic, l.mono = true, true, true
	for _, c := range l.cells {
		l.x1 = max(l.x1, c.x1)
		if len(c.gs) > best {
			best, l.size, l.base = len(c.gs), c.size, c.base
		}
		l.bold, l.italic, l.mono = l.bold && c.bold, l.italic && c.italic, l.mono && c.mono
	}
}

// settle puts the lines of running text together that were merely set wide: a
// line whose gaps are like its own blanks, or alike among themselves, or that
// fills the column between lines of text that do.
func (c *column) settle() {
	for i := range c.lines {
		l := &c.lines[i]
		if len(l.cells) < 2 {
			continue
		}
		if even(l.cells) || c.among(i) || len(l.cells) == 2 && loneMark(l.cells[0]) && l.cells[1].x0-l.cells[0].x1 < 3*l.size && !c.marksAlone(i) {
			l.cells = closed(l.cells, math.Inf(1))
		} else {
			l.cells = closed(l.cells, 1.8)
		}
	}
}

// loneMark reports whether a cell is a bullet or the mark of a list's item, of a
// section or of an entry.
func loneMark(p piece) bool {
	if len(p.gs) == 1 && strings.ContainsRune("•◦▪●○■□‣⁃·∙➢✓–—*", shown(p.gs[0].Rune)) {
		return true
	}
	return len(p.gs) < 9 && markAlone().MatchString(p.words())
}

var markAlone = pattern.Lazy(`^(?:\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.):]|\[[0-9]{1,3}\]|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.?)$`)

// marksAlone reports whether the lines around line i have such marks with other
// cells behind: the numbered rows of a table.
func (c *column) marksAlone(i int) bool {
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(c.lines) && len(c.lines[j].cells) > 2 {
			return true
		}
	}
	return false
}

// among reports whether line i fills the column and stands close to a line of one
// piece that does.
func (c *column) among(i int) bool {
	l := c.lines[i]
	full := func(n line) bool { return math.Abs(n.x0-l.x0) < 2*l.size && math.Abs(n.x1-l.x1) < 1.2*l.size }
	for k := 1; k < len(l.cells); k++ {
		widest := 1.7 * l.size
		if endsSentence(l.cells[k-1].words()) {
			widest = 3.2 * l.size
		}
		if l.cells[k].x0-l.cells[k-1].x1 > widest {
			return false
		}
	}
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(c.lines) && len(c.lines[j].cells) == 1 && full(c.lines[j]) && math.Abs(c.lines[j].base-l.base) < 2.2*l.size &&
			l.x1-l.x0 > 0.85*(c.x1-c.x0) && len(c.lines[j].cells[0].gs) > 20 {
			return true
		}
	}
	return false
}

// even reports whether the gaps between four cells or more are all alike, and
// most cells one word.
func even(cells []piece) bool {
	if len(cells) < 4 {
		return false
	}
	least, most, single := math.Inf(1), 0.0, 0
	for k := range cells {
		if blanks(cells[k]) == 0 {
			single++
		}
		if k > 0 {
			gap := cells[k].x0 - cells[k-1].x1
			least, most = min(least, gap), max(most, gap)
		}
	}
	return most < 1.25*least+1 && most < 2.5*cells[0].size && single*3 >= len(cells)*2
}

// closed joins the cells of a line whose gaps are not wider than so many of its
// own blanks.
func closed(cells []piece, times float64) []piece {
	out := cells[:1:1]
	for _, c := range cells[1:] {
		last := &out[len(out)-1]
		blank := max(blanks(*last), blanks(c))
		if gap := c.x0 - last.x1; math.IsInf(times, 1) || blank > 0 && gap < times*blank && gap < times*max(c.size, last.size) {
			last.join(c)
			last.gs[len(last.gs)-len(c.gs)].Blank = true
			last.bold, last.italic, last.mono = last.bold && c.bold, last.italic && c.italic, last.mono && c.mono
			continue
		}
		out = append(out, c)
	}
	return out
}

// blanks is the usual width of the blanks of a piece, 0 where it has none.
func blanks(p piece) float64 {
	var gaps []float64
	for i := 1; i < len(p.gs); i++ {
		if parted(p.gs[i-1], p.gs[i]) {
			gaps = append(gaps, p.gs[i].X0-p.gs[i-1].X1)
		}
	}
	return median(gaps)
}
