package tag

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/corpus"
)

var (
	conjunction = regexp.MustCompile(`\s*(?:,\s*)?(?:\b[Aa]nd\b|&|;)\s*`)
	editors     = regexp.MustCompile(`(?i)[\s,]*\(?\beds?\.?\)?\s*$`)
	initialsEnd = regexp.MustCompile(`^(.*?[\p{L}]{2,})[\s,]+((?:\p{Lu}\.?[\s-]?)+)$`)
)

// splitAuthors reads a row of names: "Family, G. M., & Family, Given",
// "Family, Given and Given Family", "Family G. M.", or a body.
func splitAuthors(s string) []corpus.Name {
	s = editors.ReplaceAllString(strings.TrimSpace(s), "")
	s = strings.ReplaceAll(s, ".,", ". ,")
	s = conjunction.ReplaceAllString(s, ", ")
	var parts []string
	for _, p := range strings.Split(s, ",") {
		p = strings.TrimSpace(p)
		if strings.HasSuffix(p, ".") && !initialsOnly(p) {
			if w := lastWord(strings.TrimSuffix(p, ".")); utf8.RuneCountInString(w) > 1 {
				p = strings.TrimSuffix(p, ".")
			}
		}
		if p = strings.TrimSpace(p); p != "" && !strings.EqualFold(p, "et al") {
			parts = append(parts, p)
		}
	}
	var out []corpus.Name
	for i := 0; i < len(parts); i++ {
		p := strings.TrimSuffix(strings.TrimSuffix(parts[i], " et al."), " et al")
		switch {
		case i+1 < len(parts) && givenLike(parts[i+1], len(out) == 0) && !initialsOnly(p):
			out = append(out, corpus.Name{Family: p, Given: stopped(parts[i+1])})
			i++
		default:
			out = append(out, oneName(p, len(parts) > 1))
		}
	}
	return out
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
	return letters > 0 && letters <= 4 && (strings.Contains(s, ".") || letters <= 2)
}

// givenLike reports whether a part can be the given names of the family name
// before it: initials anywhere, whole names of one or two words.
func givenLike(s string, first bool) bool {
	if initialsOnly(s) {
		return true
	}
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 3 || strings.Contains(s, "Jr") {
		return false
	}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) || i > 0 && !initialsOnly(w) && !first {
			return false
		}
	}
	return true
}

// oneName reads a name without a comma: "Tajik M. R.", "Ole Wæver", a body.
func oneName(s string, among bool) corpus.Name {
	if m := initialsEnd.FindStringSubmatch(s); m != nil {
		return corpus.Name{Family: strings.TrimSpace(m[1]), Given: stopped(strings.TrimSpace(m[2]))}
	}
	words := strings.Fields(s)
	person := among && len(words) <= 4 && len(words) > 1 || len(words) >= 2 && len(words) <= 3 && initialsOnly(words[0])
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		person = person && (unicode.IsUpper(r) || particle(w))
	}
	if !person {
		return corpus.Name{Family: s}
	}
	at := len(words) - 1
	for at > 1 && particle(words[at-1]) {
		at--
	}
	return corpus.Name{Family: strings.Join(words[at:], " "), Given: strings.Join(words[:at], " ")}
}

func particle(w string) bool {
	switch w {
	case "van", "von", "der", "den", "de", "la", "di", "da", "bin", "ibn", "al", "ter", "du":
		return true
	}
	return false
}

// leadingAuthors reads the names at the head of an entry whose year comes late
// ("Waltz, Kenneth N. Title ...") and gives what follows them.
func leadingAuthors(s string) ([]corpus.Name, string) {
	comma := strings.IndexByte(s, ',')
	stop := strings.Index(s, ". ")
	if comma < 0 || stop >= 0 && stop < comma || comma > 40 || strings.ContainsAny(s[:comma], "\"“") {
		return nil, s
	}
	end := givenEnd(s, comma+1)
	if end < 0 {
		return nil, s
	}
	for {
		rest := s[end:]
		m := regexpAnd.FindString(rest)
		if m == "" {
			break
		}
		next := nameEnd(s, end+len(m))
		if next < 0 {
			break
		}
		end = next
	}
	if rest := strings.TrimLeft(s[end:], " "); strings.HasPrefix(rest, "et al") {
		end = len(s) - len(strings.TrimLeft(strings.TrimPrefix(rest, "et al"), "."))
	}
	return splitAuthors(s[:end]), strings.TrimLeft(s[end:], " .,")
}

var regexpAnd = regexp.MustCompile(`^\s*,?\s*(?:and|&)\s+`)

// givenEnd is the offset after the given names that begin at i: words and
// initials up to a stop, a comma, or the first word after an initial.
func givenEnd(s string, i int) int {
	words, initial := 0, false
	for i < len(s) {
		for i < len(s) && s[i] == ' ' {
			i++
		}
		j := i
		for j < len(s) && s[j] != ' ' && s[j] != ',' {
			j++
		}
		w := s[i:j]
		r, _ := utf8.DecodeRuneInString(w)
		if w == "" || !unicode.IsUpper(r) || initial && !initialsOnly(w) || words == 4 {
			break
		}
		words++
		if initialsOnly(w) && strings.HasSuffix(w, ".") {
			initial, i = true, j
			continue
		}
		if strings.HasSuffix(w, ".") || j < len(s) && s[j] == ',' {
			return j
		}
		i = j
	}
	if words == 0 || !initial && i < len(s) && !strings.HasPrefix(s[i:], "and ") && !strings.HasPrefix(s[i:], "& ") {
		return -1
	}
	return i
}

// nameEnd is the offset after a name in natural order that begins at i: up to
// the stop or comma after its last word; -1 where no name stands there.
func nameEnd(s string, i int) int {
	for words := 0; i < len(s) && words < 5; words++ {
		j := i
		for j < len(s) && s[j] != ' ' && s[j] != ',' {
			j++
		}
		w := s[i:j]
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !particle(w) {
			return -1
		}
		if !initialsOnly(w) && (strings.HasSuffix(w, ".") || j < len(s) && s[j] == ',') {
			return j
		}
		i = j + 1
	}
	return -1
}
