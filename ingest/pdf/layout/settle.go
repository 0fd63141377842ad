package layout

import (
	"math"
	"sort"
	"strings"

	"locus/ingest/pattern"
)

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
		if n := c.count(); n > best {
			best, l.size, l.base = n, c.size, c.base
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
	if p.count() == 1 && strings.Contains("•◦▪●○■□‣⁃·∙➢✓–—*", p.words()) {
		return true
	}
	return p.count() < 9 && markAlone().MatchString(p.words())
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
			l.x1-l.x0 > 0.85*(c.x1-c.x0) && c.lines[j].cells[0].count() > 20 {
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
			last.follow(c)
			last.bold, last.italic, last.mono = last.bold && c.bold, last.italic && c.italic, last.mono && c.mono
			continue
		}
		out = append(out, c)
	}
	return out
}

// follow puts a piece of the same line behind p, with a blank between.
func (p *piece) follow(q piece) {
	gs, more := p.signs(), q.signs()
	more[0].Blank = true
	p.x1, p.size, p.order = max(p.x1, q.x1), max(p.size, q.size), min(p.order, q.order)
	p.take(append(gs, more...))
}

// blanks is the usual width of the blanks of a piece, 0 where it has none.
func blanks(p piece) float64 {
	var gaps []float64
	gs := p.signs()
	for i := 1; i < len(gs); i++ {
		if parted(gs[i-1], gs[i]) {
			gaps = append(gaps, gs[i].X0-gs[i-1].X1)
		}
	}
	return median(gaps)
}
