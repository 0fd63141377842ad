package words

import (
	"unicode/utf8"
)

// maxWord is the longest stretch of text, in bytes, that becomes one word; a
// longer one is cut there and goes on as the next word.
const maxWord = 255

// maxParts is the greatest number of parts of a hyphenated compound that gets a
// joined form (an ISBN has five); after so many, counting starts anew.
const maxParts = 6

// scan is one pass over a text.
type scan struct {
	a    *Analysis
	text string
	dst  []Token
	pos  int
	buf  []byte // of the careful path
}

// part is one word between hyphens, in bytes of the text.
type part struct{ start, end int }

// run reads the whole text.
func (s *scan) run() {
	for i := 0; i < len(s.text); {
		switch c := s.text[i]; {
		case kinds[c]&wordByte != 0:
			i = s.ascii(i)
		case c < utf8.RuneSelf:
			i++
		default:
			i = s.wide(i)
		}
	}
}

// ascii reads the word that starts with the ASCII byte at i and returns the
// place after it. Nine words in ten end here; the others go to compound.
func (s *scan) ascii(i int) int {
	var buf [fastestWord]byte
	h, j := uint32(hashSeed), i
	for j < len(s.text) && j-i < fastestWord && kinds[s.text[j]]&wordByte != 0 {
		c := lower[s.text[j]]
		buf[j-i] = c
		h = (h ^ uint32(c)) * hashPrime
		j++
	}
	if s.goesOn(i, j) || j-i == 2 && s.text[i:j] == "US" {
		return s.compound(i)
	}
	e := s.a.word(buf[:j-i], h)
	s.dst = append(s.dst, Token{Start: i, End: j, Form: e.form, Stem: e.stem, Pos: s.pos})
	s.pos++
	return j
}

// goesOn reports whether the word text[i:j] may go on after j.
func (s *scan) goesOn(i, j int) bool {
	if j == len(s.text) || kinds[s.text[j]]&(goesOnByte|wordByte) == 0 {
		return false
	}
	before := kinds[s.text[j-1]]
	switch s.text[j] {
	case '.':
		return j-i == 1 || before&digitByte != 0
	case ',', '/':
		return before&digitByte != 0
	case '&', '+', '#':
		return before&upperByte != 0
	}
	return true
}

// wide reads what starts with the rune at i and returns the place after it.
func (s *scan) wide(i int) int {
	r, n := utf8.DecodeRuneInString(s.text[i:])
	switch {
	case !isWordRune(r):
		return i + n
	case alone(r):
		for i+n < len(s.text) && n < maxWord {
			mark, size := utf8.DecodeRuneInString(s.text[i+n:])
			if !isMark(mark) {
				break
			}
			n += size
		}
		s.emit(s.form(part{i, i + n}), part{i, i + n})
		return i + n
	}
	return s.compound(i)
}

// compound reads a word and the parts that hyphens tie to it.
func (s *scan) compound(i int) int {
	var parts [maxParts]part
	n := 0
	for next := i; next >= 0 && n < maxParts; n++ {
		parts[n].start = next
		parts[n].end, i = s.part(next)
		next = s.afterHyphen(i)
	}
	s.emitParts(parts[:n], n == maxParts && s.afterHyphen(i) >= 0)
	return i
}

// emitParts appends the tokens of a compound: its parts at positions of their
// own and, with the first, the whole of it in one.
func (s *scan) emitParts(parts []part, more bool) {
	whole := part{parts[0].start, parts[len(parts)-1].end}
	joined := len(parts) > 1 && !more && !(len(parts) == 2 && s.digits(parts[0]) && s.digits(parts[1]))
	var all []byte
	first := len(s.dst)
	for k, p := range parts {
		form := s.form(p)
		if joined {
			all = append(all, form...)
		}
		s.emit(form, p)
		if k == 0 && joined && len(s.dst) > first {
			first = len(s.dst)
			s.dst = append(s.dst, Token{Start: whole.start, End: whole.end, Pos: s.dst[first-1].Pos, Extra: true})
		} else if k == 0 {
			joined = false
		}
	}
	if joined {
		e := s.a.word(all, hash(all))
		s.dst[first].Form, s.dst[first].Stem = e.form, e.stem
	}
}

// digits reports whether the part is a plain number.
func (s *scan) digits(p part) bool {
	for i := p.start; i < p.end; i++ {
		if kinds[s.text[i]]&digitByte == 0 {
			return false
		}
	}
	return true
}

// emit appends the token of a word whose form is known; a word of which folding
// leaves nothing is none.
func (s *scan) emit(form []byte, p part) {
	if len(form) == 0 {
		return
	}
	e := s.a.word(form, hash(form))
	s.dst = append(s.dst, Token{Start: p.start, End: p.end, Form: e.form, Stem: e.stem, Pos: s.pos})
	s.pos++
}

// part reads one part from i on. It returns the end of the word as it is marked
// and the place from which reading goes on; between them lie invisible
// characters only.
func (s *scan) part(i int) (end, after int) {
	end = i
	for j := i; j < len(s.text); {
		r, n := s.at(j)
		switch {
		case j+n-i > maxWord && j > i:
			return end, end
		case isWordRune(r):
			if alone(r) {
				return end, end
			}
			j += n
			end = j
		case isMark(r):
			j += n
			end = j
		case ignorable(r):
			j += n
			if r == softHyphen {
				j = s.overLineEnd(j)
			}
		default:
			if j != end {
				return end, end
			}
			next := s.link(i, j)
			if next == 0 || next-i >= maxWord {
				return s.tail(i, end), s.tail(i, end)
			}
			j = next
		}
	}
	return end, end
}

// at decodes the rune at j.
func (s *scan) at(j int) (rune, int) {
	if j >= len(s.text) {
		return -1, 0
	}
	if c := s.text[j]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s.text[j:])
}
