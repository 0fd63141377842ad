package ui

import (
	"strings"

	"charm.land/lipgloss/v2"

	"locus/corpus"
)

// dress is how things look: each a function from a safe text to a styled one.
type dress struct {
	mark, head, dim, chosen, fault func(string) string
}

// dressed are the looks with colour; without, marks stand between ** and nothing
// else is told by looks alone.
func dressed(plain bool) dress {
	same := func(s string) string { return s }
	if plain {
		return dress{mark: func(s string) string { return "**" + s + "**" }, head: same, dim: same, chosen: same, fault: same}
	}
	style := func(s lipgloss.Style) func(string) string {
		s = s.Inline(true)
		return func(text string) string {
			if text == "" {
				return ""
			}
			return s.Render(text)
		}
	}
	return dress{
		mark:   style(lipgloss.NewStyle().Bold(true).Foreground(lipgloss.Yellow)),
		head:   style(lipgloss.NewStyle().Bold(true)),
		dim:    style(lipgloss.NewStyle().Faint(true)),
		chosen: style(lipgloss.NewStyle().Bold(true).Foreground(lipgloss.Cyan)),
		fault:  style(lipgloss.NewStyle().Foreground(lipgloss.Red)),
	}
}

// marked shows the marks in a text, which is made safe piece by piece. Marks that
// overlap or lie outside the text are passed over rather than shown wrong.
func (d dress) marked(text string, marks []corpus.Mark) string {
	var b strings.Builder
	at := 0
	for _, m := range marks {
		if m.Start < at || m.End <= m.Start || m.End > len(text) {
			continue
		}
		b.WriteString(plain(text[at:m.Start]))
		// A mark that goes over a line end is styled line by line.
		for i, line := range strings.Split(plain(text[m.Start:m.End]), "\n") {
			if i > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(d.mark(line))
		}
		at = m.End
	}
	b.WriteString(plain(text[at:]))
	return b.String()
}
