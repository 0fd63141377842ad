package web

import (
	"context"
	"net/http"

	"locus/corpus"
	"locus/query"
)

type nothing struct{}

func (s *server) works(context.Context, *nothing) (*body[[]corpus.Work], error) {
	works, err := s.Library.Works()
	if works == nil {
		works = []corpus.Work{}
	}
	return &body[[]corpus.Work]{Body: works}, err
}

type workInput struct {
	ID string `path:"id" doc:"The work's id."`
}

func (s *server) work(_ context.Context, in *workInput) (*body[corpus.Work], error) {
	w, err := s.Library.Work(corpus.WorkID(in.ID))
	return &body[corpus.Work]{Body: w}, err
}

// theory is a node of the taxonomy, as `locus theories` prints it.
type theory struct {
	ID       corpus.TheoryID `json:"id"`
	Label    string          `json:"label"`
	About    string          `json:"about,omitempty"`
	Aliases  []string        `json:"aliases,omitempty"`
	Concept  bool            `json:"concept,omitempty"`
	Passages int             `json:"passages"`
}

// counts are the values of a field with their numbers of passages, over all
// passages: the facets of the empty question.
func (s *server) counts(ctx context.Context, f corpus.Field) ([]corpus.Count, error) {
	a, err := s.Searcher.Search(ctx, query.Request{In: []string{"all"}, Limit: 1, Facets: true})
	if err != nil {
		return nil, err
	}
	return a.Facets[f], nil
}

func (s *server) theories(ctx context.Context, _ *nothing) (*body[[]theory], error) {
	values, err := s.counts(ctx, corpus.FieldTheory)
	if err != nil {
		return nil, err
	}
	n := map[string]int{}
	for _, v := range values {
		n[v.Value] = v.Count
	}
	list := []theory{}
	for _, t := range s.Pack.Theories {
		list = append(list, theory{ID: t.ID, Label: t.Label, About: t.About, Aliases: t.Aliases, Concept: t.Concept, Passages: n[string(t.ID)]})
	}
	return &body[[]theory]{Body: list}, nil
}

// person is somebody named in the texts, as `locus people` prints it.
type person struct {
	Name     string            `json:"name"`
	Variants []string          `json:"variants,omitempty"`
	Theories []corpus.TheoryID `json:"theories,omitempty"`
	Known    bool              `json:"known" doc:"To the pack; else learnt from the texts."`
	Passages int               `json:"passages"`
}

func (s *server) people(ctx context.Context, _ *nothing) (*body[[]person], error) {
	values, err := s.counts(ctx, corpus.FieldPerson)
	if err != nil {
		return nil, err
	}
	known := map[string]corpus.Person{}
	for _, k := range s.Pack.People {
		known[k.Name] = k
	}
	list := []person{}
	for _, v := range values {
		k, ok := known[v.Value]
		list = append(list, person{Name: v.Value, Variants: k.Variants, Theories: k.Theories, Known: ok, Passages: v.Count})
	}
	return &body[[]person]{Body: list}, nil
}

// health is what a probe is told.
type health struct {
	Status string `json:"status"`
}

func (s *server) live(context.Context, *nothing) (*body[health], error) {
	return &body[health]{Body: health{Status: "ok"}}, nil
}

func (s *server) ready(ctx context.Context, _ *nothing) (*body[health], error) {
	if _, err := s.Searcher.Search(ctx, query.Request{Limit: 1}); err != nil {
		s.Log.ErrorContext(ctx, "not ready", "error", err)
		return nil, newProblem(http.StatusServiceUnavailable, "questions are not answered now")
	}
	return &body[health]{Body: health{Status: "ok"}}, nil
}
