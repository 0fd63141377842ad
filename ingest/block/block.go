package block

import "locus/corpus"

// Kind says what a block looked like in the file.
type Kind int

// The kinds of block.
const (
	Paragraph Kind = iota
	Heading        // Level 1..6
	Item           // of a list; Level is its depth from 1, Mark its printed mark
	Row            // of a table; Cells hold its cells
	Caption        // of a figure or a table
	Quote          // a block quotation
	Note           // a footnote or endnote; Mark is its printed number
	Code           // preformatted text
	Break          // a thematic break or a page break; Label the next page's printed label
	Figure         // a picture; Text its alternative text
)

// Call is a footnote's call: the byte offset in Text after which the mark stood,
// and, where the file links it, the Anchor of the note it calls.
type Call struct {
	At   int
	Mark string
	Ref  string
}

// Repair is a change made to a block's text: at byte offset At of the text as
// it now is, the file had Was where the text has Is.
type Repair struct {
	At           int
	Was, Is, Why string
}

// PageStart is the place in a block's text where a page of the printed work
// begins: the byte offset in Text, the printed label ("" where the file names
// none), what tells the label ("" stands for the mark-up), and how sure that is
// ("" stands for high).
type PageStart struct {
	At         int
	Label      string
	Source     string
	Confidence string
	// Number is the page's place in the file, from 1; 0 where the reader leaves
	// counting to NumberPages.
	Number int
}

// Block is a paragraph-like stretch. Text is plain: mark-up is resolved, line
// ends are single "\n", which stay where Lines is set.
type Block struct {
	Kind   Kind
	Level  int
	Text   string
	Mark   string
	Label  string
	Cells  []string
	Head   bool // a table's head row
	Calls  []Call
	Bold   []Range // stretches printed bold
	Italic []Range
	Code   []Range // stretches that are code, not prose: nothing in them is repaired
	Anchor string  // an id other blocks or citations may point to
	// Flat marks a row of a table whose lines were cut at the width of the
	// printed cell, so that its columns, not its rows, read as sentences.
	Flat bool
	// Marked says that the file itself marks this block as what it is (a
	// heading by tag or anchor); false where the reader judged by its look.
	Marked bool
	// Whole says that the file itself marks where this paragraph begins and
	// ends, so that only a page, a note or a figure can have cut it.
	Whole bool
	// Lines says that the file itself marks where lines end, as in verse: they stay.
	Lines   bool
	Zone    Zone
	Repairs []Repair
	Pages   []PageStart
	Cites   []Cite // in-text citations that the file's mark-up gives
	Entry   *Entry // on a block in zone References: taken as it is instead of parsing the printed text

	page int // Number of the page it begins on, from NumberPages to RestorePages
}

// Cite is an in-text citation that the file's own mark-up ties to entries: Range
// is the printed citation in the block's Text, half-open, in bytes.
type Cite struct {
	Range
	Items []CiteItem
}

// CiteItem is one work cited: Key is the Key of an Entry (or the Anchor of a
// block in zone References), Locator the place in it without "p.", Prefix and
// Suffix what is printed before and behind it ("see", "with figure 3"). NoAuthor
// says that the author stands in the sentence and not in the citation.
type CiteItem struct {
	Key, Locator, Prefix, Suffix string
	NoAuthor                     bool
}

// Entry is a reference as the mark-up gives it, field by field. Index and Span
// of the reference are not set, and Raw only where the entry stands apart from
// any printed list.
type Entry struct {
	Key string
	corpus.Reference
}

// Zone says which room of a work a block stands in.
type Zone int

// The zones. Body is where a block stands unless it is found elsewhere.
const (
	Body       Zone = iota
	Front           // before the text: byline, affiliations, keywords
	Abstract        // the work's own summary
	References      // the list of what the work cites
)

// Range is a half-open byte range in a block's Text.
type Range struct{ Start, End int }

// Meta is a statement of the file about itself: a front-matter key, an HTML meta
// tag, a record's field. Keys are lower case; values are as written.
type Meta struct {
	Key, Value string
}

// Omitted is something of the file that is in no block, with the reason.
type Omitted struct {
	Why, Text string
}

// Page is a file as read: its statements about itself, its blocks in reading
// order, and what was left out of them. Entries are references that the file
// gives apart from any printed list; a Cite resolves to them where no printed
// entry has the key.
type Page struct {
	Meta    []Meta
	Blocks  []Block
	Omitted []Omitted
	Entries []Entry
}
