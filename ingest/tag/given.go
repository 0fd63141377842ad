package tag

import (
	_ "embed" // for the given names
	"strings"
	"sync"
	"unicode/utf8"
)

// givenList holds frequent given names of many tongues, folded, one a line. A
// name that is as often a word, a month or a place (Grace, April, Jordan) is not
// in it.
//
//go:embed given.txt
var givenList string

var givenNames = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for name := range strings.Lines(givenList) {
		m[key(strings.TrimSpace(name))] = true
	}
	return m
})

// sameGiven reports whether two rows of given names can be one person's: name by
// name they are the same, spelt alike, or one is the other's initial; a row may
// go on where the other ends. "J." can be John and James; John cannot be James.
func sameGiven(a, b string) bool {
	x, y := nameWords(a), nameWords(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	for i := 0; i < len(x) && i < len(y); i++ {
		if !likeGiven(a[x[i].start:x[i].end], b[y[i].start:y[i].end]) {
			return false
		}
	}
	return true
}

// likeGiven reports whether two given names can be one.
func likeGiven(a, b string) bool {
	ka, kb := key(a), key(b)
	if ka == "" || kb == "" {
		return false
	}
	if initial(ka, a) || initial(kb, b) {
		ra, _ := utf8.DecodeRuneInString(ka)
		rb, _ := utf8.DecodeRuneInString(kb)
		return ra == rb
	}
	sa, sb := skeleton(a), skeleton(b)
	return ka == kb || len(sa) >= 2 && plainH(sa) == plainH(sb) || strings.HasPrefix(ka, kb) || strings.HasPrefix(kb, ka)
}

// initial reports whether a name is an initial, or several in a row ("KN").
func initial(k, printed string) bool {
	return utf8.RuneCountInString(k) == 1 || len(k) < 4 && printed == strings.ToUpper(printed)
}

// plainH drops what is left of an h from a skeleton: Friedrich, Frederick.
func plainH(s string) string { return strings.ReplaceAll(s, "h", "") }

// distance is the number of letters to change, drop, add or swap with a neighbour
// (Damerau 1964) to make b of a, or more than most where it is more.
func distance(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > most || len(y)-len(x) > most {
		return most + 1
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}
