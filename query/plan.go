package query

import (
	"context"

	"locus/corpus"
)

// TextField names an analysed field of an indexed passage.
type TextField string

// The analysed fields. Text, Title and Section hold stems (words.Token.Stem);
// Exact holds the folded forms of the passage's words (words.Token.Form).
const (
	Text    TextField = "text"
	Exact   TextField = "exact"
	Title   TextField = "title"   // of the work
	Section TextField = "section" // the headings above the passage
)

// FieldWeight says how much a field counts in a Term.
type FieldWeight struct {
	Field  TextField
	Weight float64
}

// Clause is a condition on a passage, resolved and analysed, ready for any
// backend. The clauses are Term, Phrase, And, Or, Not, Key, Years and All.
type Clause interface{ clause() }

// Term matches a passage that has any of Tokens in any of Fields. Its score is
// Weight times the sum over fields of the field's weight times BM25, the tokens
// counted as one word: frequency is the sum of theirs, document frequency the
// number of passages that have any of them in that field.
type Term struct {
	Fields []FieldWeight
	Tokens []string
	Weight float64
}

// Step is one word of a Phrase: any of Stems in the Text field, and where Form
// is not empty only in this folded form.
type Step struct {
	Stems []string
	Form  string
}

// Phrase matches a passage whose Text has the steps at positions such that they
// stand in order and next to each other (Slop 0); with Slop n, in order with at
// most n other positions between first and last in all; with Unordered, in any
// order within the same bound. Its score is Weight times BM25 with the number of
// occurrences as frequency and the sum of the steps' idf.
type Phrase struct {
	Steps     []Step
	Slop      int
	Unordered bool
	Weight    float64
}

// And matches what all of its clauses match; scores add up.
type And []Clause

// Or matches what any of its clauses matches; scores add up.
type Or []Clause

// Not matches what its clause does not; it scores 0.
type Not struct{ Clause Clause }

// Key matches passages that have any of Values in a field; it scores 0.
type Key struct {
	Field  corpus.Field
	Values []string
}

// Years matches passages of works with a year in the range; it scores 0.
type Years YearRange

// All matches every passage; it scores 0.
type All struct{}

func (Term) clause()   {}
func (Phrase) clause() {}
func (And) clause()    {}
func (Or) clause()     {}
func (Not) clause()    {}
func (Key) clause()    {}
func (Years) clause()  {}
func (All) clause()    {}

// Boost adds to the score of a passage that matches anyway: Weight times the
// clause's own score, or Weight alone when Constant. It never adds a match. Name
// is what an explained answer calls it.
type Boost struct {
	Name     string
	Clause   Clause
	Weight   float64
	Constant bool
}

// BM25 holds the two parameters of the scoring formula (Robertson and Zaragoza
// 2009): K1 above 0, B between 0 and 1.
//
//	idf(t) = ln(1 + (N - df + 0.5) / (df + 0.5))
//	bm25   = idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B*len/avglen))
//
// N, df and avglen are over the whole index, removed passages left out; len is
// the exact number of tokens of the field.
type BM25 struct{ K1, B float64 }

// Sort is the order of hits. Ties always end with the address: work id, then
// start of the span, ascending.
type Sort string

// The orders. ByYear has the newest first and works without a year last.
const (
	ByScore Sort = "score"
	ByYear  Sort = "year"
	ByWork  Sort = "work"
)

// Plan is what a backend is asked: which passages, in what order, how many.
type Plan struct {
	Match  Clause   // which passages, and their basic score
	Filter []Clause // every one must match too; they never score
	Boosts []Boost
	BM25   BM25
	Sort   Sort
	Limit  int // hits wanted after Skip; 0 asks for the total and facets only
	Skip   int
	// GroupByWork ranks works instead of passages: a work's score is the sum of
	// WorkWeights[i] times its i-th best passage's score; its best passage stands
	// for it, and Total counts works.
	GroupByWork bool
	WorkWeights []float64
	Facets      []corpus.Field
	Explain     bool
	// After is an answer to the same plan with fewer boosts, the first of these, or
	// with other numbers of hits, facets and explanations. A backend may answer
	// sooner by what it kept of it (Found.Kept); what it answers is the same.
	After *Found
}

// Found is a backend's answer to a Plan.
type Found struct {
	Total  int // all matches, whatever Limit
	Hits   []FoundHit
	Facets map[corpus.Field][]corpus.Count // by count, then value; all values
	// Kept is the backend's own, for a plan that comes After.
	Kept any
}

// FoundHit is one passage found, whole, with its work.
type FoundHit struct {
	Score   float64
	Passage corpus.Passage
	Work    corpus.Work
	Why     []Contribution // when the plan asks to explain
}

// Contribution is a named part of a hit's score.
type Contribution struct {
	Name  string  `json:"name"`
	Score float64 `json:"score"`
}

// Size tells how much an index holds.
type Size struct {
	Passages int `json:"passages"`
	Works    int `json:"works"`
}

// Lookup asks for words of a field's vocabulary: those with a prefix, or those
// within Edits (1 or 2) single-letter changes of Near; one of the two is set.
type Lookup struct {
	Field  TextField
	Prefix string
	Near   string
	Edits  int
	Limit  int // 0 means all; the most frequent are kept, ties by word
}

// Finder is the index as a question sees it. Implementations are safe for
// concurrent use, answer from one consistent state per call, stop when the
// context ends, and never write.
type Finder interface {
	Find(ctx context.Context, plan *Plan) (*Found, error)
	// Values lists every value of a field with its number of passages, by value.
	Values(ctx context.Context, f corpus.Field) ([]corpus.Count, error)
	// Vocabulary lists words of a field with the number of passages that have
	// them, the most frequent first.
	Vocabulary(ctx context.Context, l Lookup) ([]corpus.Count, error)
	// Frequencies gives, for each token, the number of passages with it in a field.
	Frequencies(ctx context.Context, f TextField, tokens []string) ([]int, error)
	Size(ctx context.Context) (Size, error)
}
