package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
)

// Plain is a text made safe for a terminal: line ends stay, tabs and the other
// blanks become blanks, a control character its picture (␛ for escape), one
// that turns the direction of what follows "⍰", and a byte that is no UTF-8 "�".
// What has none of these comes back as it is.
func Plain(s string) string {
	if strings.IndexFunc(s, unsafe) < 0 && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s { // a byte that is no UTF-8 comes as U+FFFD
		b.WriteString(safe(r))
	}
	return b.String()
}

// unsafe reports whether a character must not reach a terminal as it is.
func unsafe(r rune) bool {
	return r != '\n' && (unicode.IsControl(r) || turns(r) || r == '\u2028' || r == '\u2029')
}

func safe(r rune) string {
	switch {
	case !unsafe(r):
		return string(r)
	case r == '\t', r == '\r', r == '\v', r == '\f', r == '\u0085', r == '\u2028', r == '\u2029':
		return " "
	case r < ' ':
		return string(rune('\u2400') + r)
	case r == 0x7f:
		return "\u2421"
	}
	return "⍰"
}

// turns reports whether a character changes the order in which others are shown.
func turns(r rune) bool {
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// plainLine is Plain in one line, its blanks squeezed.
func plainLine(s string) string { return strings.Join(strings.Fields(Plain(s)), " ") }

// cut is a plain line of at most width columns, with dots where it was longer.
func cut(s string, width int) string {
	if lipgloss.Width(s) <= width {
		return s
	}
	if width < 1 {
		return ""
	}
	used := 0
	for i, r := range s {
		n := lipgloss.Width(string(r))
		if used+n > width-1 {
			return strings.TrimRight(s[:i], " ") + "…"
		}
		used += n
	}
	return s
}

// padded is a line, styled or not, filled up with blanks to width columns.
func padded(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-lipgloss.Width(s)))
}

// wrap breaks a text, styled or not, into lines of at most width columns.
func wrap(s string, width int) []string {
	if width < 1 {
		return nil
	}
	lines := strings.Split(lipgloss.Wrap(s, width, ""), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return lines
}
