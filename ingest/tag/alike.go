package tag

import (
	"maps"
	"slices"
	"sort"

	"locus/corpus"
	"locus/corpus/words"
)

// The measure of near repeats: sets of runs of five stems, and the share of the
// smaller set that the larger holds (resemblance and containment, Broder 1997).
const (
	shingle   = 5
	contained = 0.8
	// Passages that share fewer of their words are repeats still where these are
	// some three sentences and half of the shorter passage.
	partly = 30
	partOf = 0.5
	// fewest is the least number of shingles of a passage that can be a repeat.
	fewest = 8
	// crowd is how many passages may share a shingle for it to suggest pairs.
	crowd = 50
)

// sketch is the set of a passage's shingles, hashed, in ascending order.
type sketch []uint64

func sketchOf(p *corpus.Passage, tokens []words.Token) sketch {
	if p.Kind == corpus.ReferenceK || p.Kind == corpus.Front {
		return nil
	}
	stems := make([]string, 0, len(tokens))
	for i := range tokens {
		if !tokens[i].Extra {
			stems = append(stems, tokens[i].Stem)
		}
	}
	if len(stems) < shingle {
		return nil
	}
	s := make(sketch, 0, len(stems)-shingle+1)
	for i := 0; i+shingle <= len(stems); i++ {
		h := uint64(fnvSeed)
		for _, stem := range stems[i : i+shingle] {
			for j := range len(stem) {
				h = (h ^ uint64(stem[j])) * fnvPrime
			}
			h *= fnvPrime // and a zero
		}
		s = append(s, h)
	}
	slices.Sort(s)
	return slices.Compact(s)
}

// FNV-1a, 64 bits: what hash/fnv computes, without a hash for each shingle.
const (
	fnvSeed  = 14695981039346656037
	fnvPrime = 1099511628211
)

// shared is how many shingles two sets have in common.
func shared(a, b sketch) int {
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			both, i, j = both+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return both
}

// repeats reports whether the shorter of two sets lies in the other, nearly, or
// half of it does and is long.
func repeats(a, b sketch, both int) bool {
	n := min(len(a), len(b))
	return n >= fewest && (float64(both) >= contained*float64(n) || both >= partly && float64(both) >= partOf*float64(n))
}

// alike fills AlsoIn of the passages that say nearly the same words: where the
// shorter lies in the longer, or where the same sentences were cut otherwise,
// so that one lies in two neighbours and half of either in it. Every shingle
// tells who else holds it; one that a crowd holds tells only the first of it.
func alike(doc *corpus.Document, sketches []sketch) {
	holders := map[uint64][]int32{}
	common := make([]int, len(sketches)) // shingles shared with the passage at hand
	tied := make([]map[int]bool, len(sketches))
	tie := func(i, j int) {
		for _, p := range [2][2]int{{i, j}, {j, i}} {
			if tied[p[0]] == nil {
				tied[p[0]] = map[int]bool{}
			}
			tied[p[0]][p[1]] = true
		}
	}
	for i, s := range sketches {
		if len(s) < fewest {
			continue
		}
		var met []int
		for _, h := range s {
			for _, j := range holders[h] {
				if common[j] == 0 {
					met = append(met, int(j))
				}
				common[j]++
			}
			if len(holders[h]) < crowd {
				holders[h] = append(holders[h], int32(i))
			}
		}
		sort.Ints(met)
		cutOtherwise(i, met, common, sketches, tie)
		for _, j := range met {
			if repeats(s, sketches[j], common[j]) {
				tie(i, j)
			}
		}
		for _, j := range met {
			common[j] = 0
		}
	}
	for i := range doc.Passages {
		doc.Passages[i].AlsoIn = nil
		for _, j := range slices.Sorted(maps.Keys(tied[i])) {
			doc.Passages[i].AlsoIn = append(doc.Passages[i].AlsoIn, address(doc, &doc.Passages[j]))
		}
	}
}

// cutOtherwise ties passage i to two neighbours of which it is made up.
func cutOtherwise(i int, met, common []int, sketches []sketch, tie func(i, j int)) {
	for k := 0; k+1 < len(met); k++ {
		a, b := met[k], met[k+1]
		if b != a+1 || b == i || float64(common[a]+common[b]) < contained*float64(len(sketches[i])) {
			continue
		}
		if 2*common[a] >= len(sketches[a]) && 2*common[b] >= len(sketches[b]) && common[a] >= fewest && common[b] >= fewest {
			tie(i, a)
			tie(i, b)
		}
	}
}

func address(doc *corpus.Document, p *corpus.Passage) corpus.PassageID {
	return corpus.Address{Work: doc.Work.ID, Revision: doc.Work.Revision, Span: p.Span}.ID()
}
