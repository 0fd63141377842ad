// Package packs loads what a field knows: its theories with their cues, its
// people with their printed variants, its vocabulary. A field is data: Security
// is the bundled pack of security studies, in readable YAML under security/, and
// Load reads a user's own pack, one file or a folder of files that are read as
// one. The bundled pack lies beside its YAML as security.json, since every
// question reads it; after a change of the YAML, go test ./corpus/packs -update
// writes it anew (TestBundledFormIsUpToDate).
//
// A pack is checked strictly and every fault is told with its file and line
// (TestLoadNamesFileAndLineOfEveryFault): unknown keys, an id twice, a parent
// that is missing, an empty cue, a printed name that two people share. A theory's
// place in the tree is written in its id ("realism/structural"), so a cycle
// cannot be written. The same files give the same fingerprint and another byte
// another one (TestFingerprintFollowsTheFiles). A pack of another field loads by
// the same code (TestAnotherFieldIsDataToo).
//
// Deliberately not here: how cues are matched and weighed, which is ingest's,
// and the general vocabulary of English, which is corpus/words'.
package packs
