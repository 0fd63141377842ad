package ui

import (
	"strings"

	"charm.land/lipgloss/v2"

	"locus/cmd/internal/inert"
)

// plain is a text as a screen can show it: nothing in it that a terminal obeys, and
// a blank for a tab.
func plain(s string) string { return strings.ReplaceAll(inert.Text(s), "\t", " ") }

// plainLine is plain in one line, its blanks squeezed.
func plainLine(s string) string { return strings.Join(strings.Fields(plain(s)), " ") }

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
