package web

import (
	"net/url"
	"slices"

	"locus/corpus"
	"locus/query"
)

// facetView is a field with its values as links.
type facetView struct {
	Name  string
	First []facetLink // the most frequent
	Rest  []facetLink
	More  int // values that have no room on the page
}

// facetLink is a value. URL is "" where the question is too long to be in links.
type facetLink struct {
	Label, URL string
	Count      int
	Chosen     bool
}

// The number of a facet's values that are always in sight, and the bytes of a
// page that all other values may take.
const (
	facetLinks = 8
	facetRoom  = 14 << 10
)

// facets turns an answer's counts into links. A link narrows to its value
// alone, so what it finds is what it counts; a chosen value's link lets go of it.
func (s *server) facets(v url.Values, a *query.Answer) []facetView {
	linked := !wordy(v)
	room := facetRoom
	var out []facetView
	for _, f := range []corpus.Field{corpus.FieldTheory, corpus.FieldAuthor, corpus.FieldPerson, corpus.FieldWork, corpus.FieldType, corpus.FieldYear} {
		view := facetView{Name: string(f)}
		for i, c := range a.Facets[f] {
			link := facetLink{Label: s.valueLabel(f, c.Value, i < facetLinks), Count: c.Count, Chosen: slices.Contains(v[string(f)], c.Value)}
			switch {
			case link.Chosen:
				link.URL = without(v, string(f), c.Value)
			case linked:
				link.URL = with(v, string(f), c.Value)
			}
			if i < facetLinks {
				view.First = append(view.First, link)
				continue
			}
			if room -= 70 + len(link.URL) + len(link.Label); room < 0 {
				view.More = len(a.Facets[f]) - i
				break
			}
			view.Rest = append(view.Rest, link)
		}
		if len(view.First) > 0 {
			out = append(out, view)
		}
	}
	return out
}

// valueLabel is a facet's value in words: a theory's label, a work's title where
// it is in sight, else the value.
func (s *server) valueLabel(f corpus.Field, value string, inSight bool) string {
	switch {
	case f == corpus.FieldTheory:
		return s.label(corpus.TheoryID(value))
	case f == corpus.FieldWork && inSight:
		return shortened(s.titleOf(value), 70)
	}
	return value
}

// longLink is the length in bytes from which on a question is not repeated in
// every link of a page, for the page's sake.
const longLink = 300

// wordy reports whether a question is too long for that.
func wordy(v url.Values) bool { return len(v.Encode()) > longLink }
