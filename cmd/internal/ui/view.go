package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
)

// The least sizes, in columns and lines: of a screen, of one with list and
// passage side by side, of one with the passage below the list.
const (
	leastWidth, leastHeight = 20, 6
	besideWidth             = 90
	belowHeight             = 16
)

// layout is how the lines of the body are shared out.
type layout struct {
	body          int // lines between what stands above and the help line
	list, pane    int // lines of each
	left, right   int // columns of each
	beside, below bool
}

// measure shares the screen out.
func (m *Model) measure() layout {
	if m.width < leastWidth || m.height < leastHeight {
		return layout{body: 1, right: max(1, m.width), pane: 1}
	}
	l := layout{body: m.height - len(m.above()) - 1, left: m.width, right: m.width}
	l.list, l.pane = l.body, l.body
	switch {
	case m.mode == reading || m.mode == helping:
		l.list = 0
	case m.width >= besideWidth:
		l.beside = true
		l.left = max(38, m.width*2/5)
		l.right = m.width - l.left - 3
	case m.height >= belowHeight:
		l.below = true
		l.list = max(4, l.body*2/5)
		l.pane = l.body - l.list - 1
	default:
		l.pane = 0
	}
	return l
}

// lay puts the passage in sight, or the help, into its pane.
func (m *Model) lay() {
	l := m.measure()
	m.pane.SetWidth(l.right)
	m.pane.SetHeight(max(1, l.pane))
	var lines []string
	start := 0
	switch {
	case m.mode == helping:
		lines = m.helpText(l.right)
	case m.shown.passage == nil && m.fault == "":
		lines = m.emptyText(l.right)
	case m.mode == reading:
		lines, start = m.page(min(l.right, readable), 2)
	default:
		lines, _ = m.page(min(l.right, readable), 1)
	}
	m.pane.SetContentLines(lines)
	if !m.scrolled {
		m.pane.SetYOffset(max(0, start-m.pane.Height()/3))
	}
}

// scroll moves the pane by so many lines; 0 goes to where it begins.
func (m *Model) scroll(by int) {
	m.scrolled = by != 0
	if by < 0 {
		m.pane.ScrollUp(-by)
	} else {
		m.pane.ScrollDown(by)
	}
}

// readable is how many columns a line of text has at most.
const readable = 100

// View is the whole screen.
func (m *Model) View() tea.View {
	v := tea.NewView("")
	v.AltScreen = true
	if m.width < leastWidth || m.height < leastHeight {
		v.SetContent(cut("locus: too small", m.width))
		return v
	}
	above := m.above()
	l := m.measure()
	lines := append(above, m.body(l)...)
	lines = append(lines, m.below())
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	v.SetContent(strings.Join(lines, "\n"))
	switch m.mode {
	case asking:
		_, column := m.question.view(m.width - 3)
		v.Cursor = tea.NewCursor(2+column, 1)
	case filtering:
		_, column := m.panel.typed.view(l.left - 3)
		v.Cursor = tea.NewCursor(2+column, len(above)+1)
	}
	return v
}

// above is the title, the question, the filters and the notes.
func (m *Model) above() []string {
	d := m.dress
	shown, _ := m.question.view(m.width - 3)
	lines := []string{m.title(), d.chosen("❯") + " " + shown}
	if m.fault != "" {
		lines = append(lines, d.fault(cut("  "+plainLine(m.fault), m.width)))
	}
	if f := m.narrowed(); f != "" {
		lines = append(lines, d.chosen(cut("  "+f, m.width)))
	}
	if m.answer != nil && m.fault == "" {
		for i, n := range m.answer.Notes {
			if i == 2 {
				break
			}
			lines = append(lines, d.dim(cut("  "+plainLine(n), m.width)))
		}
	}
	// A line for the body and two for rule and help are left.
	return append(lines[:min(len(lines), m.height-3)], d.dim(strings.Repeat("─", m.width)))
}

// title names the library and says how much was found.
func (m *Model) title() string {
	right := "…"
	if !m.busy && m.answer != nil {
		unit := "passages"
		if m.answer.Total == 1 {
			unit = "passage"
		}
		right = fmt.Sprintf("%d %s · %s", m.answer.Total, unit, m.style)
	}
	if m.fault != "" {
		right = m.style
	}
	right = cut(right, m.width-len("locus "))
	room := m.width - lipgloss.Width(right)
	return m.dress.head(padded(cut("locus · "+plainLine(m.o.Name), room-1), room)) + m.dress.dim(right)
}

// body is the list and the passage, side by side, one below the other or alone.
func (m *Model) body(l layout) []string {
	pane := strings.Split(m.pane.View(), "\n")
	if l.list == 0 {
		return filled(pane, l.body)
	}
	list := filled(m.list(l.left, l.list), l.list)
	switch {
	case l.beside:
		pane = filled(pane, l.body)
		for i := range list {
			list[i] = padded(list[i], l.left) + m.dress.dim(" │ ") + pane[i]
		}
		return list
	case l.below:
		return append(append(list, m.dress.dim(strings.Repeat("─", m.width))), filled(pane, l.pane)...)
	}
	return list
}

// filled are exactly so many lines.
func filled(lines []string, n int) []string {
	if len(lines) > n {
		return lines[:n]
	}
	for len(lines) < n {
		lines = append(lines, "")
	}
	return lines
}

// below is what the last key did, or else the keys there are.
func (m *Model) below() string {
	if m.said != "" {
		return m.dress.head(cut(plainLine(m.said), m.width))
	}
	line, used := "", 0
	for _, b := range m.line() {
		h := b.Help()
		n := lipgloss.Width(h.Key) + 1 + lipgloss.Width(h.Desc)
		if used > 0 {
			n += 3
		}
		if used+n > m.width {
			break
		}
		if used > 0 {
			line += m.dress.dim(" · ")
		}
		line, used = line+m.dress.head(h.Key)+" "+m.dress.dim(h.Desc), used+n
	}
	return line
}
