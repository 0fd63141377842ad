package cite

import (
	"unicode/utf8"

	"locus/corpus"
)

// chicagoEntry follows the Manual's chapters 13 and 14. With dated the year
// follows the author (author-date), else it closes the facts of publication.
func chicagoEntry(w *corpus.Work, letter string, dated bool) string {
	title := titleAs(or(w.Title, "title"), w, ChicagoNote)
	if standsAlone(w) && shapeOf(w) != thesis {
		title = italic(title)
	} else {
		title = quoted(title, ".")
	}
	author := chicagoAuthors(w)
	source := chicagoSource(w, dated)
	address := link(w)
	if address != "" {
		address += "."
	} else if shapeOf(w) == webpage {
		address = or("", "url") + "."
	}
	if day := chicagoAccess(w); day != "" {
		address = list(" ", stop("Accessed "+day), address)
	}
	first := originally(w)
	if dated && first != "" {
		first = "(" + first + ") "
	}
	body := ""
	switch {
	case !dated:
		body = sentences(author, title, first, source)
	case author == "":
		body = sentences(title, first+year(w, letter, "n.d."), source)
	default:
		body = sentences(author, first+year(w, letter, "n.d."), title, source)
	}
	return list(" ", body, address)
}

// chicagoAccess is the day on which a page without a date was read (Manual 14.104).
func chicagoAccess(w *corpus.Work) string {
	if w.Year != nil || w.DOI != "" || w.URL == "" {
		return ""
	}
	return accessed(w, false, false)
}

// chicagoHelpers are who edited and translated, each a sentence (Manual 13.104).
func chicagoHelpers(w *corpus.Work) string {
	return sentences(spreadText(contributors(w, 6), capital)...)
}

func spreadText(in []string, as func(string) string) []string {
	out := make([]string, len(in))
	for i, s := range in {
		out[i] = as(s)
	}
	return out
}

func chicagoSource(w *corpus.Work, dated bool) string {
	container := italic(titleAs(or(w.Container, "container"), w, ChicagoNote))
	date := ""
	if !dated {
		date = year(w, "", "n.d.")
	}
	switch shapeOf(w) {
	case article:
		return sentences(chicagoHelpers(w), chicagoArticle(w, container, date))
	case chapter, entryOf:
		publisher := w.Publisher
		if shapeOf(w) == chapter || link(w) == "" {
			publisher = or(publisher, "publisher")
		}
		in := list(", ", "In "+container, list(", ", volumeOf(w), chicagoEditors(w)))
		return sentences(chicagoHelpers(w), list(", ", in, edition(w, "ed.")), list(", ", publisher, date))
	case thesis:
		return list(", ", capital(degree(w, ChicagoNote)), or(w.Publisher, "publisher"), date)
	case webpage:
		if chicagoAccess(w) != "" {
			date = ""
		}
		return sentences(titleAs(w.Container, w, ChicagoNote), differs(w.Publisher, w), date)
	case manuscript:
		if what := unpublished(w, ChicagoNote); what != "" {
			return list(", ", what, w.Publisher, date)
		}
		return list(", ", appeared(w), date)
	}
	return sentences(chicagoHelpers(w), list(". ", capital(volumeOf(w)), capital(edition(w, "ed."))), inSeries(w), numbered(w, "no."),
		list(", ", or(w.Publisher, "publisher"), date))
}

// chicagoArticle is "International Organization 46, no. 2 (1992): 391–425", or
// with the year elsewhere "46 (2): 391–425".
func chicagoArticle(w *corpus.Work, container, date string) string {
	out := container + " " + or(w.Volume, "volume")
	switch {
	case date == "" && w.Issue != "":
		out += " (" + w.Issue + ")"
	case date != "":
		out = list(", no. ", out, w.Issue) + " (" + date + ")"
	}
	pages := w.Pages
	if pages == "" {
		pages = articleNumber(w, "")
		switch {
		case pages == "" && w.DOI != "":
			return out
		case pages == "":
			pages = or("", "pages")
		}
	} else {
		pages = abbreviated(pages, ChicagoNote)
	}
	return out + ": " + pages
}

// chicagoAuthors inverts the first; up to six are listed, of more the first
// three (Manual 13.78).
func chicagoAuthors(w *corpus.Work) string {
	names, editing := creators(w)
	if len(names) == 0 {
		return ""
	}
	all := spread(names, func(i int, n corpus.Name) string {
		if i == 0 {
			return inverted(n, n.Given)
		}
		return displayed(n)
	})
	out := series(all, "and", true)
	switch {
	case len(all) > 6:
		out = list(", ", all[:3]...) + ", et al."
	case len(all) == 2:
		out = all[0] + ", and " + all[1]
	}
	if editing {
		return out + editorsWord(len(all), ", ed.", ", eds.")
	}
	return out
}

func chicagoEditors(w *corpus.Work) string {
	if len(w.Editors) == 0 {
		return ""
	}
	all := spread(w.Editors, func(_ int, n corpus.Name) string { return displayed(n) })
	if len(all) > 6 {
		return "edited by " + list(", ", all[:3]...) + ", et al."
	}
	return "edited by " + series(all, "and", true)
}

func capital(s string) string {
	if s == "" {
		return ""
	}
	_, size := utf8.DecodeRuneInString(s)
	return raise(s[:size]) + s[size:]
}
