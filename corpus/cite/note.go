package cite

import "locus/corpus"

// note is the full note of Chicago's notes and bibliography: what a first
// footnote has. A secondary source stands before it (Manual 14.160).
func (c *citation) note() string {
	n := c.fullNote()
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
	switch shapeOf(w) {
	case article:
		vol := list(", no. ", or(w.Volume, "volume"), w.Issue)
		where := container + " " + vol + " (" + year(w, "", "n.d.") + ")"
		if loc != "" && c.at.page != "" {
			where += ": " + loc
		} else {
			where = list(", ", where, loc)
		}
		return list(", ", comma(author, quoted(title, ","))+" "+where, link(w))
	case chapter, entryOf:
		in := "in " + list(", ", container, noteEditors(w), edition(w, "ed."), volumeOf(w))
		if shapeOf(w) == entryOf && w.Publisher == "" {
			pub = year(w, "", "n.d.")
		}
		return list(", ", comma(author, quoted(title, ","))+" "+in+" ("+pub+")", loc, link(w))
	case thesis:
		return list(", ", comma(author, quoted(title, ""))+" (thesis, "+pub+")", loc, link(w))
	case webpage:
		site := list(", ", w.Container, differs(w.Publisher, w))
		return list(", ", list(" ", comma(author, quoted(title, ",")), site), year(w, "", "n.d."), loc, or(link(w), "url"))
	case manuscript:
		return list(", ", comma(author, quoted(title, ","))+" "+or("", "container"), year(w, "", "n.d."), loc)
	}
	return list(", ", list(", ", author, italic(title), edition(w, "ed."), volumeOf(w))+" ("+pub+")", loc, link(w))
}

// noteNames are the authors in their natural order; three or more become the
// first and "et al."
func noteNames(w *corpus.Work) string {
	names, editing := creators(w)
	if len(names) == 0 {
		return ""
	}
	all := spread(names, func(_ int, n corpus.Name) string { return n.Display() })
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
	all := spread(w.Editors, func(_ int, n corpus.Name) string { return n.Display() })
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
	if len(w.Authors) == 1 && plainKey(w.Authors[0].Display()) == plainKey(publisher) {
		return ""
	}
	return publisher
}
