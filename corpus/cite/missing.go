package cite

import (
	"strconv"
	"strings"

	"locus/corpus"
)

// shape is the pattern of a reference list that a work follows.
type shape int

const (
	article    shape = iota // in a journal
	chapter                 // in a book
	entryOf                 // in an encyclopedia
	book                    // on its own
	report                  // by a body
	thesis                  // at a university
	webpage                 // on a site
	manuscript              // nothing known of where it appeared
)

// shapeOf goes by the work's type; a paper, an essay and a work of no known
// type go by the fields that are there.
func shapeOf(w *corpus.Work) shape {
	serial := w.Container != "" && (w.Volume != "" || w.Issue != "" || w.ISSN != "")
	switch w.Type {
	case corpus.TypeArticle:
		return article
	case corpus.TypeChapter:
		return chapter
	case corpus.TypeEncyclopedia:
		return entryOf
	case corpus.TypeBook:
		return book
	case corpus.TypeReport:
		return report
	case corpus.TypeThesis:
		return thesis
	case corpus.TypeWebpage:
		return webpage
	case corpus.TypePaper:
		if w.Container != "" && w.Publisher == "" {
			return article
		}
	}
	switch {
	case serial:
		return article
	case w.Container != "":
		return chapter
	case w.Publisher != "" && (w.ISBN != "" || w.Place != ""):
		return book
	case w.Publisher != "":
		return report
	case w.URL != "":
		return webpage
	}
	return manuscript
}

// Missing lists, by their JSON names and in the order of the record, the fields
// that a full reference of a work of this type needs and that the record lacks.
// A missing author or year has its printed form in each style (title first,
// "n.d."); the others are shown as [missing: name] where the style prints them.
func Missing(w *corpus.Work) []string {
	var out []string
	need := func(name string, lacking bool) {
		if lacking {
			out = append(out, name)
		}
	}
	s := shapeOf(w)
	names, _ := creators(w)
	need("title", w.Title == "")
	need("authors", len(names) == 0 && s != entryOf && s != webpage)
	need("year", w.Year == nil)
	need("type", w.Type == "")
	need("container", w.Container == "" && (s == article || s == chapter || s == entryOf || s == manuscript))
	need("volume", w.Volume == "" && s == article)
	need("pages", w.Pages == "" && (s == article && w.DOI == "" || s == chapter))
	need("url", w.URL == "" && w.DOI == "" && s == webpage)
	need("publisher", w.Publisher == "" && (s == chapter || s == book || s == report || s == thesis ||
		s == entryOf && w.URL == "" && w.DOI == ""))
	return out
}

// or is the field's value, or the sign that it is missing.
func or(value, name string) string {
	if value != "" {
		return value
	}
	return "[missing: " + name + "]"
}

// tidy is a copy of the work whose fields hold one line each, without control
// characters; names without letters are dropped.
func tidy(w *corpus.Work) *corpus.Work {
	t := *w
	for _, f := range []*string{&t.Title, &t.Type, &t.Container, &t.Volume, &t.Issue, &t.Pages, &t.ISSN, &t.ISBN,
		&t.DOI, &t.URL, &t.Publisher, &t.Place, &t.Edition, &t.Language} {
		*f = line(*f)
	}
	t.Authors, t.Editors = tidyNames(w.Authors), tidyNames(w.Editors)
	t.Title = strings.TrimSuffix(t.Title, ".")
	return &t
}

func tidyNames(in []corpus.Name) []corpus.Name {
	var out []corpus.Name
	for _, n := range in {
		n = corpus.Name{Family: line(n.Family), Given: line(n.Given)}
		if n.Family == "" {
			n.Family, n.Given = n.Given, ""
		}
		if n.Family != "" {
			out = append(out, n)
		}
	}
	return out
}

// year is the work's year with the letter that tells it from others of the
// same year; none is what the style prints where there is no year.
func year(w *corpus.Work, letter, none string) string {
	if w.Year == nil {
		if letter != "" && none != "" {
			return none + "-" + letter
		}
		return none
	}
	return strconv.Itoa(*w.Year) + letter
}

// link is the work's DOI as an address, else its URL.
func link(w *corpus.Work) string {
	if w.DOI != "" {
		return "https://doi.org/" + bareDOI(w.DOI)
	}
	return w.URL
}

// bareDOI is the DOI without the address or the label people write before it.
func bareDOI(s string) string {
	for _, head := range []string{"https://", "http://", "dx.doi.org/", "doi.org/", "doi:", "DOI:", "DOI "} {
		s = strings.TrimSpace(strings.TrimPrefix(s, head))
	}
	return s
}
