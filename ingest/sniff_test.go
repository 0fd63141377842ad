package ingest

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestFilesThatAreNoTexts reads testdata/sniff.txtar: the name of each file in
// it is what it is, behind a colon what the case shows: a format that is read, or
// the name of another kind of file.
func TestFilesThatAreNoTexts(t *testing.T) {
	a, err := txtar.ParseFile(filepath.Join("testdata", "sniff.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Files) < 20 {
		t.Errorf("%d cases", len(a.Files))
	}
	for _, f := range a.Files {
		want, name, _ := strings.Cut(f.Name, ": ")
		t.Run(strings.ReplaceAll(name, " ", "_"), func(t *testing.T) {
			got, kind := sniff(f.Data)
			if kind != "" {
				got = kind
			}
			if got == "" {
				got = formatOf(string(f.Data), "")
			}
			if got != want {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
}
