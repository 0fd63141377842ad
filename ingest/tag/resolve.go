package tag

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"locus/corpus"
	"locus/corpus/words"
)

// resolve ties citations to the entries of a reference list. The same name and
// year is certain; a name spelt differently, a year off by one, a year of the
// Persian calendar, or one of several entries that fit is probable. Anything
// further is none, and Why says what came nearest.
func resolve(list []corpus.Citation, refs []corpus.Reference) {
	for i := range list {
		x := &list[i]
		switch {
		case x.Author == "ibid.":
			ibid(list, i)
		case x.Author == "":
			byNumber(list, i, refs)
		default:
			byName(list, i, refs)
		}
	}
}

// ibid takes over what the citation before says.
func ibid(list []corpus.Citation, i int) {
	if i == 0 {
		list[i].Why = "no citation before it"
		return
	}
	before := list[i-1]
	list[i].Author, list[i].Year, list[i].Reference, list[i].Confidence = before.Author, before.Year, before.Reference, before.Confidence
	list[i].Why = "the same as the citation before it"
}

// byNumber resolves "[4]" where the entries of the list are numbered, by the number
// that is printed; of a range each citation over the same span has the next number.
func byNumber(list []corpus.Citation, i int, refs []corpus.Reference) {
	x := &list[i]
	numbers := rangeOf(lowered(strings.SplitN(strings.Trim(x.Text, "[] "), ",", 2)[0]))
	k := 0
	for k < i && list[i-1-k].Span == x.Span {
		k++
	}
	x.Confidence, x.Why = corpus.NoEntry, "the list has no such number"
	if k >= len(numbers) {
		return
	}
	r := entryNumbered(refs, numbers[k])
	if r == nil {
		return
	}
	x.Reference, x.Confidence, x.Why = r.Index, corpus.Certain, "number"
	if len(r.Authors) > 0 {
		x.Author = r.Authors[0].Family
	}
	x.Year = r.Year
}

// entryNumbered is the entry that bears a number, nil where none does. An entry
// before may be missing, or two may stand in one, so it is looked for backwards
// from its place; a list of other marks has its entries in the order of numbers.
func entryNumbered(refs []corpus.Reference, n int) *corpus.Reference {
	for i := min(n, len(refs)) - 1; i >= 0; i-- {
		if entryNo(refs[i].Raw) == n {
			return &refs[i]
		}
	}
	for i := max(0, n); i < len(refs); i++ {
		if entryNo(refs[i].Raw) == n {
			return &refs[i]
		}
	}
	if n < 1 || n > len(refs) || entryNo(refs[n-1].Raw) > 0 || !markForm().MatchString(refs[n-1].Raw) {
		return nil
	}
	return &refs[n-1]
}

// fit is how well an entry fits a citation; lower is better.
type fit struct {
	ref  int
	cost int
	why  []string

	yearless bool   // the citation has neither year nor title
	taken    string // which of several is taken
}

// The costs: certain is what costs nothing.
const (
	spelling = 2
	slip     = 3
	calendar = 2
	second   = 1 // the name is not the entry's first author
	suffix   = 1
	others   = 2 // the second names differ
	yearless = 3 // neither year nor title
)

