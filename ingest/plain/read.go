package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/ingest/block"
	"locus/ingest/flat"
	"locus/ingest/meta"
)

// longLine is the number of characters from which a line is no line of a page
// but a whole paragraph.
const longLine = 110

// Read reads plain text into blocks.
func Read(src string) block.Page {
	r := &reader{}
	lines := r.pages(src)
	r.whole = wholeLines(lines)
	r.contents = r.listed(lines)
	heads := glued(lines)
	asked := 0 // before this line the text is not broken
	for i := 0; i < len(lines); {
		if strings.TrimSpace(lines[i]) == "" {
			r.turn(lines[i])
			i++
			continue
		}
		if i >= asked {
			run, next := broken(lines, i)
			if asked = max(next, i+1); run != nil {
				r.unbroken(run)
				i = next
				continue
			}
		}
		n := 0
		var drawn flat.Table
		taken := 0
		for i+n < len(lines) && strings.TrimSpace(lines[i+n]) != "" {
			if drawn, taken = flat.Drawn(lines[i+n:]); taken > 0 {
				break
			}
			n++
		}
		r.parted(lines, i, i+n, heads)
		r.table(drawn)
		i += n + taken
	}
	r.tellBroken()
	blocks := headings(lists(r.page.Blocks))
	r.page.Blocks = notes(blocks)
	return r.page
}

// parted reads the lines from i up to end, of which those of heads stand alone.
func (r *reader) parted(lines []string, i, end int, heads map[int]bool) {
	from := i
	for at := i; at < end; at++ {
		if r.contents != nil || strings.HasSuffix(lines[at], "]") {
			if at >= from && utf8.RuneCountInString(lines[at]) <= 110 && (r.contents[spelt(edited().ReplaceAllString(lines[at], ""))] > 0 || edited().MatchString(lines[at])) {
				r.chunk(lines[from:at])
				if r.shown(lines[at]) {
					from = at + 1
					continue
				}
				from = at
			}
		}
		if heads[at] {
			r.chunk(lines[from:at])
			r.add(block.Block{Text: strings.TrimSpace(lines[at])})
			from = at + 1
		}
	}
	r.chunk(lines[from:end])
}

type reader struct {
	page     block.Page
	whole    bool    // one paragraph a line
	broken   int     // lines that stood as paragraphs
	contents listing // what a table of contents tells

	starts  []block.PageStart // of the pages that are to come
	opening *block.PageStart  // of the page with which the text begins
	turned  []block.PageStart // of the pages that begin with the next block
}

// turn begins a page where a line is the form feed that stands for one.
func (r *reader) turn(line string) {
	if line == "\f" && len(r.starts) > 0 {
		r.turned = append(r.turned, r.starts[0])
		r.starts = r.starts[1:]
	}
}

// wholeLines reports whether most of a text stands in lines longer than a page
// is wide.
func wholeLines(lines []string) bool {
	long, all := 0, 0
	for _, l := range lines {
		n := utf8.RuneCountInString(strings.TrimSpace(l))
		all += n
		if n > longLine {
			long += n
		}
	}
	return long*2 > all
}

// chunk reads the lines between two blank lines.
func (r *reader) chunk(lines []string) {
	if len(lines) == 0 {
		return
	}
	if len(lines) > 1 && meta.Standard(lines[0]) != "" && !underline(lines[1]) {
		r.add(block.Block{Text: strings.TrimSpace(lines[0])})
		lines = lines[1:]
	}
	for i := 0; i < len(lines); i++ {
		if rows, n := flat.Rows(lines[i:]); n > 0 {
			r.chunkOf(lines[:i])
			cut := flat.Cut(rows)
			for j, row := range rows {
				r.add(block.Block{Kind: block.Row, Cells: row, Text: strings.Join(row, "\t"), Flat: cut, Level: j + 1})
			}
			r.chunk(lines[i+n:])
			return
		}
	}
	r.chunkOf(lines)
}

// table reads a table that its author has drawn.
func (r *reader) table(t flat.Table) {
	for i, row := range t.Rows {
		r.add(block.Block{Kind: block.Row, Cells: row, Text: strings.Join(row, "\t"), Head: t.Head && i == 0, Level: i + 1})
	}
}

