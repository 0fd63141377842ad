package judge

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// Difference is what a question gained against another run.
type Difference struct {
	Question      Asked
	This, Other   Scores
	NDCG10        float64 // the gain, this less the other, of each figure
	AP, Recall100 float64
}

// Report compares a run with another over the judged questions of a collection.
// Without another run Other is zero, the differences are zero, and the
// probabilities are 1.
type Report struct {
	Questions   []Difference
	This, Other Scores
	Compared    bool
	// P are the probabilities that differences as great come of chance.
	PNDCG10, PAP, PRecall100 float64
}

// Report judges a run, against another where it is not nil. A collection
// without a judged question is an error.
func (c *Collection) Report(run, other Ranking) (*Report, error) {
	asked := c.judged()
	if len(asked) == 0 {
		return nil, errNoQuestions
	}
	r := &Report{Compared: other != nil, PNDCG10: 1, PAP: 1, PRecall100: 1}
	these := c.Measure(run)
	r.This, _ = Mean(these)
	var others []Scores
	if other != nil {
		others = c.Measure(other)
		r.Other, _ = Mean(others)
	}
	for i, q := range asked {
		d := Difference{Question: q, This: these[i]}
		if other != nil {
			d.Other = others[i]
			d.NDCG10, d.AP, d.Recall100 = d.This.NDCG10-d.Other.NDCG10, d.This.AP-d.Other.AP, d.This.Recall100-d.Other.Recall100
		}
		r.Questions = append(r.Questions, d)
	}
	if other != nil {
		r.PNDCG10 = r.chance(func(d *Difference) float64 { return d.NDCG10 })
		r.PAP = r.chance(func(d *Difference) float64 { return d.AP })
		r.PRecall100 = r.chance(func(d *Difference) float64 { return d.Recall100 })
	}
	return r, nil
}

func (r *Report) chance(of func(*Difference) float64) float64 {
	out := make([]float64, len(r.Questions))
	for i := range r.Questions {
		out[i] = of(&r.Questions[i])
	}
	return Chance(out)
}

// rounds is the number of random exchanges that Chance makes.
const rounds = 10000

// Chance is the probability that paired differences come of chance: the share of
// random exchanges of the two runs, question by question, whose mean differs at
// least as much (Fisher's randomization test, two-sided; Smucker, Allan and
// Carterette 2007). The exchanges are the same every time.
func Chance(differences []float64) float64 {
	observed := 0.0
	for _, d := range differences {
		observed += d
	}
	observed = math.Abs(observed)
	source := rand.New(rand.NewPCG(1971, 2007))
	as := 1
	for range rounds {
		sum := 0.0
		for _, d := range differences {
			if source.Uint64()&1 == 0 {
				sum += d
			} else {
				sum -= d
			}
		}
		if math.Abs(sum) >= observed-1e-12 {
			as++
		}
	}
	return float64(as) / float64(rounds+1)
}

// String prints the report: means, gains, probabilities, then the questions that
// lost and gained most nDCG@10.
func (r *Report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "questions %d\n", len(r.Questions))
	line := func(name string, this, other, p float64) {
		fmt.Fprintf(&b, "%-10s %.4f", name, this)
		if r.Compared {
			fmt.Fprintf(&b, "  other %.4f  %s  p %.4f", other, gain(this, other), p)
		}
		b.WriteByte('\n')
	}
	line("nDCG@10", r.This.NDCG10, r.Other.NDCG10, r.PNDCG10)
	line("MAP", r.This.AP, r.Other.AP, r.PAP)
	line("recall@100", r.This.Recall100, r.Other.Recall100, r.PRecall100)
	line("MRR@10", r.This.RR, r.Other.RR, 1)
	if !r.Compared {
		return b.String()
	}
	byGain := slices.Clone(r.Questions)
	slices.SortStableFunc(byGain, func(a, b Difference) int { return cmp.Compare(a.NDCG10, b.NDCG10) })
	for _, d := range byGain {
		if d.NDCG10 != 0 {
			fmt.Fprintf(&b, "%+.3f  %.3f  %s  %s\n", d.NDCG10, d.This.NDCG10, d.Question.ID, d.Question.Text)
		}
	}
	return b.String()
}

// gain writes by how much a figure is above another.
func gain(this, other float64) string {
	if other == 0 {
		return "n/a"
	}
	return fmt.Sprintf("%+.1f%%", 100*(this/other-1))
}
