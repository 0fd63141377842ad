package ui

import (
	"context"
	"slices"
	"strings"

	"charm.land/bubbles/v2/viewport"
	tea "charm.land/bubbletea/v2"

	"locus/corpus"
	"locus/corpus/cite"
	"locus/query"
)

// mode is what the keys are for.
type mode int

const (
	asking    mode = iota // typing a question and choosing a hit
	filtering             // choosing values to narrow to
	reading               // one passage and its neighbours
	helping               // all keys and the question language
)

// Model is the state of a session. It is a tea.Model; it reads and writes no
// terminal, so that it can be tried without one.
type Model struct {
	o      Options
	dress  dress
	keys   keys
	ctx    context.Context
	width  int
	height int
	mode   mode
	before mode // the one that help was asked in

	question field
	style    string
	filters  map[corpus.Field][]string

	asked  int                // the number of the question that was asked last
	cancel context.CancelFunc // ends it
	busy   bool
	answer *query.Answer // with all hits that were fetched
	marker *query.Marker
	fault  string // why the last question has no answer
	at     int    // the hit that is chosen, from 0

	panel panel
	shown shown
	pane  viewport.Model
	// scrolled says that the person moved the pane; else it stands where the
	// passage begins.
	scrolled bool

	said   string                // what the last key did
	wanted func(Citation) string // a copy that waits for the citation
	copied []string              // in order, each once
}

// NewModel makes a model that answers until the context ends.
func NewModel(ctx context.Context, o Options) (*Model, error) {
	o, err := o.filled()
	if err != nil {
		return nil, err
	}
	m := &Model{o: o, ctx: ctx, dress: dressed(o.Plain), keys: newKeys(), style: o.Style,
		filters: map[corpus.Field][]string{}, pane: viewport.New(), width: 80, height: 24, cancel: func() {}}
	m.pane.FillHeight = true
	m.question.insert(o.Open)
	return m, nil
}

// Init asks the question that the session begins with, or for all that there is.
func (m *Model) Init() tea.Cmd { return m.ask() }

// Copied lists what was copied, in order, each text once.
func (m *Model) Copied() []string { return slices.Clone(m.copied) }

// Update takes a key, a size, or what a command brought.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case tea.PasteMsg:
		cmd = m.paste(msg.Content)
	case tea.KeyPressMsg:
		cmd = m.press(msg)
	case rested:
		if msg.asked == m.asked {
			cmd = m.ask()
		}
	case answered:
		cmd = m.take(msg)
	case counted:
		m.panel.take(msg)
	case opened:
		m.shown.take(msg)
		if m.wanted != nil && m.shown.cited != nil {
			cmd = m.copy(m.wanted)
		}
	}
	m.lay()
	return m, cmd
}

// paste takes a pasted text, into the question or what is typed to find a value.
func (m *Model) paste(text string) tea.Cmd {
	if m.mode == filtering {
		m.panel.typed.insert(text)
		m.panel.at = 0
		return nil
	}
	if m.mode != asking {
		return nil
	}
	m.question.insert(text)
	return m.rest()
}

// request is the question as it stands, with its style and its filters but those
// of the field lifted, "" for none.
func (m *Model) request(lifted corpus.Field) query.Request {
	r := query.Request{Question: m.question.String(), Style: m.style, Limit: hitsAtOnce, Facets: true}
	if strings.TrimSpace(r.Question) == "" {
		r.In = []string{"body", "notes", "tables"} // all that any question looks through
	}
	for f, to := range map[corpus.Field]*[]string{corpus.FieldTheory: &r.Theory, corpus.FieldAuthor: &r.Author, corpus.FieldWork: &r.Work,
		corpus.FieldType: &r.Type, corpus.FieldVoice: &r.Voice, corpus.FieldPerson: &r.Person} {
		if f != lifted {
			*to = slices.Clone(m.filters[f])
		}
	}
	return r
}

// blank reports whether nothing is asked and nothing narrowed to.
func (m *Model) blank() bool {
	return strings.TrimSpace(m.question.String()) == "" && m.narrowed() == ""
}

// hit is the hit that is chosen, nil where there is none.
func (m *Model) hit() *query.Hit {
	if m.answer == nil || m.at >= len(m.answer.Hits) {
		return nil
	}
	return &m.answer.Hits[m.at]
}

// restyle cites in the next style.
func (m *Model) restyle() tea.Cmd {
	styles := cite.Styles()
	i := slices.Index(styles, cite.Style(m.style))
	m.style = string(styles[(i+1)%len(styles)])
	m.said = "citations in " + m.style
	return m.open(m.shown.work, m.shown.passage)
}
