package jats

import (
	"cmp"
	"strings"

	"locus/ingest/block"
	"locus/ingest/element"
)

// blocks reads what stands in a container: sections, paragraphs and the like.
// Words that stand bare in it make a paragraph.
func (r *reader) blocks(n *element.Node) {
	for _, c := range n.Nodes {
		switch {
		case c.Name == "":
			r.Text(c.Text)
		case !r.block(c):
			r.inline(c)
		}
	}
	r.Flush()
}

// block reads an element that stands apart; false for one that stands in a line.
func (r *reader) block(n *element.Node) bool {
	switch n.Name {
	case "sec", "app", "book-part", "ack", "glossary", "notes", "bio", "front-matter-part", "preface", "foreword", "dedication":
		r.section(n)
	case "p", "license-p":
		r.Flush()
		r.Shape.Anchor = ""
		r.inlines(n)
		r.Flush()
	case "list":
		r.list(n)
	case "def-list":
		r.definitions(n)
	case "disp-quote", "verse-group":
		r.quote(n)
	case "boxed-text", "app-group", "body", "fig-group", "table-wrap-group", "floats-group", "book-part-wrapper", "named-book-part-body", "sec-group", "answer-set":
		r.boxed(n)
	case "statement", "question", "answer", "explanation":
		r.statement(n)
	case "speech":
		r.speech(n)
	case "fig", "supplementary-material", "media", "graphic", "array", "chem-struct-wrap":
		r.figure(n)
	case "table-wrap", "table", "oasis:table":
		r.table(n)
	case "code", "preformat":
		r.code(n)
	case "disp-formula", "disp-formula-group":
		r.formula(n)
	case "ref-list":
		r.references(n)
	case "fn-group":
		r.footnotes(n)
	case "fn":
		r.footnote(n)
	case "title", "label", "subtitle":
		// read where what they name is
	case "object-id", "sec-meta", "kwd-group", "permissions", "book-part-meta", "contrib-group", "attrib", "processing-meta", "toc", "index":
		if n.Name == "attrib" {
			return false
		}
		r.Omit(n.Name, n.Words())
	default:
		return false
	}
	return true
}

// section reads a titled stretch.
func (r *reader) section(n *element.Node) {
	r.Flush()
	title, inner := n.Child("title"), n
	if meta := n.Child("book-part-meta"); meta != nil {
		title = meta.Path("title-group", "title")
		if body := n.Child("body"); body != nil {
			inner = body
		}
	}
	named := ""
	if n.Name == "ack" {
		named = "Acknowledgements"
	}
	r.level++
	if !r.heading(r.level, title, cmp.Or(n.Child("label").Words(), n.Path("book-part-meta", "title-group", "label").Words())) && named != "" {
		r.Heading(r.level, "", func() { r.Text(named) })
	}
	r.blocks(inner)
	if back := n.Child("back"); back != nil && inner != n {
		r.blocks(back)
	}
	r.level--
}

// heading writes a title, its label before it; false where it has no words.
func (r *reader) heading(level int, title *element.Node, label string) bool {
	if title.Words() == "" && label == "" {
		return false
	}
	zone := r.Shape.Zone
	r.Heading(level, title.ID(), func() {
		r.Shape.Zone = zone
		if label != "" && !strings.HasPrefix(title.Words(), label) {
			r.Text(label + " ")
		}
		if title != nil {
			r.inlines(title)
		}
	})
	return true
}

// boxed reads what is set apart with a title of its own, one level deeper.
func (r *reader) boxed(n *element.Node) {
	r.Flush()
	title, label := n.Child("title"), n.Child("label").Words()
	if caption := n.Child("caption"); title == nil && n.Is("boxed-text") {
		title = caption.Child("title")
	}
	if n.Is("boxed-text") && r.heading(r.level+1, title, label) {
		r.level++
		defer func() { r.level-- }()
	} else if n.Is("app-group") && title != nil {
		r.heading(r.level+1, title, label)
	}
	for _, c := range n.Nodes {
		if c.Is("caption") {
			r.blocks(c)
		} else if c.Name == "" {
			r.Text(c.Text)
		} else if !r.block(c) {
			r.inline(c)
		}
	}
	r.Flush()
}

// marks of lists by their type.
func listMark(kind string, n int) string {
	switch kind {
	case "order", "ordered", "number", "arabic":
		return block.Numeral("1", n) + "."
	case "alpha-lower":
		return block.Numeral("a", n) + "."
	case "alpha-upper":
		return block.Numeral("A", n) + "."
	case "roman-lower":
		return block.Numeral("i", n) + "."
	case "roman-upper":
		return block.Numeral("I", n) + "."
	}
	return ""
}

func (r *reader) list(n *element.Node) {
	r.Flush()
	if title := n.Child("title"); title != nil {
		r.inlines(title)
		r.Flush()
	}
	r.lists++
	number := 0
	for item := range n.Children("list-item") {
		number++
		mark := cmp.Or(strings.TrimSpace(item.Child("label").Words()), listMark(n.Attr("list-type"), number))
		if strings.Trim(mark, "•–-—·*◦ ") == "" {
			mark = ""
		}
		r.item(item, mark)
	}
	r.lists--
}

