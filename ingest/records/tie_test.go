package records_test

import (
	"fmt"
	"strings"
	"testing"

	"locus/corpus"
	"locus/ingest/records"
)

const tied = `
@book{filed, author = {Bell, Ann}, title = {On Gates}, year = 1990, file = {:texts/gates.pdf:PDF}}
@article{doi, author = {Dorn, Carl}, title = {How Gates Close}, year = 1991, doi = {10.1234/G}}
@book{titled, author = {van der Berg, Ann}, title = {Walls and Their Keepers: A History}, year = 1992}
@book{first, author = {Eld, E.}, title = {Hinges}, year = 1993}
@book{second, author = {Eld, E.}, title = {Hinges}, year = 1995}
@book{left, author = {Nobody, N.}, title = {Unread}}
`

func TestTie(t *testing.T) {
	list, faults := records.BibTeX(tied)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	year := func(y int) *int { return &y }
	author := func(family string) []corpus.Name { return []corpus.Name{{Family: family, Given: "X."}} }
	for name, c := range map[string]struct {
		file string
		work corpus.Work
		key  string // several parted by blanks where none is taken
		by   string
	}{
		"the file the record points to":              {"lib/texts/gates.pdf", corpus.Work{Title: "Something Else"}, "filed", "file"},
		"a file of that name in another folder":      {"elsewhere/Gates.pdf", corpus.Work{}, "filed", "file"},
		"the same DOI, written otherwise":            {"x.pdf", corpus.Work{DOI: "10.1234/g"}, "doi", "DOI"},
		"a title without its subtitle":               {"x.pdf", corpus.Work{Title: "Walls and their Keepers", Authors: author("Berg")}, "titled", "title"},
		"a title of a year that speaks against it":   {"x.pdf", corpus.Work{Title: "Walls and Their Keepers", Year: year(2001)}, "", ""},
		"a title of an author that speaks against":   {"x.pdf", corpus.Work{Title: "How Gates Close", Authors: author("Falk")}, "", ""},
		"two records that fit alike are told":        {"x.pdf", corpus.Work{Title: "Hinges", Authors: author("Eld")}, "first second", "title"},
		"the year parts two of the same title":       {"x.pdf", corpus.Work{Title: "Hinges", Authors: author("Eld"), Year: year(1995)}, "second", "title"},
		"a file named after author and title":        {"Dorn 1991 - How gates close.pdf", corpus.Work{}, "doi", "title"},
		"a file named after a title alone is no tie": {"hinges.pdf", corpus.Work{}, "", ""},
		"nothing fits": {"y.txt", corpus.Work{Title: "Roads"}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var l records.Library
			l.Add("lib", list)
			m := l.Find(c.file, &c.work)
			got := strings.Join(m.Alike, " ")
			if m.Record != nil {
				got = m.Record.Key
			}
			if got != c.key || m.By != c.by {
				t.Errorf("%q by %q, want %q by %q", got, m.By, c.key, c.by)
			}
			if want := l.Len() - len(strings.Fields(c.key)); len(l.Untied()) != want {
				t.Errorf("%d records are not tied, want %d", len(l.Untied()), want)
			}
		})
	}
	var l records.Library
	l.Add("lib", list)
	if p := l.Paths(); len(p) != 1 || p[0] != "lib/texts/gates.pdf" {
		t.Errorf("paths %v", p)
	}
}

func TestARecordWinsOverWhatWasRead(t *testing.T) {
	list, _ := records.BibTeX(tied)
	w := corpus.Work{Title: "on gates (scan)", Publisher: "Wall Press", Stated: map[string]corpus.Basis{"title": corpus.Stated, "publisher": corpus.Stated}}
	list[0].Apply(&w)
	if w.Title != "On Gates" || w.Stated["title"] != corpus.ByUser || w.Year == nil || *w.Year != 1990 || w.Type != corpus.TypeBook {
		t.Errorf("%+v", w)
	}
	if w.Publisher != "Wall Press" || w.Stated["publisher"] != corpus.Stated {
		t.Errorf("what the record is silent about changed: %+v", w)
	}
}

func TestChaptersOfABookAreRecordsOfParts(t *testing.T) {
	list, _ := records.BibTeX(`
@incollection{eld, crossref = {book}, author = {Eld, E.}, title = {Hinges}, pages = {40--52}}
@incollection{falk, crossref = {book}, author = {Falk, F.}, title = {Locks}, pages = {153-9}}
@incollection{unpaged, crossref = {book}, author = {Gran, G.}, title = {Bolts}}
@incollection{alone, author = {Holm, H.}, title = {Keys}, booktitle = {Others}, pages = {1-9}, file = {:keys.pdf:PDF}}
@collection{book, editor = {Bell, Ann}, title = {Doors}, year = 1992, file = {:doors.pdf:PDF}}`)
	var l records.Library
	l.Add("lib", list)
	var keys []string
	for _, r := range l.Chapters("lib/doors.pdf") {
		first, last, _ := r.PageRange()
		keys = append(keys, r.Key+" "+first+" "+last)
	}
	if got := strings.Join(keys, ", "); got != "eld 40 52, falk 153 159" {
		t.Errorf("chapters %s", got)
	}
	if l.Chapters("lib/keys.pdf") != nil {
		t.Error("a chapter with a file of its own is a part of it")
	}
	if m := l.Find("lib/doors.pdf", &corpus.Work{}); m.Record == nil || m.Record.Key != "book" {
		t.Errorf("the book is %+v", m)
	}
	if r := l.Chapter(&corpus.Work{Title: "Hinges", Pages: "40-52", Container: "Doors"}); r == nil || r.Key != "eld" {
		t.Errorf("the chapter is %+v", r)
	}
}

// BenchmarkFind ties one work of a library of five thousand.
func BenchmarkFind(b *testing.B) {
	var src strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&src, "@book{k%d, author = {Bell%d, Ann}, title = {On Gate Number %d}, year = 1990, file = {:texts/g%d.pdf:PDF}}\n", i, i, i, i)
	}
	list, _ := records.BibTeX(src.String())
	var l records.Library
	l.Add("lib", list)
	w := corpus.Work{Title: "On Gate Number 4711", Authors: []corpus.Name{{Family: "Bell4711"}}}
	for b.Loop() {
		if m := l.Find("other/x.pdf", &w); m.Record == nil {
			b.Fatal("not found")
		}
	}
}
