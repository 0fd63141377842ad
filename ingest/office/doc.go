// Package office reads the files of word processors: DOCX (Office Open XML,
// ECMA-376, transitional and strict) and ODT (OpenDocument 1.0 to 1.3, packed or
// flat).
//
// In go the bytes of a file; out comes a block.Page. What a reader of the printed
// text would see is read: insertions but not deletions, the results of fields but
// not their instructions, one of the forms of a text box, the numbers that lists
// and headings are printed with, notes by the number that they are printed with,
// tied to their calls. The fields of Zotero, Mendeley, EndNote and the word
// processors themselves become exact citations (TestDOCX, TestODT: every case a
// file of testdata). What is not read is listed as left out: comments,
// deletions, tables of contents, running heads, pictures. There are no page
// labels, since these files have no pages.
//
// A file may be built to do harm: parts are bounded, elements are read a
// paragraph or a table at a time, and depth and number are bounded
// (TestHarmfulFiles, FuzzDOCX, FuzzODT). Errors are *block.Fault.
//
// What is a heading by its look is deliberately not here (package manuscript),
// nor are old binary files of Word.
package office
