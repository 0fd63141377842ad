package corpus

import (
	"strings"
	"unicode"
)

// print takes out of a record what is no letter: controls, which a page's or a
// record's escapes can put there and which no reference prints. A line end or a tab
// becomes a blank.
func (w *Work) print() {
	for name, field := range map[string]*string{
		"title": &w.Title, "genre": &w.Genre, "container": &w.Container, "volume": &w.Volume, "issue": &w.Issue, "pages": &w.Pages,
		"issn": &w.ISSN, "isbn": &w.ISBN, "doi": &w.DOI, "url": &w.URL, "publisher": &w.Publisher, "place": &w.Place,
		"edition": &w.Edition, "number": &w.Number, "series": &w.Series, "accessed": &w.Accessed,
	} {
		if *field = printed(*field); *field == "" {
			delete(w.Stated, name)
		}
	}
	for _, names := range [][]Name{w.Authors, w.Editors, w.Translators} {
		for i := range names {
			names[i] = Name{Family: printed(names[i].Family), Given: printed(names[i].Given)}
		}
	}
}

// printed is s without controls.
func printed(s string) string {
	if !strings.ContainsFunc(s, unicode.IsControl) {
		return s
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s))
}
