package corpus_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"locus/corpus"
	"locus/corpus/corpustest"
)

// TestChangesAreThoseMadeThroughThisValue follows a library through every kind of
// change, and sees that what others did is not passed over.
func TestChangesAreThoseMadeThroughThisValue(t *testing.T) {
	dir := t.TempDir()
	lib, err := corpus.CreateLibrary(dir)
	if err != nil {
		t.Fatal(err)
	}
	works := corpustest.Works()
	stamp := func() string {
		t.Helper()
		s, err := lib.Stamp()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	put := func(l *corpus.Library, docs ...*corpus.Document) {
		t.Helper()
		if _, err := l.Put(docs...); err != nil {
			t.Fatal(err)
		}
	}
	want := func(since string, ids ...corpus.WorkID) {
		t.Helper()
		got, ok := lib.Changes(since)
		slices.Sort(ids)
		if !ok || !slices.Equal(got, ids) {
			t.Errorf("changes since %q: %v %v, want %v", since, got, ok, ids)
		}
	}
	unknown := func(since, why string) {
		t.Helper()
		if got, ok := lib.Changes(since); ok {
			t.Errorf("%s: %v", why, got)
		}
	}
	a, b, c := works[0].Work.ID, works[1].Work.ID, works[2].Work.ID
	unknown("", "a library never written to")
	put(lib, works[0])
	first := stamp()
	want(first)
	put(lib, works[1], works[2])
	second := stamp()
	want(first, b, c)
	if err := lib.Remove(c); err != nil {
		t.Fatal(err)
	}
	want(second, c)
	tie := map[corpus.PassageID][]corpus.PassageID{works[0].Passages[0].ID: {works[1].Passages[0].ID}}
	if err := lib.SetRepeats(tie); err != nil {
		t.Fatal(err)
	}
	want(second, a, c)
	third := stamp()
	if err := lib.Correct(b, func(x *corpus.Corrections) error { x.Set("title", "Another"); return nil }); err != nil {
		t.Fatal(err)
	}
	want(third, a, b)
	want(first, a, b, c)
	unknown("1-none", "a stamp that never was")

	other, err := corpus.OpenLibrary(dir)
	if err != nil {
		t.Fatal(err)
	}
	fourth := stamp()
	put(other, works[2])
	unknown(fourth, "another value wrote")
	put(lib, works[0]) // as it is: nothing is written
	unknown(fourth, "another value wrote before")
	fifth := stamp()
	if err := os.RemoveAll(filepath.Join(dir, "works", string(c))); err != nil {
		t.Fatal(err)
	}
	unknown(fifth, "a folder was taken out by hand")
	if err := lib.Remove(b); err != nil {
		t.Fatal(err)
	}
	unknown(fifth, "a folder was taken out by hand before")
}
