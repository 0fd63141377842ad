package records

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"locus/corpus"
)

// item is an object of JSON with values of any type.
type item map[string]any

// JSON reads CSL-JSON (a list of items, one item, items by key, or the answers of
// Crossref) and the JSON that Zotero exports. A value of another type than is
// usual is passed over.
func JSON(src string) ([]Record, []Fault) {
	d := json.NewDecoder(strings.NewReader(strings.TrimPrefix(src, "\uFEFF")))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		line := 1
		var syntax *json.SyntaxError
		switch {
		case errors.As(err, &syntax):
			line += strings.Count(src[:min(len(src), int(syntax.Offset))], "\n")
		case errors.Is(err, io.ErrUnexpectedEOF):
			line += strings.Count(src, "\n")
		}
		return nil, []Fault{{line, fmt.Sprintf("it is no JSON: %v", err)}}
	}
	var out []Record
	var faults []Fault
	for i, it := range items(v, 0) {
		if r, ok := it.record(); ok {
			out = append(out, r)
		} else if kind := it.text("itemType"); kind != "attachment" && kind != "note" && kind != "annotation" {
			faults = append(faults, Fault{1, fmt.Sprintf("item %d names neither a title nor an author", i+1)})
		}
	}
	return out, faults
}

// items finds the items in a value: itself, those of a list, those below a key.
func items(v any, depth int) []item {
	if depth > 4 {
		return nil
	}
	var out []item
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			out = append(out, items(e, depth+1)...)
		}
	case map[string]any:
		it := item(v)
		if it["title"] != nil || it["itemType"] != nil || it["type"] != nil && it["author"] != nil {
			return []item{it}
		}
		var keys []string
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			switch v[k].(type) {
			case []any, map[string]any:
				out = append(out, items(v[k], depth+1)...)
			}
		}
	}
	return out
}

// text is the first value of the names that has characters: a string, a number,
// or the first of a list.
func (it item) text(names ...string) string {
	for _, n := range names {
		if s := scalar(it[n]); s != "" {
			return s
		}
	}
	return ""
}

func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return strings.Join(strings.Fields(v), " ")
	case json.Number:
		return v.String()
	case []any:
		if len(v) > 0 {
			return scalar(v[0])
		}
	}
	return ""
}

func (it item) record() (Record, bool) {
	m := newMaker(it.text("citation-key", "citationKey", "citekey", "id", "key"), 1)
	w := &m.Work
	title := untagged(it.text("title"))
	if sub := untagged(it.text("subtitle")); sub != "" && !strings.Contains(title, sub) {
		title += ": " + sub
	}
	m.set("title", &w.Title, title)
	m.names("authors", &w.Authors, it.people("author"))
	m.names("editors", &w.Editors, it.people("editor"))
	m.year(it.year())
	m.set("type", &w.Type, itemType(it.text("type", "itemType")))
	m.set("container", &w.Container, untagged(it.text("container-title", "publicationTitle", "bookTitle", "proceedingsTitle", "encyclopediaTitle", "websiteTitle", "journalAbbreviation")))
	m.set("volume", &w.Volume, it.text("volume"))
	m.set("issue", &w.Issue, it.text("issue"))
	m.pages(it.text("page", "pages"))
	m.doi(it.text("DOI", "doi"))
	m.set("url", &w.URL, it.text("URL", "url"))
	m.set("isbn", &w.ISBN, it.text("ISBN"))
	m.set("issn", &w.ISSN, it.text("ISSN"))
	m.set("publisher", &w.Publisher, it.text("publisher", "university", "institution"))
	m.set("place", &w.Place, it.text("publisher-place", "place"))
	m.set("edition", &w.Edition, it.text("edition"))
	m.language(it.text("language"))
	it.lesser(m)
	if list, ok := it["attachments"].([]any); ok {
		for _, a := range list {
			if attached, ok := a.(map[string]any); ok {
				if p := item(attached).text("path", "localPath"); p != "" && !strings.Contains(p, "://") {
					m.Files = append(m.Files, p)
				}
			}
		}
	}
	return m.done()
}

// lesser fills the fields that few items have.
func (it item) lesser(m *maker) {
	w := &m.Work
	m.names("translators", &w.Translators, it.people("translator"))
	m.original(it.date("original-date", "originalDate"))
	m.accessed(it.date("accessed", "accessDate"))
	m.set("genre", &w.Genre, it.text("genre", "thesisType", "reportType"))
	m.set("number", &w.Number, it.text("number", "reportNumber", "article-number", "articleNumber", "collection-number", "seriesNumber"))
	m.set("series", &w.Series, untagged(it.text("collection-title", "series", "seriesTitle")))
}

