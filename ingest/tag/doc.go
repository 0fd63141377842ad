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
// theory's cues add up as a noisy or. The headings above a passage speak for it
// too, the inner louder than the outer; where a passage speaks for another
// theory and not for the heading's, the heading is silenced, and a conclusion
// inherits nothing from the section around it. A child brings its ancestors
// wherever tags are filtered, so a parent stands beside its child only where it
// is argued much more strongly. Concepts, which are often named in passing, take
// more than one mention. What is set aside ("unlike realism") is still spoken
// of, and counts a little less. References and front matter have no theory.
//
// People. A name is matched whole and with its capital; a family name alone
// names its bearer unless it is common or a different given name stands before
// it. Look-alikes are never merged: spelling variants share all consonants.
//
// Promises, and the tests that keep them: whatever is tagged passes
// Document.Check (TestTaggedWorksKeepEveryPromise); another field works from its
// pack alone (TestAnotherFieldIsData); brackets that cite nothing are no
// citations (TestCitationsGolden); references are read in the styles of
// testdata/references.txtar (TestReferencesGolden); agreement with readers is a
// golden page (TestTheoriesAgreeWithReaders).
//
// Deliberately not here: splitting (ingest/passage), the field's knowledge
// (corpus/packs), how a citation is printed (corpus/cite).
package tag
