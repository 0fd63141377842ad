package query

import "locus/corpus"

// Request is a question as a door receives it: the words asked and the
// narrowing flags. The zero value of every field is its default.
type Request struct {
	Question string
	// Theory, Author, Person, Work, Type narrow; several values of one field
	// mean any of them. They are names as people type them; Searcher resolves
	// them and answers an unknown one with an *UnknownError.
	Theory, Author, Person, Work, Type []string
	Year                               *YearRange
	In                                 []string // body, notes, tables, references, all; empty: all but references
	Voice                              []string // author, quotes, reports
	Section                            []string // words of a heading
	Limit                              int      // hits wanted; 0 means 10
	Skip                               int
	PerWork                            int    // at most so many hits of one work; 0 means no bound
	PerTheory                          int    // so many hits of each theory, in turn; 0 means no grouping
	Sort                               string // score (default), year, work
	By                                 string // passage (default), work
	Facets                             bool
	Explain                            bool
	Exact                              bool   // words match in the forms asked only
	Style                              string // of the citations in the answer
}

// YearRange is a range of years, both ends inside; a nil end is open.
type YearRange struct {
	From *int `json:"from,omitempty"`
	To   *int `json:"to,omitempty"`
}

// Answer is what every door renders; its JSON form is the contract.
type Answer struct {
	BatchID    string                          `json:"batch_id,omitempty"`
	Asked      string                          `json:"asked"`
	Understood string                          `json:"understood"`
	Total      int                             `json:"total"`
	TookMS     float64                         `json:"took_ms"`
	Hits       []Hit                           `json:"hits"`
	Facets     map[corpus.Field][]corpus.Count `json:"facets,omitempty"`
	Notes      []string                        `json:"notes,omitempty"`
}

// Hit is one passage of an answer. Weak marks a hit that shares too little with
// the question to be offered with confidence.
type Hit struct {
	Rank    int                `json:"rank"` // from 1, over all pages of the answer
	Score   float64            `json:"score"`
	Weak    bool               `json:"weak"`
	Passage corpus.Passage     `json:"passage"`
	Work    corpus.Work        `json:"work"`
	Snippet Snippet            `json:"snippet"`
	Cite    Cite               `json:"cite"`
	AlsoIn  []corpus.PassageID `json:"also_in,omitempty"`
	Why     []string           `json:"why,omitempty"`
	Context *corpus.Context    `json:"context,omitempty"` // filled by the door that was asked for it
}

// Snippet is the part of a passage that is shown: whole sentences. Text equals
// the work's canonical text over Span; Marks count from the start of Text.
type Snippet struct {
	Text      string        `json:"text"`
	Span      corpus.Span   `json:"span"`
	Marks     []corpus.Mark `json:"marks"`
	CutBefore bool          `json:"cut_before"`
	CutAfter  bool          `json:"cut_after"`
}

// Cite is the citation of a hit, ready to paste.
type Cite struct {
	InText    string `json:"in_text"`
	Reference string `json:"reference"`
}

// Shown is one passage, or any span, with what was asked around it: what every
// door tells of an address.
type Shown struct {
	Passage corpus.Passage `json:"passage"`
	Work    corpus.Work    `json:"work"`
	Cite    Cite           `json:"cite"`
	// Originals are the entries of the work's own list that quoted or reported
	// words come from.
	Originals []corpus.Reference `json:"originals,omitempty"`

	Context *corpus.Context  `json:"context,omitempty"`
	Before  []corpus.Passage `json:"before,omitempty"`
	After   []corpus.Passage `json:"after,omitempty"`
}
