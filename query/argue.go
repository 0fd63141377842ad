package query

import "slices"

// Words of passages that bear on a motion or a claim (the kinds of evidence of
// Rinott et al. 2015: a study, an expert, a case): studying says that something was
// found out, arguing that somebody holds or disputes it.
var (
	studying = []string{"study", "studies", "research", "researchers", "survey", "poll", "findings", "found", "data", "evidence", "statistics", "report", "experiment", "percent"}
	arguing  = []string{"argue", "argued", "claim", "claimed", "said", "says", "stated", "concluded", "showed", "suggest", "suggested", "believe", "according", "wrote", "maintain", "contend", "critics", "criticised", "criticized", "opponents", "proponents", "supporters", "opinion", "professor", "warned"}
	// disputing says that somebody holds against it.
	disputing = []string{"critics", "criticized", "criticised", "criticism", "critique", "skeptics", "sceptics", "objected", "objection", "doubt", "challenged", "disputed", "contested", "denied", "replied", "answered", "charged", "weakness", "flaw", "fails", "failed", "narrow", "wrong", "neglects", "overlooks", "ignores"}
)

// arguments boosts passages that give evidence or somebody's argument: what is
// wanted of a motion, of what should be, and of "arguments for"; of "criticism of",
// those that dispute. Each kind counts as one word, so that a text gains little by using many of them.
// They count by the mean rarity of the words asked, and so no more beside common
// words than beside rare ones.
func (r *reading) arguments(a *asked, p *Policy) {
	mean := 0.0
	for _, q := range a.content {
		mean += q.idf / float64(len(a.content))
	}
	if a.intent == intentDispute {
		r.add("disputes", r.anyOf(disputing), p.Dispute*mean)
		return
	}
	r.add("gives evidence", r.anyOf(studying), p.Study*mean)
	r.add("argues", r.anyOf(arguing), p.Argue*mean)
}

// anyOf is the clause of words that count as one.
func (r *reading) anyOf(forms []string) Clause {
	var stems []string
	for _, f := range forms {
		if stem := r.s.words().Stem(f); !slices.Contains(stems, stem) {
			stems = append(stems, stem)
		}
	}
	return Term{Fields: []FieldWeight{{Text, 1}}, Tokens: stems, Weight: 1}
}
