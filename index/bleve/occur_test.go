package bleve

import (
	"math/rand/v2"
	"slices"
	"testing"

	"locus/query"
)

// For two steps, three are asked for in the long way as a check: the pair alone
// must count as the general method counts it.
func TestNearCountsAsTheGeneralMethodDoes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		at := make([][]uint32, 2)
		for i := range at {
			for range 1 + r.IntN(6) {
				at[i] = append(at[i], uint32(1+r.IntN(14)))
			}
			slices.Sort(at[i])
			at[i] = slices.Compact(at[i])
		}
		reach := uint32(1 + r.IntN(5))
		want := 0
		for p := range uint32(16) {
			for i := range at {
				if _, ok := slices.BinarySearch(at[i], p); ok && assign(at, i, p, p+reach) {
					want++
					break
				}
			}
		}
		if got := near(slices.Clone(at[0]), slices.Clone(at[1]), reach); got != want {
			t.Fatalf("%v within %d: %d, want %d", at, reach, got, want)
		}
	}
}

func TestOccurrencesNeedEveryStep(t *testing.T) {
	if n := occurrences([][]uint32{{1, 5}, nil}, &query.Phrase{Slop: 9}); n != 0 {
		t.Errorf("%d occurrences of a phrase with a word that is not there", n)
	}
	if n := occurrences([][]uint32{{1, 5}, {2, 6}, {3}}, &query.Phrase{}); n != 1 {
		t.Errorf("%d occurrences, want 1", n)
	}
	if n := occurrences([][]uint32{{3}, {1}, {2}}, &query.Phrase{Unordered: true}); n != 1 {
		t.Errorf("%d occurrences in any order, want 1", n)
	}
}
