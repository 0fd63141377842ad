package cite

import (
	"locus/corpus"
)

// InText is the citation of a passage for the running text, as the style and
// the form have it; chicago-note gives the full note. With p nil it cites the
// work as a whole. Words that the passage quotes or reports from somebody are
// cited in the secondary form ("as cited in"), with the original's year where
// the passage's own citation is resolved. The record forms (BibTeX, RIS, CSL-JSON)
// give the work's record, without the pinpoint. The error is an *UnknownError.
func InText(w *corpus.Work, p *corpus.Passage, o Options) (string, error) {
	c, err := NewCiter(w, o)
	if err != nil {
		return "", err
	}
	return c.InText(p)
}

// citation is one work cited at one place among the other works of a list.
type citation struct {
	*Citer
	p      *corpus.Passage
	at     place
	origin origin
}

// whole is the citation with its brackets, or the sentence form.
func (c *citation) whole() string {
	if c.o.Style == ChicagoNote {
		return c.note()
	}
	if c.o.Narrative {
		return c.narrative()
	}
	return "(" + c.inside() + ")"
}

// inside is what stands between the brackets.
func (c *citation) inside() string {
	loc := c.at.locator(c.o.Style)
	own := ""
	switch c.o.Style {
	case MLA:
		own = c.mlaName()
		switch {
		case loc == "":
		case c.at.page != "":
			own += " " + loc
		default:
			own = comma(own, loc)
		}
	case ChicagoAuthorDate:
		own = comma(c.nameYear(), loc)
	case APA:
		own = list(", ", comma(c.name("&"), c.year()), loc)
	default:
		own = list(", ", c.name("&"), c.year(), loc)
	}
	if c.origin.who == "" {
		return own
	}
	return list(", ", c.original(), c.via()+" "+own)
}

// narrative is "Waltz (1979, p. 118)".
func (c *citation) narrative() string {
	loc := c.at.locator(c.o.Style)
	name := c.name("and")
	brackets := list(", ", c.year(), loc)
	switch c.o.Style {
	case MLA:
		name, brackets = c.name("and"), loc
		if c.kin.several {
			brackets = list(" ", c.shortTitle(), loc)
		}
	case ChicagoAuthorDate:
		brackets = list(", ", c.year(), loc)
	}
	if c.origin.who != "" {
		if c.o.Style == MLA {
			return c.origin.who + " (" + c.via() + " " + comma2(c.mlaName(), loc, c.at.page != "") + ")"
		}
		inner := list(", ", c.name("&"), brackets)
		if c.o.Style == ChicagoAuthorDate {
			inner = comma(c.nameYear(), loc)
		}
		return c.origin.who + " (" + list(", ", c.origin.year, c.via()+" "+inner) + ")"
	}
	if brackets == "" {
		return name
	}
	return name + " (" + brackets + ")"
}

// comma2 joins a name and a locator: a bare page follows with a blank.
func comma2(name, loc string, bare bool) string {
	if bare {
		return name + " " + loc
	}
	return comma(name, loc)
}

// nameYear is "Waltz 1979"; before "n.d." stands a comma (Manual 14.104).
func (c *citation) nameYear() string {
	if c.w.Year == nil {
		return comma(c.name("and"), c.year())
	}
	return c.name("and") + " " + c.year()
}

// year is what the style puts for the year in the text.
func (c *citation) year() string {
	switch c.o.Style {
	case MLA, ChicagoNote:
		return year(c.w, "", "")
	case Harvard:
		return dates(c.w, c.letter, "no date", Harvard)
	}
	return dates(c.w, c.letter, "n.d.", c.o.Style)
}

// name is the authors for the text: "Buzan", "Buzan & Wæver", "Buzan et al.";
// and is the word between two. Without authors it is the title.
func (c *citation) name(and string) string {
	names, _ := creators(c.w)
	if len(names) == 0 {
		return c.shortTitle()
	}
	if c.o.Style != APA {
		and = "and"
	}
	fam := spread(names, func(i int, n corpus.Name) string {
		if i == 0 && c.kin.clash && n.Given != "" {
			if c.o.Style == Harvard {
				return initials(n.Given, "") + " " + n.Family
			}
			return initials(n.Given, " ") + " " + n.Family
		}
		return familyOf(n)
	})
	most, etAl := 2, "et al."
	if c.o.Style == Harvard {
		most, etAl = 3, italic(etAl)
	}
	if len(fam) > most {
		if c.kin.told > 1 && c.kin.told < len(fam) && c.o.Style != MLA {
			return list(", ", append(fam[:c.kin.told:c.kin.told], etAl)...)
		}
		return fam[0] + " " + etAl
	}
	return series(fam, and, false)
}

// mlaName is the name, with a short title where the list has other works of
// the same authors.
func (c *citation) mlaName() string {
	name := c.name("and")
	if names, _ := creators(c.w); c.kin.several && len(names) > 0 {
		return name + ", " + c.shortTitle()
	}
	return name
}

// shortTitle stands for an author or beside one: in italics for a work of its
// own, between quotation marks for a part of one.
func (c *citation) shortTitle() string {
	title := c.w.Title
	if title == "" {
		return or("", "title")
	}
	short := titleAs(title, c.w, c.o.Style)
	if !c.kin.alike {
		short, _ = shortened(short, c.o.Style == MLA)
	}
	if c.o.Style == APA && english(title, c.w.Language) {
		short = headline(short, false, APA)
	}
	if c.o.Style == Harvard || standsAlone(c.w) {
		return italic(short)
	}
	return "“" + inner(short) + "”"
}

// standsAlone reports whether a work's title is printed in italics.
func standsAlone(w *corpus.Work) bool {
	switch shapeOf(w) {
	case book, report, thesis:
		return true
	}
	return false
}
