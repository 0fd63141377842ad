package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"locus/cmd/internal/web"
	"locus/corpus"
	"locus/corpus/cite"
	"locus/corpus/corpustest"
	"locus/corpus/words"
	"locus/index/indextest"
	"locus/query"
	"locus/query/draft"
	"locus/query/quote"
)

// opener opens a text as a file.
func opener(text string) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
}

func pack() *corpus.Pack {
	return &corpus.Pack{Name: "test", Theories: []corpus.Theory{
		{ID: "realism", Label: "Realism", About: "States seek power or security."},
		{ID: "realism/structural", Label: "Structural realism"}, {ID: "realism/defensive", Label: "Defensive realism"},
		{ID: "liberalism", Label: "Liberalism"}, {ID: "liberalism/institutional", Label: "Institutionalism"},
		{ID: "constructivism", Label: "Constructivism"}},
		People: []corpus.Person{{Name: "Kenneth Waltz", Family: "Waltz", Variants: []string{"Waltz"}, Theories: []corpus.TheoryID{"realism/structural"}}}}
}

func citeHit(style string, w *corpus.Work, p *corpus.Passage) (query.Cite, error) {
	in, err := cite.InText(w, p, cite.Options{Style: cite.Style(style)})
	if err != nil {
		return query.Cite{}, err
	}
	entry, err := cite.Entry(w, cite.Options{Style: cite.Style(style)})
	return query.Cite{InText: in, Reference: entry}, err
}

