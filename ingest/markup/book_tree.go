package markup

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"locus/ingest/block"
	"locus/ingest/pattern"
)

// rewriter makes the tree of a book's file one that the walker of pages reads:
// places instead of ids, labels of pages, marks of notes; what is no text of the
// book is taken away.
type rewriter struct {
	book  *Book
	file  string
	page  *block.Page
	notes map[string]bool // those of the file
}

// node rewrites the elements below n; note is the place of the note we are in.
func (r *rewriter) node(n *html.Node, note string) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type != html.ElementNode {
			c = next
			continue
		}
		if why := matter(c); why != "" {
			if text := strings.Join(strings.Fields(textOf(c)), " "); text != "" {
				r.page.Omitted = append(r.page.Omitted, block.Omitted{Why: why, Text: text})
			}
			n.RemoveChild(c)
			c = next
			continue
		}
		if c.Data == "epub:switch" {
			choose(c)
		}
		inner := r.element(c, note)
		r.node(c, inner)
		c = next
	}
}

// matter says why an element is none of the text, by what it says it is: "" for
// one that is. A title page that holds an epigraph is kept.
func matter(n *html.Node) string {
	switch {
	case hasType(n, "cover", "cover-image"):
		return "cover"
	case hasType(n, "titlepage", "halftitlepage", "halftitle"):
		for d := range n.Descendants() {
			if hasType(d, "epigraph", "dedication", "preface", "introduction", "chapter") {
				return ""
			}
		}
		return "title page"
	case hasType(n, "copyright-page", "colophon", "imprint"):
		return "copyright page"
	case hasType(n, "toc", "toc-brief", "landmarks", "page-list", "loi", "lot", "loa", "lov"):
		return "table of contents"
	case hasType(n, "index"):
		return "index"
	}
	return ""
}

// choose keeps, of the forms of a switch, the usual one, or the first where that
// has no words.
func choose(n *html.Node) {
	var keep *html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && strings.TrimSpace(textOf(c)) != "" && (keep == nil || c.Data == "epub:default") {
			keep = c
		}
	}
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c != keep {
			n.RemoveChild(c)
		}
		c = next
	}
}

// element rewrites one element, and gives the note that what is below it is in.
func (r *rewriter) element(n *html.Node, note string) string {
	id := attr(n, "id")
	if id == "" && n.DataAtom == atom.A {
		id = attr(n, "name")
	}
	at := ""
	if id != "" {
		at = place(r.file, id)
	}
	if label := r.label(n, id); label != "" {
		r.breakBefore(n, label)
	} else if pageBegins(n) {
		// Nothing tells the page's number.
		for _, key := range []string{"aria-label", "title", "id"} {
			setAttr(n, key, "")
		}
		for n.FirstChild != nil {
			n.RemoveChild(n.FirstChild)
		}
		return note
	}
	if class := attr(n, "class"); class != "" && !strings.Contains(class, "footnote") {
		setAttr(n, "class", "")
	}
	kinds := attr(n, "epub:type")
	if hasType(n, "footnote", "endnote", "rearnote") && n.DataAtom != atom.Body {
		setAttr(n, "epub:type", "footnote")
		note = at
	} else if hasType(n, "noteref", "annoref") {
		setAttr(n, "epub:type", "noteref")
	} else if kinds != "" && !hasType(n, "pagebreak") {
		setAttr(n, "epub:type", "")
	}
	if at != "" {
		setAttr(n, "id", at)
		if r.book.notes[at] {
			note = r.noteAt(n, at)
		}
	}
	if n.DataAtom == atom.A {
		r.link(n, at, note)
	}
	return note
}

// noteAt makes the element of a note the nearest one that stands apart.
func (r *rewriter) noteAt(n *html.Node, at string) string {
	for p := n; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.Li, atom.P, atom.Div, atom.Aside, atom.Dd, atom.Section:
			if p != n && (r.notes[attr(p, "id")] || p.DataAtom == atom.Section || p.DataAtom == atom.Div && blocksIn(p) > 1) {
				return at // the one of another note, or of many
			}
			if p != n {
				setAttr(n, "id", "")
			}
			setAttr(p, "id", at)
			r.notes[at] = true
			return at
		case atom.Body:
			return at
		}
	}
	return at
}

