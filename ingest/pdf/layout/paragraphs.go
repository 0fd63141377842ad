package layout

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

// placed is a line with the page it stands on.
type placed struct {
	line
	page int
	hard bool    // its author ended it
	l, r float64 // the margins of its column
}

// para is a stretch of lines that belong together.
type para struct {
	kind     block.Kind
	level    int
	mark     string
	lines    []placed
	cells    [][]string // of a table's row: one list
	size     float64
	bold     bool
	italic   bool
	l, r     float64 // the margins of its column
	first    bool    // of its column
	last     bool    // of its column, notes apart
	indented bool    // its first line is
	gap      float64 // above, in usual distances of lines
	centred  bool
	notesOf  int  // of a note: its page
	joined   bool // into the next one
	float    bool // part of a figure or a table that stands apart from the text
	drawn    bool // words within a figure
	front    bool // before the text: title, authors, where they work
}

// text is the words of a paragraph, without styles and calls.
func (p *para) text() string {
	var out []string
	for _, l := range p.lines {
		for _, c := range l.cells {
			out = append(out, c.words())
		}
	}
	return strings.Join(out, " ")
}

// mono reports whether a paragraph is printed in type of one width.
func (p *para) mono() bool {
	for _, n := range p.lines {
		if !n.mono {
			return false
		}
	}
	return true
}

// setter cuts columns into paragraphs.
type setter struct {
	st      *style
	listed  bool // in a reference list
	hanging bool // whose entries' lines hang
	typed   bool // all of the text is printed in type of one width
}

// column cuts a column's lines into paragraphs.
func (s *setter) column(c column, pageNo int) []*para {
	l, r, _ := c.margins(s.st)
	var out []*para
	s.hang(c, l)
	for i, n := range c.lines {
		if s.listed && len(n.cells) > 1 { // entries are no tables
			n.cells = closed(n.cells, math.Inf(1))
			c.lines[i] = n
		}
		line := placed{line: n, page: pageNo, l: l, r: r}
		if i > 0 {
			p := out[len(out)-1]
			if !s.breaks(p, c.lines[i-1], n, l, r) {
				p.lines = append(p.lines, line)
				continue
			}
		}
		p := &para{kind: block.Paragraph, lines: []placed{line}, l: l, r: r, first: i == 0}
		if i > 0 {
			p.gap = (n.base - c.lines[i-1].base) / s.st.lead(n.size)
		}
		out = append(out, p)
		if isReferences(n) {
			s.listed = true
			s.hang(column{x0: c.x0, x1: c.x1, lines: c.lines[i+1:]}, l)
		}
	}
	for _, p := range out {
		p.measure(s)
	}
	if n := len(out); n > 0 {
		out[n-1].last = true
	}
	return out
}

// hang notes whether the entries of a reference list hang in this column: many
// lines begin at one place right of the margin, and others at the margin.
func (s *setter) hang(c column, l float64) {
	s.hanging = false
	at, in := 0, tally{}
	for _, n := range c.lines {
		switch d := n.x0 - l; {
		case math.Abs(d) < 0.35*n.size:
			at++
		case d > 0.6*n.size && d < 5*n.size:
			in.add(math.Round(n.x0/2)*2, 1)
		}
	}
	common := 0
	for _, n := range in {
		common = max(common, n)
	}
	s.hanging = s.listed && at >= 2 && common >= 2 && common*4 >= len(c.lines)
}