// options are those of a server over documents: a library on disk and a real
// searcher over the scanner.
func options(t testing.TB, docs ...*corpus.Document) web.Options {
	t.Helper()
	lib, err := corpus.CreateLibrary(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lib.Put(docs...); err != nil {
		t.Fatal(err)
	}
	analysis, err := words.New(words.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	var stored []*corpus.Document
	for _, d := range docs {
		doc, err := lib.Document(d.Work.ID)
		if err != nil {
			t.Fatal(err)
		}
		stored = append(stored, doc)
	}
	scan := indextest.NewScanner(analysis, stored...)
	s := query.NewSearcher(scan, query.Options{Pack: pack(), Words: analysis, Cite: citeHit})
	works, err := lib.Works()
	if err != nil {
		t.Fatal(err)
	}
	proof := prover{quote.New(scan, lib, quote.Options{Words: analysis}), draft.NewShelf(works, nil)}
	return web.Options{Searcher: s, Library: lib, Pack: pack(), Proof: proof}
}

func handler(t testing.TB, o web.Options) http.Handler {
	t.Helper()
	h, err := web.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// get asks for a path as a program does, or as a browser does.
func get(t testing.TB, h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func decode[T any](t testing.TB, w *httptest.ResponseRecorder) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		t.Fatalf("status %d: %v: %s", w.Code, err, w.Body)
	}
	return v
}

func TestASearchAnswersAsTheCommandLineDoes(t *testing.T) {
	o := options(t, corpustest.Works()...)
	h := handler(t, o)
	w := get(t, h, "/v1/search?q=security+dilemma&theory=realism&facets=true&style=mla")
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/json" {
		t.Fatalf("status %d, %s: %s", w.Code, w.Header().Get("Content-Type"), w.Body)
	}
	got := decode[query.Answer](t, w)
	want, err := o.Searcher.Search(context.Background(), query.Request{Question: "security dilemma", Theory: []string{"realism"}, Facets: true, Style: "mla"})
	if err != nil {
		t.Fatal(err)
	}
	got.TookMS, want.TookMS = 0, 0
	var a, b bytes.Buffer
	for buf, v := range map[*bytes.Buffer]any{&a: got, &b: *want} {
		if err := json.NewEncoder(buf).Encode(v); err != nil {
			t.Fatal(err)
		}
	}
	if a.String() != b.String() || len(got.Hits) == 0 {
		t.Errorf("the endpoint differs from the searcher:\n%s\n%s", a.String(), b.String())
	}
}

func TestProblemsSayWhatToDo(t *testing.T) {
	h := handler(t, options(t, corpustest.Works()...))
	cases := []struct {
		name, path string
		status     int
		want       string // in the body
	}{
		{"an unknown parameter names the nearest", "/v1/search?theroy=realism", 400, `"nearest":["theory"`},
		{"an unknown theory names the nearest", "/v1/search?q=x&theory=realsm", 400, `realism`},
		{"a limit that is no number", "/v1/search?limit=many", 400, "query.limit"},
		{"a negative skip", "/v1/search?skip=-1", 400, "query.skip"},
		{"a limit beyond the bound", "/v1/search?limit=100000", 400, "at most 200"},
		{"a year that is none", "/v1/search?year=soon", 400, "1979..1990"},
		{"a flag that is neither", "/v1/search?exact=maybe", 400, "query.exact"},
		{"a query with a broken escape", "/v1/search?q=%zz", 400, "cannot be read"},
		{"an order that does not exist", "/v1/search?q=war&sort=size", 400, "query.sort"},
		{"a cursor of nobody's", "/v1/search?q=war&cursor=abc", 400, "query.cursor"},
		{"an unknown style names the nearest", "/v1/passages/fear:0-10/cite?style=apaa", 400, `"nearest":["apa"`},
		{"an unknown form names the nearest", "/v1/passages/fear:0-10/cite?as=bibtext", 400, "query.as"},
		{"an address that is none", "/v1/passages/fear", 400, "work:start-end"},
		{"a span beyond the text", "/v1/passages/fear:0-9999999", 400, "beyond"},
		{"an unknown work names the nearest", "/v1/works/feer", 404, `"nearest":["fear"`},
		{"a passage of an unknown work", "/v1/passages/feer:0-10", 404, "fear"},
		{"a context of no kind", "/v1/passages/fear:0-10?context=chapter", 400, "paragraph"},
		{"too many neighbours", "/v1/passages/fear:0-10?around=5000", 400, "query.around"},
		{"a query too long", "/v1/search?q=" + strings.Repeat("x", 9000), 414, "8192"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := get(t, h, c.path)
			if w.Code != c.status {
				t.Fatalf("status %d, want %d: %s", w.Code, c.status, w.Body)
			}
			if ct := w.Header().Get("Content-Type"); ct != "application/problem+json" {
				t.Errorf("content type %s", ct)
			}
			p := decode[struct {
				Title, Detail string
				Status        int
			}](t, w)
			if p.Status != c.status || p.Title == "" || p.Detail == "" || !strings.Contains(w.Body.String(), c.want) {
				t.Errorf("%s, want %q in it", w.Body, c.want)
			}
		})
	}
}

func TestTheRoutersOwnErrorsAreProblems(t *testing.T) {
	h := handler(t, options(t, corpustest.Works()...))
	w := get(t, h, "/v2/search")
	if w.Code != 404 || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("404: %d %s", w.Code, w.Body)
	}
	r := httptest.NewRequest(http.MethodDelete, "/v1/works/fear", nil)
	w = httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != 405 || w.Header().Get("Content-Type") != "application/problem+json" || !strings.Contains(w.Header().Get("Allow"), "GET") {
		t.Errorf("405: %d, Allow %q: %s", w.Code, w.Header().Get("Allow"), w.Body)
	}
	w = get(t, h, "/nowhere", "Accept", "text/html")
	if w.Code != 404 || !strings.Contains(w.Body.String(), "<h1>Not Found</h1>") {
		t.Errorf("a browser sees %d %s", w.Code, w.Body)
	}
}

