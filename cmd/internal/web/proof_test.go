package web_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"locus/cmd/internal/web"
	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/ingest"
	"locus/query/draft"
	"locus/query/quote"
)

// prover checks against the texts of a test, as the command line does.
type prover struct {
	checker *quote.Checker
	shelf   *draft.Shelf
}

func (p prover) Quote(ctx context.Context, q web.Quotation) (*web.Quoted, error) {
	f, err := p.checker.Check(ctx, quote.Claim{Text: q.Text, Pages: q.Pages})
	return &web.Quoted{Finding: f}, err
}

func (p prover) Check(ctx context.Context, d web.Draft) (*web.Checked, error) {
	if d.Format == "nonsense" {
		return nil, &web.DraftError{Why: "no such format"}
	}
	var r ingest.Reader
	text := d.Text + string(d.Data)
	for doc, err := range r.Read(ctx, ingest.Source{Name: "draft.txt", Open: opener(text)}) {
		if err != nil {
			return nil, &web.DraftError{Why: err.Error()}
		}
		got, err := draft.Check(ctx, p.checker, p.shelf, doc, text)
		if err != nil {
			return nil, err
		}
		out := &web.Checked{File: got.File, Quotations: []web.CheckedQuotation{}, Verdicts: got.Verdicts, Findings: got.Findings}
		for _, q := range got.Quotations {
			out.Quotations = append(out.Quotations, web.CheckedQuotation{Checked: q})
		}
		return out, nil
	}
	return nil, &web.DraftError{Why: "there is no text in it"}
}

// post sends a body.
func post(t testing.TB, h http.Handler, path, body string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// opening is the first words of a passage of a document, to be quoted.
func opening(p corpus.Passage, n int) string {
	list := strings.Fields(p.Text)
	return strings.Join(list[:min(n, len(list))], " ")
}

func TestAQuotationIsFoundWhereItStands(t *testing.T) {
	o := options(t, corpustest.Works()...)
	doc, err := o.Library.Document("fear")
	if err != nil {
		t.Fatal(err)
	}
	h := handler(t, o)
	said := opening(doc.Passages[2], 9)
	w := post(t, h, "/v1/quote", `{"text":"`+said+`"}`, "Content-Type", "application/json")
	found := decode[web.Quoted](t, w)
	if w.Code != 200 || found.Verdict != quote.Exact || found.Work != "fear" {
		t.Errorf("%q: %d %s", said, w.Code, w.Body)
	}
	changed := decode[web.Quoted](t, post(t, h, "/v1/quote", `{"text":"`+strings.Replace(said, strings.Fields(said)[4], "elephants", 1)+`"}`))
	if changed.Verdict == quote.Exact {
		t.Errorf("a changed word passes: %+v", changed)
	}
	checked := decode[web.Checked](t, post(t, h, "/v1/check", `{"text":"As one of them says, “`+said+`”, and so on.","format":"md"}`))
	if len(checked.Quotations) != 1 || checked.Quotations[0].Finding.Verdict != quote.Exact || checked.Findings != 0 {
		t.Errorf("%+v", checked)
	}
}

func TestAMistakeInABodyHasItsPlace(t *testing.T) {
	h := handler(t, options(t, corpustest.Works()...))
	cases := []struct {
		name, path, body string
		status           int
		want             string
	}{
		{"a field that is not known names the nearest", "/v1/quote", `{"txet":"war"}`, 422, `"nearest":["text"`},
		{"an end that comes too early", "/v1/quote", "{\n\"text\": \"war", 400, "line 2, column 12"},
		{"a comma too many", "/v1/quote", "{\"text\": \"é\",}", 400, "line 1, column 14"},
		{"words behind the object", "/v1/quote", `{"text":"war and peace"} more`, 400, "body:1:"},
		{"a number for words", "/v1/quote", `{"text":12}`, 422, "body.text"},
		{"a list for an object", "/v1/quote", `[]`, 422, "the body cannot be array"},
		{"no body", "/v1/quote", ``, 400, "required"},
		{"no words", "/v1/quote", `{"text":"  "}`, 400, "body.text"},
		{"bytes that are no text", "/v1/quote", "{\"text\":\"\xff\"}", 400, "UTF-8"},
		{"a draft and a file", "/v1/check", `{"text":"a","data":"YQ=="}`, 400, "base64"},
		{"a draft that cannot be read", "/v1/check", `{"text":"a","format":"nonsense"}`, 422, "no such format"},
		{"data that is no base64", "/v1/check", `{"data":"%"}`, 422, "body"},
		{"a parameter that is none", "/v1/quote?page=3", `{"text":"a"}`, 400, "query.page"},
		{"a body that is too large", "/v1/quote", `{"text":"` + strings.Repeat("x", 1<<20) + `"}`, 413, "1048576"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := post(t, h, c.path, c.body)
			if w.Code != c.status || !strings.Contains(w.Body.String(), c.want) || w.Header().Get("Content-Type") != "application/problem+json" {
				t.Errorf("status %d, want %d with %q: %s", w.Code, c.status, c.want, w.Body)
			}
			if len(w.Body.String()) > 2000 {
				t.Errorf("the refusal echoes the body: %d bytes", w.Body.Len())
			}
		})
	}
}
