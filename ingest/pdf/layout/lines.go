package layout

import (
	"math"
	"sort"
	"strings"
)

// piece is a run of glyphs on one line with no wide gap in it: a line of a
// column, or a cell of a table.
type piece struct {
	gs     []Sign // while its sheet is read
	kept   string // packed, behind that
	text   string // its words, where it is packed
	n      int    // of its characters, where it is packed
	x0, x1 float64
	base   float64 // of most of its glyphs
	size   float64 // of most of its glyphs
	top    float64
	bottom float64
	bold   bool // all of it
	italic bool
	mono   bool
	order  int // of its first glyph in the file
}

// wide is the gap, in sizes of the font, from which two words on a line are
// parted into two pieces: a gutter is wider, a blank between words is not.
const wide = 0.7

// pieces makes pieces of a sheet's glyphs. Runs of glyphs that follow each other
// in the file are put together first; then the runs of one line are, wherever
// they stand in the file, and raised or lowered small ones with what they hang on.
// The numbers of lines in the margin are given apart.
func pieces(s Sheet, fonts []Font) (ps, numbers []piece) {
	runs, numbers := counted(runsOf(dedoubled(s.Glyphs)))
	runs = append(runs, bullets(runs, s.Dots)...)
	sort.SliceStable(runs, func(i, j int) bool {
		if d := runs[i].base - runs[j].base; math.Abs(d) > 0.05 {
			return d < 0
		}
		return runs[i].x0 < runs[j].x0
	})
	runs = together(runs)
	runs = scripts(runs)
	for i := range runs {
		runs[i].gs = accented(runs[i].gs)
		runs[i].measure(fonts)
	}
	return runs, numbers
}

// bullets makes bullets of the dots drawn before a line of text: at the height of
// its small letters, alone, and close.
func bullets(runs []piece, dots []Dot) []piece {
	var out []piece
	for _, d := range dots {
		near := -1
		for i, r := range runs {
			gap, rise := r.x0-d.X, r.base-d.Y
			if rise > 0.05*r.size && rise < 0.65*r.size && r.x1 > d.X && (near < 0 || gap < runs[near].x0-d.X) {
				near = i
				if gap < 0 {
					break // within a line: no bullet
				}
			}
		}
		if near < 0 {
			continue
		}
		r := runs[near]
		if gap := r.x0 - d.X; gap > 0.3*r.size && gap < 2.5*r.size {
			g := Sign{Rune: '•', X0: d.X - 0.15*r.size, X1: d.X + 0.15*r.size, OX: d.X, Base: r.base, Size: r.size, Font: r.gs[0].Font, Blank: true}
			out = append(out, piece{gs: []Sign{g}, x0: g.X0, x1: g.X1, base: g.Base, size: g.Size})
		}
	}
	return out
}

// dedoubled leaves out glyphs printed a second time over themselves, a hair
// aside, as some programs print bold ones.
func dedoubled(gs []Glyph) []Sign {
	type place struct {
		r    rune
		x, y int
	}
	seen := map[place]int{}
	out := make([]Sign, 0, len(gs))
	for i, g := range gs {
		x, y := int(math.Floor(g.OX)), int(math.Floor(g.Base))
		doubled := false
		for dx := -1; dx <= 1 && !doubled; dx++ {
			for dy := -1; dy <= 1 && !doubled; dy++ {
				// The letters of a ligature follow each other at one place.
				k, ok := seen[place{g.Rune, x + dx, y + dy}]
				doubled = ok && i-k > 3
			}
		}
		if doubled && g.Size > 4 {
			continue
		}
		seen[place{g.Rune, x, y}] = i
		out = append(out, g.Sign)
	}
	return out
}

