package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestPruneKeepsTheNewestReaders(t *testing.T) {
	cache := t.TempDir()
	for i := range 6 {
		dir := filepath.Join(cache, fmt.Sprintf("reader-%d", i))
		at := time.Now().Add(-time.Duration(i) * time.Hour)
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(dir, at, at); err != nil {
			t.Fatal(err)
		}
	}
	other := filepath.Join(cache, "notes")
	if err := os.Mkdir(other, 0o755); err != nil {
		t.Fatal(err)
	}
	prune(cache)
	for i := range 6 {
		_, err := os.Stat(filepath.Join(cache, fmt.Sprintf("reader-%d", i)))
		if stays := err == nil; stays != (i < kept) {
			t.Errorf("reader %d, %d hours old, stays: %v", i, i, stays)
		}
	}
	if _, err := os.Stat(other); err != nil {
		t.Error("a folder that is no reader was deleted")
	}
}

// TestReaderWithoutACache asks where the cache is a file: the answer comes from a
// temporary folder, which is gone afterwards.
func TestReaderWithoutACache(t *testing.T) {
	home, temp := t.TempDir(), t.TempDir()
	t.Setenv("TMPDIR", temp)
	if err := os.WriteFile(filepath.Join(home, "cache"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	status, out, errw := run(t, home, "--library", readerName, "search", "security dilemma")
	if status != exitDone || out == "" {
		t.Fatalf("status %d: %s", status, errw)
	}
	if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}
