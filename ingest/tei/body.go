package tei

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"locus/ingest/block"
	"locus/ingest/element"
)

// blocks reads what stands in a container. Words that stand bare in it make a
// paragraph, and so do lines of verse in a row.
func (r *reader) blocks(n *element.Node) {
	nodes := n.Nodes
	for i := 0; i < len(nodes); i++ {
		c := nodes[i]
		switch {
		case c.Name == "":
			r.Text(c.Text)
		case c.Is("head") && !n.Is("list", "listBibl", "figure", "table", "lg"):
			i += r.heads(nodes[i:])
		case c.Is("l"):
			i += r.lines(nodes[i:])
		case !r.block(c):
			r.inline(c)
		}
	}
	r.Flush()
}

// block reads an element that stands apart; false for one that stands in a line.
func (r *reader) block(n *element.Node) bool {
	switch n.Name {
	case "div", "div0", "div1", "div2", "div3", "div4", "div5", "div6", "div7":
		r.division(n)
	case "front", "body", "back", "group", "text", "floatingText", "argument", "set", "performance", "prologue", "epilogue":
		r.Flush()
		r.blocks(n)
	case "titlePage":
		r.titlePage(n)
	case "p", "ab", "trailer", "opener", "closer", "salute", "signed", "dateline", "byline", "postscript", "castItem", "person", "docTitle", "docAuthor", "docImprint", "docEdition", "docDate", "titlePart", "imprimatur":
		r.paragraph(n)
	case "lg":
		r.stanza(n)
	case "sp", "u":
		r.speech(n)
	case "list", "castList", "listPerson":
		r.list(n)
	case "quote", "q", "cit", "said":
		return r.quotation(n)
	case "epigraph":
		r.Within(block.Block{Kind: block.Quote}, func() { r.blocks(n) })
	case "table":
		r.table(n)
	case "figure":
		r.figure(n)
	case "listBibl":
		r.bibliography(n)
	case "biblStruct", "biblFull":
		r.entry(n)
	case "note":
		r.note(n)
	case "fw", "teiHeader", "facsimile", "interpGrp", "spanGrp", "index", "noteGrp":
		if n.Is("noteGrp") {
			r.blocks(n)
			return true
		}
		r.Omit(map[string]string{"fw": "running head"}[n.Name], n.Words())
	case "stage":
		if !r.Empty() || n.Parent.Is("p", "l", "ab", "speaker", "head") {
			return false
		}
		r.paragraph(n)
	default:
		return false
	}
	return true
}

// division reads a division one level deeper; a title page is front.
func (r *reader) division(n *element.Node) {
	r.Flush()
	switch strings.ToLower(n.Attr("type")) {
	case "titlepage", "title_page", "title-page", "half-title", "halftitle":
		r.titlePage(n)
		return
	case "toc", "contents", "table_of_contents":
		r.Omit("table of contents", n.Words())
		return
	case "references", "bibliography":
		if n.Find("listBibl") == nil && n.Find("bibl", "biblStruct") != nil {
			r.bibliography(n)
			return
		}
	case "abstract":
		r.Shape.Zone = block.Abstract
		defer func() { r.Shape.Zone = block.Body }()
	}
	r.level++
	r.blocks(n)
	r.level--
}

func (r *reader) titlePage(n *element.Node) {
	r.Within(block.Block{Zone: block.Front}, func() { r.blocks(n) })
}

// heads writes the heads that stand in a row as one heading, and says how many
// nodes after the first it took.
func (r *reader) heads(nodes []*element.Node) int {
	last := 0
	r.Heading(r.level, "", func() {
		for i, c := range nodes {
			switch {
			case c.Name == "" && strings.TrimSpace(c.Text) == "", c.Is("lb"):
			case c.Is("pb"):
				r.inline(c)
			case c.Is("head"):
				r.Blank()
				r.inlines(c)
				last = i
			default:
				return
			}
		}
	})
	return last
}

// paragraph writes an element as a paragraph; what stands apart in it parts it.
func (r *reader) paragraph(n *element.Node) {
	r.Flush()
	r.inlines(n)
	r.Flush()
}

// longLine is the number of characters from which a "line" is a paragraph of
// prose, as translations of plays number them.
const longLine = 120

// lines writes lines that stand in a row as one paragraph whose lines stay, long
// ones as paragraphs; it says how many nodes after the first it took.
func (r *reader) lines(nodes []*element.Node) int {
	last := 0
	r.Flush()
	for i, c := range nodes {
		if c.Name == "" && strings.TrimSpace(c.Text) == "" {
			continue
		}
		if !c.Is("l", "pb", "lb", "milestone", "gap", "cb") {
			break
		}
		last = i
		r.line(c)
	}
	r.endLines()
	return last
}

// line writes one line of verse, or what may stand between two.
func (r *reader) line(n *element.Node) {
	switch {
	case !n.Is("l"):
		if !n.Is("lb") {
			r.inline(n)
		}
	case utf8.RuneCountInString(n.Words("note")) > longLine:
		r.endLines()
		r.inlines(n)
		r.endLines()
	default:
		if strings.ContainsAny(n.Attr("part"), "MF") && !r.Empty() {
			r.Blank()
		} else {
			r.Line()
		}
		r.Shape.Lines = true
		r.inlines(n)
	}
}

func (r *reader) endLines() {
	r.Flush()
	r.Shape.Lines = false
}