var (
	captionLine = pattern.Lazy(`^(?:Figure|Fig\.|FIGURE|FIG\.|Table|TABLE|Chart|Box|Map|Plate|Scheme|Exhibit)\s*(?:[0-9]+|[IVX]+|[A-Z]?[0-9]*)(?:[.\-][0-9]+)*\s*(?:[.:)|—–-]|$|\s\p{Lu})`)
	bulletLine  = pattern.Lazy(`^[•◦▪●○■□‣⁃∙·–—*➢✓]\s*\S`)
	markLine    = pattern.Lazy(`^(?:\(?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[.)]|\[[0-9]{1,3}\])\s+\S`)
	sectionLine = pattern.Lazy(`^[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.?\s+\p{Lu}`)
	entryLine   = pattern.Lazy(`^\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]+){0,2},?\.?\s+(?:\p{Lu}\.|\p{Lu}[\p{L}’'-]+).{0,70}\(?(?:1[4-9]|20)[0-9]{2}`)
	entryMark   = pattern.Lazy(`^(?:\[[0-9A-Za-z+]{1,8}\]|\([0-9]{1,3}\)|[0-9]{1,3}\.)\s*\S`)
	entryNumber = pattern.Lazy(`^([\[(]?)([0-9]{1,3})[\]).]\s*\S`)
	references  = pattern.Lazy(`(?i)^(?:[0-9]{1,2}\.?\s+)?(?:references|bibliography|works cited|literature cited|literature|reference list|references cited|sources cited)\s*:?$`)
)

func isReferences(n line) bool {
	return len(n.cells) == 1 && references().MatchString(strings.TrimSpace(n.cells[0].words()))
}

// breaks reports whether a new paragraph begins with line b after line a.
func (s *setter) breaks(p *para, a, b line, l, r float64) bool {
	size := max(a.size, b.size)
	lead, usual := b.base-a.base, s.st.lead(b.size)
	words, before := b.cells[0].words(), a.cells[len(a.cells)-1].words()
	switch {
	case a.mono && b.mono && a.bold && a.size > 1.07*b.size+0.15 && lead > 1.3*usual:
		return true // what heads the code
	case a.mono && b.mono && lead < 2.4*usual && lead > 0 && (len(b.cells) == 1 || p.mono()):
		p.lines[len(p.lines)-1].hard = true
		return false
	case a.mono != b.mono && (lead > 1.06*usual || math.Abs(a.x0-b.x0) > 0.5*size || p.mono() && len(p.lines) > 1):
		return true
	case math.Abs(a.size-b.size) > 0.07*size+0.15 && !mixed(a, b):
		return true
	case lead > 1.32*usual+0.5 || lead < -2:
		return true
	case a.bold != b.bold && (a.bold && len(p.lines) <= 3 || b.bold && endsSentence(before)):
		return true
	case a.bold == b.bold && a.italic == b.italic && (b.bold || b.italic) && len(words) < 120 && numberedHeading().MatchString(words) && numberedHeading().MatchString(p.lines[0].cells[0].words()):
		return true
	case captionLine().MatchString(words) && (endsSentence(before) || lead > 1.1*usual):
		return true
	case len(a.cells) > 1 || len(b.cells) > 1:
		return len(b.cells) > 1 || len(a.cells) > 1 && !s.listed
	case bulletLine().MatchString(words) && b.x0 < l+8*size && !strings.HasPrefix(words, "*"):
		return true
	case s.listed && (isReferences(a) || entryMark().MatchString(words) && b.x0 <= p.lines[0].x0+0.4*size && (endsSentence(before) || a.x1 < r-0.1*(r-l))):
		return true
	case s.listed && nextEntry(p.lines[0].cells[0].words(), words) && math.Abs(b.x0-p.lines[0].x0) < size:
		return true
	case s.listed && !s.hanging && (endsSentence(before) || a.x1 < r-0.15*(r-l)) && entryLine().MatchString(words):
		return true
	case s.listed && s.hanging:
		return math.Abs(b.x0-l) < 0.35*size && !(len(p.lines) == 1 && p.lines[0].x0 > l+0.6*size)
	}
	return s.steps(p, a, b, l, r, size, words, before)
}

// nextEntry reports whether one entry's number follows the other's.
func nextEntry(a, b string) bool {
	x, y := entryNumber().FindStringSubmatch(a), entryNumber().FindStringSubmatch(b)
	if x == nil || y == nil || x[1] != y[1] {
		return false
	}
	m, _ := strconv.Atoi(x[2])
	n, _ := strconv.Atoi(y[2])
	return n == m+1
}

