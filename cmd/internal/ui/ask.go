package ui

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"locus/query"
)

// hitsAtOnce is how many hits a question fetches; more come when the last of
// them is chosen.
const hitsAtOnce = 30

// rested says that nothing was typed for a while since a question.
type rested struct{ asked int }

// answered is an answer, or why there is none. Skip is where its hits begin.
type answered struct {
	asked, skip int
	answer      *query.Answer
	marker      *query.Marker
	err         error
}

// rest cancels the question that is being answered and asks the one that stands
// there once the typing rests.
func (m *Model) rest() tea.Cmd {
	m.cancel()
	m.asked++
	m.busy = true
	asked := m.asked
	return tea.Tick(m.o.Wait, func(time.Time) tea.Msg { return rested{asked} })
}

// ask asks the question that stands there.
func (m *Model) ask() tea.Cmd {
	m.asked++
	return m.fetch(0)
}

// more fetches the hits that come after those at hand.
func (m *Model) more() tea.Cmd {
	if m.busy || m.answer == nil || len(m.answer.Hits) >= m.answer.Total || len(m.answer.Hits) >= query.MaxReach {
		return nil
	}
	return m.fetch(len(m.answer.Hits))
}

// fetch asks for the hits from skip on.
func (m *Model) fetch(skip int) tea.Cmd {
	m.cancel()
	ctx, cancel := context.WithCancel(m.ctx)
	m.cancel, m.busy = cancel, true
	request, asked, searcher := m.request(""), m.asked, m.o.Searcher
	request.Skip = skip
	return func() tea.Msg {
		a, err := searcher.Search(ctx, request)
		out := answered{asked: asked, skip: skip, answer: a, err: err}
		if err == nil && skip == 0 {
			out.marker, out.err = searcher.Marker(ctx, request)
		}
		return out
	}
}

// take shows an answer, unless another question was asked since.
func (m *Model) take(msg answered) tea.Cmd {
	if msg.asked != m.asked || errors.Is(msg.err, context.Canceled) {
		return nil
	}
	m.busy, m.fault = false, ""
	if msg.err != nil {
		m.fault = msg.err.Error()
		return nil
	}
	if msg.skip > 0 {
		if m.answer != nil && len(m.answer.Hits) == msg.skip {
			m.answer.Hits = append(m.answer.Hits, msg.answer.Hits...)
		}
		return nil
	}
	m.answer, m.marker, m.at = msg.answer, msg.marker, 0
	if m.blank() && m.mode != reading {
		m.shown = shown{number: m.shown.number + 1} // the welcome stands there
		return nil
	}
	if m.mode == filtering {
		return tea.Batch(m.openHit(), m.count())
	}
	return m.openHit()
}

// move chooses the hit so many further down, and fetches more at the end.
func (m *Model) move(by int) tea.Cmd {
	if m.answer == nil || len(m.answer.Hits) == 0 {
		return nil
	}
	if m.shown.passage == nil {
		return m.openHit()
	}
	last := len(m.answer.Hits) - 1
	at := min(last, max(0, m.at+by))
	if at == m.at && by <= 0 {
		return nil
	}
	cmd := tea.Cmd(nil)
	if at == last {
		cmd = m.more()
	}
	if at == m.at {
		return cmd
	}
	m.at = at
	return tea.Batch(cmd, m.openHit())
}
