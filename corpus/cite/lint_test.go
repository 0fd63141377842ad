package cite_test

import (
	"slices"
	"testing"

	"locus/corpus"
	"locus/corpus/cite"
)

func number(n int) *int { return &n }

func TestLintTellsWhatCannotBeRight(t *testing.T) {
	whole := func(change func(*corpus.Work)) corpus.Work {
		w := corpus.Work{ID: "w", Title: "Gates and Walls", Authors: []corpus.Name{{Family: "Example", Given: "Ada"}}, Year: number(1999),
			Type: "book", Publisher: "Wall Press"}
		change(&w)
		return w
	}
	cases := []struct {
		name string
		work corpus.Work
		want []string // rule and field of each finding
	}{
		{"a whole record has nothing", whole(func(*corpus.Work) {}), nil},
		{"a missing field", whole(func(w *corpus.Work) { w.Publisher = "" }), []string{"missing publisher"}},
		{"a DOI that is an address of something else", whole(func(w *corpus.Work) { w.DOI = "https://example.org/10" }), []string{"doi doi"}},
		{"a DOI with its address is one", whole(func(w *corpus.Work) { w.DOI = "https://doi.org/10.1017/S0020818300027764" }), nil},
		{"an ISBN with a wrong digit", whole(func(w *corpus.Work) { w.ISBN = "978-0-306-40615-8" }), []string{"isbn isbn"}},
		{"an ISBN of ten digits with X", whole(func(w *corpus.Work) { w.ISBN = "0-8044-2957-X" }), nil},
		{"several ISBN, each checked", whole(func(w *corpus.Work) { w.ISBN = "9780306406157, 0804429570" }), []string{"isbn isbn"}},
		{"an ISSN with a wrong digit", whole(func(w *corpus.Work) { w.ISSN = "0378-5954" }), []string{"issn issn"}},
		{"an ISSN that fits", whole(func(w *corpus.Work) { w.ISSN = "0378-5955" }), nil},
		{"an address without its scheme", whole(func(w *corpus.Work) { w.URL = "www.example.org" }), []string{"url url"}},
		{"it first appeared after itself", whole(func(w *corpus.Work) { w.OriginalYear = number(2001) }), []string{"year original_year"}},
		{"it was read before it was written", whole(func(w *corpus.Work) { w.Accessed = "1998-02-01" }), []string{"year accessed"}},
		{"pages that run backwards", whole(func(w *corpus.Work) { w.Pages = "425-391" }), []string{"pages pages"}},
		{"a shortened range does not", whole(func(w *corpus.Work) { w.Pages = "391-5" }), nil},
		{"pages with letters are let be", whole(func(w *corpus.Work) { w.Pages = "S12-S9" }), nil},
		{"a type that is none", whole(func(w *corpus.Work) { w.Type = "novel" }), []string{"type type"}},
		{"a name in capitals", whole(func(w *corpus.Work) { w.Authors[0] = corpus.Name{Family: "EXAMPLE", Given: "ADA"} }), []string{"name authors"}},
		{"a list of names in one", whole(func(w *corpus.Work) { w.Authors[0] = corpus.Name{Family: "Example; Other", Given: "Ada"} }), []string{"name authors"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, f := range cite.Lint([]corpus.Work{c.work}) {
				got = append(got, f.Rule+" "+f.Field)
				if f.Work != "w" || f.What == "" {
					t.Errorf("a finding says nothing of what or where: %+v", f)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("found %q, want %q", got, c.want)
			}
		})
	}
}

func TestLintFindsWorksHeldTwice(t *testing.T) {
	book := func(id corpus.WorkID, title, doi string) corpus.Work {
		return corpus.Work{ID: id, Title: title, Authors: []corpus.Name{{Family: "Example", Given: "Ada"}}, Year: number(1999), Type: "book", Publisher: "Wall Press", DOI: doi}
	}
	ws := []corpus.Work{book("a", "Gates", "10.1000/1"), book("b", "Gates: again", "https://doi.org/10.1000/1"), book("c", "GATES", ""),
		book("d", "Rivers", ""), book("e", "Rivers!", ""), book("f", "Fields", "")}
	want := []string{"a It has the DOI of b.", "b It has the DOI of a.", "c It has the title, author and year of a.", "d It has the title, author and year of e.", "e It has the title, author and year of d."}
	var got []string
	for _, f := range cite.Lint(ws) {
		got = append(got, string(f.Work)+" "+f.What)
	}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestAListLaterThanItsWorkIsTold(t *testing.T) {
	d := &corpus.Document{Work: corpus.Work{ID: "w", Year: number(1999)}, References: []corpus.Reference{
		{Index: 1, Year: "1987", Raw: "Example, A. (1987) Gates."}, {Index: 2, Year: "2000", Raw: "Example, A. (2000) Walls."}}}
	if got := cite.LintYear(d); got != nil {
		t.Errorf("what may have been forthcoming is told: %v", got)
	}
	d.References[1].Year = "2004a"
	got := cite.LintYear(d)
	if len(got) != 1 || got[0].What != "It is dated 1999 and its list names a work of 2004: Example, A. (2000) Walls." {
		t.Errorf("a work that cites the future: %v", got)
	}
	d.Work.Year = nil
	if got := cite.LintYear(d); got != nil {
		t.Errorf("a work without a year: %v", got)
	}
}
