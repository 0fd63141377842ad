package inert

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Text shows in s whatever a terminal would obey; line ends and tabs pass.
func Text(s string) string {
	if !strings.ContainsFunc(s, obeyed) && utf8.ValidString(s) {
		return s
	}
	return string(appendShown(nil, []byte(s), Options{}))
}

// Line is Text for what has to stay on one line and in one column, such as the
// name of a file: line ends and tabs are shown too.
func Line(s string) string {
	return strings.NewReplacer("\n", picture('\n'), "\t", picture('\t')).Replace(Text(s))
}

// obeyed reports whether a terminal may take r for more than a letter.
func obeyed(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r < 0x20, r >= 0x7f && r <= 0x9f:
		return true
	}
	return turns(r) || r == 0x2028 || r == 0x2029
}

// turns reports whether r turns the direction of writing until another ends it.
func turns(r rune) bool { return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 }

// picture is how a character that is obeyed is shown.
func picture(r rune) string {
	switch {
	case r < 0x20:
		return string(0x2400 + r)
	case r == 0x7f:
		return "\u2421"
	}
	return fmt.Sprintf("<U+%04X>", r)
}

// appendShown appends text to out with everything obeyed shown, but for what the
// options let pass.
func appendShown(out, text []byte, o Options) []byte {
	for len(text) > 0 {
		if code := codeAt(text, o.Codes); code > 0 {
			out, text = append(out, text[:code]...), text[code:]
			continue
		}
		r, n := utf8.DecodeRune(text)
		switch {
		case r == utf8.RuneError && n == 1:
			out = fmt.Appendf(out, "<%02X>", text[0])
		case obeyed(r) && !(o.Turns && turns(r)):
			out = append(out, picture(r)...)
		default:
			out = append(out, text[:n]...)
		}
		text = text[n:]
	}
	return out
}

// codeAt is the length of the code that text begins with, 0 where it is none.
func codeAt(text []byte, codes []string) int {
	if text[0] != '\x1b' {
		return 0
	}
	for _, c := range codes {
		if len(c) <= len(text) && string(text[:len(c)]) == c {
			return len(c)
		}
	}
	return 0
}

// appendJSON appends JSON to out with everything obeyed that JSON allows in a
// string written as its escape.
func appendJSON(out, text []byte) []byte {
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		if obeyed(r) {
			out = fmt.Appendf(out, `\u%04x`, r)
		} else {
			out = append(out, text[:n]...)
		}
		text = text[n:]
	}
	return out
}
