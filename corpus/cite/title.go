package cite

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"locus/corpus"
)

// small are the words that headline capitals leave small within a title:
// articles, conjunctions, prepositions.
func small(word string) bool {
	switch word {
	case "a", "an", "the", "and", "but", "or", "nor", "for", "so", "yet", "as", "at", "by", "from", "in", "into", "of",
		"off", "on", "onto", "out", "over", "per", "to", "up", "upon", "via", "with", "within", "without", "about", "above", "across",
		"after", "against", "among", "around", "before", "behind", "below", "beneath", "beside", "between", "beyond",
		"despite", "down", "during", "except", "inside", "like", "near", "outside", "past", "since", "through",
		"throughout", "toward", "towards", "under", "until", "versus", "vs", "v":
		return true
	}
	return false
}

// acronym reports whether a word of an ALL-CAPS title is surely, or as a known
// short form, one that keeps its capitals.
func acronym(word string) bool {
	switch word {
	case "UN", "US", "USA", "UK", "EU", "USSR", "NATO", "UNDP", "UNESCO", "UNHCR", "IMF", "WTO", "OSCE", "OECD",
		"ASEAN", "BRICS", "IAEA", "CIA", "NGO", "NGOS", "IR", "AI", "ICT", "R2P", "PLA", "PRC", "AU", "OAS", "ICC", "ICJ", "WMD", "COVID":
		return true
	}
	if strings.Contains(word, ".") || strings.ContainsFunc(word, unicode.IsDigit) {
		return true
	}
	if !strings.ContainsAny(word, "AEIOUY") && utf8.RuneCountInString(word) > 1 && word != "MR" && word != "MRS" && word != "DR" && word != "ST" && word != "VS" {
		return true
	}
	return roman(word)
}

// roman reports whether the word is a numeral of I, V and X as titles number
// their parts: II to XXXIX.
func roman(word string) bool {
	if len(word) < 2 || strings.Trim(word, "IVX") != "" {
		return false
	}
	rest := strings.TrimLeft(word, "X")
	if len(word)-len(rest) > 3 {
		return false
	}
	switch rest {
	case "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX":
		return true
	}
	return false
}

// shouting reports whether a title is printed in capitals: at least two words
// with letters, and no small letter.
func shouting(s string) bool {
	if strings.ContainsFunc(s, unicode.IsLower) {
		return false
	}
	return len(strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })) > 1 &&
		strings.ContainsFunc(s, unicode.IsUpper)
}

// titleAs is a work's title or container as a style prints it.
func titleAs(s string, w *corpus.Work, style Style) string {
	switch {
	case shouting(s):
		return headline(s, true, style)
	case (style == APA || style == Harvard) || !english(s, w.Language):
		return s
	}
	return headline(s, false, style)
}

// english reports whether headline capitals suit a title: its language is
// English, or not known and one of its words is an English function word.
func english(s, language string) bool {
	if language != "" {
		return strings.HasPrefix(strings.ToLower(language), "en")
	}
	for _, w := range strings.Fields(strings.ToLower(s)) {
		switch strings.Trim(w, ",.:;?!") {
		case "the", "of", "and", "to", "for", "with", "on", "from", "by", "is", "what", "how", "why":
			return true
		}
	}
	return false
}

// headline raises the first letter of every word but the small ones within, as
// long as the style leaves them small; of a shouted title it first takes down
// all letters but those of acronyms.
func headline(s string, shouted bool, style Style) string {
	words := strings.Split(s, " ")
	begin := true
	for i, word := range words {
		last := i == len(words)-1
		if shouted && !acronym(strings.Trim(word, ",:;?!()“”\"'‘’")) {
			word = strings.ToLower(word)
		}
		bare := strings.Trim(word, ",.:;?!()“”\"'‘’")
		if begin || last || !small(bare) || len(bare) > smallest(style) {
			word = raise(word)
		}
		words[i] = word
		begin = strings.HasSuffix(word, ":") || strings.HasSuffix(word, "?") || strings.HasSuffix(word, "—") || word == "–"
	}
	return strings.Join(words, " ")
}

