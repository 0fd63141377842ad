package web

import (
	"bytes"
	"encoding/xml"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"strconv"

	"locus/corpus"
	"locus/corpus/around"
	"locus/corpus/cite"
	"locus/query"
)

// page mounts the HTML pages and what they are dressed in.
func (s *server) page() {
	s.mux.HandleFunc("GET /{$}", s.searchPage)
	s.mux.HandleFunc("GET /p/{id}", s.passagePage)
	s.mux.HandleFunc("GET /pictures", s.picturesPage)
	s.mux.HandleFunc("GET /works", s.worksPage)
	s.mux.HandleFunc("GET /works/{id}", s.workPage)
	if s.Proof != nil {
		s.mux.HandleFunc("GET /quote", s.quotePage)
		s.mux.HandleFunc("GET /check", s.draftForm)
		s.mux.HandleFunc("POST /check", s.draftPage)
	}
	s.mux.HandleFunc("GET /page.js", s.asset("page.js", "text/javascript; charset=utf-8"))
	s.mux.HandleFunc("GET /opensearch.xml", s.opensearch)
	s.mux.HandleFunc("GET /style.css", s.asset("style.css", "text/css; charset=utf-8"))
	s.mux.HandleFunc("GET /icon.svg", s.asset("icon.svg", "image/svg+xml"))
}

func (s *server) asset(name, kind string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		data, err := fs.ReadFile(assets, "assets/"+name)
		if err != nil {
			s.refuse(w, r, s.fail(r.Context(), err))
			return
		}
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Cache-Control", "max-age=300")
		// A client that has gone away cannot be told.
		_, _ = w.Write(data)
	}
}

