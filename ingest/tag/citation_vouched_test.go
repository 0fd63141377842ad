package tag_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"locus/ingest/tag"
)

// narrated reads the sentences of testdata/narrative.txt and what each cites.
func narrated(t *testing.T) (sentences []string, cited [][]string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "narrative.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		parts := strings.Split(line, " | ")
		sentences, cited = append(sentences, parts[0]), append(cited, parts[1:])
	}
	return sentences, cited
}

// TestNarrativeWithoutAList measures the citations of testdata/narrative.txt, where no list
// and no pack says who is an author: nine in ten are found, and nineteen in twenty
// of what is found is a citation.
func TestNarrativeWithoutAList(t *testing.T) {
	sentences, cited := narrated(t)
	right, wanted, given := 0, 0, 0
	for i, s := range sentences {
		var got []string
		for _, c := range tag.ParseCitations(s, nil) {
			got = append(got, fmt.Sprintf("%s, %s", c.Author, c.Year))
		}
		wanted, given = wanted+len(cited[i]), given+len(got)
		for _, w := range cited[i] {
			if slices.Contains(got, w) {
				right++
			} else {
				t.Logf("missed %s: %s", w, s)
			}
		}
		for _, g := range got {
			if !slices.Contains(cited[i], g) {
				t.Logf("wrong %s: %s", g, s)
			}
		}
	}
	t.Logf("right %d of %d, given %d", right, wanted, given)
	if right*10 < wanted*9 || right*20 < given*19 {
		t.Errorf("right %d of %d, given %d", right, wanted, given)
	}
}