// byName resolves a citation by its author, its year and, in notes, its title.
func byName(list []corpus.Citation, at int, refs []corpus.Reference) {
	x := &list[at]
	names := splitCited(x.Author)
	if len(names) == 0 {
		x.Why = "no author"
		return
	}
	var best []fit
	near := ""
	for i := range refs {
		f, ok, other := fitOf(x, names, &refs[i])
		if other != "" {
			near = other
		}
		if !ok {
			continue
		}
		f.ref = refs[i].Index
		switch {
		case len(best) == 0 || f.cost < best[0].cost:
			best = []fit{f}
		case f.cost == best[0].cost:
			best = append(best, f)
		}
	}
	if len(best) == 0 {
		x.Confidence, x.Why = corpus.NoEntry, "the list has nobody of this name"
		if near != "" {
			x.Why = near
		}
		if len(refs) == 0 {
			x.Why = "the work has no reference list"
		}
		return
	}
	f := best[0]
	if len(best) > 1 {
		f = lastCited(list[:at], best)
	}
	x.Reference, x.Confidence, x.Why = f.ref, corpus.Probable, strings.Join(f.why, "; ")
	if f.cost == 0 && len(best) == 1 {
		x.Confidence, x.Why = corpus.Certain, "name and year"
		if x.Year == "" {
			x.Why = "name and title"
		}
	}
	if len(best) > 1 {
		f.why = append(f.why, fmt.Sprintf("%d entries fit as well, the %s is taken", len(best), f.taken))
		x.Why = strings.Join(f.why, "; ")
	}
}

// lastCited is, of the entries that fit alike, the one cited last before, which
// "op. cit." means, where they have no year to tell them; else the first.
func lastCited(before []corpus.Citation, best []fit) fit {
	for i := len(before) - 1; i >= 0; i-- {
		for _, f := range best {
			if f.yearless && before[i].Reference == f.ref {
				f.taken = "one cited last"
				return f
			}
		}
	}
	best[0].taken = "first"
	return best[0]
}

// fitOf compares a citation with an entry. The third value says, where the name
// fits and the year does not, what the entry's year is.
func fitOf(x *corpus.Citation, names []string, r *corpus.Reference) (fit, bool, string) {
	f := fit{}
	at, like := nameFit(x.Author, names, r.Authors)
	if like == 0 {
		return f, false, ""
	}
	whole := like == 3
	if like == 1 {
		f.cost += spelling
		f.why = append(f.why, fmt.Sprintf("spelt %q in the list", r.Authors[at].Family))
	}
	if at > 0 {
		f.cost += second
		f.why = append(f.why, "not the first author of the entry")
	}
	if len(names) > 1 && !whole {
		f.company(names[1], at, r.Authors)
	}
	title := titleFit(x, r)
	if x.Year == "" {
		switch title {
		case 0:
			f.cost, f.yearless = f.cost+yearless, true
			f.why = append(f.why, "neither year nor title")
		case -1:
			return f, false, fmt.Sprintf("the list has another title of %s", r.Authors[at].Family)
		}
		return f, true, ""
	}
	cost, why, ok := yearFit(x.Year, r.Year)
	if !ok {
		return f, false, fmt.Sprintf("the list has %s of %s", r.Authors[at].Family, printedYear(r.Year))
	}
	if title > 0 && cost <= suffix {
		cost, why = 0, ""
	}
	if title < 0 {
		cost, why = cost+others, strings.TrimPrefix(why+"; another title in the list", "; ")
	}
	f.cost += cost
	if why != "" {
		f.why = append(f.why, why)
	}
	return f, true, ""
}

// nameFit finds the author of an entry whom a citation names first, and how
// alike the names are: 3 where the whole of the citation's author is a body's
// name, else as likeAuthor says.
func nameFit(whole string, names []string, authors []corpus.Name) (at, like int) {
	for i, a := range authors {
		if a.Given == "" && len(names) > 1 && likeAuthor(whole, a) == 2 {
			return i, 3
		}
	}
	for i, a := range authors {
		l := likeAuthor(names[0], a)
		if l > like {
			like, at = l, i
		}
		if l == 2 {
			break
		}
	}
	return at, like
}

// company weighs the second name of a citation.
func (f *fit) company(name string, at int, authors []corpus.Name) {
	if at+1 < len(authors) && likeAuthor(name, authors[at+1]) > 0 {
		return
	}
	for i, a := range authors {
		if i != at && likeAuthor(name, a) > 0 {
			f.cost += second
			f.why = append(f.why, "the names stand in another order in the list")
			return
		}
	}
	f.cost += others
	if len(authors) == 1 {
		f.why = append(f.why, "the entry has one author")
	} else {
		f.why = append(f.why, fmt.Sprintf("the entry does not name %q", name))
	}
}

