package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/ingest/meta"
	"locus/ingest/pattern"
)

// scheme is how a line that could be a heading shows it.
type scheme int

const (
	unshown scheme = iota
	byNumber
	byLetter
	byRoman
	byCapitals
	byStance // nothing but where it stands: below a blank line, above prose
)

var (
	numberHead = pattern.Lazy(`^\(?[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]?\s+\p{Lu}`)
	romanHead  = pattern.Lazy(`^\(?[IVX]{1,5}[.)]\s+\p{Lu}`)
	letterHead = pattern.Lazy(`^\(?[A-Za-z][.)]\s+\p{Lu}`)
)

// schemeOf tells how a line is enumerated or printed.
func schemeOf(l string) scheme {
	switch {
	case numberHead().MatchString(l):
		return byNumber
	case romanHead().MatchString(l):
		return byRoman
	case letterHead().MatchString(l):
		return byLetter
	case utf8.RuneCountInString(l) >= 4 && strings.IndexFunc(l, unicode.IsLower) < 0 && strings.IndexFunc(l, unicode.IsUpper) >= 0:
		return byCapitals
	}
	return unshown
}

// glued finds the headings that stand right above their text, with no blank line
// between: short lines, after one that ends a sentence or a blank one, of a scheme
// that recurs in the text and above a line that is clearly longer.
func glued(lines []string) map[int]bool {
	found := map[int]scheme{}
	count := map[scheme]int{}
	for i := len(lines) - 2; i >= 0; i-- {
		l, next := strings.TrimSpace(lines[i]), strings.TrimSpace(lines[i+1])
		if l == "" || next == "" || utf8.RuneCountInString(l) > 60 {
			continue
		}
		s := schemeOf(l)
		if s == unshown && i > 0 && strings.TrimSpace(lines[i-1]) == "" && stance(lines, i) {
			s = byStance
		}
		if s == unshown || !gluedLook(l) || i > 0 && !closed(lines[i-1]) {
			continue
		}
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, "“\"‘'("))
		long := unicode.IsUpper(first) && utf8.RuneCountInString(next) >= utf8.RuneCountInString(l)+25
		if _, head := found[i+1]; long && schemeOf(next) == unshown || head && found[i+1] != s {
			found[i] = s
			count[s]++
		}
	}
	out := map[int]bool{}
	for i, s := range found {
		if count[s] >= 2 {
			out[i] = true
		}
	}
	return out
}

// stance reports whether a short line stands right above prose: the lines below it,
// up to a blank one, are clearly longer and end a sentence, and it has the look of no
// name or date.
func stance(lines []string, i int) bool {
	l := strings.TrimSpace(lines[i])
	if n := len(strings.Fields(l)); n > 8 || utf8.RuneCountInString(l) > 45 || meta.NameLook(l) || strings.ContainsAny(l, signs) || strings.HasPrefix(l, "-") {
		return false
	}
	words, ends := 0, false
	for _, next := range lines[i+1:] {
		if next = strings.TrimSpace(next); next == "" {
			break
		}
		words += len(strings.Fields(next))
		ends = strings.ContainsRune(".!?”\"", lastRune(next))
	}
	return words >= 12 && ends
}

// gluedLook reports whether a line looks as a heading does, its mark apart.
func gluedLook(l string) bool {
	_, rest := listMark(l)
	return headingLook(rest)
}

// closed reports whether a line is blank, ends a sentence, or could be a heading.
func closed(l string) bool {
	l = strings.TrimSpace(l)
	return l == "" || strings.ContainsRune(".!?:”\"’)", lastRune(l)) || schemeOf(l) != unshown && gluedLook(l)
}