// stanza writes a group of lines; groups within it are blocks of their own.
func (r *reader) stanza(n *element.Node) {
	if !r.Shape.Lines {
		r.Flush()
	}
	for i := 0; i < len(n.Nodes); i++ {
		switch c := n.Nodes[i]; {
		case c.Is("head", "trailer"):
			r.endLines()
			r.inlines(c)
			r.endLines()
		case c.Is("lg"):
			r.endLines()
			r.stanza(c)
		case c.Is("l"):
			r.line(c)
		case c.Name == "":
			r.Text(c.Text)
		case !r.block(c):
			r.inline(c)
		}
	}
	r.endLines()
}

// speech writes what somebody says: the name and a colon before the words.
func (r *reader) speech(n *element.Node) {
	r.Flush()
	speaker := n.Child("speaker")
	if name := strings.TrimRight(speaker.Words("note"), " .:,"); name != "" {
		r.Text(name + ": ")
	} else if who := n.Attr("who"); n.Is("u") && who != "" {
		r.Text(strings.TrimPrefix(who, "#") + ": ")
	}
	for note := range speaker.Children("note") {
		r.note(note)
	}
	for i := 0; i < len(n.Nodes); i++ {
		switch c := n.Nodes[i]; {
		case c.Is("speaker"):
		case c.Is("p", "ab"):
			r.Blank()
			r.inlines(c)
			r.Flush()
		case c.Is("l"):
			r.Blank()
			if utf8.RuneCountInString(c.Words("note")) <= longLine && i > 0 && r.Shape.Lines {
				r.Line()
			}
			r.Shape.Lines = true
			r.inlines(c)
		case c.Is("stage"):
			r.Blank()
			r.inline(c)
			r.Blank()
		case c.Name == "":
			r.Text(c.Text)
		case !r.block(c):
			r.inline(c)
		}
	}
	r.endLines()
}

func (r *reader) list(n *element.Node) {
	r.Flush()
	if head := n.Child("head"); head != nil {
		r.paragraph(head)
	}
	r.lists++
	number, label := 0, ""
	for c := range n.Children() {
		switch c.Name {
		case "head":
		case "label":
			label = c.Words()
		case "item", "castItem", "person", "castGroup", "listPerson", "figure":
			if c.Is("castGroup", "listPerson") {
				r.list(c)
				continue
			}
			number++
			mark := ""
			if kind := n.Attr("type") + n.Attr("rend"); strings.Contains(kind, "ordered") && !strings.Contains(kind, "unordered") || strings.Contains(kind, "numbered") {
				mark = cmp.Or(c.Attr("n"), block.Numeral("1", number)) + "."
			}
			r.item(c, cmp.Or(label, mark))
			label = ""
		default:
			if !r.block(c) {
				r.inline(c)
				r.Flush()
			}
		}
	}
	r.lists--
}

func (r *reader) item(n *element.Node, mark string) {
	r.Within(block.Block{Kind: block.Item, Level: r.lists, Mark: mark, Anchor: n.ID(), Zone: r.Shape.Zone}, func() {
		for _, c := range n.Nodes {
			switch {
			case c.Name == "":
				r.Text(c.Text)
			case c.Is("p", "ab", "label"):
				r.Blank()
				r.inlines(c)
				r.Blank()
			case !r.block(c):
				r.inline(c)
			}
		}
	})
}

// quotation writes a quotation that stands apart as one; within a line it is
// left to inline.
func (r *reader) quotation(n *element.Node) bool {
	apart := n.Child("p", "lg", "l", "quote", "ab", "sp", "floatingText", "div") != nil && !n.Is("said") || strings.Contains(n.Attr("rend")+n.Attr("rendition"), "block")
	if !apart && (!r.Empty() || n.Parent.Is("p", "l", "ab", "cit", "q", "item", "note", "cell")) {
		return false
	}
	zone := r.Shape.Zone
	r.Within(block.Block{Kind: block.Quote, Zone: zone}, func() {
		if n.Is("cit") {
			for c := range n.Children() {
				if !r.block(c) {
					r.inlines(c)
				}
				r.Flush()
			}
			return
		}
		r.blocks(n)
	})
	return true
}

func (r *reader) table(n *element.Node) {
	r.Flush()
	if head := n.Child("head"); head != nil {
		r.Within(block.Block{Kind: block.Caption}, func() { r.inlines(head) })
	}
	level := 0
	for row := range n.Children("row") {
		level++
		var cells []block.Block
		for cell := range row.Children("cell") {
			cells = append(cells, r.Inner(func() { r.blocks(cell) }))
		}
		r.Row(level, row.Attr("role") == "label", cells)
	}
	if level == 0 {
		r.blocks(n)
	}
}

// figure writes what a figure says: its head, label and description as one
// caption, then what stands in it.
func (r *reader) figure(n *element.Node) {
	r.Flush()
	described := n.Find("p", "table") == nil || n.Find("table") != nil
	r.Within(block.Block{Kind: block.Caption, Anchor: n.ID()}, func() {
		for c := range n.Children("label", "head", "figDesc") {
			if c.Is("figDesc") && !described {
				r.Omit("picture", c.Words())
				continue
			}
			r.Blank()
			r.inlines(c)
			r.Blank()
		}
	})
	for _, c := range n.Nodes {
		switch {
		case c.Name == "":
			r.Text(c.Text)
		case c.Is("label", "head", "figDesc", "graphic"):
		case !r.block(c):
			r.inline(c)
		}
	}
	r.Flush()
}
