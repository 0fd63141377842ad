package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestEveryCommandHasAManualPage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "man1")
	if status, _, errw := run(t, sharedHome(), "man", dir); status != 0 {
		t.Fatal(errw)
	}
	again := t.TempDir()
	if status, _, errw := run(t, sharedHome(), "man", again); status != 0 {
		t.Fatal(errw)
	}
	for _, c := range (&app{getenv: os.Getenv}).root().Commands() {
		name := "locus-" + c.Name() + ".1"
		page, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Error(err)
			continue
		}
		if !bytes.Contains(page, []byte(".SH SYNOPSIS")) || !strings.Contains(string(page), "library") {
			t.Errorf("%s: no synopsis, or not the flags of all commands:\n%.400s", name, page)
		}
		if other, err := os.ReadFile(filepath.Join(again, name)); err != nil || !bytes.Equal(page, other) {
			t.Errorf("%s is not the same the second time: %v", name, err)
		}
	}
}
