package indextest

import (
	"slices"

	"locus/index"
	"locus/query"
)

// occurrences counts the places where a phrase stands in a passage: the
// positions with which a stretch can begin that holds every step at a position
// of its own, in order unless Unordered, with at most Slop other positions
// between the first and the last. Stretches may overlap; one position begins
// one stretch at most.
func occurrences(c query.Phrase, e *index.Entry) int {
	if len(c.Steps) == 0 {
		return 0
	}
	at := make([][]int, len(c.Steps)) // positions of each step
	var starts []int
	for i, s := range c.Steps {
		for _, t := range e.Text {
			if slices.Contains(s.Stems, t.Stem) && (s.Form == "" || s.Form == t.Form) {
				at[i] = append(at[i], t.Pos)
			}
		}
		if i == 0 || c.Unordered {
			starts = append(starts, at[i]...)
		}
	}
	slices.Sort(starts)
	starts = slices.Compact(starts)
	n := 0
	for _, p := range starts {
		last := p + len(c.Steps) - 1 + c.Slop
		if c.Unordered && scattered(at, p, last, nil) || !c.Unordered && inOrder(at, p, last) {
			n++
		}
	}
	return n
}

// inOrder reports whether the first step can stand at p and the others after
// one another up to last.
func inOrder(at [][]int, p, last int) bool {
	if !slices.Contains(at[0], p) {
		return false
	}
	if len(at) == 1 {
		return true
	}
	for _, q := range at[1] {
		if q > p && q <= last && inOrder(at[1:], q, last) {
			return true
		}
	}
	return false
}

// scattered reports whether all steps can stand at positions of their own from
// p to last, one of them at p. Used are the positions already given away.
func scattered(at [][]int, p, last int, used []int) bool {
	if len(at) == 0 {
		return slices.Contains(used, p)
	}
	for _, q := range at[0] {
		if q >= p && q <= last && !slices.Contains(used, q) &&
			scattered(at[1:], p, last, append(slices.Clone(used), q)) {
			return true
		}
	}
	return false
}
