package block

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Writer makes the text of a block out of the pieces in which mark-up gives it.
// Runs of blanks become one blank, as in mark-up; what is noted between two
// pieces (a call, a page, a citation) keeps its place. The zero value is ready.
type Writer struct {
	b     Block
	text  []byte
	blank bool // one is due before the next word
}

// Text adds words; runs of blanks and line ends in them count as one blank.
// Controls, which mark-up can name though they print nothing, are left out.
func (w *Writer) Text(s string) {
	for _, r := range s {
		if unicode.IsSpace(r) {
			w.blank = true
			continue
		}
		if unicode.IsControl(r) {
			continue
		}
		w.due()
		w.text = append(w.text, string(r)...)
	}
}

// due writes the blank that is due, unless nothing or a line's end stands before.
func (w *Writer) due() {
	if n := len(w.text); w.blank && n > 0 && w.text[n-1] != '\n' {
		w.text = append(w.text, ' ')
	}
	w.blank = false
}

// Verbatim adds characters as they are, but for controls that are no blanks.
func (w *Writer) Verbatim(s string) {
	w.due()
	for _, r := range s {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			continue
		}
		w.text = utf8.AppendRune(w.text, r)
	}
}

// Blank makes a blank due before the next word.
func (w *Writer) Blank() { w.blank = true }

// Line ends the line, where there is one.
func (w *Writer) Line() {
	if len(w.text) > 0 && w.text[len(w.text)-1] != '\n' {
		w.text = append(w.text, '\n')
	}
	w.blank = false
}

// Glue takes back a blank that is due.
func (w *Writer) Glue() { w.blank = false }

// Len is how many bytes have been written; a blank that is due does not count.
func (w *Writer) Len() int { return len(w.text) }

// String is what has been written.
func (w *Writer) String() string { return string(w.text) }

// Empty reports whether no word has been written.
func (w *Writer) Empty() bool { return len(bytes.TrimSpace(w.text)) == 0 }

// Last is the last character written, 0 where there is none; a blank that is due
// does not count.
func (w *Writer) Last() rune {
	if len(w.text) == 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRune(w.text)
	return r
}

// Call notes that a note is called here: right behind the last word.
func (w *Writer) Call(mark, ref string) {
	w.b.Calls = append(w.b.Calls, Call{At: len(w.text), Mark: mark, Ref: ref})
}

// StartPage notes that a page of the printed work begins here: with the next word.
func (w *Writer) StartPage(p PageStart) {
	if w.blank && len(w.text) > 0 {
		w.due()
	}
	p.At = len(w.text)
	w.b.Pages = append(w.b.Pages, p)
}

// Since is the range of what has been written since start, a value of Len,
// without the blanks at its ends.
func (w *Writer) Since(start int) Range {
	start = min(start, len(w.text))
	s := string(w.text[start:])
	from := start + len(s) - len(strings.TrimLeft(s, " \n\t"))
	return Range{from, max(from, start+len(strings.TrimRight(s, " \n\t")))}
}

// Italic, Bold, Code and Cite say what the words since start are.
func (w *Writer) Italic(start int) { w.b.Italic = ranged(w.b.Italic, w.Since(start)) }

// Bold says that the words since start are bold.
func (w *Writer) Bold(start int) { w.b.Bold = ranged(w.b.Bold, w.Since(start)) }

// Code says that what has been written since start is code.
func (w *Writer) Code(start int) { w.b.Code = ranged(w.b.Code, w.Since(start)) }

// Cite says that the words since start are a citation of the items.
func (w *Writer) Cite(start int, items []CiteItem) {
	if r := w.Since(start); r.Start < r.End && len(items) > 0 {
		w.b.Cites = append(w.b.Cites, Cite{r, items})
	}
}

func ranged(list []Range, r Range) []Range {
	if r.Start >= r.End {
		return list
	}
	if n := len(list); n > 0 && list[n-1].Start >= r.Start {
		return append(list[:n-1], r) // the inner one of two alike
	}
	return append(list, r)
}

// Take gives what has been written as a block and begins anew. It is false where
// no word has been written; pages that began there begin the next block.
func (w *Writer) Take() (Block, bool) {
	b := w.b
	text := strings.TrimRight(string(w.text), " \n\t")
	*w = Writer{}
	if strings.TrimSpace(text) == "" {
		w.b.Pages = b.Pages
		for i := range w.b.Pages {
			w.b.Pages[i].At = 0
		}
		return Block{}, false
	}
	b.Text = text
	for i := range b.Calls {
		b.Calls[i].At = min(b.Calls[i].At, len(text))
	}
	var late []PageStart
	for i, p := range b.Pages {
		if p.At >= len(text) { // the page begins with the next block
			late = append(late, b.Pages[i:]...)
			b.Pages = b.Pages[:i]
			break
		}
	}
	for i := range late {
		late[i].At = 0
	}
	w.b.Pages = late
	return b, true
}

// Repair tells that the words since start stand for what the file had.
func (w *Writer) Repair(start int, was, why string) {
	if r := w.Since(start); r.Start < r.End {
		w.b.Repairs = append(w.b.Repairs, Repair{At: r.Start, Was: was, Is: string(w.text[r.Start:r.End]), Why: why})
	}
}
