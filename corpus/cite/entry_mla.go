package cite

import (
	"strings"

	"locus/corpus"
)

// mlaEntry follows the MLA Handbook's template of core elements: author, title
// of source, container, contributor, version, number, publisher, date, location.
func mlaEntry(w *corpus.Work, same string) string {
	author := mlaAuthors(w)
	if same != "" {
		author = same
	}
	title := titleAs(or(w.Title, "title"), w, MLA)
	if standsAlone(w) {
		title = italic(title)
	} else {
		title = quoted(title, ".")
	}
	location := link(w)
	if shapeOf(w) == webpage {
		location = or(location, "url")
	}
	read := ""
	if day := accessed(w, true, true); day != "" && w.Year == nil && w.DOI == "" {
		read = "Accessed " + day
	}
	switch what := unpublished(w, MLA); {
	case shapeOf(w) == thesis:
		return sentences(author, title, year(w, "", ""), list(", ", school(or(w.Publisher, "publisher")), degree(w, MLA)), closed(location))
	case what != "" && w.Publisher != "":
		return sentences(author, title, year(w, "", ""), list(", ", school(w.Publisher), lower(what)))
	case what != "":
		return sentences(author, title, year(w, "", ""), what)
	}
	helpers := ""
	if s := shapeOf(w); s != book && s != report {
		helpers = capital(list(", ", contributors(w, 2)...))
	}
	return sentences(author, title, originally(w), helpers, closed(capital(list(", ", mlaSource(w), location))), read)
}

// closed is a text with a full stop, also where it ends with an address.
func closed(s string) string {
	if s == "" || strings.HasSuffix(s, ".") {
		return s
	}
	return s + "."
}

func mlaSource(w *corpus.Work) string {
	container := italic(titleAs(or(w.Container, "container"), w, MLA))
	number := func(word, n string) string {
		if n == "" {
			return ""
		}
		return word + " " + n
	}
	pages := ""
	if w.Pages != "" {
		pages = abbreviated(w.Pages, MLA)
		pages = pagesWord(pages) + pages
	}
	switch shapeOf(w) {
	case article:
		if pages == "" {
			pages = articleNumber(w, "article ")
		}
		if pages == "" && w.DOI == "" {
			pages = "pp. " + or("", "pages")
		}
		return list(", ", container, number("vol.", or(w.Volume, "volume")), number("no.", w.Issue), year(w, "", ""), pages)
	case chapter, entryOf:
		publisher := university(w.Publisher)
		if shapeOf(w) == chapter {
			publisher = or(publisher, "publisher")
			if pages == "" {
				pages = "pp. " + or("", "pages")
			}
		} else if link(w) == "" {
			publisher = or(publisher, "publisher")
		}
		return list(", ", container, mlaEditors(w), edition(w, "ed."), number("vol.", w.Volume), publisher, year(w, "", ""), pages)
	case webpage:
		return list(", ", italic(titleAs(w.Container, w, MLA)), differs(w.Publisher, w), year(w, "", ""))
	case manuscript:
		return list(", ", appeared(w), year(w, "", ""))
	}
	return list(", ", list(", ", contributors(w, 2)...), edition(w, "ed."), number("vol.", w.Volume), numbered(w, "no."),
		university(or(w.Publisher, "publisher")), year(w, "", ""))
}

// university shortens "University Press" as the Handbook does (5.55).
func university(publisher string) string {
	p := strings.ReplaceAll(publisher, "University Press", "UP")
	if strings.HasPrefix(p, "University of ") && strings.HasSuffix(p, " Press") {
		return "U of " + strings.TrimSuffix(strings.TrimPrefix(p, "University of "), " Press") + " P"
	}
	return p
}

// school shortens a university's name, as entries of theses have it.
func school(name string) string {
	if strings.HasPrefix(name, "University of ") {
		return "U of " + strings.TrimPrefix(name, "University of ")
	}
	if strings.HasSuffix(name, " University") {
		return strings.TrimSuffix(name, "niversity")
	}
	return name
}

// mlaAuthors inverts the first of one or two; three or more are the first and
// "et al."
func mlaAuthors(w *corpus.Work) string {
	names, editing := creators(w)
	if len(names) == 0 {
		return ""
	}
	out := inverted(names[0], names[0].Given)
	switch {
	case len(names) == 2:
		out += ", and " + displayed(names[1])
	case len(names) > 2:
		out += ", et al."
	}
	if editing {
		return out + editorsWord(len(names), ", editor", ", editors")
	}
	return out
}

func mlaEditors(w *corpus.Work) string {
	if len(w.Editors) == 0 {
		return ""
	}
	all := spread(w.Editors, func(_ int, n corpus.Name) string { return displayed(n) })
	if len(all) > 2 {
		return "edited by " + all[0] + " et al."
	}
	return "edited by " + series(all, "and", true)
}
