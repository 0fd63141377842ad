package web

import (
	"encoding/base64"
	"fmt"
	"hash/fnv"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"locus/corpus"
	"locus/query"
)

// searchInput documents the parameters of a search; the values are read by
// parseRequest, for the endpoint and the page alike.
type searchInput struct {
	Q         string   `query:"q" doc:"The question, in the query language." example:"\"security dilemma\""`
	Theory    []string `query:"theory,explode" doc:"Only passages of this theory or its children; several mean any."`
	Author    []string `query:"author,explode" doc:"Only works by this author."`
	Person    []string `query:"person,explode" doc:"Only passages that name this person."`
	Work      []string `query:"work,explode" doc:"Only this work."`
	Type      []string `query:"type,explode" doc:"Only works of this type."`
	Year      string   `query:"year" doc:"Only works of these years: 1979, 1979..1990, 1979.., ..1990."`
	In        []string `query:"in,explode" doc:"body, notes, tables, references, all; all but references unless given."`
	Voice     []string `query:"voice,explode" doc:"author, quotes, reports."`
	Section   []string `query:"section,explode" doc:"Only under a heading with these words."`
	Limit     int      `query:"limit" doc:"Hits wanted, at most 200; 10 unless given."`
	Skip      int      `query:"skip" doc:"Hits to pass over."`
	Cursor    string   `query:"cursor" doc:"Where the next page begins, as the Link header of the page before gave it; in place of skip."`
	PerWork   int      `query:"per_work" doc:"At most so many hits of one work."`
	PerTheory int      `query:"per_theory" doc:"So many hits of each theory, in turn."`
	Sort      string   `query:"sort" doc:"score, year or work."`
	By        string   `query:"by" doc:"Rank passages or whole works: passage, work."`
	Facets    bool     `query:"facets" doc:"Count the values of every field."`
	Explain   bool     `query:"explain" doc:"Say why each hit ranks where it does."`
	Exact     bool     `query:"exact" doc:"Words match in the forms asked only."`
	Style     string   `query:"style" doc:"Citation style: apa, mla, chicago-note, chicago-author-date, harvard."`
	values    url.Values
}

// Resolve keeps the parameters as they came, for parseRequest.
func (in *searchInput) Resolve(ctx huma.Context) []error {
	u := ctx.URL()
	in.values = u.Query()
	return nil
}

// parseRequest reads a search from the parameters of a URL. A parameter that
// cannot be read is a *query.RequestError; names are resolved by the searcher.
func parseRequest(v url.Values) (query.Request, error) {
	r := query.Request{Question: v.Get("q"), Sort: v.Get("sort"), By: v.Get("by"), Style: v.Get("style"),
		Theory: values(v, "theory", true), Author: values(v, "author", false), Person: values(v, "person", false),
		Work: values(v, "work", true), Type: values(v, "type", true), In: values(v, "in", true),
		Voice: values(v, "voice", true), Section: values(v, "section", false)}
	numbers := []*int{&r.Limit, &r.Skip, &r.PerWork, &r.PerTheory}
	for i, name := range []string{"limit", "skip", "per_work", "per_theory"} {
		if err := number(v, name, numbers[i]); err != nil {
			return r, err
		}
	}
	truths := []*bool{&r.Facets, &r.Explain, &r.Exact}
	for i, name := range []string{"facets", "explain", "exact"} {
		if err := truth(v, name, truths[i]); err != nil {
			return r, err
		}
	}
	if r.Limit > maxHits {
		return r, &query.RequestError{Parameter: "limit", Why: fmt.Sprintf("must be at most %d (it is %d); follow the next link for more", maxHits, r.Limit)}
	}
	var err error
	r.Year, err = years(v.Get("year"))
	return r, err
}

// values are a parameter's, empty ones dropped; with commas each may hold several.
func values(v url.Values, name string, commas bool) []string {
	var out []string
	for _, s := range v[name] {
		parts := []string{s}
		if commas {
			parts = strings.Split(s, ",")
		}
		for _, p := range parts {
			if p = strings.TrimSpace(p); p != "" {
				out = append(out, p)
			}
		}
	}
	return out
}

func number(v url.Values, name string, to *int) error {
	s := v.Get(name)
	if s == "" {
		return nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return &query.RequestError{Parameter: name, Why: fmt.Sprintf("must be a number from 0 (it is %q)", s)}
	}
	*to = n
	return nil
}