// smallest is the length in letters up to which a style leaves the small words
// small: three in APA (6.17), four in Chicago (8.160), any in MLA.
func smallest(style Style) int {
	switch style {
	case MLA:
		return 99
	case ChicagoNote, ChicagoAuthorDate:
		return 4
	}
	return 3
}

// raise puts a capital at a word's first letter and after its hyphens; a word
// that has a capital somewhere stays as it is.
func raise(word string) string {
	if strings.ContainsFunc(word, unicode.IsUpper) || strings.ContainsAny(word, "/@.") && strings.Contains(word, "www") {
		return word
	}
	var b strings.Builder
	up, part := true, 0
	parts := strings.Split(word, "-")
	for _, r := range word {
		switch {
		case r == '-':
			part++
			up = part < len(parts) && !small(parts[part])
		case up && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			r = unicode.ToTitle(r)
			up = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// ordered is the number that a part of a book carries before its title.
var ordered = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?i:chapter|part|section|unit|lecture|lesson|week|module) (?:[0-9.]+|[IVX]+)(?:: | [—–-] |\. )`)
})

// shortened is a title cut for use in the text: what stands before a colon, a
// question mark or a dash (but not a part's number before its title), at most
// four words, no small word at the end; cut says whether anything was left out.
// A first article goes where drop is set.
func shortened(s string, drop bool) (short string, cut bool) {
	short = s
	if n := ordered().FindString(s); n != "" && n != s {
		short, cut = s[len(n):], true
	}
	for _, sep := range []string{": ", "? ", " — ", " – ", ". "} {
		if i := strings.Index(short, sep); i > 0 {
			short, cut = short[:i], true
		}
	}
	words := strings.Fields(short)
	if drop && len(words) > 1 && (strings.EqualFold(words[0], "the") || strings.EqualFold(words[0], "a") || strings.EqualFold(words[0], "an")) {
		words = words[1:]
	}
	if len(words) > 5 {
		words, cut = words[:4], true
		for len(words) > 2 && small(strings.ToLower(words[len(words)-1])) {
			words = words[:len(words)-1]
		}
	}
	return strings.TrimRight(strings.Join(words, " "), ",;:"), cut
}

// ordinal is an edition as "2nd"; other is its own wording where it is no
// number ("Revised"). A first edition is neither.
func ordinal(edition string) (nth, other string) {
	bare := strings.ToLower(strings.TrimSpace(edition))
	for _, tail := range []string{"edition", "edn.", "edn", "ed.", "ed"} {
		bare = strings.TrimSpace(strings.TrimSuffix(bare, tail))
	}
	for i, word := range []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"} {
		if bare == word {
			bare = []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}[i]
		}
	}
	digits := strings.TrimRight(bare, "stndrh.")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		other = strings.TrimSpace(edition)
		for _, tail := range []string{"edition", "Edition", "edn.", "edn", "ed."} {
			other = strings.TrimSpace(strings.TrimSuffix(other, tail))
		}
		return "", other
	}
	digits = strings.TrimLeft(digits, "0")
	if digits == "1" || digits == "" {
		return "", ""
	}
	return digits + suffixOf(digits), ""
}

func suffixOf(digits string) string {
	if len(digits) > 1 && digits[len(digits)-2] == '1' {
		return "th"
	}
	switch digits[len(digits)-1] {
	case '1':
		return "st"
	case '2':
		return "nd"
	case '3':
		return "rd"
	}
	return "th"
}

// edition is how a style prints it: "2nd ed.", "Revised ed."; word is the
// style's abbreviation.
func edition(w *corpus.Work, word string) string {
	nth, other := ordinal(w.Edition)
	if nth != "" {
		return nth + " " + word
	}
	if other != "" {
		if head, rest, _ := strings.Cut(other, " "); lowered(head) {
			other = list(" ", strings.ToLower(head), rest)
		}
		return other + " " + word
	}
	return ""
}

// lowered reports whether the first word of an edition's name is none of its own
// and stands in small letters within a sentence.
func lowered(word string) bool {
	switch strings.ToLower(word) {
	case "revised", "expanded", "enlarged", "abridged", "new", "updated", "annotated", "illustrated", "student", "international", "rev.", "exp.":
		return true
	}
	return false
}
