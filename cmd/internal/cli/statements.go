package cli

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"locus/corpus"
)

// statements checks what the user says of the works and returns what writes it
// into a record, with the user as its basis.
func (f addFlags) statements() (func(*corpus.Work), error) {
	if f.kind != "" && !slices.Contains(corpus.Types(), f.kind) {
		return nil, fmt.Errorf("no type %q%s; there are %s", f.kind,
			didYouMean(corpus.Nearest(f.kind, corpus.Types(), 2)), strings.Join(corpus.Types(), ", "))
	}
	year := 0
	if f.year != "" {
		var err error
		if year, err = strconv.Atoi(f.year); err != nil || year < 1 || year > 9999 {
			return nil, fmt.Errorf("--year %q is no year; write it as in 1979", f.year)
		}
	}
	authors, err := parseNames(f.authors)
	if err != nil {
		return nil, err
	}
	return func(w *corpus.Work) {
		if w.Stated == nil {
			w.Stated = map[string]corpus.Basis{}
		}
		if f.kind != "" {
			w.Type, w.Stated["type"] = f.kind, corpus.ByUser
		}
		if f.title != "" {
			w.Title, w.Stated["title"] = f.title, corpus.ByUser
		}
		if year != 0 {
			y := year
			w.Year, w.Stated["year"] = &y, corpus.ByUser
		}
		if len(authors) > 0 {
			w.Authors, w.Stated["authors"] = authors, corpus.ByUser
		}
	}, nil
}

// parseNames reads names as corpus.ParseName does; none may be empty.
func parseNames(list []string) ([]corpus.Name, error) {
	var out []corpus.Name
	for _, s := range list {
		name := corpus.ParseName(s)
		if name.Family == "" {
			return nil, errors.New("--author is empty")
		}
		out = append(out, name)
	}
	return out, nil
}
