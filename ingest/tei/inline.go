package tei

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"locus/ingest/block"
	"locus/ingest/element"
)

// inlines writes what stands in a line. An element that stands apart ends the
// block that is being written.
func (r *reader) inlines(n *element.Node) {
	for i := 0; i < len(n.Nodes); i++ {
		c := n.Nodes[i]
		switch {
		case c.Name == "":
			r.Text(c.Text)
		case c.Is("l") && !r.Shape.Lines:
			i += r.lines(n.Nodes[i:])
		case !r.block(c):
			r.inline(c)
		}
	}
}

// inline writes an element that stands in a line.
func (r *reader) inline(n *element.Node) {
	start := r.Len()
	switch n.Name {
	case "pb":
		if n.Attr("ed")+n.Attr("edRef") == r.print {
			r.page(n.Attr("n"))
		}
	case "milestone":
		if n.Attr("unit") == "page" {
			r.page(n.Attr("n"))
		} else {
			r.Blank()
		}
	case "lb":
		r.lineEnd(n)
	case "gap":
		r.Text("[…]")
	case "choice", "subst":
		r.choose(n)
	case "del", "surplus":
		r.Omit("deleted", n.Words())
	case "supplied":
		r.Text("[")
		r.inlines(n)
		r.Glue()
		r.Text("]")
	case "hi", "emph", "foreign", "title", "mentioned", "term", "bibl":
		r.inlines(n)
		if italic(n) && start <= r.Len() {
			r.Italic(start)
		} else if strings.Contains(n.Attr("rend"), "bold") && start <= r.Len() {
			r.Bold(start)
		}
	case "q", "quote", "said", "soCalled":
		r.quoted(n)
	case "ref", "ptr", "anchor":
		r.reference(n)
	case "note":
		r.note(n)
	case "stage":
		r.staged(n)
	case "graphic", "media", "figDesc":
		r.Omit("picture", n.Words())
	default:
		r.inlines(n)
	}
}

// page notes that a page begins. A label is printed without the brackets in which
// editors put numbers.
func (r *reader) page(label string) {
	label = strings.Trim(strings.TrimSpace(label), "[]")
	for _, p := range []string{"page ", "pp. ", "p. ", "pg. ", "p."} {
		label = strings.TrimPrefix(label, p)
	}
	r.StartPage(block.PageStart{Label: strings.TrimSpace(label)})
}

// lineEnd is where a line of the print ends: a blank, or nothing within a word. A
// hyphen before it is left to be judged with those of other formats.
func (r *reader) lineEnd(n *element.Node) {
	hyphen := r.Last() == '-'
	switch {
	case n.Attr("break") == "no" && !hyphen:
		r.Glue()
	case hyphen && !r.Shape.Lines:
		r.Line()
	default:
		r.Blank()
	}
}

// choose writes what the editor gives for what stands in the print, and tells it.
func (r *reader) choose(n *element.Node) {
	for _, pair := range [][2]string{{"corr", "sic"}, {"expan", "abbr"}, {"reg", "orig"}, {"add", "del"}} {
		now, was := n.Child(pair[0]), n.Child(pair[1])
		if now == nil || was == nil {
			continue
		}
		if n.Is("subst") {
			r.Omit("deleted", was.Words())
			r.inlines(now)
			return
		}
		r.Text("") // the blank before belongs to no repair
		start := r.Len()
		r.inlines(now)
		if start <= r.Len() && was.Words() != now.Words() {
			r.Repair(start, was.Words(), "given by the editor of the file")
		}
		return
	}
	for c := range n.Children() {
		r.inlines(c)
		return
	}
}

// italic reports whether words are printed in italics, as titles of books and
// journals are where nothing else is said.
func italic(n *element.Node) bool {
	rend := n.Attr("rend") + n.Attr("rendition")
	switch {
	case strings.Contains(rend, "ital"), rend == "i", rend == "#i":
		return true
	case rend != "":
		return false
	}
	level := n.Attr("level")
	return n.Is("emph") || n.Is("title") && (level == "m" || level == "j" || level == "s")
}

// quoted writes a quotation within a line, in quotation marks where the file has
// not typed them.
func (r *reader) quoted(n *element.Node) {
	text := n.Words()
	before := r.Last()
	first, _ := utf8.DecodeRuneInString(text)
	const signs = "\"'“”‘’«»„‚—–"
	if text == "" || strings.ContainsRune(signs, before) && before > 0 || strings.ContainsRune(signs, first) {
		r.inlines(n)
		return
	}
	open, shut := "“", "”"
	if n.Is("soCalled") {
		open, shut = "‘", "’"
	}
	r.Text(open)
	r.inlines(n)
	r.Glue()
	r.Text(shut)
}

// staged writes a stage direction in a line, in brackets where it has none.
func (r *reader) staged(n *element.Node) {
	text := n.Words("note")
	if strings.HasPrefix(text, "(") || strings.HasPrefix(text, "[") || r.Empty() {
		r.inlines(n)
		return
	}
	r.Text("(")
	r.inlines(n)
	r.Glue()
	r.Text(")")
}

// reference writes what points elsewhere: a note's call, a citation of an entry,
// else its words.
func (r *reader) reference(n *element.Node) {
	to := target(n)
	if note := cmp.Or(r.calls[n.ID()], r.calls[to]); note != "" && r.ids[note].Is("note") && !n.Is("note") {
		mark := cmp.Or(strings.Trim(n.Words(), "[]()* "), r.ids[note].Attr("n"))
		r.Call(mark, note)
		return
	}
	start := r.Len()
	r.inlines(n)
	var items []block.CiteItem
	for t := range strings.FieldsSeq(n.Attr("target")) {
		if id, ok := strings.CutPrefix(t, "#"); ok && r.ids[id].Is("bibl", "biblStruct", "biblFull") {
			items = append(items, block.CiteItem{Key: id})
		}
	}
	if start <= r.Len() {
		r.Cite(start, items)
	}
}

// note writes a note: where it stands, it is called, unless something else in the
// file calls it; then it is a block of its own.
func (r *reader) note(n *element.Node) {
	mark := strings.Trim(n.Attr("n"), "[]() ")
	if n.Words() == "" {
		return
	}
	if place := n.Attr("place"); place == "inline" || place == "interlinear" {
		r.inlines(n)
		return
	}
	if r.calls[n.ID()] != "" || r.Empty() && n.Parent.Is("div", "body", "back", "text", "noteGrp", "div1", "div2", "div3") {
		r.Flush()
		note := r.Inner(func() { r.blocks(n) })
		note.Kind, note.Mark, note.Anchor, note.Whole = block.Note, mark, n.ID(), false
		if r.calls[n.ID()] == "" {
			note.Kind, note.Whole, note.Mark = block.Paragraph, true, ""
		}
		if note.Text != "" {
			r.Page.Blocks = append(r.Page.Blocks, note)
		}
		return
	}
	r.Note(mark, n.ID(), func() { r.blocks(n) })
}
