package cite_test

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/cite"
)

func TestThePinpointIsNeverInARecord(t *testing.T) {
	wendt := work(t, "wendt-1992")
	for _, form := range []cite.Form{cite.BibTeX, cite.RIS, cite.CSLJSON} {
		got := must(t)(cite.InText(wendt, paged("399"), cite.Options{Form: form}))
		if strings.Contains(got, "399") {
			t.Errorf("%s holds the pinpoint:\n%s", form, got)
		}
		if !strings.Contains(got, "391") {
			t.Errorf("%s lacks the article's pages:\n%s", form, got)
		}
	}
}

func TestWordsThatKeepTheirCapitalsAreBraced(t *testing.T) {
	for title, want := range map[string]string{
		"The causes of war in Europe":       "title = {The causes of war in {Europe}}",
		"NATO and the Ends of War":          "title = {{NATO} and the Ends of War}",
		"The Ends of War in Eastern Europe": "title = {The Ends of War in Eastern {Europe}}",
		"Cost & gain: 50% of what":          `title = {Cost \& gain: 50\% of what}`,
	} {
		got := must(t)(cite.Entry(&corpus.Work{Title: title, Type: "book"}, cite.Options{Form: cite.BibTeX}))
		if !strings.Contains(got, want) {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestKeysAreUniqueAndStable(t *testing.T) {
	ws := works(t)
	keys := cite.Keys(ws)
	back := slices.Clone(ws)
	slices.Reverse(back)
	again := cite.Keys(back)
	slices.Reverse(again)
	if !slices.Equal(keys, again) {
		t.Errorf("another order gives other keys:\n%v\n%v", keys, again)
	}
	seen := map[string]bool{}
	for i, k := range keys {
		if seen[k] || k == "" || strings.Trim(k, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			t.Errorf("%s: key %q", ws[i].ID, k)
		}
		seen[k] = true
	}
	year := 2021
	for want, w := range map[string]corpus.Work{
		"ardam2021security":   {Title: "SECURITY from somewhere", Year: &year, Authors: []corpus.Name{{Family: "Ardam", Given: "S. M."}}},
		"waever2021concepts":  {Title: "The Concepts", Year: &year, Authors: []corpus.Name{{Family: "Wæver", Given: "Ole"}}},
		"2021order":           {Title: "Of Order", Year: &year},
		"order":               {Title: "Order"},
		"theidalone":          {ID: "the-id-alone", Title: "امنیت"},
		"work":                {Title: "安全"},
		"aghilidehnavi2021a1": {Title: "A1 and after", Year: &year, Authors: []corpus.Name{{Family: "Aghili Dehnavi", Given: "E."}}},
	} {
		if got := cite.Key(&w); got != want {
			t.Errorf("key %q, want %q", got, want)
		}
	}
}

func TestPandocReadsWhatIsExported(t *testing.T) {
	pandoc, err := exec.LookPath("pandoc")
	if err != nil {
		t.Skip("pandoc is not installed (Debian package pandoc): the exports are not read by another program")
	}
	ws := works(t)
	for form, format := range map[cite.Form]string{cite.BibTeX: "bibtex", cite.BibLaTeX: "biblatex", cite.CSLJSON: "csljson"} {
		t.Run(string(form), func(t *testing.T) {
			cmd := exec.Command(pandoc, "-f", format, "-t", "csljson")
			cmd.Stdin = strings.NewReader(must(t)(cite.Bibliography(ws, cite.Options{Form: form})))
			var warnings strings.Builder
			cmd.Stderr = &warnings
			out, err := cmd.Output()
			if err != nil || warnings.Len() > 0 {
				t.Fatalf("%v: %s", err, warnings.String())
			}
			var items []struct {
				ID, Page, Title string
				Author          []struct{ Family, Literal string }
			}
			if err := json.Unmarshal(out, &items); err != nil {
				t.Fatal(err)
			}
			if len(items) != len(ws) {
				t.Fatalf("%d works read of %d", len(items), len(ws))
			}
			for _, it := range items {
				if it.ID == "waever1995securitization" && (it.Page != "46-86" || it.Author[0].Family != "Wæver") {
					t.Errorf("the chapter is read as %+v", it)
				}
				if it.ID == "united1994human" {
					t.Errorf("an organisation is read as a person: %+v", it)
				}
			}
		})
	}
	t.Run("a citation with page and section", func(t *testing.T) {
		bib := must(t)(cite.Bibliography(ws, cite.Options{Form: cite.Pandoc}))
		w := work(t, "waltz-1979")
		text := must(t)(cite.InText(w, paged("118"), cite.Options{Form: cite.Pandoc})) + "\n\n" +
			must(t)(cite.InText(w, placed(2, "Order"), cite.Options{Form: cite.Pandoc})) + "\n"
		file := t.TempDir() + "/works.json"
		if err := writeFile(file, bib); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(pandoc, "--citeproc", "--bibliography", file, "-t", "plain", "--wrap=none")
		cmd.Stdin = strings.NewReader(text)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"(Waltz 1979, 118)", "(Waltz 1979, sec. Order, para. 2)"} {
			if !strings.Contains(strings.ReplaceAll(string(out), "\u00a0", " "), want) {
				t.Errorf("pandoc prints no %s:\n%s", want, out)
			}
		}
	})
}

func FuzzFormsHoldWhateverTheFieldsSay(f *testing.F) {
	f.Add("Power & <b>order</b> {x} \\y% $1 #2", "O'Neil, Jr. and Sons", "12--15", "a\r\nER  - \r\nTY  - BOOK")
	f.Add("“Quoted” title?", "Wæver", "xi-xii", "10.1000/182")
	f.Add("}", "and", "\x01\x02", "\xff")
	f.Add("NATO [again] *now* _x_", "", "–", "</script>")
	f.Fuzz(func(t *testing.T, title, family, pages, doi string) {
		w := &corpus.Work{ID: "w", Title: title, Type: corpus.TypeArticle, Container: title, Pages: pages, DOI: doi, URL: doi,
			Volume: pages, Authors: []corpus.Name{{Family: family, Given: title}}}
		p := placed(1, title)
		p.Text = title
		for _, style := range cite.Styles() {
			for _, o := range []cite.Options{{Style: style, Form: cite.HTML}, {Style: style, Form: cite.HTML, Quote: true}} {
				got := must(t)(cite.InText(w, p, o)) + must(t)(cite.Entry(w, o))
				for _, ok := range []string{"<i>", "</i>", "<blockquote>", "</blockquote>"} {
					got = strings.ReplaceAll(got, ok, "")
				}
				if strings.ContainsAny(got, "<>\"") {
					t.Errorf("%s lets mark-up through: %s", style, got)
				}
			}
		}
		var items []map[string]any
		if err := json.Unmarshal([]byte(must(t)(cite.Entry(w, cite.Options{Form: cite.CSLJSON}))), &items); err != nil || len(items) != 1 {
			t.Errorf("CSL-JSON does not parse: %v", err)
		}
		ris := must(t)(cite.Entry(w, cite.Options{Form: cite.RIS}))
		begins := 0
		for _, l := range strings.Split(ris, "\r\n") {
			if strings.HasPrefix(l, "TY  - ") || strings.HasPrefix(l, "ER  - ") {
				begins++
			}
		}
		if begins != 2 || strings.ContainsAny(strings.ReplaceAll(ris, "\r\n", ""), "\r\n") {
			t.Errorf("RIS is not one record:\n%s", ris)
		}
		for _, form := range []cite.Form{cite.BibTeX, cite.BibLaTeX} {
			bib := must(t)(cite.Entry(w, cite.Options{Form: form}))
			if !balanced(bib) {
				t.Errorf("%s has braces that do not match:\n%s", form, bib)
			}
		}
	})
}

// balanced counts braces, escaped or not, as BibTeX's own reader counts them.
func balanced(s string) bool {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth < 0 {
			return false
		}
	}
	return depth == 0
}

func BenchmarkBibliography(b *testing.B) {
	var ws []corpus.Work
	for i := range 2000 {
		year := 1950 + i%70
		ws = append(ws, corpus.Work{ID: corpus.WorkID(fmt.Sprintf("w%04d", i)), Title: fmt.Sprintf("Title %d", i), Year: &year, Type: "book",
			Authors: []corpus.Name{{Family: fmt.Sprintf("Family%d", i%500), Given: "Given"}}})
	}
	b.ResetTimer()
	for b.Loop() {
		if _, err := cite.Bibliography(ws, cite.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkInText(b *testing.B) {
	ws := works(b)
	p := paged("118")
	for b.Loop() {
		if _, err := cite.InText(&ws[0], p, cite.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
