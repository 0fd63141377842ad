package jats

import (
	"strings"

	"locus/ingest/block"
	"locus/ingest/element"
)

// inlines writes what stands in a line. An element that stands apart ends the
// block that is being written; what follows it is a block of the same shape.
func (r *reader) inlines(n *element.Node) {
	nodes := n.Nodes
	for i := 0; i < len(nodes); i++ {
		c := nodes[i]
		switch {
		case c.Name == "":
			r.Text(c.Text)
		case c.Is("xref") && c.Attr("ref-type") == "bibr":
			i += r.cite(nodes[i:], false)
		case c.Is("sup") && citesOnly(c):
			r.raised(c)
		case c.Is("fn"):
			r.footnote(c)
		case !r.block(c):
			r.inline(c)
		}
	}
}

// inline writes an element that stands in a line.
func (r *reader) inline(n *element.Node) {
	start := r.Len()
	switch n.Name {
	case "italic", "roman":
		r.inlines(n)
		if n.Is("italic") && start <= r.Len() {
			r.Italic(start)
		}
	case "bold":
		r.inlines(n)
		if start <= r.Len() {
			r.Bold(start)
		}
	case "monospace":
		r.inlines(n)
		if start <= r.Len() {
			r.Builder.Code(start)
		}
	case "sup":
		r.sup(n)
	case "break":
		r.Line()
	case "xref":
		r.xref(n)
	case "inline-formula", "math", "tex-math":
		r.Text(formulaText(n))
	case "inline-graphic", "graphic", "private-char", "alternatives":
		r.Omit("picture", n.Words())
	case "object-id", "alt-text", "long-desc", "index-term", "target":
		if n.Is("target") {
			r.inlines(n)
		}
	case "contrib":
		r.Text(n.Child("name", "string-name", "collab").Words())
	default:
		r.inlines(n)
	}
}

// sup writes raised words: a note's call where nothing but signs of one stands
// there, else the words.
func (r *reader) sup(n *element.Node) {
	text := n.Words()
	if n.Child("xref") != nil {
		for _, c := range n.Nodes {
			if c.Is("xref") {
				r.xref(c)
			} else if strings.Trim(c.Text, " ,;–-") != "" {
				r.Text(c.Text)
			}
		}
		return
	}
	last := r.Last()
	if strings.Trim(text, "0123456789+-−") == "" && text != "" && (last >= '0' && last <= '9' || strings.ContainsAny(text, "+-−")) {
		r.Glue()
		r.Text(raisedSigns(text)) // an exponent
		return
	}
	r.inlines(n)
}

func raisedSigns(s string) string {
	return strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "+", "⁺", "-", "⁻", "−", "⁻").Replace(s)
}

// xref writes what points to another place of the article.
func (r *reader) xref(n *element.Node) {
	id := n.Attr("rid")
	if note := r.notes[id]; note != nil && !within(note, r.root, "author-notes") {
		mark := strings.Trim(n.Words(), "[]() ")
		if within(note, r.root, "fn-group", "table-wrap-foot") {
			r.Call(mark, id)
			return
		}
		r.Call(mark, id)
		return
	}
	switch n.Attr("ref-type") {
	case "bibr":
		r.cite([]*element.Node{n}, false)
	case "aff", "corresp", "author-notes":
	default:
		r.inlines(n)
	}
}

// citesOnly reports whether raised words are nothing but citations.
func citesOnly(n *element.Node) bool {
	found := false
	for _, c := range n.Nodes {
		switch {
		case c.Name == "" && strings.Trim(c.Text, " ,;–—-‒−[]()\u00A0\n\t") == "":
		case c.Is("xref") && c.Attr("ref-type") == "bibr":
			found = true
		default:
			return false
		}
	}
	return found
}

// raised writes raised numbers that cite in brackets, behind a blank.
func (r *reader) raised(n *element.Node) {
	r.Blank()
	bracketed := strings.HasPrefix(n.Words(), "[") || strings.HasPrefix(n.Words(), "(")
	if !bracketed {
		r.Text("[")
	}
	nodes := n.Nodes
	for i := 0; i < len(nodes); i++ {
		if nodes[i].Name == "" {
			r.Text(nodes[i].Text)
		} else {
			i += r.cite(nodes[i:], true)
		}
	}
	r.Glue()
	if !bracketed {
		r.Text("]")
	}
}

// cite writes the citation with which nodes begin, and says how many nodes after
// the first it took: where a dash alone parts it from the next one, both ends and
// what stands between them in the list are one citation.
func (r *reader) cite(nodes []*element.Node, raised bool) int {
	start := r.Len()
	ids := strings.Fields(nodes[0].Attr("rid"))
	words := func(n *element.Node) {
		if raised || n.Child("sup") != nil && r.Len() == start {
			r.Text(n.Words())
			return
		}
		for _, c := range n.Nodes {
			if c.Name == "" {
				r.Text(c.Text)
			} else {
				r.inline(c)
			}
		}
	}
	words(nodes[0])
	took := 0
	if len(nodes) >= 3 && nodes[1].Name == "" && isDash(nodes[1].Text) && nodes[2].Is("xref") && nodes[2].Attr("ref-type") == "bibr" {
		if last := strings.Fields(nodes[2].Attr("rid")); len(ids) > 0 && len(last) > 0 {
			from, to := r.refs[ids[len(ids)-1]], r.refs[last[0]]
			if from > 0 && to > from && to-from < 100 {
				ids = append(ids, r.order[from:to-1]...)
				ids = append(ids, last...)
				r.Text(nodes[1].Text)
				words(nodes[2])
				took = 2
			}
		}
	}
	var items []block.CiteItem
	for _, id := range ids {
		items = append(items, block.CiteItem{Key: id})
	}
	if start <= r.Len() {
		r.Cite(start, items)
	}
	return took
}

func isDash(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && strings.Trim(s, "-–—‒−") == ""
}
