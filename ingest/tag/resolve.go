package tag

import (
	"fmt"
	"strconv"
	"strings"

	"locus/corpus"
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
			byNumber(x, refs)
		default:
			byName(x, refs)
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

// byNumber resolves "[4]" where the entries of the list are numbered.
func byNumber(x *corpus.Citation, refs []corpus.Reference) {
	n, err := strconv.Atoi(strings.Trim(strings.SplitN(x.Text, ",", 2)[0], "[] "))
	if err != nil || n < 1 || n > len(refs) || !markForm().MatchString(refs[n-1].Raw) {
		x.Confidence, x.Why = corpus.NoEntry, "the list has no such number"
		return
	}
	x.Reference, x.Confidence, x.Why = n, corpus.Certain, "number"
	if a := refs[n-1].Authors; len(a) > 0 {
		x.Author = a[0].Family
	}
	x.Year = refs[n-1].Year
}

// fit is how well an entry fits a citation; lower is better.
type fit struct {
	ref  int
	cost int
	why  []string
}

// The costs: certain is what costs nothing.
const (
	spelling = 2
	slip     = 3
	calendar = 2
	second   = 1 // the name is not the entry's first author
	suffix   = 1
	others   = 2 // the second names differ
)

// byName resolves a citation by its author and year.
func byName(x *corpus.Citation, refs []corpus.Reference) {
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
	x.Reference, x.Confidence, x.Why = f.ref, corpus.Probable, strings.Join(f.why, "; ")
	if f.cost == 0 && len(best) == 1 {
		x.Confidence, x.Why = corpus.Certain, "name and year"
	}
	if len(best) > 1 {
		f.why = append(f.why, fmt.Sprintf("%d entries fit as well, the first is taken", len(best)))
		x.Why = strings.Join(f.why, "; ")
	}
}

// fitOf compares a citation with an entry. The third value says, where the name
// fits and the year does not, what the entry's year is.
func fitOf(x *corpus.Citation, names []string, r *corpus.Reference) (fit, bool, string) {
	f := fit{}
	like, at := 0, 0
	for i, a := range r.Authors {
		l := likeAuthor(names[0], a)
		if l > like {
			like, at = l, i
		}
		if l == 2 {
			break
		}
	}
	if like == 0 {
		return f, false, ""
	}
	if like == 1 {
		f.cost += spelling
		f.why = append(f.why, fmt.Sprintf("spelt %q in the list", r.Authors[at].Family))
	}
	if at > 0 {
		f.cost += second
		f.why = append(f.why, "not the first author of the entry")
	}
	if len(names) > 1 && at+1 < len(r.Authors) && likeAuthor(names[1], r.Authors[at+1]) == 0 {
		f.cost += others
		f.why = append(f.why, fmt.Sprintf("the second author is %q in the list", r.Authors[at+1].Family))
	}
	if len(names) > 1 && at+1 >= len(r.Authors) {
		f.cost += others
		f.why = append(f.why, "the entry has one author")
	}
	cost, why, ok := yearFit(x.Year, r.Year)
	if !ok {
		return f, false, fmt.Sprintf("the list has %s of %s", r.Authors[at].Family, printedYear(r.Year))
	}
	f.cost += cost
	if why != "" {
		f.why = append(f.why, why)
	}
	return f, true, ""
}

func printedYear(y string) string {
	if y == "" {
		return "no year"
	}
	return y
}

// likeAuthor compares a cited name with an author: by the family name, its last
// word, or for a body its initials.
func likeAuthor(name string, a corpus.Name) int {
	if l := likeName(name, a.Family); l > 0 {
		return l
	}
	if a.Given == "" && len(name) >= 2 && acronym(a.Family) == strings.ReplaceAll(name, ".", "") {
		return 2
	}
	if a.Given != "" && strings.ContainsRune(name, ' ') {
		return likeName(lastWord(name), a.Family)
	}
	return 0
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
