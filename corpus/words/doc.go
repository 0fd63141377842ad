// Package words says what counts as the same word. One analysis serves the
// index, the questions and the marks, so that what is found is what is marked.
//
// In goes a text as it is, and with New the word rules of a field; out come
// tokens: byte offsets into the text given, the folded form, the stem, the
// position. Nothing is looked up outside the package and nothing is remembered
// that would show in a result.
//
// # What a word is
//
//   - Letters, decimal digits and their marks. Raised digits are not: they are
//     footnote marks. Characters of scripts without blanks stand alone.
//   - Invisible characters (soft hyphens, zero-width blanks and joiners) are not
//     seen. A hyphen at the end of a line between small letters is none either:
//     the broken word is one token over both lines.
//   - A hyphenated compound has its parts at successive positions and, as Extra
//     with the first, the whole without hyphens: self, +selfhelp, help.
//   - An apostrophe between letters belongs to the word (don't, l'homme). The
//     possessive 's leaves the form, while Start and End cover it, since a mark
//     covers the word as printed; the bare apostrophe of s' stays outside, since
//     it may as well close a quotation.
//   - Full stops between single letters make an acronym, which loses them: U.N.
//     is un. "US" and "U.S." have the form "u.s." and, with "USA", one stem: the
//     country is never the pronoun "us", not even in a heading in capitals,
//     where "US" is always taken for the country.
//   - 1,000 is 1000; 3.5, 9/11, 20th, C++ and AT&T are one word each; a range of
//     years is two. A pair of page numbers such as 117,118 cannot be told from a
//     grouped number and is one.
//   - A stretch of more than 255 bytes is cut and goes on as the next word.
//
// # What counts as the same
//
// The stem is the class of the Snowball English stemmer (M. F. Porter, Snowball,
// 2001), of the word in standard spelling: American for British, the singular of
// an irregular plural, the doctrine for who holds it. Rules then keep words of
// one class apart and join words of several; all other words of a divided class
// go with their nearest relative. The general rules are the files below data/,
// each line with its reason; a field adds its own by Rules.
//
// # Promises
//
//   - Offsets are in range, on rune boundaries, ordered; positions have no gaps;
//     composed and decomposed text give the same forms (FuzzTokens).
//   - What a word is, and which bytes it covers, is as listed (TestTokens,
//     TestPositions, TestLongWordsAreCut).
//   - The pairs of testdata/pairs.txt count as one word or as two (TestPairs).
//   - A form has one stem, wherever it was met (TestStemOfForm, TestConcurrent).
//   - Contradicting rules are refused and named (TestContradictions).
//   - Folding what is folded changes nothing (FuzzFold).
//
// Deliberately not here: synonyms of several words and corrections of spelling,
// which belong to the question; languages other than English beyond folding.
package words
