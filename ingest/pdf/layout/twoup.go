package layout

// halved makes pages of the sheets: one of each, or two where the sheets show two
// pages of a book side by side. It reports whether any was halved.
func halved(sheets []Sheet, all [][]piece) ([]*page, bool) {
	middles := make([]float64, len(sheets))
	wide, bear, numbered := 0, 0, 0
	for i, s := range sheets {
		if s.Width <= 1.05*s.Height || len(all[i]) < 4 {
			continue
		}
		wide++
		x, ok := middle(s, all[i])
		if !ok {
			continue
		}
		bear++
		middles[i] = x
		if facing(s, all[i], x) {
			numbered++
		}
	}
	two := wide > 0 && bear*10 >= wide*6 && (numbered >= 2 || numbered == 1 && wide <= 2) && numbered*3 >= bear
	var out []*page
	for i, s := range sheets {
		if !two || middles[i] == 0 {
			out = append(out, &page{sheet: i, width: s.Width, height: s.Height, pieces: all[i], rules: s.Rules})
			continue
		}
		l, r := halves(s, all[i], middles[i])
		l.sheet, r.sheet = i, i
		out = append(out, l, r)
	}
	for _, p := range out {
		p.rowsOf()
	}
	return out, two
}

// middle finds the blank strip down the middle of a sheet.
func middle(s Sheet, ps []piece) (float64, bool) {
	best, width := 0.0, 0.0
	from := -1.0
	lo, hi := 0.4*s.Width, 0.6*s.Width
	for x := lo; x <= hi; x++ {
		crossed := false
		for _, p := range ps {
			if p.x0 < x && p.x1 > x {
				crossed = true
				break
			}
		}
		if crossed {
			from = -1
			continue
		}
		if from < 0 {
			from = x
		}
		if x-from > width {
			width, best = x-from, (x+from)/2
		}
	}
	if width < 8 {
		return 0, false
	}
	left, right := 0, 0
	for _, p := range ps {
		if p.x1 < best {
			left++
		} else {
			right++
		}
	}
	return best, left > 0 && right > 0
}

// facing reports whether the two sides of a sheet bear numbers that follow each
// other.
func facing(s Sheet, ps []piece, x float64) bool {
	l, r := halves(s, ps, x)
	var sides [2][]numeral
	for k, p := range []*page{l, r} {
		p.rowsOf()
		for _, bottom := range []bool{false, true} {
			for _, row := range p.edge(bottom) {
				sides[k] = append(sides[k], numbersAt(row.text)...)
			}
		}
	}
	for _, a := range sides[0] {
		for _, b := range sides[1] {
			if a.roman == b.roman && a.prefix == b.prefix && b.value == a.value+1 {
				return true
			}
		}
	}
	return false
}

// halves parts a sheet at x into its left and its right page.
func halves(s Sheet, ps []piece, x float64) (l, r *page) {
	l = &page{width: x, height: s.Height}
	r = &page{width: s.Width - x, height: s.Height}
	for _, p := range ps {
		if (p.x0+p.x1)/2 < x {
			l.pieces = append(l.pieces, p)
			continue
		}
		r.pieces = append(r.pieces, p.moved(-x))
	}
	for _, u := range s.Rules {
		if (u.X0+u.X1)/2 < x {
			l.rules = append(l.rules, u)
		} else {
			r.rules = append(r.rules, Rule{u.X0 - x, u.X1 - x, u.Y})
		}
	}
	return l, r
}

// moved is a packed piece farther to the right.
func (p piece) moved(dx float64) piece {
	p.x0, p.x1 = p.x0+dx, p.x1+dx
	return p
}
