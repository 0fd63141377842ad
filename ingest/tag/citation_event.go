package tag

import (
	"slices"
	"strings"
	"unicode"

	"locus/corpus"
)

// eventWords name what happens at a place in a year.
var eventWords = setOf(`accord accords agreement agreements armistice ceasefire charter conference congress convention declaration
	negotiations pact protocol summit talks treaties treaty truce`)

// dropEvents takes away what stands in brackets as a citation does and names a
// place and the year of an event ("the conference (Bandung, 1955)"): the list has
// no such entry, nothing shows a work, and the sentence speaks of an event, gives
// the year itself, or the text elsewhere says "in" that place.
func dropEvents(doc *corpus.Document, list []corpus.Citation) []corpus.Citation {
	return slices.DeleteFunc(list, func(x corpus.Citation) bool {
		if x.Confidence != corpus.NoEntry || x.Locator != "" || !strings.HasPrefix(x.Text, "(") || x.Text != "("+x.Author+", "+x.Year+")" || len(strings.Fields(x.Author)) > 3 || strings.ContainsAny(x.Author, "&.,") || strings.Contains(x.Author, " and ") {
			return false
		}
		before := doc.Text[max(0, x.Span.Start-300):x.Span.Start]
		for _, end := range []string{"\n", ". ", "? ", "! "} {
			if i := strings.LastIndex(before, end); i >= 0 {
				before = before[i+len(end):]
			}
		}
		if strings.Contains(before, x.Year) {
			return true
		}
		said := strings.Fields(strings.ToLower(before))
		for _, w := range said[max(0, len(said)-3):] {
			if eventWords()[strings.Trim(w, ",;:“”\"'")] {
				return true
			}
		}
		return placed(doc.Text, x.Author)
	})
}

// placed reports whether a text says "in" or "at" a name somewhere in small
// letters, as it says of places.
func placed(text, name string) bool {
	for _, p := range []string{" in ", " at ", " near "} {
		for at := strings.Index(text, p+name); at >= 0; {
			end := at + len(p) + len(name)
			if next := firstRune(text[end:]); !unicode.IsLetter(next) && !unicode.IsDigit(next) && !strings.HasSuffix(text[:at], "cited") && !strings.HasSuffix(text[:at], "quoted") && !strings.HasPrefix(text[end:], " (") && !strings.HasPrefix(text[end:], "’s") && !strings.HasPrefix(text[end:], "'s") {
				return true
			}
			more := strings.Index(text[end:], p+name)
			if more < 0 {
				break
			}
			at = end + more
		}
	}
	return false
}
