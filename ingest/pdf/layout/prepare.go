package layout

import (
	"math"
	"sort"
	"strings"
	"unicode"
)

// Letters is s in small letters without anything but letters and digits.
func Letters(s string) string { return squeezed(s) }

func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// upright turns a sheet so that most of its text runs from left to right, with
// Y counted from the top downwards and every measure from the sheet's corner.
// The glyphs that run another way (a stamp in the margin, a watermark) are given
// apart.
func upright(s Sheet) (Sheet, []Glyph) {
	turn := dominant(s.Glyphs)
	out := Sheet{Width: s.Width, Height: s.Height, Label: s.Label, Labelled: s.Labelled, Broken: s.Broken}
	var turned []Glyph
	for _, g := range s.Glyphs {
		if q, ok := quarter(g.Angle); !ok || q != turn {
			turned = append(turned, g)
			continue
		}
		out.Glyphs = append(out.Glyphs, rotated(g, turn))
	}
	if turn == 0 {
		for _, r := range s.Rules {
			out.Rules = append(out.Rules, Rule{r.X0, r.X1, -r.Y})
		}
		for _, d := range s.Dots {
			out.Dots = append(out.Dots, Dot{d.X, -d.Y})
		}
	}
	settle(&out, turn)
	return out, turned
}

// quarter is the number of quarter turns of an angle; false for one between.
func quarter(angle float64) (int, bool) {
	q := math.Round(angle / (math.Pi / 2))
	return (int(q)%4 + 4) % 4, math.Abs(angle-q*math.Pi/2) < 0.09
}

func dominant(gs []Glyph) int {
	var n [4]int
	for _, g := range gs {
		if q, ok := quarter(g.Angle); ok {
			n[q]++
		}
	}
	best := 0
	for q := range n {
		if n[q] > n[best] {
			best = q
		}
	}
	return best
}

// rotated turns a glyph back by the quarter turns in which its line runs, and
// turns Y downwards.
func rotated(g Glyph, turn int) Glyph {
	x0, x1, y0, y1, ox, oy := g.X0, g.X1, g.Y0, g.Y1, g.OX, g.Base
	for range turn {
		// a quarter clockwise: (x, y) becomes (y, -x)
		x0, x1, y0, y1 = y0, y1, -x1, -x0
		ox, oy = oy, -ox
	}
	g.X0, g.X1, g.Y0, g.Y1, g.OX, g.Base = x0, x1, -y1, -y0, ox, -oy
	g.Angle = 0
	if h := g.Y1 - g.Y0; g.Size < 1 && h > 1 {
		g.Size = h * 0.8
	}
	if g.Size < 1 {
		g.Size = 1
	}
	if g.X1 <= g.X0 {
		g.X1 = g.X0 + 0.1*g.Size
	}
	return g
}

// settle moves everything so that the sheet's upper left corner is 0, 0. The
// file's own corner may lie anywhere; where glyphs fall outside the sheet they
// make it larger.
func settle(s *Sheet, turn int) {
	w, h := s.Width, s.Height
	// The renderer gives a turned sheet's measures as it is shown.
	dy := h
	if turn != 0 {
		dy = 0
	}
	if len(s.Glyphs) == 0 {
		return
	}
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, g := range s.Glyphs {
		x0, x1 = min(x0, g.X0), max(x1, g.X1)
		y0, y1 = min(y0, g.Y0+dy), max(y1, g.Y1+dy)
	}
	dx := 0.0
	if x0 < -1 || x1 > w+1 || turn != 0 {
		dx = (w-(x1-x0))/2 - x0
	}
	if y0 < -1 || y1 > h+1 || turn != 0 {
		dy += (h-(y1-y0))/2 - y0
	}
	for i := range s.Glyphs {
		g := &s.Glyphs[i]
		g.X0, g.X1, g.OX = g.X0+dx, g.X1+dx, g.OX+dx
		g.Y0, g.Y1, g.Base = g.Y0+dy, g.Y1+dy, g.Base+dy
	}
	for i := range s.Dots {
		s.Dots[i].X, s.Dots[i].Y = s.Dots[i].X+dx, s.Dots[i].Y+dy
	}
	for i := range s.Rules {
		s.Rules[i].X0, s.Rules[i].X1, s.Rules[i].Y = s.Rules[i].X0+dx, s.Rules[i].X1+dx, s.Rules[i].Y+dy
	}
}

// median is the middle value of a list, 0 for none; the list is sorted.
func median(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	sort.Float64s(v)
	return v[len(v)/2]
}

// mode is the value that stands most often in a tally of values rounded to the
// tenth, the smaller one of two.
type tally map[int]int

func (t tally) add(v float64, n int) { t[int(math.Round(v*10))] += n }

func (t tally) mode() float64 {
	best, count := 0, 0
	for v, n := range t {
		if n > count || n == count && v < best {
			best, count = v, n
		}
	}
	return float64(best) / 10
}
