// Package archive opens packed files within bounds: the parts of a zip file,
// which word processors' files and e-books are, and the files of zip and tar.gz
// archives.
//
// In go the bytes of a packed file; out come the names of what is in it and the
// bytes of each, never more than the limits allow, however small the packed file
// is: a bomb is ErrTooLarge, not a crash (TestBombsAreRefused). A part that a
// password guards is ErrEncrypted; what cannot be unpacked is ErrDamaged.
//
// What a part means is deliberately not here, nor is writing to disk: nothing is
// ever unpacked into a file.
package archive
