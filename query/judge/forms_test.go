package judge_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/corpus/packs"
	"locus/corpus/words"
	"locus/index/indextest"
	"locus/query"
)

// TestFormsOfWordsFindEachOther asks with one word of every pair of the table
// of package words for passages that have the other, both ways, as the program
// does: what counts as one is found and marked, what is apart is not.
func TestFormsOfWordsFindEachOther(t *testing.T) {
	table, err := os.ReadFile("../../corpus/words/testdata/pairs.txt")
	if err != nil {
		t.Fatal(err)
	}
	pack, err := packs.Security()
	if err != nil {
		t.Fatal(err)
	}
	a, err := words.New(words.Rules{Same: pack.Words.Same, Apart: pack.Words.Apart})
	if err != nil {
		t.Fatal(err)
	}
	pairs := 0
	for _, line := range strings.Split(string(table), "\n") {
		line, _, _ = strings.Cut(line, "#")
		f := strings.Fields(line)
		if len(f) != 3 {
			continue
		}
		pairs++
		for _, way := range [][2]string{{f[1], f[2]}, {f[2], f[1]}} {
			if found := finds(t, a, way[0], way[1]); found != (f[0] == "same") {
				t.Errorf("%s %s %s: %q finds the other: %v", f[0], f[1], f[2], way[0], found)
			}
		}
	}
	if pairs < 150 {
		t.Errorf("the table has %d pairs, want 150 at least", pairs)
	}
}

// finds reports whether a question of one word finds, and marks, the passages
// that have another.
func finds(t *testing.T, a *words.Analysis, asked, other string) bool {
	t.Helper()
	text := "id: forms\n\n"
	for _, place := range []string{"north", "south", "east"} {
		text += fmt.Sprintf("Beyond that %s lay %s.\n\nUnder this %s stood %s.\n\n", asked, place, other, place)
	}
	s := query.NewSearcher(indextest.NewScanner(a, []*corpus.Document{corpustest.Must(t, text)}...), query.Options{Words: a})
	answer, err := s.Search(context.Background(), query.Request{Question: asked})
	if err != nil {
		t.Fatal(err)
	}
	marked, own := false, false
	for _, h := range answer.Hits {
		own = own || strings.HasPrefix(h.Passage.Text, "Beyond")
		for _, m := range h.Snippet.Marks {
			marked = marked || strings.HasPrefix(h.Passage.Text, "Under") && strings.Contains(h.Snippet.Text[m.Start:m.End], other)
		}
	}
	if !own {
		t.Errorf("%q does not find itself", asked)
	}
	return marked
}
