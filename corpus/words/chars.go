package words

import (
	"unicode"
	"unicode/utf8"
)

// What an ASCII byte may be to the scanner.
const (
	letterByte  = 1 << iota // a letter
	digitByte               // a digit
	upperByte               // a capital letter
	goesOnByte              // may stand inside a word: ' - . , / & + # and every byte of a longer rune
	wordByte    = letterByte | digitByte
	fastestWord = 32 // bytes; a longer word takes the careful path
)

// kinds is the class of every byte, lower its small letter. Read only.
var kinds, lower = byteTables()

func byteTables() (k, l [256]byte) {
	for i := range k {
		l[i] = byte(i)
		switch c := byte(i); {
		case 'a' <= c && c <= 'z':
			k[i] = letterByte
		case 'A' <= c && c <= 'Z':
			k[i], l[i] = letterByte|upperByte, c+'a'-'A'
		case '0' <= c && c <= '9':
			k[i] = digitByte
		case c >= utf8.RuneSelf, c == '\'', c == '-', c == '.', c == ',', c == '/', c == '&', c == '+', c == '#':
			k[i] = goesOnByte
		}
	}
	return k, l
}

// isWordRune reports whether r can start a word: a letter or a decimal digit.
// Superscript digits are not: they are footnote marks glued to a word.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return kinds[byte(r)]&wordByte != 0
	}
	if apostrophe(r) || ignorable(r) {
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Nl, r)
}

// isMark reports whether r is written over, under or after a letter.
func isMark(r rune) bool { return r >= 0x300 && unicode.IsMark(r) && !ignorable(r) }

// apostrophe reports whether r is printed as an apostrophe.
func apostrophe(r rune) bool {
	switch r {
	case '\'', '\u2019', '\u2018', '\u201B', '\u02BC', '\u02BB', '\uFF07':
		return true
	}
	return false
}

// hyphen reports whether r joins the parts of a compound. Dashes do not.
func hyphen(r rune) bool {
	switch r {
	case '-', '\u2010', '\u2011', '\uFE63', '\uFF0D':
		return true
	}
	return false
}

// dash reports whether r is a hyphen, a dash or a minus of any width.
func dash(r rune) bool {
	return r == '-' || '\u2010' <= r && r <= '\u2015' || r == '\u2212' || r == '\uFE58' || r == '\uFE63' || r == '\uFF0D'
}

// softHyphen is a place where a word may be broken; it is not seen elsewhere.
const softHyphen = '\u00AD'

// ignorable reports whether r is invisible and part of no word: soft hyphens,
// zero-width blanks and joiners, direction marks, variation selectors.
func ignorable(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case r == softHyphen, r == 0x34F, r == 0x61C, r == 0xFEFF:
		return true
	case 0x200B <= r && r <= 0x200F, 0x2060 <= r && r <= 0x2064, 0x202A <= r && r <= 0x202E:
		return true
	case 0x180B <= r && r <= 0x180F, 0xFE00 <= r && r <= 0xFE0F, 0xE0100 <= r && r <= 0xE01EF:
		return true
	}
	return false
}

// alone reports whether r is a word by itself: scripts written without blanks
// between words are indexed character by character, so that a phrase finds them.
func alone(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
