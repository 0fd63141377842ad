// Package pdftest makes PDF files for tests, and tells the truth about them.
//
// In goes a book: its headings, paragraphs, quotations, notes and tables, and how
// it is printed (columns, heads, numbers, labels, two pages to a sheet, turned,
// locked). Out come the bytes of a real PDF file, and for every paragraph the
// printed page on which each of its sentences begins, so that a reader's
// answer can be compared with what was set. The words are invented, sentence by
// sentence, and the same for the same seed (TestTheSameBookIsTheSameFile).
//
// What no test asks for (pictures, embedded fonts, compression) is deliberately
// not here.
package pdftest
