package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"locus/corpus"
	"locus/corpus/around"
)

// shown is the passage in sight. Doc and cited come a moment later.
type shown struct {
	number  int // of this passage in the session
	work    *corpus.Work
	passage *corpus.Passage
	doc     *corpus.Document
	cited   *Citation
	fault   string
}

// opened is what reading a work and citing a passage of it brought.
type opened struct {
	number int
	doc    *corpus.Document
	cited  Citation
	err    error
}

func (s *shown) take(msg opened) {
	if msg.number != s.number {
		return
	}
	if msg.err != nil {
		s.fault = msg.err.Error()
		return
	}
	s.doc, s.cited = msg.doc, &msg.cited
}

// openHit brings the chosen hit into sight, or nothing where there is none. Who
// reads on goes on reading.
func (m *Model) openHit() tea.Cmd {
	h := m.hit()
	if h == nil {
		m.shown = shown{number: m.shown.number + 1}
		if m.mode == reading {
			m.mode = asking
		}
		return nil
	}
	if m.mode == reading {
		return nil
	}
	return m.open(&h.Work, &h.Passage)
}

// open brings a passage into sight, with its work and citation once they are there.
// A work is read a moment after its passage is chosen, so that going down a list
// reads those at which one stays.
func (m *Model) open(w *corpus.Work, p *corpus.Passage) tea.Cmd {
	if w == nil || p == nil {
		return nil
	}
	was := m.shown
	m.wanted = nil
	m.shown = shown{number: was.number + 1, work: w, passage: p}
	if was.passage == nil || was.passage.ID != p.ID {
		m.scroll(0)
	}
	if was.doc != nil && was.doc.Work.ID == w.ID {
		m.shown.doc = was.doc
	}
	number, doc, style, o, ctx := m.shown.number, m.shown.doc, m.style, m.o, m.ctx
	return func() tea.Msg {
		if doc == nil {
			select {
			case <-time.After(o.Wait / 2):
			case <-ctx.Done():
			}
		}
		out := opened{number: number, doc: doc}
		if out.cited, out.err = o.Cite(style, w, p); out.err == nil && out.doc == nil {
			out.doc, out.err = o.Library.Document(w.ID)
		}
		return out
	}
}

// step brings the neighbour so many passages further on into sight.
func (m *Model) step(by int) tea.Cmd {
	s := &m.shown
	if s.doc == nil || s.passage == nil {
		return nil
	}
	i := slices.IndexFunc(s.doc.Passages, func(p corpus.Passage) bool { return p.Span == s.passage.Span })
	if i < 0 || i+by < 0 || i+by >= len(s.doc.Passages) {
		m.said = "the work ends here"
		return nil
	}
	return m.open(s.work, &s.doc.Passages[i+by])
}

// marksOf are the marks of the question in a passage.
func (m *Model) marksOf(p *corpus.Passage) []corpus.Mark {
	if m.marker == nil {
		return nil
	}
	return m.marker.Marks(p.Text)
}

// page is the passage in sight as lines of at most width columns, with so many
// neighbours before and after it, and the line from 0 at which its words begin.
func (m *Model) page(width, neighbours int) (lines []string, start int) {
	s, d := &m.shown, m.dress
	if s.passage == nil {
		return nil, 0
	}
	put := func(look func(string) string, text string) {
		if text != "" {
			for _, l := range wrap(plain(text), width) {
				lines = append(lines, look(l))
			}
		}
	}
	put(d.head, byline(s.work)+" · "+plainLine(s.work.Title))
	put(d.dim, strings.Join(append(slices.Clone(s.passage.Section), place(s.passage)), " › "))
	put(d.dim, m.about(s.passage))
	if s.cited != nil {
		put(d.chosen, "→ "+s.cited.InText)
	}
	put(d.fault, s.fault)
	lines = append(lines, "")
	var before, after []corpus.Passage
	if s.doc != nil {
		before, after = around.Neighbours(s.doc, s.passage.Span, neighbours)
	}
	for _, p := range before {
		lines = append(append(lines, m.aside(p.Text, width, true)...), "")
	}
	start = len(lines)
	for _, l := range wrap(d.marked(s.passage.Text, m.marksOf(s.passage)), width-2) {
		lines = append(lines, d.chosen("┃")+" "+l)
	}
	for _, p := range after {
		lines = append(append(lines, ""), m.aside(p.Text, width, false)...)
	}
	lines = append(lines, "")
	if s.cited != nil && s.cited.Reference != s.cited.InText {
		put(d.dim, s.cited.Reference)
	}
	put(d.dim, string(s.passage.ID))
	return lines, start
}

// asideLines is how much of a neighbour stands beside a passage that is only looked at.
const asideLines = 3

// aside is a neighbour's text, indented: whole where one reads on, else the lines
// that are next to the passage.
func (m *Model) aside(text string, width int, before bool) []string {
	lines := wrap(plain(text), width-4)
	if len(lines) > asideLines && m.mode != reading {
		if before {
			lines = lines[len(lines)-asideLines:]
			lines[0] = "… " + lines[0]
		} else {
			lines = lines[:asideLines]
			lines[asideLines-1] += " …"
		}
	}
	for i, l := range lines {
		lines[i] = "  " + m.dress.dim(l)
	}
	return lines
}

// about says of a passage its kind, theories and whose words it gives.
func (m *Model) about(p *corpus.Passage) string {
	var parts []string
	if p.Kind != corpus.Body {
		parts = append(parts, string(p.Kind))
	}
	for _, t := range p.Theories {
		parts = append(parts, m.label(corpus.FieldTheory, string(t.Theory)))
	}
	if p.Voice == corpus.Quotes || p.Voice == corpus.Reports {
		parts = append(parts, strings.TrimSpace(string(p.Voice)+" "+strings.Join(p.VoiceOf, ", ")))
	}
	return strings.Join(parts, " · ")
}

// place is a passage's page where it is known, and its paragraph.
func place(p *corpus.Passage) string {
	at := "para. " + strconv.Itoa(p.Locator.Paragraph)
	switch {
	case p.Locator.Page != nil && p.Locator.PageEnd != nil:
		return "pp. " + *p.Locator.Page + "–" + *p.Locator.PageEnd + ", " + at
	case p.Locator.Page != nil:
		return "p. " + *p.Locator.Page + ", " + at
	}
	return at
}

// placeInList is a passage's page where it is known, else the section's heading.
func placeInList(p *corpus.Passage) string {
	switch {
	case p.Locator.Page != nil:
		return "p. " + *p.Locator.Page
	case len(p.Section) > 0:
		return p.Section[len(p.Section)-1]
	}
	return place(p)
}

// byline is authors and year as a person would name the work in passing.
func byline(w *corpus.Work) string {
	year := "n.d."
	if w.Year != nil {
		year = fmt.Sprint(*w.Year)
	}
	var who string
	switch n := len(w.Authors); {
	case n == 0:
		who = named(w)
	case n == 1:
		who = w.Authors[0].Family
	case n == 2:
		who = w.Authors[0].Family + " and " + w.Authors[1].Family
	default:
		who = w.Authors[0].Family + " et al."
	}
	return plainLine(who) + ", " + year
}

// named is a work without an author by the first words of its title, or by its id.
func named(w *corpus.Work) string {
	words := strings.Fields(w.Title)
	switch {
	case len(words) == 0:
		return string(w.ID)
	case len(words) > 5:
		return "“" + strings.Join(words[:5], " ") + " …”"
	}
	return "“" + w.Title + "”"
}
