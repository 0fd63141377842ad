package layout

import (
	"math"
	"sort"
)

// style is what the text of a document looks like as a rule.
type style struct {
	body    float64         // the size of most characters
	leading map[int]float64 // by size in halves of a point: from line to line
	indents bool            // paragraphs begin with a blank
	widths  []measureOf     // of the columns with many lines
	bold    bool            // most of the text is
	mono    bool            // most of the text is in type of one width
}

// measureOf is a column's left margin and its width.
type measureOf struct{ x0, width float64 }

func half(size float64) int { return int(math.Round(size * 2)) }

// bodySize is the size in which most characters of long pieces are printed.
func bodySize(pages []*page) float64 {
	t, all := tally{}, tally{}
	for _, p := range pages {
		for _, q := range p.pieces {
			size := math.Round(q.size*2) / 2
			all.add(size, q.count())
			if q.count() >= 25 {
				t.add(size, q.count())
			}
		}
	}
	if len(t) == 0 {
		t = all
	}
	if m := t.mode(); m > 0 {
		return m
	}
	return 10
}

// styleOf reads the style of a document off its columns.
func styleOf(pages []*page, body float64) *style {
	st := &style{body: body, leading: map[int]float64{}}
	leads := map[int]tally{}
	bold, mono, all := 0, 0, 0
	for _, p := range pages {
		for _, c := range p.cols {
			if l, r, ok := c.margins(nil); ok && len(c.lines) >= 8 {
				st.widths = append(st.widths, measureOf{l, r - l})
			}
			for i, l := range c.lines {
				all++
				if l.bold {
					bold++
				}
				if l.mono {
					mono++
				}
				if i == 0 || math.Abs(c.lines[i-1].size-l.size) > 0.5 {
					continue
				}
				if d := l.base - c.lines[i-1].base; d > 0.8*l.size && d < 2.6*l.size {
					k := half(l.size)
					if leads[k] == nil {
						leads[k] = tally{}
					}
					leads[k].add(math.Round(d*2)/2, 1)
				}
			}
		}
	}
	for k, t := range leads {
		st.leading[k] = t.mode()
	}
	st.bold, st.mono = bold*2 > all, mono*2 > all
	st.indents = indented(pages, body)
	return st
}

// lead is the usual distance of lines of a size.
func (st *style) lead(size float64) float64 {
	if v := st.leading[half(size)]; v > 0 {
		return v
	}
	if v := st.leading[half(st.body)]; v > 0 && st.body > 0 {
		return v / st.body * size
	}
	return 1.25 * size
}

// indented reports whether the paragraphs of a document begin with a blank: many
// lines of the text begin a little to the right of the line above and below.
func indented(pages []*page, body float64) bool {
	in, ends := 0, 0
	for _, p := range pages {
		for _, c := range p.cols {
			l, r, ok := c.margins(nil)
			if !ok || len(c.lines) < 5 {
				continue
			}
			for i := 1; i+1 < len(c.lines); i++ {
				a, b, d := c.lines[i-1], c.lines[i], c.lines[i+1]
				if math.Abs(b.size-body) > 0.6 || math.Abs(a.size-body) > 0.6 {
					continue
				}
				if a.x1 < r-0.15*(r-l) && math.Abs(a.x0-l) < 2 {
					ends++
				}
				if x := b.x0 - l; x > 0.5*body && x < 4*body && math.Abs(a.x0-l) < 2 && math.Abs(d.x0-l) < 2 {
					in++
				}
			}
		}
	}
	return in >= 3 && in*2 >= ends
}

// margins are a column's left and right margin: where most lines begin, and how
// far nearly all reach. A column of few lines takes the width of one that begins
// there elsewhere.
func (c column) margins(st *style) (l, r float64, ok bool) {
	t := tally{}
	var ends []float64
	for _, n := range c.lines {
		t.add(math.Round(n.x0), n.cells[0].count())
		if len(n.cells) == 1 || n.x1-n.x0 > 0.7*(c.x1-c.x0) {
			ends = append(ends, n.x1)
		}
	}
	l = t.mode()
	// Hanging indents: the lesser of two margins that many lines have.
	for v, n := range t {
		if x := float64(v) / 10; x < l && x > l-60 && n*3 >= t[int(math.Round(l*10))] {
			l = x
		}
	}
	if len(ends) == 0 {
		return l, c.x1, false
	}
	sort.Float64s(ends)
	r = ends[len(ends)*9/10]
	alike := 0
	for _, e := range ends {
		if math.Abs(e-r) < 1.5 {
			alike++
		}
	}
	if alike*4 < len(ends) { // a ragged edge
		r = ends[len(ends)-1]
	}
	if len(c.lines) < 8 {
		r = ends[len(ends)-1]
		if st != nil {
			for _, w := range st.widths {
				if math.Abs(w.x0-l) < 12 && l+w.width > r && l+w.width < r*1.9 {
					r = l + w.width
					break
				}
			}
		}
	}
	return l, r, true
}
