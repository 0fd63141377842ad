package layout

import (
	"math"
	"sort"
	"strings"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

// tables finds the tables among a column's paragraphs: three lines or more in
// sequence with wide gaps, or two whose cells begin at the same places. Each line
// of one becomes a row.
func (s *setter) tables(ps []*para) []*para {
	var out []*para
	for i := 0; i < len(ps); {
		j, lines := i, []placed{}
		for j < len(ps) && (celled(ps[j]) || j > i && within(ps, j)) {
			lines = append(lines, ps[j].lines...)
			j++
		}
		if j == i || len(lines) < 2 || !lined(lines) {
			out = append(out, ps[i])
			i++
			continue
		}
		if contentsAbove(ps, i) && endNumbered(lines) {
			out = append(out, ps[i:j]...)
		} else {
			out = append(out, s.rows(ps[i], lines)...)
		}
		out[len(out)-1].last = ps[j-1].last
		i = j
	}
	return out
}

var contentsName = pattern.Lazy(`(?i)^(?:table of )?contents$`)

// contentsAbove reports whether the lines from i on stand below the heading of a
// table of contents.
func contentsAbove(ps []*para, i int) bool {
	for k := i - 1; k >= 0; k-- {
		text := strings.TrimSpace(ps[k].text())
		if contentsName().MatchString(text) {
			return true
		}
		if len(strings.Fields(text)) > 25 {
			return false
		}
	}
	return false
}

// endNumbered reports whether nearly all lines end with a page's number.
func endNumbered(lines []placed) bool {
	n := 0
	for _, l := range lines {
		if _, ok := numeralOf(l.cells[len(l.cells)-1].words()); ok && len(l.cells) > 1 {
			n++
		}
	}
	return n*5 >= len(lines)*4
}

// celled reports whether a paragraph is a line of cells.
func celled(p *para) bool {
	return p.kind == block.Paragraph && len(p.lines) <= 2 && len(p.lines[0].cells) > 1 && !isHeadingLook(p)
}

func isHeadingLook(p *para) bool {
	words := p.lines[0].cells[0].words()
	return len(p.lines[0].cells) == 2 && len(p.lines) == 1 && numberAlone(words) && p.bold
}

func numberAlone(s string) bool {
	return strings.Trim(s, "0123456789.") == "" && s != ""
}

// within reports whether paragraph j goes on with a cell of the line before, at
// whose place it begins, or is a line of one cell between two of more, close to
// both.
func within(ps []*para, j int) bool {
	p := ps[j]
	if prev := ps[j-1].lines[len(ps[j-1].lines)-1]; p.kind == block.Paragraph && len(p.lines) <= 4 && p.gap < 1.3 && p.lines[0].x0 > p.l+2*p.size {
		for _, c := range prev.cells[min(1, len(prev.cells)-1):] {
			if in := p.lines[0].x0 - c.x0; in > -2 && in < 2*p.size && math.Abs(c.size-p.size) < 0.6 {
				return true // a cell of the row before goes on
			}
		}
	}
	return j+1 < len(ps) && p.kind == block.Paragraph && len(p.lines) == 1 && celled(ps[j+1]) && p.gap < 1.4 && ps[j+1].gap < 1.4 &&
		p.lines[0].x1-p.lines[0].x0 < 0.6*(p.r-p.l) && math.Abs(p.size-ps[j+1].size) < 0.6
}

// lined reports whether the cells of the lines stand below each other.
func lined(lines []placed) bool {
	starts := map[int]int{}
	cells, multi := 0, 0
	for _, n := range lines {
		if len(n.cells) > 1 {
			multi++
		}
		for k, c := range n.cells {
			if k == 0 {
				continue
			}
			cells++
			at := (c.x0 + c.x1) / 2
			for _, x := range []float64{c.x0, c.x1, at} {
				starts[int(math.Round(x/6))]++
			}
		}
	}
	most := 0
	for _, n := range starts {
		most = max(most, n)
	}
	return multi >= 2 && most*2 >= multi && cells > 0
}

// span is a column of a table, from x0 to x1.
type span struct{ x0, x1 float64 }

// grid finds the columns of a table: the stretches that the cells of its lines
// cover, those of lines that run over all apart.
func grid(lines []placed) []span {
	var all []span
	for _, n := range lines {
		if len(n.cells) < 2 {
			continue
		}
		for _, c := range n.cells {
			all = append(all, span{c.x0, c.x1})
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].x0 < all[j].x0 })
	var out []span
	for _, s := range all {
		if n := len(out) - 1; n >= 0 && s.x0 < out[n].x1-1 {
			out[n].x1 = max(out[n].x1, s.x1)
			continue
		}
		out = append(out, s)
	}
	return out
}

// rows makes a paragraph of the kind row of each line; a line whose first cell
// is empty and that stands close goes on with the cells of the one before.
func (s *setter) rows(first *para, lines []placed) []*para {
	g := grid(lines)
	var out []*para
	for i, n := range lines {
		cells := make([]string, max(1, len(g)))
		for _, c := range n.cells {
			k := placeIn(g, c)
			if cells[k] != "" {
				cells[k] += " "
			}
			cells[k] += c.words()
		}
		if i > 0 && cells[0] == "" && len(out) > 0 && n.base-lines[i-1].base < 1.25*n.size {
			out[len(out)-1].lines = append(out[len(out)-1].lines, n)
			last := out[len(out)-1].cells[0]
			for k, c := range cells {
				last[k] = strings.TrimSpace(last[k] + " " + c)
			}
			continue
		}
		p := &para{kind: block.Row, lines: []placed{n}, cells: [][]string{cells}, l: first.l, r: first.r, first: i == 0 && first.first}
		p.measure(s)
		out = append(out, p)
	}
	return out
}

// abreast turns the rows before the text of the first page, which are no table,
// by their columns: each author with what stands below.
func (s *setter) abreast(ps []*para) []*para {
	var out []*para
	for i := 0; i < len(ps); {
		j := i
		var lines []placed
		for j < len(ps) && (ps[j].kind == block.Row || len(ps[j].lines[0].cells) > 1) && ps[j].kind != block.Heading {
			lines = append(lines, ps[j].lines...)
			j++
		}
		if j == i {
			out = append(out, ps[i])
			i++
			continue
		}
		columns := grid(lines)
		for k, g := range columns {
			for _, n := range lines {
				for _, c := range n.cells {
					if placeIn(columns, c) != k {
						continue
					}
					l := n
					l.cells = []piece{c}
					l.line.measure()
					p := &para{kind: block.Paragraph, lines: []placed{l}, l: g.x0, r: g.x1, gap: 1}
					p.measure(s)
					out = append(out, p)
				}
			}
		}
		i = j
	}
	return out
}

// placeIn is the column of a table in which a cell stands: the one it covers most
// of, or lies next to.
func placeIn(columns []span, c piece) int {
	k := 0
	for j := range columns {
		if overlap(columns[j], c) > overlap(columns[k], c) {
			k = j
		}
	}
	return k
}

func overlap(s span, c piece) float64 { return min(s.x1, c.x1) - max(s.x0, c.x0) }
