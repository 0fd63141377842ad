package meta

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"locus/corpus"
	"locus/ingest/block"
)

func TestNames(t *testing.T) {
	for in, want := range map[string][]corpus.Name{
		"Ann Bell":                            {{Family: "Bell", Given: "Ann"}},
		"Bell, Ann":                           {{Family: "Bell", Given: "Ann"}},
		"Bell, A. B.":                         {{Family: "Bell", Given: "A. B."}},
		"Ann Bell and Carl Dorn":              {{Family: "Bell", Given: "Ann"}, {Family: "Dorn", Given: "Carl"}},
		"Ann Bell, Carl Dorn, and Eva Fox":    {{Family: "Bell", Given: "Ann"}, {Family: "Dorn", Given: "Carl"}, {Family: "Fox", Given: "Eva"}},
		"Bell, Ann; Dorn, Carl":               {{Family: "Bell", Given: "Ann"}, {Family: "Dorn", Given: "Carl"}},
		"Jan van der Meer & Dr. Ole W. Wæver": {{Family: "van der Meer", Given: "Jan"}, {Family: "Wæver", Given: "Ole W."}},
		"{Council of the Free Towns}":         {{Family: "Council of the Free Towns"}},
		"Plato":                               {{Family: "Plato"}},
		"William Roe∗":                        {{Family: "Roe", Given: "William"}},
		"":                                    nil,
	} {
		if diff := cmp.Diff(want, Names(in)); diff != "" {
			t.Errorf("%q -want +got:\n%s", in, diff)
		}
	}
}

func TestNameLook(t *testing.T) {
	for in, want := range map[string]bool{
		"Ann Bell": true, "Ann Bell, Jan van der Meer and J. O’Hara": true, "International Relations": false, "Cold war": false,
		"The Long Road": false, "Ann Bell 1990": false, "Bell": false, "University of Nowhere": false, "": false, "Ann Bell.": true,
	} {
		if got := NameLook(in); got != want {
			t.Errorf("%q: %v", in, got)
		}
	}
}

// pageOf makes a page of headings ("# ") and paragraphs.
func pageOf(meta []block.Meta, lines ...string) *block.Page {
	p := &block.Page{Meta: meta}
	for _, l := range lines {
		b := block.Block{Text: l}
		if h, ok := strings.CutPrefix(l, "# "); ok {
			b.Kind, b.Level, b.Text = block.Heading, 1, h
		}
		p.Blocks = append(p.Blocks, b)
	}
	return p
}

