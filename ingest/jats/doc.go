// Package jats reads articles, and books, in JATS (the Journal Article Tag
// Suite, ANSI/NISO Z39.96) and its older form, the NLM DTD.
//
// In go decoded characters; out comes a block.Page: the record of article-meta
// as statements, the abstracts, sections, lists, tables, captions, quotations and
// notes in reading order, the entries of the reference list field by field, and
// what cites them tied to them by the file itself. A number that is raised to
// cite stands in brackets, so that it can be told from the word before; the
// numbers between the two ends of a range are cited too. An entry that the file
// gives in fields alone is printed in one plain order.
//
// Affiliations, permissions and the like are listed as left out, and so are the
// articles that stand within another (letters of reviewers, translations), whose
// authors are others. Kept by TestCases, TestSamplesOfJournals and FuzzRead.
//
// Deliberately not here: XML itself (package element), and what a statement
// means for the record (package meta).
package jats
