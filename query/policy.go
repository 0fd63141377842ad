package query

import (
	"strings"

	"locus/corpus"
)

// Policy is how much everything counts. Every number of the ranking is here,
// and every boost is made in this file, under a name that an explained answer
// repeats. A phrase boost counts in units of the phrase's own BM25 score (the
// sum of its words' idf), a constant boost in units of idf: 4 is a word that one
// passage in fifty has.
type Policy struct {
	BM25      BM25 // of passages
	WorksBM25 BM25 // where whole works are ranked, whose lengths differ more

	// Words.
	Synonym    float64 // what the field uses for the word asked
	Correction float64 // the word looked for instead of a misspelt one
	Slip       float64 // a misspelling of the word asked, found in a text
	Hyphen     float64 // self help and selfhelp for self-help
	General    float64 // words that fit any subject: cause, difficult, important
	Frame      float64 // words that only frame the question
	Function   float64 // the, of, not

	// Words together.
	Whole float64 // all words typed, side by side
	Pair  float64 // two neighbours of a longer question, side by side
	Close float64 // all the content words within a few words of one another

	// Places.
	Section  float64 // a word in the headings above the passage
	Together float64 // all the content words in the headings
	Title    float64 // a word in the title of the work, which every passage of it shares
	Entitle  float64 // the same where whole works are ranked; there it matches, too
	Prose    float64 // constant: running text rather than a table, a note, a caption
	Matter   float64 // constant: anything but front matter, whose keywords are no passage to cite

	// Names and questions.
	Person  float64 // constant: the passage names the person asked for
	Author  float64 // constant: the person asked for wrote the work
	Voice   float64 // constant: it quotes or reports the person whose view is asked
	Theory  float64 // constant: it is about the theory asked for
	Study   float64 // words of a study, where arguments are asked for, by the mean idf of the words asked
	Argue   float64 // words of somebody's argument, likewise
	Dispute float64 // words of objections, where they are asked for, likewise
	Define  float64 // constant: a phrase that defines the thing asked for
	Defines float64 // added to the first hits that say what it is
	Window  int     // hits that are read for that
	// Announce is the part of its score that a hit loses which only says what a
	// text will do; Front is how many hits are read for that.
	Announce float64
	Front    int
	Heading  float64 // the thing to be defined is in the heading
	Same     float64 // the heading has every word of the question

	// Feedback from the first hits (feedback.go).
	Related       float64 // the word that tells most; others less
	Nearby        float64 // the same where passages are ranked, of which fewer are about the same
	RelatedHits   int     // first hits that are read
	RelatedLeast  int     // of them that must share enough of the question
	RelatedShare  float64 // what is enough, as of Weak
	RelatedWords  int     // words taken
	RelatedPower  float64 // how much more the first hits count
	RelatedLength float64 // words added to a hit's length, so that short ones do not rule
	RelatedIDF    float64 // how much rarity counts
	RelatedFrom   int     // passages below which it stays out: few are about the same
	RelatedSize   int     // passages above which it stays out, for speed

	// WorkWeights rank whole works: the i-th best passage counts so much.
	WorkWeights []float64

	// Weak is the least part of the question, weighted by rarity, that a hit
	// must share not to be called weak; WeakLong applies to questions of more
	// than LongQuestion content words.
	Weak, WeakLong float64
	LongQuestion   int

	// Bounds.
	MostWords   int // different content words in a plan
	MostPairs   int // neighbours that are boosted
	MostPrefix  int // words that a prefix stands for
	MostLookups int // words whose misspellings are looked for
	Abundant    int // passages from which a word's misspellings are not looked for
	RareSlip    int // passages a misspelling has at most
}

