package records

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"locus/ingest/element"
)

// rdfLibrary reports whether XML is an export of Zotero: RDF that names its items
// or the vocabulary of bibliographies.
func rdfLibrary(head string) bool {
	head = head[:min(len(head), 1<<13)]
	return strings.Contains(head, "<rdf:RDF") && (strings.Contains(head, "zotero.org/namespaces/export") || strings.Contains(head, "purl.org/net/biblio"))
}

// RDF reads an export of Zotero in RDF, with the files that lie beside it. Each
// item is made one as its JSON has it: what a work stands in, which RDF keeps
// apart, gives its name and numbers; attachments are found by their links.
func RDF(src string) ([]Record, []Fault) {
	root, err := element.Parse(src)
	if root == nil || !root.Is("RDF") {
		return nil, []Fault{{1, "no RDF"}}
	}
	var faults []Fault
	if err != nil {
		faults = append(faults, Fault{1, err.Error()})
	}
	r := rdf{about: map[string]*element.Node{}}
	for n := range root.Children() {
		if id := n.Attr("about"); id != "" {
			r.about[id] = n
		}
	}
	var out []Record
	for n := range root.Children() {
		kind := rdfType(n)
		if kind == "" {
			continue
		}
		if rec, ok := r.item(n, kind).record(); ok {
			out = append(out, rec)
		} else {
			faults = append(faults, Fault{1, fmt.Sprintf("item %s names neither a title nor an author", n.Attr("about"))})
		}
	}
	return out, faults
}

// rdf is an export being read: its nodes by what they are about.
type rdf struct{ about map[string]*element.Node }

// rdfType is the type of an item, "" for what is none: a journal, an attachment, a
// note, a collection.
func rdfType(n *element.Node) string {
	switch kind := n.Child("itemType").Words(); {
	case kind == "attachment" || kind == "note" || kind == "annotation":
		return ""
	case kind != "":
		return kind
	}
	switch n.Name {
	case "Book":
		return "book"
	case "Article":
		return "journalArticle"
	case "BookSection":
		return "bookSection"
	case "Thesis":
		return "thesis"
	case "Report":
		return "report"
	case "Document", "Manuscript":
		return "document"
	}
	return ""
}

// item is a node as an item of Zotero's JSON.
func (r rdf) item(n *element.Node, kind string) item {
	it := item{"itemType": kind, "title": n.Child("title").Words(), "key": strings.TrimPrefix(n.Attr("about"), "#")}
	put := func(name, value string) {
		if value = strings.TrimSpace(value); value != "" && it[name] == nil {
			it[name] = value
		}
	}
	r.numbers(n, put)
	put("date", n.Child("date").Words())
	put("pages", n.Child("pages").Words())
	put("language", n.Child("language").Words())
	put("publisher", n.Child("publisher").Find("name").Words())
	put("place", n.Child("publisher").Find("locality").Words())
	put("accessDate", n.Child("dateSubmitted").Words())
	put("genre", n.Child("type").Words())
	if kind == "report" {
		put("reportNumber", n.Child("number").Words())
	}
	put("proceedingsTitle", n.Child("proceedingsTitle").Words())
	for part := range n.Children("isPartOf") {
		r.within(part, put, 0)
	}
	extra(n.Child("description").Words(), put)
	var creators []any
	for _, role := range [][2]string{{"authors", "author"}, {"presenters", "author"}, {"editors", "editor"}, {"translators", "translator"}} {
		for person := range n.Child(role[0]).All("Person", "Organization") {
			creators = append(creators, map[string]any{"creatorType": role[1],
				"lastName": cmp.Or(person.Child("surname", "familyName").Words(), person.Child("name").Words()), "firstName": person.Child("givenName", "givenname").Words()})
		}
	}
	it["creators"] = creators
	var files []any
	for link := range n.Children("link") {
		if a := r.about[link.Attr("resource")]; a.Is("Attachment") {
			if path := a.Child("resource").Attr("resource"); path != "" {
				files = append(files, map[string]any{"path": path})
			}
		}
	}
	it["attachments"] = files
	return it
}

// within reads what an item stands in: a journal, a book, a series, a website; of
// a book the series in which that stands too.
func (r rdf) within(part *element.Node, put func(name, value string), depth int) {
	var whole *element.Node
	for c := range part.Children() {
		whole = c
	}
	if ref := part.Attr("resource"); whole == nil && ref != "" {
		whole = r.about[ref]
		if issn, ok := strings.CutPrefix(ref, "urn:issn:"); ok {
			put("ISSN", issn)
		}
	}
	if whole == nil || depth > 3 {
		return
	}
	name := "publicationTitle"
	if whole.Is("Series") {
		name = "series"
	}
	put(name, whole.Child("title").Words())
	if whole.Is("Series") {
		put("seriesNumber", whole.Child("number").Words())
	} else {
		r.numbers(whole, put)
	}
	put("journalAbbreviation", whole.Child("alternative").Words())
	for outer := range whole.Children("isPartOf") {
		r.within(outer, put, depth+1)
	}
}

// numbers reads a volume, an issue, an edition and the identifiers.
func (r rdf) numbers(n *element.Node, put func(name, value string)) {
	put("volume", n.Child("volume").Words())
	put("edition", n.Child("edition").Words())
	if n.Child("itemType").Words() != "report" {
		put("issue", n.Child("number").Words())
	}
	for id := range n.Children("identifier") {
		if uri := id.Find("value").Words(); uri != "" {
			put("url", uri)
			continue
		}
		kind, value, _ := strings.Cut(id.Words(), " ")
		if slices.Contains([]string{"DOI", "ISBN", "ISSN"}, kind) {
			put(kind, value)
		}
	}
}

// extra reads the lines of the field in which Zotero keeps what it has no field
// for: "DOI: 10.1000/x", "Original Date: 1959".
func extra(text string, put func(name, value string)) {
	for _, key := range []struct{ printed, name string }{{"DOI:", "DOI"}, {"Original Date:", "original-date"}, {"original-date:", "original-date"}, {"Citation Key:", "citation-key"}} {
		i := strings.Index(strings.ToLower(text), strings.ToLower(key.printed))
		if i < 0 {
			continue
		}
		if words := strings.Fields(text[i+len(key.printed):]); len(words) > 0 {
			put(key.name, words[0])
		}
	}
}
