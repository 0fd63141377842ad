package cite

import "locus/corpus"

// harvardEntry follows Cite Them Right. The place of publication is printed
// where it is known.
func harvardEntry(w *corpus.Work, letter string) string {
	title := titleAs(or(w.Title, "title"), w, Harvard)
	date := "(" + year(w, letter, "no date") + ")"
	where := harvardSource(w)
	if address := link(w); address != "" {
		where = list(" ", where, "Available at: "+address+".")
	} else if shapeOf(w) == webpage {
		where = list(" ", where, "Available at: "+or("", "url")+".")
	}
	part := false
	switch shapeOf(w) {
	case article, chapter, entryOf, manuscript:
		part = true
		title = "‘" + outer(title) + "’"
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

func harvardSource(w *corpus.Work) string {
	container := italic(titleAs(or(w.Container, "container"), w, Harvard))
	house := list(": ", w.Place, or(w.Publisher, "publisher"))
	pages := dashed(w.Pages)
	switch shapeOf(w) {
	case article:
		if pages == "" && w.DOI == "" {
			pages = or("", "pages")
		}
		if pages != "" {
			pages = pagesWord(pages) + pages
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
		return sentences(in, edition(w, "edn"), volumeTitle(w), list(", ", house, pages))
	case thesis:
		return sentences("Thesis", or(w.Publisher, "publisher"))
	case webpage:
		return sentences(italic(w.Container), differs(w.Publisher, w))
	case manuscript:
		return stop(or("", "container"))
	}
	return sentences(edition(w, "edn"), volumeTitle(w), house)
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
