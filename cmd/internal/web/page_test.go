package web_test

import (
	"html"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/query"
)

// hostile is what a text or a question would hold to become mark-up.
const hostile = `<script>alert(1)</script><img src=x onerror=alert(2)>"'`

func TestNothingFromTextsOrQuestionsIsMarkup(t *testing.T) {
	doc := corpustest.Must(t, "id: evil\ntitle: Title T\nauthor: Family, Given\nyear: 2001\ntype: essay\n\n= Head "+hostile+"\n\nThe dilemma "+hostile+" of power is old.\n")
	doc.Work.Title, doc.Work.Authors = hostile, []corpus.Name{{Family: hostile, Given: hostile}}
	doc.Work.URL = "javascript:alert(3)"
	h := handler(t, options(t, doc))
	id := string(doc.Passages[0].ID)
	for _, path := range []string{"/?q=dilemma", "/?q=" + "%3Cscript%3Ealert(1)%3C/script%3E", "/?q=dilemma&author=%22%3E%3Cscript%3E", "/?q=dilemma&nope=%3Cscript%3E",
		"/?q=power&section=%3Cscript%3E", "/p/" + id, "/works", "/works/evil", "/quote?text=%3Cscript%3Ealert(1)%3C/script%3E+of+power+is+old", "/?q=dilemma&open=" + id, "/p/%3Cscript%3E", "/%3Cscript%3E"} {
		w := get(t, h, path, "Accept", "text/html")
		body := w.Body.String()
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			t.Errorf("%s: content type %s", path, w.Header().Get("Content-Type"))
		}
		root, err := xhtml.Parse(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			if n.Data == "script" && n.FirstChild == nil && len(n.Attr) == 2 && n.Attr[0].Val == "/page.js" {
				continue // ours
			}
			if n.Type == xhtml.ElementNode && (n.Data == "script" || n.Data == "img" || n.Data == "style") {
				t.Errorf("%s: an element %s stands in the page", path, n.Data)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.HasPrefix(a.Val, "javascript:") {
					t.Errorf("%s: an attribute %s=%q", path, a.Key, a.Val)
				}
			}
		}
		csp := w.Header().Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %q", path, csp)
		}
	}
}

func TestThePageShowsWhatIsNeededToCite(t *testing.T) {
	o := options(t, corpustest.Works()...)
	h := handler(t, o)
	w := get(t, h, "/?q=security+dilemma&style=mla")
	body := w.Body.String()
	if w.Code != 200 {
		t.Fatalf("%d %s", w.Code, body)
	}
	for _, want := range []string{"<mark>security dilemma</mark>", "Defensive realism", "Vera Ardam, Milan Ostrov", "2011", "(Ardam and Ostrov", `href="/p/fear:`} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in the page", want)
		}
	}
	nothing := get(t, h, "/?q=zxqvy").Body.String()
	if !strings.Contains(nothing, "Nothing found") {
		t.Error("an empty answer does not say so")
	}
	for path, want := range map[string]string{"/?q=fear&by=work": " works", "/?q=fear&skip=5000": "none from 5001 on"} {
		if body := get(t, h, path).Body.String(); !strings.Contains(body, want) {
			t.Errorf("%s: no %q", path, want)
		}
	}
	if body := get(t, h, "/").Body.String(); !strings.Contains(body, `name="q"`) || strings.Contains(body, "Nothing found") {
		t.Error("the first page is not a form")
	}
	bad := get(t, h, "/?q=war&theory=realsm")
	if bad.Code != http.StatusBadRequest || !strings.Contains(bad.Body.String(), "did you mean") || !strings.Contains(bad.Body.String(), `value="war"`) {
		t.Errorf("an unknown theory: %d, and the form keeps the question", bad.Code)
	}
}

func TestAFacetLinkFindsWhatItCounts(t *testing.T) {
	h := handler(t, options(t, corpustest.Works()...))
	body := get(t, h, "/?q=security+fear+war").Body.String()
	links := regexp.MustCompile(`<li><a href="([^"]+)">[^<]*</a> <span class="count">(\d+)</span>`).FindAllStringSubmatch(body, -1)
	if len(links) < 5 {
		t.Fatalf("only %d facets in the page", len(links))
	}
	for _, l := range links {
		path := html.UnescapeString(l[1])
		a := decode[query.Answer](t, get(t, h, "/v1/search"+strings.TrimPrefix(path, "/")))
		if want, _ := strconv.Atoi(l[2]); a.Total != want {
			t.Errorf("%s finds %d, the page says %d", path, a.Total, want)
		}
		chosen := get(t, h, path).Body.String()
		if !strings.Contains(chosen, `class="chosen"`) {
			t.Errorf("%s does not show its filter", path)
		}
	}
}