// item writes one item of a list; its paragraphs are one block, what stands
// apart in it follows.
func (r *reader) item(n *element.Node, mark string) {
	shape := block.Block{Kind: block.Item, Level: r.lists, Mark: mark, Anchor: n.ID(), Zone: r.Shape.Zone}
	r.Within(shape, func() {
		for _, c := range n.Nodes {
			switch {
			case c.Is("label", "title"):
				if c.Is("title") {
					r.inlines(c)
					r.Blank()
				}
			case c.Is("p"):
				r.Blank()
				r.inlines(c)
			case c.Name == "":
				r.Text(c.Text)
			case !r.block(c):
				r.inline(c)
			}
		}
	})
}

func (r *reader) definitions(n *element.Node) {
	r.Flush()
	if title := n.Child("title"); title != nil {
		r.inlines(title)
		r.Flush()
	}
	r.lists++
	for item := range n.Children("def-item") {
		r.Within(block.Block{Kind: block.Item, Level: r.lists, Zone: r.Shape.Zone}, func() {
			for i, c := range gathered(item, "term", "def") {
				if c.Is("def") && i > 0 {
					r.Glue()
					if last := r.Last(); last != 0 && !strings.ContainsRune(":.;,", last) {
						r.Text(":")
					}
				}
				r.Blank()
				r.paragraphs(c)
			}
		})
	}
	for inner := range n.Children("def-list") {
		r.definitions(inner)
	}
	r.lists--
}

// gathered lists the children of the names.
func gathered(n *element.Node, names ...string) []*element.Node {
	var out []*element.Node
	for c := range n.Children(names...) {
		out = append(out, c)
	}
	return out
}

// paragraphs writes the words of an element with its paragraphs in one line.
func (r *reader) paragraphs(n *element.Node) {
	for _, c := range n.Nodes {
		switch {
		case c.Name == "":
			r.Text(c.Text)
		case c.Is("p", "title"):
			r.Blank()
			r.inlines(c)
			r.Blank()
		case c.Is("label"):
		case !r.block(c):
			r.inline(c)
		}
	}
}

// quote reads a quotation that is set apart, or verse.
func (r *reader) quote(n *element.Node) {
	shape := block.Block{Kind: block.Quote, Zone: r.Shape.Zone}
	if n.Is("verse-group") {
		shape.Lines = true
		if r.Shape.Kind != block.Quote && !n.Parent.Is("disp-quote") {
			shape.Kind = block.Paragraph
		}
	}
	r.Within(shape, func() {
		if title := n.Child("title"); title != nil {
			r.inlines(title)
			r.Flush()
		}
		for _, c := range n.Nodes {
			switch {
			case c.Name == "" && !shape.Lines:
				r.Text(c.Text)
			case c.Is("verse-line"):
				r.Line()
				r.inlines(c)
			case c.Is("attrib"):
				r.Flush()
				r.Text("— ")
				r.inlines(c)
			case c.Name != "" && !r.block(c):
				r.inline(c)
			}
		}
	})
}

// statement reads a theorem, a question and the like: its label and title stand
// before its first words.
func (r *reader) statement(n *element.Node) {
	r.Flush()
	head := strings.TrimSpace(n.Child("label").Words() + " " + n.Child("title").Words())
	if head != "" {
		r.Text(strings.TrimRight(head, ".:") + ". ")
	}
	for _, c := range n.Nodes {
		switch {
		case c.Name == "":
			r.Text(c.Text)
		case c.Is("p"):
			r.inlines(c)
			r.Flush()
		case !r.block(c):
			r.inline(c)
		}
	}
	r.Flush()
}

// speech reads what somebody says: the name and a colon before the words.
func (r *reader) speech(n *element.Node) {
	r.Flush()
	if name := strings.TrimRight(n.Child("speaker").Words(), " :."); name != "" {
		r.Text(name + ": ")
	}
	for _, c := range n.Nodes {
		switch {
		case c.Is("speaker"):
		case c.Is("p"):
			r.inlines(c)
			r.Flush()
		case c.Name == "":
			r.Text(c.Text)
		case !r.block(c):
			r.inline(c)
		}
	}
	r.Flush()
}

func (r *reader) code(n *element.Node) {
	r.Within(block.Block{Kind: block.Code, Zone: r.Shape.Zone}, func() {
		for t := range texts(n) {
			r.Verbatim(t)
		}
	})
}

// texts gives the texts below an element as they stand.
func texts(n *element.Node) func(func(string) bool) {
	return func(yield func(string) bool) {
		var walk func(*element.Node) bool
		walk = func(n *element.Node) bool {
			for _, c := range n.Nodes {
				if c.Name == "" && !yield(c.Text) || c.Name != "" && !walk(c) {
					return false
				}
			}
			return true
		}
		walk(n)
	}
}
