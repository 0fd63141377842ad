package encoding

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"locus/ingest/pattern"
)

const howMixed = "mixed"

// isMixed reports whether a file was put together of UTF-8 and of a one-byte
// encoding of Western Europe: some of its bytes are sequences of UTF-8, and the
// others stand alone between letters of ASCII, or open or close a quotation, as
// the bytes of windows-1252 do; those of other encodings stand in runs.
func isMixed(b []byte) bool {
	var good, alone, bad int
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		if r, n := utf8.DecodeRune(b[i:]); r != utf8.RuneError || n > 1 {
			good++
			i += n
			continue
		}
		bad++
		before := i == 0 || b[i-1] < utf8.RuneSelf
		after := i+1 == len(b) || b[i+1] < utf8.RuneSelf
		if before && after && western(b, i) {
			alone++
		}
		i++
	}
	return good > 0 && bad > 0 && alone*10 >= bad*9
}

// western reports whether the byte at i is a letter of windows-1252 beside a
// letter, or one of its marks of punctuation.
func western(b []byte, i int) bool {
	c := b[i]
	if c < 0xC0 {
		return charmap.Windows1252.DecodeByte(c) != utf8.RuneError && c != 0x81 && c != 0x8D && c != 0x8F && c != 0x90 && c != 0x9D
	}
	letter := func(k int) bool { return k >= 0 && k < len(b) && (b[k]|0x20 >= 'a' && b[k]|0x20 <= 'z') }
	return letter(i-1) || letter(i+1)
}

// mixed reads the sequences of UTF-8 as such and every other byte as a letter of
// windows-1252.
func mixed(b []byte) string {
	var out strings.Builder
	out.Grow(len(b) + len(b)/8)
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			r = charmap.Windows1252.DecodeByte(b[i])
		}
		out.WriteRune(r)
		i += n
	}
	return out.String()
}

var escape = pattern.Lazy(`\x1B(?:\[[0-9;:?<=>]*[ -/]*[@-~]|\][^\x07\x1B\n]{0,400}(?:\x07|\x1B\\)|[@-Z\\^_])`)

// withoutEscapes takes the commands for terminals (colours, cursor) out of a
// text and says how many there were.
func withoutEscapes(s string) (string, int) {
	if !strings.Contains(s, "\x1B") {
		return s, 0
	}
	n := 0
	return escape().ReplaceAllStringFunc(s, func(string) string { n++; return "" }), n
}
