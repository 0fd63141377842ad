package web_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"locus/corpus/corpustest"
	"locus/query"
)

func TestATokenIsAskedFor(t *testing.T) {
	o := options(t, corpustest.Works()...)
	o.Token = "a-token-of-this-test"
	h := handler(t, o)
	basic := func(password string) string {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.SetBasicAuth("anybody", password)
		return r.Header.Get("Authorization")
	}
	for _, c := range []struct {
		name, path, given string
		status            int
	}{
		{"none", "/v1/works", "", 401},
		{"none, for the page", "/", "", 401},
		{"none, for the counts", "/metrics", "", 401},
		{"another", "/v1/works", "Bearer another", 401},
		{"a part of it", "/v1/works", "Bearer a-token", 401},
		{"an empty one", "/v1/works", "Bearer ", 401},
		{"the token, of no kind", "/v1/works", "a-token-of-this-test", 401},
		{"as a bearer", "/v1/works", "Bearer a-token-of-this-test", 200},
		{"as a password", "/", basic("a-token-of-this-test"), 200},
		{"as a wrong password", "/", basic("x"), 401},
		{"a probe needs none", "/livez", "", 200},
		{"nor the other", "/readyz", "", 200},
	} {
		w := get(t, h, c.path, "Authorization", c.given)
		if w.Code != c.status || c.status == 401 && len(w.Header().Values("WWW-Authenticate")) != 2 {
			t.Errorf("%s: %d, want %d; %v", c.name, w.Code, c.status, w.Header())
		}
	}
}

func TestWhoAsksTooOftenHearsWhenToAskAgain(t *testing.T) {
	o := options(t, corpustest.Works()...)
	o.Rate, o.Burst = 0.5, 3
	h := handler(t, o)
	for i := range 3 {
		if w := get(t, h, "/v1/works"); w.Code != 200 {
			t.Errorf("request %d hears %d", i, w.Code)
		}
	}
	w := get(t, h, "/v1/works")
	if w.Code != 429 || w.Header().Get("Retry-After") != "2" || !strings.Contains(w.Body.String(), "0.5 a second") {
		t.Errorf("the fourth hears %d, %q: %s", w.Code, w.Header().Get("Retry-After"), w.Body)
	}
	if w := get(t, h, "/livez"); w.Code != 200 {
		t.Errorf("a probe hears %d", w.Code)
	}
	r := httptest.NewRequest(http.MethodGet, "/v1/works", nil)
	r.RemoteAddr = "198.51.100.7:1234"
	other := httptest.NewRecorder()
	h.ServeHTTP(other, r)
	if other.Code != 200 {
		t.Errorf("another client hears %d", other.Code)
	}
	for i := range 4200 { // more clients than are kept
		r.RemoteAddr = fmt.Sprintf("[2001:db8::%x]:1", i)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != 200 {
			t.Fatalf("client %d hears %d", i, w.Code)
		}
	}
}

func TestPagesOfOtherOriginsReadOnlyWhereNamed(t *testing.T) {
	o := options(t, corpustest.Works()...)
	if w := get(t, handler(t, o), "/v1/works", "Origin", "https://desk.example"); w.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Error("every origin may read")
	}
	o.Origins = []string{"https://desk.example"}
	h := handler(t, o)
	if w := get(t, h, "/v1/works", "Origin", "https://desk.example"); w.Header().Get("Access-Control-Allow-Origin") != "https://desk.example" || w.Code != 200 {
		t.Errorf("the origin that is named: %v", w.Header())
	}
	if w := get(t, h, "/v1/works", "Origin", "https://other.example"); w.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("an origin that is not named: %v", w.Header())
	}
	r := httptest.NewRequest(http.MethodOptions, "/v1/quote", nil)
	r.Header.Set("Origin", "https://desk.example")
	r.Header.Set("Access-Control-Request-Method", "POST")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != 204 || !strings.Contains(w.Header().Get("Access-Control-Allow-Headers"), "Authorization") {
		t.Errorf("asked beforehand: %d %v", w.Code, w.Header())
	}
}

func TestAnswersAreCompressedForWhoCanReadThem(t *testing.T) {
	h := handler(t, options(t, corpustest.Works()...))
	w := get(t, h, "/?q=security", "Accept-Encoding", "gzip")
	if w.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(w.Header().Get("Vary"), "Accept-Encoding") {
		t.Fatalf("%v", w.Header())
	}
	packed := w.Body.Len()
	z, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := io.ReadAll(z)
	if err != nil || !strings.Contains(string(whole), "</html>") || packed > len(whole)/2 {
		t.Errorf("%d bytes packed of %d, %v", packed, len(whole), err)
	}
	if plain := get(t, h, "/?q=security"); plain.Header().Get("Content-Encoding") != "" || !strings.Contains(plain.Body.String(), "</html>") {
		t.Error("who asks for no compression hears it")
	}
	tag := get(t, h, "/v1/works", "Accept-Encoding", "gzip").Header().Get("ETag")
	if again := get(t, h, "/v1/works", "If-None-Match", tag); again.Code != 304 {
		t.Errorf("held compressed, and asked for plain: %d", again.Code)
	}
}

