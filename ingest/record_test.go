package ingest_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"locus/corpus"
)

// part is the paragraph that @part stands for in a case; @body stands for three.
const part = "The council of the town met in the old hall on the quay, and it was agreed that the harbour should stay open through the winter, since nobody could say when the ships would come back. The pilots asked for more than they were given, as they always had, and they were paid with salt and rope."

func filled(text string) string {
	body := strings.Join([]string{part, "In this way, the town kept its trade. " + part, "It did not last, however. " + part}, "\n\n")
	return strings.ReplaceAll(strings.ReplaceAll(text, "@body", body), "@part", part)
}

// fieldsOf writes a record as the cases do.
func fieldsOf(w corpus.Work) []string {
	var out []string
	add := func(field, v string) {
		if v != "" {
			out = append(out, field+": "+v)
		}
	}
	add("title", w.Title)
	for _, a := range w.Authors {
		if a.Given == "" {
			add("author", a.Family)
			continue
		}
		add("author", a.Family+", "+a.Given)
	}
	if w.Year != nil {
		add("year", fmt.Sprint(*w.Year))
	}
	add("type", w.Type)
	add("container", w.Container)
	add("volume", w.Volume)
	add("issue", w.Issue)
	add("pages", w.Pages)
	add("issn", w.ISSN)
	add("doi", w.DOI)
	return out
}

// tally counts, for a field, the values that should be and are (right), that
// should be (wanted) and that are (given).
type tally struct{ right, wanted, given int }

var recordFields = []string{"title", "author", "year", "type", "container", "volume", "issue", "pages", "issn", "doi"}

// TestWorkRecords reads the cases of testdata/records and counts, field by field,
// how often the record is the one that a reader wrote, and what was invented.
func TestWorkRecords(t *testing.T) {
	for half, least := range map[string]float64{"work": .98, "heads": .95, "held": .93} {
		t.Run(half, func(t *testing.T) {
			a, err := txtar.ParseFile(filepath.Join("testdata", "records", half+".txtar"))
			if err != nil {
				t.Fatal(err)
			}
			tallies := map[string]*tally{}
			for _, f := range recordFields {
				tallies[f] = &tally{}
			}
			for i := 0; i+1 < len(a.Files); i += 2 {
				doc := read(t, a.Files[i].Name, []byte(filled(string(a.Files[i].Data))))
				checkDocument(t, doc)
				compareRecord(t, a.Files[i].Name, strings.Split(strings.TrimSpace(string(a.Files[i+1].Data)), "\n"), fieldsOf(doc.Work), tallies)
			}
			var all tally
			for _, f := range recordFields {
				c := tallies[f]
				all = tally{all.right + c.right, all.wanted + c.wanted, all.given + c.given}
				t.Logf("%-9s %3d right of %3d printed, %d invented or wrong", f, c.right, c.wanted, c.given-c.right)
			}
			recall, precision := float64(all.right)/float64(all.wanted), float64(all.right)/float64(all.given)
			t.Logf("all       recall %.3f, precision %.3f in %d texts", recall, precision, len(a.Files)/2)
			if min(recall, precision) < least {
				t.Errorf("recall %.3f, precision %.3f, want %.2f", recall, precision, least)
			}
		})
	}
}

// compareRecord adds a case to the tallies. Authors count in their order.
func compareRecord(t *testing.T, name string, want, got []string, tallies map[string]*tally) {
	t.Helper()
	want = slices.DeleteFunc(want, func(l string) bool {
		field, _, _ := strings.Cut(l, ":")
		return tallies[field] == nil
	})
	at := map[string]int{}
	for _, l := range want {
		field, _, _ := strings.Cut(l, ":")
		tallies[field].wanted++
	}
	for _, l := range got {
		field, _, _ := strings.Cut(l, ":")
		tallies[field].given++
		i := slices.Index(want, l)
		if i >= at[field] && i >= 0 {
			tallies[field].right++
			at[field] = i + 1
			continue
		}
	}
	for _, l := range want {
		if !slices.Contains(got, l) {
			t.Logf("%s: not read: %s", name, l)
		}
	}
	for _, l := range got {
		if !slices.Contains(want, l) {
			t.Logf("%s: invented: %s", name, l)
		}
	}
}
