package index

import (
	"locus/corpus"
	"locus/corpus/words"
)

// Schema is the version of what an Entry holds and how backends keep it. It is
// part of every fingerprint, so a change of it makes every index stale.
const Schema = "1"

// Entry is what an index keeps for one passage: the analysed fields, the keys,
// and the passage itself for showing. Every backend and the scanner of
// indextest are given the same entries, so that they can only differ by fault.
//
// The length of an analysed field is the number of its tokens, Extra ones
// counted too.
type Entry struct {
	Passage *corpus.Passage
	Work    *corpus.Work
	Text    []words.Token // stems are the text field, forms the exact field
	Title   []words.Token
	Section []words.Token
	Keys    map[corpus.Field][]string
}

// NewEntry is the entry of the i-th passage (from 0) of a document. It points
// into the document; it panics, as an index expression does, when the document
// has no such passage.
func NewEntry(doc *corpus.Document, i int, analysis *words.Analysis) Entry {
	p := &doc.Passages[i]
	e := Entry{
		Passage: p,
		Work:    &doc.Work,
		Text:    analysis.Tokens(p.Text),
		Title:   analysis.Tokens(doc.Work.Title),
		Section: sectionTokens(p.Section, analysis),
		Keys:    map[corpus.Field][]string{},
	}
	for _, f := range corpus.Fields() {
		if keys := corpus.Keys(&doc.Work, p, f); len(keys) > 0 {
			e.Keys[f] = keys
		}
	}
	return e
}

// sectionTokens analyses headings one by one, so that no word is joined over
// two of them. Positions grow from heading to heading with a gap between.
func sectionTokens(headings []string, analysis *words.Analysis) []words.Token {
	var out []words.Token
	pos := 0
	for _, h := range headings {
		from := len(out)
		out = analysis.Append(out, h)
		for j := from; j < len(out); j++ {
			out[j].Pos += pos
		}
		if n := len(out); n > from {
			pos = out[n-1].Pos + 2
		}
	}
	return out
}
