package cite

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"locus/corpus"
)

// cslItem is a work in the schema of the Citation Style Language, version 1.0.2.
type cslItem struct {
	ID         string    `json:"id"`
	Type       string    `json:"type"`
	Title      string    `json:"title,omitempty"`
	Author     []cslName `json:"author,omitempty"`
	Editor     []cslName `json:"editor,omitempty"`
	Translator []cslName `json:"translator,omitempty"`
	Issued     *cslDate  `json:"issued,omitempty"`
	Original   *cslDate  `json:"original-date,omitempty"`
	Accessed   *cslDate  `json:"accessed,omitempty"`
	Genre      string    `json:"genre,omitempty"`
	Number     string    `json:"number,omitempty"`
	Series     string    `json:"collection-title,omitempty"`
	InSeries   string    `json:"collection-number,omitempty"`
	Container  string    `json:"container-title,omitempty"`
	Volume     string    `json:"volume,omitempty"`
	Issue      string    `json:"issue,omitempty"`
	Page       string    `json:"page,omitempty"`
	Edition    string    `json:"edition,omitempty"`
	Publisher  string    `json:"publisher,omitempty"`
	Place      string    `json:"publisher-place,omitempty"`
	ISSN       string    `json:"ISSN,omitempty"`
	ISBN       string    `json:"ISBN,omitempty"`
	DOI        string    `json:"DOI,omitempty"`
	URL        string    `json:"URL,omitempty"`
	Language   string    `json:"language,omitempty"`
}

// cslName is a person's name, or a body's as Literal.
type cslName struct {
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Suffix  string `json:"suffix,omitempty"`
	Literal string `json:"literal,omitempty"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

func cslJSON(works []corpus.Work, keys []string) (string, error) {
	items := make([]cslItem, len(works))
	for i := range works {
		items[i] = cslOf(&works[i], keys[i])
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(items); err != nil {
		return "", fmt.Errorf("writing CSL-JSON: %w", err)
	}
	return b.String(), nil
}

func cslOf(w *corpus.Work, key string) cslItem {
	nth, other := ordinal(w.Edition)
	if nth != "" {
		other = strings.TrimRight(nth, "stndrh")
	} else if other != "" {
		other += " ed." // styles print what is no number as it stands
	}
	it := cslItem{ID: key, Type: cslType(w), Title: w.Title, Author: cslNames(w.Authors), Editor: cslNames(w.Editors),
		Container: w.Container, Volume: w.Volume, Issue: w.Issue, Page: strings.ReplaceAll(dashed(w.Pages), "–", "-"),
		Edition: other, Publisher: w.Publisher, Place: w.Place, ISSN: w.ISSN, ISBN: w.ISBN, DOI: bareDOI(w.DOI),
		URL: w.URL, Language: w.Language, Translator: cslNames(w.Translators), Genre: w.Genre, Number: w.Number, Series: w.Series}
	if what := unpublished(w, ChicagoNote); what != "" {
		it.Genre = what
	}
	if shapeOf(w) == book && w.Series != "" {
		it.Number, it.InSeries = "", w.Number
	}
	if w.OriginalYear != nil {
		it.Original = &cslDate{Parts: [][]int{{*w.OriginalYear}}}
	}
	if day := dayParts(w.Accessed); day != nil {
		it.Accessed = &cslDate{Parts: [][]int{day}}
	}
	if w.Year != nil {
		it.Issued = &cslDate{Parts: [][]int{{*w.Year}}}
	}
	return it
}

func cslNames(names []corpus.Name) []cslName {
	var out []cslName
	for _, n := range names {
		if n.Given == "" {
			out = append(out, cslName{Literal: n.Family})
			continue
		}
		given, after := suffixed(n.Given)
		out = append(out, cslName{Family: n.Family, Given: given, Suffix: after})
	}
	return out
}

// dayParts are the numbers of a day, month or year of access, from the year on.
func dayParts(day string) []int {
	if !corpus.IsDate(day) {
		return nil
	}
	var out []int
	for _, part := range strings.Split(day, "-") {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil
		}
		out = append(out, n)
	}
	return out
}

func cslType(w *corpus.Work) string {
	switch shapeOf(w) {
	case article:
		return "article-journal"
	case chapter:
		return "chapter"
	case entryOf:
		return "entry-encyclopedia"
	case book:
		return "book"
	case report:
		return "report"
	case thesis:
		return "thesis"
	case webpage:
		return "webpage"
	}
	if unpublished(w, APA) != "" {
		return "manuscript"
	}
	return "document"
}
