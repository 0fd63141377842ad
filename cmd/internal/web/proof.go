package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"locus/query"
	"locus/query/draft"
	"locus/query/quote"
)

// Quotation is a quotation to be looked for.
type Quotation struct {
	Text  string   `json:"text" minLength:"1" doc:"The quoted words."`
	Works []string `json:"works,omitempty" doc:"The works that it is said to be from, by id; all unless given."`
	Pages string   `json:"pages,omitempty" doc:"The printed pages that it is said to be on: 118, 117-18."`
	Style string   `json:"style,omitempty" doc:"Citation style."`
}

// Draft is a text whose quotations are to be looked for.
type Draft struct {
	Text   string `json:"text,omitempty" doc:"The draft, where it is text."`
	Data   []byte `json:"data,omitempty" doc:"The draft's file in base64, where it is not text (DOCX, ODT, PDF, EPUB)."`
	Format string `json:"format,omitempty" doc:"What the draft is, as the ending of its file: md, tex, txt, html, docx ...; text by itself unless given."`
	Style  string `json:"style,omitempty" doc:"Citation style."`
}

// Quoted is what is told of a quotation, as locus quote prints it: the finding,
// and how the words found are cited, nil where there are none.
type Quoted struct {
	BatchID string `json:"batch_id,omitempty"`
	quote.Finding
	Cite *query.Cite `json:"cite,omitempty"`
}

// CheckedQuotation is a quotation of a draft with what was found of it.
type CheckedQuotation struct {
	draft.Checked
	Cite *query.Cite `json:"cite,omitempty"`
}

// Checked is what is told of a draft, as locus check prints it. Findings counts
// the quotations that are to be mended.
type Checked struct {
	File       string                `json:"file"`
	Quotations []CheckedQuotation    `json:"quotations"`
	Verdicts   map[quote.Verdict]int `json:"verdicts"`
	Findings   int                   `json:"findings"`
}

// Proof checks quotations and drafts. It is called by many requests at once and
// must stop when the context ends. A *DraftError, and the errors of Library, are the asker's.
type Proof interface {
	Quote(ctx context.Context, q Quotation) (*Quoted, error)
	Check(ctx context.Context, d Draft) (*Checked, error)
}

// DraftError says why a draft that was sent cannot be read.
type DraftError struct{ Why string }

// Error tells it in a sentence.
func (e *DraftError) Error() string { return "the draft cannot be read: " + e.Why }

// rawInput is a body as it came: decodeBody reads it, for its mistakes have places
// and it is not echoed.
type rawInput struct {
	RawBody []byte `contentType:"application/json"`
}

// proofs mounts the two operations that take a body. They change nothing: a
// question that is too long for an address is asked by POST.
func (s *server) proofs(api huma.API) {
	if s.Proof == nil {
		return
	}
	post(api, s, "quote", "/v1/quote", "Whether a quotation stands in the works, word for word, and where.", maxBody, s.quote)
	post(api, s, "check", "/v1/check", "Every quotation of a draft, checked.", maxDraft, s.check)
}

// post mounts an operation with a JSON body of at most so many bytes.
func post[I, O any](api huma.API, s *server, id, path, summary string, limit int64, do func(context.Context, I) (O, error)) {
	op := huma.Operation{OperationID: id, Method: http.MethodPost, Path: path, Summary: summary, MaxBodyBytes: limit,
		BodyReadTimeout:    3*time.Second + time.Duration(limit>>20)*time.Second, // a megabyte a second, and some time to begin
		SkipValidateParams: true, SkipValidateBody: true, Responses: refusals(api)}
	huma.Register(api, op, func(ctx context.Context, raw *rawInput) (*body[O], error) {
		var in I
		err := decodeBody(raw.RawBody, &in)
		var out O
		if err == nil {
			out, err = do(ctx, in)
		}
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		return &body[O]{Body: out}, nil
	})
	asked := api.OpenAPI().Paths[path].Post.RequestBody
	asked.Required = true
	asked.Content["application/json"].Schema = api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[I](), true, "")
}

func (s *server) quote(ctx context.Context, q Quotation) (*Quoted, error) {
	if strings.TrimSpace(q.Text) == "" {
		return nil, newProblem(http.StatusBadRequest, "no words to look for").at("body.text", nil, nil)
	}
	if q.Style == "" {
		q.Style = s.Style
	}
	return s.Proof.Quote(ctx, q)
}

func (s *server) check(ctx context.Context, d Draft) (*Checked, error) {
	if (strings.TrimSpace(d.Text) == "") == (len(d.Data) == 0) {
		return nil, newProblem(http.StatusBadRequest, "send the draft as text, or its file in base64 as data").at("body.text", nil, nil)
	}
	if text := max(len(d.Text), textOf(d.Data)); text > maxText {
		return nil, newProblem(http.StatusRequestEntityTooLarge, fmt.Sprintf("the draft has %d bytes of text; the most is %d: send it chapter by chapter", text, maxText)).at("body.text", nil, nil)
	}
	if d.Style == "" {
		d.Style = s.Style
	}
	return s.Proof.Check(ctx, d)
}

// textOf is the length of a file that is text, and 0 of any other, whose pictures
// count for nothing.
func textOf(data []byte) int {
	if bytes.IndexByte(data, 0) >= 0 {
		return 0
	}
	return len(data)
}
