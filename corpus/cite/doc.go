// Package cite writes how a passage and a work are cited.
//
// In goes a corpus.Work and, for a citation in the text, one of its passages;
// out comes a string: the citation for the running text (InText), the entry of
// the reference list (Entry), a whole list (Bibliography), or a record that
// other programs read (BibTeX, BibLaTeX, RIS, CSL-JSON, commands of pandoc,
// LaTeX and Typst). Originals gives, for words at second hand, the entries of the
// work's own list they come from; Missing and Lint tell what a record lacks and
// what in it cannot be right.
//
// The styles follow their published rules: the Publication Manual of the
// American Psychological Association (7th edition, 2020), the MLA Handbook (9th
// edition, 2021), The Chicago Manual of Style (18th edition, 2024: three or more
// authors become "et al." in text, no place of publication, no page range of a
// chapter in the list), and Cite Them Right's Harvard (12th edition, 2022).
//
// Promises, each kept by the named test:
//   - every style and type of work prints as testdata/*.txtar has it, read
//     against the handbooks (TestTheStylesPrintAsTheHandbooksSay);
//   - a page is printed only where the passage has one, and one that is not sure
//     with a question mark; else the numbers by which any edition is found, or
//     section and paragraph (TestALocatorIsNeverInvented);
//   - words at second hand are cited so, each speaker with their own year
//     (TestSecondHandWordsAreCitedSo), and their source is offered
//     (TestTheSourceOfQuotedWordsIsOffered);
//   - the entries agree with pandoc's citeproc but for differences that
//     testdata/pandoc.txt gives the reasons of (TestEntriesAgreeWithPandoc), every
//     export is read by pandoc without a warning (TestPandocReadsWhatIsExported), and
//     places survive it (TestLocatorsSurvivePandoc);
//   - the lint tells what cannot be right, and nothing of a whole record
//     (TestLintTellsWhatCannotBeRight);
//   - a field that is missing is shown so and never made up
//     (TestAMissingFieldIsShown);
//   - the pinpoint never stands in an exported record
//     (TestThePinpointIsNeverInARecord);
//   - whatever a field holds, an export stays one readable record and an HTML
//     form carries no mark-up of the field's (FuzzFormsHoldWhateverTheFieldsSay);
//   - keys are ASCII, stable and unique (TestKeysAreUniqueAndStable).
//
// Capital letters are changed where that cannot be wrong only: an ALL-CAPS title
// gets capitals at its words (names of people and places cannot be told from
// other words, so it is not taken down to sentence case), and MLA and Chicago
// raise the small letters of an English title. A title with capitals is printed
// as given in APA and Harvard.
//
// Where the styles leave room, this is what they are taken to say. A body that
// wrote and published a work is not named twice: APA drops the publisher (10.4),
// MLA begins with the title (5.20), Chicago and Harvard repeat it for a report. Two
// years are told of a work that was republished or translated: 1795/1991 in APA
// (8.15), the first behind the title in MLA (5.106), [1795] 1991 in Chicago; Harvard
// dates a reprint by its first year and a translation by its own. A day of access
// is printed where a page has no date, and in Harvard with every address that is no
// DOI. A work without a place of publication, a publisher or an address that calls
// itself an essay is unpublished; of any other that is not known.
//
// Deliberately not here: parsing of references, other styles (export CSL-JSON
// and let pandoc or Zotero write them), and the words around a citation.
package cite
