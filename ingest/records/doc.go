// Package records reads libraries of literature: BibTeX and BibLaTeX, RIS,
// CSL-JSON, and Zotero's JSON and RDF.
//
// In go decoded characters; out come Records, each with the fields of a work, in
// the user's name, the files it points to and the line it begins on, and Faults,
// which say by line what could not be read: one broken entry costs that entry
// alone. Read tells the format by its content. TeX is resolved to characters,
// names are parted (von, Jr, bodies in braces), strings and cross-references are
// filled in. A Library ties its records to
// works: by file, by DOI, by title with author and year; what fits two alike is
// told and not tied. Kept by TestRecords (testdata), TestSampleLibraries, TestTie, TestRDF,
// TestChaptersOfABookAreRecordsOfParts, TestARecordWinsOverWhatWasRead and FuzzRead.
//
// Writing such files is deliberately not here (package corpus/cite).
package records