// titleFit compares the title that a citation in a note gives with an entry's:
// 1 where its words stand in the entry's in the same order, -1 where not, 0
// where it gives none.
func titleFit(x *corpus.Citation, r *corpus.Reference) int {
	rest, ok := strings.CutPrefix(x.Text, x.Author)
	if !ok || !strings.HasPrefix(rest, ", ") {
		return 0
	}
	title := ""
	if m := noteShort().FindStringSubmatch(x.Text); m != nil && x.Year == "" {
		_, title = shortNames(m)
	} else if x.Year != "" && noteBook().MatchString(x.Text) {
		title = ParseReference(x.Text).Title
	}
	cited, has := titleWords(title), titleWords(r.Title)
	if len(cited) == 0 || len(has) == 0 {
		return 0
	}
	i := 0
	for _, w := range has {
		if i < len(cited) && cited[i] == w {
			i++
		}
	}
	if i == len(cited) || i*3 >= len(cited)*2 && i >= 3 {
		return 1
	}
	return -1
}

// titleWords are the words of a title that carry it, folded.
func titleWords(title string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(words.Fold(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !words.Function(w) && len(w) > 1 {
			out = append(out, w)
		}
	}
	return out
}

func printedYear(y string) string {
	if y == "" {
		return "no year"
	}
	return y
}

// likeAuthor compares a cited name with an author: by the family name, its last
// word if the given name before it does not speak against it, or for a body its
// initials, "the" left off.
func likeAuthor(name string, a corpus.Name) int {
	name = strings.TrimPrefix(strings.TrimPrefix(name, "The "), "the ")
	family := strings.TrimPrefix(a.Family, "The ")
	if l := likeName(name, family); l > 0 {
		return l
	}
	if a.Given == "" && len(name) >= 2 && (acronym(family) == strings.ReplaceAll(name, ".", "") || acronym(name) == family) {
		return 2
	}
	i := strings.LastIndexByte(name, ' ')
	if a.Given == "" || i < 0 {
		return 0
	}
	for ; i > 0; i = strings.LastIndexByte(name[:i], ' ') {
		if l := likeName(name[i+1:], family); l > 0 && sameInitials(name[:i], a.Given) {
			return l
		}
	}
	return 0
}

// sameInitials reports whether two given names can be one person's: the shorter
// row of initials begins the longer.
func sameInitials(a, b string) bool {
	x, y := initialsOf(a), initialsOf(b)
	return strings.HasPrefix(x, y) || strings.HasPrefix(y, x)
}

// yearFit compares a cited year with an entry's: the cost, what is to be said,
// and whether they can be one year.
func yearFit(cited, printed string) (int, string, bool) {
	if cited == printed && cited != "" {
		return 0, "", true
	}
	c, cs := splitYear(cited)
	p, ps := splitYear(printed)
	if c == 0 || p == 0 {
		return 0, "", false
	}
	d := c - p
	switch {
	case d == 0 && (cs == "" || ps == ""):
		return suffix, "the year's letter is missing on one side", true
	case d == 0:
		return 0, "", false
	case d == 1 || d == -1:
		return slip, fmt.Sprintf("%s in the list", printed), true
	}
	if persian(c, p) || persian(p, c) {
		return calendar, fmt.Sprintf("%s in the list, a year of the Persian calendar", printed), true
	}
	return 0, "", false
}

// persian reports whether a is a year of the Persian solar calendar that
// overlaps the common year b: it begins in March of a+621.
func persian(a, b int) bool {
	return a >= 1250 && a <= 1450 && (b-a == 621 || b-a == 622)
}

// splitYear separates a year from its letter; 0 where it is no number.
func splitYear(s string) (int, string) {
	digits := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz")
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0, ""
	}
	return n, s[len(digits):]
}
