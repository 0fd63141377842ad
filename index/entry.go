package index

import (
	"iter"
	"slices"

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
	e := Entry{Work: &doc.Work, Title: analysis.Tokens(doc.Work.Title), Keys: map[corpus.Field][]string{}}
	e.keys(&doc.Passages[i], true)
	e.passage(&doc.Passages[i], analysis, nil)
	return e
}

// Entries gives the entries of all passages of a document, in order, the same as
// NewEntry gives one by one. An entry and what it holds are good until the next:
// room is used again, and what is the same for all passages of a work is looked
// for once.
func Entries(doc *corpus.Document, analysis *words.Analysis) iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		e := Entry{Work: &doc.Work, Keys: map[corpus.Field][]string{}}
		for i := range doc.Passages {
			if i == 0 {
				e.Title = analysis.Tokens(doc.Work.Title)
			}
			var before []string
			if i > 0 {
				before = doc.Passages[i-1].Section
			}
			e.keys(&doc.Passages[i], i == 0)
			e.passage(&doc.Passages[i], analysis, before)
			if !yield(&e) {
				return
			}
		}
	}
}

// passage fills in what is a passage's. The headings are read anew where they are
// others than before.
func (e *Entry) passage(p *corpus.Passage, analysis *words.Analysis, before []string) {
	e.Passage = p
	if e.Text == nil {
		e.Text = make([]words.Token, 0, len(p.Text)/6+1)
	}
	e.Text = analysis.Append(e.Text[:0], p.Text)
	if !slices.Equal(p.Section, before) {
		e.Section = sectionTokens(p.Section, analysis)
	}
}

// keys fills in the keys that differ from passage to passage, and all of them for
// the first.
func (e *Entry) keys(p *corpus.Passage, first bool) {
	for _, f := range corpus.Fields() {
		if f.OfWork() && !first {
			continue
		}
		if keys := corpus.Keys(e.Work, p, f); len(keys) > 0 {
			e.Keys[f] = keys
		} else {
			delete(e.Keys, f)
		}
	}
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
