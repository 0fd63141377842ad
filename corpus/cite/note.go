package cite

import "locus/corpus"

// note is the full note of Chicago's notes and bibliography: what a first
// footnote has. A secondary source stands before it (Manual 14.160).
func (c *citation) note() string {
	n := c.fullNote()
	if c.o.Short {
		n = c.shortNote()
	}
	if c.origin.who == "" {
		return stop(n)
	}
	return stop(list(", ", c.origin.who, c.via()+" "+n))
}

func (c *citation) fullNote() string {
	w := c.w
	loc := c.at.locator(ChicagoNote)
	author := noteNames(w)
	title := titleAs(or(w.Title, "title"), w, ChicagoNote)
	container := italic(titleAs(or(w.Container, "container"), w, ChicagoNote))
	pub := list(", ", or(w.Publisher, "publisher"), year(w, "", "n.d."))
	helpers := noteContributors(w)
	if w.OriginalYear != nil {
		pub = originally(w) + "; " + pub
	}
	switch shapeOf(w) {
	case article:
		vol := list(", no. ", or(w.Volume, "volume"), w.Issue)
		where := container + " " + vol + " (" + year(w, "", "n.d.") + ")"
		switch number := articleNumber(w, ""); {
		case number != "":
			where = list(", ", where+": "+number, loc)
		case loc != "" && c.at.page != "":
			where += ": " + loc
		default:
			where = list(", ", where, loc)
		}
		return list(", ", comma(author, quoted(title, ","))+" "+list(", ", helpers, where), link(w))
	case chapter, entryOf:
		in := list(", ", helpers, "in "+container, noteEditors(w), edition(w, "ed."), volumeOf(w))
		if shapeOf(w) == entryOf && w.Publisher == "" {
			pub = year(w, "", "n.d.")
		}
		return list(", ", comma(author, quoted(title, ","))+" "+in+" ("+pub+")", loc, link(w))
	case thesis:
		return list(", ", comma(author, quoted(title, ""))+" ("+degree(w, ChicagoNote)+", "+pub+")", loc, link(w))
	case webpage:
		site := list(", ", w.Container, differs(w.Publisher, w))
		date := year(w, "", "n.d.")
		if day := chicagoAccess(w); day != "" {
			date = "accessed " + day
		}
		return comma(author, quoted(title, ",")) + " " + list(", ", site, date, loc, or(link(w), "url"))
	case manuscript:
		if what := unpublished(w, ChicagoNote); what != "" {
			return list(", ", comma(author, quoted(title, ""))+" ("+list(", ", lower(what), w.Publisher, year(w, "", "n.d."))+")", loc)
		}
		return comma(author, quoted(title, ",")) + " " + list(", ", appeared(w), year(w, "", "n.d."), loc)
	}
	return list(", ", list(", ", author, italic(title), helpers, edition(w, "ed."), volumeOf(w), inSeries(w), numbered(w, "no."))+" ("+pub+")", loc, link(w))
}

// shortNote is the form of every note after the first: family names, a short
// title, the place (Manual 13.32 to 13.36).
func (c *citation) shortNote() string {
	names, _ := creators(c.w)
	fam := spread(names, func(_ int, n corpus.Name) string { return familyOf(n) })
	who := series(fam, "and", true)
	if len(fam) > 2 {
		who = fam[0] + " et al."
	}
	if c.kin.clash && len(names) == 1 {
		who = displayed(names[0])
	}
	title, _ := shortened(titleAs(or(c.w.Title, "title"), c.w, ChicagoNote), true)
	if standsAlone(c.w) && shapeOf(c.w) != thesis {
		title = italic(title)
	} else {
		title = quoted(title, "")
	}
	return comma(list(", ", who, title), c.at.locator(ChicagoNote))
}

// noteNames are the authors in their natural order; three or more become the
// first and "et al."
func noteNames(w *corpus.Work) string {
	names, editing := creators(w)
	if len(names) == 0 {
		return ""
	}
	all := spread(names, func(_ int, n corpus.Name) string { return displayed(n) })
	out := series(all, "and", true)
	if len(all) > 2 {
		out = all[0] + " et al."
	}
	if editing {
		if len(all) > 1 {
			return out + ", eds."
		}
		return out + ", ed."
	}
	return out
}

func noteEditors(w *corpus.Work) string {
	if len(w.Editors) == 0 {
		return ""
	}
	all := spread(w.Editors, func(_ int, n corpus.Name) string { return displayed(n) })
	if len(all) > 2 {
		return "ed. " + all[0] + " et al."
	}
	return "ed. " + series(all, "and", true)
}

// volumeOf is the volume of a book of several.
func volumeOf(w *corpus.Work) string {
	if w.Volume == "" {
		return ""
	}
	return "vol. " + w.Volume
}

// differs is a publisher, unless the work's author is the same body.
func differs(publisher string, w *corpus.Work) string {
	if len(w.Authors) == 1 && plainKey(displayed(w.Authors[0])) == plainKey(publisher) {
		return ""
	}
	return publisher
}
