// Package draft reads what a writer's draft says of its sources: the words it
// quotes and what it cites for them, the sentences that cite nothing, and the
// works it names.
//
// In goes a draft as a corpus.Document, read as any text is (so its citations,
// notes and reference list are known), and the records of the library's works.
// Out come Quotations with their Citations, a Report of what quote.Checker finds
// of each, Claims that cite nothing, and a Concordance of the draft's reference
// list with the library.
//
// A quotation is what stands between quotation marks of any kind, or as a block.
// Marks within marks are part of it. A title in marks is none, when it is the
// title of a work in the list or the library. The citation that belongs to a
// quotation is the one behind it in its sentence, else the note called there,
// else the one before it in its sentence; pages in a bracket of their own join
// the name before ("Waltz (1979) says “...” (p. 118)").
//
// Promises: marks pair and nothing outside them is quoted (TestQuotations,
// FuzzQuotations); the citation is the quotation's own (TestCitationsOfQuotations);
// a work of the library is matched by its record, not by a name alone where the
// list says more (TestWorks); a place in the file is that of the quotation's
// first word (TestPositions).
//
// Not here: reading files (ingest), looking for words (query/quote) and for
// passages (query), printing.
package draft
