package ui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// keys are what the keys do beside typing. A printable key is never one of them
// while a question is typed.
type keys struct {
	up, down, pageUp, pageDown   key.Binding
	open, filter, clear, style   key.Binding
	copy, copyEntry, copyQuote   key.Binding
	back, help, quit             key.Binding
	before, after                key.Binding
	next, previous, take, choose key.Binding
}

func newKeys() keys {
	bind := func(shown, does string, names ...string) key.Binding {
		return key.NewBinding(key.WithKeys(names...), key.WithHelp(shown, does))
	}
	return keys{
		up:        bind("↑", "up", "up", "ctrl+p"),
		down:      bind("↓", "down", "down", "ctrl+n"),
		choose:    bind("↑↓", "choose", "up", "down"),
		pageUp:    bind("pgup", "scroll up", "pgup"),
		pageDown:  bind("pgdn", "scroll", "pgdown"),
		open:      bind("enter", "read on", "enter"),
		filter:    bind("tab", "filter", "tab"),
		clear:     bind("^x", "drop filters", "ctrl+x"),
		style:     bind("^s", "style", "ctrl+s"),
		copy:      bind("^y", "copy citation", "ctrl+y"),
		copyEntry: bind("^r", "copy reference", "ctrl+r"),
		copyQuote: bind("^q", "copy quotation", "ctrl+q", "ctrl+o"),
		back:      bind("esc", "back", "esc"),
		help:      bind("F1", "help", "f1", "ctrl+g"),
		quit:      bind("^c", "leave", "ctrl+c"),
		before:    bind("←→", "neighbours", "left", "ctrl+b"),
		after:     bind("→", "next", "right", "ctrl+f"),
		next:      bind("←→", "field", "right", "tab"),
		previous:  bind("←", "field before", "left", "shift+tab"),
		take:      bind("enter", "take or drop", "enter"),
	}
}

// line are the keys that the help line tells of, the most useful first.
func (m *Model) line() []key.Binding {
	k := m.keys
	switch m.mode {
	case filtering:
		return []key.Binding{k.choose, k.take, k.next, k.clear, k.back}
	case reading:
		return []key.Binding{k.before, k.back, k.copy, k.pageDown, k.copyEntry, k.copyQuote, k.style}
	case helping:
		return []key.Binding{k.choose, k.pageDown, k.back}
	}
	return []key.Binding{k.choose, k.open, k.filter, k.help, k.copy, k.style, k.copyQuote, k.quit}
}

// press does what a key is for.
func (m *Model) press(k tea.KeyPressMsg) tea.Cmd {
	m.said = ""
	switch {
	case key.Matches(k, m.keys.quit):
		m.cancel()
		return tea.Quit
	case key.Matches(k, m.keys.style):
		return m.restyle()
	case key.Matches(k, m.keys.copy):
		return m.copy(func(c Citation) string { return c.InText })
	case key.Matches(k, m.keys.copyEntry):
		return m.copy(func(c Citation) string { return c.Reference })
	case key.Matches(k, m.keys.copyQuote):
		return m.copy(func(c Citation) string { return c.Quote })
	case key.Matches(k, m.keys.clear):
		return m.clear()
	case key.Matches(k, m.keys.pageDown):
		m.scroll(max(1, m.pane.Height()-1))
		return nil
	case key.Matches(k, m.keys.pageUp):
		m.scroll(-max(1, m.pane.Height()-1))
		return nil
	case key.Matches(k, m.keys.help) && m.mode != helping:
		m.before, m.mode = m.mode, helping
		m.scroll(0)
		return nil
	}
	switch m.mode {
	case filtering:
		return m.pressFilter(k)
	case reading:
		return m.pressReading(k)
	case helping:
		return m.pressHelp(k)
	}
	return m.pressAsking(k)
}

func (m *Model) pressAsking(k tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(k, m.keys.up):
		return m.move(-1)
	case key.Matches(k, m.keys.down):
		return m.move(1)
	case key.Matches(k, m.keys.filter):
		m.mode, m.panel.typed, m.panel.at = filtering, field{}, 0
		return m.count()
	case key.Matches(k, m.keys.open):
		if m.hit() != nil {
			m.mode = reading
			m.scroll(0)
		}
		return nil
	case key.Matches(k, m.keys.back):
		return m.retreat()
	}
	if _, changed := m.question.press(k); changed {
		return m.rest()
	}
	return nil
}

// retreat goes a step back from the list: the question is emptied, then the
// filters are let go, then the session ends.
func (m *Model) retreat() tea.Cmd {
	switch {
	case len(m.question.text) > 0:
		m.question = field{}
		return m.rest()
	case m.narrowed() != "":
		return m.clear()
	}
	m.cancel()
	return tea.Quit
}

func (m *Model) pressReading(k tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(k, m.keys.up):
		m.scroll(-1)
	case key.Matches(k, m.keys.down):
		m.scroll(1)
	case key.Matches(k, m.keys.before):
		return m.step(-1)
	case key.Matches(k, m.keys.after):
		return m.step(1)
	case key.Matches(k, m.keys.back), key.Matches(k, m.keys.open):
		m.mode = asking
		m.scroll(0)
		return m.openHit()
	}
	return nil
}

func (m *Model) pressFilter(k tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(k, m.keys.up):
		m.panel.at = max(0, m.panel.at-1)
	case key.Matches(k, m.keys.down):
		m.panel.at = max(0, min(len(m.values())-1, m.panel.at+1))
	case key.Matches(k, m.keys.next):
		m.panel.turn(1)
		return m.count()
	case key.Matches(k, m.keys.previous):
		m.panel.turn(-1)
		return m.count()
	case key.Matches(k, m.keys.take):
		return m.toggle()
	case key.Matches(k, m.keys.back):
		m.mode = asking
	default:
		if _, changed := m.panel.typed.press(k); changed {
			m.panel.at = 0
		}
	}
	return nil
}

func (m *Model) pressHelp(k tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(k, m.keys.up):
		m.scroll(-1)
	case key.Matches(k, m.keys.down):
		m.scroll(1)
	case key.Matches(k, m.keys.back), key.Matches(k, m.keys.help), key.Matches(k, m.keys.open):
		m.mode = m.before
		m.scroll(0)
	}
	return nil
}

// copy hands a part of the citation in sight to the terminal's clipboard, and
// keeps it to be told when the session ends.
func (m *Model) copy(part func(Citation) string) tea.Cmd {
	s := &m.shown
	switch {
	case s.passage == nil:
		m.said = "no passage to cite"
		return nil
	case s.cited == nil:
		m.said, m.wanted = "a moment …", part // it is copied once it is there
		return nil
	}
	m.wanted = nil
	text := part(*s.cited)
	if !slices.Contains(m.copied, text) {
		m.copied = append(m.copied, text)
	}
	m.said = "kept, and printed when you leave: " + text
	if m.o.Copy == nil {
		return nil
	}
	sequence, err := m.o.Copy(text)
	if err != nil {
		m.said = "printed when you leave (" + err.Error() + ")"
		return nil
	}
	m.said = "copied: " + text
	return tea.Raw(sequence)
}
