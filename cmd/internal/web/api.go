package web

import (
	"context"
	"net/http"
	"net/url"
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"locus/corpus"
	"locus/corpus/around"
	"locus/corpus/cite"
	"locus/query"
)

// body is an answer with its headers.
type body[T any] struct {
	Link string `header:"Link"`
	Body T
}

// register mounts an operation whose errors become problems.
func register[I, O any](api huma.API, s *server, id, path, summary string, do func(context.Context, *I) (*body[O], error)) {
	op := huma.Operation{OperationID: id, Method: http.MethodGet, Path: path, Summary: summary,
		SkipValidateParams: true, Responses: refusals(api)}
	huma.Register(api, op, func(ctx context.Context, in *I) (*body[O], error) {
		out, err := do(ctx, in)
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		return out, nil
	})
}

// refusals describes the problems that every operation may answer with.
func refusals(api huma.API) map[string]*huma.Response {
	schema := api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[problem](), true, "Problem")
	out := map[string]*huma.Response{}
	for _, status := range []int{400, 401, 404, 408, 410, 413, 414, 415, 422, 429, 500, 503} {
		out[strconv.Itoa(status)] = &huma.Response{Description: http.StatusText(status),
			Content: map[string]*huma.MediaType{"application/problem+json": {Schema: schema}}}
	}
	return out
}

func unwrap(ctx huma.Context) (*http.Request, http.ResponseWriter) { return humago.Unwrap(ctx) }

func (s *server) search(ctx context.Context, in *searchInput) (*body[*query.Answer], error) {
	r, err := parseRequest(in.values)
	if err != nil {
		return nil, err
	}
	generation := s.generation()
	if in.values.Get("cursor") != "" {
		if r.Skip, err = readCursor(in.values, generation); err != nil {
			return nil, err
		}
	}
	if r.Style == "" {
		r.Style = s.Style
	}
	answer, err := s.Searcher.Search(ctx, r)
	if err != nil {
		return nil, err
	}
	out := &body[*query.Answer]{Body: answer}
	if next := r.Skip + len(answer.Hits); len(answer.Hits) > 0 && next < answer.Total {
		v := url.Values{}
		for name, list := range in.values {
			v[name] = list
		}
		v.Del("skip")
		v.Set("cursor", cursorOf(in.values, next, generation))
		out.Link = "</v1/search?" + v.Encode() + `>; rel="next"`
	}
	return out, nil
}

type passageInput struct {
	ID      string `path:"id" doc:"work:start-end" example:"paper:10432-11027"`
	Context string `query:"context" doc:"What stands around it: sentence, paragraph, section."`
	Around  int    `query:"around" doc:"So many passages before and after, at most 50."`
	Style   string `query:"style" doc:"Citation style."`
}

func (s *server) passage(_ context.Context, in *passageInput) (*body[*query.Shown], error) {
	out, err := s.show(in)
	return &body[*query.Shown]{Body: out}, err
}

func (s *server) show(in *passageInput) (*query.Shown, error) {
	if in.Around < 0 || in.Around > maxAround {
		return nil, &query.RequestError{Parameter: "around", Why: "must be from 0 to " + strconv.Itoa(maxAround)}
	}
	doc, p, err := s.Library.Resolve(corpus.PassageID(in.ID))
	if err != nil {
		return nil, err
	}
	c, err := s.citeIn(in.Style, &doc.Work, &p)
	if err != nil {
		return nil, err
	}
	out := &query.Shown{Passage: p, Work: doc.Work, Cite: c, Originals: cite.Originals(doc, &p)}
	if in.Context != "" {
		kind, err := around.ParseKind(in.Context)
		if err != nil {
			return nil, newProblem(http.StatusBadRequest, err.Error()).at("query.context", in.Context, nil)
		}
		wide := around.Of(doc, p.Span, kind)
		out.Context = &wide
	}
	if in.Around > 0 {
		out.Before, out.After = around.Neighbours(doc, p.Span, in.Around)
	}
	return out, nil
}

// citeIn is the citation and the reference in a style, as plain text.
func (s *server) citeIn(style string, w *corpus.Work, p *corpus.Passage) (query.Cite, error) {
	if style == "" {
		style = s.Style
	}
	works, err := s.Among(w)
	if err != nil {
		return query.Cite{}, err
	}
	o := cite.Options{Style: cite.Style(style), Works: works}
	inText, err := cite.InText(w, p, o)
	if err != nil {
		return query.Cite{}, err
	}
	entry, err := cite.Entry(w, o)
	return query.Cite{InText: inText, Reference: entry}, err
}

// cited is the citation of one address, as `locus cite` prints it.
type cited struct {
	ID        corpus.PassageID `json:"id"`
	InText    string           `json:"in_text"`
	Reference string           `json:"reference"`
	Missing   []string         `json:"missing,omitempty" doc:"Fields that a full reference needs and the record lacks."`
	// Originals are the entries of the work's own list that quoted or reported
	// words come from.
	Originals []corpus.Reference `json:"originals,omitempty" doc:"Where the words are at second hand: what they are from, by the work's own list."`
}

type citeInput struct {
	ID        string `path:"id" doc:"work:start-end"`
	Style     string `query:"style" doc:"apa, mla, chicago-note, chicago-author-date, harvard."`
	As        string `query:"as" doc:"text, html, markdown, pandoc, biblatex, latex, typst, bibtex, ris, csl-json."`
	Narrative bool   `query:"narrative" doc:"The author in the sentence: Waltz (1979, p. 118)."`
	Quote     bool   `query:"quote" doc:"With the quotation."`
}

func (s *server) cite(_ context.Context, in *citeInput) (*body[*cited], error) {
	doc, p, err := s.Library.Resolve(corpus.PassageID(in.ID))
	if err != nil {
		return nil, err
	}
	works, err := s.Among(&doc.Work)
	if err != nil {
		return nil, err
	}
	style := in.Style
	if style == "" {
		style = s.Style
	}
	o := cite.Options{Style: cite.Style(style), Form: cite.Form(in.As), Narrative: in.Narrative, Quote: in.Quote, Works: works}
	out := &cited{ID: p.ID, Missing: cite.Missing(&doc.Work), Originals: cite.Originals(doc, &p)}
	if out.InText, err = cite.InText(&doc.Work, &p, o); err != nil {
		return nil, err
	}
	out.Reference, err = cite.Entry(&doc.Work, o)
	return &body[*cited]{Body: out}, err
}
