package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"locus/corpus"
	"locus/corpus/cite"
	"locus/query"
)

// problem is an answer that could not be given, after RFC 9457; Nearest holds
// the names most like one that is not known, the likeliest first.
type problem struct {
	huma.ErrorModel
	Nearest []string `json:"nearest,omitempty"`
}

func newProblem(status int, detail string) *problem {
	return &problem{ErrorModel: huma.ErrorModel{Title: http.StatusText(status), Status: status, Detail: detail}}
}

// at says which parameter or part of the path the problem is about.
func (p *problem) at(location string, value any, nearest []string) *problem {
	p.Errors = []*huma.ErrorDetail{{Message: p.Detail, Location: location, Value: value}}
	p.Nearest = nearest
	return p
}

// asProblem finds the status and the words for an error. What is not the
// asker's fault is told without its inner words; the log has them.
func asProblem(err error) *problem {
	var already *problem
	var field *query.UnknownError
	var request *query.RequestError
	var style *cite.UnknownError
	var work *corpus.UnknownWorkError
	var unread *DraftError
	switch {
	case errors.As(err, &already):
		return already
	case errors.As(err, &field):
		return newProblem(http.StatusBadRequest, field.Error()).at("query."+field.Field, field.Name, field.Nearest)
	case errors.As(err, &request):
		return newProblem(http.StatusBadRequest, request.Error()).at("query."+request.Parameter, nil, nil)
	case errors.As(err, &style):
		name := "style"
		if style.Kind == "form" {
			name = "as"
		}
		return newProblem(http.StatusBadRequest, style.Error()).at("query."+name, style.Name, style.Nearest)
	case errors.As(err, &work):
		near := make([]string, len(work.Nearest))
		for i, id := range work.Nearest {
			near[i] = string(id)
		}
		return newProblem(http.StatusNotFound, work.Error()).at("path.id", string(work.ID), near)
	case errors.As(err, &unread):
		return newProblem(http.StatusUnprocessableEntity, unread.Error()).at("body", nil, nil)
	case errors.Is(err, corpus.ErrUnknownWork):
		return newProblem(http.StatusNotFound, err.Error())
	case errors.Is(err, corpus.ErrChanged):
		return newProblem(http.StatusGone, err.Error())
	case errors.Is(err, corpus.ErrAddress):
		return newProblem(http.StatusBadRequest, err.Error())
	case errors.Is(err, context.DeadlineExceeded):
		return newProblem(http.StatusServiceUnavailable, "the answer took too long; ask for less, or try again")
	case errors.Is(err, context.Canceled):
		return newProblem(http.StatusServiceUnavailable, "the request was abandoned")
	}
	return newProblem(http.StatusInternalServerError, "the answer failed; the server's log says why, under this answer's X-Request-Id")
}

// fail turns an error into a problem and logs what the problem does not tell.
func (s *server) fail(ctx context.Context, err error) *problem {
	p := asProblem(err)
	if p.Status >= http.StatusInternalServerError {
		s.Log.ErrorContext(ctx, "answer failed", "request", requestID(ctx), "error", err)
	}
	return p
}

// refuse writes a problem: as a page for a browser that asks for one outside
// the endpoint, else as application/problem+json.
func (s *server) refuse(w http.ResponseWriter, r *http.Request, p *problem) {
	if !strings.HasPrefix(r.URL.Path, "/v1/") && strings.Contains(r.Header.Get("Accept"), "text/html") {
		s.render(w, r, p.Status, "problem.html", p)
		return
	}
	body, err := json.Marshal(p)
	if err != nil {
		http.Error(w, p.Detail, p.Status)
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	// A client that has gone away cannot be told.
	_, _ = w.Write(append(body, '\n'))
}
