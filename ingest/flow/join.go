package flow

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/ingest/block"
	"locus/ingest/clean"
	"locus/ingest/pattern"
)

// maxApart bounds how many captions, notes, rows and breaks may stand between
// the two halves of a cut paragraph.
const maxApart = 40

const whyJoined = "sentence cut by a page, a note or a figure"

// Join puts the halves of cut paragraphs together: within the body over what
// stood between, in lists over the line that an item goes on in, in the front
// over lines that end with a comma, in a reference list over the page.
func Join(blocks []block.Block) []block.Block {
	var out []block.Block
	paged := paged(blocks)
	for i := range blocks {
		b := blocks[i]
		at := target(out, b, blocks[i+1:], paged)
		if at < 0 {
			out = append(out, b)
			continue
		}
		sep, was := " ", ""
		if n := len(out[at].Text) - 1; out[at].Text[n:] == "-" && startsSmall(b.Text) {
			sep = ""
			if !clean.Hyphened(out[at].Text[:n], b.Text) {
				was = "-"
				out[at].Edit([]block.Change{{From: n, To: n + 1}})
			}
		}
		end := len(out[at].Text)
		out[at].Join(b, sep)
		if b.Zone == block.Body {
			out[at].Repairs = append(out[at].Repairs, joint(out[at].Text, end, was, sep))
		}
	}
	return out
}

// joint is the repair of a join: the words on either side of byte at, was the
// hyphen that stood there and went.
func joint(text string, at int, was, sep string) block.Repair {
	from := strings.LastIndexByte(text[:at], ' ') + 1
	to := len(text)
	if i := strings.IndexByte(text[at+len(sep):], ' '); i >= 0 {
		to = at + len(sep) + i
	}
	return block.Repair{At: from, Was: text[from:at] + was + "\n\n" + text[at+len(sep):to], Is: text[from:to], Why: whyJoined}
}

// paged reports whether a text shows that pages have cut it: most of its
// paragraphs close, and of the long ones that do not, two or more and a good part
// certainly go on in the next, which begins with a small letter. A text whose
// author closes no paragraph, or that lists terms, does not.
func paged(blocks []block.Block) bool {
	open, cuts, all := 0, 0, 0
	last := ""
	for _, b := range blocks {
		if b.Kind == block.Heading {
			last = ""
		}
		if b.Kind != block.Paragraph || b.Zone != block.Body {
			continue
		}
		if last != "" && startsSmall(b.Text) {
			cuts++
		}
		last = ""
		if len(strings.Fields(b.Text)) < 12 || b.Whole {
			continue
		}
		all++
		if !endsClosed(b.Text) && !strings.HasSuffix(b.Text, ";") {
			open++
			last = b.Text
		}
	}
	return cuts >= 2 && cuts*4 >= open && open*2 <= all
}

// target finds the block among those before that b goes on, -1 where b begins
// anew. In a paged text a paragraph may be cut before a capital too. A paragraph
// that the file marks as a whole one goes on only over a page or what parts it.
func target(out []block.Block, b block.Block, rest []block.Block, paged bool) int {
	if b.Kind != block.Paragraph {
		return -1
	}
	i := len(out) - 1
	parted := len(b.Pages) > 0 && b.Pages[0].At == 0
	for i >= 0 && len(out)-i <= maxApart && interrupts(out[i]) {
		parted = parted || out[i].Kind != block.Break
		i--
	}
	if i < 0 || out[i].Zone != b.Zone || b.Entry != nil {
		return -1
	}
	prev := out[i]
	goesOn := false
	switch {
	case b.Zone == block.Front:
		goesOn = i == len(out)-1 && (strings.HasSuffix(prev.Text, ",") || startsSmall(b.Text) && !endsSentence(prev.Text))
	case b.Zone == block.References && (prev.Kind == block.Item || prev.Kind == block.Paragraph):
		goesOn = startsSmall(b.Text) && !(endsEntry(prev.Text) && entryStart().MatchString(b.Text))
	case (prev.Whole || b.Whole) && !parted:
	case prev.Kind == block.Paragraph:
		goesOn = cut(prev.Text, b.Text, paged || len(b.Pages) > 0 && b.Pages[0].At == 0)
	case prev.Kind == block.Item && i == len(out)-1:
		goesOn = itemGoesOn(prev, b, rest)
	}
	if !goesOn {
		return -1
	}
	return i
}