func (r *reader) chunkOf(lines []string) {
	switch {
	case len(lines) == 0:
	case len(lines) == 2 && underline(lines[1]) && utf8.RuneCountInString(lines[0]) <= 120:
		level := 2
		if strings.TrimSpace(lines[1])[0] == '=' {
			level = 1
		}
		r.add(block.Block{Kind: block.Heading, Level: level, Text: strings.TrimSpace(lines[0]), Marked: true})
	case r.whole:
		for _, l := range lines {
			r.line(strings.TrimSpace(l))
		}
	case indented(lines):
		r.add(block.Block{Kind: block.Quote, Text: joinLines(lines)})
	default:
		r.wrapped(lines)
	}
}

// line reads a line that is a paragraph of its own.
func (r *reader) line(l string) {
	if underline(l) {
		r.add(block.Block{Kind: block.Break})
		return
	}
	if q, ok := strings.CutPrefix(l, "> "); ok {
		r.add(block.Block{Kind: block.Quote, Text: q})
		return
	}
	r.add(block.Block{Text: l})
}

// wrapped parts lines that were wrapped at a margin into paragraphs: a new one
// begins with a list mark, with an indented line after one that is not, or after
// a short line that ends a sentence.
func (r *reader) wrapped(lines []string) {
	width := 0
	for _, l := range lines {
		width = max(width, utf8.RuneCountInString(strings.TrimRight(l, " \t")))
	}
	from := 0
	for i := 1; i <= len(lines); i++ {
		if i < len(lines) && !begins(lines[i-1], lines[i], width, marked(lines[from])) {
			continue
		}
		text := joinLines(lines[from:i])
		if underline(text) {
			r.add(block.Block{Kind: block.Break})
		} else if strings.HasPrefix(text, "> ") {
			r.add(block.Block{Kind: block.Quote, Text: strings.ReplaceAll(text[2:], "\n> ", "\n")})
		} else {
			r.add(block.Block{Text: text})
		}
		from = i
	}
}

func marked(line string) bool {
	mark, _ := listMark(strings.TrimSpace(line))
	return mark != ""
}

// begins reports whether a paragraph begins with line, prev standing before it
// in a paragraph that is an item or not. An item's lines may hang.
func begins(prev, line string, width int, item bool) bool {
	if mark, _ := listMark(strings.TrimSpace(line)); mark != "" && !continues(prev, mark) {
		return true
	}
	p := strings.TrimSpace(prev)
	if p == "" || item || width <= 50 || !strings.ContainsRune(".!?:\"”", lastRune(p)) {
		return false
	}
	return indent(line) >= 2 && indent(prev) == 0 || utf8.RuneCountInString(p)*10 < width*6
}

// continues reports whether what looks like a list mark at a line's start is a
// number or a dash of the sentence that the line before has left open.
func continues(prev, mark string) bool {
	p := strings.TrimSpace(prev)
	if p == "" {
		return false
	}
	if m, _ := listMark(p); m != "" {
		return false
	}
	return !strings.ContainsRune(".:;!?", lastRune(p)) && (unicode.IsDigit(rune(mark[0])) || mark == "-")
}

func lastRune(s string) rune { r, _ := utf8.DecodeLastRuneInString(s); return r }

func indent(l string) int {
	n := 0
	for _, c := range l {
		switch c {
		case ' ':
			n++
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}

// indented reports whether all lines of a chunk are set in: a block quotation.
func indented(lines []string) bool {
	for _, l := range lines {
		if indent(l) < 4 {
			return false
		}
	}
	mark, _ := listMark(strings.TrimSpace(lines[0]))
	return mark == "" && len(strings.Join(lines, "")) > 80
}

func underline(l string) bool {
	l = strings.TrimSpace(l)
	return len(l) >= 3 && (strings.Trim(l, "=") == "" || strings.Trim(l, "-") == "" || strings.Trim(l, "_") == "" || strings.Trim(l, "* ") == "")
}

func joinLines(lines []string) string {
	trimmed := make([]string, len(lines))
	for i, l := range lines {
		trimmed[i] = strings.TrimSpace(l)
	}
	return strings.Join(trimmed, "\n")
}

func (r *reader) add(b block.Block) {
	if strings.TrimSpace(b.Text) == "" && b.Kind != block.Break {
		return
	}
	if r.opening != nil {
		r.turned, r.opening = append([]block.PageStart{*r.opening}, r.turned...), nil
	}
	if b.Kind != block.Break {
		b.Pages, r.turned = r.turned, nil
	}
	r.page.Blocks = append(r.page.Blocks, b)
}
