package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

// verseLine is the number of characters up to which a line may be one of verse.
const verseLine = 60

// fourDigits is a year or the like, which an entry of a reference list bears and
// verse hardly ever.
var fourDigits = pattern.Lazy(`\b[0-9]{4}\b`)

// verse reports whether the lines of a paragraph end where their author ended
// them: they are short, three or more, and most of them end with a mark of
// punctuation or begin with a capital, which lines wrapped at a margin do not.
func verse(b block.Block) bool {
	if b.Kind != block.Paragraph && b.Kind != block.Quote || strings.Count(b.Text, "\n") < 2 || fourDigits().MatchString(b.Text) {
		return false
	}
	lines := strings.Split(strings.TrimSpace(b.Text), "\n")
	stops, capitals, n := 0, 0, 0
	for i, l := range lines {
		l = strings.TrimSpace(l)
		if l == "" {
			continue
		}
		if utf8.RuneCountInString(l) > verseLine || strings.HasSuffix(l, "-") {
			return false
		}
		n++
		if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(l, "“\"‘'(—")); unicode.IsUpper(first) {
			capitals++
		}
		if last, _ := utf8.DecodeLastRuneInString(l); i < len(lines)-1 && strings.ContainsRune(",;:.!?—–…”\"’)", last) {
			stops++
		}
	}
	return n >= 3 && (stops*2 >= n-1 && (n > 3 || stops > 1) || n >= 4 && capitals*4 >= n*3)
}

// stanza reports whether a paragraph of a text that has verse is verse too,
// though its marks alone would not tell: all its lines are short, and the last
// one closes.
func stanza(b block.Block) bool {
	text := strings.TrimSpace(b.Text)
	if b.Kind != block.Paragraph && b.Kind != block.Quote || !strings.Contains(text, "\n") {
		return false
	}
	for l := range strings.SplitSeq(text, "\n") {
		if utf8.RuneCountInString(strings.TrimSpace(l)) > verseLine-10 || strings.HasSuffix(l, "-") {
			return false
		}
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(",;:.!?—–…”\"’)", last)
}

// speaker is how a line begins in which someone begins to speak: a name in
// capitals and a colon, or the letter of a question or an answer.
var speaker = pattern.Lazy(`^\s*(?:\p{Lu}[\p{Lu}.’'\- ]{1,30}:|[QA][.:])\s+\S`)

// speeches parts the paragraphs in which line after line someone else speaks:
// each speech is a paragraph.
func speeches(blocks []block.Block) []block.Block {
	var out []block.Block
	for _, b := range blocks {
		cuts := turns(b)
		if len(cuts) < 2 || cuts[0] != 0 {
			out = append(out, b)
			continue
		}
		for i, from := range cuts {
			to := len(b.Text)
			if i+1 < len(cuts) {
				to = cuts[i+1] - 1
			}
			out = append(out, b.Slice(from, to))
		}
	}
	return out
}

// turns lists where the lines of a paragraph begin in which someone begins to
// speak.
func turns(b block.Block) []int {
	if b.Kind != block.Paragraph || !strings.Contains(b.Text, "\n") || len(b.Repairs) > 0 {
		return nil
	}
	var out []int
	for at, l := range lineStarts(b.Text) {
		if speaker().MatchString(l) {
			out = append(out, at)
		}
	}
	return out
}

// lineStarts gives each line of a text with the byte at which it begins.
func lineStarts(text string) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for at := 0; at <= len(text); {
			n := strings.IndexByte(text[at:], '\n')
			if n < 0 {
				n = len(text) - at
			}
			if !yield(at, text[at:at+n]) {
				return
			}
			at += n + 1
		}
	}
}
