package cite

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"locus/corpus"
)

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
	case APA:
		if len(c.origin.each) == 0 && !c.o.Narrative { // within brackets (manual 8.17)
			return list(", ", strings.ReplaceAll(c.origin.who, " and ", " & "), c.origin.year)
		}
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
// persons each has their own, unless one entry is by all. Who wrote with a person
// what is cited so is named too.
func originOf(p *corpus.Passage) origin {
	if p == nil || p.Voice != corpus.Quotes && p.Voice != corpus.Reports {
		return origin{}
	}
	names := speakers(p)
	if len(names) == 0 {
		return origin{}
	}
	o := origin{who: series(names, "and", true), reported: p.Voice == corpus.Reports}
	if len(names) > 3 {
		o.who = names[0] + " et al."
	}
	var each []said // of one entry one, in the order of the names
	found := 0
	entries := map[int]bool{}
	for i, name := range names {
		at := slices.IndexFunc(p.Citations, func(c corpus.Citation) bool { return citesOneOf(c, printed(p, names[i:i+1])) })
		if at < 0 {
			each = append(each, said{name, ""})
			continue
		}
		c := p.Citations[at]
		if found++; !entries[c.Reference] {
			entries[c.Reference] = true
			each = append(each, said{together(p, c, name), yearOfCitation(c)})
		}
	}
	switch {
	case found == len(names) && len(entries) == 1:
		o.who, o.year = each[0].name, each[0].year
	case found > 0 && len(names) <= 3:
		o.each = each
	}
	return o
}

// together is a speaker with those who wrote what a citation cites, as its text
// names them: both of two, the first of more. The speaker alone where it names
// nobody else, or the speaker not as one of a list of family names.
func together(p *corpus.Passage, c corpus.Citation, speaker string) string {
	authors := line(c.Author)
	others := andOthers().FindStringIndex(authors)
	if others != nil {
		authors = authors[:others[0]]
	}
	var all []string
	is := false
	for _, a := range nameBreak().Split(authors, -1) {
		if a = strings.TrimSpace(a); a == "" {
			continue
		}
		if slices.ContainsFunc(printed(p, []string{speaker}), func(n string) bool { return plainKey(n) == plainKey(a) }) {
			a, is = speaker, true
		}
		all = append(all, a)
	}
	switch {
	case !is:
		return speaker
	case others != nil || len(all) > 2:
		return all[0] + " et al."
	}
	return series(all, "and", true)
}

var (
	andOthers = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i),?\s*(?:\bet\s+al\b|(?:\band|&)\s+(?:others|colleagues)\b)`)
	})
	nameBreak = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\s*[,;&]\s*(?:and\s+)?|\s+and\s+`) })
)

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
