package cite_test

import (
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/cite"
)

func TestABibliographyIsOneDocument(t *testing.T) {
	ws := works(t)
	ok := must(t)
	cases := []struct {
		name string
		form cite.Form
		each string // stands once for each work
	}{
		{"HTML has a paragraph for each", cite.HTML, `<p class="entry">`},
		{"RIS has a record for each", cite.RIS, "ER  - \r\n"},
		{"BibTeX has an entry for each", cite.BibTeX, "\n}\n"},
		{"what LaTeX reads is BibTeX", cite.LaTeX, "\n}\n"},
		{"what Typst reads is BibLaTeX", cite.Typst, "\n}\n"},
		{"what pandoc reads is CSL-JSON", cite.Pandoc, `"id": "`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := ok(cite.Bibliography(ws, cite.Options{Form: c.form}))
			if n := strings.Count(got, c.each); n != len(ws) {
				t.Errorf("%d of %d works in\n%s", n, len(ws), got)
			}
		})
	}
	for form, want := range map[cite.Form]string{cite.Text: "", cite.RIS: "", cite.BibTeX: "", cite.CSLJSON: "[]\n", cite.HTML: "<div class=\"bibliography\">\n</div>\n"} {
		if got := ok(cite.Bibliography(nil, cite.Options{Form: form})); got != want {
			t.Errorf("no works as %s give %q, want %q", form, got, want)
		}
	}
}

func TestAListIsSortedAsReadersLook(t *testing.T) {
	name := func(family, given string) []corpus.Name { return []corpus.Name{{Family: family, Given: given}} }
	two := append(name("Buzan", "Barry"), corpus.Name{Family: "Wæver", Given: "Ole"})
	early, late := 1983, 2003
	ws := []corpus.Work{
		{ID: "1", Title: "Late", Year: &late, Type: "book", Authors: name("Buzan", "Barry")},
		{ID: "2", Title: "Joint", Year: &early, Type: "book", Authors: two},
		{ID: "3", Title: "Zero", Year: &early, Type: "book", Authors: name("Buzan", "Barry")},
		{ID: "4", Title: "The Cold Peace", Type: "book"},
		{ID: "5", Title: "Undated", Type: "book", Authors: name("Buzan", "Barry")},
		{ID: "6", Title: "Signs", Year: &early, Type: "book", Authors: name("Ågren", "A.")},
		{ID: "7", Title: "Waves", Year: &early, Type: "book", Authors: name("Wæver", "Ole")},
		{ID: "8", Title: "Waltzing", Year: &early, Type: "book", Authors: name("Waltz", "K.")},
	}
	for style, want := range map[cite.Style][]string{
		// By author, marks aside; alone before joint; in order of years, none first.
		cite.APA: {"Signs", "Undated", "Zero", "Late", "Joint", "The Cold Peace", "Waves", "Waltzing"},
		// MLA goes by title within an author.
		cite.MLA: {"Signs", "Late", "Undated", "Zero", "Joint", "The Cold Peace", "Waves", "Waltzing"},
	} {
		got := must(t)(cite.Bibliography(ws, cite.Options{Style: style}))
		at := -1
		for _, title := range want {
			i := strings.Index(got, title)
			if i <= at {
				t.Errorf("%s: %s stands out of order in\n%s", style, title, got)
			}
			at = i
		}
	}
	mla := must(t)(cite.Bibliography(ws, cite.Options{Style: cite.MLA}))
	if n := strings.Count(mla, "---. "); n != 2 {
		t.Errorf("an author's second and third work begin with three hyphens, %d do in\n%s", n, mla)
	}
}
