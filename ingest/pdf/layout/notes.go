package layout

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"locus/ingest/block"
)

// signs are the marks of notes that are no numbers, in their usual order.
const signs = "*∗†‡§¶#"

// raisedPrefix is what stands raised at the beginning of a line, and how many
// glyphs that are.
func raisedPrefix(n line) (string, int) {
	gs := n.cells[0].signs()
	k := 0
	for k < len(gs) && k < 5 && raisedIn(gs[k], n) {
		k++
	}
	if k == 0 || k == len(gs) && len(n.cells) == 1 {
		return "", 0
	}
	var out strings.Builder
	for _, g := range gs[:k] {
		out.WriteRune(g.Rune)
	}
	return strings.Trim(out.String(), "[]()., "), k
}

// raisedIn reports whether a glyph stands raised and small in its line.
func raisedIn(g Sign, n line) bool {
	rise := n.base - g.Base
	return rise > 0.14*n.size && g.Size < 0.88*n.size || rise > 0.2*n.size && g.Size < 0.96*n.size || g.Rune == '¹' || g.Rune == '²' || g.Rune == '³' || g.Rune >= '⁰' && g.Rune <= '⁹'
}

// noteMark reads the mark with which a note's first line begins: raised, or on
// the line with a blank or a stop behind it. Skip is how many glyphs it takes.
func noteMark(n line) (mark string, skip int, raised bool) {
	if m, k := raisedPrefix(n); m != "" && isMark(m) {
		return plainDigits(m), k, true
	}
	gs := n.cells[0].signs()
	k := 0
	for k < len(gs) && k < 4 && gs[k].Rune >= '0' && gs[k].Rune <= '9' {
		k++
	}
	if k == 0 && len(gs) > 0 && strings.ContainsRune(signs, gs[0].Rune) {
		for k < len(gs) && k < 3 && gs[k].Rune == gs[0].Rune {
			k++
		}
	}
	if k == 0 || k >= len(gs) && len(n.cells) < 2 || k > 3 {
		return "", 0, false
	}
	var out strings.Builder
	for _, g := range gs[:k] {
		out.WriteRune(g.Rune)
	}
	digits := digitsOnly(out.String())
	switch {
	case k < len(gs) && (gs[k].Rune == '.' || gs[k].Rune == ')') && digits && k+1 < len(gs) && parted(gs[k], gs[k+1]):
		return out.String(), k + 1, false
	case k < len(gs) && digits && !parted(gs[k-1], gs[k]):
		return "", 0, false
	}
	return out.String(), k, false
}

func isMark(s string) bool {
	if s == "" || utf8.RuneCountInString(s) > 4 {
		return false
	}
	for _, r := range s {
		if !(r >= '0' && r <= '9' || strings.ContainsRune(signs, r) || r == '¹' || r == '²' || r == '³' || r >= '⁰' && r <= '⁹') {
			return utf8.RuneCountInString(s) == 1 && r >= 'a' && r <= 'z'
		}
	}
	return true
}

// plainDigits writes raised digits as plain ones, and one sign as its usual one.
func plainDigits(s string) string {
	return strings.NewReplacer("⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9", "∗", "*").Replace(s)
}

// footnotes parts a column's lines into its text and its notes: small lines at
// the column's end, from one that begins with a mark, or that stands below a
// short rule. Count is the number of the last note before.
func (s *setter) footnotes(c column, rules []Rule, count int) (text, notes []line) {
	at := s.noteStart(c, rules, count)
	return c.lines[:at], c.lines[at:]
}

