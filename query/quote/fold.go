package quote

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/corpus/words"
)

// letters is a text as it is compared: its letters and digits in folded form,
// each byte with the place it came from.
type letters struct {
	text   string  // as given
	stream string  // folded
	from   []int32 // by byte of stream: offset in text of the rune it came from
	to     []int32 // by byte of stream: offset in text behind that rune
	// starts is, by byte of stream, how what stands before it parts it from the
	// letter before: within a word, by a hyphen, or as a new word.
	starts []boundary
	// stops is, by byte of stream, which of kinds stand between it and the letter
	// before; kinds begins with none.
	stops []uint16
	kinds []string
}

// stopsAt are the stops between byte i of the stream and the letter before.
func (l *letters) stopsAt(i int) string { return l.kinds[l.stops[i]] }

// boundary is how two neighbouring letters stand to each other.
type boundary uint8

const (
	within   boundary = iota // one word
	hyphened                 // parted by a hyphen within a word
	apart                    // two words
)

// The runes that the comparison knows by name; all others are letters, digits,
// stops or nothing.
const (
	hyphens     = "-\u2010\u2011\u00ad"
	dashes      = "\u2012\u2013\u2014\u2015\u2212"
	apostrophes = "'’ʼ‘´`"
	quotes      = "\"“”„‟«»‹›‚‛″"
	nothing     = "\u200b\u200c\u200d\u2060\ufeff"
)

// fold makes the letters of a text.
func fold(text string) *letters {
	n := len(text)
	l := &letters{text: text, from: make([]int32, 0, n), to: make([]int32, 0, n), starts: make([]boundary, 0, n), stops: make([]uint16, 0, n), kinds: []string{""}}
	f := folder{letters: l, next: apart}
	f.b.Grow(n)
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		f.rune(r, i, n)
		i += n
	}
	l.stream = f.b.String()
	return l
}

type folder struct {
	*letters
	b    strings.Builder
	met  []rune   // stops since the last letter
	next boundary // of the next letter
}

// rune adds the rune r of n bytes at offset i of the text.
func (f *folder) rune(r rune, i, n int) {
	switch {
	case r == '\u00ad' || strings.ContainsRune(nothing, r):
	case unicode.IsMark(r):
	case unicode.IsLetter(r) || unicode.Is(unicode.Nd, r):
		f.letter(letterFold(r), i, i+n)
	case strings.ContainsRune(apostrophes, r):
		if f.next == within && f.letterAt(i+n) {
			f.letter("'", i, i+n)
			return
		}
		f.part(apart)
	case strings.ContainsRune(hyphens, r):
		if f.next == within && f.letterAt(f.afterBreak(i+n)) {
			f.part(hyphened)
			return
		}
		f.stop('—')
	case strings.ContainsRune(dashes, r):
		if f.next == within && f.letterAt(i+n) && r == '\u2212' {
			f.part(hyphened)
			return
		}
		f.stop('—')
	case unicode.IsSpace(r) || unicode.IsControl(r):
		if f.next != hyphened {
			f.part(apart)
		}
	case strings.ContainsRune(quotes, r), r == '[' || r == ']', unicode.Is(unicode.No, r), r == utf8.RuneError:
		f.part(apart)
	case r == '…':
		f.stop('…')
	default:
		f.stop(r)
	}
}

func (f *folder) letter(folded string, from, to int) {
	for k := range len(folded) {
		f.b.WriteByte(folded[k])
		f.from, f.to = append(f.from, int32(from)), append(f.to, int32(to))
		if k > 0 {
			f.starts, f.stops = append(f.starts, within), append(f.stops, 0)
			continue
		}
		f.starts, f.stops = append(f.starts, f.next), append(f.stops, f.kind())
	}
	if folded != "" {
		f.met, f.next = f.met[:0], within
	}
}

// kind is the place among the kinds of the stops met since the last letter. What
// comes when there are too many kinds counts as the last of them.
func (f *folder) kind() uint16 {
	if len(f.met) == 0 {
		return 0
	}
	met := string(f.met)
	i := slices.Index(f.kinds, met)
	if i < 0 {
		if len(f.kinds) == mostKinds {
			return mostKinds - 1
		}
		i = len(f.kinds)
		f.kinds = append(f.kinds, met)
	}
	return uint16(i)
}

// mostKinds is how many different runs of stops a text's letters tell apart.
const mostKinds = 1000

func (f *folder) part(b boundary) { f.next = max(f.next, b) }

// stop notes a stop; three full stops are an ellipsis, dashes side by side one.
func (f *folder) stop(r rune) {
	f.part(apart)
	n := len(f.met)
	switch {
	case r == '—' && n > 0 && f.met[n-1] == '—', n > 64:
	case r == '.' && n > 1 && f.met[n-1] == '.' && f.met[n-2] == '.':
		f.met = append(f.met[:n-2], '…')
	default:
		f.met = append(f.met, r)
	}
}

// letterAt reports whether a letter or digit stands at offset i.
func (f *folder) letterAt(i int) bool {
	r, _ := utf8.DecodeRuneInString(f.text[i:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// afterBreak is where the text goes on behind a hyphen at a line's end: behind
// the line end and the blanks around it. It is i where there is no line end.
func (f *folder) afterBreak(i int) int {
	rest := f.text[i:]
	trimmed := strings.TrimLeft(rest, " \t\r\n")
	if !strings.Contains(rest[:len(rest)-len(trimmed)], "\n") {
		return i
	}
	return i + len(rest) - len(trimmed)
}

// letterFold is one letter or digit as it is compared.
func letterFold(r rune) string {
	switch {
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
		return ascii[r : r+1]
	case r >= 'A' && r <= 'Z':
		return ascii[r+'a'-'A' : r+'a'-'A'+1]
	}
	return words.Fold(string(r))
}

// ascii holds every ASCII character at its own place.
var ascii = func() string {
	b := make([]byte, utf8.RuneSelf)
	for i := range b {
		b[i] = byte(i)
	}
	return string(b)
}()

// wordStart reports whether byte i of the stream begins a word or the part of a
// hyphened one.
func (l *letters) wordStart(i int) bool { return i < len(l.stream) && l.starts[i] != within }

// wordEnd reports whether a word, or a part, ends before byte i of the stream.
func (l *letters) wordEnd(i int) bool { return i == len(l.stream) || l.starts[i] != within }

// word is a word of a text: a half-open range of its stream. A hyphened compound
// is one word.
type word struct{ start, end int }

// words are the words of a stretch of the stream that begins and ends at words.
func (l *letters) words(start, end int) []word {
	var out []word
	for i := start; i < end; i++ {
		if i == start || l.starts[i] == apart {
			out = append(out, word{i, i})
		}
		out[len(out)-1].end = i + 1
	}
	return out
}

// source is a stretch of the stream in the text's own letters.
func (l *letters) source(start, end int) string {
	if start >= end {
		return ""
	}
	return l.text[l.from[start]:l.to[end-1]]
}