// blocksIn counts the paragraphs right below an element.
func blocksIn(n *html.Node) int {
	count := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.P, atom.Div, atom.Li, atom.Aside:
			count++
		}
	}
	return count
}

// link rewrites a link: to a note it is a call; in a note one that leads to a call
// is the note's mark and leads back.
func (r *rewriter) link(n *html.Node, at, note string) {
	to := target(r.file, attr(n, "href"))
	text := strings.Trim(strings.TrimSpace(textOf(n)), "[](). \u00a0")
	switch {
	case r.book.calls[to] && !r.book.notes[to]:
		if isMark(text) {
			r.mark(n, text)
		}
		setAttr(n, "role", "doc-backlink")
	case r.book.notes[to] && !r.book.calls[to] && (isMark(text) || saysNote(n)) && note != to:
		setAttr(n, "href", "#"+to)
		setAttr(n, "role", "doc-noteref")
		if p := n.Parent; p != nil && p.DataAtom == atom.Sup && p.FirstChild == n && p.LastChild == n {
			p.DataAtom, p.Data = atom.Span, "span" // the call says it, not what is around it
		}
	case r.book.notes[to] && note != to && isMark(text):
		setAttr(n, "href", "#"+to)
		setAttr(n, "role", "doc-noteref")
	}
}

// mark gives the note that a link back stands in the mark that the link shows.
func (r *rewriter) mark(n *html.Node, text string) {
	for p := n.Parent; p != nil; p = p.Parent {
		if id := attr(p, "id"); id != "" && r.notes[id] || attr(p, "epub:type") == "footnote" {
			if attr(p, "data-mark") == "" {
				setAttr(p, "data-mark", text)
			}
			return
		}
	}
}

var (
	pageWords = pattern.Lazy(`(?i)^[\[({\s]*(?:page|pg|p|seite|s)?[\s._-]*([0-9]{1,5}|[ivxlcdm]{1,8})[\])}\s.]*$`)
	pageID    = pattern.Lazy(`(?i)^(?:page|pg|p)[._-]*([0-9]{1,5}|[ivxlcdm]{1,8})$`)
)

// label is the printed label of the page that begins at an element: as the list of
// pages has it, as the element shows it, or by its id.
func (r *rewriter) label(n *html.Node, id string) string {
	if label := r.book.Labels[r.file+"#"+id]; label != "" && id != "" {
		return label
	}
	if !pageBegins(n) {
		return ""
	}
	for _, s := range []string{attr(n, "aria-label"), attr(n, "title"), textOf(n)} {
		if m := pageWords().FindStringSubmatch(s); m != nil {
			return m[1]
		}
		if s = strings.TrimSpace(s); s != "" && len(s) <= 12 {
			return s
		}
	}
	if m := pageID().FindStringSubmatch(id); m != nil {
		return m[1]
	}
	return ""
}

// pageBegins reports whether an element says that a printed page begins there.
func pageBegins(n *html.Node) bool {
	return attr(n, "role") == "doc-pagebreak" || hasType(n, "pagebreak")
}

// breakBefore makes an element the begin of a page with a label, or puts one
// before what it holds.
func (r *rewriter) breakBefore(n *html.Node, label string) {
	if pageBegins(n) {
		setAttr(n, "role", "doc-pagebreak")
		setAttr(n, "aria-label", label)
		return
	}
	span := &html.Node{Type: html.ElementNode, DataAtom: atom.Span, Data: "span", Attr: []html.Attribute{{Key: "role", Val: "doc-pagebreak"}, {Key: "aria-label", Val: label}}}
	n.InsertBefore(span, n.FirstChild)
}

// setAttr sets an attribute of an element; an empty value takes it away.
func setAttr(n *html.Node, key, value string) {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			if value == "" {
				n.Attr = append(n.Attr[:i:i], n.Attr[i+1:]...)
				return
			}
			n.Attr[i].Val = value
			return
		}
	}
	if value != "" {
		n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
	}
}
