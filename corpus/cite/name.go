package cite

import (
	"strings"
	"unicode"

	"locus/corpus"
)

// initials are the given names' first letters, each with a full stop, with sep
// between them: "Kenneth N." gives "K. N." or "K.N."; a hyphen stays: "J.-P.".
// Words in small letters stay whole ("C. von"), and what follows a name ("Jr.")
// stands behind a comma.
func initials(given, sep string) string {
	var out []string
	given, after := suffixed(given)
	for _, word := range strings.FieldsFunc(given, func(r rune) bool { return unicode.IsSpace(r) || r == '.' }) {
		if particle(word) {
			out = append(out, " "+word)
			continue
		}
		var parts []string
		for _, p := range strings.FieldsFunc(word, func(r rune) bool { return r == '-' || r == '‐' || r == '‑' }) {
			if f := first(p); f != "" {
				parts = append(parts, strings.ToUpper(f)+".")
			}
		}
		if len(parts) > 0 {
			out = append(out, strings.Join(parts, "-"))
		}
	}
	s := strings.TrimSpace(strings.ReplaceAll(strings.Join(out, sep), "  ", " "))
	if s == "" {
		return after
	}
	return list(", ", s, after)
}

// suffixed parts given names from what follows a name as they are kept behind
// them: "John F., Jr." and "John F. III".
func suffixed(given string) (rest, after string) {
	at := strings.LastIndexAny(given, " ,")
	switch last := given[at+1:]; last {
	case "Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV":
		if at > 0 {
			return strings.TrimRight(given[:at], " ,"), last
		}
	}
	return given, ""
}

// displayed is a name as a person writes it: "John F. Nash Jr."
func displayed(n corpus.Name) string {
	given, after := suffixed(n.Given)
	return list(" ", given, n.Family, after)
}

// inverted is "Family, rest"; a body is its name.
func inverted(n corpus.Name, rest string) string {
	if n.Family == "" {
		return n.Given
	}
	if rest == n.Given {
		given, after := suffixed(rest)
		return list(", ", n.Family, given, after)
	}
	return list(", ", n.Family, rest)
}

// familyOf is what stands for a person in the text.
func familyOf(n corpus.Name) string {
	if n.Family == "" {
		return n.Given
	}
	return n.Family
}

// spread maps names to how they are printed.
func spread(names []corpus.Name, as func(i int, n corpus.Name) string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = as(i, n)
	}
	return out
}

// series joins names with commas and a word before the last; serial says
// whether a comma stands before that word where there are three or more.
func series(names []string, word string, serial bool) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	case 2:
		return names[0] + " " + word + " " + names[1]
	}
	last := len(names) - 1
	comma := " "
	if serial {
		comma = ", "
	}
	return strings.Join(names[:last], ", ") + comma + word + " " + names[last]
}

// familyOfDisplay is the family name of a person known by the whole name only:
// the last word with the particles before it.
func familyOfDisplay(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return ""
	}
	at := len(words) - 1
	for at > 1 {
		p := words[at-1]
		if !particle(p) {
			break
		}
		at--
	}
	return strings.Join(words[at:], " ")
}

func particle(word string) bool {
	switch word {
	case "van", "von", "der", "den", "de", "del", "della", "di", "da", "du", "la", "le", "ter", "ten", "bin", "ibn", "al":
		return true
	}
	return false
}

// creators are who stands first in an entry: the authors, or the editors of a
// whole work that names no author (editing true).
func creators(w *corpus.Work) (names []corpus.Name, editing bool) {
	if len(w.Authors) > 0 {
		return w.Authors, false
	}
	if s := shapeOf(w); len(w.Editors) > 0 && (s == book || s == report) {
		return w.Editors, true
	}
	return nil, false
}
