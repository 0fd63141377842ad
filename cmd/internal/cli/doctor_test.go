package cli

import (
	"strings"
	"testing"

	"locus/corpus"
)

func TestWhatHasNoTextIsTold(t *testing.T) {
	scan := map[corpus.WorkID]string{"scan": "/home/reader/a scan.pdf"}
	cases := []struct {
		name        string
		record      corpus.Record
		state, mend string
	}{
		{"a work without a passage is wrong", corpus.Record{Work: corpus.Work{ID: "scan"}}, stateWrong, "ocrmypdf '/home/reader/a scan.pdf' '/home/reader/a scan-ocr.pdf' && locus add '/home/reader/a scan-ocr.pdf' && locus remove scan"},
		{"pages without text are a note", corpus.Record{Work: corpus.Work{ID: "scan", Passages: 3}, LeftOut: map[string]int{withoutText: 2}}, stateNote, "ocrmypdf"},
		{"a file of another kind is given a text", corpus.Record{Work: corpus.Work{ID: "note"}}, stateWrong, "add it again"},
		{"a whole work is passed over", corpus.Record{Work: corpus.Work{ID: "scan", Passages: 3}}, "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := &doctor{}
			d.text(&c.record, scan)
			if c.state == "" {
				if len(d.found) > 0 {
					t.Errorf("%+v", d.found)
				}
				return
			}
			if len(d.found) != 1 || d.found[0].State != c.state || !strings.Contains(d.found[0].Mend, c.mend) {
				t.Errorf("%+v, want %s, mended by %s", d.found, c.state, c.mend)
			}
		})
	}
}

func TestAWordIsQuotedForTheShell(t *testing.T) {
	for word, want := range map[string]string{
		"/a/b-c_1.pdf": "/a/b-c_1.pdf", "a b": "'a b'", "it's": `'it'\''s'`, "$(rm)": "'$(rm)'", "": "''", "Žižek": "'Žižek'",
	} {
		if got := shellWord(word); got != want {
			t.Errorf("%q: %s, want %s", word, got, want)
		}
	}
}
