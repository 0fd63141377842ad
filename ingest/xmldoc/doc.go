// Package xmldoc reads XML documents of vocabularies that have no reader of their
// own: textbooks in CNXML or DocBook, laws, treaties, reports of archives.
//
// In go decoded characters; out comes a block.Page. What an element is follows
// from what stands in it: one with words of its own is a paragraph and what
// stands in it a part of its line; one without holds others. The names that most
// vocabularies share say the rest: titles, items, rows, notes, quotations, code,
// captions. Elements of data give no text: a file whose words are not mostly prose
// is a *block.Fault of the kind Unsupported. Kept by TestCases and FuzzRead.
//
// JATS and TEI, which say more, are deliberately not read here.
package xmldoc
