package jats

import (
	"cmp"
	"strings"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/element"
)

// references reads a list of references: each citation of it is a block in zone
// References with its fields.
func (r *reader) references(n *element.Node) {
	r.Flush()
	if !r.heading(r.level+1, n.Child("title"), "") {
		r.Heading(r.level+1, "", func() { r.Text("References") })
	}
	for c := range n.Children() {
		switch c.Name {
		case "ref":
			r.reference(c)
		case "ref-list":
			r.level++
			r.references(c)
			r.level--
		case "title", "label":
		default:
			if !r.block(c) {
				r.inline(c)
				r.Flush()
			}
		}
	}
}

// reference writes one numbered or lettered place of the list; it may hold
// several citations, of which the first bears the id.
func (r *reader) reference(n *element.Node) {
	label := strings.TrimSpace(n.Child("label").Words())
	if label != "" && strings.Trim(label, "0123456789") == "" {
		label += "."
	}
	id, inner := n.ID(), n
	if a := n.Child("citation-alternatives"); a != nil {
		inner = a
	}
	first := true
	for c := range inner.Children("element-citation", "mixed-citation", "nlm-citation", "citation", "note", "p") {
		entry := entryOf(c)
		shape := block.Block{Zone: block.References, Anchor: c.ID()}
		if first {
			shape.Anchor, shape.Mark = cmp.Or(id, c.ID()), label
		}
		if c.Is("note", "p") {
			entry.Reference = corpus.Reference{}
		}
		entry.Key = shape.Anchor
		shape.Entry = &entry
		printed := entry
		if entry.Title == "" {
			entry.Reference = corpus.Reference{} // the print says more
		}
		r.Within(shape, func() { r.printed(c, printed) })
		first = false
		if inner != n {
			return // the others say the same in another form
		}
	}
}

// printed writes an entry as the file prints it or, where it gives fields alone,
// in one plain order.
func (r *reader) printed(n *element.Node, e block.Entry) {
	if punctuated(n) {
		r.inlinesWithout(n, "object-id")
		return
	}
	if n.Is("note", "p") {
		r.paragraphs(n)
		return
	}
	r.Text(e.Print())
	if e.Title == "" {
		r.Text(" " + n.Words("person-group", "name", "collab", "year", "pub-id", "label"))
		return
	}
	for c := range n.Children("comment") {
		r.Blank()
		r.inlines(c)
	}
}

func (r *reader) inlinesWithout(n *element.Node, names ...string) {
	for _, c := range n.Nodes {
		switch {
		case c.Name == "":
			r.Text(c.Text)
		case c.Is(names...):
		case c.Is("person-group", "name", "string-name"):
			r.nameWords(c)
		default:
			r.inline(c)
		}
	}
}

// nameWords writes a name as printed; the parts of one without any punctuation
// are parted by blanks.
func (r *reader) nameWords(n *element.Node) {
	for _, c := range n.Nodes {
		if c.Name == "" {
			r.Text(c.Text)
			continue
		}
		if c.Is("given-names", "surname", "suffix") {
			r.Blank()
		}
		r.nameWords(c)
	}
}

// punctuated reports whether a citation is printed with what stands between its
// fields.
func punctuated(n *element.Node) bool {
	if !n.Is("mixed-citation", "citation", "nlm-citation") {
		return false
	}
	for _, c := range n.Nodes {
		if c.Name == "" && strings.TrimSpace(c.Text) != "" {
			return true
		}
	}
	return n.Child("article-title", "source", "year") == nil
}

// entryOf reads the fields of a citation.
func entryOf(n *element.Node) block.Entry {
	var e block.Entry
	e.Authors = people(n, "author", "")
	if e.Authors == nil {
		e.Authors = people(n, "editor", "translator", "compiler")
	}
	text := func(name string) string {
		return strings.TrimRight(strings.Trim(n.Find(name).Words(), " ,;:"), ".")
	}
	e.Year = strings.Trim(n.Find("year").Words(), " ().,;")
	source := text("source")
	e.Title, e.Container = cmp.Or(text("article-title"), text("chapter-title"), text("part-title"), text("data-title")), source
	if e.Title == "" {
		e.Title, e.Container = source, ""
	}
	if e.Container == "" {
		e.Container = text("conf-name")
	}
	e.Volume, e.Issue = text("volume"), text("issue")
	e.Pages = pages(n)
	e.Publisher, e.Place = text("publisher-name"), text("publisher-loc")
	e.DOI, e.URL = identifiers(n)
	e.Type = typeOf(cmp.Or(n.Attr("publication-type"), n.Attr("citation-type")), e.Container != "")
	return e
}

func pages(n *element.Node) string {
	first, last := n.Find("fpage").Words(), n.Find("lpage").Words()
	switch {
	case first != "" && last != "" && last != first:
		return first + "–" + last
	case first != "":
		return first
	}
	return strings.Trim(cmp.Or(n.Find("page-range").Words(), n.Find("elocation-id").Words()), " .,;")
}

func identifiers(n *element.Node) (doi, url string) {
	for c := range n.All("pub-id", "ext-link", "uri") {
		text := c.Words()
		link := cmp.Or(c.Attr("href"), text)
		switch at := strings.Index(link, "10."); {
		case c.Is("pub-id") && c.Attr("pub-id-type") == "doi":
			doi = cmp.Or(doi, strings.TrimPrefix(text, "doi:"))
		case at >= 0 && (strings.Contains(link[:at], "doi") || c.Attr("ext-link-type") == "doi"):
			doi = cmp.Or(doi, strings.TrimRight(link[at:], ".,; "))
		case !c.Is("pub-id") && strings.HasPrefix(link, "http"):
			url = cmp.Or(url, strings.TrimRight(link, ".,; "))
		}
	}
	return strings.TrimSpace(doi), url
}

// typeOf is the type of what is cited, as works have it.
func typeOf(kind string, contained bool) string {
	switch kind {
	case "journal":
		return corpus.TypeArticle
	case "book", "book-chapter", "chapter":
		if contained {
			return corpus.TypeChapter
		}
		return corpus.TypeBook
	case "confproc", "conference", "preprint", "working-paper":
		return corpus.TypePaper
	case "thesis", "dissertation":
		return corpus.TypeThesis
	case "report", "gov":
		return corpus.TypeReport
	case "web", "website", "webpage":
		return corpus.TypeWebpage
	case "newspaper", "periodical", "magazine":
		return corpus.TypeArticle
	}
	return ""
}

// people are the names of a citation in groups of the kinds given, in order; a
// name in no group is an author's.
func people(n *element.Node, kinds ...string) []corpus.Name {
	var out []corpus.Name
	for c := range n.Children() {
		switch c.Name {
		case "person-group":
			for _, kind := range kinds {
				if c.Attr("person-group-type") == kind {
					out = append(out, people(c, "")...)
					break
				}
			}
		case "name", "string-name", "name-alternatives", "collab", "anonymous":
			if kinds[0] == "editor" {
				continue
			}
			if c.Is("name-alternatives") {
				if c = c.Child("name", "string-name"); c == nil {
					continue
				}
			}
			out = append(out, nameOf(c)...)
		}
	}
	return out
}

func nameOf(c *element.Node) []corpus.Name {
	if family, given := person(c); family != "" {
		return []corpus.Name{{Family: family, Given: given}}
	}
	if s := strings.Trim(c.Words("xref", "fn"), " .,;"); s != "" && !c.Is("anonymous") {
		return []corpus.Name{{Family: s}}
	}
	return nil
}
