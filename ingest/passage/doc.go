// Package passage cuts a document into passages worth quoting.
//
// In goes a corpus.Document with its text and parts; Split fills its passages
// and its dropped spans. Passages are whole sentences, about 60 to 180 words:
// short neighbours of one section are joined, lists stay with the paragraph
// that introduces them, long paragraphs are cut at sentences into pieces of
// like size. Where to cut is one minimisation for each run of neighbours (the
// shortest path over its sentences, as Knuth and Plass 1981 break lines), with
// the costs named in cut.go, so that no rule depends on the order of others.
//
// Footnotes, tables, captions, block quotations, the abstract, front matter and
// the entries of the reference list are passages of their own kinds.
//
// What counts as a paragraph for a locator: paragraphs (those that introduce a
// list too) and entries of a reference list, from 1 within the innermost
// section. Items, rows, captions and block quotations bear the number of the
// paragraph before them, a footnote that of the paragraph that calls it.
//
// Promises, and the tests that keep them: every byte is in exactly one passage
// or one dropped span, whatever the parts say (FuzzSplit, TestSplitGolden);
// passages of prose are whole sentences unless one sentence is longer than 400
// words (TestSplitKeepsSentencesWhole, TestSplitCutsAMonster); no tail is left
// over (TestSplitLeavesNoTail).
//
// Deliberately not here: what a passage is about, whom it names and what it
// cites (ingest/tag), and where sentences end (corpus/sentence).
package passage
