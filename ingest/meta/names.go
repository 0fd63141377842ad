package meta

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/corpus"
	"locus/ingest/pattern"
)

// Names reads a list of persons as people write it: "Ann Bell and Carl Dorn",
// "Bell, Ann; Dorn, Carl", "Bell, Ann". A single word is a family name; what
// stands in braces is a body's name and stays whole.
func Names(s string) []corpus.Name {
	if body, ok := strings.CutPrefix(strings.TrimSpace(s), "{"); ok {
		return []corpus.Name{{Family: strings.TrimSuffix(body, "}")}}
	}
	s = strings.TrimSpace(strings.TrimSuffix(strings.Join(strings.Fields(s), " "), ","))
	if Body(s) && !strings.Contains(s, ";") && whole(s) {
		return []corpus.Name{{Family: s}}
	}
	s = strings.NewReplacer(" & ", " and ", ", and ", " and ", ", AND ", " and ", " AND ", " and ", "; and ", ";").Replace(turkish(s))
	var out []corpus.Name
	for _, part := range splitNames(s) {
		if n := name(part); n.Family != "" {
			out = append(out, n)
		}
	}
	return out
}

// whole reports whether the conjunctions and commas in a body's name belong to it:
// what follows one is no whole name of its own.
func whole(s string) bool {
	s = strings.NewReplacer(" & ", " and ", ", ", " and ").Replace(s)
	pieces := strings.Split(s, " and ")
	for _, p := range pieces[1:] {
		if len(strings.Fields(p)) >= 2 && (NameLook(p) || Body(p)) {
			return false
		}
	}
	return true
}

// Body reports whether a name is a body's (a commission, a ministry, the United
// Nations) and no person's. A word that is also a family name counts only among
// three words or more.
func Body(s string) bool {
	words := strings.Fields(strings.ToLower(s))
	if strings.HasPrefix(strings.ToLower(s), "united nations") {
		return true
	}
	for i, w := range words {
		switch strings.Trim(w, ".,") {
		case "commission", "committee", "institute", "institution", "ministry", "department", "council", "organization",
			"organisation", "association", "agency", "foundation", "bureau", "university", "federation", "secretariat",
			"consortium", "directorate", "parliament", "assembly", "academy", "commissioner", "corporation", "delegation":
			return len(words) >= 2
		case "project", "programme", "program", "authority", "government", "network", "alliance":
			return len(words) >= 2 && (i == len(words)-1 || words[i+1] == "of" || words[i+1] == "for" || words[i+1] == "on")
		case "bank", "centre", "center", "group", "union", "society", "board", "office", "court", "press", "party", "trust", "league", "forum", "service", "college",
			"conference", "congress", "team", "staff", "editors", "collective", "panel":
			return len(words) >= 3 && (i == len(words)-1 || words[i+1] == "of" || words[i+1] == "for" || words[i+1] == "on")
		}
	}
	return false
}

// splitNames parts a list of names. A comma parts two names, unless the list
// uses semicolons or holds one comma with a family name before it.
func splitNames(s string) []string {
	if strings.Contains(s, ";") {
		return strings.Split(s, ";")
	}
	var out []string
	for _, p := range strings.Split(s, " and ") {
		pieces := strings.Split(p, ",")
		if len(pieces) == 2 && (len(strings.Fields(pieces[0])) <= 2 || given(pieces[1])) && !fullName(pieces[0], pieces[1]) {
			out = append(out, p)
			continue
		}
		out = append(out, pieces...)
	}
	return out
}

// fullName reports whether both pieces around a comma are whole names.
func fullName(a, b string) bool { return len(strings.Fields(a)) >= 2 && len(strings.Fields(b)) >= 2 }

// given reports whether s is initials.
func given(s string) bool {
	for _, w := range strings.Fields(s) {
		if utf8.RuneCountInString(strings.Trim(w, ".-")) > 2 {
			return false
		}
	}
	return strings.TrimSpace(s) != ""
}

// name reads one person: "Family, Given" or "Given Family", where particles
// (van, de, al) and what follows belong to the family name.
func name(s string) corpus.Name {
	s = strings.Trim(strings.TrimSpace(s), "*†‡∗ ")
	if last := s[strings.LastIndexAny(s, " ,")+1:]; utf8.RuneCountInString(last) > 2 {
		s = strings.TrimSuffix(s, ".") // the end of a line, not of an initial
	}
	if Body(s) {
		return corpus.Name{Family: s}
	}
	if f, g, ok := strings.Cut(s, ","); ok {
		return corpus.Name{Family: strings.TrimSpace(f), Given: strings.TrimSpace(g)}
	}
	if len(s) >= 6 && strings.ToUpper(s) == s && strings.Contains(s, " ") {
		s = lettered(s)
	}
	words := strings.Fields(s)
	for len(words) > 1 && title(words[0]) {
		words = words[1:]
	}
	if n := len(words) - 1; n > 0 && shouts(words[n]) && !shouts(words[0]) {
		for i := n; i > 0 && shouts(words[i]); i-- {
			words[i] = lettered(words[i]) // "Elif KARAOĞLU"
		}
	}
	if len(words) == 0 {
		return corpus.Name{}
	}
	from := len(words) - 1
	for i := 1; i < len(words)-1; i++ {
		if particle(words[i]) {
			from = i
			break
		}
	}
	return corpus.Name{Given: strings.Join(words[:from], " "), Family: strings.Join(words[from:], " ")}
}

