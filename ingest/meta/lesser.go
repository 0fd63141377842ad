package meta

import (
	"strconv"

	"locus/corpus"
	"locus/ingest/pattern"
)

// lesserKeys are the keys of the fields that few works have.
func lesserKeys(field string) []string {
	switch field {
	case "translators":
		return []string{"citation_translator", "translator", "translators", "translated-by", "translated_by", "ld:translator"}
	case "original_year":
		return []string{"original-date", "original_date", "original-year", "original_year", "original-publication-date", "origdate", "origyear", "first-published", "ld:original"}
	case "series":
		return []string{"citation_series_title", "collection-title", "series", "series-title", "prism.seriestitle", "ld:series"}
	case "number":
		return []string{"citation_technical_report_number", "report-number", "report_number", "article-number", "article_number", "citation_article_number", "collection-number", "series-number", "ld:number"}
	case "genre":
		return []string{"genre", "thesis-type", "thesis_type", "report-type", "citation_dissertation_name", "ld:genre"}
	case "accessed":
		return []string{"accessed", "access-date", "accessdate", "access_date", "urldate", "retrieved"}
	}
	return nil
}

// day is a date as it is kept: a year, a month, a day, as far as they are given.
var day = pattern.Lazy(`^(?:1[4-9]|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?`)

// lesser sets the fields that few works have, where the page states them.
func (r *reading) lesser() {
	m, w := r.page.Meta, &r.work
	r.setNames("translators", &w.Translators, values(m, "translators"))
	if y := yearPattern().FindString(value(m, "original_year")); y != "" && w.OriginalYear == nil {
		if n, err := strconv.Atoi(y); err == nil && (w.Year == nil || n < *w.Year) {
			w.OriginalYear = &n
			r.basis("original_year", corpus.Stated)
		}
	}
	r.setText("series", &w.Series, value(m, "series"))
	r.setText("number", &w.Number, value(m, "number"))
	r.setText("genre", &w.Genre, value(m, "genre"))
	r.setText("accessed", &w.Accessed, day().FindString(value(m, "accessed")))
}
