package layout

import (
	"golang.org/x/text/unicode/norm"

	"locus/ingest/block"
)

// combining is the sign that joins a letter, for one that some fonts print over a
// letter as a character of its own; 0 for any other character.
func combining(r rune) rune {
	switch r {
	case '´', 'ˊ':
		return '\u0301'
	case '`', 'ˋ':
		return '\u0300'
	case '^', 'ˆ':
		return '\u0302'
	case '~', '˜':
		return '\u0303'
	case '¨':
		return '\u0308'
	case 'ˇ':
		return '\u030C'
	case '˘':
		return '\u0306'
	case '¯', 'ˉ':
		return '\u0304'
	case '˙':
		return '\u0307'
	case '˚':
		return '\u030A'
	case '˝':
		return '\u030B'
	case '¸':
		return '\u0327'
	case '˛':
		return '\u0328'
	}
	return 0
}

// accented puts accents that are printed over or under a letter into it.
func accented(gs []Sign) []Sign {
	var out []Sign
	for i := 0; i < len(gs); i++ {
		g := gs[i]
		mark := combining(g.Rune)
		if mark == 0 {
			out = append(out, g)
			continue
		}
		if i+1 < len(gs) && covers(g, gs[i+1]) {
			if r, ok := composed(gs[i+1].Rune, mark); ok {
				next := gs[i+1]
				next.Rune, next.Blank = r, g.Blank
				out = append(out, next)
				i++
				continue
			}
		}
		if n := len(out) - 1; n >= 0 && covers(g, out[n]) {
			if r, ok := composed(out[n].Rune, mark); ok {
				out[n].Rune = r
				continue
			}
		}
		out = append(out, g)
	}
	return out
}

// compose brings a block's text into the normal form in which texts are kept.
func compose(b *block.Block) {
	if norm.NFC.IsNormalString(b.Text) {
		return
	}
	var changes []block.Change
	for i := 0; i < len(b.Text); {
		n := norm.NFC.NextBoundaryInString(b.Text[i:], true)
		if n <= 0 {
			break
		}
		part := b.Text[i : i+n]
		if s := norm.NFC.String(part); s != part {
			changes = append(changes, block.Change{From: i, To: i + n, With: s})
		}
		i += n
	}
	b.Edit(changes)
}

// covers reports whether an accent stands over a letter, not beside it.
func covers(accent, letter Sign) bool {
	w := min(accent.X1-accent.X0, letter.X1-letter.X0)
	return w > 0 && min(accent.X1, letter.X1)-max(accent.X0, letter.X0) > 0.5*w
}

// composed is a letter with an accent as one character, where there is one.
func composed(letter, mark rune) (rune, bool) {
	switch letter {
	case 'ı':
		letter = 'i'
	case 'ȷ':
		letter = 'j'
	}
	s := []rune(norm.NFC.String(string([]rune{letter, mark})))
	return s[0], len(s) == 1
}
