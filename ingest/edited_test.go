package ingest

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"locus/corpus"
)

func TestByline(t *testing.T) {
	for line, want := range map[string]bool{
		"Anna Adler": true, "Bernd Beck and Clara Cole": true, "By Dora M. Dorn": true, "Emil von Eck": true, "J. K. Falk, G. Gran and H. Holm": true,
		"Introduction": false, "The harbour was built.": false, "Anna Adler, 1998": false, "": false, "Adler": false, "Why do states fight?": false,
	} {
		if got := byline(line); got != want {
			t.Errorf("%q: %v", line, got)
		}
	}
}

// collection is an edited book, or one by a single hand whose sections name
// people below their headings.
func collection(edited string) string {
	return edited + `# Preface

This book came of a winter in which the harbour was shut.

# The First Gate

Anna Adler

The first gate was made of oak, and it was shut at night by whoever was last to leave.

## Before the war

Nobody counted the keys, since nobody had thought that one could be lost.

# Two Kinds of Stone

Bernd Beck and Clara Cole

The soft stone came by sea and the hard one by road, and they were never mixed.

# Index

Gate, key, stone.
`
}

func TestTheChaptersOfAnEditedBookHaveTheirAuthors(t *testing.T) {
	records := func(text string) []string {
		var r Reader
		var out []string
		src := Source{Name: "harbours.md", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
		for doc, err := range r.Read(context.Background(), src) {
			if err != nil {
				t.Fatal(err)
			}
			if err := doc.Check(); err != nil {
				t.Error(err)
			}
			w := doc.Work
			names := func(list []corpus.Name) (s string) {
				for _, n := range list {
					s += n.Family + " "
				}
				return s
			}
			out = append(out, fmt.Sprintf("%s: %s| %s| %s|%s|%s|%d", w.ID, names(w.Authors), names(w.Editors), w.Title, w.Container, w.Type, len(doc.Passages)))
		}
		return out
	}
	got := records(collection("---\ntitle: Harbours and Their Keepers\neditor:\n- Fritz Falk\n- Greta Gran\ndate: 1998\n---\n\n"))
	want := []string{
		"harbours-adler: Adler | Falk Gran | The First Gate|Harbours and Their Keepers|chapter|2",
		"harbours-beck: Beck Cole | Falk Gran | Two Kinds of Stone|Harbours and Their Keepers|chapter|1",
		"harbours: | Falk Gran | Harbours and Their Keepers||book|2",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got := records(collection("---\ntitle: Harbours and Their Keepers\nauthor: Fritz Falk\n---\n\n")); len(got) != 1 {
		t.Errorf("a book by one hand is %d works: %q", len(got), got)
	}
}
