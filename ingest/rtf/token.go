package rtf

import "bytes"

// kind says what a token is.
type kind int

// The kinds of token.
const (
	end    kind = iota
	open        // of a group
	shut        // of a group
	word        // a control word, with or without a number
	sign        // a control sign, as \~
	octet       // one byte given as \'hh
	letter      // plain bytes
)

// token is a piece of the file. Text is a word's name, a sign or plain bytes.
type token struct {
	kind   kind
	text   []byte
	value  int
	valued bool // a word has a number
}

// scanner cuts a file into tokens.
type scanner struct {
	data []byte
	at   int
}

// next gives the next token, of kind end at the end.
func (s *scanner) next() token {
	for s.at < len(s.data) {
		c := s.data[s.at]
		switch c {
		case '{':
			s.at++
			return token{kind: open}
		case '}':
			s.at++
			return token{kind: shut}
		case '\r', '\n', 0:
			s.at++
		case '\\':
			return s.control()
		default:
			from := s.at
			n := bytes.IndexAny(s.data[from:], "{}\\\r\n\x00")
			if n < 0 {
				n = len(s.data) - from
			}
			s.at += n
			return token{kind: letter, text: s.data[from : from+n]}
		}
	}
	return token{kind: end}
}

// control reads what a backslash begins.
func (s *scanner) control() token {
	s.at++
	if s.at >= len(s.data) {
		return token{kind: end}
	}
	c := s.data[s.at]
	switch {
	case c == '\'':
		s.at++
		value, n := 0, 0
		for n < 2 && s.at < len(s.data) && hex(s.data[s.at]) >= 0 {
			value = value<<4 | hex(s.data[s.at])
			s.at++
			n++
		}
		if n == 0 {
			return s.next()
		}
		return token{kind: octet, value: value}
	case c|0x20 < 'a' || c|0x20 > 'z':
		s.at++
		return token{kind: sign, text: s.data[s.at-1 : s.at]}
	}
	from := s.at
	for s.at < len(s.data) && s.data[s.at]|0x20 >= 'a' && s.data[s.at]|0x20 <= 'z' {
		s.at++
	}
	t := token{kind: word, text: s.data[from:s.at]}
	t.value, t.valued = s.number()
	if s.at < len(s.data) && s.data[s.at] == ' ' {
		s.at++
	}
	return t
}

// number reads the number behind a control word.
func (s *scanner) number() (int, bool) {
	at, minus := s.at, false
	if at < len(s.data) && s.data[at] == '-' {
		minus = true
		at++
	}
	value, digits := 0, 0
	for at < len(s.data) && s.data[at] >= '0' && s.data[at] <= '9' {
		if value < 1<<28 {
			value = value*10 + int(s.data[at]-'0')
		}
		digits++
		at++
	}
	if digits == 0 {
		return 0, false
	}
	s.at = at
	if minus {
		value = -value
	}
	return value, true
}

// skip passes over n bytes, which may be anything.
func (s *scanner) skip(n int) {
	s.at = min(len(s.data), s.at+max(0, n))
}

func hex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}
