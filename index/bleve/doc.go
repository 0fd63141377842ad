// Package bleve keeps an index on the local disk in bleve's segment format and
// answers query plans from it.
//
// In go documents, through Store.Apply; out come answers, through Index, which is
// a query.Finder. Each passage is one flat bleve document with its words already
// analysed by corpus/words; each work has a document of its own beside its
// passages.
//
// What is taken from bleve is its segment (zap, the file format of its scorch
// index): dictionaries, postings, positions, stored fields, and the merging of
// these. What is not taken is its scoring, which is not BM25 (its average length
// counts different words, not words; its frequency is a root), its facets, which
// visit every hit's values on disk, and its folder lock and background writers.
// Find computes BM25 itself over the segments.
//
// A folder holds shards, which are never changed once written, and one manifest
// that names them. A change writes new shards and then replaces the manifest;
// readers go on with what they have and look for a new manifest now and then.
//
// Promises, with the tests that keep them:
//
//   - every answer is the scanner's: totals, order, scores, facets, words, over
//     one shard and many (TestIndexAgreesWithTheScanner);
//   - terms, conjunctions and phrases match what bleve's own search matches over
//     the same words (TestSetsAreThoseOfBlevesOwnSearch);
//   - the same documents make the same files, but for the order in which the
//     segment format lists its sections (TestSameDocumentsMakeTheSameFiles);
//   - a writer that stops at any step leaves the old state
//     (TestAbandonedChangesLeaveTheOldState);
//   - a reader answers from one state while others are written
//     (TestReadersAndAWriterDoNotDisturbOneAnother);
//   - what is missing, cut, changed or of another version is said, not read
//     (TestOpenSaysWhatIsWrong, TestOpenFindsEveryChangedByteOfASmallIndex,
//     TestVerifyFindsEveryChangedByte).
//
// Not here: which works changed (index), locks between writers (corpus), and what
// a question means (query).
package bleve
