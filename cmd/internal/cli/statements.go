package cli

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"locus/corpus"
	literature "locus/ingest/records"
)

// statements checks what the user says of the works and returns what writes it
// into a record, with the user as its basis.
func (f *spoken) statements() (func(*corpus.Work), error) {
	if f.Type != "" && !slices.Contains(corpus.Types(), f.Type) {
		return nil, fmt.Errorf("no type %q%s; there are %s", f.Type,
			didYouMean(corpus.Nearest(f.Type, corpus.Types(), 2)), strings.Join(corpus.Types(), ", "))
	}
	year := 0
	if f.Year != "" {
		var err error
		if year, err = strconv.Atoi(f.Year); err != nil || year < 1 || year > 9999 {
			return nil, fmt.Errorf("--year %q is no year; write it as in 1979", f.Year)
		}
	}
	authors, err := parseNames(f.Authors)
	if err != nil {
		return nil, err
	}
	return func(w *corpus.Work) {
		if w.Stated == nil {
			w.Stated = map[string]corpus.Basis{}
		}
		if f.Record != nil {
			literature.Record{Work: *f.Record}.Apply(w)
		}
		if f.Type != "" {
			w.Type, w.Stated["type"] = f.Type, corpus.ByUser
		}
		if f.Title != "" {
			w.Title, w.Stated["title"] = f.Title, corpus.ByUser
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
