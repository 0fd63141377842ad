package records_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"locus/corpus"
	"locus/corpus/cite"
	"locus/ingest/records"
)

// TestWhatIsExportedIsReadBack writes the works that the styles are tested with in
// every record form, reads them, and compares field by field. What a form has no
// place for is told in plain.
func TestWhatIsExportedIsReadBack(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "corpus", "cite", "testdata", "works.json"))
	if err != nil {
		t.Fatal(err)
	}
	var works []corpus.Work
	if err := json.Unmarshal(data, &works); err != nil {
		t.Fatal(err)
	}
	for _, form := range []cite.Form{cite.BibTeX, cite.BibLaTeX, cite.RIS, cite.CSLJSON} {
		t.Run(string(form), func(t *testing.T) {
			for _, w := range works {
				if w.Title == "" {
					continue // of which nothing is known
				}
				if w.Type == corpus.TypePaper {
					w.Type = corpus.TypeArticle // as every form has one that stands in a journal
				}
				if form == cite.RIS && w.ID == "high-level-panel-2004" {
					continue // a body's name with a comma, which RIS cannot tell from a person's
				}
				text, err := cite.Entry(&w, cite.Options{Form: form})
				if err != nil {
					t.Fatal(err)
				}
				list, faults, ok := records.Read(text)
				if !ok || len(list) != 1 || len(faults) > 0 {
					t.Errorf("%s: %d records and the faults %v are read of\n%s", w.ID, len(list), faults, text)
					continue
				}
				if d := cmp.Diff(plain(w, form), plain(list[0].Work, form)); d != "" {
					t.Errorf("%s (-written +read):\n%s", w.ID, d)
				}
			}
		})
	}
}

// plain is a work's record as a form can hold it.
func plain(w corpus.Work, form cite.Form) corpus.Work {
	w.ID, w.Stated = "", nil
	if kind, ok := kinds[form][w.Type]; ok {
		w.Type = kind
	}
	if form == cite.RIS && w.Type == corpus.TypeBook {
		w.Number = "" // of a series
	}
	if w.Type == "" || w.Type == corpus.TypePaper {
		w.Genre = "" // of what is unpublished
	}
	w.Edition = ordinals[w.Edition]
	return w
}

// kinds are the types that a form writes as others.
var kinds = map[cite.Form]map[string]string{
	cite.BibTeX:   {corpus.TypeEncyclopedia: corpus.TypeChapter, corpus.TypeWebpage: "", corpus.TypeEssay: ""},
	cite.BibLaTeX: {corpus.TypeEssay: corpus.TypePaper},
	cite.RIS:      {corpus.TypeEssay: ""},
	cite.CSLJSON:  {corpus.TypeEssay: corpus.TypePaper},
}

// ordinals are editions by how the forms write them.
var ordinals = map[string]string{"2nd ed.": "2", "2nd": "2", "2": "2", "Expanded ed.": "Expanded", "Expanded": "Expanded"}
