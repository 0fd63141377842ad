// Package archivetest packs files for the tests of the readers of packed formats.
//
// In go names and contents; out come the bytes of a zip file or a tar.gz file
// (TestPackedFilesAreRead in package archive). Deliberately not here: files that
// are broken, which each test breaks in its own way.
package archivetest