// A library that changes: the tag and the cursor of an answer end with the state
// they were given in, and the change is counted.
func TestTagsAndCursorsEndWithTheGeneration(t *testing.T) {
	o := options(t, corpustest.Works()...)
	var generation atomic.Int64
	var searches atomic.Int64
	o.Generation = func() string { return fmt.Sprint(generation.Load()) }
	o.Searcher = counting{o.Searcher, &searches}
	o.Size = func(context.Context) (query.Size, error) { return query.Size{Passages: 41, Works: 7}, nil }
	h := handler(t, o)
	for _, path := range []string{"/v1/search?q=security+fear&limit=2", "/?q=security+fear&limit=2"} {
		tag := get(t, h, path).Header().Get("ETag")
		before := searches.Load()
		if w := get(t, h, path, "If-None-Match", tag); w.Code != 304 || searches.Load() != before || tag == "" {
			t.Errorf("%s: held, and answered %d after %d searches", path, w.Code, searches.Load()-before)
		}
		if w := get(t, h, path+"&sort=year", "If-None-Match", tag); w.Code != 200 {
			t.Errorf("%s: the tag of another question: %d", path, w.Code)
		}
		generation.Add(1)
		if w := get(t, h, path, "If-None-Match", tag); w.Code != 200 || w.Header().Get("ETag") == tag {
			t.Errorf("%s: after a change: %d", path, w.Code)
		}
	}
	link := get(t, h, "/v1/search?q=security+fear&limit=2").Header().Get("Link")
	next := strings.TrimSuffix(strings.TrimPrefix(link, "<"), `>; rel="next"`)
	if w := get(t, h, next); w.Code != 200 {
		t.Fatalf("%s: %d", next, w.Code)
	}
	generation.Add(1)
	if w := get(t, h, next); w.Code != 410 || !strings.Contains(w.Body.String(), "the library has changed") {
		t.Errorf("a cursor of another generation: %d %s", w.Code, w.Body)
	}
	if w := get(t, h, "/v1/search?nope="+url.QueryEscape("1"), "If-None-Match", "*"); w.Code != 400 || w.Header().Get("ETag") != "" {
		t.Errorf("a refusal has a tag: %d %v", w.Code, w.Header())
	}
	counts := get(t, h, "/metrics").Body.String()
	for _, want := range []string{`locus_http_requests_total{method="GET",route="/v1/search",status="304"} 1`, "locus_library_reloads_total 3",
		"locus_library_passages 41", "locus_library_works 7", `locus_http_request_duration_seconds_bucket{route="/",le="0.5"}`, "process_open_fds", "go_goroutines"} {
		if !strings.Contains(counts, want) {
			t.Errorf("the counts lack %s:\n%s", want, counts)
		}
	}
}

// Lists and pictures of the whole library are held by generation too: whoever has
// the last is told so without their being made again.
func TestListsAreHeldByGeneration(t *testing.T) {
	o := options(t, corpustest.Works()...)
	var generation, searches atomic.Int64
	o.Generation = func() string { return fmt.Sprint(generation.Load()) }
	o.Searcher = counting{o.Searcher, &searches}
	h := handler(t, o)
	for _, path := range []string{"/v1/works", "/works", "/works?like=fear", "/v1/theories", "/v1/people", "/pictures", "/pictures?q=fear"} {
		tag := get(t, h, path).Header().Get("ETag")
		before := searches.Load()
		if w := get(t, h, path, "If-None-Match", tag); w.Code != 304 || searches.Load() != before || tag == "" {
			t.Errorf("%s: held, and answered %d after %d searches", path, w.Code, searches.Load()-before)
		}
		generation.Add(1)
		if w := get(t, h, path, "If-None-Match", tag); w.Code != 200 || w.Header().Get("ETag") == tag {
			t.Errorf("%s: after a change: %d", path, w.Code)
		}
	}
}

// Names that clients make up make no series of their own.
func TestCountsAreBoundedWhateverIsAsked(t *testing.T) {
	h := handler(t, options(t, corpustest.Works()...))
	for i := range 50 {
		get(t, h, fmt.Sprintf("/made/up/%d", i))
		get(t, h, fmt.Sprintf("/v1/works/made-up-%d", i))
		r := httptest.NewRequest(fmt.Sprintf("METHOD%d", i), "/", nil)
		h.ServeHTTP(httptest.NewRecorder(), r)
	}
	counts := get(t, h, "/metrics").Body.String()
	if n := strings.Count(counts, "locus_http_requests_total{"); n > 4 {
		t.Errorf("%d series:\n%s", n, counts)
	}
}

// counting counts the searches that reach a searcher.
type counting struct {
	inner interface {
		Search(context.Context, query.Request) (*query.Answer, error)
	}
	n *atomic.Int64
}

func (c counting) Search(ctx context.Context, r query.Request) (*query.Answer, error) {
	c.n.Add(1)
	return c.inner.Search(ctx, r)
}