func truth(v url.Values, name string, to *bool) error {
	if !v.Has(name) {
		return nil
	}
	s := v.Get(name)
	if s == "" {
		*to = true // a bare "?exact"
		return nil
	}
	b, err := strconv.ParseBool(s)
	if err != nil {
		return &query.RequestError{Parameter: name, Why: fmt.Sprintf("must be true or false (it is %q)", s)}
	}
	*to = b
	return nil
}

// years reads 1979, 1979..1990, 1979.. and ..1990.
func years(s string) (*query.YearRange, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return nil, nil
	}
	from, to, isRange := strings.Cut(s, "..")
	if !isRange {
		to = from
	}
	var r query.YearRange
	for _, end := range []struct {
		text string
		to   **int
	}{{from, &r.From}, {to, &r.To}} {
		if end.text == "" {
			continue
		}
		n, err := strconv.Atoi(strings.TrimSpace(end.text))
		if err != nil {
			return nil, &query.RequestError{Parameter: "year", Why: fmt.Sprintf("must be as 1979, 1979..1990, 1979.. or ..1990 (it is %q)", s)}
		}
		*end.to = &n
	}
	if r.From == nil && r.To == nil {
		return nil, &query.RequestError{Parameter: "year", Why: "must name a year (it is \"..\")"}
	}
	return &r, nil
}

// A cursor is the number of hits to pass over, tied to the question by a hash
// of its parameters, so that it cannot be carried to another question, and to the
// generation of the library: in another one the hits stand in other places.
func cursorOf(v url.Values, skip int, generation string) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "2.%d.%08x.%s", skip, questionHash(v), generation))
}

// readCursor is the number of hits a cursor passes over. A cursor of another
// generation is 410 Gone: to go on would pass over hits, or give some twice.
func readCursor(v url.Values, generation string) (int, error) {
	wrong := &query.RequestError{Parameter: "cursor", Why: "is not one that an answer to this question gave; leave it out to begin anew"}
	data, err := base64.RawURLEncoding.DecodeString(v.Get("cursor"))
	if err != nil {
		return 0, wrong
	}
	parts := strings.SplitN(string(data), ".", 4)
	if len(parts) != 4 || parts[0] != "2" || parts[2] != fmt.Sprintf("%08x", questionHash(v)) {
		return 0, wrong
	}
	skip, err := strconv.Atoi(parts[1])
	if err != nil || skip < 0 {
		return 0, wrong
	}
	if parts[3] != generation {
		return 0, newProblem(http.StatusGone, "the library has changed since this cursor was given, and the hits with it; leave the cursor out to begin anew").at("query.cursor", v.Get("cursor"), nil)
	}
	return skip, nil
}

// questionHash is over every parameter that decides the order of the hits.
func questionHash(v url.Values) uint32 {
	h := fnv.New32a()
	kept := url.Values{}
	for name, list := range v {
		switch name {
		case "cursor", "skip", "limit", "facets", "explain", "style":
		default:
			kept[name] = list
		}
	}
	// A hash takes whatever it is given: Write never fails.
	_, _ = h.Write([]byte(kept.Encode()))
	return h.Sum32()
}

// knownParameters refuses a parameter that an operation does not have, and
// names the nearest.
func (s *server) knownParameters(ctx huma.Context, next func(huma.Context)) {
	var known []string
	for _, p := range ctx.Operation().Parameters {
		if p.In == "query" {
			known = append(known, p.Name)
		}
	}
	u := ctx.URL()
	if p := unknownParameter(u.Query(), known); p != nil {
		s.write(ctx, p)
		return
	}
	if ctx.Operation().OperationID == "search" {
		if _, err := parseRequest(u.Query()); err != nil {
			s.write(ctx, asProblem(err))
			return
		}
	}
	next(ctx)
}

func unknownParameter(v url.Values, known []string) *problem {
	names := make([]string, 0, len(v))
	for name := range v {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if slices.Contains(known, name) {
			continue
		}
		near := corpus.Nearest(name, known, 3)
		detail := fmt.Sprintf("there is no parameter %q here", name)
		if len(near) > 0 {
			detail += "; did you mean " + strings.Join(near, " or ") + "?"
		}
		return newProblem(http.StatusBadRequest, detail).at("query."+name, v.Get(name), near)
	}
	return nil
}

// write puts a problem out in place of an operation's answer.
func (s *server) write(ctx huma.Context, p *problem) {
	r, w := unwrap(ctx)
	s.refuse(w, r, p)
}
