package ingest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"locus/corpus"
	"locus/ingest"
)

var update = flag.Bool("update", false, "write the golden parts of testdata")

// source is a source that holds the given bytes.
func source(name string, data []byte) ingest.Source {
	return ingest.Source{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }}
}

// read reads one document, which the test needs.
func read(t testing.TB, name string, data []byte) *corpus.Document {
	t.Helper()
	var r ingest.Reader
	for doc, err := range r.Read(context.Background(), source(name, data)) {
		if err != nil {
			t.Fatal(err)
		}
		if err := doc.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return doc
	}
	t.Fatalf("%s: nothing was read", name)
	return nil
}

// TestReadCases reads the input of each case of testdata/read and compares the
// record, the parts, and what was left out or repaired.
func TestReadCases(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "read", "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			in := a.Files[0]
			doc := read(t, in.Name, in.Data)
			checkDocument(t, doc)
			got := []txtar.File{in,
				{Name: "record", Data: []byte(recordOf(doc))},
				{Name: "parts", Data: []byte(partsOf(doc))},
				{Name: "changes", Data: []byte(changesOf(doc))}}
			if *update {
				a.Files = got
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			for _, g := range got[1:] {
				if diff := cmp.Diff(fileOf(a, g.Name), string(g.Data)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", g.Name, diff)
				}
			}
		})
	}
}

func fileOf(a *txtar.Archive, name string) string {
	for _, f := range a.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

// recordOf prints the fields of a work with where each came from.
func recordOf(doc *corpus.Document) string {
	w := doc.Work
	w.Source = corpus.Source{Format: w.Source.Format}
	stated := w.Stated
	w.Stated, w.Passages, w.Words = nil, 0, 0
	b, _ := json.Marshal(w)
	var fields map[string]any
	_ = json.Unmarshal(b, &fields)
	var out strings.Builder
	for _, k := range []string{"id", "title", "authors", "year", "type", "container", "volume", "issue", "pages", "issn", "doi", "language", "source"} {
		if v := fields[k]; v != nil {
			b, _ := json.Marshal(v)
			fmt.Fprintf(&out, "%s %s: %s\n", k, stated[k], b)
		}
	}
	return strings.ReplaceAll(out.String(), " : ", ": ")
}

// partsOf prints the parts of a document, the inner ones set in.
func partsOf(doc *corpus.Document) string {
	var out strings.Builder
	var open []corpus.Part
	for _, p := range doc.Parts {
		for len(open) > 0 && open[len(open)-1].Span.End <= p.Span.Start {
			open = open[:len(open)-1]
		}
		pad := strings.Repeat("  ", len(open))
		switch p.Kind {
		case corpus.PartSection:
			fmt.Fprintf(&out, "%ssection %d %s\n", pad, p.Level, p.Name)
		case corpus.PartList, corpus.PartTable, corpus.PartFront, corpus.PartAbstract, corpus.PartReferences:
			fmt.Fprintf(&out, "%s%s\n", pad, p.Kind)
		case corpus.PartPage:
			fmt.Fprintf(&out, "%spage %s from %.20q\n", pad, p.Name, p.Span.Of(doc.Text))
			continue
		case corpus.PartFootnote:
			call := ""
			if p.Call >= 0 {
				call = doc.Text[max(0, p.Call-15):p.Call]
			}
			fmt.Fprintf(&out, "%sfootnote %s called after %q: %q\n", pad, p.Name, call, p.Span.Of(doc.Text))
		default:
			fmt.Fprintf(&out, "%s%s: %q\n", pad, p.Kind, p.Span.Of(doc.Text))
		}
		open = append(open, p)
	}
	return out.String()
}

func changesOf(doc *corpus.Document) string {
	var out strings.Builder
	for _, l := range doc.LeftOut {
		fmt.Fprintf(&out, "left out: %s: %s\n", l.Why, l.Text)
	}
	for _, r := range doc.Repairs {
		fmt.Fprintf(&out, "repair: %q was %q: %s\n", r.Is, r.Was, r.Why)
	}
	return out.String()
}

// checkDocument checks what every document promises besides Document.Check:
// leaves hold every byte outside headings and blanks exactly once, and a repair
// names the words that stand in the text.
func checkDocument(t testing.TB, doc *corpus.Document) {
	t.Helper()
	held := make([]int, len(doc.Text))
	last := corpus.Span{End: len(doc.Text)}
	for _, p := range doc.Parts {
		if p.Span.Start < last.Start || p.Span.Start == last.Start && p.Span.End > last.End || p.Span.Empty() {
			t.Errorf("part %s %v does not follow %v", p.Kind, p.Span, last)
		}
		last = p.Span
		span := p.Span
		switch p.Kind {
		case corpus.PartSection:
			span = p.Heading
		case corpus.PartList, corpus.PartTable, corpus.PartFront, corpus.PartAbstract, corpus.PartReferences, corpus.PartPage:
			continue
		}
		for i := span.Start; i < span.End; i++ {
			held[i]++
		}
	}
	for i, n := range held {
		if blank := strings.ContainsRune(" \n\t", rune(doc.Text[i])); n > 1 || n == 0 && !blank {
			t.Fatalf("byte %d (%.30q) is in %d leaves", i, doc.Text[i:], n)
		}
	}
	for _, r := range doc.Repairs {
		if !strings.HasPrefix(doc.Text[r.At:], r.Is) {
			t.Errorf("repair at %d: %q is not there", r.At, r.Is)
		}
	}
}
