// Package index says what is kept of a passage so that it can be found, when
// what is kept is stale, and how it is brought up to date.
//
// In go documents of a library; out come the entries every backend is given
// (NewEntry) and the changes a Store is asked to make (Update, Rebuild). An
// index is a disposable memory: the library is the truth, and whatever is
// missing, of another version or damaged is built again from it.
//
// Promises, with the tests that keep them:
//
//   - only works whose fingerprint changed are read and indexed again
//     (TestUpdateReadsOnlyWhatChanged), and where the library knows what changed
//     the others are not compared (TestUpdateFollowsWhatTheLibraryKnows);
//   - a fingerprint changes with the work, the word analysis and the schema
//     (TestFingerprintChangesWithEachOfItsParts);
//   - a missing, stale or damaged index is built anew, whole
//     (TestUpdateRebuildsWhatCannotBeRead);
//   - a work that cannot be read is reported and hinders no other
//     (TestUpdateReportsWorksItCannotRead).
//
// Not here: any storage engine (index/bleve, and the scanner of
// index/indextest), how questions are asked (query), and locking, which is the
// library's.
package index
