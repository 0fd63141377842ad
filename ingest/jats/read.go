package jats

import (
	"locus/ingest/block"
	"locus/ingest/element"
)

// Read reads an article. An error is a *block.Fault: the text is no XML, or it
// holds no article.
func Read(src string) (block.Page, error) {
	root, broken := element.Parse(src)
	if root == nil {
		return block.Page{}, broken
	}
	article := root
	if !root.Is("article", "book", "book-part", "book-part-wrapper") {
		if article = root.Find("article", "book", "book-part"); article == nil {
			return block.Page{}, &block.Fault{Kind: block.Damaged, Detail: "there is no article in it"}
		}
	}
	r := &reader{root: article, refs: map[string]int{}, notes: map[string]*element.Node{}, called: map[string]bool{}}
	r.index()
	r.front()
	for part := range article.Children("body", "book-body", "floats-group", "back", "book-back") {
		r.blocks(part)
	}
	for other := range article.Children("sub-article", "response") {
		r.Omit("another text within this one", other.Words("label"))
	}
	if broken != nil {
		r.Omit("damaged mark-up", broken.Error())
	}
	r.Flush()
	return r.Page, nil
}

// reader is the work of reading one article.
type reader struct {
	block.Builder
	root   *element.Node
	refs   map[string]int // id of a reference to its place in the list, from 1
	order  []string       // the ids in the order of the list
	notes  map[string]*element.Node
	called map[string]bool // the ids of notes that the text calls
	level  int             // of the section around
	lists  int             // lists around
}

// index finds the references and the notes, which the text names by their ids.
func (r *reader) index() {
	for n := range r.root.All("ref") {
		if id := n.ID(); id != "" && r.refs[id] == 0 && !within(n, r.root, "sub-article", "response") {
			r.order = append(r.order, id)
			r.refs[id] = len(r.order)
		}
	}
	for n := range r.root.All("fn") {
		if id := n.ID(); id != "" {
			r.notes[id] = n
		}
	}
	for n := range r.root.All("xref") {
		if id := n.Attr("rid"); r.notes[id] != nil {
			r.called[id] = true
		}
	}
}

// within reports whether an element stands in another of one of the names, below top.
func within(n, top *element.Node, names ...string) bool {
	for p := n.Parent; p != nil && p != top; p = p.Parent {
		if p.Is(names...) {
			return true
		}
	}
	return false
}
