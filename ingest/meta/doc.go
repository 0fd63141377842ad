// Package meta reads what a text says about itself: title, authors, year, type,
// where it was published.
//
// In go the blocks of a page and its statements (front matter, meta tags, a
// record's fields); out comes a corpus.Work in which every field says where it
// came from, and the blocks without the title and with the front matter of a
// paper marked as such. Before the text every line has a look (a bare line, names, a
// date, an institution, a course, where it was printed); where the look does not
// settle it, its role among the others (title, subtitle, issuer, kind of text, names,
// affiliation, standfirst, text) is found for all lines at once: reasons in one table
// weigh for and against each role, and the sequence with the greatest sum is read
// (Viterbi, Error bounds for convolutional codes, 1967). Nothing is invented: what is
// not printed stays missing, and what is worked out from the file's name is called
// derived. A cover is known by the title that stands again below it; what cover and
// pages repeat is left out and listed. Authors are read, too, from the title of a speech,
// from a signature at the end and from who posted a message (TestHeads). Kept by TestMeta, TestLookOf, TestRoles, TestNothingInvented and, over
// whole texts, ingest's TestWorkRecords and TestWholeTexts.
package meta
