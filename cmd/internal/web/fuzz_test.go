package web_test

import (
	"encoding/json"
	"net/http"
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
		for _, u.Path = range []string{"/", "/pictures", "/quote"} {
			page := httptest.NewRecorder()
			r = httptest.NewRequest("GET", u.String(), nil)
			r.Header.Set("Accept", "text/html")
			h.ServeHTTP(page, r)
			if page.Code != 200 && page.Code != 400 && page.Code != 404 || !strings.Contains(page.Body.String(), "</html>") {
				t.Fatalf("%q: %s answers %d", raw, u.Path, page.Code)
			}
		}
	})
}

// Whatever is sent, by whatever method, to whatever path, with whatever header and
// body: the answer is ours, says what it is, and is no fault of the server.
func FuzzAnyRequestIsAnswered(f *testing.F) {
	for _, c := range [][4]string{
		{"GET", "/p/fear:0-10", "style", ""}, {"GET", "/p/../../etc/passwd", "Accept", "text/html"}, {"POST", "/v1/quote", "Content-Type", `{"text":"war"}`},
		{"POST", "/v1/check", "Content-Type", `{"text":"He says “war is war” (A 1990).","format":"../x"}`}, {"PUT", "/v1/works/fear", "If-None-Match", "*"},
		{"POST", "/v1/quote", "Content-Encoding", "[[[[[["}, {"GET", "/works/%2e%2e%2f%00", "Range", "bytes=0-"}, {"HEAD", "/v1/search", "Accept-Encoding", "gzip;q=x"},
		{"GET", "/v1/passages/fear:99999999999999999999-1/cite", "Authorization", "Basic %%%"}, {"OPTIONS", "*", "Origin", "null"},
		{"GET", "/pictures", "Accept", "text/html"}, {"POST", "/check", "Content-Type", "multipart/form-data; boundary=x"}, {"GET", "/check", "Sec-Fetch-Site", "cross-site"},
	} {
		f.Add(c[0], c[1], c[2], c[3])
	}
	h := handler(f, options(f, corpustest.Works()...))
	f.Fuzz(func(t *testing.T, method, path, header, body string) {
		if len(path) > 2000 || len(body) > 5000 {
			return
		}
		r, err := http.NewRequest(method, "http://localhost/", strings.NewReader(body))
		if err != nil {
			return // no client can send it so
		}
		r.URL.Path, r.RemoteAddr = "/"+strings.TrimLeft(path, "/"), "192.0.2.1:1"
		r.Header[http.CanonicalHeaderKey(header)] = []string{body}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code >= 500 || w.Header().Get("X-Request-Id") == "" || w.Code >= 400 && w.Header().Get("Content-Type") == "" {
			t.Fatalf("%s %q: %d %s", method, path, w.Code, w.Body)
		}
	})
}

// Whatever a form holds, cut wherever: the page answers, and it is no fault of the
// server.
func FuzzAnyFormIsAnswered(f *testing.F) {
	for _, fields := range []map[string]string{{"text": "He says “war is war” (A 1990).", "style": "mla", "format": "md"}, {"file": "PK\x03\x04", "name": "../../draft.docx"},
		{"file": "\\enquote{war is war}", "name": "a.tex"}, {"other": "x"}, {"text": strings.Repeat("“a b c d” ", 40)}} {
		body, _ := form(f, fields)
		whole, boundary := body.String(), body.String()[2:62]
		f.Add(strings.ReplaceAll(whole, boundary, "x"))
		f.Add(strings.ReplaceAll(whole, boundary, "x")[:len(whole)/3])
	}
	h := handler(f, options(f, corpustest.Works()...))
	f.Fuzz(func(t *testing.T, body string) {
		if len(body) > 5000 {
			return
		}
		w := post(t, h, "/check", body, "Content-Type", "multipart/form-data; boundary=x", "Accept", "text/html")
		if w.Code >= 500 || !strings.Contains(w.Body.String(), "</html>") {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
	})
}
