package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"locus/corpus"
	"locus/query"
	"locus/query/language"
)

// picturesView is what the page of pictures shows: what a search found, by theory
// and time, and by who is named beside whom.
type picturesView struct {
	Q       string
	Kept    []pair // filters that the form carries on
	Chosen  []choice
	List    string // the same search as a list
	Total   int
	Notes   []string
	Grid    *grid
	Arcs    *arcs
	Wordy   bool // the question is too long to be in every link
	Problem *problem
}

// pictureNames are the parameters that decide what is found.
func pictureNames() []string {
	return []string{"q", "theory", "author", "person", "work", "type", "year", "in", "voice", "section", "exact"}
}

// picturesPage shows what a search finds in two pictures, each with its numbers
// in a table. Without a question it shows all passages.
func (s *server) picturesPage(w http.ResponseWriter, r *http.Request) {
	v := copied(r.URL.Query())
	view := &picturesView{Q: v.Get("q"), Chosen: s.chosen(v)}
	for i, c := range view.Chosen {
		view.Chosen[i].URL = "/pictures" + c.URL[1:]
	}
	for _, p := range s.formOf(v).Kept {
		if slices.Contains(pictureNames(), p.Name) {
			view.Kept = append(view.Kept, p)
		}
	}
	status := http.StatusOK
	var err error
	if p := unknownParameter(v, pictureNames()); p != nil {
		err = p
	} else {
		err = s.line.several(r.Context(), func(from Searcher) error {
			return s.draw(r.Context(), tally{from, s.Style}, v, view)
		})
	}
	if err != nil {
		view.Problem = s.fail(r.Context(), err)
		status = view.Problem.Status
	}
	s.render(w, r, status, "pictures.html", view)
}

// draw counts and fills the view.
func (s *server) draw(ctx context.Context, t tally, v url.Values, view *picturesView) error {
	view.List = searchURL(v)
	view.Wordy = wordy(v)
	a, err := t.of(ctx, v)
	if err != nil {
		return err
	}
	view.Total, view.Notes = a.Total, a.Notes
	if a.Total == 0 {
		return nil
	}
	if view.Grid, err = s.grid(ctx, t, v, a, !view.Wordy); err != nil {
		return err
	}
	view.Arcs, err = arcsOf(ctx, t, v, a, !view.Wordy)
	return err
}

// tally counts every field of what a search finds.
type tally struct {
	from  Searcher
	style string
}

// of counts what a search finds. A search without a question is of all passages
// that a search finds by itself, reference lists left out.
func (t tally) of(ctx context.Context, v url.Values) (*query.Answer, error) {
	if len(v) == 0 || len(v) == 1 && v.Has("exact") {
		v = url.Values{"in": {"body,notes,tables"}}
	}
	r, err := parseRequest(v)
	if err != nil {
		return nil, err
	}
	r.Facets, r.Limit, r.Style = true, 1, t.style
	return t.from.Search(ctx, r)
}

// countsOf are the counts of a field by value.
func countsOf(a *query.Answer, f corpus.Field) map[string]int {
	out := make(map[string]int, len(a.Facets[f]))
	for _, c := range a.Facets[f] {
		out[c.Value] = c.Count
	}
	return out
}

// narrowed are the parameters of a search that finds, of what v finds, what has
// also this value. A work has one year and one id, so its value stands for those
// given before. Of theories and persons a passage has several, and to name two of
// them side by side means either: where one is named already, the question asks for
// both.
func narrowed(v url.Values, field corpus.Field, value string) url.Values {
	c, name := copied(v), string(field)
	root := language.Parse(c.Get("q")).Root
	named := c.Has(name)
	language.Walk(root, func(n language.Node) {
		f, ok := n.(language.Filter)
		named = named || ok && f.Field == name
	})
	if !named || field != corpus.FieldTheory && field != corpus.FieldPerson {
		c.Set(name, value)
		return c
	}
	var all language.And
	if seq, ok := root.(language.Seq); !ok || len(seq) > 0 {
		all = append(all, root)
	}
	var either language.Or
	for _, one := range values(c, name, field == corpus.FieldTheory) {
		either = append(either, language.Filter{Field: name, Value: one})
	}
	switch len(either) {
	case 0:
	case 1:
		all = append(all, either[0])
	default:
		all = append(all, either)
	}
	c.Del(name)
	c.Set("q", append(all, language.Filter{Field: name, Value: value}).String())
	return c
}

// searchURL is the page of a search's hits.
func searchURL(v url.Values) string {
	if len(v) == 0 {
		return "/?in=body,notes,tables"
	}
	return "/?" + v.Encode()
}

// picturesURL is the page of a search's pictures.
func picturesURL(v url.Values) string {
	c := url.Values{}
	for name, list := range copied(v) {
		if slices.Contains(pictureNames(), name) {
			c[name] = list
		}
	}
	if len(c) == 0 {
		return "/pictures"
	}
	return "/pictures?" + c.Encode()
}
