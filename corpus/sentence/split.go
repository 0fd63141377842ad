package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Split gives the sentences of a text in order, as half-open byte ranges into
// it: the first number is the offset of the sentence's first byte, the second
// that of the byte after its last. Ranges are trimmed of surrounding blanks and
// lie on rune boundaries; every byte of the text that is not blank is in
// exactly one of them. A text without any stop is one sentence a paragraph.
func Split(text string) [][2]int {
	var out [][2]int
	for start := 0; start < len(text); {
		end := paragraphEnd(text, start)
		out = splitParagraph(text, start, end, out)
		start = end
	}
	return out
}

// paragraphEnd is the offset after the blank line that ends the paragraph at
// start, or the end of the text.
func paragraphEnd(text string, start int) int {
	for i := start; ; {
		n := strings.IndexByte(text[i:], '\n')
		if n < 0 {
			return len(text)
		}
		i += n + 1
		for j := i; j < len(text); j++ {
			if text[j] == '\n' {
				return j + 1
			}
			if text[j] != ' ' && text[j] != '\t' && text[j] != '\r' {
				break
			}
		}
	}
}

// scanner walks one paragraph, text[from:to], and decides at every stop.
type scanner struct {
	text     string
	from, to int
	closing  map[int]int // offset of an opening bracket to that of its pair
	anyUpper bool        // the paragraph uses capital letters at all
}

func splitParagraph(text string, from, to int, out [][2]int) [][2]int {
	s := &scanner{text: text, from: from, to: to}
	s.survey()
	start := from
	for i := from; i < to; {
		r, size := utf8.DecodeRuneInString(text[i:to])
		switch {
		case r == '(' || r == '[':
			if end, ok := s.closing[i]; ok {
				i = end // a matched bracket holds no boundary
			} else {
				i += size
			}
		case r == '\n':
			if s.lineBreaks(i) {
				out = appendTrimmed(out, text, start, i)
				start = i
			}
			i += size
		case isStop(r):
			end, ok := s.boundary(start, i)
			if ok {
				out = appendTrimmed(out, text, start, end)
				start = end
			}
			i = max(end, i+size)
		default:
			i += size
		}
	}
	return appendTrimmed(out, text, start, to)
}

// maxBracket bounds the bracket that may keep stops from being boundaries; a
// longer one is more likely a bracket that was never closed.
const maxBracket = 300

// survey finds the pairs of brackets and whether there are capitals.
func (s *scanner) survey() {
	s.closing = map[int]int{}
	var open []int
	for i, r := range s.text[s.from:s.to] {
		at := s.from + i
		switch r {
		case '(', '[':
			open = append(open, at)
		case ')', ']':
			if n := len(open); n > 0 {
				if at-open[n-1] <= maxBracket {
					s.closing[open[n-1]] = at
				}
				open = open[:n-1]
			}
		default:
			s.anyUpper = s.anyUpper || unicode.IsUpper(r)
		}
	}
}

func appendTrimmed(out [][2]int, text string, start, end int) [][2]int {
	part := text[start:end]
	start += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	end = start + len(strings.TrimRightFunc(text[start:end], unicode.IsSpace))
	if start >= end {
		return out
	}
	return append(out, [2]int{start, end})
}

// lineBreaks reports whether the line end at i ends a sentence.
func (s *scanner) lineBreaks(i int) bool {
	next := strings.TrimLeft(s.text[i:s.to], " \t\r\n")
	r, _ := utf8.DecodeRuneInString(next)
	if !unicode.IsLower(r) {
		return true
	}
	before := strings.TrimRight(s.text[s.from:i], " \t\r")
	last, _ := utf8.DecodeLastRuneInString(before)
	return isStop(last) || last == ':' || last == ';'
}

func isStop(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '.' || r == '!' || r == '?'
	}
	return r == '…' || unicode.Is(unicode.STerm, r)
}

func isCloser(r rune) bool {
	switch r {
	case '"', '\'', '”', '’', '»', '›', ')', ']', '}':
		return true
	}
	return false
}

// isMark reports whether r may stand after a stop as a footnote's mark.
func isMark(r rune) bool {
	switch r {
	case '*', '†', '‡', '¹', '²', '³':
		return true
	}
	return r >= '⁰' && r <= '⁹'
}

// boundary decides about the stop at i, in the sentence begun at start. It
// gives the offset after the stop and what belongs to it, and whether the
// sentence ends there.
func (s *scanner) boundary(start, i int) (int, bool) {
	end := s.stopEnd(start, i)
	if end, ok := s.citation(start, end); ok {
		return end, true
	}
	end = s.noteMark(i, end)
	if end >= s.to {
		return end, true
	}
	r, size := utf8.DecodeRuneInString(s.text[end:s.to])
	if !unicode.IsSpace(r) {
		return end, s.glued(i, end, r, size)
	}
	first, _ := utf8.DecodeRuneInString(s.text[i:s.to])
	if first != '.' && first != '…' && first != '!' && first != '?' {
		return end, true
	}
	return end, s.spaced(start, i, end)
}

