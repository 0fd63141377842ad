// Package block holds the nouns of reading: what every format's reader turns a
// file into before anything is known of its meaning. Readers return a Page of
// blocks in reading order; ingest cleans, joins, splits and tags them.
//
// In go the blocks as a reader saw them; out come the same blocks changed by
// Edit and Join, which keep a block's calls, citations, styles and repairs at
// the words they belong to (TestEditKeepsOffsets, TestJoinShiftsOffsets, TestCitesMoveWithTheirWords).
//
// What a block means (a title, a licence line) is deliberately not here.
package block
