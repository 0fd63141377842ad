package cite

import "locus/corpus"

// Citer cites one work among the works of its list. What the others make
// necessary for it - the letter of 2012a, initials, a short title, a key of its own -
// is found once, so a Citer that is kept cites further passages of the work at the
// cost of writing the citation. It is safe for concurrent use.
type Citer struct {
	whole  *corpus.Work // tidy
	w      *corpus.Work // as the style leads its entry
	o      Options      // without Works
	letter string       // "a" of 2012a
	kin    kin
	key    string // "" for the forms that print none
}

// NewCiter prepares the citation of a work. The error is an *UnknownError.
func NewCiter(w *corpus.Work, o Options) (*Citer, error) {
	o, err := o.check()
	if err != nil {
		return nil, err
	}
	c := &Citer{whole: tidy(w), o: o}
	c.w = c.whole
	c.o.Works = nil
	works := related(o.Works, c.w)
	c.letter = letters(works, c.w, o.Style)
	c.kin = kinOf(works, c.w)
	switch o.Form {
	case Text, HTML, Markdown:
	default:
		c.key = keyAmong(works, c.w)
	}
	c.w = led(c.w, o.Style)
	return c, nil
}

// InText is the citation of a passage of the work, or with p nil of the work as a
// whole; see the function InText.
func (c *Citer) InText(p *corpus.Passage) (string, error) {
	of := &citation{Citer: c, p: p, at: placeOf(p), origin: originOf(p)}
	switch c.o.Form {
	case BibTeX, RIS, CSLJSON:
		return c.Entry()
	case Pandoc, BibLaTeX, LaTeX, Typst:
		return of.command(), nil
	}
	if c.o.Quote && p != nil {
		return of.quotation(), nil
	}
	return render(of.whole(), c.o.Form), nil
}

// Entry is the work's entry in the reference list; see the function Entry.
func (c *Citer) Entry() (string, error) {
	if f, ok := recordOf(c.o.Form); ok {
		return export([]corpus.Work{*c.whole}, []string{c.key}, f)
	}
	return render(entry(c.w, c.o.Style, c.letter, ""), c.o.Form), nil
}
