package cite

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

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

// origin is whose words a passage quotes or reports.
type origin struct {
	who      string // family names, "" where the words are the author's own
	year     string // of the original, "" where its citation is not resolved
	each     []said // where several wrote apart, instead of the year
	reported bool   // in the author's words
}

// said is one of several whose words a passage gives, and the year of the work
// they come from.
type said struct{ name, year string }

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

// via is the style's words for a source at second hand.
func (c *citation) via() string {
	switch {
	case c.o.Style == APA:
		return "as cited in"
	case c.origin.reported:
		return "cited in"
	case c.o.Style == MLA:
		return "qtd. in"
	}
	return "quoted in"
}

// original names whose words they are, with the year where it is known.
func (c *citation) original() string {
	switch c.o.Style {
	case MLA:
		return c.origin.who
	case ChicagoAuthorDate:
		return c.origin.dated(" ")
	}
	return c.origin.dated(", ")
}

// dated is who said it with the year behind sep: one for all, or each their own.
func (o origin) dated(sep string) string {
	if len(o.each) == 0 {
		return list(sep, o.who, o.year)
	}
	var all []string
	years := ""
	for _, s := range o.each {
		all = append(all, list(sep, s.name, s.year))
		years += s.year
	}
	last := len(all) - 1
	if sep == ", " && years != "" {
		return strings.Join(all[:last], ", ") + ", and " + all[last]
	}
	return series(all, "and", true)
}

var yearPrinted = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b(?:1[0-9]{3}|20[0-9]{2})[a-z]?\b`) })

// originOf finds whose words a passage gives. The year is that of a citation in
// the passage which names the person and is resolved to an entry; of several
// persons each has their own, unless one entry is by all.
func originOf(p *corpus.Passage) origin {
	if p == nil || p.Voice != corpus.Quotes && p.Voice != corpus.Reports || len(p.VoiceOf) == 0 {
		return origin{}
	}
	names := speakers(p)
	o := origin{who: series(names, "and", true), reported: p.Voice == corpus.Reports}
	if len(names) > 3 {
		o.who = names[0] + " et al."
	}
	if len(names) == 0 {
		return origin{}
	}
	found := map[int]string{} // entries and years by the index of the name
	entries := map[int]bool{}
	for i := range names {
		for _, c := range p.Citations {
			if citesOneOf(c, printed(p, names[i:i+1])) {
				found[i] = yearOfCitation(c)
				entries[c.Reference] = true
				break
			}
		}
	}
	switch {
	case len(found) == len(names) && len(entries) == 1:
		o.year = found[0]
	case len(found) > 0 && len(names) <= 3:
		for i, name := range names {
			o.each = append(o.each, said{name, found[i]})
		}
	}
	return o
}

// yearOfCitation is the year of a citation, or what its text prints where it was
// not read apart.
func yearOfCitation(c corpus.Citation) string {
	if c.Author == "" {
		return line(yearPrinted().FindString(c.Text))
	}
	return line(c.Year)
}

// speakers are the family names of the persons whose words a passage gives.
func speakers(p *corpus.Passage) []string {
	var names []string
	for _, v := range p.VoiceOf {
		if p.VoiceBy != nil && !slices.ContainsFunc(p.People, func(m corpus.Mention) bool { return m.Name == v }) {
			continue // a school, which no reference names
		}
		if f := familyOfDisplay(line(v)); f != "" {
			names = append(names, f)
		}
	}
	return names
}

// citesOneOf reports whether a citation is resolved and names one of the persons.
func citesOneOf(c corpus.Citation, names []string) bool {
	who := c.Author
	if who == "" {
		who = c.Text
	}
	return c.Reference > 0 && c.Confidence != corpus.NoEntry && namesOneOf(who, names)
}

// Originals are the entries of a work's own reference list where the words that
// a passage quotes or reports come from, in the order of the list: what to look up
// to cite them at first hand. There are none where the words are the author's, or
// where no citation of the passage that names the person is resolved.
func Originals(d *corpus.Document, p *corpus.Passage) []corpus.Reference {
	if originOf(p).who == "" {
		return nil
	}
	names := printed(p, speakers(p))
	var out []corpus.Reference
	for _, r := range d.References {
		if slices.ContainsFunc(p.Citations, func(c corpus.Citation) bool { return c.Reference == r.Index && citesOneOf(c, names) }) {
			out = append(out, r)
		}
	}
	return out
}

// printed are the forms in which a passage may print these family names of
// persons whose words it gives: the names' own, and those of their mentions.
func printed(p *corpus.Passage, families []string) []string {
	out := slices.Clone(families)
	for _, m := range p.People {
		if slices.Contains(p.VoiceOf, m.Name) && slices.Contains(families, familyOfDisplay(line(m.Name))) {
			out = append(out, familyOfDisplay(line(m.As)))
		}
	}
	return out
}

// namesOneOf reports whether one of the names stands in a text as a whole word.
func namesOneOf(text string, names []string) bool {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '’' && r != '\'' })
	keys := " "
	for _, w := range words {
		keys += plainKey(w) + " "
	}
	for _, n := range names {
		var parts []string
		for _, w := range strings.Fields(n) {
			parts = append(parts, plainKey(w))
		}
		if key := strings.Join(parts, " "); strings.TrimSpace(key) != "" && strings.Contains(keys, " "+key+" ") {
			return true
		}
	}
	return false
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
