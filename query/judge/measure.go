package judge

import (
	"math"
	"slices"
)

// Scores are the figures of one question, or means over several.
type Scores struct {
	NDCG10    float64 // gain of the first ten against the best possible order
	AP        float64 // average precision over the first thousand
	Recall10  float64
	Recall20  float64
	Recall100 float64
	RR        float64 // 1 over the rank of the first good one within ten, 0 for none
	First     bool    // the first one is good
}

// Measure compares a ranking with judged grades. Repeats in the ranking count
// once; a grade of 0 or less is not good. With no good grade all scores are 0.
func Measure(ranked []string, grades map[string]int) Scores {
	var s Scores
	var ideal []int
	for _, g := range grades {
		if g > 0 {
			ideal = append(ideal, g)
		}
	}
	if len(ideal) == 0 {
		return s
	}
	slices.Sort(ideal)
	slices.Reverse(ideal)
	best, gain := 0.0, 0.0
	for i, g := range ideal[:min(10, len(ideal))] {
		best += float64(g) / math.Log2(float64(i)+2)
	}
	seen := map[string]bool{}
	rank, found := 0, 0
	for _, id := range ranked {
		if seen[id] {
			continue
		}
		seen[id] = true
		rank++
		if rank > 1000 {
			break
		}
		g := grades[id]
		if g <= 0 {
			continue
		}
		found++
		s.AP += float64(found) / float64(rank)
		if rank <= 10 {
			gain += float64(g) / math.Log2(float64(rank)+1)
			s.Recall10++
			if found == 1 {
				s.RR, s.First = 1/float64(rank), rank == 1
			}
		}
		if rank <= 20 {
			s.Recall20++
		}
		if rank <= 100 {
			s.Recall100++
		}
	}
	n := float64(len(ideal))
	s.NDCG10 = gain / best
	s.AP, s.Recall10, s.Recall20, s.Recall100 = s.AP/n, s.Recall10/n, s.Recall20/n, s.Recall100/n
	return s
}

// Mean is the mean of every figure, and the number of questions whose first
// answer is good. The Scores of no question are zero.
func Mean(all []Scores) (mean Scores, firsts int) {
	if len(all) == 0 {
		return mean, 0
	}
	n := float64(len(all))
	for _, s := range all {
		mean.NDCG10 += s.NDCG10 / n
		mean.AP += s.AP / n
		mean.Recall10 += s.Recall10 / n
		mean.Recall20 += s.Recall20 / n
		mean.Recall100 += s.Recall100 / n
		mean.RR += s.RR / n
		if s.First {
			firsts++
		}
	}
	return mean, firsts
}