func TestPagesFollowOneAnother(t *testing.T) {
	h := handler(t, options(t, corpustest.Works()...))
	next := regexp.MustCompile(`rel="next" href="([^"]+)"`)
	seen := map[string]bool{}
	path, pages := "/?q=security+fear+war&limit=3", 0
	for path != "" {
		body := get(t, h, path).Body.String()
		for _, m := range regexp.MustCompile(`<h3><a href="(/p/[^"]+)"`).FindAllStringSubmatch(body, -1) {
			if seen[m[1]] {
				t.Errorf("%s stands on two pages", m[1])
			}
			seen[m[1]] = true
		}
		path = ""
		if m := next.FindStringSubmatch(body); m != nil {
			path = html.UnescapeString(m[1])
		}
		if pages++; pages > 50 {
			t.Fatal("the pages do not end")
		}
	}
	all := decode[query.Answer](t, get(t, h, "/v1/search?q=security+fear+war&limit=200"))
	if len(seen) != all.Total || pages < 2 {
		t.Errorf("%d hits on %d pages of %d", len(seen), pages, all.Total)
	}
}

func TestAPermalinkShowsEveryStyle(t *testing.T) {
	o := options(t, corpustest.Works()...)
	doc, err := o.Library.Document("fear")
	if err != nil {
		t.Fatal(err)
	}
	h := handler(t, o)
	for _, p := range doc.Passages {
		w := get(t, h, "/p/"+string(p.ID))
		body := w.Body.String()
		if w.Code != 200 {
			t.Fatalf("%s: %d %s", p.ID, w.Code, body)
		}
		for _, want := range []string{"<h3>apa</h3>", "<h3>mla</h3>", "<h3>chicago-note</h3>", "<h3>harvard</h3>", "@essay"} {
			if want != "@essay" && !strings.Contains(body, want) {
				t.Errorf("%s: no %s", p.ID, want)
			}
		}
		for _, tag := range p.Theories {
			for _, e := range tag.Evidence {
				if !strings.Contains(html.UnescapeString(body), e.Text) {
					t.Errorf("%s: evidence %q is not shown", p.ID, e.Text)
				}
			}
		}
	}
	if body := get(t, h, "/works").Body.String(); !strings.Contains(body, "A Ladder of Fear") {
		t.Error("the works are not listed")
	}
}

// Accessibility that a program can see: one h1, no level of heading passed
// over, a language, a main, a label for every field, and a link to skip to it.
func TestPagesCanBeReadAloud(t *testing.T) {
	o := options(t, corpustest.Works()...)
	doc, err := o.Library.Document("fear")
	if err != nil {
		t.Fatal(err)
	}
	h := handler(t, o)
	for _, path := range []string{"/", "/?q=security+fear", "/?q=zxqvy", "/works", "/works/fear", "/quote", "/quote?text=a+lantern+that+nobody+ever+lit", "/p/" + string(doc.Passages[1].ID), "/nowhere"} {
		w := get(t, h, path, "Accept", "text/html")
		if n := w.Body.Len(); n > 60_000 {
			t.Errorf("%s has %d bytes", path, n)
		}
		root, err := xhtml.Parse(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		count, level := map[string]int{}, 0
		labelled, fields, ids := map[string]bool{}, []string{}, map[string]bool{}
		for n := range root.Descendants() {
			if n.Type != xhtml.ElementNode {
				continue
			}
			count[n.Data]++
			if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
				now := int(n.Data[1] - '0')
				if now > level+1 {
					t.Errorf("%s: h%d follows h%d", path, now, level)
				}
				level = now
			}
			id, kind := "", ""
			for _, a := range n.Attr {
				switch a.Key {
				case "for":
					labelled[a.Val] = true
				case "id":
					id = a.Val
					if ids[id] {
						t.Errorf("%s: two elements are called %s", path, id)
					}
					ids[id] = true
				case "type":
					kind = a.Val
				case "lang":
					count["lang"]++
				}
			}
			if n.Data == "select" || n.Data == "input" && kind != "hidden" && kind != "checkbox" {
				fields = append(fields, id)
			}
		}
		if count["h1"] != 1 || count["main"] != 1 || count["lang"] == 0 || count["title"] != 1 || count["header"] == 0 || !ids["main"] {
			t.Errorf("%s: %v", path, count)
		}
		for _, f := range fields {
			if !labelled[f] {
				t.Errorf("%s: the field %q has no label", path, f)
			}
		}
	}
}

func TestAssetsAreServed(t *testing.T) {
	h := handler(t, options(t, corpustest.Works()...))
	for path, want := range map[string]string{"/style.css": "prefers-color-scheme: dark", "/icon.svg": "<svg", "/opensearch.xml": "{searchTerms}"} {
		if w := get(t, h, path); w.Code != 200 || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	if w := get(t, h, "/opensearch.xml"); !strings.HasPrefix(w.Body.String(), "<?xml") || !strings.Contains(w.Body.String(), `template="http://example.com/?q={searchTerms}"`) {
		t.Errorf("opensearch: %s", w.Body)
	}
}
