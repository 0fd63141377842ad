package bleve

import (
	"slices"

	"locus/corpus/words"
	"locus/query"
)

// positions are the places of each step's words in a text.
func positions(tokens []words.Token, c *query.Phrase) [][]uint32 {
	at := make([][]uint32, len(c.Steps))
	for i, s := range c.Steps {
		for _, t := range tokens {
			if slices.Contains(s.Stems, t.Stem) && (s.Form == "" || s.Form == t.Form) {
				at[i] = append(at[i], uint32(t.Pos)+1)
			}
		}
		slices.Sort(at[i])
		at[i] = slices.Compact(at[i])
	}
	return at
}

// occurrences counts where a phrase can begin: at[i] are the positions of its
// i-th step, ascending, none twice. See query.Phrase for what an occurrence is;
// one position begins one at most.
func occurrences(at [][]uint32, c *query.Phrase) int {
	for _, a := range at {
		if len(a) == 0 {
			return 0
		}
	}
	reach := uint32(min(len(at)-1+max(c.Slop, 0), 1<<30))
	if c.Unordered {
		return anywhere(at, reach)
	}
	n := 0
	for _, p := range at[0] {
		if follows(at[1:], p, p+reach) {
			n++
		}
	}
	return n
}

// follows reports whether each step can stand after the one before, the first
// after p and the last at most at last. The earliest place is always the best.
func follows(at [][]uint32, p, last uint32) bool {
	for _, a := range at {
		i, _ := slices.BinarySearch(a, p+1)
		if i == len(a) || a[i] > last {
			return false
		}
		p = a[i]
	}
	return true
}

// anywhere counts the positions p such that all steps find positions of their
// own from p to p+reach, one of them p itself.
func anywhere(at [][]uint32, reach uint32) int {
	if len(at) == 2 {
		return near(at[0], at[1], reach)
	}
	var starts []uint32
	for _, a := range at {
		starts = append(starts, a...)
	}
	slices.Sort(starts)
	n := 0
	for _, p := range slices.Compact(starts) {
		for i, a := range at {
			if _, ok := slices.BinarySearch(a, p); ok && assign(at, i, p, p+reach) {
				n++
				break
			}
		}
	}
	return n
}

// near is anywhere for two steps.
func near(a, b []uint32, reach uint32) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		if a[0] > b[0] {
			a, b = b, a
		}
		p := a[0]
		a = a[1:]
		rest := b // the other step's positions after p
		if b[0] == p {
			rest = b[1:]
		}
		if len(rest) > 0 && rest[0] <= p+reach || b[0] == p && len(a) > 0 && a[0] <= p+reach {
			n++
		}
		b = rest
	}
	return n
}

// assign reports whether, with step fixed at p, every other step finds a position
// of its own after p and at most at last: a matching of steps and positions
// (augmenting paths, Kuhn 1955).
func assign(at [][]uint32, fixed int, p, last uint32) bool {
	owner := map[uint32]int{}
	var try func(step int, seen map[uint32]bool) bool
	try = func(step int, seen map[uint32]bool) bool {
		for _, q := range at[step] {
			if q <= p || q > last || seen[q] {
				continue
			}
			seen[q] = true
			if other, taken := owner[q]; !taken || try(other, seen) {
				owner[q] = step
				return true
			}
		}
		return false
	}
	for step := range at {
		if step != fixed && !try(step, map[uint32]bool{}) {
			return false
		}
	}
	return true
}
