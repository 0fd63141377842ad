package cite

import (
	"strconv"
	"strings"
	"time"

	"locus/corpus"
)

// degree is what a thesis was written for, in the style's words (Publication
// Manual 10.6, Handbook 5.99, Chicago Manual 14.113, Cite Them Right on theses);
// a genre of another wording stays as it is, and without one it is a thesis.
func degree(w *corpus.Work, style Style) string {
	low := strings.ToLower(strings.NewReplacer(".", "", "’", "'").Replace(w.Genre))
	has := func(words ...string) bool {
		for _, word := range words {
			if strings.Contains(" "+low+" ", word) {
				return true
			}
		}
		return false
	}
	words := []string{w.Genre, w.Genre, w.Genre, w.Genre}
	switch {
	case w.Genre == "":
		words = []string{"Thesis", "thesis", "thesis", "Thesis"}
	case has("phd", "doctoral", "doctor ", "dphil", "doctorate"):
		words = []string{"Doctoral dissertation", "PhD dissertation", "PhD diss.", "PhD thesis"}
	case has("master", " ma ", " msc ", " mphil ", " ms "):
		words = []string{"Master’s thesis", "master’s thesis", "master’s thesis", "Master’s thesis"}
	}
	switch style {
	case MLA:
		return words[1]
	case ChicagoNote, ChicagoAuthorDate:
		return words[2]
	case Harvard:
		return words[3]
	}
	return words[0]
}

// numbered is a report's number with what the report calls itself: "Report no.
// 12", "Working paper no. 12"; word is the style's abbreviation.
func numbered(w *corpus.Work, word string) string {
	kind := w.Genre
	if w.Number == "" || shapeOf(w) != report {
		return kindOnly(w, kind)
	}
	if kind == "" {
		kind = "Report"
	}
	if strings.Contains(w.Number, " ") && !strings.ContainsAny(w.Number[:1], "0123456789") {
		return w.Number // "Technical Note 12" says it all
	}
	return capital(kind) + " " + word + " " + w.Number
}

func kindOnly(w *corpus.Work, kind string) string {
	if shapeOf(w) != report {
		return ""
	}
	return capital(kind)
}

// inSeries is the series of a book or report, with the book's number in it.
func inSeries(w *corpus.Work) string {
	if w.Series == "" || shapeOf(w) == report {
		return w.Series
	}
	return list(" ", w.Series, w.Number)
}

// articleNumber is the number of an article that stands for its pages.
func articleNumber(w *corpus.Work, before string) string {
	if w.Number == "" || w.Pages != "" || shapeOf(w) != article {
		return ""
	}
	return before + w.Number
}

// unpublished is what a work is that appeared nowhere: "Unpublished essay";
// "" where it is not known whether it did.
func unpublished(w *corpus.Work, style Style) string {
	kind := strings.TrimSpace(strings.TrimPrefix(strings.ToLower(w.Genre), "unpublished"))
	switch {
	case shapeOf(w) != manuscript, kind == "" && w.Type != corpus.TypeEssay:
		return ""
	case style == APA && kind == "":
		kind = "manuscript"
	case kind == "":
		kind = "essay"
	}
	return "Unpublished " + kind
}

// appeared is the sign that it is not known where a work appeared: its type is
// missing, by which that would be told, or what holds it.
func appeared(w *corpus.Work) string {
	if w.Type == "" || w.Type == corpus.TypeRecord {
		return or("", "type")
	}
	return or("", "container")
}

// accessed is the day on which a page was read, as a style writes a date: the
// month first, or the day; months of five letters and more are cut where short.
func accessed(w *corpus.Work, dayFirst, short bool) string {
	for _, form := range []string{time.DateOnly, "2006-01", "2006"} {
		t, err := time.Parse(form, w.Accessed)
		if err != nil {
			continue
		}
		month, day, year := t.Month().String(), strconv.Itoa(t.Day()), strconv.Itoa(t.Year())
		if short && len(month) > 4 {
			if month = month[:3] + "."; t.Month() == time.September {
				month = "Sept."
			}
		}
		switch {
		case form == "2006":
			return year
		case form == "2006-01":
			return month + " " + year
		case dayFirst:
			return day + " " + month + " " + year
		}
		return month + " " + day + ", " + year
	}
	return ""
}

// reprint reports whether Harvard dates a work by its first publication and
// names the year of the reprint at the end: a book republished as it was.
func reprint(w *corpus.Work) bool {
	return w.OriginalYear != nil && w.Year != nil && len(w.Translators) == 0 && shapeOf(w) == book
}

// dates is the year for the text, with that of the original where the style
// has both: "1795/1991" (Publication Manual 8.15), "[1795] 1991" (Chicago Manual
// 13.103); Harvard has a reprint's first year.
func dates(w *corpus.Work, letter, none string, style Style) string {
	own := year(w, letter, none)
	if w.OriginalYear == nil {
		return own
	}
	first := strconv.Itoa(*w.OriginalYear)
	switch {
	case style == APA:
		return first + "/" + own
	case style == ChicagoAuthorDate:
		return "[" + first + "] " + own
	case style == Harvard && reprint(w):
		return first + letter
	}
	return own
}

// originally is the original's year as a text, "" where it is none.
func originally(w *corpus.Work) string {
	if w.OriginalYear == nil {
		return ""
	}
	return strconv.Itoa(*w.OriginalYear)
}
