package corpus

import (
	"slices"
	"sort"
	"strconv"
)

// Resolve gives the work and the passage that an address names. Any span of a
// work's text can be named, indexed or not: where it is no passage, the passage
// given is made of the span and says of it what the passages say in which it
// lies. The error is an ErrAddress where id is no address, an *UnknownWorkError,
// a *SpanError where the span is no stretch of the text, or a *ChangedError where
// the address was made for another revision of the text: never other words.
func (l *Library) Resolve(id PassageID) (*Document, Passage, error) {
	a, err := ParseAddress(string(id))
	if err != nil {
		return nil, Passage{}, err
	}
	r, err := l.Record(a.Work)
	if err != nil {
		return nil, Passage{}, err
	}
	changed := func(now int) error {
		return &ChangedError{ID: id, Work: a.Work, Asked: a.Revision, Revision: now}
	}
	if r.Work.Revision != a.Revision {
		return nil, Passage{}, changed(r.Work.Revision)
	}
	d, err := l.Document(a.Work)
	if err != nil {
		return nil, Passage{}, err
	}
	if d.Work.Revision != a.Revision {
		return nil, Passage{}, changed(d.Work.Revision)
	}
	switch {
	case a.Span.End > len(d.Text):
		return nil, Passage{}, &SpanError{ID: id, Why: "ends beyond the text", Bytes: len(d.Text)}
	case !boundary(d.Text, a.Span.Start) || !boundary(d.Text, a.Span.End):
		return nil, Passage{}, &SpanError{ID: id, Why: "cuts a character", Bytes: len(d.Text)}
	}
	return d, d.Passage(a.Span), nil
}

// Passage gives the passage of exactly this span, or else one made of the span:
// kind, section, place and voice of the first passage it touches, theories of all
// of them, and of the people, citations, repairs and footnotes those that stand
// within the span. The span must be on rune boundaries within the text.
func (d *Document) Passage(s Span) Passage {
	first := sort.Search(len(d.Passages), func(i int) bool { return d.Passages[i].Span.End > s.Start })
	if first < len(d.Passages) && d.Passages[first].Span == s {
		return d.Passages[first]
	}
	p := Passage{
		ID:   Address{Work: d.Work.ID, Revision: d.Work.Revision, Span: s}.ID(),
		Work: d.Work.ID, Span: s, Ordinal: first, Kind: Body, Text: s.Of(d.Text),
		Locator: Locator{Paragraph: 1}, Theories: []Tag{}, People: []Mention{}, Voice: AuthorVoice,
	}
	last := first
	for last < len(d.Passages) && d.Passages[last].Span.Overlaps(s) {
		p.take(&d.Passages[last])
		last++
	}
	if last > first {
		q := &d.Passages[first]
		p.Kind, p.Section, p.Locator = q.Kind, q.Section, q.Locator
		d.turnPage(&p.Locator, q.Span.Start, s.Start)
		d.endPage(&p.Locator, s)
		p.Voice, p.VoiceOf, p.VoiceBy = q.Voice, q.VoiceOf, q.VoiceBy
	} else {
		p.Section = d.sectionOf(s)
		p.Ordinal = max(0, min(first, len(d.Passages)-1))
	}
	d.callsWithin(&p)
	return p
}

// turnPage puts the page that begins behind from, and not behind to, into a
// locator that holds for from: a passage may go on over several pages. A page
// that begins without a label takes the label away. What a person said of the
// passage's page stands.
func (d *Document) turnPage(l *Locator, from, to int) {
	if l.PageSource != nil && *l.PageSource == string(ByUser) {
		return
	}
	ordinal := 0
	for i := range d.Parts {
		part := &d.Parts[i]
		if part.Kind != PartPage {
			continue
		}
		if ordinal++; part.Span.Start <= from || part.Span.Start > to {
			continue
		}
		number := ordinal
		if part.Number > 0 {
			number = part.Number
		}
		*l = Locator{FilePage: &number, Paragraph: l.Paragraph}
		if part.Name == "" || part.Source == "" {
			continue
		}
		l.Page, l.PageSource = &part.Name, &part.Source
		if part.Confidence != "" {
			l.PageConfidence = &part.Confidence
		}
	}
}

// endPage puts the page on which a stretch ends into the locator of its start,
// where that is another page and both have a label as sure as the start's.
func (d *Document) endPage(l *Locator, s Span) {
	if l.PageSource != nil && *l.PageSource == string(ByUser) {
		return
	}
	l.PageEnd = nil
	for i := range d.Parts {
		if part := &d.Parts[i]; part.Kind == PartPage && part.Span.Start < s.End && part.Span.End >= s.End && part.Span.Start > s.Start {
			l.PageEnd = part.endOf(*l)
		}
	}
}

// endOf is the label of a page on which a passage ends that begins at the place
// of a locator; nil where it is the same or not as sure.
func (p *Part) endOf(from Locator) *string {
	if from.Page == nil || p.Name == "" || p.Source == "" || p.Name == *from.Page ||
		p.Confidence == "low" && (from.PageConfidence == nil || *from.PageConfidence != "low") {
		return nil
	}
	return &p.Name
}

// EndPage is the label of the page, a part of the document, on which a passage
// ends that begins at the place of a locator; nil where that page has no label, the
// same one, or one less sure than the locator's.
func (d *Document) EndPage(page int, from Locator) *string { return d.Parts[page].endOf(from) }

// take adds to p what q says of the stretch that p covers.
func (p *Passage) take(q *Passage) {
	for _, t := range q.Theories {
		evidence := []Evidence{}
		for _, e := range t.Evidence {
			if t.By != ByCues || p.Span.Contains(e.Span) {
				evidence = append(evidence, e)
			}
		}
		i := slices.IndexFunc(p.Theories, func(x Tag) bool { return x.Theory == t.Theory })
		if i < 0 {
			t.Evidence = evidence
			p.Theories = append(p.Theories, t)
			continue
		}
		p.Theories[i].Weight = max(p.Theories[i].Weight, t.Weight)
		p.Theories[i].Evidence = append(p.Theories[i].Evidence, evidence...)
	}
	for _, m := range q.People {
		if p.Span.Contains(m.Span) && !slices.ContainsFunc(p.People, func(x Mention) bool { return x.Name == m.Name }) {
			p.People = append(p.People, m)
		}
	}
	for _, c := range q.Citations {
		if p.Span.Contains(c.Span) {
			p.Citations = append(p.Citations, c)
		}
	}
	for _, r := range q.Repairs {
		if p.Span.Contains(Span{r.At, r.At + len(r.Is)}) {
			p.Repairs = append(p.Repairs, r)
		}
	}
}

// callsWithin notes the numbered footnotes that are called within p.
func (d *Document) callsWithin(p *Passage) {
	for _, part := range d.Parts {
		if part.Kind != PartFootnote || part.Call <= p.Span.Start || part.Call > p.Span.End {
			continue
		}
		if n, err := strconv.Atoi(part.Name); err == nil {
			p.Notes = append(p.Notes, n)
		}
	}
}

// sectionOf lists the headings above a span, outermost first.
func (d *Document) sectionOf(s Span) []string {
	path := []string{}
	for _, p := range d.Parts {
		if p.Kind == PartSection && p.Name != "" && p.Span.Contains(s) {
			path = append(path, p.Name)
		}
	}
	return path
}
