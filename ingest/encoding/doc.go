// Package encoding makes Unicode of a file's bytes.
//
// In go the bytes of a whole file; out come valid UTF-8 text in NFC with LF line
// ends, the name of the encoding it was read as, how that was known, and what
// was changed on the way. The evidence is asked in this order: a byte-order mark,
// validity as UTF-8, the places of NUL bytes (UTF-16 without a mark), the
// encoding that an HTML or XML file names, and last the statistics of the
// letters; a file put together of UTF-8 and windows-1252 is read as both. The
// commands of terminals are left out. No input fails; what is no text at all is told by Binary.
// Kept by TestDecode, TestBinary and FuzzDecode.
//
// What the text means is deliberately not here.
package encoding
