package query

import (
	"slices"
	"strings"

	"locus/corpus/words"
)

// edits is the number of letters to insert, delete, replace or exchange with
// their neighbour to make b of a, each letter touched once (optimal string
// alignment; Damerau 1964). It counts runes.
func edits(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, row, next := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		next[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			next[j+1] = min(row[j]+cost, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row, next = row, next, before
	}
	return row[len(y)]
}

// nearest gives at most n of among that look like name, the likeliest first,
// ties in their order. A name counts as near when it, or one of its words, is
// within a third of its letters, or when one holds the other.
func nearest(name string, among []string, n int) []string {
	type near struct {
		name string
		far  int
	}
	asked := words.Fold(name)
	most := max(1, len([]rune(asked))/3)
	var found []near
	for _, candidate := range among {
		if far := distanceOf(asked, words.Fold(candidate), most); far <= 2*most+1 {
			found = append(found, near{candidate, far})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return a.far - b.far })
	var out []string
	for _, f := range found {
		if len(out) < n && !slices.Contains(out, f.name) {
			out = append(out, f.name)
		}
	}
	return out
}

// distanceOf counts half edits, so that a part of a name is a little farther
// than the whole.
func distanceOf(asked, candidate string, most int) int {
	if asked == "" || candidate == "" {
		return 2*most + 2
	}
	far := 2 * edits(asked, candidate)
	for _, w := range nameWords(candidate) {
		far = min(far, 2*edits(asked, w)+1)
	}
	if len(asked) > 3 && (strings.Contains(candidate, asked) || strings.Contains(asked, candidate) && len(candidate) > 3) {
		far = min(far, 2*most)
	}
	return far
}

// nameWords cuts a name into its folded words: letters and digits.
func nameWords(name string) []string {
	return strings.FieldsFunc(words.Fold(name), func(r rune) bool { return !isWordRune(r) })
}
