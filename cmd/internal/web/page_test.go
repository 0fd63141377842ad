package web_test

import (
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/query"
)

// hostile are what a text, a title, a name or a question would hold to become
// mark-up, one a line of testdata/hostile.txt.
func hostile(t testing.TB) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/hostile.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(data)), "\n")
}

func TestNothingFromTextsOrQuestionsIsMarkup(t *testing.T) {
	for _, evil := range hostile(t) {
		said := strings.NewReplacer("{", "(", "}", ")").Replace(evil) // braces are the fixture's own marks
		doc := corpustest.Must(t, "id: evil\ntitle: Title T\nauthor: Family, Given\nyear: 2001\ntype: essay\n\n= Head "+said+"\n\nThe dilemma "+said+" of power is old.\n")
		doc.Work.Title, doc.Work.Authors = evil, []corpus.Name{{Family: evil, Given: evil}}
		doc.Work.Container, doc.Work.Publisher, doc.Work.DOI = evil, evil, evil
		doc.Work.URL, doc.Work.Genre, doc.Work.Series, doc.Work.Number, doc.Work.Accessed = "javascript:alert(3)", evil, evil, evil, evil
		doc.Work.Translators = []corpus.Name{{Family: evil}}
		for i, name := range []string{evil, evil + " the younger"} {
			at := doc.Passages[0].Span.Start + strings.LastIndex(doc.Passages[0].Text, []string{"power", "old"}[i])
			doc.Passages[0].People = append(doc.Passages[0].People, corpus.Mention{Name: name, As: []string{"power", "old"}[i], Role: corpus.Cited, Span: corpus.Span{Start: at, End: at + []int{5, 3}[i]}})
		}
		o := options(t, doc)
		o.Style = "chicago-note"
		h := handler(t, o)
		id, q := string(doc.Passages[0].ID), url.QueryEscape(evil)
		for _, path := range []string{"/?q=dilemma", "/?q=" + q, "/?q=dilemma&author=" + q, "/?q=dilemma&nope=" + q, "/?q=dilemma&theory=" + q, "/?q=dilemma&year=" + q,
			"/?q=power&section=" + q, "/?q=dilemma&open=" + id, "/?q=dilemma&open=" + q, "/?" + q + "=1", "/p/" + id, "/p/" + id + "?as=html", "/p/" + id + "?style=" + q,
			"/works", "/works?like=" + q, "/works/evil", "/works/" + url.PathEscape(evil), "/quote?text=" + q + "+of+power+is+old", "/quote?text=of+power+is+old&work=" + q + "&pages=" + q,
			"/p/" + url.PathEscape(evil), "/" + url.PathEscape(evil), "/pictures", "/pictures?q=" + q, "/pictures?q=dilemma&person=" + q, "/pictures?" + q + "=1",
			"/check", "/check draft", "/check file", "/check style"} {
			w := browsed(t, h, path, evil)
			if w.Code >= 500 || w.Code < 300 && !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
				t.Errorf("%s: %d, %s", path, w.Code, w.Header().Get("Content-Type"))
			}
			inert(t, path, w.Body.String())
			csp := w.Header().Get("Content-Security-Policy")
			if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
				t.Errorf("%s: policy %q", path, csp)
			}
		}
		for _, path := range []string{"/v1/search?q=dilemma", "/v1/passages/" + id, "/v1/works", "/v1/search?q=x&theory=" + q, "/opensearch.xml",
			"/v1/passages/" + id + "/cite?as=html", "/v1/search?facets=true&q=" + q, "/v1/people", "/v1/works/" + url.PathEscape(evil), "/v1/" + url.PathEscape(evil)} {
			w := get(t, h, path, "Accept", "text/html")
			if kind := w.Header().Get("Content-Type"); strings.Contains(kind, "text/html") || w.Header().Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("%s is %s, and may be guessed at", path, kind)
			}
		}
	}
}

// browsed is a page as a browser has it; of the page for drafts also what is sent
// with its form: a draft, a file's name, a style.
func browsed(t *testing.T, h http.Handler, path, evil string) *httptest.ResponseRecorder {
	t.Helper()
	path, sent, _ := strings.Cut(path, " ")
	quoting := "Somebody says “" + evil + " of power is old” and “the dilemma of power was new” (" + evil + " 2001).\n"
	switch sent {
	case "draft":
		return sendForm(t, h, map[string]string{"text": quoting})
	case "file":
		return sendForm(t, h, map[string]string{"file": quoting, "name": evil + ".md"})
	case "style":
		return sendForm(t, h, map[string]string{"text": quoting, "style": evil[:min(len(evil), 200)], "format": evil[:min(len(evil), 200)]})
	}
	return get(t, h, path, "Accept", "text/html")
}

