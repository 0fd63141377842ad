package clean

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/ingest/block"
)

// Page cleans the text of all blocks of a page.
func Page(page *block.Page) {
	var seen map[string]bool
	for _, b := range page.Blocks {
		if strings.Contains(b.Text, "-\n") || strings.Contains(b.Text, "- \n") {
			seen = wordsOf(page.Blocks)
			break
		}
	}
	var kept []block.Block
	blocks := speeches(page.Blocks)
	poem := slices.ContainsFunc(blocks, verse)
	for _, b := range blocks {
		tidy(&b, seen, b.Lines || verse(b) || poem && stanza(b))
		if b.Text != "" || b.Kind == block.Break {
			kept = append(kept, b)
		}
	}
	page.Blocks = kept
}

// Block cleans one block's text. Seen holds the words of the whole text in small
// letters; it decides whether a word cut at a line's end keeps its hyphen.
func Block(b *block.Block, seen map[string]bool) { tidy(b, seen, b.Lines || verse(*b)) }

// tidy is Block for one whose lines stay lines or do not.
func tidy(b *block.Block, seen map[string]bool, lines bool) {
	if b.Kind == block.Code {
		b.Edit(codeEdges(b.Text))
		return
	}
	b.Edit(blanks(b.Text, b.Kind == block.Row, lines, seen))
	b.Edit(outside(b.Code, punctuation(b.Text)))
	if b.Kind == block.Row {
		b.Cells = strings.Split(b.Text, "\t")
	}
}

// outside leaves out the changes that touch a stretch of code.
func outside(code []block.Range, changes []block.Change) []block.Change {
	if len(code) == 0 {
		return changes
	}
	return slices.DeleteFunc(changes, func(c block.Change) bool {
		return slices.ContainsFunc(code, func(r block.Range) bool { return c.From < r.End && c.To > r.Start })
	})
}

// codeEdges takes the blanks away that end the lines of preformatted text and the
// empty lines around it; all else in it stays as typed.
func codeEdges(s string) []block.Change {
	var out []block.Change
	first := len(s) - len(strings.TrimLeft(s, "\n"))
	last := len(strings.TrimRightFunc(s, unicode.IsSpace))
	if first > 0 && first < last {
		out = append(out, block.Change{From: 0, To: first})
	}
	for i := first; i < last; {
		end := i + strings.IndexByte(s[i:]+"\n", '\n')
		end = min(end, last)
		if t := i + len(strings.TrimRight(s[i:end], " \t\u00A0")); t < end {
			out = append(out, block.Change{From: t, To: end})
		}
		i = end + 1
	}
	if last < len(s) {
		out = append(out, block.Change{From: last, To: len(s)})
	}
	return out
}

// capital marks the words of wordsOf that begin with a capital. They stand in
// titles and names, whose spelling need not be the author's.
const capital = "^"

// wordsOf collects the words of a text, hyphenated ones whole, as they stand
// within a line.
func wordsOf(blocks []block.Block) map[string]bool {
	seen := map[string]bool{}
	for _, b := range blocks {
		cut := false // the word before is, and this one is its rest
		for w := range strings.FieldsSeq(b.Text) {
			rest := cut
			if cut = strings.HasSuffix(w, "-"); rest {
				continue
			}
			w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
			if w == "" || w[0] == '-' || w[len(w)-1] == '-' {
				continue
			}
			if first, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(first) {
				seen[capital+strings.ToLower(w)] = true
				continue
			}
			seen[strings.ToLower(w)] = true
		}
	}
	return seen
}

// blanks makes each run of blanks and line ends one blank, drops them at both
// ends, and joins words that a line's end had cut. In a row the tabs stay, since
// they part its cells; in verse (keep) the line ends do.
func blanks(s string, row, keep bool, seen map[string]bool) []block.Change {
	var out []block.Change
	blank := func(r rune) bool { return unicode.IsSpace(r) && (!row || r != '\t') }
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !blank(r) {
			i += n
			continue
		}
		j, lines := i, 0
		for j < len(s) {
			r, n := utf8.DecodeRuneInString(s[j:])
			if !blank(r) {
				break
			}
			if r == '\n' {
				lines++
			}
			j += n
		}
		edge := i == 0 || j == len(s) || row && (s[i-1] == '\t' || s[j] == '\t')
		switch {
		case edge:
			out = append(out, block.Change{From: i, To: j})
		case lines == 1 && cutWord(s, i, j):
			out = append(out, hyphen(s, i, j, seen))
		case keep && lines > 0:
			if s[i:j] != "\n" {
				out = append(out, block.Change{From: i, To: j, With: "\n"})
			}
		case s[i:j] != " ":
			out = append(out, block.Change{From: i, To: j, With: " "})
		}
		i = j
	}
	return out
}

// wordBefore is the run of letters that ends at byte i of s, and wordAfter the
// one that begins there.
func wordBefore(s string, i int) string {
	from := i
	for from > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:from])
		if !unicode.IsLetter(r) {
			break
		}
		from -= n
	}
	return s[from:i]
}

func wordAfter(s string, i int) string {
	to := i
	for to < len(s) {
		r, n := utf8.DecodeRuneInString(s[to:])
		if !unicode.IsLetter(r) {
			break
		}
		to += n
	}
	return s[i:to]
}
