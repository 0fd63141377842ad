// Package ingest turns files into documents.
//
// In go paths, folders or standard input (Expand) and their bytes; out come
// corpus.Documents with canonical text, parts, a record in which every field
// says where it came from, passages, tags, references and citations, and the
// list of everything that was changed or left out. The way of a file: its
// encoding (package encoding), its format by content, its reader out of the one
// table of formats (formats.go: plain, markup, pdf, office, rtf, epub, latex, jats,
// tei), which makes blocks of it; then blanks and glued stops (clean), what is no
// part of the work and what a page has cut (flow), what it says of itself
// (meta), its sections (outline), then passages (passage) and tags (tag).
//
// The canonical text: paragraphs parted by one blank line; a heading on its own
// line; list items and table rows one a line, cells parted by a tab; printed
// marks of items kept, bullets only in lists within lists, where blanks show the
// level; captions and notes as paragraphs, a note
// behind the paragraph, list or table that calls it, its mark in Part.Name and
// the call's place in Part.Call, neither in the text. The title, a journal's
// name, labels, licences and navigation are not in the text but in LeftOut.
//
// What a file's own mark-up says of references and citations is taken as it is. A
// file may hold several works: chapters of a book whose pages records name
// (TestChaptersOfABook), or chapters that name their authors in a book that has editors
// (TestTheChaptersOfAnEditedBookHaveTheirAuthors). One paper gives the same passages whatever its format
// (TestOnePaperInSeveralFormats); references come back from print as their mark-up
// has them (TestReferencesOfJournalsReadFromPrint).
//
// What cannot be read is a *Skip with a reason, never a crash. Kept by
// TestReadCases, TestWholeTexts (by figures, over sixteen texts of other shapes), TestReadSharedCorpus, TestEveryWordIsKept, TestSkips, TestExpand and FuzzRead.
//
// Storing documents is deliberately not here, nor is fetching what a file
// refers to.
package ingest
