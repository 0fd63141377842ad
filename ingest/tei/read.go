package tei

import (
	"strings"

	"locus/ingest/block"
	"locus/ingest/element"
)

// Read reads a text, or each text of a corpus in turn. An error is a
// *block.Fault: the characters are no XML, or there is no text in them.
func Read(src string) (block.Page, error) {
	root, broken := element.Parse(src)
	if root == nil {
		return block.Page{}, broken
	}
	if root.Find("text", "p", "l", "ab") == nil {
		return block.Page{}, &block.Fault{Kind: block.Damaged, Detail: "there is no text in it"}
	}
	r := &reader{root: root, ids: map[string]*element.Node{}, calls: map[string]string{}}
	r.index()
	r.header(root.Child("teiHeader"))
	r.texts(root)
	r.Flush()
	if broken != nil {
		r.Omit("damaged mark-up", broken.Error())
	}
	return r.Page, nil
}

// reader is the work of reading one file.
type reader struct {
	block.Builder
	root  *element.Node
	ids   map[string]*element.Node
	calls map[string]string // id of a place or a note to that of the note called there, or of the note itself
	print string            // the edition whose page breaks are read
	level int               // of the division around
	lists int
}

// texts reads the texts of a file: one, or those of a corpus under their titles.
func (r *reader) texts(root *element.Node) {
	for c := range root.Children() {
		switch c.Name {
		case "teiHeader", "standOff", "facsimile", "sourceDoc", "fsdDecl":
		case "TEI", "TEI.2":
			if title := c.Path("teiHeader", "fileDesc", "titleStmt", "title").Words(); title != "" {
				r.Heading(1, "", func() { r.Text(title) })
			}
			r.level++
			r.texts(c)
			r.level--
		case "text":
			r.blocks(c)
		default:
			r.blocks(root)
			return
		}
	}
}

// index finds what is referred to by its id, and the edition with most pages.
func (r *reader) index() {
	pages := map[string]int{}
	var walk func(*element.Node)
	walk = func(n *element.Node) {
		for c := range n.Children() {
			if id := c.ID(); id != "" && r.ids[id] == nil {
				r.ids[id] = c
			}
			if c.Is("pb") {
				ed := c.Attr("ed") + c.Attr("edRef")
				if pages[ed]++; pages[ed] > pages[r.print] || pages[ed] == pages[r.print] && ed < r.print {
					r.print = ed
				}
			}
			walk(c)
		}
	}
	walk(r.root)
	for n := range r.root.All("ref", "ptr") {
		if note := r.ids[target(n)]; note.Is("note") {
			r.calls[target(n)] = target(n)
		}
	}
	for n := range r.root.All("note") {
		if at := target(n); at != "" && r.ids[at].Is("anchor", "ptr", "ref") && n.ID() != "" {
			r.calls[at], r.calls[n.ID()] = n.ID(), n.ID()
		}
	}
}

// target is the id within the file that an element points to.
func target(n *element.Node) string {
	first, _, _ := strings.Cut(strings.TrimSpace(n.Attr("target")), " ")
	if id, ok := strings.CutPrefix(first, "#"); ok {
		return id
	}
	return ""
}
