package query

import (
	"cmp"
	"slices"
	"strings"

	"locus/corpus"
	"locus/corpus/words"
)

// Words of sentences that say what something is.
var (
	copulas  = []string{"is", "are", "was", "were"}
	several  = []string{"a", "an", "the"}
	vague    = []string{"matter", "question", "issue", "problem", "source", "result", "part", "topic", "subject", "way", "reason", "cause"}
	equals   = []string{"what", "when", "about", "any", "nothing"}
	joints   = []string{"of", "in", "that", "which", "where", "whereby", "when", "who", "whose", "from", "between", "to", "by", "for", "with", "among", "under"}
	says     = []string{"means", "denotes", "refers", "signifies", "describes", "consists", "comprises", "designates", "encompasses", "entails"}
	defines  = []string{"defined", "understood", "described", "conceived", "conceptualized", "conceptualised", "characterized", "characterised"}
	naming   = []string{"concept", "term", "notion", "word", "idea", "definition", "meaning"}
	announce = []string{"introduces", "discusses", "examines", "explores", "presents", "considers", "outlines", "reviews", "looks", "discuss", "examine", "explore", "present", "introduce", "consider", "review", "outline"}
	writings = []string{"chapter", "section", "essay", "article", "paper", "book", "part", "study", "unit", "lecture"}
)

// definedIn tells how plainly a text says what a thing is, from 0 to 1: 1 where a
// sentence has the thing for its subject and a definition for the rest ("X is a
// kind of", "X refers to", "X can be defined as"), less where it tells a quality
// ("X is a contested concept") or speaks of the thing's definition. What only
// announces a topic or asks defines nothing, and a longer name is another thing:
// human security is not security.
func definedIn(text string, tokens []words.Token, thing []string) float64 {
	if !slices.ContainsFunc(tokens, func(t words.Token) bool { return t.Stem == thing[0] }) {
		return 0
	}
	tokens = slices.DeleteFunc(slices.Clone(tokens), func(t words.Token) bool { return t.Extra })
	d := definition{text: text, tokens: tokens}
	best := 0.0
	for i := range tokens {
		if d.at(i, thing) {
			best = max(best, d.said(i, i+len(thing)))
		}
	}
	return best
}

type definition struct {
	text   string
	tokens []words.Token
}

func (d *definition) at(i int, thing []string) bool {
	if i+len(thing) > len(d.tokens) {
		return false
	}
	for k, stem := range thing {
		if d.tokens[i+k].Stem != stem {
			return false
		}
	}
	return true
}

// form is the form of a token, "" beyond the sentence of token from.
func (d *definition) form(i, from int) string {
	if i < 0 || i >= len(d.tokens) || d.parted(min(i, from), max(i, from)) {
		return ""
	}
	return d.tokens[i].Form
}

// parted reports whether a sentence ends between two tokens.
func (d *definition) parted(i, j int) bool {
	for ; i < j; i++ {
		if strings.ContainsAny(d.text[d.tokens[i].End:d.tokens[i+1].Start], ".!?;\n") {
			return true
		}
	}
	return false
}

// said weighs the sentence around tokens from to to, the second outside.
func (d *definition) said(from, to int) float64 {
	before, next := d.form(from-1, from), d.form(to, from)
	if d.announces(from) || slices.Contains(copulas, before) || next != "" && !words.Function(next) && !slices.Contains(says, next) && !d.between(to-1, ":") {
		return 0
	}
	start := from
	if slices.Contains(several, before) {
		start--
		before = d.form(start-1, from)
	}
	opens := before == "" || d.between(start-1, ",:")
	named := slices.Contains(naming, before) || strings.HasPrefix(before, "defin")
	if !opens && !words.Function(before) && !named {
		return 0
	}
	if before == "of" && !opens {
		return d.spokenOf(start-2, to, from)
	}
	switch {
	case opens && d.between(to-1, ":"):
		return 0.8
	case slices.Contains(says, next):
		return 1
	case strings.HasPrefix(before, "defin") && next == "as":
		return 0.9
	case strings.HasPrefix(before, "defin"):
		return 0.5
	}
	if said := d.put(to, from); said > 0 || !slices.Contains(copulas, next) {
		return said
	}
	return d.kind(to+1, from)
}