// inert looks for what a page of ours never has, but for its one script.
func inert(t *testing.T, path, body string) {
	t.Helper()
	root, err := xhtml.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != xhtml.ElementNode || n.Data == "script" && n.FirstChild == nil && len(n.Attr) == 2 && n.Attr[0].Val == "/page.js" {
			continue
		}
		if n.Data == "svg" && len(n.Attr) > 0 && (n.Attr[0].Val == "grid" || n.Attr[0].Val == "arcs") {
			continue // a picture of ours
		}
		switch n.Data {
		case "script", "img", "style", "iframe", "svg", "math", "base", "object", "embed":
			t.Errorf("%s: an element %s stands in the page", path, n.Data)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "http-equiv" ||
				(a.Key == "href" || a.Key == "src" || a.Key == "action") && !strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, "#") || strings.HasPrefix(a.Val, "//") {
				t.Errorf("%s: an attribute %s=%q of %s", path, a.Key, a.Val, n.Data)
			}
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

// The list of works is whole over its pages, and can be narrowed by words.
func TestWorksAreListedPageByPage(t *testing.T) {
	h := handler(t, options(t, many(t, 250)...))
	seen, next := map[string]bool{}, regexp.MustCompile(`rel="next" href="([^"]+)"`)
	pages := 0
	for path := "/works"; path != ""; pages++ {
		body := get(t, h, path).Body.String()
		if len(body) > 60_000 {
			t.Errorf("%s has %d bytes", path, len(body))
		}
		for _, m := range regexp.MustCompile(`<th scope="row"><a href="/works/([^"]+)"`).FindAllStringSubmatch(body, -1) {
			if seen[m[1]] {
				t.Errorf("%s stands twice", m[1])
			}
			seen[m[1]] = true
		}
		path = ""
		if m := next.FindStringSubmatch(body); m != nil {
			path = html.UnescapeString(m[1])
		}
	}
	if want := 250 + len(corpustest.Works()); len(seen) != want || pages != 3 {
		t.Errorf("%d works on %d pages, want %d on 3", len(seen), pages, want)
	}
	for path, want := range map[string]string{"/works?like=ARDAM+ladder": "1 work like this", "/works?like=zygomorphic": "No work has these words", "/works?skip=5000": "none from 5001 on",
		"/works?skip=x": "must be a number", "/works?lik=x": "did you mean like"} {
		if body := get(t, h, path, "Accept", "text/html").Body.String(); !strings.Contains(body, want) {
			t.Errorf("%s: no %q in %s", path, want, body)
		}
	}
}

// A page stays small whatever is asked of however large a library, and says what
// it leaves out.
func TestASearchStaysSmall(t *testing.T) {
	long := corpustest.Must(t, "id: long\ntitle: A Long Night\n\n= Night\n\n"+strings.Repeat("{mentioned Hans Morgenthau|Hans Morgenthau} slept, and nobody in the harbour said “é” aloud, nor wrote it down in a ledger.\n\n", 900))
	h := handler(t, options(t, append(many(t, 400), long)...))
	for path, want := range map[string]string{"/?q=ferry&limit=200": "more: write", "/?q=-zebra": "more: write", "/?q=" + url.QueryEscape(strings.Repeat("ferry harbour ", 400)): "too long to stand in every link",
		"/?q=" + url.QueryEscape("ferry "+strings.Repeat("zq vx yw ", 600)): "too long to stand in every link", "/?theory=realism&q=" + strings.Repeat("ferry+", 60): `aria-current="true"`,
		"/quote": "any work, or its id", "/p/long:0-" + strconv.Itoa(len(long.Text)): "have no room here"} {
		body := get(t, h, path).Body.String()
		if len(body) > 60_000 || !strings.Contains(body, want) {
			t.Errorf("%s: %d bytes, want %q", path[:min(20, len(path))], len(body), want)
		}
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
	for _, path := range []string{"/", "/?q=security+fear", "/?q=zxqvy", "/works", "/works/fear", "/quote", "/quote?text=a+lantern+that+nobody+ever+lit", "/pictures", "/pictures?q=fear", "/check", "/p/" + string(doc.Passages[1].ID), "/nowhere"} {
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
			if n.Data != "title" || n.Parent.Data == "head" { // a mark of a picture has one too
				count[n.Data]++
			}
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
