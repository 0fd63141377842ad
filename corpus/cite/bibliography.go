package cite

import (
	"sort"
	"strconv"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"locus/corpus"
)

// Bibliography is the list of the works, sorted as the style sorts (by author,
// then year or title; by the rules of the Unicode collation for English), with
// letters where years coincide. Entries stand one a paragraph: in Text each
// ends with a line end, Markdown has a blank line between them, HTML is a div of
// paragraphs. The record and command forms give one document of all works, by
// key. Options.Works is not needed: the list is its own. No works give an empty
// list. The error is an *UnknownError.
func Bibliography(ws []corpus.Work, o Options) (string, error) {
	o, err := o.check()
	if err != nil {
		return "", err
	}
	works := tidyAll(ws)
	printing := true
	if _, ok := recordOf(o.Form); ok {
		printing = false
	}
	for i := range works {
		if printing {
			works[i] = *led(&works[i], o.Style)
		}
	}
	sortWorks(works, o.Style)
	if f, ok := recordOf(o.Form); ok {
		return export(works, Keys(works), f)
	}
	alike := func(w *corpus.Work) string { return strconv.Itoa(yearOf(w)) + "\n" + sortNames(w) }
	groups := map[string][]corpus.Work{}
	for i := range works {
		groups[alike(&works[i])] = append(groups[alike(&works[i])], works[i])
	}
	var b strings.Builder
	before := ""
	for i := range works {
		w := &works[i]
		same, who := "", sortNames(w)
		if o.Style == MLA && who != "" && who == before {
			same = "---."
		}
		before = who
		text := render(entry(w, o.Style, letters(groups[alike(w)], w, o.Style), same), o.Form)
		switch o.Form {
		case HTML:
			text = `<p class="entry">` + text + "</p>\n"
		case Markdown:
			if i > 0 {
				b.WriteByte('\n')
			}
			text += "\n"
		default:
			text += "\n"
		}
		b.WriteString(text)
	}
	if o.Form == HTML {
		return "<div class=\"bibliography\">\n" + b.String() + "</div>\n", nil
	}
	return b.String(), nil
}

// sortWorks orders a list: authors (a work without by its title), then what the
// style looks at next, then title, year and id.
func sortWorks(works []corpus.Work, style Style) {
	c := collate.New(language.English)
	dated := style != MLA && style != ChicagoNote
	sort.SliceStable(works, func(i, j int) bool {
		return before(c, &works[i], &works[j], dated)
	})
}

func before(c *collate.Collator, a, b *corpus.Work, dated bool) bool {
	first := func(w *corpus.Work) string {
		if s := sortNames(w); s != "" {
			return s
		}
		return sortTitle(w)
	}
	if d := compareLists(c, first(a), first(b)); d != 0 {
		return d < 0
	}
	years := yearOf(a) - yearOf(b)
	if dated && years != 0 {
		return years < 0
	}
	if d := c.CompareString(sortTitle(a), sortTitle(b)); d != 0 {
		return d < 0
	}
	if years != 0 {
		return years < 0
	}
	return a.ID < b.ID
}

// compareLists compares name by name, so that a lone author comes before the
// same author with others.
func compareLists(c *collate.Collator, a, b string) int {
	if a == b {
		return 0
	}
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := 0; i < len(as) && i < len(bs); i++ {
		if d := c.CompareString(as[i], bs[i]); d != 0 {
			return d
		}
	}
	return len(as) - len(bs)
}

// sortNames are the work's creators one a line, family name first.
func sortNames(w *corpus.Work) string {
	names, _ := creators(w)
	all := spread(names, func(_ int, n corpus.Name) string { return inverted(n, n.Given) })
	return strings.Join(all, "\n")
}

// sortTitle is the title without its first article.
func sortTitle(w *corpus.Work) string {
	word, rest, ok := strings.Cut(w.Title, " ")
	if ok && (strings.EqualFold(word, "the") || strings.EqualFold(word, "a") || strings.EqualFold(word, "an")) {
		return rest
	}
	return w.Title
}

// yearOf sorts works without a year before those with one.
func yearOf(w *corpus.Work) int {
	if w.Year == nil {
		return -1 << 30
	}
	return *w.Year
}

// sameWork reports whether two records are of one work: by id, or where one
// has none by title and year.
func sameWork(a, b *corpus.Work) bool {
	if a.ID != "" && b.ID != "" {
		return a.ID == b.ID
	}
	return a.Title == b.Title && yearOf(a) == yearOf(b) && sortNames(a) == sortNames(b)
}

// letters is the letter that tells a work from others of the same authors and
// year in the same list, "" where it is alone or the style has none.
func letters(works []corpus.Work, w *corpus.Work, style Style) string {
	if style == MLA || style == ChicagoNote {
		return ""
	}
	who := sortNames(w)
	if who == "" {
		return ""
	}
	var earlier, others int
	var c *collate.Collator
	for i := range works {
		o := &works[i]
		if yearOf(o) != yearOf(w) || sameWork(o, w) || sortNames(o) != who {
			continue
		}
		if c == nil {
			c = collate.New(language.English)
		}
		others++
		if before(c, o, w, true) {
			earlier++
		}
	}
	if others == 0 {
		return ""
	}
	return alpha(earlier)
}

// alpha counts a, b, ..., z, aa, ab, ...
func alpha(i int) string {
	if i < 26 {
		return string(rune('a' + i))
	}
	return alpha(i/26-1) + alpha(i%26)
}

// kin is what other works of the list make necessary in the text.
type kin struct {
	clash   bool // another first author has the same family name
	several bool // another work is cited by the same names
	alike   bool // and by the same short title
	told    int  // so many authors tell the work from one of the same year; 0 or 1: the first does
}

func kinOf(works []corpus.Work, w *corpus.Work) kin {
	var k kin
	mine, _ := creators(w)
	if len(mine) == 0 {
		return k
	}
	myInitials, myNames := initials(mine[0].Given, ""), textNames(mine)
	myTitle, _ := shortened(w.Title, true)
	for i := range works {
		o := &works[i]
		names, _ := creators(o)
		if len(names) == 0 || sameWork(o, w) || names[0].Family != mine[0].Family {
			continue
		}
		if names[0].Given != mine[0].Given && initials(names[0].Given, "") != myInitials {
			k.clash = true
			continue
		}
		if textNames(names) == myNames {
			k.several = true
			if !k.alike {
				title, _ := shortened(o.Title, true)
				k.alike = title == myTitle
			}
		}
		if len(mine) > 2 && len(names) > 2 && yearOf(o) == yearOf(w) && sortNames(o) != sortNames(w) {
			same := 0
			for same < len(names) && same < len(mine) && names[same].Family == mine[same].Family {
				same++
			}
			k.told = max(k.told, min(same+1, len(mine)))
		}
	}
	return k
}

// textNames is how MLA names authors in the text, for comparing.
func textNames(names []corpus.Name) string {
	switch {
	case len(names) > 2:
		return familyOf(names[0]) + " et al."
	case len(names) == 2:
		return familyOf(names[0]) + " and " + familyOf(names[1])
	}
	return familyOf(names[0])
}
