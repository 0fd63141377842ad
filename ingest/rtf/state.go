package rtf

import (
	"locus/ingest/manuscript"
)

// place says what the text of a group is for.
type place int

// The places.
const (
	body        place = iota
	nowhere           // it is not read
	fonts             // the table of fonts
	sheet             // the table of styles
	statements        // what the file says about itself; each in a group of its own
	statement         // one of them
	instruction       // of a field
	listMark          // the printed mark of an item
	revision          // deleted text
	comment           // a comment or a running head: told, not read
)

// state is what holds within a group.
type state struct {
	place   place
	look    manuscript.Look
	hidden  bool
	deleted bool
	font    int
	skip    int // how many substitutes follow a character of Unicode
	para    para
	name    string // of the statement or the told text
	field   bool   // the group is a field's
	note    bool   // the group is a note's
	box     bool   // the group is a text box's
	starred bool   // \* has begun the group
	both    bool   // the group holds a text twice, first for programs without Unicode
	older   bool   // the group is the first of the two, until it says otherwise
}

// para is how the paragraphs of a group look.
type para struct {
	style              int
	outline            int // from 1, 0 for none
	list               bool
	level              int
	left, right, first float64
	centered, table    bool
}

// row is a row of a table being read: its cells, each of paragraphs.
type row struct {
	cells [][]manuscript.Paragraph
	head  bool
}

// flow is a stretch of text that is read for itself: the body, a note, a text
// box. The last row read is not yet kept: rows that follow each other are a table.
type flow struct {
	b     *manuscript.Builder
	list  []manuscript.Paragraph
	mark  string // the printed mark of the item being read
	item  bool
	cell  []manuscript.Paragraph // the paragraphs of the cell being read
	row   row
	rows  []row
	notes []manuscript.Paragraph // that wait for the end of the paragraph
	boxes []manuscript.Paragraph
}

// field is a field being read.
type field struct {
	instruction     []byte
	b               *manuscript.Builder
	from            int
	result          bool
	contents, works bool
}
