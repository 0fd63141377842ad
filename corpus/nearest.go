package corpus

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Nearest gives at most n of the names that are most like name, the likest
// first, ties in alphabetical order, for a "did you mean". Case and accents do
// not count; a name of several words is also compared by each word, so that
// "Walz" finds "Kenneth Waltz". Where nothing is like it, there is none: likeness
// ends where more than a third of the letters differ. The distance is the number
// of letters put in, left out, changed or swapped with the next (Damerau 1964,
// in the form that changes no stretch twice).
func Nearest(name string, among []string, n int) []string {
	type candidate struct {
		name string
		cost int
	}
	asked := []rune(foldName(name))
	most := max(1, len(asked)/3)
	var found []candidate
	for _, other := range among {
		folded := foldName(other)
		cost := 2 * distance(asked, []rune(folded), most)
		for _, word := range strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if len(word) < len(folded) && len(word) > 2 {
				cost = min(cost, 1+2*distance(asked, []rune(word), most))
			}
		}
		if len(asked) > 2 && strings.Contains(folded, string(asked)) {
			cost = min(cost, 2)
		}
		if cost <= 2*most+1 {
			found = append(found, candidate{other, cost})
		}
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), strings.Compare(a.name, b.name))
	})
	found = slices.Compact(found)
	out := make([]string, 0, min(n, len(found)))
	for _, c := range found[:min(n, len(found))] {
		out = append(out, c.name)
	}
	return out
}

// foldName makes a name lower case, without accents, blanks squeezed.
func foldName(s string) string {
	plain := true
	for i := range len(s) {
		plain = plain && s[i] < 0x80
	}
	if plain {
		return squeeze(strings.ToLower(s))
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch ascii := asciiLetter(r); {
		case ascii != "":
			b.WriteString(ascii)
		case !unicode.Is(unicode.Mn, r):
			b.WriteRune(r)
		}
	}
	return squeeze(b.String())
}

// distance is the edit distance of two words, or most+1 where it is more than
// most.
func distance(a, b []rune, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	before, last, now := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			change := last[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			now[j] = min(change, last[j]+1, now[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
			least = min(least, now[j])
		}
		if least > most {
			return most + 1
		}
		before, last, now = last, now, before
	}
	return min(last[len(b)], most+1)
}
