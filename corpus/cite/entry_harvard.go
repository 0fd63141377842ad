package cite

import "locus/corpus"

// harvardEntry follows Cite Them Right. The place of publication is printed
// where it is known.
func harvardEntry(w *corpus.Work, letter string) string {
	title := titleAs(or(w.Title, "title"), w, Harvard)
	date := "(" + dates(w, letter, "no date", Harvard) + ")"
	where := harvardSource(w)
	if w.OriginalYear != nil && !reprint(w) {
		where = list(" ", where, "First published "+originally(w)+".")
	}
	if address := link(w); address != "" || shapeOf(w) == webpage {
		where = list(" ", where, "Available at: "+list(" ", or(address, "url"), harvardRead(w))+".")
	}
	part := false
	switch shapeOf(w) {
	case article, chapter, entryOf, manuscript:
		part = unpublished(w, Harvard) == ""
		title = "‘" + outer(title) + "’"
		if len(w.Translators) > 0 {
			title = list(", ", append([]string{title}, contributors(w, 3)...)...)
		}
	default:
		title = italic(title)
	}
	author := harvardAuthors(w)
	head := list(" ", author, date, title)
	if author == "" {
		head = list(" ", title, date)
	}
	if part {
		return list(", ", head, where)
	}
	return sentences(head, where)
}

// harvardRead is "(Accessed: 17 May 2024)", which Cite Them Right asks for with
// every address that is no DOI; for a page without a date it is shown as missing.
func harvardRead(w *corpus.Work) string {
	day := accessed(w, true, false)
	switch {
	case w.DOI != "":
		return ""
	case day == "" && (shapeOf(w) != webpage || w.Year != nil):
		return ""
	}
	return "(Accessed: " + or(day, "accessed") + ")"
}

func harvardSource(w *corpus.Work) string {
	container := italic(titleAs(or(w.Container, "container"), w, Harvard))
	house := list(": ", w.Place, or(w.Publisher, "publisher"))
	pages := dashed(w.Pages)
	switch shapeOf(w) {
	case article:
		switch {
		case pages != "":
			pages = pagesWord(pages) + pages
		case w.Number != "":
			pages = articleNumber(w, "article ")
		case w.DOI == "":
			pages = "pp. " + or("", "pages")
		}
		vol := or(w.Volume, "volume")
		if w.Issue != "" {
			vol += "(" + w.Issue + ")"
		}
		return stop(list(", ", container, vol, pages))
	case chapter, entryOf:
		if pages == "" && shapeOf(w) == chapter {
			pages = or("", "pages")
		}
		if pages != "" {
			pages = pagesWord(pages) + pages
		}
		if shapeOf(w) == entryOf && w.Publisher == "" && link(w) != "" {
			house = ""
		}
		in := "in " + list(" ", harvardEditors(w), container)
		return sentences(in, capital(edition(w, "edn")), volumeTitle(w), list(", ", house, pages))
	case thesis:
		return sentences(degree(w, Harvard), or(w.Publisher, "publisher"))
	case webpage:
		return sentences(italic(w.Container), differs(w.Publisher, w))
	case manuscript:
		if what := unpublished(w, Harvard); what != "" {
			return sentences(what, w.Publisher)
		}
		return stop(appeared(w))
	}
	if reprint(w) {
		house = list(", ", "Reprint", house, year(w, "", ""))
	}
	return sentences(sentences(spreadText(contributors(w, 3), capital)...), capital(edition(w, "edn")), volumeTitle(w), numbered(w, "no."), house)
}

func volumeTitle(w *corpus.Work) string { return capital(volumeOf(w)) }

// harvardAuthors lists up to three; of four or more the first and "et al."
func harvardAuthors(w *corpus.Work) string {
	names, editing := creators(w)
	if len(names) == 0 {
		return ""
	}
	all := spread(names, func(_ int, n corpus.Name) string { return inverted(n, initials(n.Given, "")) })
	out := series(all, "and", false)
	if len(all) > 3 {
		out = all[0] + " " + italic("et al.")
	}
	if editing {
		return out + editorsWord(len(all), " (ed.)", " (eds)")
	}
	return out
}

func harvardEditors(w *corpus.Work) string {
	if len(w.Editors) == 0 {
		return ""
	}
	all := spread(w.Editors, func(_ int, n corpus.Name) string { return list(" ", initials(n.Given, ""), n.Family) })
	out := series(all, "and", false)
	if len(all) > 3 {
		out = all[0] + " " + italic("et al.")
	}
	return out + editorsWord(len(all), " (ed.)", " (eds)")
}
