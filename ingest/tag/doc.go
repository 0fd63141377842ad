// Package tag says of each passage what it is about, whom it names, whose words
// it gives, what it cites and where else the work says the same.
//
// In goes a document split into passages and Knowledge of a field; out comes the
// same document with its references parsed, its citations resolved, and on each
// passage theories with the words that gave them, people under one name, the
// voice, citations and near repeats. A field is data: nothing here knows a
// theory or a person by name.
//
// Theories. Cues and aliases are matched by stems, the longest at each place; a
// pattern of one word takes near forms only ("governmentality" is not found in
// "government"). What speaks for a theory adds up, and a tag needs a sum of 1 and
// something to rest on: a name, a heading, a cue that suffices alone, or three
// cues that agree. Beside a stronger theory one that is named must reach half,
// one that is not three quarters of its sum, unless the text sets the two
// against each other, which keeps both where something is said of both: one that
// is named as a foil only ("unlike realism, ...") or denied ("neither a realist")
// is no tag. A name of one word in a text without the words that the cues share
// is of another field ("realism in painting"); "realistic" and "a liberal use"
// name nothing. The headings above a
// passage speak too, the inner louder than the outer; where a passage speaks for
// another theory and not for the heading's, the heading is silenced, and a
// conclusion inherits nothing from the section around it. A child brings its
// ancestors wherever tags are filtered, so a parent stands beside its child only
// where it is argued much more strongly. A concept's name, which is often used
// in passing, takes more than one mention, or a sentence that says something of it. References and front matter have no
// theory.
//
// People. A name is matched whole and with its capital; a family name alone
// names its bearer unless it is common or a different given name stands before
// it; a common one needs the full name in the document, or a school its bearer
// speaks for. Whoever the text once prints with a given name, or the record, a
// reference or a citation names, is known by the family name from then on.
// Look-alikes are never merged: spelling variants share all consonants, and a
// person of the pack is found in another spelling only where the given name
// agrees too ("Barry Boozan"); the document's other forms follow from there.
//
// Across works Tagger.People says who is who, by what Library.SetPeople keeps: names
// that agree with each other and with the same others, the same work written, or a
// family name that one person bears (TestOnePersonAcrossWorks,
// TestOnePersonAcrossHeldWorks, TestOrderOfAddingChangesNoPerson).
//
// Voices. A passage reports where half of its sentences or two fifths of its
// words are ascribed: to a person, also one of whom no more is known than a
// capitalised name that speaks, to a school by its label, to a body or a document
// that speaks ("the Commission found that"), or to nobody by name ("some scholars
// argue", "it is often said"). Denying a view reports it. Else it is the author's.
// The words that ascribe are kept. Titles between marks are no quotations.
//
// References. An entry is read from its head: names by the form they stand in
// (inverted, straight, initials first or last, a body), a year where one follows,
// a title in quotation marks or up to a stop, the bracket of a place or a comma
// before a journal; then numbers, container, place and publisher. A list is what
// the document says is one; a dash has the names of the entry before.
//
// Citations. Brackets, years behind names, numbers in brackets or, where the list
// is numbered, raised (TestRaisedNumbersCite), "ibid." and "op. cit."; a place and
// the year of an event are none (TestAnEventIsNoCitation); in
// a name that no list and no pack knows is cited where the sentence shows an author
// (TestNarrativeWithoutAList); in
// footnotes works in full and in short too, found by their title where they have
// no year. The same name and year is certain; another spelling, a year off by
// one, a year of the Persian calendar, a second author or one of several entries
// is probable and Why says which; else there is no entry, which is an answer. A
// given name speaks against a namesake.
//
// Repeats. Two passages are repeats where the runs of five stems of the shorter
// lie in the longer, four fifths of them (Broder 1997), or half of them if that is
// three sentences; within a work they are tied as it is tagged, across works by
// Tagger.Retie from the traces that are kept of all works (Traces), so that a change
// reads what changed and what shares words with it.
//
// Promises, and the tests that keep them: whatever is tagged passes
// Document.Check (TestTaggedWorksKeepEveryPromise); another field works from its
// pack alone (TestAnotherFieldIsData); brackets that cite nothing are no
// citations (TestCitationsGolden, TestCitationsAgreeWithReaders); references are
// read in the styles of testdata/references.txtar (TestReferencesGolden) and as
// their readers label 336 printings (TestReferencesAgreeWithReaders), the paper's
// list and citations too (TestThePapersReferencesAgreeWithReaders,
// TestThePapersCitationsAgreeWithReaders); agreement with readers is a
// golden page (TestTheoriesAgreeWithReaders; voices, persons and hard cases of
// theories: TestReadingsAgree; readings made after the rules, with the figures of
// their first run: TestFreshReadingsAgree); a person has one name under all printed
// forms (TestOnePersonUnderAllForms); repeats are tied both ways and alike on every run
// (TestRepeatsWithinAWork, TestRepeatsAcrossWorks), and a change ties what tying all
// anew ties (TestRetyingTiesWhatTyingAllDoes), reading only what it meets
// (TestAChangeReadsOnlyWhatItMeets); traces that are damaged are of an earlier state
// (TestDamagedTracesAreOfAnEarlierState); no text breaks what
// Document.Check asks (FuzzDocument).
//
// Deliberately not here: splitting (ingest/passage), the field's knowledge
// (corpus/packs), how a citation is printed (corpus/cite).
package tag
