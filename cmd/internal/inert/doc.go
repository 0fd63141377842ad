// Package inert makes words that somebody else wrote safe to show on a terminal.
//
// A text, a title, a file's name or an error may hold characters that a terminal
// obeys: escape sequences that move the cursor, rename the window or write into
// the clipboard, carriage returns that overwrite what stands there, marks that
// turn the direction of writing. In goes any string or stream of bytes; out comes
// the same with every such character shown instead of obeyed: the controls of
// ASCII by the pictures that Unicode has for them (␛), the others and bytes that
// are no UTF-8 by their number in angle brackets (<U+202E>, <9B>).
//
// Promises, with their tests:
//
//   - nothing that a terminal obeys is left but line ends, tabs and the codes that
//     the caller names (TestNothingObeyedIsLeft, FuzzText);
//   - however a stream is cut into writes, it comes out the same
//     (TestAStreamCutAnywhereComesOutTheSame);
//   - JSON keeps its values: what is dangerous in it is written as an escape
//     (TestJSONKeepsItsValues);
//   - letters of every writing pass as they are (TestLettersPass).
//
// Deliberately not here: HTML, which the page escapes, and which words come from
// others, which the doors know.
package inert
