package tag

import (
	"hash/fnv"
	"sort"

	"locus/corpus"
	"locus/corpus/words"
)

// The measure of near repeats: sets of runs of five stems (Broder 1997), and
// the share of the union that two sets have in common.
const (
	shingle  = 5
	likeness = 0.8
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
	for _, t := range tokens {
		if !t.Extra {
			stems = append(stems, t.Stem)
		}
	}
	var s sketch
	for i := 0; i+shingle <= len(stems); i++ {
		h := fnv.New64a()
		for _, stem := range stems[i : i+shingle] {
			h.Write([]byte(stem))
			h.Write([]byte{0})
		}
		s = append(s, h.Sum64())
	}
	sort.Slice(s, func(i, j int) bool { return s[i] < s[j] })
	out := s[:0]
	for i, v := range s {
		if i == 0 || v != s[i-1] {
			out = append(out, v)
		}
	}
	return out
}

// jaccard is the share of two sets' union that both hold.
func jaccard(a, b sketch) float64 {
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
	return float64(both) / float64(len(a)+len(b)-both)
}

// alike fills AlsoIn of the passages that say nearly the same words. Only
// passages that share one of the first fifth of their shingles by hash are
// compared (prefix filtering, Chaudhuri et al. 2006: sets as alike as likeness
// must share one there); a shingle that a crowd shares suggests no pair.
func alike(doc *corpus.Document, sketches []sketch) {
	holders := map[uint64][]int{}
	for i, s := range sketches {
		doc.Passages[i].AlsoIn = nil
		if len(s) < fewest {
			continue
		}
		for _, h := range s[:len(s)/5+1] {
			if len(holders[h]) < crowd {
				holders[h] = append(holders[h], i)
			}
		}
	}
	type pair struct{ a, b int }
	done := map[pair]bool{}
	for i, s := range sketches {
		if len(s) < fewest {
			continue
		}
		for _, h := range s[:len(s)/5+1] {
			for _, j := range holders[h] {
				if j <= i || done[pair{i, j}] {
					continue
				}
				done[pair{i, j}] = true
				if jaccard(s, sketches[j]) >= likeness {
					a, b := &doc.Passages[i], &doc.Passages[j]
					a.AlsoIn, b.AlsoIn = append(a.AlsoIn, address(doc, b)), append(b.AlsoIn, address(doc, a))
				}
			}
		}
	}
}

func address(doc *corpus.Document, p *corpus.Passage) corpus.PassageID {
	return corpus.Address{Work: doc.Work.ID, Revision: doc.Work.Revision, Span: p.Span}.ID()
}
