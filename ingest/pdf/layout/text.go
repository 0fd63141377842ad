package layout

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/ingest/block"
)

// writer writes the text of a paragraph with its calls, styles and pages.
type writer struct {
	b      block.Block
	buf    strings.Builder
	fonts  []Font
	pages  []*page
	marks  map[string]bool // of the notes that the paragraph may call
	page   int             // that the text has reached
	bold   int             // where the open bold stretch began, -1 for none
	italic int
	sup    []rune
	front  bool // the paragraph stands before the text
}

// blockOf writes a paragraph as a block. From is the page that the text before
// has reached; a page that begins within the paragraph is marked there.
func (d *reader) blockOf(p *para) block.Block {
	w := &writer{fonts: d.fonts, pages: d.pages, marks: d.marksFor(p), page: d.reached, bold: -1, italic: -1, front: p.front}
	w.b = block.Block{Kind: p.kind, Level: p.level, Mark: p.mark}
	if p.kind == block.Note {
		w.page = p.lines[0].page
	}
	for i, n := range p.lines {
		w.turn(n.page, p.kind)
		if p.kind == block.Code {
			w.buf.WriteString(strings.Repeat(" ", max(0, min(60, int((n.x0-p.lines[0].x0)/(0.6*n.size)+0.5)))))
		}
		w.line(n.line)
		if i+1 < len(p.lines) {
			w.lineEnd(n, p.lines[i+1])
		}
	}
	w.raise(0)
	w.styles(Font{})
	w.b.Text = w.buf.String()
	if w.b.Text == "" { // marks alone call nothing
		for _, c := range w.b.Calls {
			w.b.Text = strings.TrimSpace(w.b.Text + " " + c.Mark)
		}
		w.b.Calls = nil
	}
	compose(&w.b)
	if p.kind != block.Note {
		d.reached = max(d.reached, w.page)
	}
	return w.b
}

// turn marks the beginning of a page.
func (w *writer) turn(to int, kind block.Kind) {
	if to <= w.page || kind == block.Note {
		return
	}
	w.raise(0)
	for p := w.page + 1; p <= to; p++ {
		l := w.pages[p].label
		w.b.Pages = append(w.b.Pages, block.PageStart{At: w.buf.Len(), Label: l.text, Source: l.source, Confidence: l.confidence})
	}
	w.page = to
}

// line writes the glyphs of a line.
func (w *writer) line(n line) {
	for ci, c := range n.cells {
		if ci > 0 {
			w.raise(0)
			w.buf.WriteByte(' ')
		}
		gs := c.signs()
		for i, g := range gs {
			if raisedIn(g, n) {
				if len(w.sup) > 0 && i > 0 && parted(gs[i-1], g) {
					w.raise(0)
				}
				w.sup = append(w.sup, g.Rune)
				continue
			}
			behind := len(w.sup) > 0 && strings.ContainsRune(",.;:)", g.Rune) // a mark stands between a word and its comma
			if i > 0 && parted(gs[i-1], g) && !behind {
				w.raise(0)
				w.blank()
			} else {
				w.raise(g.Rune)
			}
			if int(g.Font) < len(w.fonts) {
				w.styles(w.fonts[g.Font])
			}
			if r := shown(g.Rune); r >= ' ' {
				w.buf.WriteRune(r)
			}
		}
	}
}

func (w *writer) blank() {
	if s := w.buf.String(); s != "" && s[len(s)-1] != ' ' && s[len(s)-1] != '\n' {
		w.buf.WriteByte(' ')
	}
}

// lineEnd writes what parts a line from the next: nothing after a dash or within
// an address, a line's end after a hyphen, where it is decided later whether the
// word keeps it, else a blank.
func (w *writer) lineEnd(n, next placed) {
	w.raise(0)
	s := w.buf.String()
	last, size := utf8.DecodeLastRuneInString(s)
	before, _ := utf8.DecodeLastRuneInString(s[:len(s)-size])
	first := firstRune(next.cells[0].words())
	word := s[strings.LastIndexByte(s, ' ')+1:]
	switch {
	case s == "":
	case n.hard:
		w.buf.WriteByte('\n')
	case address(word) && (strings.ContainsRune("/-_.=?&%#", last) || strings.ContainsRune("/-_.=?&%#", first)) && !unicode.IsUpper(first):
	case last == '-' && letterOrDigit(before) && letterOrDigit(first):
		w.buf.WriteByte('\n')
	case (last == '–' || last == '—') && before != ' ' && letterOrDigit(first):
	default:
		w.blank()
	}
}

