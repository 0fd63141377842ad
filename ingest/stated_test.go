package ingest_test

import (
	"fmt"
	"strings"
	"testing"

	"locus/corpus"
)

// described is a work's record in one line, the fields that few have too.
func described(w corpus.Work) string {
	names := func(list []corpus.Name) string {
		var out []string
		for _, n := range list {
			out = append(out, strings.TrimPrefix(n.Given+" "+n.Family, " "))
		}
		return strings.Join(out, ", ")
	}
	year := func(y *int) string {
		if y == nil {
			return ""
		}
		return fmt.Sprint(*y)
	}
	var out []string
	for _, f := range [][2]string{{"title", w.Title}, {"authors", names(w.Authors)}, {"editors", names(w.Editors)}, {"translators", names(w.Translators)}, {"year", year(w.Year)},
		{"original", year(w.OriginalYear)}, {"type", w.Type}, {"genre", w.Genre}, {"container", w.Container}, {"volume", w.Volume}, {"issue", w.Issue}, {"pages", w.Pages},
		{"series", w.Series}, {"number", w.Number}, {"publisher", w.Publisher}, {"place", w.Place}, {"edition", w.Edition}, {"isbn", w.ISBN}, {"doi", w.DOI}, {"accessed", w.Accessed}} {
		if f[1] != "" {
			out = append(out, f[0]+"="+f[1])
		}
	}
	return strings.Join(out, "; ")
}

// TestWhatAFileStates reads what a file says of itself in each of the ways that
// pages and texts have.
func TestWhatAFileStates(t *testing.T) {
	body := `<h1>The Outer Quay</h1><p>The outer quay was built before anyone had asked what it was for, and it stood for ninety years.</p><p>It was then sold for its stone.</p>`
	page := func(head, attrs, inner string) string {
		return "<!DOCTYPE html><html><head>" + head + "</head><body" + attrs + ">" + inner + "</body></html>"
	}
	meta := func(pairs ...string) string {
		var out strings.Builder
		for i := 0; i < len(pairs); i += 2 {
			fmt.Fprintf(&out, `<meta name="%s" content="%s">`, pairs[i], pairs[i+1])
		}
		return out.String()
	}
	for _, c := range []struct{ name, file, text, want string }{
		{"tags of a repository for a translated chapter", "a.html", page(meta("citation_title", "The Outer Quay", "citation_author", "Bell, Ann", "citation_translator", "Cole, Clara", "citation_publication_date", "1999/05/01",
			"citation_inbook_title", "Stone and Water", "citation_firstpage", "11", "citation_lastpage", "29", "citation_series_title", "Studies of Ports", "citation_isbn", "9781402894626", "original-date", "1931"), "", body),
			"title=The Outer Quay; authors=Ann Bell; translators=Clara Cole; year=1999; original=1931; type=chapter; container=Stone and Water; pages=11-29; series=Studies of Ports; isbn=9781402894626"},
		{"tags of a thesis", "b.html", page(meta("citation_title", "The Outer Quay", "citation_author", "Ann Bell", "citation_publication_date", "2004", "citation_dissertation_institution", "University of Port Elm", "citation_dissertation_name", "PhD thesis"), "", body),
			"title=The Outer Quay; authors=Ann Bell; year=2004; type=thesis; genre=PhD thesis; publisher=University of Port Elm"},
		{"tags of a report", "c.html", page(meta("citation_title", "The Outer Quay", "citation_author", "Ann Bell", "citation_publication_date", "2004", "citation_technical_report_institution", "Harbour Board", "citation_technical_report_number", "HB-12"), "", body),
			"title=The Outer Quay; authors=Ann Bell; year=2004; type=report; number=HB-12; publisher=Harbour Board"},
		{"linked data of a translated book", "d.html", page(`<script type="application/ld+json">{"@type":"Book","name":"The Outer Quay","author":{"@type":"Person","name":"Ann Bell"},"translator":{"@type":"Person","name":"Clara Cole"},"datePublished":"1999","bookEdition":"2nd","translationOfWork":{"@type":"Book","datePublished":"1931"},"isPartOf":{"@type":"BookSeries","name":"Studies of Ports"},"publisher":{"@type":"Organization","name":"Quay Press"}}</script>`, "", body),
			"title=The Outer Quay; authors=Ann Bell; translators=Clara Cole; year=1999; original=1931; type=book; series=Studies of Ports; publisher=Quay Press; edition=2nd"},
		{"microdata of an article", "e.html", page("", ` itemscope itemtype="https://schema.org/ScholarlyArticle"`, `<h1 itemprop="name">The Outer Quay</h1><p>By <span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Ann Bell</span></span>,
			<time itemprop="datePublished" datetime="1999-05-01">May 1999</time></p><div itemprop="isPartOf" itemscope itemtype="https://schema.org/Periodical"><span itemprop="name">Journal of Ports</span><meta itemprop="issn" content="1234-5678"></div>`+body[len("<h1>The Outer Quay</h1>"):]),
			"title=The Outer Quay; authors=Ann Bell; year=1999; type=paper; container=Journal of Ports"},
		{"front matter of a translated book", "f.md", "---\ntitle: The Outer Quay\nauthor: Ann Bell\ntranslator:\n  - Clara Cole\n  - family: Dorn\n    given: Dora\ndate: 1999\noriginal-date: 1931\ntype: book\nseries: Studies of Ports\nnumber: 4\npublisher: Quay Press\npublisher-place: Norwich\naccessed: 2024-05-17\n---\n\nThe outer quay was built before anyone had asked what it was for.\n",
			"title=The Outer Quay; authors=Ann Bell; translators=Clara Cole, Dora Dorn; year=1999; original=1931; type=book; issue=4; series=Studies of Ports; publisher=Quay Press; place=Norwich; accessed=2024-05-17"},
		{"front matter of a thesis", "g.md", "---\ntitle: 'The Outer Quay'\nauthor: [Ann Bell]\nyear: 2004\ntype: thesis\ngenre: PhD thesis\npublisher: University of Port Elm\n---\n\nThe outer quay was built before anyone had asked what it was for.\n",
			"title=The Outer Quay; authors=Ann Bell; year=2004; type=thesis; genre=PhD thesis; publisher=University of Port Elm"},
	} {
		if got := described(read(t, c.file, []byte(c.text)).Work); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}
