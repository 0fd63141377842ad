package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"locus/corpus"
)

// workTypes are the types that --type takes.
var workTypes = []string{
	corpus.TypeEssay, corpus.TypeChapter, corpus.TypeArticle, corpus.TypeEncyclopedia, corpus.TypePaper,
	corpus.TypeBook, corpus.TypeReport, corpus.TypeThesis, corpus.TypeWebpage,
}

// statements checks what the user says of the works and returns what writes it
// into a record, with the user as its basis.
func (f addFlags) statements() (func(*corpus.Work), error) {
	if f.kind != "" && !contains(workTypes, f.kind) {
		return nil, fmt.Errorf("no type %q%s; there are %s", f.kind,
			didYouMean(corpus.Nearest(f.kind, workTypes, 2)), strings.Join(workTypes, ", "))
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

// parseNames reads "Family, Given" or "Given Family"; the family name of the
// second is its last word with any particles (van, de, al-) before it.
func parseNames(list []string) ([]corpus.Name, error) {
	var out []corpus.Name
	for _, s := range list {
		s = oneLine(s)
		if s == "" {
			return nil, errors.New("--author is empty")
		}
		if family, given, ok := strings.Cut(s, ","); ok {
			out = append(out, corpus.Name{Family: strings.TrimSpace(family), Given: strings.TrimSpace(given)})
			continue
		}
		parts := strings.Fields(s)
		at := len(parts) - 1
		for at > 0 && isParticle(parts[at-1]) {
			at--
		}
		out = append(out, corpus.Name{Family: strings.Join(parts[at:], " "), Given: strings.Join(parts[:at], " ")})
	}
	return out, nil
}

func isParticle(s string) bool {
	switch s {
	case "van", "von", "der", "den", "de", "di", "da", "del", "della", "la", "le", "du", "al", "el", "bin", "ibn", "ten", "ter":
		return true
	}
	return false
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}
