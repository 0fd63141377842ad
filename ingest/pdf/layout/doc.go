// Package layout makes text of printed pages.
//
// In go the characters of a document's sheets with their places, sizes and
// fonts; out come blocks in reading order: paragraphs joined over lines, columns
// and pages, headings with levels, block quotations, list items, notes with the
// marks that call them, rows of tables, and the places where printed pages begin,
// each with its label, what tells it and how sure that is. Running heads, page
// numbers, line numbers and text that runs another way are left out and listed.
//
// The way: glyphs become pieces of lines (lines.go), pieces pages, two of a sheet
// that shows two (twoup.go); rows that pages repeat are heads (heads.go), and the
// numbers in them, or the file's own labels, tell the pages' labels (labels.go);
// pieces become columns (columns.go), columns paragraphs (paragraphs.go) and
// notes (notes.go), and these are judged by their looks (headings.go, join.go,
// table.go) and written (text.go). Every measure is relative to the size of the
// font or the width of the column. It knows nothing of any producer of files.
//
// A long book is taken sheet by sheet (Book), its characters packed, and needs a few
// bytes for each (TestPackedCharactersNeedLittleRoom).
//
// Promises: the same sheets give the same page (TestSameInSameOut); every
// character of a sheet is in a block or in what was left out
// (TestNothingIsLost); over books printed in more than twenty ways, a sentence
// bears its page's label or none, never a wrong one with high confidence
// (TestLabels), and every paragraph, quotation and note is read as it was set
// (TestStructure).
//
// Reading files, and what a text's parts mean, are deliberately not here.
package layout
