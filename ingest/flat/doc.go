// Package flat finds tables in lines of text: those that a converter has
// flattened, their cells parted by tabs, and those drawn with signs.
//
// In go lines; out come the rows of a table that begins at the first of them,
// and whether its cells were cut at the width of the printed column, so that a
// cell's sentence runs on in the next line. Drawn reads the tables that authors
// draw themselves, as grids or with rulers. Kept by TestRows, TestCut, TestDrawn
// and FuzzDrawn.
//
// Joining the cells again is deliberately not here: it needs what stands
// between two pages of the same table.
package flat
