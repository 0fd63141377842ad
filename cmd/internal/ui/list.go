package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"locus/corpus"
	"locus/query"
)

// list is the hits, or the values of a field to narrow to.
func (m *Model) list(width, height int) []string {
	if m.mode == filtering {
		return m.valueLines(width, height)
	}
	if m.answer == nil || len(m.answer.Hits) == 0 {
		return nil
	}
	size := 3 // lines of a hit
	if height < 9 {
		size = 2
	}
	room := max(1, height/size)
	from := min(max(0, m.at-room/2), max(0, len(m.answer.Hits)-room))
	var lines []string
	for i := from; i < len(m.answer.Hits) && i < from+room; i++ {
		lines = append(lines, m.hitLines(&m.answer.Hits[i], i == m.at && m.shown.passage != nil, width, size)...)
	}
	return lines
}

// hitLines is one hit in so many lines: where it stands, and its words.
func (m *Model) hitLines(h *query.Hit, chosen bool, width, size int) []string {
	look, sign := m.dress.head, "  "
	if chosen {
		look, sign = m.dress.chosen, "▸ "
	}
	parts := []string{byline(&h.Work), placeInList(&h.Passage)}
	if len(h.Passage.Theories) > 0 {
		parts = append(parts, m.label(corpus.FieldTheory, string(h.Passage.Theories[0].Theory)))
	}
	if h.Weak {
		parts = append(parts, "weak")
	}
	lines := []string{look(cut(sign+strconv.Itoa(h.Rank)+". "+plainLine(strings.Join(parts, " · ")), width))}
	text := strings.ReplaceAll(m.dress.marked(fromMark(h.Snippet.Text, h.Snippet.Marks, width)), "\n", " ")
	words := wrap(text, width-3)
	for i := 0; i < size-1; i++ {
		line := ""
		if i < len(words) {
			line = "  " + words[i]
		}
		if i == size-2 && len(words) > size-1 && lipgloss.Width(line) < width {
			line += "…"
		}
		lines = append(lines, line)
	}
	return lines
}

// fromMark begins a text a few words before its first mark where that stands more
// than so many bytes into it, so that the mark is seen.
func fromMark(text string, marks []corpus.Mark, far int) (string, []corpus.Mark) {
	if len(marks) == 0 || marks[0].Start <= far {
		return text, marks
	}
	at := marks[0].Start - far/2
	if i := strings.IndexByte(text[at:marks[0].Start], ' '); i >= 0 {
		at += i + 1
	} else {
		at = marks[0].Start
	}
	const dots = "… "
	moved := make([]corpus.Mark, len(marks))
	for i, mark := range marks {
		moved[i] = corpus.Mark{Start: mark.Start - at + len(dots), End: mark.End - at + len(dots)}
	}
	return dots + text[at:], moved
}

// valueLines is the panel: the fields, what was typed to find a value, and the
// values with what taking each would find.
func (m *Model) valueLines(width, height int) []string {
	d := m.dress
	var fields []string
	used := 0
	for i, f := range filterFields() {
		name := string(f)
		if i == m.panel.field {
			name = "[" + name + "]"
		}
		if used += len(name) + 1; used > width {
			break
		}
		if i == m.panel.field {
			name = d.chosen(name)
		}
		fields = append(fields, name)
	}
	typed, _ := m.panel.typed.view(width - 3)
	lines := []string{strings.Join(fields, " "), d.chosen("❯") + " " + typed}
	list := m.values()
	if len(list) == 0 {
		return append(lines, d.dim(cut("  no "+string(m.panel.now())+" here", width)))
	}
	m.panel.at = min(m.panel.at, len(list)-1)
	room := max(1, height-len(lines))
	from := min(max(0, m.panel.at-room/2), max(0, len(list)-room))
	for i := from; i < len(list) && i < from+room; i++ {
		c := list[i]
		sign := "  "
		if i == m.panel.at {
			sign = "▸ "
		}
		box := "[ ] "
		if slices.Contains(m.filters[m.panel.now()], c.Value) {
			box = "[x] "
		}
		count := fmt.Sprintf(" %d", c.Count)
		line := padded(cut(sign+box+m.label(m.panel.now(), c.Value), width-len(count)), width-len(count)) + count
		if i == m.panel.at {
			line = d.chosen(line)
		}
		lines = append(lines, line)
	}
	return lines
}
