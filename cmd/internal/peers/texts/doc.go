// Package texts makes libraries of any size for measuring: from nothing, or out
// of texts that exist.
//
// Generate streams works of invented words that are drawn after Zipf's law as
// Mandelbrot wrote it (1953), so that the vocabulary grows with the texts as
// Heaps (1978) found; among them function words, words of the field and fixed phrases
// that come back as in real prose, and for each work words of its own that it
// repeats. Multiply streams the records of a file again and again, every copy
// after the first with some of its words exchanged for others, drawn as often as the
// texts have them, and a few for words that no text has. Both take a seed, and the
// same seed gives the same records (TestGenerateIsDeterministic,
// TestMultiplyIsDeterministic); one work is in memory at a time, and with Multiply
// the texts multiplied. What they give has the statistics of prose
// (TestWordsAreDrawnAfterZipf, TestVocabularyGrows, TestCopiesDiffer,
// TestPassagesHaveTheLengthAskedFor).
//
// Deliberately not here: documents for tests, which are in corpus/corpustest; a
// record is what a person would bring, and the program's own reader splits and tags it.
package texts
