package blocktest

import (
	"path/filepath"
	"testing"
)

// Samples are the real files of a format that lie beside the project and match a
// pattern, for the test of a reader whose folder stands directly below ingest.
// Where there are none the test is skipped with a sentence that says what it needs.
func Samples(t testing.TB, format, pattern string) []string {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "formats", format, pattern))
	if len(files) == 0 {
		t.Skip("needs the sample files beside the project: ../shared/formats/" + format)
	}
	return files
}
