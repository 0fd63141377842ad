// Package manuscript turns what a word processor keeps - paragraphs with their
// styles and looks - into the blocks of a page. DOCX, ODT and RTF write the same
// things in three ways; their readers hand them over as a Document, and here it
// is judged what is a heading, a title, a quotation, an item with its number.
//
// In goes a Document: paragraphs, rows and notes in reading order, each a block
// with the name of its style and how it looks, the file's properties, the works
// cited by a reference manager's fields. Out comes a block.Page. Promises: a
// style's name decides before a look does, and a look only where no heading has
// a style (TestHeadingsByStyleBeforeLook, TestHeadingsByLook); every word handed
// over is in a block or among what was left out (TestNoWordIsLost); a name that
// a program filled in is no author (TestPropertiesThatProgramsFillIn); numbers of
// lists are what the program prints (TestNumbersOfLists); citation fields
// become exact citations with the records that they carry (TestCitationFields).
//
// How a format writes these things is deliberately not here.
package manuscript
