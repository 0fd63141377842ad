package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"locus/corpus"
)

// filterFields are the fields that a question can be narrowed by, in order.
func filterFields() []corpus.Field {
	return []corpus.Field{corpus.FieldTheory, corpus.FieldAuthor, corpus.FieldWork, corpus.FieldType, corpus.FieldVoice, corpus.FieldPerson}
}

// panel is the list of a field's values.
type panel struct {
	field  int // in filterFields
	at     int // the value that is chosen, among those that match
	typed  field
	number int                             // of the last count that was asked for
	counts map[corpus.Field][]corpus.Count // with the field's own filter lifted
}

// counted is a field's values with their counts, when its own filter is lifted.
type counted struct {
	number int
	field  corpus.Field
	counts []corpus.Count
	err    error
}

func (p *panel) take(msg counted) {
	if msg.number != p.number || msg.err != nil {
		return
	}
	p.counts = map[corpus.Field][]corpus.Count{msg.field: msg.counts}
}

func (p *panel) now() corpus.Field { return filterFields()[p.field] }

// turn goes to the next field, or the one before.
func (p *panel) turn(by int) {
	n := len(filterFields())
	p.field, p.at, p.typed = (p.field+by+n)%n, 0, field{}
}

// values are the field's values with what taking each would find, the most
// frequent first, narrowed to what was typed. One that is taken is always there.
func (m *Model) values() []corpus.Count {
	f := m.panel.now()
	var all []corpus.Count
	if m.answer != nil {
		all = m.answer.Facets[f]
	}
	if list, ok := m.panel.counts[f]; ok && len(m.filters[f]) > 0 {
		all = list
	}
	var out []corpus.Count
	for _, v := range m.filters[f] {
		if !slices.ContainsFunc(all, func(c corpus.Count) bool { return c.Value == v }) {
			out = append(out, corpus.Count{Value: v})
		}
	}
	typed := strings.ToLower(m.panel.typed.String())
	for _, c := range all {
		if typed == "" || strings.Contains(strings.ToLower(c.Value+" "+m.label(f, c.Value)), typed) {
			out = append(out, c)
		}
	}
	return out
}

// label is how a value is called.
func (m *Model) label(f corpus.Field, value string) string { return plainLine(m.o.Label(f, value)) }

// toggle takes the chosen value, or lets it go.
func (m *Model) toggle() tea.Cmd {
	list := m.values()
	if m.panel.at >= len(list) {
		return nil
	}
	f, value := m.panel.now(), list[m.panel.at].Value
	if i := slices.Index(m.filters[f], value); i >= 0 {
		m.filters[f] = slices.Delete(slices.Clone(m.filters[f]), i, i+1)
	} else {
		m.filters[f] = append(slices.Clone(m.filters[f]), value)
	}
	return m.ask()
}

// clear lets every filter go.
func (m *Model) clear() tea.Cmd {
	if m.narrowed() == "" {
		m.said = "no filter to let go"
		return nil
	}
	m.filters = map[corpus.Field][]string{}
	m.said = "all filters let go"
	return m.ask()
}

// narrowed names the filters in force, "" for none.
func (m *Model) narrowed() string {
	var parts []string
	for _, f := range filterFields() {
		for _, v := range m.filters[f] {
			parts = append(parts, string(f)+": "+m.label(f, v))
		}
	}
	return strings.Join(parts, "   ")
}

// count asks how much each value of the panel's field would find beside those that
// are taken: any of several is enough, so the field's own filter is lifted.
func (m *Model) count() tea.Cmd {
	f := m.panel.now()
	m.panel.number++
	if len(m.filters[f]) == 0 {
		m.panel.counts = nil
		return nil
	}
	request, number, ctx, searcher := m.request(f), m.panel.number, m.ctx, m.o.Searcher
	request.Limit = 1
	return func() tea.Msg {
		a, err := searcher.Search(ctx, request)
		if err != nil {
			return counted{number: number, err: err}
		}
		return counted{number: number, field: f, counts: a.Facets[f]}
	}
}