// runsOf cuts the glyphs, in the file's order, where the line, the size or the
// direction changes.
func runsOf(gs []Sign) []piece {
	var out []piece
	for i, g := range gs {
		if n := len(out) - 1; n >= 0 {
			p := &out[n]
			last := p.gs[len(p.gs)-1]
			gap := g.X0 - last.X1
			if math.Abs(g.Base-last.Base) <= 0.04*g.Size && math.Abs(g.Size-last.Size) <= 0.25*max(g.Size, last.Size) &&
				gap > -0.6*g.Size && gap < wide*max(g.Size, last.Size) && g.OX > last.OX-0.1*g.Size {
				p.put(g)
				continue
			}
		}
		out = append(out, piece{gs: []Sign{g}, x0: g.X0, x1: g.X1, base: g.Base, size: g.Size, order: i})
	}
	return out
}

func (p *piece) put(g Sign) {
	p.gs = append(p.gs, g)
	p.x0, p.x1 = min(p.x0, g.X0), max(p.x1, g.X1)
	p.size = max(p.size, g.Size)
}

// join puts the glyphs of q into p, in the order of the line.
func (p *piece) join(q piece) {
	n := len(p.gs)
	p.gs = append(p.gs, q.gs...)
	if q.x0 < p.x1 && p.gs[n].OX < p.gs[n-1].OX {
		sort.SliceStable(p.gs, func(i, j int) bool { return p.gs[i].OX < p.gs[j].OX })
	}
	p.x0, p.x1 = min(p.x0, q.x0), max(p.x1, q.x1)
	p.size = max(p.size, q.size)
	p.order = min(p.order, q.order)
}

// together joins the runs that stand beside each other on one line.
func together(runs []piece) []piece {
	var out []piece
	from := 0 // pieces before lie above the line
	for _, r := range runs {
		for from < len(out) && out[from].base < r.base-r.size {
			from++
		}
		at := -1
		for i := len(out) - 1; i >= from; i-- {
			p := out[i]
			size := max(p.size, r.size)
			if math.Abs(p.base-r.base) > 0.12*size || min(p.size, r.size) < 0.55*size {
				continue
			}
			if gap := apart(p, r); gap < wide*size && gap > -0.3*size && (at < 0 || gap < apart(out[at], r)) {
				at = i
			}
		}
		if at < 0 {
			out = append(out, r)
			continue
		}
		out[at].join(r)
	}
	return again(out)
}

