package tag_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"locus/corpus"
	"locus/ingest/passage"
	"locus/ingest/tag"
)

var update = flag.Bool("update", false, "write the golden cases anew")

// showHeld prints what is read wrongly in the half that is held back, for the end.
var showHeld = flag.Bool("show-held", false, "print the misses of the half held back")

// golden runs every case of an archive and compares what show makes of it with
// the file of the same name and " gives" behind it.
func golden(t *testing.T, file string, show func(t *testing.T, in string) string) {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, f := range archive.Files {
		if name, ok := strings.CutSuffix(f.Name, " gives"); ok {
			want[name] = string(f.Data)
		}
	}
	fresh := &txtar.Archive{Comment: archive.Comment}
	for _, f := range archive.Files {
		if strings.HasSuffix(f.Name, " gives") {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			got := show(t, string(f.Data))
			fresh.Files = append(fresh.Files, f, txtar.File{Name: f.Name + " gives", Data: []byte(got)})
			if got != want[f.Name] && !*update {
				t.Errorf("got\n%s\nwant\n%s", got, want[f.Name])
			}
		})
	}
	if *update {
		if err := os.WriteFile(file, bytes.TrimSpace(txtar.Format(fresh)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestReferencesGolden(t *testing.T) {
	golden(t, "testdata/references.txtar", func(_ *testing.T, in string) string {
		r := tag.ParseReference(in)
		var b strings.Builder
		for _, a := range r.Authors {
			fmt.Fprintf(&b, "author: %s | %s\n", a.Family, a.Given)
		}
		for _, f := range [][2]string{{"year", r.Year}, {"title", r.Title}, {"container", r.Container}, {"volume", r.Volume},
			{"issue", r.Issue}, {"pages", r.Pages}, {"place", r.Place}, {"publisher", r.Publisher}, {"type", r.Type}, {"doi", r.DOI}, {"url", r.URL}} {
			if f[1] != "" {
				fmt.Fprintf(&b, "%s: %s\n", f[0], f[1])
			}
		}
		return b.String()
	})
}

// listed makes a document of paragraphs and, from lines that begin with two
// equals signs, a reference list.
func listed(t *testing.T, in string) *corpus.Document {
	t.Helper()
	var paragraphs, entries []string
	for line := range strings.Lines(in) {
		line = strings.TrimSuffix(line, "\n")
		if e, ok := strings.CutPrefix(line, "== "); ok {
			entries = append(entries, e)
		} else if line != "" {
			paragraphs = append(paragraphs, line)
		}
	}
	doc := &corpus.Document{Work: corpus.Work{ID: "a"}}
	put := func(kind corpus.PartKind, s string) {
		if doc.Text != "" {
			doc.Text += "\n\n"
		}
		span := corpus.Span{Start: len(doc.Text), End: len(doc.Text) + len(s)}
		doc.Text += s
		doc.Parts = append(doc.Parts, corpus.Part{Kind: kind, Span: span})
	}
	for _, p := range paragraphs {
		put(corpus.PartParagraph, p)
	}
	for _, e := range entries {
		put(corpus.PartEntry, e)
	}
	passage.Split(doc)
	return doc
}

func TestCitationsGolden(t *testing.T) {
	golden(t, "testdata/citations.txtar", func(t *testing.T, in string) string {
		doc := listed(t, in)
		if err := tag.Document(doc, tag.Knowledge{}); err != nil {
			t.Fatal(err)
		}
		if err := doc.Check(); err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, c := range doc.Citations {
			fmt.Fprintf(&b, "%s | %s | %s | %s | %d %s, %s\n", c.Text, c.Author, c.Year, c.Locator, c.Reference, c.Confidence, c.Why)
		}
		return b.String()
	})
}