// stopEnd is the offset after the run of stops and closing marks at i; stops
// spaced as in ". . ." are one run, and a guillemet may stand behind a blank.
func (s *scanner) stopEnd(start, i int) int {
	for i < s.to {
		r, size := utf8.DecodeRuneInString(s.text[i:s.to])
		if isStop(r) || isCloser(r) && !s.opensQuote(start, i, r) {
			i += size
			continue
		}
		if (r == ' ' || r == '\u00a0') && strings.HasPrefix(s.text[i+size:s.to], "»") {
			i += size + len("»")
			continue
		}
		if r == ' ' && strings.HasPrefix(s.text[i+1:s.to], ". .") ||
			r == ' ' && i+1 < s.to && s.text[i+1] == '.' && s.text[i-1] == '.' && !s.gluedNext(i+2) {
			i += 2
			continue
		}
		break
	}
	return i
}

// opensQuote reports whether the straight quotation mark r at i, glued to the
// stop before it and the letter after it, opens a quotation: the sentence begun
// at start has no open one.
func (s *scanner) opensQuote(start, i int, r rune) bool {
	if r != '"' || !s.gluedNext(i+1) {
		return false
	}
	return strings.Count(s.text[max(start, i-1000):i], "\"")%2 == 0
}

// gluedNext reports whether a letter stands at i.
func (s *scanner) gluedNext(i int) bool {
	if i >= s.to {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.text[i:s.to])
	return unicode.IsLetter(r)
}

// citation takes a bracket with a citation that follows the stop, as in
// `order." (Buzan, 1983: 36).` or `order. (Buzan, 1983) Next`, into the
// sentence. It reports false when none follows.
func (s *scanner) citation(start, end int) (int, bool) {
	open := end
	if open < s.to && s.text[open] == ' ' {
		open++
	}
	pair, ok := s.closing[open]
	if !ok || open >= s.to || s.text[open] != '(' || !citing(s.text[open+1:pair]) {
		return end, false
	}
	after := pair + 1
	if after < s.to {
		if r, _ := utf8.DecodeRuneInString(s.text[after:s.to]); isStop(r) {
			return s.stopEnd(start, after), true
		}
	}
	rest := strings.TrimLeft(s.text[after:s.to], " ")
	r, _ := utf8.DecodeRuneInString(rest)
	if unicode.IsLower(r) || r == ',' || r == ';' {
		return end, false
	}
	return after, true
}

// citing reports whether the inside of a bracket reads as a citation: a year
// after a name, a page, or "ibid".
func citing(in string) bool {
	if len(in) < 4 {
		return false
	}
	low := strings.ToLower(in)
	if strings.HasPrefix(low, "ibid") || strings.HasPrefix(low, "op. cit") ||
		strings.HasPrefix(low, "p. ") || strings.HasPrefix(low, "pp. ") {
		return true
	}
	digits, letter := 0, false
	for _, r := range in {
		switch {
		case r >= '0' && r <= '9':
			digits++
			if digits == 4 && letter {
				return len(strings.Fields(in)) <= 14
			}
		default:
			digits = 0
			letter = letter || unicode.IsLetter(r)
		}
	}
	return false
}

// noteMark takes a footnote's mark after the stop at i into the sentence:
// "order.12 Next", "order.[3] Next", "order.* Next".
func (s *scanner) noteMark(i, end int) int {
	j := end
	for j < s.to {
		r, size := utf8.DecodeRuneInString(s.text[j:s.to])
		if !isMark(r) {
			break
		}
		j += size
	}
	if j > end {
		return j
	}
	if pair, ok := s.closing[end]; ok && s.text[end] == '[' && allDigits(s.text[end+1:pair]) {
		return pair + 1
	}
	for j < s.to && s.text[j] >= '0' && s.text[j] <= '9' {
		j++
	}
	before, _ := utf8.DecodeLastRuneInString(s.text[s.from:i])
	if n := j - end; n == 0 || n > 3 || !unicode.IsLetter(before) && end == i+1 {
		return end
	}
	if word, _ := s.wordBefore(i); number[strings.ToLower(word)] {
		return end
	}
	if j == s.to || s.text[j] == ' ' && s.opensUpper(j) || s.text[j] == '\n' {
		return j
	}
	return end
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// opensUpper reports whether what follows the blanks at i begins, behind
// opening marks, with a capital letter.
func (s *scanner) opensUpper(i int) bool {
	r := s.firstLetter(i)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// firstLetter is the first rune after i that is neither blank nor an opening
// mark, 0 at the end of the paragraph.
func (s *scanner) firstLetter(i int) rune {
	for _, r := range s.text[i:s.to] {
		if unicode.IsSpace(r) || strings.ContainsRune("\"'“‘«‹([{*_¿¡", r) {
			continue
		}
		return r
	}
	return 0
}
