package cite_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"locus/corpus"
	"locus/corpus/cite"
)

var update = flag.Bool("update", false, "write the golden files anew")

// works are the records of testdata/works.json.
func works(t testing.TB) []corpus.Work {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "works.json"))
	if err != nil {
		t.Fatal(err)
	}
	var ws []corpus.Work
	if err := json.Unmarshal(data, &ws); err != nil {
		t.Fatal(err)
	}
	return ws
}

// work is one of them.
func work(t testing.TB, id corpus.WorkID) *corpus.Work {
	t.Helper()
	for _, w := range works(t) {
		if w.ID == id {
			return &w
		}
	}
	t.Fatalf("testdata/works.json has no %q", id)
	return nil
}

func text(s string) *string { return &s }

// paged is a passage on a printed page, placed one in a section without pages.
func paged(label string) *corpus.Passage {
	return &corpus.Passage{Kind: corpus.Body, Voice: corpus.AuthorVoice, Text: "States balance.", Section: []string{"Order"},
		Locator: corpus.Locator{Page: text(label), PageSource: text("labels"), Paragraph: 3}}
}

func placed(para int, section ...string) *corpus.Passage {
	return &corpus.Passage{Kind: corpus.Body, Voice: corpus.AuthorVoice, Text: "States balance.", Section: section,
		Locator: corpus.Locator{Paragraph: para}}
}

// golden compares files with testdata/name, or writes it with -update.
func golden(t *testing.T, name string, files []txtar.File) {
	t.Helper()
	path := filepath.Join("testdata", name)
	got := txtar.Format(&txtar.Archive{Files: files})
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s (-want +got):\n%s", name, cmp.Diff(string(want), string(got)))
	}
}

func must(t testing.TB) func(string, error) string {
	return func(s string, err error) string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
}

func TestTheStylesPrintAsTheHandbooksSay(t *testing.T) {
	ws := works(t)
	for _, style := range cite.Styles() {
		t.Run(string(style), func(t *testing.T) {
			ok := must(t)
			var files []txtar.File
			for i := range ws {
				w := &ws[i]
				o := cite.Options{Style: style, Works: ws}
				var b bytes.Buffer
				o.Form = cite.Markdown
				fmt.Fprintf(&b, "entry:     %s\n", ok(cite.Entry(w, o)))
				fmt.Fprintf(&b, "work:      %s\n", ok(cite.InText(w, nil, o)))
				fmt.Fprintf(&b, "page:      %s\n", ok(cite.InText(w, paged("118"), o)))
				fmt.Fprintf(&b, "section:   %s\n", ok(cite.InText(w, placed(2, "Anarchy", "Balances and balancing"), o)))
				o.Narrative = true
				fmt.Fprintf(&b, "narrative: %s\n", ok(cite.InText(w, paged("117-118"), o)))
				files = append(files, txtar.File{Name: string(w.ID), Data: b.Bytes()})
			}
			o := cite.Options{Style: style}
			files = append(files, txtar.File{Name: "bibliography", Data: []byte(ok(cite.Bibliography(ws, o)))})
			golden(t, string(style)+".txtar", files)
		})
	}
}

func TestRecordsAndCommandsAreAsTheirFormatsSay(t *testing.T) {
	ws := works(t)
	for _, form := range []cite.Form{cite.BibTeX, cite.BibLaTeX, cite.CSLJSON} {
		got := must(t)(cite.Bibliography(ws, cite.Options{Form: form}))
		golden(t, string(form)+".txtar", []txtar.File{{Name: "all", Data: []byte(got)}})
	}
	got := must(t)(cite.Bibliography(ws, cite.Options{Form: cite.RIS}))
	if n := bytes.Count([]byte(got), []byte("\n")); n != bytes.Count([]byte(got), []byte("\r\n")) {
		t.Errorf("RIS has line ends that are not CR LF")
	}
	golden(t, "ris.txtar", []txtar.File{{Name: "all", Data: bytes.ReplaceAll([]byte(got), []byte("\r\n"), []byte("\n"))}})
}

func writeFile(name, data string) error { return os.WriteFile(name, []byte(data), 0o600) }
