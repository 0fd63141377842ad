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
	case corpus.TypeEssay:
		if w.Container == "" && w.URL == "" && w.DOI == "" && w.ISBN == "" && w.Place == "" {
			return manuscript
		}
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
// "n.d."), a day of access is asked for by Harvard alone; the others are shown as [missing: name] where the style prints them.
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
	need("type", w.Type == "" || w.Type == corpus.TypeRecord && s == manuscript)
	need("container", w.Container == "" && (s == article || s == chapter || s == entryOf ||
		s == manuscript && unpublished(w, APA) == "" && w.Type != "" && w.Type != corpus.TypeRecord))
	need("volume", w.Volume == "" && s == article)
	need("pages", w.Pages == "" && (s == article && w.DOI == "" && w.Number == "" || s == chapter))
	need("url", w.URL == "" && w.DOI == "" && s == webpage)
	need("accessed", w.Accessed == "" && w.Year == nil && w.DOI == "" && s == webpage)
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
		&t.DOI, &t.URL, &t.Publisher, &t.Place, &t.Edition, &t.Language, &t.Genre, &t.Number, &t.Series, &t.Accessed} {
		*f = line(*f)
	}
	t.Authors, t.Editors, t.Translators = tidyNames(w.Authors), tidyNames(w.Editors), tidyNames(w.Translators)
	if t.OriginalYear != nil && t.Year != nil && *t.OriginalYear == *t.Year {
		t.OriginalYear = nil
	}
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
