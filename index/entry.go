package index

import (
	"locus/corpus"
	"locus/corpus/words"
)

// Entry is what an index keeps for one passage: the analysed fields, the keys,
// and the passage itself for showing. Every backend and the scanner of
// indextest are given the same entries, so that they can only differ by fault.
type Entry struct {
	Passage *corpus.Passage
	Work    *corpus.Work
	Text    []words.Token // stems are the text field, forms the exact field
	Title   []words.Token
	Section []words.Token
	Keys    map[corpus.Field][]string
}
