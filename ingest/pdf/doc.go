// Package pdf reads PDF files.
//
// In go a file's bytes, and the password where its owner gave one; out comes a
// block.Page: the text in reading order with headings, notes, quotations and
// tables told from their looks, the printed pages with what tells their labels,
// and everything that was left out. A renderer (PDFium, compiled to WebAssembly)
// gives the characters with their places and fonts; package layout makes text
// of them.
//
// The words and their order agree with those of another program over real files
// (TestAgreementWithPdftotext), and headings with a list made by reading the pages
// (TestHeadingsOfSamples); TestRead reads generated files that are locked, turned,
// labelled, of two columns, of two pages to a sheet.
//
// Promises. The renderer sees no files, no network and no clock; it may use so
// much memory and time and no more, and what goes wrong in it is an error with
// a reason: locked, broken, too slow, without text (TestRefusals,
// TestBoundsHold). Nothing is made before the first file is read, and the
// compiled renderer is kept between runs (TestNothingIsMadeBeforeTheFirstFile).
// A file that was changed in any place is read or refused (FuzzRead); what is left
// of one that was cut off is read, and that is told (TestWhatIsLeftOfAFileIsRead).
// Many may be read at once (TestFilesAreReadAtOnce). What the file says of its
// title and author counts where the pages bear it out (TestStatementsOfTheFile).
//
// Recognizing text in pictures of pages is deliberately not here, nor are the
// file's own tags and bookmarks: few files have them, and where they differ from
// what is printed, a reader can check the print alone.
package pdf
