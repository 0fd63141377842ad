// Package language reads what people type into a search box and prints it back
// in one canonical form.
//
// In goes any string; out comes a Question: a tree of Nodes and the notes that
// say what could not be read as it was perhaps meant. The package knows nothing
// of texts, indexes or theories: it does not know whether a name exists, only
// that something was written as a filter.
//
// The language, tightest first:
//
//	word  self-help  U.S.          a word, in any of its forms
//	=form                          a word in this form only
//	anarch*                        every word that begins so
//	"exact phrase"  "..."~5        the words in these forms and this order, contiguous or
//	                               with at most five other words between
//	theory:realism  year:1979..1990  a filter (Fields lists the names)
//	a NEAR/5 b                     in any order, at most five other words between
//	+a  -a  NOT a                  must stand, must not stand
//	a b                            any of them, the best first
//	a AND b                        both
//	a OR b                         either
//	( ... )                        a group
//
// Promises: Parse never fails and never takes more than linear time (FuzzParse);
// parsing what String prints gives the same tree (FuzzParse, TestLanguage); odd
// input is read as words and a note says so (TestLanguage); input beyond MaxBytes
// and groups deeper than MaxDepth are cut and noted (TestBounds).
//
// Not here: what words mean (package words), which names exist and how a tree
// becomes a plan (package query).
package language