// shouts reports whether a word of three letters and more stands in capitals.
func shouts(w string) bool {
	return utf8.RuneCountInString(w) >= 3 && strings.ToUpper(w) == w && strings.IndexFunc(w, unicode.IsLetter) >= 0 && !strings.Contains(w, ".")
}

// turkish writes the words of a line of names that stand in capitals with small
// letters, as Turkish has them (I is a capital ı), where the line shows that its
// names are Turkish.
func turkish(s string) string {
	if !strings.ContainsAny(s, "ĞŞİğşı") {
		return s
	}
	words := strings.Split(s, " ")
	for i, w := range words {
		if bare := strings.Trim(w, ",;"); shouts(bare) {
			_, n := utf8.DecodeRuneInString(w)
			words[i] = w[:n] + strings.ToLowerSpecial(unicode.TurkishCase, w[n:])
		}
	}
	return strings.Join(words, " ")
}

// lettered writes a name that is printed in capitals with small letters after
// the first of each word; initials stay.
func lettered(s string) string {
	var out strings.Builder
	start := true
	for _, c := range s {
		if start || !unicode.IsLetter(c) {
			out.WriteRune(c)
		} else {
			out.WriteRune(unicode.ToLower(c))
		}
		start = !unicode.IsLetter(c)
	}
	return out.String()
}

func title(w string) bool {
	switch strings.TrimSuffix(strings.ToLower(w), ".") {
	case "dr", "prof", "professor", "mr", "mrs", "ms", "sir":
		return true
	}
	return false
}

func particle(w string) bool {
	switch strings.ToLower(w) {
	case "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "ter", "ten", "al", "el", "bin", "ibn", "abu", "af", "av", "zu":
		return r0Lower(w)
	}
	return false
}

func r0Lower(w string) bool { r, _ := utf8.DecodeRuneInString(w); return unicode.IsLower(r) }

// NameLook reports whether s looks like a list of persons: every piece two to
// five words, capitalised or initials or particles, no other sign.
func NameLook(s string) bool {
	if shouting(s) && articled().MatchString(s) {
		return false
	}
	s = strings.NewReplacer(" & ", ",", " and ", ",", " AND ", ",", ";", ",", "∗", "", "*", "", "†", "", "‡", "").Replace(strings.TrimSpace(s))
	pieces := strings.Split(strings.Trim(s, ", "), ",")
	if len(pieces) > 30 {
		return false
	}
	for _, p := range pieces {
		words := strings.Fields(p)
		if len(words) == 0 {
			continue
		}
		if len(words) < 2 || len(words) > 5 {
			return false
		}
		for _, w := range words {
			if !nameWord(w) {
				return false
			}
		}
	}
	return s != ""
}

// articled is a line in capitals that begins with an article, or joins words as no
// names are joined, in one of the languages in which titles come.
var articled = pattern.Lazy(`^(?:LES?|LA|LOS|LAS|EL|DER|DIE|DAS|UNE?|EINE?|L[’'])\s|\s(?:ET|UND|ÜBER|DANS|POUR|SUR|ZUR|ZUM|IM|DES|AUX?|VERS)\s|^(?:VOL|NO|NR|PART)\b`)

func nameWord(w string) bool {
	if particle(w) {
		return true
	}
	r, n := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(r) || commonWord(w) || jointWord(w) {
		return false
	}
	for _, r := range w[n:] {
		if !unicode.IsLetter(r) && !strings.ContainsRune(".-'’", r) {
			return false
		}
	}
	return true
}

// commonWord reports whether a capitalised word stands in titles and addresses
// and hardly ever in a person's name.
func commonWord(w string) bool {
	switch strings.ToLower(strings.Trim(w, ".")) {
	case "université", "universität", "universidad", "università", "universidade", "institut", "ministère", "faculté", "the", "of", "in", "on", "to", "for", "and", "with", "from", "university", "department", "institute", "school", "college", "faculty", "theory", "security",
		"international", "relations", "studies", "journal", "abstract", "introduction", "politics", "war", "peace", "power", "research", "center", "centre",
		"president", "excellencies", "ladies", "gentlemen", "dear", "madam", "chapter", "part", "section", "essay", "review", "history", "world", "human", "national", "global", "analysis", "conclusion", "references", "author", "authors", "note", "notes", "learning", "outcomes", "objectives":
		return true
	}
	return false
}

// compound gives a family name its earlier words where an e-mail address shows
// that they belong to it: it is the middle and the last words in one, or it holds
// a middle word and not the last one.
func compound(n corpus.Name, mails []string) corpus.Name {
	words := strings.Fields(n.Given)
	if len(words) < 2 {
		return n
	}
	has := func(w string) bool {
		w = strings.ToLower(w)
		for _, m := range mails {
			if len(w) >= 4 && strings.Contains(m, w) {
				return true
			}
		}
		return false
	}
	if rest := strings.ToLower(strings.Join(words[1:], "") + n.Family); len(words[1]) >= 4 && (slices.Contains(mails, rest) || slices.Contains(mails, strings.ToLower(words[0][:1])+rest)) {
		return corpus.Name{Given: words[0], Family: strings.Join(append(words[1:], n.Family), " ")}
	}
	if has(n.Family) {
		return n
	}
	for i := len(words) - 1; i > 0; i-- {
		if has(words[i]) {
			return corpus.Name{Given: strings.Join(words[:i], " "), Family: strings.Join(append(words[i:], n.Family), " ")}
		}
	}
	return n
}
