package tag

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/corpus"
	"locus/corpus/words"
)

// particles stand in small letters between given and family name.
var particles = map[string]bool{"de": true, "van": true, "von": true, "der": true, "den": true, "la": true, "le": true,
	"ul": true, "bin": true, "al": true, "di": true, "da": true, "du": true, "del": true, "ter": true, "ten": true}

// bodies are words that end the names of places and bodies, not of persons.
var bodies = map[string]bool{"university": true, "college": true, "school": true, "institute": true, "street": true, "press": true,
	"foundation": true, "centre": true, "center": true, "act": true, "plan": true, "treaty": true, "doctrine": true, "prize": true,
	"award": true, "hall": true, "library": true, "museum": true, "park": true, "square": true, "hospital": true, "house": true,
	"company": true, "journal": true, "review": true, "river": true, "church": true, "island": true, "islands": true, "bay": true,
	"lane": true, "road": true, "theory": true, "war": true, "peace": true, "security": true, "council": true, "treaties": true,
	"dhabi": true, "ghraib": true}

// honours may stand before a name and tell that one follows.
var honours = map[string]bool{"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "professor": true, "sir": true, "lord": true}

// fullName is a printed name with given names: from word first up to and
// without word after.
type fullName struct {
	first, after  int
	given, family string
}

// fullNames lists the names with given names in a text: those that begin with a
// known given name, with initials that stops follow, or behind an honour.
func (c *cast) fullNames(text string, list []nameWord) []fullName {
	var out []fullName
	for i := 0; i < len(list); i++ {
		f, ok := c.fullName(text, list, i)
		if ok {
			out = append(out, f)
			i = f.after - 1
		}
	}
	return out
}

// fullName reads the name that begins at word i.
func (c *cast) fullName(text string, list []nameWord, i int) (fullName, bool) {
	w := list[i]
	if !w.upper {
		return fullName{}, false
	}
	honoured := i > 0 && honours[list[i-1].key] && strings.Trim(text[list[i-1].end:w.start], ". ") == ""
	initials := 0
	j := i
	for j < len(list) && isInitial(text, list[j]) && (j == i || nextTo(text, list, j)) {
		initials, j = initials+1, j+1
	}
	switch {
	case initials > 0 && initials < 4:
	case givenNames()[w.key] || givenNames()[firstOf(w.key, text[w.start:w.end])] || honoured && utf8.RuneCountInString(w.key) > 2:
		j = i + 1
		for j < len(list) && nextTo(text, list, j) && (isInitial(text, list[j]) || givenNames()[list[j].key] && j+1 < len(list) && c.familyAt(text, list, j+1)) {
			j++
		}
	default:
		return fullName{}, false
	}
	start := j
	for j < len(list) && j-start < 2 && nextTo(text, list, j) && particles[text[list[j].start:list[j].end]] {
		j++
	}
	if !c.familyAt(text, list, j) || initials == 1 && j == i+1 && i > 0 && endsSentence(text[list[i-1].end:w.start]) {
		return fullName{}, false
	}
	if j+1 < len(list) && nextTo(text, list, j+1) && articled(text[list[j+1].start:list[j+1].end]) {
		j, start = j+1, j+1 // "Abu Nasr al-Farabi"
	}
	if j+2 < len(list) && text[list[j+1].start:list[j+1].end] == "y" && nextTo(text, list, j+1) && c.familyAt(text, list, j+2) {
		j += 2 // "Ortega y Gasset"
	}
	if j+1 < len(list) && nextTo(text, list, j+1) && c.bears(text[list[start].start:list[j+1].end]) {
		j++ // "Gabriel García Moreno", of whom a list says that the family is García Moreno
	}
	if next := j + 1; next < len(list) && list[next].upper && text[list[j].end:list[next].start] == " " && bodies[list[next].key] {
		return fullName{}, false
	}
	return fullName{first: i, after: j + 1, given: text[w.start:list[start-1].end] + stop(text, list[start-1]), family: text[list[start].start:list[j].end]}, true
}

// bears reports whether somebody the document knows has a family name of two words.
func (c *cast) bears(family string) bool {
	k := key(family)
	return slices.ContainsFunc(c.local.persons, func(p person) bool { return p.family == k })
}

// firstOf is the first part of a given name with a hyphen ("Jean-François").
func firstOf(k, printed string) string {
	if head, _, ok := strings.Cut(printed, "-"); ok {
		return key(head)
	}
	return k
}

// stop is the full stop behind an initial.
func stop(text string, w nameWord) string {
	if isInitial(text, w) {
		return "."
	}
	return ""
}

func endsSentence(gap string) bool { return strings.ContainsAny(gap, ".!?:;\n") }

// isInitial reports whether a word is one capital letter before a full stop.
func isInitial(text string, w nameWord) bool {
	return w.upper && utf8.RuneCountInString(text[w.start:w.end]) == 1 && strings.HasPrefix(text[w.end:], ".")
}

// nextTo reports whether only a blank, or the stop of an initial, parts word j
// from the word before it.
func nextTo(text string, list []nameWord, j int) bool {
	if j == 0 {
		return false
	}
	gap := text[list[j-1].end:list[j].start]
	return gap == " " || gap == "\n" || gap == "\u00a0" || (gap == ". " || gap == ".") && isInitial(text, list[j-1])
}

// familyAt reports whether word j can be a family name behind given names.
func (c *cast) familyAt(text string, list []nameWord, j int) bool {
	if j >= len(list) || j == 0 || !nextTo(text, list, j) {
		return false
	}
	printed := text[list[j].start:list[j].end]
	if articled(printed) {
		return true
	}
	if !list[j].upper {
		return false
	}
	low := strings.ToLower(printed)
	if utf8.RuneCountInString(printed) < 2 || words.Function(low) || bodies[list[j].key] || c.lower[low] || strings.HasSuffix(low, "ism") || strings.HasSuffix(low, "ist") {
		return false
	}
	for _, r := range printed[1:] {
		if unicode.IsLower(r) {
			return true
		}
	}
	return false
}

// articled reports whether a word is a family name behind the Arabic article:
// "al-Farabi".
func articled(printed string) bool {
	head, rest, ok := strings.Cut(printed, "-")
	r, _ := utf8.DecodeRuneInString(rest)
	return ok && unicode.IsUpper(r) && slices.Contains([]string{"al", "el", "ul", "as", "ash", "an", "ar", "ad", "at", "az"}, head)
}

// learnText takes the persons whose names a passage prints with given names,
// and the pack's persons in other spellings.
func (c *cast) learnText(p *corpus.Passage, list []nameWord) {
	for i := range list {
		if !list[i].upper {
			continue
		}
		if name, n, family := c.respelt(p.Text, list, i); name != "" {
			c.also(name, p.Text[list[i].start:list[i+n-1].end], family)
		}
	}
	taken := c.scan(p.Text, list, func(v variant) bool { return !v.alone })
	names := c.fullNames(p.Text, list)
	for _, f := range append(names, c.speakers(p.Text, list)...) {
		start, end := list[f.first].start, list[f.after-1].end
		if slices.ContainsFunc(taken, func(h hit) bool { return h.start < end && start < h.end }) {
			continue
		}
		if name := c.meet(corpus.Name{Given: f.given, Family: f.family}); name != "" {
			name = c.inFull(name, f)
			c.also(name, p.Text[start:end], "")
			taken = append(taken, hit{start: start, end: end})
		}
	}
}

// inFull renames a person known by initials from a list or a citation who is
// printed with a given name in the text. The document's authors keep the name
// that its record gives them.
func (c *cast) inFull(name string, f fullName) string {
	for i := range c.local.persons {
		p := &c.local.persons[i]
		first := firstGiven(p.given)
		if p.name != name || p.author || p.borrowed || !initial(key(first), strings.Trim(first, ".")) || initial(key(firstGiven(f.given)), strings.Trim(firstGiven(f.given), ".")) {
			continue
		}
		p.forms = append(p.forms, p.name)
		p.given, p.name = f.given, corpus.Name{Given: f.given, Family: p.printed[0]}.Display()
		return p.name
	}
	return name
}

// also notes a printed form of a person, and the family name in it where it is
// spelt otherwise.
func (c *cast) also(name, form, family string) {
	id := slices.IndexFunc(c.local.persons, func(p person) bool { return p.name == name })
	if id < 0 {
		at := slices.IndexFunc(c.roster.persons, func(p person) bool { return p.name == name })
		if at < 0 {
			return
		}
		p := c.roster.persons[at]
		p.printed, p.borrowed = nil, true
		c.local.persons = append(c.local.persons, p)
		id = len(c.local.persons) - 1
	}
	p := &c.local.persons[id]
	if !slices.Contains(p.forms, form) {
		p.forms = append(p.forms, form)
	}
	if family != "" && !c.lower[strings.ToLower(family)] && !slices.Contains(p.printed, family) {
		p.printed = append(p.printed, family)
	}
}

// respelt finds a person of the pack whose given and family name stand at word
// i in another spelling ("Barry Boozan", "Klaus Weitz", "Michel Doyle"): who,
// how many words, and the family name as printed, "" where it is as known.
func (c *cast) respelt(text string, list []nameWord, i int) (string, int, string) {
	one := text[list[i].start:list[i].end]
	if len(one) >= 9 {
		s := skeleton(one)
		if p := c.roster.whole[s]; len(s) >= 7 && p != nil && p.family != list[i].key && distance(p.whole, list[i].key, 3) <= 3 {
			return p.name, 1, ""
		}
	}
	if i+1 >= len(list) || !list[i+1].upper || !nextTo(text, list, i+1) {
		return "", 0, ""
	}
	two := text[list[i+1].start:list[i+1].end]
	if len(c.roster.family[list[i+1].key]) > 0 {
		for _, p := range c.roster.family[list[i+1].key] {
			if !isInitial(text, list[i]) && likeGiven(one, firstGiven(p.given)) {
				return p.name, 2, ""
			}
		}
		return "", 0, ""
	}
	if len(c.roster.family[list[i].key]) > 0 || words.Function(strings.ToLower(one)) || c.lower[strings.ToLower(two)] {
		return "", 0, ""
	}
	if s := skeleton(one + two); len(s) >= 6 {
		if p := c.roster.only(s); p != nil && distance(p.family, key(one+two), 3) <= 3 {
			return p.name, 2, ""
		}
	}
	for _, p := range c.roster.bySkeleton[skeleton(two)] {
		if spellsGiven(one, p.given) && spellsFamily(list[i+1].key, p.family) {
			return p.name, 2, two
		}
	}
	return c.misspelt(list, i, two)
}

// misspelt finds a person of the pack with this very given name and a long
// family name of which two letters at most are wrong.
func (c *cast) misspelt(list []nameWord, i int, two string) (string, int, string) {
	k := list[i+1].key
	if utf8.RuneCountInString(k) < 7 {
		return "", 0, ""
	}
	for _, p := range c.roster.persons {
		if p.family != "" && k[0] == p.family[0] && utf8.RuneCountInString(p.family) >= 7 && key(firstGiven(p.given)) == list[i].key && distance(k, p.family, 2) <= 2 {
			return p.name, 2, two
		}
	}
	return "", 0, ""
}

func firstGiven(given string) string {
	given, _, _ = strings.Cut(given, " ")
	return given
}

// spellsGiven reports whether a printed given name is another spelling of one:
// the same consonants, or the initial that is left of a name that opens with a
// vowel ("L." of Ole).
func spellsGiven(printed, given string) bool {
	first := firstGiven(given)
	k := key(printed)
	if utf8.RuneCountInString(k) == 1 {
		s := skeleton(first)
		return strings.HasPrefix(key(first), k) || strings.HasPrefix(s, "a") && len(s) > 1 && s[1:2] == k
	}
	s := skeleton(printed)
	return len(s) >= 2 && plainH(s) == plainH(skeleton(first)) && distance(k, key(first), 3) <= 3
}

// spellsFamily reports whether two families of one skeleton are near enough: a
// short skeleton says little, so fewer letters may differ.
func spellsFamily(a, b string) bool {
	n := len(skeleton(b))
	if n < 3 {
		return distance(a, b, 1) <= 1
	}
	return distance(a, b, n) <= n
}