// date is the first of several dates that has a value: its numbers from the year
// on, joined by hyphens, or its words.
func (it item) date(names ...string) string {
	for _, name := range names {
		v, ok := it[name].(map[string]any)
		if !ok {
			if s := scalar(it[name]); s != "" {
				return s
			}
			continue
		}
		if parts, ok := v["date-parts"].([]any); ok && len(parts) > 0 {
			var day []string
			numbers, _ := parts[0].([]any)
			for _, n := range numbers {
				day = append(day, scalar(n))
			}
			if s := strings.Join(day, "-"); s != "" {
				return s
			}
		}
		if s := item(v).text("literal", "raw"); s != "" {
			return s
		}
	}
	return ""
}

// people are the names of a role, of CSL or of Zotero's creators.
func (it item) people(role string) []corpus.Name {
	var out []corpus.Name
	list, _ := it[role].([]any)
	creators, _ := it["creators"].([]any)
	for _, e := range append(slices.Clone(list), creators...) {
		person, ok := e.(map[string]any)
		if !ok {
			continue
		}
		p := item(person)
		if kind := p.text("creatorType"); kind != "" && kind != role && !(role == "author" && (kind == "presenter" || kind == "podcaster")) {
			continue
		}
		n := corpus.Name{Family: p.text("family", "lastName", "literal", "name"), Given: p.text("given", "firstName")}
		if prefix := p.text("non-dropping-particle"); prefix != "" && n.Family != "" {
			n.Family = prefix + " " + n.Family
		}
		if prefix := p.text("dropping-particle"); prefix != "" {
			n.Given = strings.TrimSpace(n.Given + " " + prefix)
		}
		if suffix := p.text("suffix"); suffix != "" && n.Given != "" {
			n.Given += " " + suffix
		}
		if n.Family == "" {
			n = corpus.Name{Family: n.Given}
		}
		if n.Family != "" {
			out = append(out, n)
		}
	}
	return out
}

// year is the year of an item's date.
func (it item) year() string {
	for _, name := range []string{"issued", "published-print", "published", "date"} {
		switch v := it[name].(type) {
		case map[string]any:
			d := item(v)
			if parts, ok := v["date-parts"].([]any); ok && len(parts) > 0 {
				if y := scalar(parts[0]); y != "" && y != "0" {
					return y
				}
			}
			if s := d.text("literal", "raw"); s != "" {
				return s
			}
		default:
			if s := scalar(v); s != "" {
				if y := yearForm().FindString(s); y != "" {
					return y
				}
				return s
			}
		}
	}
	if y := it.text("year"); y != "" {
		if _, err := strconv.Atoi(y); err == nil {
			return y
		}
	}
	return ""
}

// untagged is a title without the tags in which CSL sets type.
func untagged(s string) string {
	for _, t := range []string{"i", "b", "sub", "sup", "sc", "span"} {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "<"+t+">", ""), "</"+t+">", "")
	}
	return strings.ReplaceAll(s, `<span class="nocase">`, "")
}

// itemType is the type of work that an item's type means.
func itemType(kind string) string {
	switch kind {
	case "article-journal", "article-magazine", "article-newspaper", "review", "review-book", "journal-article",
		"journalArticle", "magazineArticle", "newspaperArticle":
		return corpus.TypeArticle
	case "paper-conference", "article", "preprint", "speech", "manuscript", "conferencePaper", "posted-content", "proceedings-article", "presentation":
		return corpus.TypePaper
	case "chapter", "bookSection", "book-chapter":
		return corpus.TypeChapter
	case "entry-encyclopedia", "entry-dictionary", "entry", "encyclopediaArticle", "dictionaryEntry":
		return corpus.TypeEncyclopedia
	case "book", "monograph", "edited-book", "collection", "classic", "proceedings":
		return corpus.TypeBook
	case "report", "legislation", "standard", "statute":
		return corpus.TypeReport
	case "thesis", "dissertation":
		return corpus.TypeThesis
	case "webpage", "post", "post-weblog", "blogPost", "forumPost":
		return corpus.TypeWebpage
	}
	return ""
}
