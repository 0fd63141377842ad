package pdftest

import (
	"strings"
)

// Kind is what an element of a book is.
type Kind int

// The kinds.
const (
	Para Kind = iota
	Heading
	Quote
	Break // the next element begins a new page
	Blank // an empty page
)

// Element is a piece of a book. A star in Text stands where the note is called.
type Element struct {
	Kind  Kind
	Level int
	Text  string
	Note  string // set at the foot of the page
	Opens bool   // a chapter: no head on its page
}

// Book is a text and how it is printed. The zero value of every choice works.
type Book struct {
	Elements []Element
	Columns  int
	Width    float64
	Height   float64
	// Number is what page i (from 0) prints as its number, "" for none; nil prints
	// none. It is the truth of the page's label too, but for a page that is not
	// numbered, where Label is asked.
	Number   func(i int) string
	Label    func(i int) string
	Head     func(i int) string // printed above; nil prints none
	Foot     bool               // the number stands below, not beside the head
	TwoUp    bool
	Rotate   int
	Ragged   bool
	NoIndent bool
}

// Set is a book as it was printed: its sheets, and for each sentence the index
// of the page on which it begins.
type Set struct {
	Sheets []Sheet
	Pages  int
	Starts map[string]int // by sentence
	Notes  []string
}

const (
	size    = 11.0
	leading = 13.5
	margin  = 64.0
	gutter  = 22.0
	indent  = 16.0
)

// setting is the setting of one book.
type setting struct {
	book   Book
	pages  []Sheet
	column int
	y      float64
	notes  []line // of this column
	first  bool
	count  int
	out    Set
	opens  bool
}

// line is a line to be printed.
type line struct {
	words []word
	x     float64
	size  float64
	font  Font
	width float64 // to which it is driven, 0 for ragged
}

// word is a word, with the mark raised behind it, or before it.
type word struct {
	text string
	mark string
}

// Print sets a book.
func (b Book) Print() Set {
	if b.Columns == 0 {
		b.Columns = 1
	}
	if b.Width == 0 {
		b.Width, b.Height = 420, 595
	}
	s := &setting{book: b, out: Set{Starts: map[string]int{}}}
	s.page()
	for _, e := range b.Elements {
		s.element(e)
	}
	s.endColumn()
	s.out.Pages = len(s.pages)
	s.out.Sheets = s.sheets()
	return s.out
}

func (s *setting) columnWidth() float64 {
	return (s.book.Width - 2*margin - float64(s.book.Columns-1)*gutter) / float64(s.book.Columns)
}

func (s *setting) left() float64 {
	return margin + float64(s.column)*(s.columnWidth()+gutter)
}

func (s *setting) page() {
	s.pages = append(s.pages, Sheet{Width: s.book.Width, Height: s.book.Height, Rotate: s.book.Rotate})
	s.column, s.y = 0, s.book.Height-margin-leading
	s.furniture(len(s.pages) - 1)
}

// furniture prints a page's head and number.
func (s *setting) furniture(i int) {
	number := ""
	if s.book.Number != nil {
		number = s.book.Number(i)
	}
	p := &s.pages[i]
	top, foot := s.book.Height-36.0, 34.0
	if s.book.Head != nil && !s.opens {
		head := s.book.Head(i)
		x := margin
		if i%2 == 1 {
			x = s.book.Width - margin - Width(head, 9, Italic)
		}
		p.Texts = append(p.Texts, Text{X: x, Y: top, Size: 9, Font: Italic, String: head})
	}
	if number == "" {
		return
	}
	t := Text{X: (s.book.Width - Width(number, 9, Roman)) / 2, Y: foot, Size: 9, String: number}
	if !s.book.Foot && !s.opens {
		t.Y, t.X = top, margin
		if i%2 == 0 {
			t.X = s.book.Width - margin - Width(number, 9, Roman)
		}
	}
	p.Texts = append(p.Texts, t)
}

// room is where the text of the column must end above its notes.
func (s *setting) room() float64 {
	floor := margin
	if len(s.notes) > 0 {
		floor += float64(len(s.notes))*10 + 10
	}
	return floor
}