// endsEntry reports whether an entry of a reference list ends as one does: with
// a stop, a bracket, or an address. What follows may begin with a particle of a
// name ("van der").
func endsEntry(s string) bool {
	last := s[strings.LastIndexByte(s, ' ')+1:]
	return endsSentence(s) || strings.Contains(last, "/") || strings.HasPrefix(last, "10.")
}

// interrupts reports whether a block can stand in the middle of a paragraph.
func interrupts(b block.Block) bool {
	return b.Kind == block.Caption || b.Kind == block.Note || b.Kind == block.Row || b.Kind == block.Break || b.Kind == block.Figure
}

// cut reports whether two paragraphs are halves of one: the second begins with a
// small letter and is no bare term, and the first does not close; or, in a paged text, the first, long
// enough for body text, breaks off within a sentence and body text follows.
func cut(first, second string, paged bool) bool {
	if endsClosed(first) {
		return false
	}
	if startsSmall(second) {
		return len(strings.Fields(first)) >= 5 && (paged || endsSentence(second) || len(strings.Fields(second)) >= 8)
	}
	if last := lastRune(first); !paged || !unicode.IsLetter(last) && !unicode.IsDigit(last) && !strings.ContainsRune(",-–—)”’\"", last) {
		return false
	}
	return len(strings.Fields(first)) >= 12 && len(strings.Fields(second)) >= 2 && beginsWord(second) &&
		(endsSentence(second) || len(strings.Fields(second)) >= 12)
}

// endsClosed is endsSentence without the marks after which a sentence may go on
// in small letters.
func endsClosed(s string) bool {
	t := strings.TrimRight(s, " \"'”’»)]")
	if t == "" {
		return true
	}
	if t != strings.TrimRight(s, " \"'”’»") { // a bracket closes: a citation
		return true
	}
	return strings.ContainsRune(".!?…。！？", lastRune(t)) || strings.HasSuffix(s, ":")
}

func startsSmall(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	// "a)" and "i." are marks of items, not words.
	next := rune(0)
	if n < len(s) {
		next, _ = utf8.DecodeRuneInString(s[n:])
	}
	return unicode.IsLower(r) && !strings.ContainsRune(".):", next) && !romanMark().MatchString(s)
}

var romanMark = pattern.Lazy(`^[ivx]{1,5}[.)]\s`)

func beginsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || strings.ContainsRune("“\"‘'(«", r)
}

// itemGoesOn reports whether a paragraph after an item is its second half: the
// item does not close, and the paragraph begins small, or is short and the next
// item in sequence follows.
func itemGoesOn(item, b block.Block, rest []block.Block) bool {
	if endsClosed(item.Text) || strings.HasSuffix(item.Text, ";") {
		return false
	}
	if startsSmall(b.Text) {
		return true
	}
	n, ok := number(item.Mark)
	if !ok {
		return false
	}
	if len(rest) == 0 || rest[0].Kind != block.Item {
		return false
	}
	next, ok := number(rest[0].Mark)
	return ok && next == n+1 && len(strings.Fields(b.Text)) <= 30
}

// number reads the number of a printed mark, or of a letter in the alphabet.
func number(mark string) (int, bool) {
	mark = strings.Trim(mark, "().:-– ")
	n := 0
	for _, r := range mark {
		if r < '0' || r > '9' || n > 9999 {
			if len(mark) == 1 && unicode.IsLetter(r) {
				return int(unicode.ToLower(r)), true
			}
			return 0, false
		}
		n = n*10 + int(r-'0')
	}
	return n, mark != ""
}
