package ingest_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"locus/corpus"
)

// TestStructure reads the cases of testdata/structure.
func TestStructure(t *testing.T) {
	a, err := txtar.ParseFile(filepath.Join("testdata", "structure", "cases.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(a.Files); i += 2 {
		t.Run(strings.ReplaceAll(a.Files[i].Name, " ", "_"), func(t *testing.T) {
			doc := read(t, "case"+filepath.Ext(a.Files[i].Name), []byte(filled(string(a.Files[i].Data))))
			checkDocument(t, doc)
			if diff := cmp.Diff(string(a.Files[i+1].Data), leavesOf(doc)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// leavesOf writes a document's parts as the cases do.
func leavesOf(doc *corpus.Document) string {
	var out strings.Builder
	for _, p := range doc.Parts {
		text := p.Span.Of(doc.Text)
		switch p.Kind {
		case corpus.PartSection:
			fmt.Fprintf(&out, "%s %s\n", strings.Repeat("#", p.Level), p.Heading.Of(doc.Text))
			continue
		case corpus.PartList, corpus.PartReferences, corpus.PartTable, corpus.PartFront, corpus.PartAbstract:
			fmt.Fprintf(&out, "%s\n", p.Kind)
			continue
		}
		if len(text) > 80 {
			text = text[:strings.LastIndexByte(text[:81], ' ')]
		}
		head := string(p.Kind)
		if p.Name != "" {
			head += " " + p.Name
		}
		if p.Kind == corpus.PartFootnote && p.Call >= 0 {
			words := strings.Fields(doc.Text[:p.Call])
			head += " " + strings.Join(words[max(0, len(words)-4):], " ")
		}
		fmt.Fprintf(&out, "%s | %s\n", head, text)
	}
	return out.String()
}
