package jats

import (
	"cmp"
	"strings"

	"locus/ingest/block"
	"locus/ingest/element"
)

// front reads the record of an article or a book, its abstracts and keywords.
func (r *reader) front() {
	front := r.root.Child("front", "front-stub", "book-front")
	if front == nil {
		front = r.root
	}
	journal := front.Child("journal-meta")
	article := front.Child("article-meta")
	book := r.root.Child("book-meta")
	if part := r.root.Find("book-part-meta"); article == nil && r.root.Is("book-part", "book-part-wrapper") {
		article = part
		if book == nil {
			book = r.root.Find("book-meta")
		}
	}
	switch {
	case article == nil && front.Is("front-stub"):
		article = front
	case article == nil:
		article, book = book, nil
	}
	if lang := r.root.Attr("xml:lang"); lang != "" {
		r.State("citation_language", lang)
	}
	r.journal(journal)
	r.book(book)
	r.article(article)
	r.abstracts(article)
	if dedication := front.Child("dedication", "preface", "foreword"); front.Is("book-front") && dedication != nil {
		r.blocks(front)
	}
}

func (r *reader) journal(n *element.Node) {
	title := n.Find("journal-title")
	if title == nil {
		title = n.Find("abbrev-journal-title")
	}
	r.State("citation_journal_title", title.Words())
	r.State("citation_issn", n.Child("issn").Words())
	r.State("citation_publisher", n.Path("publisher", "publisher-name").Words())
	r.State("place", n.Path("publisher", "publisher-loc").Words())
}

// book is what the book around a chapter says.
func (r *reader) book(n *element.Node) {
	r.State("citation_inbook_title", titleOf(n))
	for c := range n.All("contrib") {
		if kind := c.Attr("contrib-type"); kind == "editor" || kind == "author" || kind == "" {
			r.names("citation_editor", c)
		}
	}
	r.publication(n)
}

// titleOf is the title of what a record describes, its subtitle behind a colon.
func titleOf(n *element.Node) string {
	group := n.Child("title-group", "book-title-group")
	title := group.Child("article-title", "book-title", "title").Words("xref", "fn")
	if title == "" {
		title = n.Child("article-title", "book-title").Words("xref", "fn")
	}
	if sub := group.Child("subtitle").Words("xref", "fn"); sub != "" && title != "" {
		title = strings.TrimRight(title, " :") + ": " + sub
	}
	return title
}

func (r *reader) article(n *element.Node) {
	r.State("citation_title", titleOf(n))
	for id := range n.Children("article-id", "book-part-id", "book-id") {
		if id.Attr("pub-id-type") == "doi" || id.Attr("book-id-type") == "doi" || id.Attr("book-part-id-type") == "doi" {
			r.State("citation_doi", id.Words())
		}
	}
	for group := range n.Children("contrib-group") {
		for c := range group.Children("contrib", "name", "collab", "string-name") {
			switch kind := cmp.Or(c.Attr("contrib-type"), group.Attr("content-type")); kind {
			case "", "author", "authors", "collab", "group":
				r.names("citation_author", c)
			case "editor":
				if r.root.Is("book") {
					r.names("citation_editor", c)
				}
			}
		}
		for aff := range group.Children("aff") {
			r.Omit("affiliation", aff.Words())
		}
	}
	r.State("type", kind(r.root))
	r.publication(n)
	for part := range n.Children("aff", "author-notes", "permissions", "history", "funding-group", "related-article") {
		r.Omit(strings.ReplaceAll(part.Name, "aff", "affiliation"), part.Words("label"))
	}
	for group := range n.Children("kwd-group") {
		r.keywords(group)
	}
}

// publication is where and when something was printed.
func (r *reader) publication(n *element.Node) {
	if n == nil {
		return
	}
	r.State("citation_publication_date", date(n))
	r.State("citation_volume", n.Child("volume").Words())
	r.State("citation_issue", n.Child("issue").Words())
	first, last := n.Child("fpage").Words(), n.Child("lpage").Words()
	r.State("citation_firstpage", first)
	r.State("citation_lastpage", last)
	if first == "" {
		r.State("pages", n.Child("elocation-id").Words())
	}
	r.State("citation_isbn", n.Child("isbn").Words())
	r.State("edition", n.Child("edition").Words())
	r.State("citation_publisher", n.Path("publisher", "publisher-name").Words())
	r.State("place", n.Path("publisher", "publisher-loc").Words())
	r.State("citation_conference_title", n.Path("conference", "conf-name").Words())
}

