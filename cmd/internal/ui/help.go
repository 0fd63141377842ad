package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"
)

// emptyText is what stands in the passage's place where there is none.
func (m *Model) emptyText(width int) []string {
	switch {
	case m.answer == nil:
		return nil
	case m.blank():
		return m.welcome(width)
	case m.busy:
		return nil
	}
	return wrapAll(m.dress, width,
		"Nothing is found.", "",
		"Fewer words, or a beginning with a star (anarch*), find more. Tab narrows by theory, author, work, type, voice or person; "+
			"ctrl+x lets all filters go.")
}

// welcome says what can be done before anything is asked.
func (m *Model) welcome(width int) []string {
	d := m.dress
	lines := wrap("Type a question; the passages come as you type.", width)
	lines = append(lines, "")
	for _, l := range [][2]string{
		{"↑ ↓", "choose a passage"}, {"enter", "read on, with the passages around it"},
		{"tab", "narrow by theory, author, work, type, voice, person"},
		{"ctrl+s", "the next citation style (now " + m.style + ")"},
		{"ctrl+y", "copy the citation; ctrl+q with the quotation, ctrl+r its reference"},
		{"F1", "all keys, and how questions are written"}, {"esc", "back, and at last out"},
	} {
		lines = append(lines, cut(padded(l[0], 8)+l[1], width))
	}
	for i := range lines {
		lines[i] = d.dim(lines[i])
	}
	return lines
}

// helpText is all keys and the question language.
func (m *Model) helpText(width int) []string {
	d := m.dress
	k := m.keys
	lines := []string{d.head("Keys")}
	for _, b := range []key.Binding{k.choose, k.open, k.pageUp, k.pageDown, k.filter, k.clear, k.style, k.copy, k.copyEntry, k.copyQuote, k.back, k.quit} {
		lines = append(lines, "  "+padded(b.Help().Key, 8)+b.Help().Desc)
	}
	lines = append(lines, "  "+padded("←→", 8)+"while reading: the passage before or after; in the filters: the field", "", d.head("Questions"))
	for _, l := range [][2]string{
		{"security dilemma", "any of the words, the best first"},
		{`"security dilemma"`, "side by side, in these forms"},
		{`"arms race"~5`, "near each other; arms NEAR/5 race"},
		{"anarch*", "words that begin so"},
		{"=securitize", "this form only"},
		{"+must -not", "must be there, must not"},
		{"(a OR b) AND c", "either a or b, and c"},
		{"theory:realism", "also author: person: work: type: section: year:1979..1990"},
	} {
		lines = append(lines, "  "+padded(l[0], 20)+l[1])
	}
	lines = append(lines, "")
	lines = append(lines, wrapAll(d, width, "Copying goes through the terminal (OSC 52). What was copied is printed when you leave, so it is there also where the terminal does not let programs copy.")...)
	for i, l := range lines {
		if !strings.Contains(l, "\x1b") {
			lines[i] = cut(l, width)
		}
	}
	return lines
}

// wrapAll are sentences broken to a width, dim.
func wrapAll(d dress, width int, texts ...string) []string {
	var out []string
	for _, t := range texts {
		for _, l := range wrap(t, width) {
			out = append(out, d.dim(l))
		}
	}
	return out
}