// DefaultPolicy is the policy of every door. The numbers
// were set on judged questions (package query/judge); passages are of much the
// same length, so length counts less than usual (B 0.4).
func DefaultPolicy() Policy {
	return Policy{
		BM25:       BM25{K1: 1.0, B: 0.4},
		WorksBM25:  BM25{K1: 1.0, B: 0.45},
		Synonym:    0.6,
		Correction: 0.9,
		Slip:       0.5,
		Hyphen:     0.9,
		General:    0.5,
		Frame:      0.15,
		Function:   0.02,

		Whole: 1.0,
		Pair:  0.2,
		Close: 0.3,

		Section:  0.6,
		Together: 0.6,
		Title:    0.3,
		Entitle:  1.0,
		Prose:    0.5,
		Matter:   2.5,

		Person:   1.0,
		Author:   1.0,
		Voice:    1.5,
		Theory:   1.0,
		Study:    0.45, // measured on motions: 0.2 to 0.6 all help, more changes what is found
		Argue:    0.45,
		Dispute:  0.6,
		Define:   1.0,
		Defines:  3.0,
		Window:   100,
		Announce: 0.3,
		Front:    15,
		Heading:  0.5,
		Same:     0.3,

		Related:       0.6,
		Nearby:        0.4,
		RelatedHits:   15,
		RelatedLeast:  3,
		RelatedShare:  0.1,
		RelatedWords:  30,
		RelatedPower:  2,
		RelatedLength: 20,
		RelatedIDF:    0.7,
		RelatedFrom:   1000,
		RelatedSize:   200000,

		WorkWeights: []float64{1, 0.1, 0.05},

		Weak:         0.5,
		WeakLong:     0.3,
		LongQuestion: 5,

		MostWords:   256,
		MostPairs:   32,
		MostPrefix:  200,
		MostLookups: 8,
		Abundant:    200,
		RareSlip:    2,
	}
}

// boosts makes the boosts of a run of words side by side.
func (r *reading) boost(a *asked) {
	p := r.s.policy()
	r.together(a, p)
	r.places(a, p)
	switch a.intent {
	case intentDefine:
		r.definitions(a, p)
	case intentArgue, intentDispute:
		r.arguments(a, p)
	}
	for _, q := range a.light {
		w := p.Frame
		if q.function {
			w = p.Function
		}
		r.add("frame “"+q.text+"”", And{r.own(q)}, w*float64(q.times))
	}
}

func (r *reading) add(name string, c Clause, weight float64) {
	if weight != 0 {
		r.boosts = append(r.boosts, Boost{Name: name, Clause: c, Weight: weight})
	}
}

func (r *reading) addConstant(name string, c Clause, weight float64) {
	if weight != 0 {
		r.boosts = append(r.boosts, Boost{Name: name, Clause: c, Weight: weight, Constant: true})
	}
}

// together boosts words that stand as they were typed: all of them, each with
// its neighbour (function words between them included), and all near one
// another. They are marked as one where they do.
func (r *reading) together(a *asked, p *Policy) {
	var at []int // content words by place
	for i, q := range a.all {
		if !q.light {
			at = append(at, i)
		}
	}
	if len(at) < 2 {
		return
	}
	from, to := at[0], at[len(at)-1]
	whole := len(at) <= 6 && to-from < 10
	if whole {
		weight := p.Whole
		if r.works {
			weight = p.Pair
		}
		r.together1(a, from, to, "the words as typed", weight)
	}
	for i := 0; i+1 < len(at) && i < p.MostPairs; i++ {
		if at[i+1]-at[i] > 4 || whole && len(at) == 2 {
			continue
		}
		r.together1(a, at[i], at[i+1], "side by side", p.Pair)
	}
	if whole {
		var all []Step
		for _, i := range at {
			for _, s := range a.all[i].steps(r.exact) {
				all = append(all, Step{Stems: s.stems, Form: s.form})
			}
		}
		r.add("close together", Phrase{Steps: planned(r, a, at, all), Slop: 2 * len(all), Unordered: true, Weight: 1}, p.Close)
	}
}

// planned is steps with, for exact questions, the stems that a Step needs.
func planned(r *reading, a *asked, at []int, steps []Step) []Step {
	k := 0
	for _, i := range at {
		for _, t := range a.all[i].tokens {
			steps[k].Stems = []string{t.Stem}
			k++
		}
	}
	return steps
}

func (r *reading) together1(a *asked, from, to int, name string, weight float64) {
	var marks []step
	var steps []Step
	var text []string
	for _, q := range a.all[from : to+1] {
		if q.absent && q.corrected == "" {
			return
		}
		text = append(text, q.text)
		for _, t := range q.tokens {
			s := Step{Stems: []string{t.Stem}}
			if q.corrected != "" {
				s.Stems = []string{r.s.words().Stem(q.corrected)}
			}
			m := step{stems: s.Stems}
			if r.exact {
				s.Form, m = t.Form, step{form: t.Form}
			}
			steps, marks = append(steps, s), append(marks, m)
		}
	}
	r.add(name+" “"+strings.Join(text, " ")+"”", Phrase{Steps: steps, Weight: 1}, weight)
	r.patterns = append(r.patterns, pattern{steps: marks, unit: -1, weight: 1})
}

