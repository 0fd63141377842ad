package layout

import (
	"math"
	"sort"
	"strconv"
	"strings"
)

// The line numbers of a manuscript: at least so many in one margin of a page,
// each greater by the same step than the one above.
const leastCounted = 8

// counted takes out the runs that number the lines of a page in its margin. They
// stand below each other at one edge, beside all the text, and count on.
func counted(runs []piece) (kept, numbers []piece) {
	gone := map[int]bool{}
	for _, right := range []bool{true, false} {
		edges := map[int][]int{}
		for i, r := range runs {
			at := r.x0
			if right {
				at = r.x1
			}
			if digitsOf(r) != "" {
				k := int(math.Round(at / 3))
				edges[k] = append(edges[k], i)
			}
		}
		chains(runs, edges, gone)
	}
	if len(gone) < leastCounted || !beside(runs, gone) {
		return runs, nil
	}
	for i, r := range runs {
		if gone[i] {
			numbers = append(numbers, r)
		} else {
			kept = append(kept, r)
		}
	}
	return kept, numbers
}

// chains notes the runs that count on at one of the edges.
func chains(runs []piece, edges map[int][]int, gone map[int]bool) {
	keys := make([]int, 0, len(edges))
	for k := range edges {
		keys = append(keys, k)
	}
	sort.Ints(keys)
	for _, k := range keys {
		// Numbers that end at an edge may be rounded to either side of it.
		list := append(append([]int(nil), edges[k]...), edges[k+1]...)
		for _, i := range chain(runs, list) {
			gone[i] = true
		}
	}
}

// digitsOf is the number that a run is, "" for one that is none.
func digitsOf(r piece) string {
	if len(r.gs) > 4 {
		return ""
	}
	var out strings.Builder
	for _, g := range r.gs {
		if g.Rune < '0' || g.Rune > '9' {
			return ""
		}
		out.WriteRune(g.Rune)
	}
	return out.String()
}

// chain picks the numbers that count on down the page: all but a few of those
// listed, by steps of one, or of five.
func chain(runs []piece, list []int) []int {
	sort.SliceStable(list, func(a, b int) bool { return runs[list[a]].base < runs[list[b]].base })
	for _, step := range []int{1, 5} {
		var out []int
		last := -1
		for _, i := range list {
			n, _ := strconv.Atoi(digitsOf(runs[i]))
			if last < 0 || n == last+step {
				out = append(out, i)
				last = n
			} else if len(out) < 2 {
				out, last = []int{i}, n
			}
		}
		if least := leastCounted * (6 - step) / 5; len(out) >= max(3, least) && len(out)*10 >= len(list)*8 {
			return out
		}
	}
	return nil
}

// beside reports whether the numbers stand left or right of nearly all else.
func beside(runs []piece, gone map[int]bool) bool {
	var starts, ends []float64
	for i, r := range runs {
		if !gone[i] {
			starts, ends = append(starts, r.x0), append(ends, r.x1)
		}
	}
	if len(starts) == 0 {
		return false
	}
	sort.Float64s(starts)
	sort.Float64s(ends)
	lo, hi := starts[len(starts)/20], ends[len(ends)-1-len(ends)/20]
	for i := range gone {
		if runs[i].x0 > lo && runs[i].x1 < hi {
			return false
		}
	}
	return true
}