// address reports whether a word is part of an address.
func address(w string) bool {
	return strings.Contains(w, "://") || strings.HasPrefix(w, "www.") || strings.HasPrefix(w, "doi:10.") || strings.Contains(w, "doi.org/")
}

// raise writes the raised characters that were read: calls of notes, exponents,
// or words. Next is the character that follows without a blank, 0 for none.
func (w *writer) raise(next rune) {
	if len(w.sup) == 0 {
		return
	}
	text := string(w.sup)
	w.sup = w.sup[:0]
	s := w.buf.String()
	last, n := utf8.DecodeLastRuneInString(s)
	mark := strings.Trim(plainDigits(text), "[]()., ")
	digits := strings.Trim(mark, "0123456789,–-") == "" && mark != "" && strings.Trim(mark, ",–-") != ""
	switch {
	case mark == "":
		w.buf.WriteString(text)
	case digits && w.power(s, last, n, mark):
		w.buf.WriteString(raisedDigits(mark))
	case digits, isMark(mark) && (!unicode.IsLower(firstRune(mark)) || w.marks[mark]), w.manyMarks(mark), w.front && affiliations(mark):
		for m := range strings.SplitSeq(mark, ",") {
			if m = strings.TrimSpace(m); m != "" {
				w.b.Calls = append(w.b.Calls, block.Call{At: len(strings.TrimRight(s, " ")), Mark: m})
			}
		}
	default:
		w.buf.WriteString(text)
	}
}

// affiliations reports whether a raised text is the marks by which names tell where
// their bearers work: single small letters, numbers, signs.
func affiliations(mark string) bool {
	list := strings.FieldsFunc(mark, func(r rune) bool { return r == ',' || r == ' ' })
	for _, m := range list {
		if !isMark(m) || digitsOnly(m) && len(m) > 2 {
			return false
		}
	}
	return len(list) > 0
}

// manyMarks reports whether all of several marks are known ones.
func (w *writer) manyMarks(mark string) bool {
	list := strings.FieldsFunc(mark, func(r rune) bool { return r == ',' || r == ' ' })
	for _, m := range list {
		if !w.marks[m] && !(digitsOnly(m) || isMark(m) && !unicode.IsLower(firstRune(m))) {
			return false
		}
	}
	return len(list) > 0
}

// measure reports whether a word is a measure of length, with its number or alone.
func measure(word string) bool {
	return slices.Contains([]string{"m", "km", "cm", "mm", "dm", "nm", "µm", "ft", "yd"}, strings.TrimLeft(word, "0123456789.,"))
}

// power reports whether a raised number is an exponent: behind a digit, but for
// a year's, behind a letter that stands alone, or a measure of length.
func (w *writer) power(s string, last rune, n int, mark string) bool {
	if w.marks[mark] || len(mark) > 2 || strings.ContainsAny(mark, ",–") {
		return false
	}
	word := s[strings.LastIndexByte(s, ' ')+1:]
	if unicode.IsDigit(last) {
		tail := word[max(0, len(word)-4):]
		return !(digitsOnly(tail) && len(tail) == 4 && (tail[0] == '1' || tail[:2] == "20"))
	}
	if (mark == "2" || mark == "3") && measure(word) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(s[:len(s)-n])
	return unicode.IsLetter(last) && !unicode.IsLetter(before) && before != '.' && last != 'a' && last != 'I'
}

func raisedDigits(s string) string {
	return strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "-", "⁻").Replace(s)
}

// styles opens and closes bold and italic stretches before the next character.
func (w *writer) styles(f Font) {
	w.bold = stretchOf(&w.b.Bold, w.bold, f.Bold, w.buf.String())
	w.italic = stretchOf(&w.b.Italic, w.italic, f.Italic && !f.Symbol, w.buf.String())
}

func stretchOf(list *[]block.Range, from int, on bool, text string) int {
	if on && from < 0 {
		// A blank between two stretches of one style belongs to them.
		if n := len(*list); n > 0 && strings.TrimSpace(text[(*list)[n-1].End:]) == "" && (*list)[n-1].End < len(text) {
			from = (*list)[n-1].Start
			*list = (*list)[:n-1]
			return from
		}
		return len(text)
	}
	if !on && from >= 0 {
		if end := len(strings.TrimRight(text, " \n")); end > from {
			*list = append(*list, block.Range{Start: from, End: end})
		}
		return -1
	}
	return from
}