// places boosts words that stand in the headings above a passage and in the
// title of its work.
func (r *reading) places(a *asked, p *Policy) {
	section, title := Or{}, Or{}
	for _, q := range a.content {
		for _, t := range q.tokens {
			section = append(section, Term{Fields: []FieldWeight{{Section, 1}}, Tokens: []string{t.Stem}, Weight: 1})
			title = append(title, Term{Fields: []FieldWeight{{Title, 1}}, Tokens: []string{t.Stem}, Weight: r.entitle(t.Stem)})
		}
	}
	if len(section) == 0 {
		return
	}
	r.add("in the heading", section, p.Section)
	if len(section) > 1 && len(section) < 7 {
		r.add("all in the heading", And(section), p.Together)
	}
	if !r.works {
		r.add("in the title", title, p.Title)
	}
}

// settle adds the boosts of every question that scores: running text first. A
// work is not better for having more of it.
func (r *reading) settle() {
	if len(r.units) == 0 || r.works {
		return
	}
	p := r.s.policy()
	r.addConstant("running text", Key{Field: corpus.FieldKind, Values: prose()}, p.Prose)
	r.addConstant("no front matter", Not{Key{Field: corpus.FieldKind, Values: []string{string(corpus.Front)}}}, p.Matter)
}

// prose are the kinds of running text.
func prose() []string {
	return []string{string(corpus.Body), string(corpus.Abstract), string(corpus.List), string(corpus.Quotation)}
}

// definitions boosts passages that say what the thing asked for is: "X is a",
// "X refers to", "X can be defined", "the definition of X".
func (r *reading) definitions(a *asked, p *Policy) {
	var at []int
	for i, q := range a.all {
		if !q.light {
			at = append(at, i)
		}
	}
	if len(at) == 0 || len(at) > 4 || at[len(at)-1]-at[0] > 5 {
		return
	}
	var thing []Step
	for _, q := range a.all[at[0] : at[len(at)-1]+1] {
		for _, t := range q.tokens {
			thing = append(thing, Step{Stems: []string{t.Stem}})
			r.thing = append(r.thing, t.Stem)
		}
	}
	stems := func(forms ...string) Step {
		var s Step
		for _, f := range forms {
			s.Stems = append(s.Stems, r.s.words().Stem(f))
		}
		return s
	}
	and := func(more ...Step) []Step { return append(thing[:len(thing):len(thing)], more...) }
	r.addConstant("defined", Or{
		Phrase{Steps: and(stems("is", "are", "means", "denotes", "refers"))},
		Phrase{Steps: and(stems("defined", "understood", "definition", "means", "refers", "concept", "notion", "term")), Slop: 4, Unordered: true},
	}, p.Define)
	heading := And{}
	for _, s := range thing {
		heading = append(heading, Term{Fields: []FieldWeight{{Section, 1}}, Tokens: s.Stems, Weight: 1})
	}
	r.add("under its own heading", heading, p.Heading)
	same := And{}
	for _, q := range a.all {
		for _, t := range q.tokens {
			same = append(same, Term{Fields: []FieldWeight{{Section, 1}}, Tokens: []string{t.Stem}, Weight: 1})
		}
	}
	r.add("under the same heading", same, p.Same)
}

// boostTheory, boostPerson: what the question names outright.
func (r *reading) boostTheory(values []string) {
	r.addConstant("about "+either(values), Key{Field: corpus.FieldTheory, Values: values}, r.s.policy().Theory)
}

func (r *reading) boostPerson(values, authors []string, wanted intent) {
	p := r.s.policy()
	named := Key{Field: corpus.FieldPerson, Values: values}
	r.addConstant("names "+either(values), named, p.Person)
	if len(authors) > 0 {
		r.addConstant("by "+either(authors), Key{Field: corpus.FieldAuthor, Values: authors}, p.Author)
	}
	if wanted == intentView {
		r.addConstant("quotes or reports "+either(values), And{named,
			Key{Field: corpus.FieldVoice, Values: []string{string(corpus.Quotes), string(corpus.Reports)}}}, p.Voice)
	}
}
