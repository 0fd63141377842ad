package manuscript

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"locus/ingest/block"
)

// tidy brings a block's text into normal form C and takes out the characters
// that print nothing: soft hyphens, zero-width blanks, marks of direction,
// controls, what no encoding can hold. Offsets move with the words.
func tidy(b *block.Block) {
	if changes := invisible(b.Text); changes != nil {
		b.Edit(changes)
	}
	if !norm.NFC.IsNormalString(b.Text) {
		b.Edit(composed(b.Text))
	}
}

// invisible lists the characters to take out. A no-break hyphen becomes a plain
// one, so that a word is the same word wherever its lines break.
func invisible(text string) []block.Change {
	var out []block.Change
	for i, r := range text {
		size := utf8.RuneLen(r)
		switch {
		case r == utf8.RuneError:
			if _, n := utf8.DecodeRuneInString(text[i:]); n == 1 {
				out = append(out, block.Change{From: i, To: i + 1, With: "\uFFFD"})
			}
		case r == '\u2011':
			out = append(out, block.Change{From: i, To: i + size, With: "-"})
		case r == '\n' || r == '\t':
		case r == '\r' || r == '\v' || r == '\f' || r == '\u2028' || r == '\u2029':
			out = append(out, block.Change{From: i, To: i + size, With: "\n"})
		case unicode.IsControl(r), r == '\u00ad', r == '\ufeff', r == '\u200b', r == '\u2060', r == '\ufffc',
			r >= '\u200e' && r <= '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r >= '\ufff9' && r <= '\ufffb':
			out = append(out, block.Change{From: i, To: i + size})
		}
	}
	return out
}

// composed lists the changes that bring a text into normal form C, one for each
// stretch that is not.
func composed(text string) []block.Change {
	var out []block.Change
	for at := 0; at < len(text); {
		n := norm.NFC.NextBoundaryInString(text[at:], true)
		if n <= 0 {
			n = len(text) - at
		}
		piece := text[at : at+n]
		if c := norm.NFC.String(piece); c != piece {
			out = append(out, block.Change{From: at, To: at + n, With: c})
		}
		at += n
	}
	return out
}

// plainText is a text as one line, for what is told of it.
func plainText(text string) string { return strings.Join(strings.Fields(text), " ") }

// wordCount is the number of words of a text.
func wordCount(text string) int {
	n, blank := 0, true
	for _, r := range text {
		is := unicode.IsSpace(r)
		if blank && !is {
			n++
		}
		blank = is
	}
	return n
}
