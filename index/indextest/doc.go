// Package indextest is the measure every index is held to: the Scanner, which
// answers any plan by reading every passage and is simple enough to be trusted,
// and Run, one suite that compares a backend with it over generated works and
// generated questions.
//
// In go documents, out come the same answers that query.Finder promises. The
// Scanner keeps everything in memory and is slow by intent; it is for tests and
// for libraries of a few texts.
//
// Promises, with the tests that keep them:
//
//   - the scores are those of the formula in query.BM25, worked by hand
//     (TestScannerScoresAreTheFormulas);
//   - phrases count as query.Phrase says (TestScannerCountsPhrases);
//   - the suite refuses a backend that errs (TestSuiteCatchesFaults).
//
// Not here: anything fast, and anything on disk.
package indextest