func TestAChangedAddressIsGone(t *testing.T) {
	o := options(t, corpustest.Works()...)
	lib := o.Library.(*corpus.Library)
	before, err := lib.Document("fear")
	if err != nil {
		t.Fatal(err)
	}
	id := before.Passages[0].ID
	changed := corpustest.Must(t, "id: fear\ntitle: A Ladder of Fear\ntype: essay\n\n= New\n\nThe text was written anew, and no word stands where it stood.\n")
	if _, err := lib.Put(changed); err != nil {
		t.Fatal(err)
	}
	h := handler(t, o)
	for _, path := range []string{"/v1/passages/" + string(id), "/v1/passages/" + string(id) + "/cite", "/p/" + string(id)} {
		if w := get(t, h, path); w.Code != http.StatusGone || !strings.Contains(w.Body.String(), "search for the words again") {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
}

func TestCursorsWalkTheWholeAnswer(t *testing.T) {
	h := handler(t, options(t, corpustest.Works()...))
	all := decode[query.Answer](t, get(t, h, "/v1/search?q=security+fear+war&limit=200"))
	if all.Total < 4 {
		t.Fatalf("only %d hits to walk", all.Total)
	}
	var walked []corpus.PassageID
	path := "/v1/search?q=security+fear+war&limit=3"
	for n := 0; path != ""; n++ {
		if n > all.Total {
			t.Fatal("the walk does not end")
		}
		w := get(t, h, path)
		a := decode[query.Answer](t, w)
		for _, hit := range a.Hits {
			walked = append(walked, hit.Passage.ID)
		}
		path = ""
		if link := w.Header().Get("Link"); link != "" {
			path = strings.TrimSuffix(strings.TrimPrefix(link, "<"), `>; rel="next"`)
		}
	}
	if len(walked) != all.Total {
		t.Fatalf("walked %d of %d", len(walked), all.Total)
	}
	for i, hit := range all.Hits {
		if walked[i] != hit.Passage.ID {
			t.Errorf("hit %d is %s, by pages %s", i, hit.Passage.ID, walked[i])
		}
	}
	first := get(t, h, "/v1/search?q=security+fear+war&limit=3").Header().Get("Link")
	u, err := url.Parse(strings.TrimSuffix(strings.TrimPrefix(first, "<"), `>; rel="next"`))
	if err != nil {
		t.Fatal(err)
	}
	if w := get(t, h, "/v1/search?q=peace&cursor="+u.Query().Get("cursor")); w.Code != 400 {
		t.Errorf("a cursor is taken to another question: %d", w.Code)
	}
}

func TestAPassageIsShownWithItsNeighboursAndCitation(t *testing.T) {
	o := options(t, corpustest.Works()...)
	doc, err := o.Library.Document("fear")
	if err != nil {
		t.Fatal(err)
	}
	p := doc.Passages[2]
	type answer struct {
		Passage       corpus.Passage
		Work          corpus.Work
		Cite          query.Cite
		Context       *corpus.Context
		Before, After []corpus.Passage
	}
	h := handler(t, o)
	got := decode[answer](t, get(t, h, "/v1/passages/"+string(p.ID)+"?context=section&around=1&style=harvard"))
	if got.Passage.Text != p.Text || got.Work.ID != "fear" || got.Context == nil || !got.Context.Span.Contains(p.Span) {
		t.Errorf("%+v", got)
	}
	if len(got.Before) != 1 || got.Before[0].ID != doc.Passages[1].ID || len(got.After) != 1 || got.After[0].ID != doc.Passages[3].ID {
		t.Errorf("neighbours %v %v", got.Before, got.After)
	}
	if want, _ := citeHit("harvard", &doc.Work, &p); got.Cite != want {
		t.Errorf("cite %+v, want %+v", got.Cite, want)
	}
	bib := decode[struct {
		InText, Reference string
		ID                corpus.PassageID
		Missing           []string
	}](t, get(t, h, "/v1/passages/"+string(p.ID)+"/cite?as=bibtex"))
	if bib.ID != p.ID || !strings.Contains(bib.Reference, "@") {
		t.Errorf("%+v", bib)
	}
	quoted := get(t, h, "/v1/passages/"+string(p.ID)+"/cite?quote=true&narrative=true").Body.String()
	if !strings.Contains(quoted, "Ardam and Ostrov") {
		t.Errorf("the narrative names no author: %s", quoted)
	}
}

func TestListsAreWhole(t *testing.T) {
	o := options(t, corpustest.Works()...)
	h := handler(t, o)
	works := decode[[]corpus.Work](t, get(t, h, "/v1/works"))
	if len(works) != len(corpustest.Works()) {
		t.Errorf("%d works", len(works))
	}
	if w := decode[corpus.Work](t, get(t, h, "/v1/works/fear")); w.Title != "A Ladder of Fear" {
		t.Errorf("%+v", w)
	}
	theories := decode[[]struct {
		ID       corpus.TheoryID
		Label    string
		Passages int
	}](t, get(t, h, "/v1/theories"))
	if len(theories) != len(pack().Theories) || theories[0].Passages < theories[1].Passages || theories[1].Passages == 0 {
		t.Errorf("a parent counts its children: %+v", theories)
	}
	people := decode[[]struct {
		Name     string
		Known    bool
		Passages int
	}](t, get(t, h, "/v1/people"))
	waltz := false
	for _, p := range people {
		waltz = waltz || p.Name == "Kenneth Waltz" && p.Known && p.Passages > 0
	}
	if !waltz {
		t.Errorf("no Waltz among %+v", people)
	}
	for _, path := range []string{"/livez", "/readyz"} {
		if w := get(t, h, path); w.Code != 200 || !strings.Contains(w.Body.String(), `"ok"`) {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	empty := handler(t, options(t))
	if body := strings.TrimSpace(get(t, empty, "/v1/works").Body.String()); body != "[]" {
		t.Errorf("no works are %s", body)
	}
}

func TestTheDescriptionNamesEveryOperation(t *testing.T) {
	h := handler(t, options(t, corpustest.Works()...))
	spec := decode[struct {
		OpenAPI string
		Paths   map[string]map[string]struct {
			Parameters []struct{ Name string }
		}
	}](t, get(t, h, "/openapi.json"))
	if !strings.HasPrefix(spec.OpenAPI, "3.1") {
		t.Errorf("version %s", spec.OpenAPI)
	}
	for _, path := range []string{"/v1/search", "/v1/passages/{id}", "/v1/passages/{id}/cite", "/v1/works", "/v1/works/{id}", "/v1/theories", "/v1/people", "/livez", "/readyz"} {
		if _, ok := spec.Paths[path]["get"]; !ok {
			t.Errorf("%s is not described", path)
		}
	}
	// Every parameter that is described is accepted, by the page too.
	for _, p := range spec.Paths["/v1/search"]["get"].Parameters {
		if w := get(t, h, "/v1/search?q=war&"+p.Name+"="); w.Code != 200 {
			t.Errorf("%s: %d %s", p.Name, w.Code, w.Body)
		}
		if w := get(t, h, "/?q=war&"+p.Name+"="); w.Code != 200 && p.Name != "cursor" {
			t.Errorf("the page refuses %s: %d", p.Name, w.Code)
		}
	}
}

// failing answers every question with an error, a panic or not at all.
type failing struct {
	err   error
	panic bool
	until chan struct{}
	began chan struct{}
}

func (f failing) Search(ctx context.Context, _ query.Request) (*query.Answer, error) {
	if f.panic {
		panic("a searcher that panics")
	}
	if f.began != nil {
		f.began <- struct{}{}
	}
	if f.until != nil {
		select {
		case <-f.until:
			return &query.Answer{Hits: []query.Hit{}}, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return nil, f.err
}

func TestAPanicIsAnAnswer(t *testing.T) {
	var log bytes.Buffer
	o := options(t, corpustest.Works()...)
	o.Searcher, o.Log = failing{panic: true}, slog.New(slog.NewTextHandler(&log, nil))
	h := handler(t, o)
	for _, path := range []string{"/v1/search?q=x", "/?q=x"} {
		w := get(t, h, path, "X-Request-Id", "seen-1")
		if w.Code != 500 || strings.Contains(w.Body.String(), "panics") || w.Header().Get("X-Request-Id") != "seen-1" {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	if !strings.Contains(log.String(), "a searcher that panics") || !strings.Contains(log.String(), "seen-1") {
		t.Errorf("the log does not say why: %s", log.String())
	}
	if w := get(t, h, "/livez"); w.Code != 200 {
		t.Errorf("the server does not go on: %d", w.Code)
	}
}

func TestAnInnerErrorIsNotTold(t *testing.T) {
	var log bytes.Buffer
	o := options(t, corpustest.Works()...)
	o.Searcher, o.Log = failing{err: io.ErrUnexpectedEOF}, slog.New(slog.NewTextHandler(&log, nil))
	h := handler(t, o)
	for path, status := range map[string]int{"/v1/search?q=x": 500, "/?q=x": 500, "/readyz": 503} {
		w := get(t, h, path)
		if w.Code != status || strings.Contains(w.Body.String(), "EOF") {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	if !strings.Contains(log.String(), "unexpected EOF") {
		t.Errorf("the log does not say why: %s", log.String())
	}
}

func TestAFullHouseSaysSo(t *testing.T) {
	f := failing{until: make(chan struct{}), began: make(chan struct{}, 1)}
	o := options(t, corpustest.Works()...)
	o.Searcher, o.Parallel, o.Wait = f, 1, 50*time.Millisecond
	h := handler(t, o)
	done := make(chan int)
	go func() { done <- get(t, h, "/v1/search?q=x").Code }()
	<-f.began
	w := get(t, h, "/v1/works")
	if w.Code != 503 || w.Header().Get("Retry-After") == "" {
		t.Errorf("a second question hears %d %s", w.Code, w.Body)
	}
	if w := get(t, h, "/livez"); w.Code != 200 {
		t.Errorf("a full house is not alive: %d", w.Code)
	}
	close(f.until)
	if code := <-done; code != 200 {
		t.Errorf("the first question hears %d", code)
	}
}

func TestAnAnswerThatIsHeldIsNotSentAgain(t *testing.T) {
	h := handler(t, options(t, corpustest.Works()...))
	for _, path := range []string{"/v1/works", "/v1/works/fear", "/style.css", "/works", "/v1/theories"} {
		first := get(t, h, path)
		tag := first.Header().Get("ETag")
		if first.Code != 200 || tag == "" || first.Body.Len() == 0 {
			t.Fatalf("%s: %d, tag %q", path, first.Code, tag)
		}
		if again := get(t, h, path, "If-None-Match", `"other", `+tag); again.Code != 304 || again.Body.Len() != 0 {
			t.Errorf("%s: held, and answered %d with %d bytes", path, again.Code, again.Body.Len())
		}
		if other := get(t, h, path, "If-None-Match", `"other"`); other.Code != 200 {
			t.Errorf("%s: another tag hears %d", path, other.Code)
		}
	}
	if w := get(t, h, "/v1/search?q=war", "If-None-Match", "*"); w.Code != 200 {
		t.Errorf("a search hears %d", w.Code)
	}
}

func TestNewNeedsASearcherAndALibrary(t *testing.T) {
	if _, err := web.New(web.Options{}); err == nil {
		t.Error("a handler of nothing is made")
	}
}

func BenchmarkSearch(b *testing.B) {
	h := handler(b, options(b, corpustest.Works()...))
	for _, path := range []string{"/v1/search?q=security+dilemma", "/?q=security+dilemma"} {
		b.Run(path, func(b *testing.B) {
			for b.Loop() {
				if w := get(b, h, path); w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
			}
		})
	}
}
