// Package rtf reads Rich Text Format (Microsoft's specification, version 1.9.1
// and what other programs write).
//
// In go the bytes of a file; out comes a block.Page. Characters are read in the
// code page of the file or of their font, or as Unicode with the substitutes
// skipped; what a reader of the print would not see is left out:
// instructions of fields, hidden and deleted text, pictures, the tables of fonts
// and styles (TestRead). Notes are numbered by order and tied to their calls,
// lists keep the marks that the file prints, rows their cells.
//
// A file may be built to do harm: groups nest to a bound, more is a *block.Fault,
// and every byte is looked at once (TestHarmfulFiles, FuzzRead).
//
// What a paragraph means is deliberately not here (package manuscript).
package rtf
