// Package sentence tells where the sentences of a text begin and end.
//
// In goes the canonical text of a work, or any stretch of one; out come byte
// ranges. It serves whoever must not cut a sentence: the splitter of passages
// and the snippets of answers.
//
// The rules are written for scholarly prose as people really have it: stops
// without a blank after them, initials, "et al.", pages and volumes, citations
// in brackets on either side of the stop, closing quotation marks, footnote
// marks, enumerations. A line end is taken as it is in canonical text, where
// wrapped lines are joined already: a new line begins a new sentence unless it
// goes on in lower case. Terminators of all scripts are those of the Unicode
// property Sentence_Terminal.
//
// Promises, and the tests that keep them: every byte that is not blank lies in
// exactly one range, ranges are ordered, apart and trimmed (FuzzSplit); the
// boundaries are those that a reader sets (TestSplitAgreesWithReaders, with the
// figures in testdata/golden.txt); time grows with the length of the text
// (BenchmarkSplit, TestSplitOfAnEnormousText).
//
// Deliberately not here: paragraphs, parts and passages (ingest), and words.
package sentence
