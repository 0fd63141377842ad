// Package quote tells whether a quotation stands in the works, word for word or
// altered, and where.
//
// In goes a Claim: quoted words, and what the writer says of their source. Out
// comes a Finding: a verdict, the place, the source's own words, and where the
// two differ, how. A Checker asks a query.Finder for passages that may hold the
// words and reads the text around them where a passage is not enough.
//
// # What counts as the same
//
// Both sides are folded alike (fold.go) and compared letter by letter:
//
//   - letters by words.Fold: small, without accents, ligatures and compatibility
//     forms written out; digits as they are; raised digits (note marks) not at all;
//   - blanks, line ends, soft hyphens and invisible characters are nothing;
//   - a hyphen within a word is nothing, so a word broken at a line's end is whole;
//     but two words are never one: "to day" is not "today";
//   - an apostrophe within a word counts, all its forms as one;
//   - quotation marks of every kind are nothing, so nested ones may change;
//   - all dashes are one, "..." and "…" are one; every other stop counts, but not
//     at the end of the quotation nor beside a marked omission.
//
// A quotation may be edited in the ways that the handbooks allow, and is then
// ExactMarked: an ellipsis for words left out, square brackets for words or
// letters put in or changed, [sic] and [emphasis added]. An ellipsis stands for
// at most Omission letters; what lies further apart is Stitched.
//
// Exact is contiguous and certain: likeness (align.go, after Needleman and Wunsch
// 1970, with affine gaps after Gotoh 1982) only explains what is not exact.
//
// Promises: a quotation cut from a text is exact there, whatever was done to its
// type (TestCutQuotationsAreExact); none that is shuffled or changed in a word is
// (TestAlteredQuotationsAreNeverExact); every verdict has its cases
// (TestVerdicts, testdata/verdicts.txtar); any input is answered (FuzzParse).
//
// Not here: which quotations a draft holds and what it cites for them (package
// query/draft), and how a finding is printed.
package quote
