package clean

import (
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
	kept := page.Blocks[:0]
	for _, b := range page.Blocks {
		Block(&b, seen)
		if b.Text != "" || b.Kind == block.Break {
			kept = append(kept, b)
		}
	}
	page.Blocks = kept
}

// Block cleans one block's text. Seen holds the words of the whole text in small
// letters; it decides whether a word cut at a line's end keeps its hyphen.
func Block(b *block.Block, seen map[string]bool) {
	b.Edit(blanks(b.Text, b.Kind == block.Row, seen))
	b.Edit(punctuation(b.Text))
	if b.Kind == block.Row {
		b.Cells = strings.Split(b.Text, "\t")
	}
}

// wordsOf collects the words of a text, hyphenated ones whole, as they stand
// within a line.
func wordsOf(blocks []block.Block) map[string]bool {
	seen := map[string]bool{}
	for _, b := range blocks {
		for w := range strings.FieldsSeq(b.Text) {
			w = strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }))
			if w != "" && w[0] != '-' && w[len(w)-1] != '-' {
				seen[w] = true
			}
		}
	}
	return seen
}

// blanks makes each run of blanks and line ends one blank, drops them at both
// ends, and joins words that a line's end had cut. In a row the tabs stay, since
// they part its cells.
func blanks(s string, row bool, seen map[string]bool) []block.Change {
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
		case lines > 0 && cutWord(s, i, j):
			out = append(out, hyphen(s, i, j, seen))
		case s[i:j] != " ":
			out = append(out, block.Change{From: i, To: j, With: " "})
		}
		i = j
	}
	return out
}

// cutWord reports whether a line's end at s[i:j] stands within a word: after a
// letter and a hyphen, before a small letter.
func cutWord(s string, i, j int) bool {
	if i < 2 || s[i-1] != '-' {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i-1])
	after, _ := utf8.DecodeRuneInString(s[j:])
	return unicode.IsLetter(before) && unicode.IsLower(after)
}

// hyphen joins a word cut at a line's end. The hyphen stays where the text has
// the hyphenated word elsewhere and not the joined one.
func hyphen(s string, i, j int, seen map[string]bool) block.Change {
	left, right := wordBefore(s, i-1), wordAfter(s, j)
	joined, hyphened := strings.ToLower(left+right), strings.ToLower(left+"-"+right)
	if seen[hyphened] && !seen[joined] {
		return block.Change{From: i, To: j, Why: "word cut at a line's end"}
	}
	return block.Change{From: i - 1, To: j, Why: "word cut at a line's end"}
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