// between reports whether one of marks stands between a token and the next.
func (d *definition) between(i int, marks string) bool {
	return i >= 0 && i+1 < len(d.tokens) && strings.ContainsAny(d.text[d.tokens[i].End:d.tokens[i+1].Start], marks)
}

// spokenOf weighs "the definition of X", "the concept of X": above is the place
// of the noun, to that of what follows.
func (d *definition) spokenOf(above, to, from int) float64 {
	noun := d.form(above, from)
	switch {
	case strings.HasPrefix(noun, "defin") && slices.Contains(copulas, d.form(to, from)):
		return 1
	case strings.HasPrefix(noun, "defin"):
		return 0.5
	case slices.Contains(naming, noun) && slices.Contains(says, d.form(to, from)):
		return 1
	case slices.Contains(naming, noun):
		return max(0.2, d.put(to, from))
	}
	return 0
}

// put weighs "can be defined as" and its like from a token on.
func (d *definition) put(to, from int) float64 {
	for k := to; k < to+5; k++ {
		if !slices.Contains(defines, d.form(k, from)) {
			continue
		}
		for j := k + 1; j < k+4; j++ {
			if f := d.form(j, from); f == "as" || f == "by" {
				return 0.9
			}
		}
		return 0.5
	}
	return 0
}

// kind weighs what follows "X is" from a token on: a kind told apart ("a
// condition in which") defines, a quality ("a contested concept") hardly.
func (d *definition) kind(at, from int) float64 {
	first, second := d.form(at, from), d.form(at+1, from)
	switch {
	case slices.Contains(several, first) && (slices.Contains(vague, second) || slices.Contains(vague, d.form(at+2, from))):
		return 0.4
	case slices.Contains(several, first):
		for k := at + 2; k < at+6; k++ {
			if slices.Contains(joints, d.form(k, from)) {
				return 1
			}
		}
		return 0.5
	case slices.Contains(equals, first):
		return 0.5
	case first != "" && !words.Function(first) && slices.Contains([]string{"of", "from", "over", "between"}, second):
		return 0.6
	}
	return 0.2
}

// announces reports whether the sentence of a token speaks of what a text will
// do.
func (d *definition) announces(at int) bool {
	writing, doing := false, false
	for i := at; i >= 0 && !d.parted(i, at); i-- {
		writing = writing || slices.Contains(writings, d.tokens[i].Form)
		doing = doing || slices.Contains(announce, d.tokens[i].Form)
	}
	return writing && doing
}

// announcing reports whether a passage only announces what was asked for: every
// sentence with a marked word says what a text will do.
func announcing(text string, marks []corpus.Mark) bool {
	for _, m := range marks {
		start := strings.LastIndexAny(text[:m.Start], ".!?\n") + 1
		end := len(text)
		if at := strings.IndexAny(text[m.End:], ".!?\n"); at >= 0 {
			end = m.End + at
		}
		if holds(text[start:end], announces) != aWriting|anAnnouncement {
			return false
		}
	}
	return len(marks) > 0
}

// weighs tells how many of the first hits are read to be weighed by what they
// say: the same number whatever page is asked for.
func (q *question) weighs() int {
	p := q.s.policy()
	switch {
	case q.works || !q.loose || q.plan.Sort != "" && q.plan.Sort != ByScore:
		return 0
	case len(q.thing) > 0:
		return p.Window
	}
	return p.Front
}

// weigh lets the first hits that say what the thing asked for is come before
// those that only mention it, and those that only announce it come after.
func (q *question) weigh(hits []FoundHit) {
	p := q.s.policy()
	window := hits[:min(len(hits), q.weighs())]
	for i := range window {
		h := &window[i]
		if len(q.thing) > 0 {
			if said := p.Defines * definedIn(h.Passage.Text, q.view(&h.Passage).tokens, q.thing); said > 0 {
				q.gain(h, "says what it is", said)
			}
		}
		if i < p.Front && announcing(h.Passage.Text, merge(q.view(&h.Passage).found)) {
			q.gain(h, "only announces", -p.Announce*h.Score)
		}
	}
	slices.SortStableFunc(window, func(a, b FoundHit) int { return cmp.Compare(b.Score, a.Score) })
}

func (q *question) gain(h *FoundHit, name string, score float64) {
	h.Score += score
	if q.plan.Explain {
		h.Why = append(h.Why, Contribution{Name: name, Score: score})
	}
}
