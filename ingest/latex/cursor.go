package latex

import (
	"strings"
	"unicode/utf8"

	"locus/ingest/tex"
)

// cursor is a place in a text whose commands are read.
type cursor struct {
	s string
	i int
}

// blanks goes over blanks and one line end; a blank line ends a paragraph and is
// not passed.
func (c *cursor) blanks() {
	for j, lines := c.i, 0; j < len(c.s); j++ {
		switch c.s[j] {
		case ' ', '\t':
		case '\n':
			if lines++; lines > 1 {
				return
			}
		default:
			c.i = j
			return
		}
	}
}

// next is the byte at the cursor, 0 at the end.
func (c *cursor) next() byte {
	if c.i < len(c.s) {
		return c.s[c.i]
	}
	return 0
}

// star goes over a star.
func (c *cursor) star() bool {
	if c.next() == '*' {
		c.i++
		return true
	}
	return false
}

// group reads an argument: what a pair of braces holds, a command, or one
// character; false where there is none.
func (c *cursor) group() (string, bool) {
	c.blanks()
	switch c.next() {
	case 0, '}', '\n':
		return "", false
	case '{':
		return c.until('{', '}')
	case '\\':
		_, n := tex.Command(c.s[c.i+1:])
		start := c.i
		c.i += 1 + n
		return strings.TrimRight(c.s[start:c.i], " \t\n"), true
	}
	_, n := utf8.DecodeRuneInString(c.s[c.i:])
	c.i += n
	return c.s[c.i-n : c.i], true
}

// braced reads a group that must stand in braces.
func (c *cursor) braced() (string, bool) {
	start := c.i
	c.blanks()
	if c.next() == '{' {
		return c.until('{', '}')
	}
	c.i = start
	return "", false
}

// optional reads an argument in square brackets.
func (c *cursor) optional() (string, bool) { return c.enclosed('[', ']') }

// round reads an argument in round brackets.
func (c *cursor) round() (string, bool) { return c.enclosed('(', ')') }

func (c *cursor) enclosed(open, shut byte) (string, bool) {
	start := c.i
	c.blanks()
	if c.next() == open && strings.IndexByte(c.s[c.i:min(len(c.s), c.i+maxOptional)], shut) >= 0 {
		if in, ok := c.until(open, shut); ok {
			return in, true
		}
	}
	c.i = start
	return "", false
}

// maxOptional bounds, in bytes, how far the end of an argument that is not in
// braces is looked for, and that of a formula.
const maxOptional = 1 << 13

// until reads what stands between the bracket at the cursor and the one that
// shuts it; braces within count, and what a backslash stands before does not. A
// brace that nothing shuts holds the paragraph.
func (c *cursor) until(open, shut byte) (string, bool) {
	depth, braces := 0, 0
	end := len(c.s)
	if open != '{' {
		end = min(end, c.i+maxOptional)
	}
	for j := c.i; j < end; j++ {
		switch b := c.s[j]; {
		case b == '\\':
			j++
		case open != '{' && b == '{':
			braces++
		case open != '{' && b == '}':
			if braces--; braces < 0 {
				return "", false
			}
		case b == open && braces == 0:
			depth++
		case b == shut && braces == 0:
			if depth--; depth == 0 {
				in := c.s[c.i+1 : j]
				c.i = j + 1
				return in, true
			}
		}
	}
	if open != '{' {
		return "", false
	}
	if n := strings.Index(c.s[c.i:], "\n\n"); n >= 0 {
		end = c.i + n
	}
	in := c.s[c.i+1 : end]
	c.i = end
	return in, true
}

// environment reads what stands up to the end of an environment whose beginning
// has been read; one that nothing ends holds the rest.
func (c *cursor) environment(name string) string {
	begin, end := `\begin{`+name+"}", `\end{`+name+"}"
	depth := 1
	for j := c.i; j < len(c.s); {
		n := strings.IndexByte(c.s[j:], '\\')
		if n < 0 {
			break
		}
		j += n
		switch {
		case strings.HasPrefix(c.s[j:], end):
			if depth--; depth == 0 {
				body := c.s[c.i:j]
				c.i = j + len(end)
				return body
			}
			j += len(end)
		case strings.HasPrefix(c.s[j:], begin) && !verbatim(name):
			depth++
			j += len(begin)
		case verbatim(name):
			j++
		default:
			j += min(2, len(c.s)-j)
		}
	}
	body := c.s[c.i:]
	c.i = len(c.s)
	return body
}
