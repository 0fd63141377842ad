// Package bleve keeps an index on the local disk as bleve's scorch indexes and
// answers query plans from them.
//
// In go documents, through Store.Apply; out come answers, through Index, which is
// a query.Finder. Each passage is one flat bleve document with its words already
// analysed by corpus/words; each work has a document of its own beside its
// passages.
//
// A folder holds shards, which are never changed once written, and one manifest
// that names them. A shard is an index of bleve's, with a lean static mapping and a
// single segment, beside two small lists of its works; bleve.OpenUsing opens it and
// its Search finds passages by stems and keys. A change writes new shards and then
// replaces the manifest; only then, in a generation of its own, are shards merged
// when they became many. Readers open shards read-only, go on with what they have
// and look for a new manifest now and then.
//
// # Writing
//
// Segments are of bleve's format (zap) and read by bleve, but written by ourselves:
// documents are inverted in batches side by side (inverter), put aside as sorted
// words (spool) and woven together once (segmentWriter). The format's own writer is
// general and took half of a build, merging what it wrote twice; scorch's batches
// number documents by chance, while here a work's passages follow one another and the
// same documents make the same bytes. Shards are merged later by the format's own
// merging, which copies postings since all segments have the same fields (layout).
//
// What a segment stores of a document is packed by ourselves (see pack), since the
// format compresses each document alone and with snappy. Positions are kept in less
// room than bleve's vectors of terms take, which are not in the mapping: with these
// an index was 3.2 times its text. So what bleve takes for the frequency of a stem
// is a code (see code), and bleve's own phrase search finds nothing of use in a
// shard; the reference for phrases is bleve's conjunction with the text that is
// stored, and bleve's phrase search in an index of its own.
//
// # Answering
//
// Nor is bleve's scoring used, which is not BM25 (its average length counts
// different words, not words; its frequency is a root), nor its facets, which visit
// every hit's values on disk. Find reads postings from the segment's bytes (source),
// counts matches on bitmaps, counts facets by work, by set or by passage (column),
// and finds the best by score without scoring all (pruner). Frequent words are never
// decoded whole: they are looked up (climber) and read window by window (stream).
// What was decoded is kept as long as it was used lately, up to Options.CacheBytes.
//
// Promises, with the tests that keep them:
//
//   - every answer is the scanner's: totals, order, scores, facets, words, over
//     one shard and many (TestIndexAgreesWithTheScanner);
//   - the best passages are, to the bit, those of scoring every match
//     (TestTheBestAreThoseOfScoringAll);
//   - an answer that goes on from another (query.Plan.After) is the one that the
//     plan has alone (TestAnAnswerAfterAnotherIsTheSame);
//   - the segment's bytes say the same read in parts, one by one and in whole
//     (TestASourceIsReadInPartsAsInWhole);
//   - a shard is an index that bleve opens (TestAShardIsAnIndexOfBleves);
//   - terms, alternatives, conjunctions and phrases match what bleve's own search
//     matches over the very same folder (TestSetsAreThoseOfBlevesOwnSearch);
//   - the same documents make the same segments, however they were batched; the
//     snapshot beside it holds a time (TestSameDocumentsMakeTheSameSegments,
//     TestASegmentIsTheSameHoweverItsDocumentsWereBatched);
//   - the format's own merging reads our segments (TestBleveMergesOurSegments);
//   - a writer that stops at any step leaves the old state
//     (TestAbandonedChangesLeaveTheOldState);
//   - a reader answers from one state while others are written
//     (TestReadersAndAWriterDoNotDisturbOneAnother);
//   - what is missing, cut, changed or of another version is said, not read
//     (TestOpenSaysWhatIsWrong, TestOpenFindsEveryChangedByteOfASmallIndex,
//     TestVerifyFindsEveryChangedByte, TestAMissingSegmentIsNotAnEmptyIndex);
//   - readers share a folder, and one that nobody may write
//     (TestSeveralReadersShareAFolderThatCannotBeWritten).
//
// Not here: which works changed (index), locks between writers (corpus), and what
// a question means (query).
package bleve
