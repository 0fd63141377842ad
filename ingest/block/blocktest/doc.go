// Package blocktest prints pages for the tests of readers, and runs the cases
// that a file of them holds.
//
// In goes a block.Page; out comes a text of one line a block that a person can
// read and correct, with what stands in a block at its place: [^1] a note's call,
// {key} behind a citation, |12| where a page begins. Cases are pairs of files of
// a txtar archive, "name" and "name.page"; Run compares and, where asked, writes.
// Kept by TestPrint.
//
// Reading is deliberately not here.
package blocktest
