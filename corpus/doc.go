// Package corpus is what a text is. It is the page to read first: its types are
// the nouns that every other package speaks in.
//
// A Work is what a reference list names; a Document is a work with its canonical
// text, made by ingest; a Part is a named stretch of it (a section, a footnote, a
// table); a Passage is a stretch worth quoting, with its Locator, the Tags of the
// theories it argues from, the people it names and the voice it speaks in; a
// Reference is an entry of a reference list and a Citation points to one. A Span
// counts bytes of the canonical text, a Mark bytes of a shown text; the two never
// mix. A passage's name is its Address. A Pack is a field's knowledge as data. A
// Library is the folder that holds all this, and the truth.
//
// Promises that hold everywhere, with their tests:
//
//   - a passage's text is its slice of the work, passages are ordered and apart,
//     and every byte is in a passage or in a named dropped span: Document.Check
//     (TestCheckNamesEveryBrokenPromise, and every reader and splitter checks it);
//   - an address made before a text changed answers ErrChanged and never shows
//     other words (TestResolveNeverGivesOtherWords);
//   - a library that a killed writer leaves has the old or the new state of each
//     work (TestKilledWriterLeavesTheOldOrTheNewState);
//   - whatever of a work's files is not as it was written is named, by checksums of
//     the library's own (TestDamagedFilesAreNamedAndMendedByAddingAgain,
//     TestAChangedLetterOfARecordIsNamed);
//   - what a person corrects by hand is a plain file that survives reading again:
//     it is applied whenever a work is loaded, to the passage with the words it
//     names or to none (TestPassagesThatBeginAlikeAreToldByTheirAnchor,
//     TestCorrectionsThatCannotBeAppliedNameTheirLine);
//   - what filters and facets see of a passage is said in one place, Keys
//     (TestKeysSayWhatFiltersSee).
//
// Not here: how files are read (ingest), what counts as the same word
// (corpus/words), how anything is found (query, index) or cited (corpus/cite).
package corpus
