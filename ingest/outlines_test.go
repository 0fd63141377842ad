package ingest_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"locus/corpus"
)

// TestOutlines reads the cases of testdata/outlines and counts the headings that
// stand at the level where a reader put them.
func TestOutlines(t *testing.T) {
	for half, least := range map[string]float64{"work": .97, "held": .90} {
		t.Run(half, func(t *testing.T) {
			a, err := txtar.ParseFile(filepath.Join("testdata", "outlines", half+".txtar"))
			if err != nil {
				t.Fatal(err)
			}
			var all tally
			for i := 0; i+1 < len(a.Files); i += 2 {
				doc := read(t, a.Files[i].Name, []byte(filled(string(a.Files[i].Data))))
				checkDocument(t, doc)
				want := strings.FieldsFunc(string(a.Files[i+1].Data), func(r rune) bool { return r == '\n' })
				got := outlineOf(doc)
				all.wanted, all.given = all.wanted+len(want), all.given+len(got)
				for _, h := range got {
					if j := slices.Index(want, h); j >= 0 {
						all.right++
						want = slices.Delete(want, j, j+1)
						continue
					}
					t.Logf("%s: wrong: %s", a.Files[i].Name, h)
				}
				for _, h := range want {
					t.Logf("%s: missing: %s", a.Files[i].Name, h)
				}
			}
			f1 := 2 * float64(all.right) / float64(all.wanted+all.given)
			t.Logf("%d headings right of %d, %d wrong: F1 %.3f in %d texts", all.right, all.wanted, all.given-all.right, f1, len(a.Files)/2)
			if f1 < least {
				t.Errorf("F1 %.3f, want %.2f", f1, least)
			}
		})
	}
}

// outlineOf writes a document's outline, the headings as printed.
func outlineOf(doc *corpus.Document) []string {
	var out []string
	for _, p := range doc.Parts {
		if p.Kind == corpus.PartSection {
			out = append(out, strings.Repeat("#", p.Level)+" "+p.Heading.Of(doc.Text))
		}
	}
	return out
}
