package tex

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxDepth bounds how deep commands may stand in each other's arguments.
const maxDepth = 50

// Plain reads a field of a bibliography: accents and signs become characters,
// braces and the commands of type go, runs of blanks become one. A formula keeps
// its source without the dollar signs.
func Plain(s string) string {
	if !strings.ContainsAny(s, "\\{}~`'-$%") {
		return norm.NFC.String(strings.Join(strings.Fields(s), " "))
	}
	p := &plain{src: s}
	p.run(0, false)
	return norm.NFC.String(strings.Join(strings.FieldsFunc(p.out.String(), func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\u00A0' }), " "))
}

type plain struct {
	src string
	at  int
	out strings.Builder
}

// run reads until the end, or until the brace that closes the group it is in.
func (p *plain) run(depth int, group bool) {
	for p.at < len(p.src) {
		switch c := p.src[p.at]; {
		case c == '}':
			p.at++
			if group {
				return
			}
		case c == '{':
			p.at++
			if depth < maxDepth {
				p.run(depth+1, true)
			}
		case c == '\\':
			p.command(depth)
		case c == '$':
			p.at++
		default:
			p.char()
		}
	}
}

// char writes one character, or what a ligature stands for. A straight
// apostrophe or grave accent alone stays what it is.
func (p *plain) char() {
	rest := p.src[p.at:]
	if to, n := Ligature(rest); n > 1 || n == 1 && rest[0] == '~' {
		p.out.WriteString(to)
		p.at += n
		return
	}
	_, n := utf8.DecodeRuneInString(rest)
	p.out.WriteString(rest[:n])
	p.at += n
}

// Command is the name of the command with which s, behind its backslash, begins,
// and the number of bytes it takes with the blanks that end a name of letters.
func Command(s string) (string, int) {
	i := 0
	for i < len(s) && (s[i] >= 'a' && s[i] <= 'z' || s[i] >= 'A' && s[i] <= 'Z' || s[i] == '@' && i > 0) {
		i++
	}
	if i == 0 {
		_, n := utf8.DecodeRuneInString(s)
		return s[:n], n
	}
	end := i
	for end < len(s) && (s[end] == ' ' || s[end] == '\t' || s[end] == '\n') {
		end++
	}
	return s[:i], end
}

func (p *plain) command(depth int) {
	p.at++
	name, n := Command(p.src[p.at:])
	p.at += n
	if _, ok := combining(name); ok {
		accented, _ := Accent(name, p.argument(depth))
		p.out.WriteString(accented)
		return
	}
	if s, ok := Symbol(name); ok {
		p.out.WriteString(s)
		return
	}
	switch name {
	case "href":
		p.argument(depth)
	case "textcolor", "color":
		p.argument(depth)
	case "\\", "newline":
		p.out.WriteByte(' ')
	}
}

// argument reads what follows a command: a group, a command or one character.
func (p *plain) argument(depth int) string {
	for p.at < len(p.src) && p.src[p.at] == ' ' {
		p.at++
	}
	if p.at >= len(p.src) || depth >= maxDepth {
		return ""
	}
	inner := &plain{src: p.src, at: p.at}
	switch p.src[p.at] {
	case '{':
		inner.at++
		inner.run(depth+1, true)
	case '\\':
		inner.command(depth + 1)
	case '}':
		return ""
	default:
		_, n := utf8.DecodeRuneInString(p.src[p.at:])
		inner.out.WriteString(p.src[p.at : p.at+n])
		inner.at += n
	}
	p.at = inner.at
	return inner.out.String()
}
