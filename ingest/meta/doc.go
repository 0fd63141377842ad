// Package meta reads what a text says about itself: title, authors, year, type,
// where it was published.
//
// In go the blocks of a page and its statements (front matter, meta tags, a
// record's fields); out comes a corpus.Work in which every field says where it
// came from, and the blocks without the title and with the front matter of a
// paper marked as such. Before the text every line has a look (a bare line, names, a
// date, an institution, a course, where it was printed), and what it says follows
// from its look and its neighbours'. Nothing is invented: what is not printed stays missing,
// and what is worked out from the file's name is called derived. Kept by
// TestMeta, TestLookOf, TestNothingInvented and, over 77 whole texts, ingest's
// TestWorkRecords.
package meta
