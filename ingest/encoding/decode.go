package encoding

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	xenc "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
	"locus/ingest/pattern"
)

// Text is a file's bytes as Unicode.
type Text struct {
	String   string // valid UTF-8, NFC, LF line ends
	Encoding string // "utf-8", "utf-16le", "windows-1252", ...
	How      string // "mark", "valid", "pattern", "declared", "guessed" or "mixed"
	Bad      int    // characters that could not be read, now U+FFFD
	Removed  int    // control and invisible characters that were left out
}

// Decode reads the bytes of a whole file as text. It never fails: bytes that are
// no character of the encoding become U+FFFD and are counted in Bad.
func Decode(b []byte) Text {
	enc, name, how := detect(b)
	t := Text{Encoding: name, How: how}
	s := ""
	if how == howMixed {
		s = mixed(b)
	} else if enc == nil {
		s = string(bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF")))
		s = strings.ToValidUTF8(s, "\uFFFD")
	} else {
		out, err := enc.NewDecoder().Bytes(b)
		if err != nil { // decoders of x/text replace, they do not fail
			out = bytes.ToValidUTF8(b, []byte("\uFFFD"))
		}
		s = string(out)
	}
	s, escapes := withoutEscapes(s)
	s, t.Removed = plain(s)
	t.Removed += escapes
	t.Bad = strings.Count(s, "\uFFFD")
	t.String = norm.NFC.String(s)
	return t
}

// detect says which encoding the bytes are in; nil stands for UTF-8.
func detect(b []byte) (xenc.Encoding, string, string) {
	switch {
	case bytes.HasPrefix(b, []byte("\xEF\xBB\xBF")):
		return nil, "utf-8", "mark"
	case bytes.HasPrefix(b, []byte("\xFF\xFE")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16le", "mark"
	case bytes.HasPrefix(b, []byte("\xFE\xFF")):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-16be", "mark"
	}
	if order, ok := nulPattern(b); ok {
		if order == unicode.LittleEndian {
			return unicode.UTF16(order, unicode.IgnoreBOM), "utf-16le", "pattern"
		}
		return unicode.UTF16(order, unicode.IgnoreBOM), "utf-16be", "pattern"
	}
	if utf8.Valid(b) {
		return nil, "utf-8", "valid"
	}
	if enc, name, ok := declared(b); ok {
		return enc, name, "declared"
	}
	return guess(b)
}

// nulPattern finds UTF-16 without a mark: in text of mostly Latin letters every
// second byte is NUL.
func nulPattern(b []byte) (unicode.Endianness, bool) {
	n := min(len(b), 4096) &^ 1
	if n < 4 {
		return unicode.LittleEndian, false
	}
	var even, odd int
	for i := 0; i < n; i += 2 {
		if b[i] == 0 {
			even++
		}
		if b[i+1] == 0 {
			odd++
		}
	}
	pairs := n / 2
	switch {
	case odd*10 >= pairs*6 && even*20 <= pairs:
		return unicode.LittleEndian, true
	case even*10 >= pairs*6 && odd*20 <= pairs:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
}

var charsetName = pattern.Lazy(`(?i)(?:<meta[^>]{0,200}charset|<\?xml[^>]{0,100}encoding)\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})`)

// declared reads the encoding that the first bytes of an HTML or XML file name.
func declared(b []byte) (xenc.Encoding, string, bool) {
	m := charsetName().FindSubmatch(b[:min(len(b), 2048)])
	if m == nil {
		return nil, "", false
	}
	enc, err := htmlindex.Get(string(m[1]))
	if err != nil {
		return nil, "", false
	}
	name, err := htmlindex.Name(enc)
	if err != nil || name == "utf-8" {
		return nil, "", false // the bytes are not valid UTF-8, so the name is wrong
	}
	return enc, name, true
}

// guess asks the statistics of the letters. Bytes that are UTF-8 but for a few
// stay UTF-8; an answer that is not sure, or that no decoder here knows, is
// windows-1252, in which every byte of a Western text has its letter.
func guess(b []byte) (xenc.Encoding, string, string) {
	if isMixed(b) {
		return nil, "utf-8 and windows-1252", howMixed
	}
	if nearlyUTF8(b) {
		return nil, "utf-8", "guessed"
	}
	sample := b[:min(len(b), 1<<16)]
	best, err := chardet.NewTextDetector().DetectBest(sample)
	if err == nil && best.Confidence >= 20 {
		if enc, err := htmlindex.Get(best.Charset); err == nil {
			if name, err := htmlindex.Name(enc); err == nil && name != "utf-8" && !strings.HasPrefix(name, "utf-16") {
				return enc, name, "guessed"
			}
		}
	}
	return charmap.Windows1252, "windows-1252", "guessed"
}

// nearlyUTF8 reports whether at most one in twenty of the multi-byte sequences
// is broken: a UTF-8 file with damage, not a file in another encoding.
func nearlyUTF8(b []byte) bool {
	var good, bad int
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return bad*20 <= good
}

// Binary reports whether the bytes are no text in any encoding read here: NUL
// bytes without the pattern of UTF-16, or many control characters.
func Binary(b []byte) bool {
	b = b[:min(len(b), 8192)]
	if bytes.HasPrefix(b, []byte("\xFF\xFE")) || bytes.HasPrefix(b, []byte("\xFE\xFF")) {
		return false
	}
	if _, ok := nulPattern(b); ok {
		return false
	}
	var nul, control int
	for _, c := range b {
		switch {
		case c == 0:
			nul++
		case c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1B, c == 0x7F:
			control++
		}
	}
	return nul*100 > len(b) || control*20 > len(b)
}

// plain makes every line end a LF and leaves out characters that print nothing:
// controls, byte-order marks, zero-width and directional marks, soft hyphens.
// A form feed stays, since it ends a page.
func plain(s string) (string, int) {
	removed := 0
	var out strings.Builder
	out.Grow(len(s))
	for i, r := range s {
		switch {
		case r == '\r':
			if i+1 >= len(s) || s[i+1] != '\n' {
				out.WriteByte('\n')
			}
		case r == '\u2028' || r == '\u0085' || r == '\v':
			out.WriteByte('\n')
		case r == '\u2029':
			out.WriteString("\n\n")
		case r == '\n' || r == '\t' || r == '\f':
			out.WriteRune(r)
		case invisible(r):
			removed++
		default:
			out.WriteRune(r)
		}
	}
	return out.String(), removed
}

func invisible(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7F && r <= 0x9F, r == 0xAD:
		return true
	case r == 0x200B, r == 0x200E, r == 0x200F, r == 0xFEFF, r == 0x2060:
		return true
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return false
}
