package tag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/corpus"
)

var (
	conjunction = form(`\s*(?:,\s*)?(?:\b[Aa]nd\b|\bund\b|&|;)\s*`)
	othersForm  = form(`(?i)[\s,]*(?:\bet\.?\s+al\b\.?|(?:\band|&)\s+others\b\.?|\bet\s+alii\b)[\s,.]*$`)
	juniorForm  = form(`,?\s+(?:Jr|Sr)\b\.?|,?\s+(?:II|III|IV)\b(?:$|[,.;\s])`)
	initialsEnd = form(`^(.*?[\p{L}]{2,})[\s,]+((?:\p{Lu}\.?[\s-]?)+)$`)
	shortForm   = form(`\s*\([\p{Lu}][^()]{1,14}\)\s*$`)
)

// splitAuthors reads a row of names: "Family, G. M., & Family, Given",
// "Family, Given and Given Family", "Family G. M.", "Family GM", or a body.
func splitAuthors(s string) []corpus.Name {
	s = strings.Trim(s, " ,;:")
	s = othersForm().ReplaceAllString(s, "")
	if whole := shortForm().ReplaceAllString(s, ""); bodyName(whole) {
		return []corpus.Name{{Family: strings.TrimRight(whole, " .,:")}}
	}
	s = strings.ReplaceAll(juniorForm().ReplaceAllString(s, " "), " ,", ",")
	if strings.HasPrefix(s, ",") || strings.TrimSpace(s) == "" {
		return nil
	}
	s = strings.ReplaceAll(s, ".,", ". ,")
	s = conjunction().ReplaceAllString(s, ", ")
	var parts []string
	for _, p := range strings.Split(s, ",") {
		p = strings.TrimSpace(p)
		if strings.HasSuffix(p, ".") && !initialsOnly(p) {
			if w := lastWord(strings.TrimSuffix(p, ".")); utf8.RuneCountInString(w) > 1 {
				p = strings.TrimSuffix(p, ".")
			}
		}
		if p = strings.TrimSpace(p); p != "" {
			parts = append(parts, p)
		}
	}
	if familyFirst(parts, s) {
		return backwards(parts)
	}
	return pairNames(parts)
}

// familyFirst reports whether the parts of a row of names are "Family Given"
// each, a stop behind every one, or with a particle at its head.
func familyFirst(parts []string, s string) bool {
	stops := strings.Count(s, " ,")+1 >= len(parts) && len(parts) > 1
	for _, p := range parts {
		words := strings.Fields(p)
		if len(words) < 2 || len(words) > 3 || natural(p) || initialsOnly(lastWord(p)) {
			return false
		}
		stops = stops || particle(words[0])
	}
	return stops
}

func backwards(parts []string) []corpus.Name {
	var out []corpus.Name
	for _, p := range parts {
		words := strings.Fields(p)
		at := len(words) - 1
		out = append(out, corpus.Name{Family: strings.Join(words[:at], " "), Given: words[at]})
	}
	return out
}

// splitNames is splitAuthors for names of which it is known whether they stand
// straight, the given name first.
func splitNames(s string, straight bool) []corpus.Name {
	if !straight {
		return splitAuthors(s)
	}
	s = othersForm().ReplaceAllString(strings.Trim(s, " ,;:"), "")
	s = juniorForm().ReplaceAllString(s, " ")
	var out []corpus.Name
	for _, p := range strings.Split(conjunction().ReplaceAllString(s, ", "), ",") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, oneName(p, true))
		}
	}
	return out
}

// pairNames puts family and given names together that commas set apart.
func pairNames(parts []string) []corpus.Name {
	var out []corpus.Name
	for i := 0; i < len(parts); i++ {
		p := parts[i]
		switch {
		case i+1 < len(parts) && givenLike(parts[i+1], len(out) == 0) && !initialsOnly(p) && !natural(p):
			out = append(out, corpus.Name{Family: p, Given: stopped(parts[i+1])})
			i++
		default:
			out = append(out, oneName(p, len(parts) > 1))
		}
	}
	return out
}

