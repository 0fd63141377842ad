package manuscript

import (
	"encoding/json"
	"fmt"
	"html"
	"strings"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/pattern"
)

// cluster is a citation as Zotero and Mendeley keep it in a field: CSL-JSON
// (Citation Style Language, schema csl-citation).
type cluster struct {
	Items []struct {
		ID       any      `json:"id"`
		URIs     []string `json:"uris"`
		URI      any      `json:"uri"`
		Data     item     `json:"itemData"`
		Locator  any      `json:"locator"`
		Prefix   string   `json:"prefix"`
		Suffix   string   `json:"suffix"`
		NoAuthor any      `json:"suppress-author"`
	} `json:"citationItems"`
}

// item is a work as CSL-JSON has it.
type item struct {
	ID        any    `json:"id"`
	Type      string `json:"type"`
	Title     any    `json:"title"`
	Container any    `json:"container-title"`
	Publisher any    `json:"publisher"`
	Place     any    `json:"publisher-place"`
	Volume    any    `json:"volume"`
	Issue     any    `json:"issue"`
	Page      any    `json:"page"`
	DOI       string `json:"DOI"`
	URL       string `json:"URL"`
	Authors   []csl  `json:"author"`
	Editors   []csl  `json:"editor"`
	Issued    date   `json:"issued"`
}

// csl is a name as CSL-JSON has it.
type csl struct {
	Family, Given, Literal string
	Suffix                 string `json:"suffix"`
	Particle               string `json:"non-dropping-particle"`
	Dropping               string `json:"dropping-particle"`
}

// date is a date as CSL-JSON has it: parts, numbers or strings, or words.
type date struct {
	Parts   [][]any `json:"date-parts"`
	Literal string  `json:"literal"`
	Raw     string  `json:"raw"`
}

// Citation reads the JSON of a citation field. It gives the works cited and what
// is known of each; ok is false where the field is none that can be read.
func Citation(field string) (items []block.CiteItem, works []block.Entry, ok bool) {
	at := strings.IndexByte(field, '{')
	if at < 0 {
		return nil, nil, false
	}
	var c cluster
	// The field may go on behind the object.
	if err := json.NewDecoder(strings.NewReader(field[at:])).Decode(&c); err != nil || len(c.Items) == 0 {
		return nil, nil, false
	}
	for _, i := range c.Items {
		key := text(i.ID)
		if len(i.URIs) > 0 && i.URIs[0] != "" {
			key = i.URIs[0]
		}
		if key == "" {
			key = text(i.Data.ID)
		}
		work := i.Data.entry(key)
		if key == "" {
			key = said(work.Title)
			work.Key = key
		}
		items = append(items, block.CiteItem{
			Key: key, Locator: text(i.Locator), Prefix: strings.TrimSpace(i.Prefix), Suffix: strings.TrimSpace(i.Suffix),
			NoAuthor: truth(i.NoAuthor)})
		if work.Title != "" || len(work.Authors) > 0 {
			works = append(works, work)
		}
	}
	return items, works, true
}

// Made reports whether a field's result is a table of contents, or a list of the
// works cited, by the field's instruction.
func Made(instruction string) (contents, works bool) {
	words := strings.Fields(strings.ToUpper(instruction[:min(len(instruction), 200)]))
	if len(words) == 0 {
		return false, false
	}
	all := strings.Join(words, " ")
	contents = words[0] == "TOC" || words[0] == "INDEX" || words[0] == "TOA"
	works = words[0] == "BIBLIOGRAPHY" || strings.Contains(all, "ZOTERO_BIBL") || strings.Contains(all, "MENDELEY BIBLIOGRAPHY") || strings.Contains(all, "EN.REFLIST")
	return contents, works
}

// entry is a work as a reference.
func (i item) entry(key string) block.Entry {
	e := block.Entry{Key: key, Reference: corpus.Reference{
		Year: i.Issued.year(), Title: text(i.Title), Container: text(i.Container), Volume: text(i.Volume),
		Issue: text(i.Issue), Pages: text(i.Page), Publisher: text(i.Publisher), Place: text(i.Place),
		Type: workType(i.Type), DOI: strings.TrimPrefix(i.DOI, "https://doi.org/"), URL: i.URL,
	}}
	names := i.Authors
	if len(names) == 0 {
		names = i.Editors
	}
	for _, n := range names {
		if name := n.name(); name.Family != "" {
			e.Authors = append(e.Authors, name)
		}
	}
	return e
}

func (n csl) name() corpus.Name {
	if n.Family == "" {
		return corpus.Name{Family: strings.TrimSpace(n.Literal)}
	}
	return corpus.Name{
		Family: strings.TrimSpace(n.Particle + " " + n.Family),
		Given:  strings.TrimSpace(n.Given + " " + n.Dropping),
	}
}

var yearWord = pattern.Lazy(`[0-9]{3,4}`)

func (d date) year() string {
	if len(d.Parts) > 0 && len(d.Parts[0]) > 0 {
		return text(d.Parts[0][0])
	}
	return yearWord().FindString(d.Raw + " " + d.Literal)
}

// text is a value that is a string or a number in JSON, of a list the first.
// Zotero's titles may hold tags of HTML.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(html.UnescapeString(tags().ReplaceAllString(v, "")))
	case float64:
		return fmt.Sprintf("%.10g", v)
	case []any:
		if len(v) > 0 {
			return text(v[0])
		}
	}
	return ""
}

var tags = pattern.Lazy(`</?(?:i|b|em|strong|sub|sup|span|sc)(?:\s[^<>]*)?>`)

func truth(v any) bool { return v == true || v == 1.0 || v == "true" || v == "1" }

// workType names a type of CSL as a work's type, "" for one that has none.
func workType(csl string) string {
	switch csl {
	case "article-journal", "paper-conference", "manuscript":
		return corpus.TypePaper
	case "article-magazine", "article-newspaper", "article":
		return corpus.TypeArticle
	case "book", "monograph":
		return corpus.TypeBook
	case "chapter":
		return corpus.TypeChapter
	case "entry", "entry-encyclopedia", "entry-dictionary":
		return corpus.TypeEncyclopedia
	case "report":
		return corpus.TypeReport
	case "thesis":
		return corpus.TypeThesis
	case "webpage", "post", "post-weblog":
		return corpus.TypeWebpage
	}
	return ""
}

// works hands on what the citation fields know of the works cited, each work once;
// which printed entry is which is found by those who read the printed list.
func (j *judge) works() {
	seen := map[string]bool{}
	for _, w := range j.work.Works {
		if !seen[w.Key] {
			seen[w.Key] = true
			j.page.Entries = append(j.page.Entries, w)
		}
	}
}