// endColumn prints the notes of a column and goes to the next one.
func (s *setting) endColumn() {
	p := &s.pages[len(s.pages)-1]
	if n := len(s.notes); n > 0 {
		y := margin + float64(n-1)*10
		p.Rules = append(p.Rules, [3]float64{s.left(), s.left() + 60, y + 12})
		for _, l := range s.notes {
			s.print(l, y)
			y -= 10
		}
	}
	s.notes = nil
}

func (s *setting) next() {
	s.endColumn()
	s.column++
	s.y = s.book.Height - margin - leading
	if s.column == s.book.Columns {
		s.page()
	}
}

func (s *setting) element(e Element) {
	switch e.Kind {
	case Break, Blank:
		s.endColumn()
		s.opens = e.Opens
		if e.Kind == Blank {
			s.pages = append(s.pages, Sheet{Width: s.book.Width, Height: s.book.Height})
			return
		}
		s.page()
		s.opens = false
		return
	case Heading:
		if s.y-4*leading < s.room() {
			s.next()
		}
		s.y -= leading * 0.7
		s.print(line{words: []word{{text: e.Text}}, x: s.left(), size: []float64{18, 14, 11}[min(2, max(0, e.Level))], font: Bold}, s.y)
		s.y -= leading * 1.5
		s.first = true
		return
	}
	s.paragraph(e)
}

// paragraph breaks a paragraph into lines and prints them.
func (s *setting) paragraph(e Element) {
	width, x, first := s.columnWidth(), 0.0, indent
	if e.Kind == Quote {
		width, x, first = width-2*24, 24, 0
		s.y -= leading * 0.5
	}
	if s.first || s.book.NoIndent {
		first = 0
	}
	s.first = e.Kind == Quote
	for _, l := range s.broken(e.Text, width, first, size, Roman) {
		need := 0.0
		for _, w := range l.words {
			if w.mark != "" {
				need = 10*float64(1+len(s.broken(e.Note, s.columnWidth(), 0, 8.5, Roman))) + 10
			}
		}
		if s.y-need < s.room() {
			s.next()
		}
		l.x += s.left() + x
		for i, w := range l.words {
			if w.mark == "*" {
				s.count++
				l.words[i].mark = Number(s.count)
				s.note(e.Note)
			}
		}
		s.note0(e, l)
		s.print(l, s.y)
		s.y -= leading
	}
	switch {
	case e.Kind == Quote:
		s.y -= leading * 0.5
	case s.book.NoIndent:
		s.y -= leading * 0.6
	}
}

// note0 notes the page on which the sentences that begin in a line begin.
func (s *setting) note0(e Element, l line) {
	for _, w := range l.words {
		if i := strings.IndexByte(w.text, '\x01'); i >= 0 {
			s.out.Starts[sentenceAt(e.Text, w.text[i+1:])] = len(s.pages) - 1
		}
	}
}

func (s *setting) note(text string) {
	s.out.Notes = append(s.out.Notes, text)
	for i, l := range s.broken(text, s.columnWidth()-10, 0, 8.5, Roman) {
		l.x += s.left()
		if i == 0 {
			l.words = append([]word{{mark: Number(s.count)}}, l.words...)
		}
		s.notes = append(s.notes, l)
	}
}

// Number writes a number in digits.
func Number(n int) string {
	if n >= 10 {
		return Number(n/10) + Number(n%10)
	}
	return string(rune('0' + n))
}

// sheets are the pages as they lie on the sheets of the file.
func (s *setting) sheets() []Sheet {
	if !s.book.TwoUp {
		return s.pages
	}
	var out []Sheet
	for i := 0; i < len(s.pages); i += 2 {
		sheet := s.pages[i]
		sheet.Width *= 2
		if i+1 < len(s.pages) {
			for _, t := range s.pages[i+1].Texts {
				t.X += s.book.Width
				sheet.Texts = append(sheet.Texts, t)
			}
			for _, r := range s.pages[i+1].Rules {
				sheet.Rules = append(sheet.Rules, [3]float64{r[0] + s.book.Width, r[1] + s.book.Width, r[2]})
			}
		}
		out = append(out, sheet)
	}
	return out
}
