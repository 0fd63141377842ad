package ingest_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"locus/ingest"
)

// TestEveryPlaceIsInOnePassage reads the shared corpus and looks up each place
// of testdata/coverage.txt.
func TestEveryPlaceIsInOnePassage(t *testing.T) {
	shared := filepath.Join("..", "..", "shared", "corpus")
	if _, err := os.Stat(shared); err != nil {
		t.Skip("needs the shared corpus beside the project: ../shared/corpus")
	}
	list, err := os.ReadFile(filepath.Join("testdata", "coverage.txt"))
	if err != nil {
		t.Fatal(err)
	}
	docs := map[string][]string{}
	kept, found := 0, 0
	for _, line := range strings.Split(string(list), "\n") {
		rule, rest, ok := strings.Cut(line, "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		file, words, _ := strings.Cut(rest, "\t")
		if docs[file] == nil {
			docs[file] = squeezedPassages(t, filepath.Join(shared, file))
		}
		n := occurrences(docs[file], squeeze(words))
		switch {
		case rule == "never" && n > 0:
			t.Errorf("%s: %q stands in a passage", file, words)
		case rule == "keep":
			kept++
			if n == 1 || (n > 1 && strings.Count(words, " ") < 2) {
				found++
			} else {
				t.Logf("%s: %q stands in %d places", file, words, n)
			}
		}
	}
	t.Logf("%d of %d places in exactly one passage or across two neighbours", found, kept)
	if kept < 150 || float64(found) < .99*float64(kept) {
		t.Errorf("%d of %d places found, want 99 in 100 of at least 150", found, kept)
	}
}

func squeezedPassages(t *testing.T, path string) []string {
	t.Helper()
	r := ingest.Reader{}
	src := ingest.Source{Name: filepath.Base(path), Path: path, Open: func() (io.ReadCloser, error) { return os.Open(path) }}
	var out []string
	for doc, err := range r.Read(context.Background(), src) {
		if err != nil {
			t.Fatal(err)
		}
		if err := doc.Check(); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		for _, p := range doc.Passages {
			out = append(out, squeeze(p.Span.Of(doc.Text)))
		}
	}
	return out
}

// squeeze drops blanks, which repairs move, and nothing else.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// occurrences counts passages that hold the words, or, where none does,
// neighbours that hold them together.
func occurrences(passages []string, words string) int {
	n := 0
	for _, p := range passages {
		n += strings.Count(p, words)
	}
	if n == 0 {
		for i := 1; i < len(passages); i++ {
			if strings.Contains(passages[i-1]+passages[i], words) {
				n++
			}
		}
	}
	return n
}
