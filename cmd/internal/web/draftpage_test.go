package web_test

import (
	"bytes"
	"html"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"locus/corpus/corpustest"
)

// form writes the fields of a form as a browser sends them; "file" is a file's
// content, "name" its name.
func form(t testing.TB, fields map[string]string) (body *bytes.Buffer, kind string) {
	t.Helper()
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	for _, name := range []string{"text", "file", "format", "style", "other"} {
		value, ok := fields[name]
		if !ok {
			continue
		}
		write := func() error { return w.WriteField(name, value) }
		if name == "file" {
			write = func() error {
				part, err := w.CreateFormFile("file", fields["name"])
				if err == nil {
					_, err = part.Write([]byte(value))
				}
				return err
			}
		}
		if err := write(); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return body, w.FormDataContentType()
}

// sendForm sends the form of the page for drafts.
func sendForm(t testing.TB, h http.Handler, fields map[string]string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	body, kind := form(t, fields)
	return post(t, h, "/check", body.String(), append([]string{"Content-Type", kind, "Accept", "text/html"}, headers...)...)
}

func TestADraftIsCheckedOnThePage(t *testing.T) {
	o := options(t, corpustest.Works()...)
	doc, err := o.Library.Document("fear")
	if err != nil {
		t.Fatal(err)
	}
	h := handler(t, o)
	said := opening(doc.Passages[2], 12)
	changed := strings.Replace(said, strings.Fields(said)[4], "elephants", 1)
	draft := "One says, “" + said + "”.\n\nAnother says, “" + changed + "”.\n\nA third, “no such words were ever set in type by anyone”.\n"
	for name, fields := range map[string]map[string]string{"pasted": {"text": draft, "format": "md"}, "sent as a file": {"file": draft, "name": "My draft.MD"}} {
		w := sendForm(t, h, fields)
		body := html.UnescapeString(w.Body.String())
		if w.Code != 200 || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d, %s", name, w.Code, w.Header().Get("Cache-Control"))
		}
		for _, want := range []string{"2 of 3 quotations to mend", "<del>elephants</del>", "<ins>" + strings.Fields(said)[4] + "</ins>", "line 3, column", "altered", "not found",
			"1 that are right", `href="/p/fear:`} {
			if !strings.Contains(body, want) {
				t.Errorf("%s: no %q in %s", name, want, body)
			}
		}
	}
	if body := sendForm(t, h, map[string]string{"text": "Nobody is quoted here.", "style": "mla"}).Body.String(); !strings.Contains(body, "No quotation found") || !strings.Contains(body, "Nobody is quoted here.</textarea>") {
		t.Errorf("a draft without quotations: %s", body)
	}
}

func TestADraftThatCannotBeCheckedSaysWhy(t *testing.T) {
	h := handler(t, options(t, corpustest.Works()...))
	cases := []struct {
		name    string
		fields  map[string]string
		headers []string
		status  int
		want    string
	}{
		{"nothing is sent", map[string]string{"text": "  "}, nil, 400, "paste the draft"},
		{"a text and a file are sent", map[string]string{"text": "a", "file": "b", "name": "b.md"}, nil, 400, "not both"},
		{"a field that is none", map[string]string{"other": "a"}, nil, 400, "no field"},
		{"a style that is far too long", map[string]string{"text": "a", "style": strings.Repeat("x", 500)}, nil, 413, "200 bytes"},
		{"a file of no known kind", map[string]string{"file": "a", "name": "a.nonsense"}, nil, 422, "no such format"},
		{"a text that is too long", map[string]string{"text": strings.Repeat("x", 3<<20)}, nil, 413, "chapter by chapter"},
		{"a file of text that is too long", map[string]string{"file": strings.Repeat("x", 3<<20), "name": "a.md"}, nil, 413, "chapter by chapter"},
		{"a draft that is too large", map[string]string{"text": strings.Repeat("x", 17<<20)}, nil, 413, "16777216"},
		{"a page of another origin sends it", map[string]string{"text": "a"}, []string{"Sec-Fetch-Site", "cross-site"}, 403, "another origin"},
		{"it is not a form", nil, []string{"Content-Type", "application/json"}, 415, "/v1/check"},
		{"the form is of another boundary", nil, []string{"Content-Type", "multipart/form-data; boundary=x"}, 400, "paste the draft"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := sendForm(t, h, c.fields, c.headers...)
			if w.Code != c.status || !strings.Contains(w.Body.String(), c.want) || !strings.Contains(w.Body.String(), "</html>") {
				t.Errorf("%d, want %d with %q: %s", w.Code, c.status, c.want, w.Body.String()[:min(3000, w.Body.Len())])
			}
		})
	}
}

func TestAFormThatEndsTooEarlySaysSo(t *testing.T) {
	h := handler(t, options(t, corpustest.Works()...))
	body, kind := form(t, map[string]string{"text": "They say “no such words”."})
	if w := post(t, h, "/check", body.String()[:body.Len()-70], "Content-Type", kind); w.Code != 400 || !strings.Contains(w.Body.String(), "ends too early") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// A report stays a page however long the draft, says what it leaves out, and
// nothing of a draft is written anywhere.
func TestAReportStaysSmallAndNothingIsKept(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	o := options(t, corpustest.Works()...)
	h := handler(t, o)
	var b strings.Builder
	for range 60 {
		b.WriteString("They say “no such words were ever set in type by anyone at all, nor will they be”, and “too short”.\n\n")
	}
	for name, fields := range map[string]map[string]string{"pasted": {"text": b.String()}, "sent": {"file": b.String(), "name": strings.Repeat("n", 150) + ".md"}} {
		body := sendForm(t, h, fields).Body.String()
		if len(body) > 60_000 || !strings.Contains(body, "60 of 120 quotations to mend") || !strings.Contains(body, "have no room on this page") || !strings.Contains(body, "more that are right") {
			t.Errorf("%s: %d bytes: %s", name, len(body), body[:min(len(body), 2500)])
		}
	}
	left, err := os.ReadDir(tmp)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
