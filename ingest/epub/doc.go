// Package epub reads e-books: EPUB 2 and 3 (W3C, IDPF).
//
// In go the bytes of a file; out comes a block.Page: the texts of the spine in
// reading order, the package's statements on the book, pages by their printed
// labels where the book lists or marks them (TestPrintedPages), notes tied to
// their calls over files, headings that nest as the table of contents does, with
// its titles where a text has no heading of its own; cover, title page, contents,
// copyright page and index are left out and listed (TestRead). A book that a shop
// has locked is a *block.Fault that says so (TestLockedBooks); what is damaged is
// read as far as it goes (TestBooksThatAreNotWhole).
//
// A file may be built to do harm: what is unpacked is bounded (package archive;
// FuzzRead). XHTML is read by package markup; what a heading means is deliberately
// not here, nor are pictures, sound and scripts.
package epub
