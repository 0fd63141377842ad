// Package tex knows characters as TeX writes them: accents, letters and signs by
// the names of their commands, ligatures of dashes and quotation marks, and simple formulas.
//
// In go the names and letters of commands, or a field of a bibliography (Plain);
// out come characters in NFC. What is no command known here loses its backslash
// word and keeps its argument. Kept by TestPlain, TestAccent and FuzzPlain.
//
// Documents with sections, notes and macros are deliberately not here (package
// latex).
package tex
