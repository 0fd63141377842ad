package passage

import (
	"sort"
	"strconv"
	"strings"
	"unicode"

	"locus/corpus"
)

// Split fills doc.Passages and doc.Dropped from doc.Text and doc.Parts. What
// doc.Dropped declares already is kept out of every passage; headings and
// blanks are added to it. Text that no leaf part holds is split as paragraphs,
// so nothing is lost even where parts are missing. The document is stamped with
// the id and revision it has; footnote calls, repairs and pages are handed down
// to the passages they fall in. Earlier passages are replaced.
func Split(doc *corpus.Document) {
	p := newPlan(doc)
	doc.Passages = nil
	for _, r := range p.runs() {
		for _, c := range r.cut(doc.Text) {
			doc.Passages = append(doc.Passages, p.passage(r, c))
		}
	}
	doc.Dropped = dropped(doc.Text, doc.Passages, p.away)
	tellCuts(doc)
	handDown(doc)
	doc.Stamp(doc.Work.ID, max(1, doc.Work.Revision))
}

// passage makes the passage of a cut of a run.
func (p *plan) passage(r run, c cut) corpus.Passage {
	first := r.units[c.unit]
	at := first
	if first.part >= 0 && p.doc.Parts[first.part].Kind == corpus.PartFootnote {
		if call := p.doc.Parts[first.part].Call; call >= 0 {
			at = p.at(call)
		}
	}
	kind := r.kind
	if kind == corpus.Body && c.items {
		kind = corpus.List
	}
	return corpus.Passage{
		Span:     c.span,
		Kind:     kind,
		Text:     c.span.Of(p.doc.Text),
		Section:  p.path(at.section),
		Locator:  p.locator(c.span, at.number),
		Theories: []corpus.Tag{},
		People:   []corpus.Mention{},
		Voice:    corpus.AuthorVoice,
	}
}

// locator is the place of a passage with a span.
func (p *plan) locator(span corpus.Span, number int) corpus.Locator {
	l := corpus.Locator{Paragraph: max(1, number)}
	start := span.Start
	i := sort.Search(len(p.pages), func(i int) bool { return p.doc.Parts[p.pages[i]].Span.Start > start }) - 1
	if i < 0 || p.doc.Parts[p.pages[i]].Span.End <= start {
		return l
	}
	page, number := p.doc.Parts[p.pages[i]], i+1
	if page.Number > 0 {
		number = page.Number
	}
	l.FilePage = &number
	if page.Name != "" && page.Source != "" {
		l.Page, l.PageSource = &page.Name, &page.Source
		if page.Confidence != "" {
			l.PageConfidence = &page.Confidence
		}
		last := sort.Search(len(p.pages), func(i int) bool { return p.doc.Parts[p.pages[i]].Span.Start >= span.End }) - 1
		if last > i && p.doc.Parts[p.pages[last]].Span.End >= span.End {
			l.PageEnd = p.doc.EndPage(p.pages[last], l)
		}
	}
	return l
}

// path lists the headings from the outermost section down to a section, given
// by its index in the document's parts; -1 has none.
func (p *plan) path(section int) []string {
	path := []string{}
	for i := section; i >= 0; i = p.parent[i] {
		if name := p.doc.Parts[i].Name; name != "" {
			path = append(path, name)
		}
	}
	for i, j := 0, len(path)-1; i < j; i, j = i+1, j-1 {
		path[i], path[j] = path[j], path[i]
	}
	return path
}

// dropped names what lies between the passages: the stretches of away, which
// are ordered and apart, and blanks.
func dropped(text string, passages []corpus.Passage, away []corpus.Dropped) []corpus.Dropped {
	held := make([]corpus.Span, 0, len(passages)+len(away))
	out := append([]corpus.Dropped(nil), away...)
	for _, p := range passages {
		held = append(held, p.Span)
	}
	for _, d := range away {
		held = append(held, d.Span)
	}
	sort.Slice(held, func(i, j int) bool { return held[i].Start < held[j].Start })
	at := 0
	for _, s := range append(held, corpus.Span{Start: len(text), End: len(text)}) {
		if s.Start > at {
			out = append(out, corpus.Dropped{Span: corpus.Span{Start: at, End: s.Start}, Why: "blank"})
		}
		at = max(at, s.End)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Span.Start < out[j].Span.Start })
	return out
}

// handDown gives each passage the footnotes called in it, or its own number where
// it is one, and its repairs.
func handDown(doc *corpus.Document) {
	owner := func(at int) *corpus.Passage {
		i := sort.Search(len(doc.Passages), func(i int) bool { return doc.Passages[i].Span.End >= at })
		if i == len(doc.Passages) || doc.Passages[i].Span.Start > at {
			return nil
		}
		return &doc.Passages[i]
	}
	count := 0
	for _, part := range doc.Parts {
		if part.Kind != corpus.PartFootnote {
			continue
		}
		count++
		number, err := strconv.Atoi(part.Name)
		if err != nil || number < 1 {
			number = count
		}
		if p := owner(part.Call); part.Call >= 0 && p != nil {
			p.Notes = append(p.Notes, number)
		}
		for i := range doc.Passages { // a note's own passages, mostly one
			if p := &doc.Passages[i]; p.Kind == corpus.Footnote && part.Span.Contains(p.Span) {
				p.Notes = []int{number}
			}
		}
	}
	for _, r := range doc.Repairs {
		if p := owner(r.At); p != nil {
			p.Repairs = append(p.Repairs, r)
		}
	}
}

// trim narrows a span to leave out blanks at both ends.
func trim(text string, s corpus.Span) corpus.Span {
	in := s.Of(text)
	s.Start += len(in) - len(strings.TrimLeftFunc(in, unicode.IsSpace))
	s.End = s.Start + len(strings.TrimRightFunc(s.Of(text), unicode.IsSpace))
	return s
}