// date is the year of the printing that readers cite: of the issue before that of
// an early publication.
func date(n *element.Node) string {
	best, rank := "", 9
	for d := range n.Children("pub-date") {
		at := 4
		switch cmp.Or(d.Attr("pub-type"), d.Attr("date-type")) {
		case "ppub", "print":
			at = 0
		case "collection", "epub-ppub", "issue-pub":
			at = 1
		case "pub":
			at = 2
		case "epub":
			at = 3
		}
		if year := d.Child("year").Words(); year != "" && at < rank {
			best, rank = year, at
		}
	}
	return cmp.Or(best, n.Path("permissions", "copyright-year").Words())
}

// kind is the type of work, in the words that meta knows; "" where the file's is
// none of them.
func kind(root *element.Node) string {
	switch {
	case root.Is("book"):
		return "book"
	case root.Is("book-part", "book-part-wrapper"):
		return "chapter"
	}
	switch root.Attr("article-type") {
	case "research-article", "review-article", "brief-report", "case-report", "rapid-communication", "systematic-review", "methods-article":
		return "research article"
	case "book-review", "product-review", "editorial", "article-commentary", "letter", "discussion", "news", "reply", "obituary", "introduction", "data-paper":
		return "article-journal"
	case "dissertation":
		return "thesis"
	}
	return ""
}

// names states the person or the body of a contributor.
func (r *reader) names(key string, c *element.Node) {
	alternatives := c
	if a := c.Child("name-alternatives"); a != nil {
		alternatives = a
	}
	if body := c.Child("collab", "institution"); c.Is("collab") || body != nil && c.Child("name", "string-name", "name-alternatives") == nil {
		if body == nil {
			body = c
		}
		r.State(key, "{"+body.Words("contrib-group", "xref", "fn", "aff")+"}")
		return
	}
	name := alternatives
	if !c.Is("name", "string-name") {
		name = alternatives.Child("name", "string-name")
	}
	family, given := person(name)
	switch {
	case family != "" && given != "":
		r.State(key, family+", "+given)
	case family != "":
		r.State(key, "{"+family+"}")
	case name != nil:
		r.State(key, name.Words())
	}
}

// person is the family name and the given names of a name, a suffix with these.
func person(n *element.Node) (family, given string) {
	family, given = n.Child("surname").Words(), n.Child("given-names").Words()
	if prefix := n.Child("nobiliary-particle").Words(); prefix != "" {
		family = prefix + " " + family
	}
	if suffix := n.Child("suffix").Words(); suffix != "" && given != "" {
		given += " " + suffix
	}
	if family == "" {
		family, given = given, ""
	}
	return family, given
}

func (r *reader) keywords(n *element.Node) {
	var list []string
	for k := range n.Children("kwd", "compound-kwd") {
		if s := k.Words(); s != "" {
			list = append(list, s)
		}
	}
	if len(list) == 0 {
		return
	}
	label := strings.TrimRight(cmp.Or(n.Child("title").Words(), "Keywords"), " :.")
	r.Within(block.Block{Zone: block.Front}, func() { r.Text(label + ": " + strings.Join(list, ", ")) })
}

// abstracts reads the abstracts, those for other readers under their titles. A
// translated or pictured one is left out.
func (r *reader) abstracts(n *element.Node) {
	for a := range n.Children("abstract") {
		switch a.Attr("abstract-type") {
		case "graphical", "toc", "teaser", "web-summary":
			r.Omit("abstract", a.Words())
			continue
		}
		title := a.Child("title").Words()
		r.Shape.Zone = block.Abstract
		if title != "" && !strings.EqualFold(title, "abstract") {
			r.heading(1, a.Child("title"), "")
		}
		saved := r.level
		r.level = 1
		r.blocks(a)
		r.level = saved
		r.Flush()
		r.Shape.Zone = block.Body
	}
	for a := range n.Children("trans-abstract") {
		r.Omit("abstract in another language", a.Words())
	}
}
