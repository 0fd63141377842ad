package bleve

import (
	"encoding/json"
	"fmt"

	"locus/corpus"
)

// stored is a passage as the segment keeps it: no text and no name, which are
// fields of their own, no span where the name is the passage's address, and nothing
// that is empty.
type stored struct {
	Span      *corpus.Span       `json:"s,omitempty"`
	Ordinal   int                `json:"o,omitempty"`
	Kind      corpus.Kind        `json:"k,omitempty"`
	Section   []string           `json:"h,omitempty"`
	Page      *string            `json:"p,omitempty"`
	PageEnd   *string            `json:"pe,omitempty"`
	Source    *string            `json:"ps,omitempty"`
	Sure      *string            `json:"pc,omitempty"`
	FilePage  *int               `json:"fp,omitempty"`
	Paragraph int                `json:"n,omitempty"`
	Theories  []corpus.Tag       `json:"t,omitempty"`
	People    []corpus.Mention   `json:"m,omitempty"`
	Voice     corpus.Voice       `json:"v,omitempty"`
	VoiceOf   []string           `json:"vo,omitempty"`
	VoiceBy   *corpus.Evidence   `json:"vb,omitempty"`
	Citations []corpus.Citation  `json:"c,omitempty"`
	Repairs   []corpus.Repair    `json:"r,omitempty"`
	Notes     []int              `json:"f,omitempty"`
	AlsoIn    []corpus.PassageID `json:"a,omitempty"`
}

func encodePassage(w *corpus.Work, p *corpus.Passage) ([]byte, error) {
	span := &p.Span
	if of, ok := addressed(w, p.ID); ok && of == p.Span {
		span = nil
	}
	b, err := json.Marshal(stored{
		Span: span, Ordinal: p.Ordinal, Kind: p.Kind, Section: p.Section,
		Page: p.Locator.Page, PageEnd: p.Locator.PageEnd, Source: p.Locator.PageSource, Sure: p.Locator.PageConfidence,
		FilePage: p.Locator.FilePage, Paragraph: p.Locator.Paragraph,
		Theories: p.Theories, People: p.People, Voice: p.Voice, VoiceOf: p.VoiceOf, VoiceBy: p.VoiceBy,
		Citations: p.Citations, Repairs: p.Repairs, Notes: p.Notes, AlsoIn: p.AlsoIn,
	})
	if err != nil {
		return nil, fmt.Errorf("passage %s: %w", p.ID, err)
	}
	return b, nil
}

// addressed is the span that a passage's name gives, where it is an address in the
// work (Document.Stamp).
func addressed(w *corpus.Work, id corpus.PassageID) (corpus.Span, bool) {
	a, err := corpus.ParseAddress(string(id))
	return a.Span, err == nil && a.Work == w.ID && a.ID() == id
}

// decodePassage is the passage of a work as kept. Lists that every door shows are
// empty, not null, where there is nothing.
func decodePassage(w *corpus.Work, k kept) (corpus.Passage, error) {
	var s stored
	if err := json.Unmarshal(k.record, &s); err != nil {
		return corpus.Passage{}, fmt.Errorf("passage of %s: %w", w.ID, err)
	}
	id := corpus.PassageID(k.id)
	span, ok := addressed(w, id)
	if s.Span != nil {
		span, ok = *s.Span, true
	}
	if !ok {
		return corpus.Passage{}, fmt.Errorf("passage of %s: %q is no address in it", w.ID, k.id)
	}
	p := corpus.Passage{
		ID: id, Work: w.ID, Span: span, Ordinal: s.Ordinal, Kind: s.Kind, Text: k.text, Section: s.Section,
		Locator: corpus.Locator{Page: s.Page, PageEnd: s.PageEnd, PageSource: s.Source, PageConfidence: s.Sure,
			FilePage: s.FilePage, Paragraph: s.Paragraph},
		Theories: s.Theories, People: s.People, Voice: s.Voice, VoiceOf: s.VoiceOf, VoiceBy: s.VoiceBy,
		Citations: s.Citations, Repairs: s.Repairs, Notes: s.Notes, AlsoIn: s.AlsoIn,
	}
	if p.Section == nil {
		p.Section = []string{}
	}
	if p.Theories == nil {
		p.Theories = []corpus.Tag{}
	}
	if p.People == nil {
		p.People = []corpus.Mention{}
	}
	return p, nil
}

func encodeWork(w *corpus.Work) ([]byte, error) {
	b, err := json.Marshal(w)
	if err != nil {
		return nil, fmt.Errorf("work %s: %w", w.ID, err)
	}
	return b, nil
}

func decodeWork(data []byte) (corpus.Work, error) {
	var w corpus.Work
	if err := json.Unmarshal(data, &w); err != nil {
		return corpus.Work{}, fmt.Errorf("work: %w", err)
	}
	return w, nil
}
