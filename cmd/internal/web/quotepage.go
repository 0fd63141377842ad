package web

import (
	"net/http"
	"strings"

	"locus/corpus"
	"locus/query/quote"
)

// quoteView is what the page for checking a quotation shows.
type quoteView struct {
	Text, Work, Pages string        // the form's state
	Works             []corpus.Work // to choose from; none where they are too many
	Found             *Quoted
	Place             string
	Good              bool
	Problem           *problem
}

// mostOptions is how many works a list to choose from may have; of a larger
// library a work is named by its id.
const mostOptions = 100

// quotePage checks a quotation that is pasted into a form. The form asks by GET,
// so that what was found can be linked and printed; it changes nothing.
func (s *server) quotePage(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	view := quoteView{Text: v.Get("text"), Work: v.Get("work"), Pages: v.Get("pages")}
	works, err := s.Library.Works()
	if len(works) <= mostOptions {
		view.Works = works
	}
	if p := unknownParameter(v, []string{"text", "work", "pages"}); p != nil {
		err = p
	}
	if err == nil && strings.TrimSpace(view.Text) != "" {
		err = s.look(r, &view)
	}
	status := http.StatusOK
	if err != nil {
		view.Problem = s.fail(r.Context(), err)
		status = view.Problem.Status
	}
	s.render(w, r, status, "quote.html", view)
}

// look looks for the quotation of a form.
func (s *server) look(r *http.Request, view *quoteView) error {
	q := Quotation{Text: view.Text, Pages: view.Pages, Style: s.Style}
	if view.Work != "" {
		q.Works = []string{view.Work}
	}
	found, err := s.Proof.Quote(r.Context(), q)
	if err != nil {
		return err
	}
	view.Found, view.Good = found, found.Verdict.Good()
	if found.Locator != nil {
		view.Place = placeText(&corpus.Passage{Locator: *found.Locator, Kind: corpus.Body})
	}
	return nil
}

// differs reports whether a stretch of a comparison is to be shown as different.
func differs(d quote.Difference) bool { return d.Op != quote.Equal }
