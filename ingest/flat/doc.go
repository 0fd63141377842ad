// Package flat finds tables that a converter has flattened into lines of text,
// their cells parted by tabs.
//
// In go lines; out come the rows of a table that begins at the first of them,
// and whether its cells were cut at the width of the printed column, so that a
// cell's sentence runs on in the next line. Kept by TestRows and TestCut.
//
// Joining the cells again is deliberately not here: it needs what stands
// between two pages of the same table.
package flat