func TestMeta(t *testing.T) {
	year := func(n int) *int { return &n }
	long := "A first paragraph of the text, which is long enough to be body text and says nothing of the work at all, not even when."
	m := func(kv ...string) []block.Meta {
		var out []block.Meta
		for i := 0; i < len(kv); i += 2 {
			out = append(out, block.Meta{Key: kv[i], Value: kv[i+1]})
		}
		return out
	}
	for name, c := range map[string]struct {
		file string
		page *block.Page
		want corpus.Work
	}{
		"the first heading is the title": {"a.txt", pageOf(nil, "# On Wells", long, "# Part", long),
			corpus.Work{Title: "On Wells"}},
		"a heading of a fixed name is no title": {"a.txt", pageOf(nil, "# Introduction", long), corpus.Work{}},
		"a heading after text is no title":      {"a.txt", pageOf(nil, long, "# Wells", long), corpus.Work{}},
		"front matter speaks before headings": {"a.md", pageOf(m("title", "Chapter 3: Wells", "date", "2001-02-03", "type", "chapter"), "# Wells", long),
			corpus.Work{Title: "Chapter 3: Wells", Year: year(2001), Type: "chapter"}},
		"a label is no title, its topic is a derived one": {"a.txt", pageOf(m("label", "Wells 12 Essay, Research Paper"), long),
			corpus.Work{Title: "Wells", Type: "essay"}},
		"a byline with by": {"a.txt", pageOf(nil, "# On Wells", "By Ann Bell", long),
			corpus.Work{Title: "On Wells", Authors: []corpus.Name{{Family: "Bell", Given: "Ann"}}}},
		"capitalised words without a sign are no byline": {"a.txt", pageOf(nil, "# On Wells", "Deep Water", long+" The deep ones."), corpus.Work{Title: "On Wells"}},
		"an address shows a family name of two words": {"a.md", pageOf(nil, "# On Wells and Ropes", "Ann Bell Dorn, Carl Fox", "ann.belld@example.org", "# Abstract", long),
			corpus.Work{Title: "On Wells and Ropes", Authors: []corpus.Name{{Family: "Bell Dorn", Given: "Ann"}, {Family: "Fox", Given: "Carl"}}}},
		"a citation line": {"a.md", pageOf(nil, "# REVIEW OF WELLS", "# ON WELLS AND ROPES", "Bell, A. (1999). On Wells and Ropes. Review of Wells, 12(3), 45–67.", "# Abstract", long),
			corpus.Work{Title: "On Wells and Ropes", Container: "REVIEW OF WELLS", Volume: "12", Issue: "3", Pages: "45-67", Year: year(1999), Type: "paper"}},
		"a volume is no year": {"a.md", pageOf(nil, "# ON WELLS AND ROPES", "Ann Bell: On Wells and Ropes -- Review of Wells 1998(6), 489-511.", "# Abstract", long),
			corpus.Work{Title: "On Wells and Ropes", Container: "Review of Wells", Volume: "1998", Issue: "6", Pages: "489-511", Type: "paper"}},
		"a licence gives year and type": {"a.txt", pageOf(m("licence", "© 2004 by the authors; from the Wikipedia article on wells"), "# Wells", long),
			corpus.Work{Title: "Wells", Year: year(2004), Type: "encyclopedia"}},
		"a site's name goes off the title": {"a.html", pageOf(m("html:title", "Wells - The Site", "og:site_name", "The Site"), long),
			corpus.Work{Title: "Wells", Container: "The Site"}},
		"the file's name gives a type at last": {"my thesis 2.txt", pageOf(nil, long), corpus.Work{Type: "thesis"}},
		"meta tags of a journal": {"a.html", pageOf(m("citation_title", "T", "citation_author", "Bell, Ann", "citation_author", "Dorn, Carl", "citation_journal_title", "J",
			"citation_firstpage", "1", "citation_lastpage", "9", "citation_doi", "doi:10.5555/x.y", "language", "en", "citation_date", "1997/11"), long),
			corpus.Work{Title: "T", Authors: []corpus.Name{{Family: "Bell", Given: "Ann"}, {Family: "Dorn", Given: "Carl"}}, Container: "J", Pages: "1-9", DOI: "10.5555/x.y", Language: "en", Year: year(1997), Type: "paper"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := Read(c.page, c.file)
			stated := got.Stated
			got.Stated = nil
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if (got.Title != "") != (stated["title"] != "") || (got.Year != nil) != (stated["year"] != "") || (got.Type != "") != (stated["type"] != "") {
				t.Errorf("stated %v", stated)
			}
		})
	}
}

