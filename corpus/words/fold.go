package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold gives a name or a word the form in which it is compared: small letters
// without accents, ligatures and compatibility characters written out (æ as ae,
// ß as ss, ﬁ as fi, full width as plain), every apostrophe as ', every hyphen
// and dash as -, soft hyphens and other invisible characters left out, blanks
// squeezed to one and none at the ends; bytes that are no UTF-8 count as a blank. Composed and decomposed spellings of a
// text fold alike, and what is folded stays as it is when folded again.
func Fold(s string) string {
	var buf [64]byte
	folded := string(appendFolded(buf[:0], s))
	if single(folded) {
		return folded
	}
	return strings.Join(strings.Fields(folded), " ")
}

// single reports whether a text has no blanks but single spaces between ASCII
// words, as far as that is seen without a look at its runes.
func single(s string) bool {
	before := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf || c < ' ' || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return s == "" || before != ' '
}

// appendFolded appends the folded characters of s to dst, blanks as they are.
func appendFolded(dst []byte, s string) []byte {
	i := 0
	for i < len(s) && s[i] < utf8.RuneSelf {
		dst = append(dst, lower[s[i]])
		i++
	}
	if i == len(s) {
		return dst
	}
	var buf, out [128]byte
	plain := out[:0]
	for _, r := range string(norm.NFKD.AppendString(buf[:0], strings.ToValidUTF8(s[i:], " "))) {
		plain = appendPlain(plain, r)
	}
	return norm.NFC.Append(dst, plain...)
}

// appendPlain appends what remains of one decomposed rune.
func appendPlain(dst []byte, r rune) []byte {
	switch {
	case r < utf8.RuneSelf:
		return append(dst, lower[byte(r)])
	case apostrophe(r):
		return append(dst, '\'')
	case dash(r):
		return append(dst, '-')
	case ignorable(r), accent(r):
		return dst
	}
	switch r = unicode.ToLower(r); r {
	case 'ß':
		return append(dst, "ss"...)
	case 'æ':
		return append(dst, "ae"...)
	case 'œ':
		return append(dst, "oe"...)
	case 'þ':
		return append(dst, "th"...)
	case 'ø':
		return append(dst, 'o')
	case 'đ', 'ð':
		return append(dst, 'd')
	case 'ł':
		return append(dst, 'l')
	case 'ħ':
		return append(dst, 'h')
	case 'ı':
		return append(dst, 'i')
	case 'ς':
		r = 'σ'
	}
	return utf8.AppendRune(dst, r)
}

// accent reports whether r is a combining mark that a comparison ignores. The
// marks of scripts in which they are letters of their own (combining class
// below 10: viramas, voicing marks) are kept.
func accent(r rune) bool {
	if r < 0x300 || !unicode.Is(unicode.Mn, r) {
		return false
	}
	var b [utf8.UTFMax]byte
	return norm.NFD.Properties(b[:utf8.EncodeRune(b[:], r)]).CCC() >= 10
}
