package corpus_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"locus/corpus"
	"locus/corpus/corpustest"
)

// TestRepeatsAcrossWorksAreTied ties two passages of different works, sees both
// named and the fingerprints moved, and unties them again.
func TestRepeatsAcrossWorksAreTied(t *testing.T) {
	dir := t.TempDir()
	lib, err := corpus.CreateLibrary(dir)
	if err != nil {
		t.Fatal(err)
	}
	works := corpustest.Works()
	if _, err := lib.Put(works...); err != nil {
		t.Fatal(err)
	}
	a, b := works[0].Passages[0].ID, works[1].Passages[0].ID
	before, err := lib.Fingerprints()
	if err != nil {
		t.Fatal(err)
	}
	ids := []corpus.WorkID{works[0].Work.ID, "nobody", works[1].Work.ID}
	prints, err := lib.PrintsOf(ids)
	if err != nil || len(prints) != 2 {
		t.Fatalf("prints %v, %v", prints, err)
	}
	if err := lib.SetRepeats(map[corpus.PassageID][]corpus.PassageID{a: {b}, b: {a}}); err != nil {
		t.Fatal(err)
	}
	if again, err := lib.PrintsOf(ids); err != nil || !maps.Equal(again, prints) {
		t.Errorf("ties changed the prints: %v, %v", again, err)
	}
	if ties, sum := lib.Repeats(); len(ties) != 2 || sum == 0 {
		t.Errorf("kept are %v, %d", ties, sum)
	}
	for i, other := range []corpus.PassageID{b, a} {
		doc, err := lib.Document(works[i].Work.ID)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(doc.Passages[0].AlsoIn, other) {
			t.Errorf("%s is not tied to %s: %q", doc.Passages[0].ID, other, doc.Passages[0].AlsoIn)
		}
		if err := doc.Check(); err != nil {
			t.Error(err)
		}
	}
	after, err := lib.Fingerprints()
	if err != nil {
		t.Fatal(err)
	}
	for i, w := range works {
		if moved := before[w.Work.ID] != after[w.Work.ID]; moved != (i < 2) {
			t.Errorf("fingerprint of %s moved: %v", w.Work.ID, moved)
		}
	}
	if err := lib.Verify(t.Context(), func(p corpus.Problem) { t.Error(p) }); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "repeats.json"), []byte("{"), 0o666); err != nil {
		t.Fatal(err)
	}
	if doc, err := lib.Document(works[0].Work.ID); err != nil || len(doc.Passages[0].AlsoIn) != 0 {
		t.Errorf("a damaged file of repeats: %v", err)
	}
	if err := lib.SetRepeats(nil); err != nil {
		t.Fatal(err)
	}
	if ties, sum := lib.Repeats(); ties != nil || sum != 0 {
		t.Errorf("untied, there are %v", ties)
	}
	if again, err := lib.Fingerprints(); err != nil || again[works[0].Work.ID] != before[works[0].Work.ID] {
		t.Errorf("untied, the fingerprint is not what it was: %v", err)
	}
}