// again joins pieces between which a later run has closed the gap.
func again(ps []piece) []piece {
	sort.SliceStable(ps, func(i, j int) bool {
		if d := ps[i].base - ps[j].base; math.Abs(d) > 0.05 {
			return d < 0
		}
		return ps[i].x0 < ps[j].x0
	})
	var out []piece
	for _, p := range ps {
		n := len(out) - 1
		if n >= 0 {
			size := max(out[n].size, p.size)
			if gap := apart(out[n], p); math.Abs(out[n].base-p.base) <= 0.12*size && gap < wide*size && gap > -0.3*size && min(out[n].size, p.size) >= 0.55*size {
				out[n].join(p)
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

// apart is the gap between two pieces, negative where they overlap.
func apart(p, q piece) float64 {
	if q.x0 < p.x0 {
		p, q = q, p
	}
	return q.x0 - p.x1
}

// scripts joins small raised and lowered runs with the piece they stand at.
func scripts(ps []piece) []piece {
	gone := make([]bool, len(ps))
	for i := range ps {
		s := &ps[i]
		if len(s.gs) > 12 {
			continue
		}
		best, bestGap := -1, math.Inf(1)
		for j := range ps {
			p := &ps[j]
			rise := p.base - s.base
			if i == j || gone[j] || !smaller(s, p, rise) || rise > 0.62*p.size || rise < -0.35*p.size {
				continue
			}
			gap := max(s.x0-p.x1, p.x0-s.x1)
			if inside := s.x0 < p.x1 && s.x1 > p.x0; inside {
				gap = 0
				if !fits(p, s) {
					continue
				}
			}
			near := 0.45
			if digitsOf(*s) != "" && s.x1 < p.x0 && rise > 0 {
				near = 1.4 // the mark before a note
			}
			if gap < near*p.size && gap < bestGap && gap > -0.5*p.size {
				best, bestGap = j, gap
			}
		}
		if best >= 0 {
			ps[best].join(*s)
			gone[i] = true
		}
	}
	var out []piece
	for i, p := range ps {
		if !gone[i] {
			out = append(out, p)
		}
	}
	return bridged(out)
}

// smaller reports whether s is set smaller than p as raised marks are; one that
// stands high needs be only a little smaller.
func smaller(s, p *piece, rise float64) bool {
	return s.size < 0.88*p.size || rise > 0.2*p.size && s.size < 0.96*p.size && len(s.gs) <= 4
}

// fits reports whether there is room for s between two glyphs of p, or at its end.
func fits(p, s *piece) bool {
	for _, g := range p.gs {
		if min(g.X1, s.x1)-max(g.X0, s.x0) > 0.35*min(g.X1-g.X0, s.x1-s.x0)+0.5 {
			return false
		}
	}
	return true
}

// bridged joins the pieces of a line whose gap a script has filled.
func bridged(ps []piece) []piece {
	for i := range ps {
		ps[i].base = mainBase(ps[i].gs)
	}
	return again(ps)
}

// mainBase is the line on which most of the largest glyphs stand.
func mainBase(gs []Sign) float64 {
	size := 0.0
	t := tally{}
	for _, g := range gs {
		t.add(g.Size, 1)
	}
	size = t.mode()
	var bases []float64
	for _, g := range gs {
		if math.Abs(g.Size-size) < 0.1*size+0.1 {
			bases = append(bases, g.Base)
		}
	}
	if len(bases) == 0 {
		return gs[0].Base
	}
	return median(bases)
}

// measure works out a piece's size, line and look.
func (p *piece) measure(fonts []Font) {
	t := tally{}
	for _, g := range p.gs {
		t.add(g.Size, 1)
	}
	p.size = t.mode()
	p.base = mainBase(p.gs)
	p.top, p.bottom = p.base-0.75*p.size, p.base+0.22*p.size
	letters, bold, italic := 0, 0, 0
	p.mono = true
	for _, g := range p.gs {
		p.mono = p.mono && int(g.Font) < len(fonts) && fonts[g.Font].Mono
		if !letterOrDigit(g.Rune) {
			continue
		}
		letters++
		if int(g.Font) < len(fonts) {
			if fonts[g.Font].Bold {
				bold++
			}
			if fonts[g.Font].Italic {
				italic++
			}
		}
	}
	p.bold, p.italic = letters > 0 && bold*10 >= letters*9, letters > 0 && italic*10 >= letters*9
}

// words is the text of a piece with a blank between words.
func (p *piece) words() string {
	if p.kept != "" {
		return p.text
	}
	var out strings.Builder
	for i, g := range p.gs {
		if i > 0 && parted(p.gs[i-1], g) {
			out.WriteByte(' ')
		}
		out.WriteRune(shown(g.Rune))
	}
	return out.String()
}

// parted reports whether a blank stands between two glyphs of a line: the file
// has one there and room for it, or the gap is as wide as one.
func parted(a, b Sign) bool {
	gap := b.X0 - a.X1
	size := max(a.Size, b.Size)
	if b.Blank && gap > -0.12*size {
		return true
	}
	return gap > 0.27*size
}

// shown is a glyph's character: the renderer's mark for a hyphen at a line's end
// is one, and so is the hyphen that is only printed there; the bullets of symbol
// fonts, which have no character of their own, are the usual ones.
func shown(r rune) rune {
	switch r {
	case 0x02, 0xAD, 0x2010, 0x2011:
		return '-'
	case 0xF0B7, 0xF0A8:
		return '•'
	case 0xF0A7:
		return '▪'
	case 0xF0D8:
		return '➢'
	case 0xF0FC:
		return '✓'
	}
	if r >= 0x7F && r < 0xA0 || r&0xFFFE == 0xFFFE {
		return '\uFFFD'
	}
	return r
}