// mixed reports whether two lines of different sizes belong together all the
// same: one is a short line in which raised or small glyphs are the most.
func mixed(a, b line) bool {
	count := func(l line, size float64) int {
		n := 0
		for _, c := range l.cells {
			for _, g := range c.signs() {
				if math.Abs(g.Size-size) < 0.3 {
					n++
				}
			}
		}
		return n
	}
	return count(a, b.size) >= 4 && count(a, b.size)*3 >= a.cells[0].count() || count(b, a.size) >= 4 && count(b, a.size)*3 >= b.cells[0].count()
}

// steps judges by where lines begin and end.
func (s *setter) steps(p *para, a, b line, l, r, size float64, words, before string) bool {
	step := b.x0 - a.x0
	wide := r - l
	short := a.x1 < r-0.3*size && r-a.x1 > firstWord(b)+0.35*size
	centred := math.Abs((b.x0+b.x1)/2-(l+r)/2) < 0.02*wide+1 && b.x0 > l+0.08*wide && math.Abs((a.x0+a.x1)/2-(l+r)/2) < 0.02*wide+1
	closes := endsSentence(before)
	switch {
	case centred && raisedFirst(b):
		return true
	case centred:
		return s.st.lead(b.size) > 0 && closes && a.x1-a.x0 < 0.5*wide
	case short && len(p.lines) == 1 && !closes && sectionLine().MatchString(before) && a.x0 <= b.x0+0.3*size:
		return true // the heading of a section, printed as the text is
	case markLine().MatchString(words) && closes && (short || math.Abs(step) > 0.5*size):
		return true
	case step > 0.55*size && len(p.lines) > 1:
		return true // a first line set in, or a quotation
	case step > 0.55*size: // after a paragraph's only line
		return a.x0 <= l+0.4*size && closes && !markLine().MatchString(before) && (short || step < 3.5*size && s.st.indents && firstOfPara(a, l, size))
	case step < -0.55*size && len(p.lines) > 1:
		return true // a quotation's end, or the next entry
	case step < -0.55*size && b.x0 < l-0.5*size:
		return true
	case short && r-a.x1 > 0.12*wide && closes:
		return true
	case short && r-a.x1 > 0.45*wide && !unicode.IsLower(firstRune(words)):
		return true
	case short && closes && r-a.x1 > 2.5*size && !s.st.indents:
		return true
	}
	return false
}

// raisedFirst reports whether a line begins with a raised mark, as those do that
// say where each author works.
func raisedFirst(b line) bool {
	m, _ := raisedPrefix(b)
	return isMark(m)
}

func firstOfPara(a line, l, size float64) bool { return math.Abs(a.x0-l) < 0.4*size }

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

// firstWord is the width of a line's first word.
func firstWord(b line) float64 {
	gs := b.cells[0].signs()
	for i := 1; i < len(gs); i++ {
		if parted(gs[i-1], gs[i]) {
			return gs[i-1].X1 - gs[0].X0
		}
	}
	return b.x1 - b.x0
}

// measure works out a paragraph's look.
func (p *para) measure(s *setter) {
	t := tally{}
	p.bold, p.italic = true, true
	for _, n := range p.lines {
		glyphs := 0
		for _, c := range n.cells {
			glyphs += c.count()
		}
		t.add(n.size, glyphs)
		p.bold, p.italic = p.bold && n.bold, p.italic && n.italic
	}
	p.size = t.mode()
	if p.kind == block.Paragraph && p.mono() && !s.typed {
		p.kind = block.Code
	}
	wide := p.r - p.l
	p.centred = true
	for _, n := range p.lines {
		if math.Abs((n.x0+n.x1)/2-(p.l+p.r)/2) > 0.03*wide+1 || n.x0 < p.l+0.05*wide {
			p.centred = false
		}
	}
	p.indented = p.lines[0].x0 > p.l+0.5*p.size
}
