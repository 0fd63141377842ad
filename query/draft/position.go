package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/corpus/words"
)

// Position is a place in a file as an editor counts it: line and column from 1,
// the column in characters. A zero Position is unknown.
type Position struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// Positions finds stretches of a draft's canonical text in the file it was read
// from, which has mark-up and line ends of its own. Ask for them in order.
type Positions struct {
	raw    string
	stream string // the letters and digits of raw, folded
	at     []int  // by byte of stream: its place in raw
	next   int    // of stream, where the last one was found
}

// NewPositions reads the file's text. Where a format has no lines (DOCX), give the
// canonical text, whose lines are paragraphs.
func NewPositions(raw string) *Positions {
	p := &Positions{raw: raw}
	p.stream, p.at = letters(raw)
	return p
}

// letters are the letters and digits of a text, folded, with their places.
func letters(text string) (string, []int) {
	var b strings.Builder
	var at []int
	for i, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		f := words.Fold(string(r))
		b.WriteString(f)
		for range len(f) {
			at = append(at, i)
		}
	}
	return b.String(), at
}

// Of is where a stretch of text begins: behind the place asked for before, else
// anywhere, else, where mark-up parts its words, where its beginning stands.
func (p *Positions) Of(text string) Position {
	s, _ := letters(text)
	for n := len(s); n >= 8 || n == len(s) && n > 0; n = n * 2 / 3 {
		for _, from := range []int{p.next, 0} {
			if i := strings.Index(p.stream[from:], s[:n]); i >= 0 {
				p.next = from + i + n
				return p.position(p.at[from+i])
			}
		}
	}
	return Position{}
}

// position counts lines and characters up to an offset.
func (p *Positions) position(at int) Position {
	line := 1 + strings.Count(p.raw[:at], "\n")
	from := strings.LastIndexByte(p.raw[:at], '\n') + 1
	return Position{Line: line, Column: 1 + utf8.RuneCountInString(p.raw[from:at])}
}
