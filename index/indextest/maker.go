package indextest

import (
	"math/rand/v2"
	"strings"

	"locus/corpus"
)

// maker makes works of few different words, so that phrases repeat, words stand
// close, and many passages tie.
type maker struct{ r *rand.Rand }

func (m *maker) pick(of ...string) string { return of[m.r.IntN(len(of))] }

// document is a work with some passages. They need not be those of a real text;
// what an index is asked to keep is all there.
func (m *maker) document(id string, passages int) *corpus.Document {
	d := &corpus.Document{}
	d.Work.Title = m.sentence(1 + m.r.IntN(4))
	d.Work.Type = m.pick("", corpus.TypeEssay, corpus.TypeBook)
	d.Work.Language = "en"
	for range m.r.IntN(3) {
		d.Work.Authors = append(d.Work.Authors, corpus.Name{Family: m.pick("Waltz", "Walt", "Wæver"), Given: m.pick("", "K.")})
	}
	if m.r.IntN(4) > 0 {
		year := 1950 + m.r.IntN(80)
		d.Work.Year = &year
	}
	var text strings.Builder
	for range passages {
		p := m.passage()
		p.Span.Start = text.Len()
		text.WriteString(p.Text)
		p.Span.End = text.Len()
		text.WriteString("\n\n")
		d.Passages = append(d.Passages, p)
	}
	d.Text = text.String()
	d.Stamp(corpus.WorkID(id), 1)
	return d
}

func (m *maker) passage() corpus.Passage {
	p := corpus.Passage{
		Text: m.sentence(3 + m.r.IntN(25)), Kind: corpus.Kind(m.pick("body", "body", "footnote", "table")),
		Voice: corpus.Voice(m.pick("author", "author", "quotes", "reports")),
	}
	p.Locator.Paragraph = 1 + m.r.IntN(9)
	if m.r.IntN(3) == 0 {
		page, sure := m.pick("xi", "117"), "high"
		p.Locator.Page, p.Locator.PageConfidence = &page, &sure
		if end := "118"; page == "117" {
			p.Locator.PageEnd = &end
		}
		p.Repairs = append(p.Repairs, corpus.Repair{At: 1, Was: "a", Is: "b", Why: "a test"})
	}
	for range m.r.IntN(3) {
		p.Section = append(p.Section, m.sentence(2))
		p.Theories = append(p.Theories, corpus.Tag{Weight: 0.5, By: corpus.ByCues,
			Theory: corpus.TheoryID(m.pick("realism", "realism/structural", "liberalism", "realism/structural/deep"))})
		p.People = append(p.People, corpus.Mention{Name: m.pick("Kenneth Waltz", "Ole Wæver"), As: "W.", Role: corpus.Cited})
	}
	return p
}

// sentence strings words together, one in ten drawn from a longer tail. Commas,
// hyphens and capitals stand here and there.
func (m *maker) sentence(n int) string {
	var b strings.Builder
	for i := range n {
		word := m.pick("power", "powers", "state", "states", "security", "secure", "war", "self", "help", "the", "of", "and")
		if m.r.IntN(10) == 0 {
			word = m.pick("Wærld", "US", "us", "U.S.", "anarchy", "naïve", "x1", "9/11", "organisation", "organization", "don’t", "Waltz's")
		}
		if i > 0 {
			b.WriteString(m.pick(" ", " ", " ", " ", "-", ", ", "\n"))
		}
		b.WriteString(word)
	}
	return b.String() + "."
}
