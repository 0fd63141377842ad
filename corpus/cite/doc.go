// Package cite writes how a passage and a work are cited.
//
// In goes a corpus.Work and, for a citation in the text, one of its passages;
// out comes a string: the citation for the running text (InText), the entry of
// the reference list (Entry), a whole list (Bibliography), or a record that
// other programs read (BibTeX, BibLaTeX, RIS, CSL-JSON, commands of pandoc,
// LaTeX and Typst).
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
//   - a page is printed only where the passage has one; else section and
//     paragraph (TestALocatorIsNeverInvented);
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
// Deliberately not here: parsing of references, other styles (export CSL-JSON
// and let pandoc or Zotero write them), and the words around a citation.
package cite
