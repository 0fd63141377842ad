// Package reader is the bundled reader: five original documents on
// international security, written for this project, in the shapes people bring.
// It lets a person ask a first question before any text of their own is added,
// and it gives tests, judged questions and demonstrations a text whose every
// sentence may be shown.
//
// Nothing goes in. Out come the files as bytes, to be read by the same pipeline
// as any other file: an essay in Markdown with front matter, an essay in plain text with bare-line
// headings, an encyclopedia article saved as a web page, a textbook chapter with
// subsections, lists and a table, and a paper with citations, footnotes and a
// reference list. Their author is the project, under the name Locus: no person is
// invented. Together they treat every theory of the security pack.
//
// The package keeps these promises:
//
//   - each document has between 2,000 and 3,200 words before its reference list
//     (TestEachDocumentIsOfAReadableLength);
//   - each is in the format its name says, with the parts named above
//     (TestEachDocumentHasTheShapeItsFormatPromises);
//   - every work cited in a text is in its list, and every entry of a list that is
//     called References is cited (TestCitationsAndReferenceListsAgree);
//   - every theory is treated in at least two paragraphs
//     (TestEveryTheoryIsTreatedInTwoParagraphs);
//   - Names lists exactly the files there are (TestNamesListsEveryFile).
//
// The quality of what is said cannot be tested: statements were written in our
// own words, and bibliographic records are those of the published works.
// Reading, splitting and tagging the documents is the work of package ingest and
// deliberately not done here.
package reader
