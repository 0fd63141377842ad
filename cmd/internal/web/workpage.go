package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"locus/corpus"
	"locus/corpus/cite"
)

// workView is what a work's page shows.
type workView struct {
	corpus.Work
	Outline    []outlineView
	References []corpus.Reference
	Headings   int // how many there are
	Listed     int // how many entries its list has
	Missing    []string
	Record     []recordView
}

// recordView is a field of a work's record: its name for people, its value, and
// where the value came from ("" where that is not kept).
type recordView struct {
	Name, Value string
	By          corpus.Basis
}

// recordOf are the fields that a work has, in the order of a reference.
func recordOf(w *corpus.Work) []recordView {
	var out []recordView
	add := func(field, name, value string) {
		if value != "" {
			out = append(out, recordView{Name: name, Value: value, By: w.Stated[field]})
		}
	}
	add("authors", "Authors", names(w.Authors))
	add("editors", "Editors", names(w.Editors))
	add("translators", "Translators", names(w.Translators))
	if w.Year != nil {
		add("year", "Year", strconv.Itoa(*w.Year))
	}
	if w.OriginalYear != nil {
		add("original_year", "First published", strconv.Itoa(*w.OriginalYear))
	}
	for _, f := range []struct{ field, name, value string }{
		{"type", "Type", w.Type}, {"genre", "Genre", w.Genre}, {"container", "In", w.Container}, {"series", "Series", w.Series},
		{"volume", "Volume", w.Volume}, {"issue", "Issue", w.Issue}, {"number", "Number", w.Number}, {"pages", "Pages", w.Pages},
		{"edition", "Edition", w.Edition}, {"publisher", "Publisher", w.Publisher}, {"place", "Place", w.Place}, {"doi", "DOI", w.DOI},
		{"isbn", "ISBN", w.ISBN}, {"issn", "ISSN", w.ISSN}, {"url", "Address", w.URL}, {"accessed", "Read on", w.Accessed},
		{"language", "Language", w.Language}, {"", "File", w.Source.File},
	} {
		add(f.field, f.name, f.value)
	}
	return out
}

// outlineView is a heading of a work with the address of its first passage. Deep
// is how far it is set in, from 1 to 6.
type outlineView struct {
	Heading, URL string
	Deep         int
	Passages     int
}

// workPage shows a work's record, its outline and the list of what it cites.
func (s *server) workPage(w http.ResponseWriter, r *http.Request) {
	if p := unknownParameter(r.URL.Query(), nil); p != nil {
		s.refuse(w, r, p)
		return
	}
	doc, err := s.Library.Document(corpus.WorkID(r.PathValue("id")))
	if err != nil {
		s.refuse(w, r, s.fail(r.Context(), err))
		return
	}
	headings := outlineOf(doc)
	s.render(w, r, http.StatusOK, "work.html", workView{Work: doc.Work, Missing: cite.Missing(&doc.Work), Record: recordOf(&doc.Work),
		Outline: headings[:min(len(headings), mostHeadings)], Headings: len(headings),
		References: doc.References[:min(len(doc.References), mostReferences)], Listed: len(doc.References)})
}

// The most that a work's page shows, so that it stays small; it says how many more
// there are.
const (
	mostHeadings   = 150
	mostReferences = 60
)

// outlineOf are the headings of a work, in the order of the text.
func outlineOf(doc *corpus.Document) []outlineView {
	var out []outlineView
	for _, part := range doc.Parts {
		if part.Kind != corpus.PartSection {
			continue
		}
		o := outlineView{Heading: part.Name, Deep: min(max(part.Level, 1), 6)}
		at, _ := slices.BinarySearchFunc(doc.Passages, part.Span.Start, func(p corpus.Passage, at int) int { return p.Span.Start - at })
		for _, p := range doc.Passages[at:] {
			if p.Span.Start >= part.Span.End {
				break
			}
			if o.Passages++; o.URL == "" {
				o.URL = "/p/" + url.PathEscape(string(p.ID))
			}
		}
		out = append(out, o)
	}
	return out
}

// worksView is what the page of works shows.
type worksView struct {
	Like           string
	Works          []corpus.Work
	Total          int
	From, To       int
	Previous, Next string
}

// worksOfAPage is how many works the page lists at one time.
const worksOfAPage = 100

// worksPage lists the works, those with all the words of "like" in id, title or
// authors, a page at a time.
func (s *server) worksPage(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	skip := 0
	err := number(v, "skip", &skip)
	if p := unknownParameter(v, []string{"like", "skip"}); p != nil {
		err = p
	}
	var all []corpus.Work
	if err == nil {
		all, err = s.Library.Works()
	}
	if err != nil {
		s.refuse(w, r, s.fail(r.Context(), err))
		return
	}
	view := worksView{Like: v.Get("like")}
	wanted := strings.Fields(strings.ToLower(view.Like))
	for i := range all {
		if !like(&all[i], wanted) {
			continue
		}
		if view.Total >= skip && len(view.Works) < worksOfAPage {
			view.Works = append(view.Works, all[i])
		}
		view.Total++
	}
	at := func(skip int) string {
		c := url.Values{}
		if view.Like != "" {
			c.Set("like", view.Like)
		}
		if skip > 0 {
			c.Set("skip", strconv.Itoa(skip))
		}
		return strings.TrimSuffix("/works?"+c.Encode(), "?")
	}
	view.From, view.To = skip+1, skip+len(view.Works)
	if skip > 0 {
		view.Previous = at(max(0, skip-worksOfAPage))
	}
	if len(view.Works) > 0 && view.To < view.Total {
		view.Next = at(view.To)
	}
	s.render(w, r, http.StatusOK, "works.html", view)
}

// like reports whether a work's id, title and authors have all the words, in
// lower case, each as a part of a word.
func like(w *corpus.Work, wanted []string) bool {
	text := strings.ToLower(string(w.ID) + " " + w.Title + " " + names(w.Authors))
	return !slices.ContainsFunc(wanted, func(word string) bool { return !strings.Contains(text, word) })
}