// render writes a template, whole or not at all.
func (s *server) render(w http.ResponseWriter, r *http.Request, status int, name string, data any) {
	var b bytes.Buffer
	if err := s.pages.ExecuteTemplate(&b, name, data); err != nil {
		s.Log.ErrorContext(r.Context(), "page failed", "request", requestID(r.Context()), "page", name, "error", err)
		http.Error(w, "the page could not be written", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	// A client that has gone away cannot be told.
	_, _ = b.WriteTo(w)
}

// searchView is what the search page shows.
type searchView struct {
	Form     form
	Rooms    []string // what "in" can say
	Asked    bool
	Answer   *query.Answer
	Hits     []hitView
	Facets   []facetView
	Chosen   []choice
	Previous string
	Next     string
	Pictures string // the same search in pictures
	Wordy    bool   // the question is too long to be in every link
	PerTheory,
	Plain string // links to one passage per theory, and back
	Held     *query.Size // how much there is to ask, where that is known
	From, To int
	What     string // "passage" or "work", in the number found
	Problem  *problem
}

// form is the state of the search form.
type form struct {
	Q, Style, Sort, In, Voice, Year string
	Exact                           bool
	Kept                            []pair // filters that the form carries on
	Styles                          []cite.Style
}

type pair struct{ Name, Value string }

// choice is a filter in force and the page without it.
type choice struct{ Name, Value, URL string }

func (s *server) searchPage(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	view := searchView{Form: s.formOf(v), Chosen: s.chosen(v), Rooms: []string{"body", "notes", "tables", "references", "all"}}
	status := http.StatusOK
	request, err := parseRequest(v)
	if p := unknownParameter(v, append(searchNames(), "open")); p != nil {
		err = p
	}
	if view.Asked = len(v) > 0; !view.Asked && s.Size != nil {
		if size, err := s.Size(r.Context()); err == nil {
			view.Held = &size
		}
	}
	if err == nil && view.Asked {
		err = s.ask(r, v, request, &view)
	}
	if err != nil {
		view.Problem = s.fail(r.Context(), err)
		status = view.Problem.Status
	}
	s.render(w, r, status, "search.html", view)
}

// ask searches and fills the view.
func (s *server) ask(r *http.Request, v url.Values, request query.Request, view *searchView) error {
	request.Facets = true
	if request.Limit == 0 {
		request.Limit = hitsOfAPage
	}
	request.Limit = min(request.Limit, mostOfAPage)
	if request.Style == "" {
		request.Style = s.Style
	}
	a, err := s.Searcher.Search(r.Context(), request)
	if err != nil {
		return err
	}
	view.Answer = a
	for i := range a.Hits {
		view.Hits = append(view.Hits, s.hitView(&a.Hits[i]))
		if err := s.unfold(v, &view.Hits[i]); err != nil {
			return err
		}
	}
	view.Facets = s.facets(v, a)
	view.What = "passage"
	if request.By == "work" {
		view.What = "work"
	}
	if a.Total != 1 {
		view.What += "s"
	}
	view.From, view.To = request.Skip+1, request.Skip+len(a.Hits)
	if request.Skip > 0 {
		view.Previous = with(v, "skip", strconv.Itoa(max(0, request.Skip-request.Limit)))
	}
	if len(a.Hits) > 0 && view.To < a.Total {
		view.Next = with(v, "skip", strconv.Itoa(view.To))
	}
	if view.Wordy = wordy(v); view.Wordy {
		return nil
	}
	view.Pictures = picturesURL(v)
	switch {
	case request.PerTheory > 0:
		view.Plain = without(v, "per_theory", v.Get("per_theory"))
	case request.By != "work" && len(a.Hits) > 0:
		view.PerTheory = with(v, "per_theory", "1")
	}
	return nil
}

// searchNames are the parameters of a search, by searchInput's tags.
func searchNames() []string {
	return []string{"q", "theory", "author", "person", "work", "type", "year", "in", "voice", "section", "limit", "skip",
		"per_work", "per_theory", "sort", "by", "facets", "explain", "exact", "style"}
}

func (s *server) formOf(v url.Values) form {
	f := form{Q: v.Get("q"), Style: v.Get("style"), Sort: v.Get("sort"), In: v.Get("in"), Voice: v.Get("voice"), Year: v.Get("year"),
		Exact: v.Has("exact") && v.Get("exact") != "false" && v.Get("exact") != "0", Styles: cite.Styles()}
	if f.Style == "" {
		f.Style = s.Style
	}
	for _, name := range []string{"theory", "author", "person", "work", "type", "section", "per_theory", "per_work", "by", "limit"} {
		for _, value := range v[name] {
			if value != "" {
				f.Kept = append(f.Kept, pair{name, value})
			}
		}
	}
	return f
}

// chosen are the filters in force, each with the way out of it.
func (s *server) chosen(v url.Values) []choice {
	var out []choice
	for _, name := range []string{"theory", "author", "person", "work", "type", "section", "year", "voice", "in"} {
		for _, value := range v[name] {
			if value == "" {
				continue
			}
			label := value
			if name == "theory" {
				label = s.label(corpus.TheoryID(value))
			}
			out = append(out, choice{Name: name, Value: label, URL: without(v, name, value)})
		}
	}
	return out
}

// unfold puts the link to a hit's context in place, or, where the URL opens the
// hit, the context itself: the whole passage with the marks of its snippet, and the
// passages before and after.
func (s *server) unfold(v url.Values, h *hitView) error {
	id := string(h.Passage.ID)
	h.Anchor = "#hit-" + strconv.Itoa(h.Rank)
	c := copied(v)
	if h.Open = v.Get("open") == id; !h.Open && wordy(v) {
		return nil
	} else if !h.Open {
		c.Set("open", id)
		h.Fold = "/?" + c.Encode() + h.Anchor
		return nil
	}
	c.Del("open")
	h.Fold = "/?" + c.Encode() + h.Anchor
	doc, err := s.Library.Document(h.Work.ID)
	if err != nil {
		return err
	}
	h.Before, h.After = around.Neighbours(doc, h.Passage.Span, 1)
	shift := h.Snippet.Span.Start - h.Passage.Span.Start
	var marks []corpus.Mark
	for _, m := range h.Snippet.Marks {
		marks = append(marks, corpus.Mark{Start: m.Start + shift, End: m.End + shift})
	}
	h.Segments = segments(h.Passage.Text, marks)
	h.Snippet.CutBefore, h.Snippet.CutAfter = false, false
	return nil
}

// with is the page's URL with a parameter set, from the first hit on unless it
// is skip that is set.
func with(v url.Values, name, value string) string {
	c := copied(v)
	c.Del("skip")
	c.Del("open")
	if value == "0" && name == "skip" {
		c.Del(name)
	} else {
		c.Set(name, value)
	}
	return "/?" + c.Encode()
}

// without is the page's URL without one value of a filter.
func without(v url.Values, name, value string) string {
	c := copied(v)
	c.Del("skip")
	c.Del("open")
	c.Del(name)
	for _, one := range v[name] {
		if one != value {
			c.Add(name, one)
		}
	}
	if len(c) == 0 {
		return "/"
	}
	return "/?" + c.Encode()
}

func copied(v url.Values) url.Values {
	c := url.Values{}
	for name, list := range v {
		for _, one := range list {
			if one != "" {
				c.Add(name, one)
			}
		}
	}
	return c
}

func (s *server) opensearch(w http.ResponseWriter, r *http.Request) {
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	w.Header().Set("Content-Type", "application/opensearchdescription+xml; charset=utf-8")
	_, err := io.WriteString(w, xml.Header)
	if err == nil {
		err = s.pages.ExecuteTemplate(w, "opensearch.html", scheme+"://"+r.Host)
	}
	if err != nil {
		s.Log.ErrorContext(r.Context(), "page failed", "page", "opensearch", "error", err)
	}
}
