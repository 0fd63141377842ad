// Package ui is the interactive search at a terminal: results as one types,
// filters with their counts, the passage in its place, a citation to copy.
//
// In goes what Options names: a searcher, a library, and a function that cites;
// out comes, when the person leaves, what was copied. Model is the whole state and
// knows no terminal; Run gives it one.
//
// Promises, each kept by the named test:
//   - a question is asked once the typing rests, the one before is cancelled, and
//     an answer that comes late is not shown (TestAnOlderQuestionIsCancelled,
//     TestALateAnswerIsNotShown);
//   - the count beside a filter's value is what is found after taking it
//     (TestAFilterFindsWhatItCounts), and every filter can be let go
//     (TestFiltersAreTakenAndLetGo);
//   - every screen is as testdata/views has it, wide, narrow, without colour
//     (TestViewsAreAsDrawn), no line of it is longer than the terminal and there are
//     no more than it has (TestAnySizeFits, FuzzKeysAndSizes);
//   - no control character of a text, a title or a pasted question reaches the
//     terminal (TestNoControlCharacterIsShown, FuzzPlain);
//   - what is copied is what locus cite prints (TestWhatIsCopiedIsTheCitation), and is
//     told again when the person leaves (TestASessionAtATerminal).
//
// Deliberately not here: indexes and their files (doors never import a backend),
// the clipboard's escape sequence, which the caller makes, and anything that
// changes the library.
package ui
