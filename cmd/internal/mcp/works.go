package mcp

import (
	"context"
	"errors"
	"math"
	"strings"

	"locus/corpus"
)

type worksInput struct {
	Like  string `json:"like,omitempty" jsonschema:"words of the id, the title or the authors' names; all must be there"`
	Limit int    `json:"limit,omitempty" jsonschema:"works wanted, 1 to 500; 50 unless said"`
	Skip  int    `json:"skip,omitempty" jsonschema:"works to pass over, for the next page"`
}

// listed is a page of the works held. Total counts all that fit.
type listed struct {
	Total int           `json:"total"`
	Works []corpus.Work `json:"works"`
	Notes []string      `json:"notes,omitempty"`
}

func (s *server) works(_ context.Context, in worksInput) (*listed, error) {
	limit, err := within("limit", in.Limit, worksUnlessSaid, maxWorks)
	if err != nil {
		return nil, err
	}
	skip, err := within("skip", in.Skip, 0, math.MaxInt32)
	if err != nil {
		return nil, err
	}
	all, err := s.Library.Works()
	out := &listed{Works: []corpus.Work{}}
	switch {
	case errors.Is(err, corpus.ErrDamaged):
		out.Notes = append(out.Notes, "some works cannot be read and are not listed: "+err.Error())
	case err != nil:
		return nil, err
	}
	wanted := strings.Fields(strings.ToLower(in.Like))
	for i := range all {
		if !like(&all[i], wanted) {
			continue
		}
		if out.Total >= skip && len(out.Works) < limit {
			out.Works = append(out.Works, all[i])
		}
		out.Total++
	}
	return out, nil
}

// like reports whether a work's id, title and authors have all the words, each
// as a part of a word, in whatever case.
func like(w *corpus.Work, wanted []string) bool {
	named := []string{string(w.ID), w.Title}
	for _, a := range w.Authors {
		named = append(named, a.Given, a.Family)
	}
	text := strings.ToLower(strings.Join(named, " "))
	for _, word := range wanted {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}
