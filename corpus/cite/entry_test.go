package cite_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/cite"
)

// by makes a book by n authors, who are letters: only the counting is tested.
func by(n int) *corpus.Work {
	w := &corpus.Work{ID: "many", Title: "Many hands", Type: corpus.TypeBook, Publisher: "A press", Language: "en"}
	year := 2001
	w.Year = &year
	for i := range n {
		w.Authors = append(w.Authors, corpus.Name{Family: fmt.Sprintf("Fam%02d", i+1), Given: "Given"})
	}
	return w
}

func TestLongListsOfAuthorsAreCutAsTheStyleCuts(t *testing.T) {
	cases := []struct {
		name  string
		style cite.Style
		n     int
		want  string // the entry begins so
	}{
		{"APA lists twenty", cite.APA, 20, "Fam01, G., Fam02, G., Fam03, G., Fam04, G., Fam05, G., Fam06, G., Fam07, G., Fam08, G., Fam09, G., Fam10, G., Fam11, G., Fam12, G., Fam13, G., Fam14, G., Fam15, G., Fam16, G., Fam17, G., Fam18, G., Fam19, G., & Fam20, G. (2001)."},
		{"APA cuts twenty-one to nineteen and the last", cite.APA, 21, "Fam01, G., Fam02, G., Fam03, G., Fam04, G., Fam05, G., Fam06, G., Fam07, G., Fam08, G., Fam09, G., Fam10, G., Fam11, G., Fam12, G., Fam13, G., Fam14, G., Fam15, G., Fam16, G., Fam17, G., Fam18, G., Fam19, G., . . . Fam21, G. (2001)."},
		{"MLA lists two", cite.MLA, 2, "Fam01, Given, and Given Fam02. "},
		{"MLA cuts three to one", cite.MLA, 3, "Fam01, Given, et al. Many Hands."},
		{"Chicago lists six", cite.ChicagoNote, 6, "Fam01, Given, Given Fam02, Given Fam03, Given Fam04, Given Fam05, and Given Fam06. Many Hands."},
		{"Chicago cuts seven to three", cite.ChicagoAuthorDate, 7, "Fam01, Given, Given Fam02, Given Fam03, et al. 2001."},
		{"Harvard lists three", cite.Harvard, 3, "Fam01, G., Fam02, G. and Fam03, G. (2001)"},
		{"Harvard cuts four to one", cite.Harvard, 4, "Fam01, G. et al. (2001)"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := must(t)(cite.Entry(by(c.n), cite.Options{Style: c.style}))
			if !strings.HasPrefix(got, c.want) {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestWorksOfOneListAreToldApart(t *testing.T) {
	year := 2017
	name := func(names ...string) []corpus.Name {
		var out []corpus.Name
		for _, n := range names {
			given, family, _ := strings.Cut(n, " ")
			out = append(out, corpus.Name{Family: family, Given: given})
		}
		return out
	}
	ws := []corpus.Work{
		{ID: "a", Title: "First", Year: &year, Type: "book", Authors: name("A Kapoor", "B Bloom", "C Montez")},
		{ID: "b", Title: "Second", Year: &year, Type: "book", Authors: name("A Kapoor", "D Daly", "C Montez")},
		{ID: "c", Title: "Zeal", Year: &year, Type: "book", Authors: name("E Light")},
		{ID: "d", Title: "The Aim", Year: &year, Type: "book", Authors: name("E Light")},
		{ID: "e", Title: "Other", Year: &year, Type: "book", Authors: name("M Light")},
		{ID: "f", Title: "Undated", Type: "book", Authors: name("N Null")},
		{ID: "g", Title: "Undated too", Type: "book", Authors: name("N Null")},
	}
	cases := []struct {
		name  string
		at    int
		style cite.Style
		want  string
	}{
		{"as many authors as tell two works apart", 0, cite.APA, "(Kapoor, Bloom, et al., 2017)"},
		{"and for the other", 1, cite.APA, "(Kapoor, Daly, et al., 2017)"},
		{"letters go by title, articles aside", 3, cite.APA, "(E. Light, 2017a)"},
		{"the later title has the later letter", 2, cite.APA, "(E. Light, 2017b)"},
		{"initials tell two of one family name apart", 4, cite.Harvard, "(M. Light, 2017)"},
		{"works without a year get letters after a hyphen", 6, cite.APA, "(Null, n.d.-b)"},
		{"MLA tells works apart by title", 5, cite.MLA, "(Null, Undated)"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := must(t)(cite.InText(&ws[c.at], nil, cite.Options{Style: c.style, Works: ws})); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
	t.Run("the order of the list does not matter", func(t *testing.T) {
		back := slices.Clone(ws)
		slices.Reverse(back)
		a := must(t)(cite.Bibliography(ws, cite.Options{}))
		b := must(t)(cite.Bibliography(back, cite.Options{}))
		if a != b {
			t.Errorf("two orders, two lists:\n%s\n%s", a, b)
		}
	})
}

func TestAMissingFieldIsShown(t *testing.T) {
	cases := []struct {
		name string
		work corpus.Work
		want []string
	}{
		{"a book of nothing but a title", corpus.Work{Title: "T", Type: "book"}, []string{"authors", "year", "publisher"}},
		{"an article of nothing", corpus.Work{Type: "article"}, []string{"title", "authors", "year", "container", "volume", "pages"}},
		{"an article with a DOI needs no pages", corpus.Work{Title: "T", Type: "article", DOI: "10.1/x", Container: "C", Volume: "1"}, []string{"authors", "year"}},
		{"a chapter", corpus.Work{Title: "T", Type: "chapter", Container: "C"}, []string{"authors", "year", "pages", "publisher"}},
		{"a page of the web", corpus.Work{Title: "T", Type: "webpage"}, []string{"year", "url", "accessed"}},
		{"a report by its number", corpus.Work{Title: "T", Type: "report", Number: "12", Publisher: "P"}, []string{"authors", "year"}},
		{"an article by its number", corpus.Work{Title: "T", Type: "article", Number: "e1", Container: "C", Volume: "1"}, []string{"authors", "year"}},
		{"a paper that appeared nobody knows where", corpus.Work{Title: "T", Type: "paper"}, []string{"authors", "year", "container"}},
		{"an essay", corpus.Work{Title: "T", Type: "essay"}, []string{"authors", "year"}},
		{"a work of no known type", corpus.Work{Title: "T"}, []string{"authors", "year", "type"}},
	}
	shown := []string{"title", "type", "container", "volume", "pages", "publisher", "url"}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := cite.Missing(&c.work)
			if !slices.Equal(got, c.want) {
				t.Errorf("missing %v, want %v", got, c.want)
			}
			entry := must(t)(cite.Entry(&c.work, cite.Options{}))
			for _, f := range shown {
				if has := strings.Contains(entry, "[missing: "+f+"]"); has != slices.Contains(got, f) {
					t.Errorf("%s shown as missing: %v in %s", f, has, entry)
				}
			}
			for _, form := range []cite.Form{cite.BibTeX, cite.RIS, cite.CSLJSON} {
				if record := must(t)(cite.Entry(&c.work, cite.Options{Form: form})); strings.Contains(record, "missing") {
					t.Errorf("%s claims a field: %s", form, record)
				}
			}
		})
	}
	for _, w := range works(t) {
		switch w.ID {
		case "nato-article-5", "un-declaration", "essay", "chapter-bare", "nothing":
			continue // which lack something
		}
		if got := cite.Missing(&w); len(got) != 0 {
			t.Errorf("%s: a whole record lacks %v", w.ID, got)
		}
	}
}

func TestCapitalsChangeOnlyWhereThatIsSafe(t *testing.T) {
	cases := []struct{ name, title, language, apa, mla string }{
		{"small letters are raised in MLA, kept in APA", "The causes of war and peace", "", "The causes of war and peace", "The Causes of War and Peace"},
		{"a shouted title gets capitals at its words", "THE BALANCE OF POWER: NATO AND THE UN AFTER WORLD WAR II", "en", "The Balance of Power: NATO and the UN After World War II", "The Balance of Power: NATO and the UN after World War II"},
		{"another language keeps its capitals", "La guerre et la paix", "fr", "La guerre et la paix", "La guerre et la paix"},
		{"an unknown language without English words keeps them", "Krieg und Frieden heute", "", "Krieg und Frieden heute", "Krieg und Frieden heute"},
		{"capitals within a word stay", "what eSecurity means for the state", "en", "what eSecurity means for the state", "What eSecurity Means for the State"},
		{"both halves of a compound are raised", "self-help in a post-war world", "en", "self-help in a post-war world", "Self-Help in a Post-War World"},
		{"the last word is raised", "what states long for", "en", "what states long for", "What States Long For"},
	}
	chicago := must(t)(cite.Entry(&corpus.Work{Title: "War between states and peace with them", Type: "book"}, cite.Options{Style: cite.ChicagoNote}))
	if !strings.HasPrefix(chicago, "War Between States and Peace with Them") {
		t.Errorf("Chicago raises prepositions from five letters on: %s", chicago)
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := &corpus.Work{Title: c.title, Language: c.language, Type: "book"}
			for style, want := range map[cite.Style]string{cite.APA: c.apa, cite.MLA: c.mla} {
				if got := must(t)(cite.Entry(w, cite.Options{Style: style})); !strings.HasPrefix(got, want) {
					t.Errorf("%s: got %s, want %s", style, got, want)
				}
			}
		})
	}
}

func TestEditionsAreReadInAnyWording(t *testing.T) {
	for in, want := range map[string]string{"2": "(2nd ed.)", "3rd": "(3rd ed.)", "second edition": "(2nd ed.)", "11th edn": "(11th ed.)",
		"22nd": "(22nd ed.)", "1st ed.": "", "first": "", "Revised edition": "(Revised ed.)", "": ""} {
		w := &corpus.Work{Title: "T", Type: "book", Publisher: "P", Edition: in}
		got := must(t)(cite.Entry(w, cite.Options{}))
		if want == "" && strings.Contains(got, "(e") || !strings.Contains(got, want) || want == "" && strings.Contains(got, " ed.)") {
			t.Errorf("%q gives %s", in, got)
		}
	}
}

func TestInitialsKeepTheirHyphens(t *testing.T) {
	for given, want := range map[string]string{"Jean-Paul": "J.-P.", "K.N.": "K. N.", "Seyed Mohammad": "S. M.", "Ægir": "Æ.", "G. John": "G. J."} {
		w := &corpus.Work{Title: "T", Type: "book", Authors: []corpus.Name{{Family: "X", Given: given}}}
		if got := must(t)(cite.Entry(w, cite.Options{})); !strings.HasPrefix(got, "X, "+want+" (n.d.)") {
			t.Errorf("%q gives %s, want initials %s", given, got, want)
		}
	}
}
