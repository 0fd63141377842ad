// Package flow gives a text back its flow, which pages, pictures and sites have
// broken.
//
// In go the cleaned blocks of a page; the same blocks come out without licence,
// navigation and label lines (listed as left out), with captions known for what
// they are, flattened tables read by their columns, sentences that a page, a note
// or a figure cut joined again, and notes behind the block that calls them.
// Where a cut cannot be told from two paragraphs, two paragraphs stay: without a
// page, a note or a figure between them only a text that pages have cut is joined
// before a capital, and never a paragraph that the file itself marks. Kept by
// TestFlow (testdata) and TestNothingIsLost.
//
// Whose work it is, and its outline, are deliberately not here.
package flow