// noteStart is the index of the first line of a column's notes, the number of
// its lines where it has none.
func (s *setter) noteStart(c column, rules []Rule, count int) int {
	n := len(c.lines)
	ruled := -1 // the first line below a rule
	for _, u := range rules {
		if u.X0 > c.x1 || u.X1 < c.x0 || u.X1-u.X0 > 0.6*(c.x1-c.x0)+20 || u.X1-u.X0 < 25 || math.Abs(u.X0-c.x0) > 40 {
			continue
		}
		for i := 0; i < n; i++ {
			if c.lines[i].base > u.Y && (i == 0 || c.lines[i-1].base < u.Y+1) && (ruled < 0 || i < ruled) {
				if c.lines[i].base-u.Y < 3*c.lines[i].size {
					ruled = i
				}
			}
		}
	}
	if ruled >= 0 && s.noteLines(c.lines[ruled:], true, count) {
		return ruled
	}
	small := n
	for small > 0 && c.lines[small-1].size < 0.955*s.st.body && !s.listed {
		small--
	}
	for i := small; i < n; i++ {
		if i == 0 && n > 4 && !rulesNear(c, rules) {
			continue
		}
		apart := i == 0 || c.lines[i].base-c.lines[i-1].base > 1.15*s.st.lead(c.lines[i].size)
		if apart && s.noteLines(c.lines[i:], false, count) {
			return i
		}
	}
	return n
}

func rulesNear(c column, rules []Rule) bool {
	for _, u := range rules {
		if u.X0 < c.x1 && u.X1 > c.x0 && len(c.lines) > 0 && math.Abs(c.lines[0].base-u.Y) < 25 {
			return true
		}
	}
	return false
}

// noteLines reports whether lines are notes: the first begins with a mark that
// follows the last one, or, below a rule, is small and goes on with a note.
func (s *setter) noteLines(lines []line, ruled bool, count int) bool {
	for _, l := range lines {
		if len(l.cells) > 2 || captionLine().MatchString(l.cells[0].words()) {
			return false
		}
	}
	mark, _, raised := noteMark(lines[0])
	if mark != "" {
		k, err := strconv.Atoi(mark)
		follows := err == nil && (k == count+1 || k == 1 || raised && k > count && k < count+40)
		return err != nil && (raised || ruled || lines[0].size < 0.93*s.st.body) || follows && (raised || ruled || lines[0].size < 0.93*s.st.body)
	}
	return ruled && lines[0].size < 0.955*s.st.body && count > 0
}

// noteParas makes paragraphs of a column's note lines, each from its mark on.
// What stands before the first mark goes on with the last note before.
func (s *setter) noteParas(lines []line, pageNo, count int) ([]*para, int) {
	var out []*para
	for _, n := range lines {
		mark, skip, raised := noteMark(n)
		k, err := strconv.Atoi(mark)
		begins := mark != "" && (err != nil && (len(out) == 0 || raised) || err == nil && (k == count+1 || len(out) == 0 || raised && k > count && k < count+40 || k == 1 && raised))
		if !begins && len(out) > 0 {
			last := out[len(out)-1]
			last.lines = append(last.lines, placed{line: n, page: pageNo})
			continue
		}
		p := &para{kind: block.Note, notesOf: pageNo}
		if begins {
			p.mark = mark
			if err == nil {
				count = k
			}
			n = n.without(skip)
		}
		p.lines = []placed{{line: n, page: pageNo}}
		out = append(out, p)
	}
	for _, p := range out {
		p.l, p.r = p.lines[0].x0, p.lines[0].x1
		for _, n := range p.lines {
			p.l, p.r = min(p.l, n.x0), max(p.r, n.x1)
		}
		p.measure(s)
	}
	return out, count
}

// without is a line without its first glyphs.
func (n line) without(skip int) line {
	if skip == 0 {
		return n
	}
	cells := append([]piece(nil), n.cells...)
	if gs := cells[0].signs(); skip >= len(gs) {
		cells = cells[1:]
	} else {
		gs = append([]Sign(nil), gs[skip:]...)
		gs[0].Blank = false
		cells[0].x0 = gs[0].X0
		cells[0].take(gs)
	}
	n.cells = cells
	if len(cells) > 0 {
		n.x0 = cells[0].x0
	}
	return n
}
