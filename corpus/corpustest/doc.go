// Package corpustest makes works for tests and benchmarks.
//
// Works are a few small hand-built documents, invented prose about security
// studies, with authors, years, sections, theories, people, voices, citations,
// footnotes, a table and a list. Parse builds a document from a tiny readable
// notation, so that a test can state the very text it is about. Generate streams
// any number of documents from a seed, with a vocabulary distributed as in real
// texts (Zipf 1949), for benchmarks.
//
// Every document is stamped and passes Document.Check
// (TestWorksKeepEveryPromise, TestGeneratedWorksKeepEveryPromise), and the same
// input gives the same document (TestGenerateIsDeterministic). Deliberately not
// here: reading of files, tagging, anything a program for people would use; only
// tests import this package.
package corpustest
