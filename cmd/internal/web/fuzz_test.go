package web_test

import (
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"locus/corpus/corpustest"
)

// Whatever is asked, the endpoint answers JSON and the page answers HTML, and
// nothing that is asked is the server's fault.
func FuzzAnyQuestionIsAnswered(f *testing.F) {
	for _, q := range []string{"q=security", "q=%22a+b%22~5&limit=3", "year=1979..1990&q=fear", "year=..", "skip=99999999999999999999",
		"limit=-0&facets", "cursor=MS41", "theory=realism&theory=liberalism", "q=((((", "q=%ff%fe", "in=all&voice=quotes", "sort=year&by=work&per_work=2", "%zz=1"} {
		f.Add(q)
	}
	h := handler(f, options(f, corpustest.Works()...))
	f.Fuzz(func(t *testing.T, raw string) {
		if len(raw) > 2000 {
			return
		}
		u := &url.URL{Path: "/v1/search", RawQuery: raw}
		if strings.ContainsAny(raw, " #\r\n\t\x00") || strings.ContainsFunc(raw, func(r rune) bool { return r < ' ' || r > '~' }) {
			return // no client can send it so
		}
		r := httptest.NewRequest("GET", u.String(), nil)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		var v map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil || w.Code != 200 && w.Code != 400 {
			t.Fatalf("%q: %d %s", raw, w.Code, w.Body)
		}
		u.Path = "/"
		page := httptest.NewRecorder()
		r = httptest.NewRequest("GET", u.String(), nil)
		r.Header.Set("Accept", "text/html")
		h.ServeHTTP(page, r)
		if page.Code != 200 && page.Code != 400 || !strings.Contains(page.Body.String(), "</html>") {
			t.Fatalf("%q: the page answers %d", raw, page.Code)
		}
	})
}
