package xmldoc

import (
	"cmp"
	"strings"

	"locus/ingest/block"
	"locus/ingest/element"
	"locus/ingest/pattern"
)

// Read reads a document. An error is a *block.Fault: the text is no XML, or it is
// data and no text.
func Read(src string) (block.Page, error) {
	root, broken := element.Parse(src)
	if root == nil {
		return block.Page{}, broken
	}
	r := &reader{}
	if root.Child("metadata", "info", "meta") == nil {
		r.State("title", root.Child("title").Words())
	}
	r.State("language", root.Attr("lang"))
	r.container(root, 0)
	r.Flush()
	if broken != nil {
		r.Omit("damaged mark-up", broken.Error())
	}
	if !prose(r.Page.Blocks) {
		return block.Page{}, &block.Fault{Kind: block.Unsupported, Detail: "it is XML of data, <" + root.Name + ">, or of a kind that is not read"}
	}
	return r.Page, nil
}

// The words that make a file a text: so many in all, half of them in paragraphs
// of so many.
const (
	fewestWords = 40
	longEnough  = 8
)

func prose(blocks []block.Block) bool {
	long, all := 0, 0
	for _, b := range blocks {
		n := len(strings.Fields(b.Text))
		all += n
		if n >= longEnough && b.Kind != block.Code {
			long += n
		}
	}
	return all >= fewestWords && long*2 >= all
}

type reader struct {
	block.Builder
	level int // of the titled element around
	lists int
}

// container reads the elements in an element that has no words of its own.
func (r *reader) container(n *element.Node, depth int) {
	title := n.Child("title", "head", "heading")
	name := cmp.Or(n.Attr("title"), n.Attr("heading"), n.Attr("name"))
	if depth > 0 && (title.Words() != "" || title == nil && len(strings.Fields(name)) > 0 && strings.ContainsAny(name, " .") && len(name) < 200) {
		r.level++
		defer func() { r.level-- }()
		r.Heading(r.level, n.ID(), func() {
			if title == nil {
				r.Text(name)
				return
			}
			r.inlines(title)
		})
	}
	for c := range n.Children() {
		if c != title {
			r.element(c, depth+1)
		}
	}
}

// element reads one element by its name or by what stands in it.
func (r *reader) element(n *element.Node, depth int) {
	switch strings.ToLower(n.Name) {
	case "meta", "metadata", "info", "header", "prolog", "script", "style", "glossary-metadata":
		r.statements(n)
	case "list", "ul", "ol", "itemizedlist", "orderedlist", "variablelist", "simplelist":
		r.list(n)
	case "row", "tr", "strow", "sthead":
		r.row(n)
	case "footnote", "note", "fn", "endnote":
		r.note(n)
	case "quote", "blockquote", "bq", "epigraph", "lq":
		if len(strings.Fields(n.Words())) > 0 {
			r.Within(block.Block{Kind: block.Quote}, func() { r.whole(n, depth) })
		}
	case "code", "programlisting", "screen", "pre", "codeblock", "literallayout":
		r.Within(block.Block{Kind: block.Code}, func() { r.verbatim(n) })
	case "caption":
		r.Within(block.Block{Kind: block.Caption}, func() { r.inlines(n) })
	case "image", "media", "graphic", "mediaobject", "img":
		r.Omit("picture", cmp.Or(n.Attr("alt"), n.Words()))
	default:
		r.whole(n, depth)
	}
}

// whole reads an element as a paragraph or as what holds others.
func (r *reader) whole(n *element.Node, depth int) {
	if worded(n) {
		r.Flush()
		r.Shape.Anchor = n.ID()
		r.inlines(n)
		r.Flush()
		return
	}
	r.container(n, depth)
}

// worded reports whether words stand right in an element.
func worded(n *element.Node) bool {
	for _, c := range n.Nodes {
		if c.Name == "" && strings.TrimSpace(c.Text) != "" {
			return true
		}
	}
	return false
}

// inlines writes the words of an element, and of those in it, in a line; what
// surely stands apart parts it.
func (r *reader) inlines(n *element.Node) {
	for _, c := range n.Nodes {
		switch {
		case c.Name == "":
			r.paragraphs(c.Text)
		case c.Is("list", "itemizedlist", "orderedlist", "ul", "ol", "table", "figure", "blockquote", "programlisting", "codeblock", "footnote", "fn", "note", "caption", "media", "image"):
			if !c.Is("footnote", "fn", "note", "media", "image") {
				r.Flush()
			}
			r.element(c, 1)
		case c.Is("emphasis", "em", "i", "italic", "cite", "foreign", "term"):
			start := r.Len()
			r.inlines(c)
			if start <= r.Len() && !strings.Contains(c.Attr("effect")+c.Attr("role"), "bold") {
				r.Italic(start)
			}
		case c.Is("br", "newline", "lb"):
			r.Blank()
		default:
			r.inlines(c)
		}
	}
}

// paragraphs writes words; blank lines between them part paragraphs, as in files
// that keep plain text in elements.
func (r *reader) paragraphs(s string) {
	for i, p := range blankLines().Split(s, -1) {
		if i > 0 {
			r.Flush()
		}
		r.Text(p)
	}
}

var blankLines = pattern.Lazy(`\n[ \t\r]*\n`)

func (r *reader) list(n *element.Node) {
	r.Flush()
	r.lists++
	number := 0
	kind := strings.ToLower(n.Name + n.Attr("list-type") + n.Attr("type") + n.Attr("numeration"))
	ordered := strings.Contains(kind, "ordered") && !strings.Contains(kind, "unordered") || strings.HasPrefix(kind, "ol") || strings.Contains(kind, "enumerated") || strings.Contains(kind, "arabic")
	for c := range n.Children() {
		if c.Is("title", "label") {
			r.whole(c, 1)
			continue
		}
		number++
		mark := ""
		if ordered {
			mark = block.Numeral("1", number) + "."
		}
		r.Within(block.Block{Kind: block.Item, Level: r.lists, Mark: mark, Anchor: c.ID()}, func() {
			if worded(c) {
				r.inlines(c)
				return
			}
			for part := range c.Children() {
				if worded(part) && !part.Is("list", "itemizedlist", "orderedlist") {
					r.Blank()
					r.inlines(part)
				} else {
					r.element(part, 1)
				}
			}
		})
	}
	r.lists--
}

func (r *reader) row(n *element.Node) {
	r.Flush()
	var cells []block.Block
	for c := range n.Children() {
		cells = append(cells, r.Inner(func() { r.whole(c, 1) }))
	}
	r.Row(1, n.Parent.Is("thead"), cells)
}

// note reads a note: one within a line is called there, another is a paragraph.
func (r *reader) note(n *element.Node) {
	if r.Empty() || n.Is("note") && !worded(n) {
		r.whole(n, 1)
		return
	}
	mark := n.Attr("label")
	r.Note(mark, n.ID(), func() { r.whole(n, 1) })
}

func (r *reader) verbatim(n *element.Node) {
	for _, c := range n.Nodes {
		if c.Name == "" {
			r.Verbatim(c.Text)
		} else {
			r.verbatim(c)
		}
	}
}

// statements states what metadata say under names that records know; the rest is
// told as left out.
func (r *reader) statements(n *element.Node) {
	for c := range n.Children() {
		switch name := strings.ToLower(c.Name); name {
		case "title", "language", "publisher", "date", "year", "isbn", "issn", "doi":
			r.State(name, c.Words())
		case "author", "creator":
			r.State("author", c.Words())
		case "name":
			r.State("title", c.Words())
		}
	}
	r.Omit("metadata", n.Words())
}
