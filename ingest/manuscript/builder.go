package manuscript

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/ingest/block"
)

// Look is how a run of characters is printed.
type Look struct {
	Bold, Italic, Underlined, Caps bool
	Raised                         bool    // above the line
	Mono                           bool    // in a font whose letters are of one width
	Size                           float64 // in points, 0 where nothing says
}

// Builder gathers the text of one paragraph, run by run. The zero value is an
// empty paragraph.
type Builder struct {
	text   strings.Builder
	block  block.Block
	shares [5]int          // bytes that are bold, italic, underlined, capitals, of one width
	sizes  map[float64]int // bytes by size
	size   int             // bytes that are not blank around
}

// Add appends a run.
func (b *Builder) Add(text string, look Look) {
	if text == "" {
		return
	}
	from := b.text.Len()
	b.text.WriteString(text)
	to := b.text.Len()
	if look.Bold {
		b.block.Bold = extend(b.block.Bold, from, to)
	}
	if look.Italic {
		b.block.Italic = extend(b.block.Italic, from, to)
	}
	if look.Mono {
		b.block.Code = extend(b.block.Code, from, to)
	}
	n := len(strings.TrimSpace(text))
	b.size += n
	for i, is := range []bool{look.Bold, look.Italic, look.Underlined, look.Caps, look.Mono} {
		if is {
			b.shares[i] += n
		}
	}
	if b.sizes == nil {
		b.sizes = map[float64]int{}
	}
	b.sizes[look.Size] += n
}

// extend adds a range to a list, as part of the last one where they touch.
func extend(list []block.Range, from, to int) []block.Range {
	if n := len(list); n > 0 && list[n-1].End == from {
		list[n-1].End = to
		return list
	}
	return append(list, block.Range{Start: from, End: to})
}

// Raise appends a run that stands above the line: the mark of a note typed by
// hand, an exponent, or the letters of an ordinal.
func (b *Builder) Raise(text string, look Look) {
	mark := strings.Trim(text, "[]()., \u00a0")
	switch {
	case mark == "" || !isMark(mark):
		b.Add(text, look)
	case b.Len() == 0 && b.block.Mark == "":
		b.block.Kind, b.block.Mark = block.Note, mark
	case b.exponent(mark):
		b.Add(raised(mark), look)
	default:
		for m := range strings.FieldsFuncSeq(mark, func(r rune) bool { return r == ',' || unicode.IsSpace(r) }) {
			b.Call(m, "")
		}
	}
}

// exponent reports whether raised digits stand after a digit, or after a single
// letter or a unit of length, as a power does and a note's mark hardly ever.
func (b *Builder) exponent(mark string) bool {
	if len(mark) > 2 || strings.Trim(mark, "0123456789") != "" {
		return false
	}
	text := b.text.String()
	last, _ := utf8.DecodeLastRuneInString(text)
	if unicode.IsDigit(last) {
		return true
	}
	word := text[strings.LastIndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })+1:]
	switch word {
	case "m", "km", "cm", "mm", "x", "y", "n", "r", "R", "χ":
		return mark == "2" || mark == "3"
	}
	return false
}

// isMark reports whether s can be a note's mark: numbers, one small letter, or
// signs.
func isMark(s string) bool {
	if utf8.RuneCountInString(s) > 12 {
		return false
	}
	if utf8.RuneCountInString(s) == 1 {
		r, _ := utf8.DecodeRuneInString(s)
		return unicode.IsDigit(r) || unicode.IsLower(r) || strings.ContainsRune("*†‡§¶∗#", r)
	}
	for _, r := range s {
		if !unicode.IsDigit(r) && !strings.ContainsRune("*†‡§¶∗, ", r) {
			return false
		}
	}
	return true
}

func raised(digits string) string {
	return strings.Map(func(r rune) rune { return []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[r-'0'] }, digits)
}

// Call notes that a note is called here: its printed mark, "" where the mark is
// not known yet, and the Anchor of the note, "" where the file does not tie it.
func (b *Builder) Call(mark, ref string) {
	b.block.Calls = append(b.block.Calls, block.Call{At: b.text.Len(), Mark: mark, Ref: ref})
}

// Tie ties the call that was added last, where it stands at the end and no note is
// tied to it, to the note of that anchor, and gives its mark.
func (b *Builder) Tie(ref string) (mark string, ok bool) {
	n := len(b.block.Calls)
	if n == 0 || b.block.Calls[n-1].Ref != "" || b.block.Calls[n-1].At != b.text.Len() {
		return "", false
	}
	b.block.Calls[n-1].Ref = ref
	return b.block.Calls[n-1].Mark, true
}

// Cite notes that what was added since byte from of the text is a citation. A
// citation of nothing printed is none.
func (b *Builder) Cite(from int, items []block.CiteItem) {
	text := b.text.String()
	from = min(from, len(text))
	to := len(strings.TrimRight(text, " "))
	from += len(text[from:]) - len(strings.TrimLeft(text[from:], " "))
	if from < to && len(items) > 0 {
		b.block.Cites = append(b.block.Cites, block.Cite{Range: block.Range{Start: from, End: to}, Items: items})
	}
}

// Len is the number of bytes added so far.
func (b *Builder) Len() int { return b.text.Len() }

// Empty reports whether neither words nor calls were added.
func (b *Builder) Empty() bool {
	return strings.TrimSpace(b.text.String()) == "" && len(b.block.Calls) == 0
}

// Paragraph is the paragraph as built: its text, calls and citations, and how
// most of its characters look. The text is in normal form C, without characters
// that print nothing.
func (b *Builder) Paragraph() Paragraph {
	p := Paragraph{Block: b.block}
	p.Text = b.text.String()
	tidy(&p.Block)
	all := func(n int) bool { return b.size > 0 && n*20 >= b.size*19 }
	p.Bold, p.Italic, p.Underlined, p.Caps = all(b.shares[0]), all(b.shares[1]), all(b.shares[2]), all(b.shares[3])
	p.Mono = all(b.shares[4])
	if !p.Caps {
		p.Caps = shouted(p.Text)
	}
	most := 0
	for size, n := range b.sizes {
		if n > most || n == most && size > p.Size {
			p.Size, most = size, n
		}
	}
	return p
}

// Mono reports whether the letters of a font are of one width, as its name has it.
func Mono(font string) bool {
	low := strings.ToLower(font)
	for _, name := range []string{"courier", "consolas", "monaco", "menlo", "lucida console", " mono", "typewriter", "source code", "fixedsys"} {
		if strings.Contains(low, name) {
			return true
		}
	}
	return false
}

// shouted reports whether a text has letters, six and more, and no small ones.
func shouted(text string) bool {
	n := 0
	for _, r := range text {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 6
}