// natural reports whether a part is a whole name already: "K. N. Waltz",
// "Waltz KN", "Kenneth N. Waltz".
func natural(p string) bool {
	words := strings.Fields(p)
	if len(words) < 2 {
		return false
	}
	last := words[len(words)-1]
	if initialsOnly(words[0]) && !initialsOnly(last) || initialsOnly(last) && !initialsOnly(words[0]) {
		return true
	}
	for _, w := range words[1 : len(words)-1] {
		if initialsOnly(w) {
			return true
		}
	}
	return false
}

// bodyName reports whether a row of names is one organisation: a word that
// names such bodies, or words in lower case that no row of persons has.
func bodyName(s string) bool {
	if strings.Contains(s, ", ") || strings.ContainsAny(s, ";&") || s == "" {
		return false
	}
	words := strings.Fields(s)
	if len(words) < 2 {
		return false
	}
	for _, w := range words[1:] {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && !joiningWord(w) && !particle(w) {
			return true
		}
	}
	return bodyLike(s)
}

// stopped gives a last initial the stop that the entry's punctuation swallowed.
func stopped(given string) string {
	r, size := utf8.DecodeLastRuneInString(given)
	before := given[:len(given)-size]
	if unicode.IsUpper(r) && (before == "" || strings.HasSuffix(before, " ") || strings.HasSuffix(before, ".") || strings.HasSuffix(before, "-")) {
		return given + "."
	}
	return given
}

// initialsOnly reports whether s is initials: "A. S.", "S.-M.", "KN".
func initialsOnly(s string) bool {
	letters := 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			letters++
		case r == '.' || r == ' ' || r == '-' || r == '‐':
		default:
			return false
		}
	}
	return letters > 0 && letters <= 4 && (strings.Contains(s, ".") || letters <= 3)
}

// givenLike reports whether a part can be the given names of the family name
// before it: initials anywhere, whole names of one or two words.
func givenLike(s string, first bool) bool {
	if initialsOnly(s) {
		return true
	}
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 4 {
		return false
	}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if i > 0 && particle(w) {
			continue
		}
		if !unicode.IsUpper(r) || i > 0 && !initialsOnly(w) && !first {
			return false
		}
	}
	return true
}

// oneName reads a name without a comma: "Tajik M. R.", "Ole Wæver", "WALTZ
// Kenneth", a body.
func oneName(s string, among bool) corpus.Name {
	if m := initialsEnd().FindStringSubmatch(s); m != nil && !initialsOnly(m[1]) {
		return corpus.Name{Family: strings.TrimSpace(m[1]), Given: stopped(strings.TrimSpace(m[2]))}
	}
	words := strings.Fields(s)
	if len(words) >= 2 && len(words) <= 3 && capitals(words[0]) && !capitals(words[1]) && !initialsOnly(words[0]) {
		return corpus.Name{Family: words[0], Given: strings.Join(words[1:], " ")}
	}
	person := len(words) > 1 && len(words) <= 5 && (among || len(words) <= 4 && !bodyLike(s))
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		person = person && (unicode.IsUpper(r) || particle(w))
	}
	if !person {
		return corpus.Name{Family: s}
	}
	at := len(words) - 1
	for at > 1 && particle(strings.ToLower(words[at-1])) && (words[at-1] != strings.ToUpper(words[at-1])) {
		at--
	}
	return corpus.Name{Family: strings.Join(words[at:], " "), Given: strings.Join(words[:at], " ")}
}

// capitals reports whether a word of three letters or more is in capitals.
func capitals(w string) bool {
	return utf8.RuneCountInString(w) >= 3 && w == strings.ToUpper(w) && w != strings.ToLower(w)
}

func particle(w string) bool {
	switch w {
	case "van", "von", "der", "den", "de", "la", "di", "da", "bin", "ibn", "al", "ter", "du", "del", "della", "dos", "el", "le", "zu", "af":
		return true
	}
	return false
}
