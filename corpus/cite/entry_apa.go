package cite

import (
	"slices"

	"locus/corpus"
)

// apaEntry follows the Publication Manual, chapters 9 and 10.
func apaEntry(w *corpus.Work, letter string) string {
	title := titleAs(or(w.Title, "title"), w, APA)
	date := "(" + year(w, letter, "n.d.") + ")"
	if standsAlone(w) || shapeOf(w) == webpage || shapeOf(w) == manuscript {
		title = italic(title)
	}
	if shapeOf(w) == book || shapeOf(w) == report {
		title = list(" ", title, bracketed(list("; ", apaContributors(w), list(", ", capital(edition(w, "ed.")), apaVolume(w), apaNumber(w)))), apaKind(w))
	} else {
		title = list(" ", title, bracketed(apaContributors(w)))
	}
	if shapeOf(w) == thesis {
		title += " [" + degree(w, APA) + ", " + or(w.Publisher, "publisher") + "]"
	}
	if what := unpublished(w, APA); what != "" {
		title += " [" + what + "]"
	}
	parts := []string{title, apaSource(w), apaAddress(w)}
	if author := apaAuthors(w); author != "" {
		parts[0] = stop(author) + " " + date
		parts = slices.Insert(parts, 1, title)
	} else {
		parts[0] = stop(title) + " " + date
	}
	out := sentences(parts...)
	if w.OriginalYear != nil {
		out += " (Original work published " + originally(w) + ")"
	}
	return out
}

// apaNumber is "Report No. 12" (Publication Manual 10.4).
func apaNumber(w *corpus.Work) string {
	if w.Number == "" {
		return ""
	}
	return headline(numbered(w, "No."), false, APA)
}

// apaKind describes a report without a number: "[Working paper]".
func apaKind(w *corpus.Work) string {
	if kind := numbered(w, ""); kind != "" && w.Number == "" {
		return "[" + kind + "]"
	}
	return ""
}

// apaAddress is the work's address, with the day on which a page that has no
// date was read (Publication Manual 9.16).
func apaAddress(w *corpus.Work) string {
	address := link(w)
	if day := accessed(w, false, false); day != "" && w.Year == nil && w.DOI == "" && address != "" {
		return "Retrieved " + day + ", from " + address
	}
	return address
}

// apaSource is where the work appeared.
func apaSource(w *corpus.Work) string {
	container := titleAs(or(w.Container, "container"), w, APA)
	switch shapeOf(w) {
	case article:
		vol := italic(or(w.Volume, "volume"))
		if w.Issue != "" {
			vol += "(" + w.Issue + ")"
		}
		pages := dashed(w.Pages)
		if pages == "" {
			pages = articleNumber(w, "Article ")
		}
		if pages == "" && w.DOI == "" {
			pages = or("", "pages")
		}
		return list(", ", italic(container), vol, pages)
	case chapter, entryOf:
		pages := dashed(w.Pages)
		if pages == "" && shapeOf(w) == chapter {
			pages = or("", "pages")
		}
		if pages != "" {
			pages = pagesWord(pages) + pages
		}
		in := list(" ", italic(container), bracketed(list(", ", capital(edition(w, "ed.")), apaVolume(w), pages)))
		publisher := w.Publisher
		if shapeOf(w) == chapter || link(w) == "" {
			publisher = or(publisher, "publisher")
		}
		return sentences("In "+list(", ", apaEditors(w), in), publisher)
	case thesis:
		return ""
	case webpage:
		site := differs(list(", ", w.Container, w.Publisher), w)
		if link(w) == "" {
			return sentences(site, or("", "url"))
		}
		return site
	case manuscript:
		if unpublished(w, APA) != "" {
			return w.Publisher
		}
		return appeared(w)
	}
	return differs(or(w.Publisher, "publisher"), w)
}

// apaAuthors lists up to twenty authors; of more the first nineteen and the
// last (Publication Manual 9.8). Bodies stand whole.
func apaAuthors(w *corpus.Work) string {
	names, editing := creators(w)
	all := spread(names, func(_ int, n corpus.Name) string { return inverted(n, initials(n.Given, " ")) })
	var out string
	switch {
	case len(all) > 20:
		out = list(", ", append(all[:19:19], ". . . "+all[len(all)-1])...)
	case len(all) == 2:
		out = all[0] + ", & " + all[1]
	default:
		out = series(all, "&", true)
	}
	if !editing {
		return out
	}
	return out + editorsWord(len(all), " (Ed.)", " (Eds.)")
}

func apaEditors(w *corpus.Work) string {
	if len(w.Editors) == 0 {
		return ""
	}
	all := spread(w.Editors, func(_ int, n corpus.Name) string {
		return list(" ", initials(n.Given, " "), n.Family)
	})
	return series(all, "&", true) + editorsWord(len(all), " (Ed.)", " (Eds.)")
}

func editorsWord(n int, one, many string) string {
	if n > 1 {
		return many
	}
	return one
}

func apaVolume(w *corpus.Work) string {
	if w.Volume == "" {
		return ""
	}
	return "Vol. " + w.Volume
}

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

// pagesWord is "p. " or "pp. " before the pages of a part.
func pagesWord(pages string) string {
	for _, r := range pages {
		if r == '–' || r == ',' {
			return "pp. "
		}
	}
	if pages == or("", "pages") {
		return "pp. "
	}
	return "p. "
}
