package corpus_test

import (
	"os"
	"path/filepath"
	"testing"

	"locus/corpus"
	"locus/corpus/corpustest"
)

// TestPersonsHaveOneNameInTheLibrary renames a person of one work, sees the name in
// the passages, the fingerprint of that work alone moved, the reading itself as it
// was, and a correction by hand, under either name, stronger.
func TestPersonsHaveOneNameInTheLibrary(t *testing.T) {
	dir := t.TempDir()
	lib, err := corpus.CreateLibrary(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lib.Put(corpustest.Works()...); err != nil {
		t.Fatal(err)
	}
	id, name := named(t, corpustest.Works())
	before, err := lib.Fingerprints()
	if err != nil {
		t.Fatal(err)
	}
	known := []corpus.Bearer{{Name: "Somebody Else", Names: map[corpus.WorkID][]string{id: {name}}}}
	if err := lib.SetPeople(known); err != nil {
		t.Fatal(err)
	}
	if n := times(t, lib, id, name) + 10*times(t, lib, id, "Somebody Else"); n < 10 || n%10 != 0 {
		t.Errorf("the passages keep %q or do not name Somebody Else: %d", name, n)
	}
	after, err := lib.Fingerprints()
	if err != nil {
		t.Fatal(err)
	}
	for w := range after {
		if moved := before[w] != after[w]; moved != (w == id) {
			t.Errorf("fingerprint of %s moved: %v", w, moved)
		}
	}
	if read, err := lib.AsRead(id); err != nil || count(read, name) == 0 {
		t.Errorf("the reading no longer names %q: %v", name, err)
	}
	if got := lib.People(); len(got) != 1 || got[0].Name != "Somebody Else" {
		t.Errorf("kept %v", got)
	}
	if err := lib.Verify(t.Context(), func(p corpus.Problem) { t.Error(p) }); err != nil {
		t.Fatal(err)
	}
	for _, said := range []string{name, "Somebody Else"} {
		file := filepath.Join(dir, "corrections", string(id)+".txt")
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte("person: "+said+" = Third Person\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		if times(t, lib, id, "Third Person") == 0 {
			t.Errorf("the correction of %q does not hold", said)
		}
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	if err := lib.SetPeople(nil); err != nil {
		t.Fatal(err)
	}
	if again, err := lib.Fingerprints(); err != nil || again[id] != before[id] {
		t.Errorf("the fingerprint is not what it was: %v", err)
	}
}

// named finds a work and a person whom it names.
func named(t *testing.T, docs []*corpus.Document) (corpus.WorkID, string) {
	t.Helper()
	for _, d := range docs {
		for _, p := range d.Passages {
			if len(p.People) > 0 {
				return d.Work.ID, p.People[0].Name
			}
		}
	}
	t.Fatal("no work names anybody")
	return "", ""
}

// times is how many passages of a held work name a person.
func times(t *testing.T, lib *corpus.Library, id corpus.WorkID, name string) int {
	t.Helper()
	d, err := lib.Document(id)
	if err != nil {
		t.Fatal(err)
	}
	return count(d, name)
}

func count(d *corpus.Document, name string) int {
	n := 0
	for _, p := range d.Passages {
		for _, m := range p.People {
			if m.Name == name {
				n++
			}
		}
	}
	return n
}
