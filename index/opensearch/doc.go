// Package opensearch keeps an index in a cluster of OpenSearch, for libraries that
// outgrow one machine, and answers query plans from it.
//
// In go documents, through Store.Apply; out come answers, through Index, which is
// a query.Finder. What it needs of the cluster is OpenSearch 2.19 or later with the
// modules of every distribution: bulk, search, aggregations, painless, expressions,
// intervals, delete by query.
//
// # What is kept
//
// An index of passages in as many shards as is said, and a small one of works, words
// and the manifest; both have a number at the end of their names, and an alias. A
// passage is one document: its words as corpus/words analyses them, stems and (marked
// with =) forms laid over one another at the same places; its keys; the number of
// its words, since the engine keeps that only about; and the passage itself as JSON,
// which is not indexed. The words are not stored: they are made again from the
// passage.
//
// # Changing
//
// A change writes documents that bear a mark of their own, which the manifest calls
// pending; a question does not see them. When all copies have them one document, the
// manifest, is replaced, by comparing and exchanging: from then on the new documents
// are the works' and the earlier ones dead, and these are deleted. A writer that ends
// within leaves documents that nobody sees and that the next one clears away. An
// index made anew is written beside the old and takes its aliases in one step. So a
// reader sees the state before or the state after; an answer that was put together
// from several requests is asked anew where the manifest changed meanwhile so that it
// could matter (consistent).
//
// # Answering
//
// Which passages match, how many, and their facets, the engine tells: clauses are its
// own term, phrase, interval and boolean queries. Its scores are not BM25 with exact
// lengths over the passages there are, but over what each shard holds, deleted ones
// too, with lengths in one byte and numbers of seven digits. So the frequencies of
// words are counted first (and kept as long as the state is the same), the formula
// goes with the question, as expressions over the bare frequency, and the first
// passages are scored anew, here, from their own words. Where the engine's score can
// be more than the true one, in phrases with words between, it is a bound: passages are
// fetched until no other can come before. Only a thousand passages whose scores the
// engine cannot tell apart are taken to have the same.
//
// Promises, with the tests that keep them:
//
//   - every answer is the scanner's: totals, order, scores, facets, words, over one
//     shard and several, on a real node (TestIndexAgreesWithTheScanner);
//   - several writers at once, one of them stopped, add what one would
//     (TestSeveralWritersAtOnce, on a real node);
//   - what is scored here is scored as the scanner does (TestScoresAreTheScanners), and
//     what the engine is asked is as written down (TestQueriesAreTheGoldenOnes);
//   - an answer is of one state (TestAnAnswerIsOfOneState);
//   - what the cluster has no room for is sent again (TestWhatIsRefusedIsSentAgain);
//   - a cluster that is away, slow, shut, read-only or another is said
//     (TestFailuresAreTold, TestNobodyAnswers, TestTimeIsKept,
//     TestWhatAnswersIsLookedAt).
//
// Not here: which works changed (index), locks between writers (corpus), and what a
// question means (query).
package opensearch
