package tag

import (
	"strings"
	"unicode/utf8"

	"locus/corpus"
	"locus/corpus/words"
)

const (
	// familyForm is a name in running text, givenForm what may stand before it.
	familyForm = `(?:(?:[Vv]an|[Vv]on|[Dd]e|der|den|di|la|al)[\s-]+)*[\p{Lu}][\p{L}'’\-]+`
	givenForm  = `(?:[\p{Lu}][\p{L}'’\-]+\s+)?(?:\p{Lu}\.\s*)*`
)

var beforeYear = form(`(` + givenForm + familyForm + `(?:(?:,\s+` + familyForm + `)*,?\s+(?:and|&)\s+` + givenForm + familyForm + `|,?\s+et al\.?|\s+and others)?)(?:['’]s?)?\s*$`)

// narrative reads a year in brackets after an author's name in the sentence.
func narrative(text string, start, end int, known func(string) bool) []corpus.Citation {
	m := yearFirst().FindStringSubmatch(text[start+1 : end-1])
	if m == nil {
		return nil
	}
	years, rest := []string{m[1]}, m[2]
	for next := moreYears().FindStringSubmatchIndex(rest); next != nil; next = moreYears().FindStringSubmatchIndex(rest) {
		years, rest = append(years, rest[next[2]:next[3]]), rest[next[3]:]
	}
	locator, ok := locatorOf(rest)
	if !ok {
		return nil
	}
	name, at := nameBefore(text, start, known)
	if name == "" {
		return nil
	}
	several := strings.Contains(name, " and ") || strings.Contains(name, "&") || strings.Contains(name, "et al")
	sure := known != nil && (known(name) || known(splitFirst(name)))
	if several && !sure && locator == "" && ofPlaces(text[:at]) {
		return nil // "in France and Germany (1963)"
	}
	if !sure && !several && locator == "" && !vouched(text, at, start, end) || !namesAuthor(name) {
		return nil
	}
	if m := behindBracket().FindStringSubmatchIndex(text[end:]); m != nil && locator == "" {
		locator, end = pages(text[end+m[2]:end+m[3]]), end+m[3]
	}
	var out []corpus.Citation
	for i, y := range years {
		x := cite(text, corpus.Span{Start: at, End: end}, name, y, "")
		if i == len(years)-1 {
			x.Locator = locator
		}
		out = append(out, x)
	}
	return out
}

// behindBracket is a place in the work that stands behind the year's bracket:
// "Waltz (1979), p. 88". It needs its abbreviation.
var behindBracket = form(`^,\s+((?:[Pp]p?\.|pages?|chs?\.|chap\.|chapters?|paras?\.|§)\s*[0-9]{1,4}(?:\s*[-–—]\s*[0-9]{1,4})?)`)

// ofPlaces reports whether the word at the end of s says that places or things
// follow rather than authors.
func ofPlaces(s string) bool {
	switch strings.ToLower(lastWord(strings.TrimRight(s, " \n"))) {
	case "in", "of", "between", "from", "against", "with", "to", "within", "across":
		return true
	}
	return false
}

// nameBefore is the name that ends before byte start of a text, and where it
// begins: a body known by its whole name, or a row of persons.
func nameBefore(text string, start int, known func(string) bool) (string, int) {
	before := text[max(0, start-120):start]
	for !utf8.ValidString(before) {
		before = before[1:]
	}
	if name, at := bodyBefore(before, known); name != "" {
		return name, start - len(before) + at
	}
	n := beforeYear().FindStringSubmatchIndex(before)
	if n == nil {
		return "", 0
	}
	name, at := before[n[2]:n[3]], start-len(before)+n[2]
	for i := strings.IndexByte(name, ' '); i > 0; i = strings.IndexByte(name, ' ') {
		low := strings.ToLower(strings.Trim(name[:i], ",'’"))
		if particle(low) || !words.Function(low) && !notNames()[low] && !openers()[low] {
			break
		}
		name, at = name[i+1:], at+i+1
	}
	return strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s"), at
}

// bodyBefore is the longest row of three or more words, capitals at both ends,
// before the end of s whose whole is a known name.
func bodyBefore(s string, known func(string) bool) (string, int) {
	if known == nil {
		return "", 0
	}
	end := len(strings.TrimRight(s, " "))
	best, at := "", 0
	for i, n := end, 0; n < 12 && i > 0; n++ {
		j := strings.LastIndexByte(s[:i], ' ') + 1
		w := s[j:i]
		if w == "" || !upperFirst(w) && !smallWord(w) || strings.ContainsAny(w, ".,;:!?()\"“”") {
			break
		}
		if name := s[j:end]; n >= 2 && upperFirst(w) && bodyName(name) && known(name) {
			best, at = name, j
		}
		i = j - 1
	}
	return best, at
}

// splitFirst is the first author's name of a row.
func splitFirst(name string) string {
	if list := splitCited(name); len(list) > 0 {
		return strings.TrimSuffix(strings.TrimSuffix(list[0], "'s"), "’s")
	}
	return name
}
