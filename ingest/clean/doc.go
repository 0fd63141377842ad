// Package clean gives a block's text the blanks that its words need.
//
// In go blocks as a reader saw them; the same blocks come out with runs of
// blanks and line ends as one blank, words joined that a line's end had cut, a
// blank put after a glued full stop, and blanks taken away before punctuation and
// inside quotation marks. Each change that a reader of the original could see is
// a repair, listed with the words on either side. Numbers, abbreviations,
// initials, addresses, file names and code are left alone; the lines of verse stay
// lines (TestCodeIsNoProse). The words are never
// changed: TestCleaning and FuzzClean (the letters in their order stay) keep it.
package clean
