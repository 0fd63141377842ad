package words

import (
	"unicode"
	"unicode/utf8"
)

// link looks at the character at j, which is no letter, digit or mark, and
// returns the place where the word that started at i goes on behind it: 0 when
// it does not.
func (s *scan) link(i, j int) int {
	r, n := s.at(j)
	next := j + n
	goesOn := false
	switch {
	case apostrophe(r):
		goesOn = j > i && s.letterAt(next) && (!s.digitAt(j-1) || s.single(next, 's'))
	case hyphen(r):
		return s.overBrokenWord(j, next)
	case r == '.':
		if end := s.afterAcronym(i, j); end > 0 {
			return end
		}
		goesOn = s.digitAt(j-1) && s.digitAt(next) || s.acronym(i, j)
	case r == ',':
		goesOn = s.thousands(i, j)
	case r == '/':
		goesOn = s.shortNumbers(i, j)
	case r == '&':
		goesOn = s.upperAt(j-1) && s.upperAt(next)
	}
	if goesOn {
		return next
	}
	return 0
}

// tail is the end of the word text[i:end] with what belongs to it behind the
// last letter: the last full stop of an acronym, the signs of C++ and C#.
func (s *scan) tail(i, end int) int {
	switch {
	case end >= len(s.text):
	case s.text[end] == '.' && end-i >= 3 && s.text[end-2] == '.' && s.singleAt(end-1):
		return end + 1
	case end-i != 1 || !s.upperAt(i):
	case s.text[end] == '#' && !s.wordAt(end+1):
		return end + 1
	case s.text[end] == '+' && end+1 < len(s.text) && s.text[end+1] == '+' && !s.wordAt(end+2):
		return end + 2
	}
	return end
}

// acronym reports whether the full stop at j stands between two single letters,
// as in U.N. or e.g., the word having started at i.
func (s *scan) acronym(i, j int) bool {
	return s.singleAt(j-1) && (j-1 == i || s.text[j-2] == '.') && s.singleAt(j+1)
}

// afterAcronym is where the s of an acronym's possessive stands ("U.N.'s"), when
// j is the acronym's last full stop; otherwise 0.
func (s *scan) afterAcronym(i, j int) int {
	if j-i < 3 || s.text[j-2] != '.' || !s.singleAt(j-1) {
		return 0
	}
	r, n := s.at(j + 1)
	if !apostrophe(r) || !s.single(j+1+n, 's') {
		return 0
	}
	return j + 1 + n
}

// thousands reports whether the comma at j groups the digits of one number.
func (s *scan) thousands(i, j int) bool {
	before := j
	for before > i && s.digitAt(before-1) {
		before--
	}
	n := j - before
	if n < 1 || n > 3 || before > i && (n != 3 || s.text[before-1] != ',') {
		return false
	}
	return s.digitAt(j+1) && s.digitAt(j+2) && s.digitAt(j+3) && !s.wordAt(j+4)
}

// shortNumbers reports whether the slash at j stands in the middle of a date
// such as 9/11, which is one word; longer dates are several.
func (s *scan) shortNumbers(i, j int) bool {
	if j-i > 2 || !s.digitAt(i) || !s.digitAt(j-1) || i > 0 && s.text[i-1] == '/' {
		return false
	}
	end := j + 1
	for s.digitAt(end) {
		end++
	}
	return end > j+1 && end <= j+3 && !s.wordAt(end) && (end == len(s.text) || s.text[end] != '/')
}

// overBrokenWord is where a word goes on that a hyphen (from j to next) breaks
// at the end of a line: small letter, hyphen, line end, small letter. 0 when
// the hyphen is another.
func (s *scan) overBrokenWord(j, next int) int {
	before, _ := utf8.DecodeLastRuneInString(s.text[:j])
	over := s.overLineEnd(next)
	r, _ := s.at(over)
	if over == next || !unicode.IsLetter(r) || unicode.IsUpper(r) || !unicode.IsLetter(before) && !isMark(before) {
		return 0
	}
	return over
}

// overLineEnd is the first place of the next line's words when nothing but
// blanks stands between j and there; otherwise j.
func (s *scan) overLineEnd(j int) int {
	k, lines := j, 0
	for ; k < len(s.text); k++ {
		switch c := s.text[k]; {
		case c == '\n' && lines == 0:
			lines++
		case c != ' ' && c != '\t' && c != '\r':
			if lines == 1 && s.wordAt(k) {
				return k
			}
			return j
		case k-j > fastestWord:
			return j
		}
	}
	return j
}

// afterHyphen is the start of the next part of a compound whose part ended at
// j: behind a hyphen, and behind a line end after it. -1 when there is none.
func (s *scan) afterHyphen(j int) int {
	r, n := s.at(j)
	if !hyphen(r) {
		return -1
	}
	next := s.overLineEnd(j + n)
	if r, _ := s.at(next); s.wordAt(next) && !alone(r) {
		return next
	}
	return -1
}

// wordAt reports whether a letter or digit stands at j.
func (s *scan) wordAt(j int) bool {
	r, n := s.at(j)
	return n > 0 && isWordRune(r)
}

// letterAt reports whether a letter stands at j.
func (s *scan) letterAt(j int) bool {
	r, n := s.at(j)
	return n > 0 && isWordRune(r) && unicode.IsLetter(r)
}

// digitAt reports whether an ASCII digit stands at j.
func (s *scan) digitAt(j int) bool {
	return j >= 0 && j < len(s.text) && kinds[s.text[j]]&digitByte != 0
}

// upperAt reports whether an ASCII capital stands at j.
func (s *scan) upperAt(j int) bool {
	return j >= 0 && j < len(s.text) && kinds[s.text[j]]&upperByte != 0
}

// singleAt reports whether an ASCII letter stands at j and no letter or digit
// after it.
func (s *scan) singleAt(j int) bool {
	return j >= 0 && j < len(s.text) && kinds[s.text[j]]&letterByte != 0 && !s.wordAt(j+1)
}

// single reports whether the letter at j is this one, of either case, and the
// last of its word.
func (s *scan) single(j int, letter byte) bool {
	return s.singleAt(j) && lower[s.text[j]] == letter
}