// TestNothingInvented reads a text that says nothing of itself.
func TestNothingInvented(t *testing.T) {
	p := pageOf(nil, "in 1990 the well of john smith was 12(3) deep, and so it stayed, 45-67 years long, as everybody in the town could see.")
	if diff := cmp.Diff(corpus.Work{}, Read(p, "1984.txt")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if len(p.Blocks) != 1 || p.Blocks[0].Zone != block.Body {
		t.Errorf("blocks %+v", p.Blocks)
	}
}

func TestTitleAndJournalLeaveTheText(t *testing.T) {
	p := pageOf(nil, "# Journal of Wells", "# ON WELLS", "On Wells", "Some text of it.")
	w := Read(p, "a.md")
	if w.Title != "ON WELLS" || w.Container != "Journal of Wells" || len(p.Blocks) != 1 || len(p.Omitted) != 3 {
		t.Errorf("%+v, blocks %+v, omitted %v", w, p.Blocks, p.Omitted)
	}
}

func TestAbstractOfTheFrontMatterIsText(t *testing.T) {
	p := pageOf([]block.Meta{{Key: "abstract", Value: "We ask who dug the wells and who paid for the ropes of the town."}}, "# Part", "text")
	Read(p, "a.md")
	if p.Blocks[0].Zone != block.Abstract || !strings.HasPrefix(p.Blocks[0].Text, "We ask") {
		t.Errorf("%+v", p.Blocks[0])
	}
}

// TestTitlesOfSites reads the titles of saved pages, which name the site too.
func TestTitlesOfSites(t *testing.T) {
	long := "A first paragraph of the text, which is long enough to be body text and says nothing of the work at all, not even when."
	for name, c := range map[string]struct{ title, site, heading, want, container string }{
		"the site behind":                         {"Old Wells - The Gazetteer", "The Gazetteer", "", "Old Wells", "The Gazetteer"},
		"the site before":                         {"The Gazetteer | Old Wells", "The Gazetteer", "", "Old Wells", "The Gazetteer"},
		"the article's heading shows the rest":    {"Old Wells - The Gazetteer", "", "Old wells", "Old Wells", "The Gazetteer"},
		"a dash of the title itself":              {"Old Wells - New Ropes", "", "", "Old Wells - New Ropes", ""},
		"the title is the site's alone":           {"The Gazetteer - Port Elm", "", "Old Wells", "Old Wells", "The Gazetteer - Port Elm"},
		"a heading of a fixed name is no title":   {"The Gazetteer - Port Elm", "", "Introduction", "The Gazetteer - Port Elm", ""},
		"a heading that shares words is no other": {"Old Wells of the Port - Port Elm", "", "Wells", "Old Wells of the Port - Port Elm", ""},
	} {
		t.Run(name, func(t *testing.T) {
			m := []block.Meta{{Key: "html:title", Value: c.title}}
			if c.site != "" {
				m = append(m, block.Meta{Key: "og:site_name", Value: c.site})
			}
			if c.heading != "" {
				m = append(m, block.Meta{Key: "html:heading", Value: c.heading})
			}
			if got := Read(pageOf(m, long), "a.html"); got.Title != c.want || got.Container != c.container {
				t.Errorf("%q in %q, want %q in %q", got.Title, got.Container, c.want, c.container)
			}
		})
	}
}

// TestASitesOwnDescriptionIsNoAbstract reads what a page gives as its abstract.
func TestASitesOwnDescriptionIsNoAbstract(t *testing.T) {
	for text, want := range map[string]bool{
		"The council of the harbour asks who pays for the breakwater and why the pilots refuse to pay":     true,
		"Educational resources, weekly newsletters and lively discussions for everybody who likes reading": false,
	} {
		p := pageOf([]block.Meta{{Key: "html:title", Value: "A"}, {Key: "abstract", Value: text}},
			"The council met at the harbour, and the pilots refuse what everybody asks of them: nobody pays for a breakwater that the sea will take.")
		Read(p, "a.html")
		if got := p.Blocks[0].Zone == block.Abstract; got != want {
			t.Errorf("an abstract: %v, want %v: %s", got, want, text)
		}
	}
}

// TestNamesInCapitals reads family names that are printed in capitals.
func TestNamesInCapitals(t *testing.T) {
	for in, want := range map[string][]corpus.Name{
		"Ann BELL":                            {{Family: "Bell", Given: "Ann"}},
		"ANN BELL":                            {{Family: "Bell", Given: "Ann"}},
		"A. B. Dorn":                          {{Family: "Dorn", Given: "A. B."}},
		"Elif KARAOĞLU and Mehmet Can YILDIZ": {{Family: "Karaoğlu", Given: "Elif"}, {Family: "Yıldız", Given: "Mehmet Can"}},
	} {
		if diff := cmp.Diff(want, Names(in)); diff != "" {
			t.Errorf("%s: -want +got:\n%s", in, diff)
		}
	}
}

func TestStatementsInOtherVocabularies(t *testing.T) {
	page := block.Page{Meta: []block.Meta{
		{Key: "dc.title", Value: "The Gate"}, {Key: "citation_authors", Value: "Bell, Ann; Dorn, Carl"}, {Key: "dcterms.issued", Value: "1990-02"},
		{Key: "dc.identifier", Value: "https://example.org/7"}, {Key: "prism.doi", Value: "doi:10.1234/g.7"}, {Key: "prism.startingpage", Value: "17"}, {Key: "prism.endingpage", Value: "31"},
		{Key: "ld:volume", Value: "4"}, {Key: "ld:issn", Value: "1234-5678"}, {Key: "prism.publicationname", Value: "Journal of Gates"},
	}, Blocks: []block.Block{{Text: "Words of a text."}}}
	w := Read(&page, "x.html")
	if w.Title != "The Gate" || len(w.Authors) != 2 || w.Authors[1].Family != "Dorn" || w.Year == nil || *w.Year != 1990 || w.DOI != "10.1234/g.7" ||
		w.Pages != "17-31" || w.Volume != "4" || w.ISSN != "1234-5678" || w.Container != "Journal of Gates" {
		t.Errorf("%+v", w)
	}
}
