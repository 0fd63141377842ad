package jats

import (
	"strings"

	"locus/ingest/block"
	"locus/ingest/element"
)

// caption writes the label and the caption of a figure or a table as one block.
func (r *reader) caption(n *element.Node) {
	r.Within(block.Block{Kind: block.Caption, Anchor: n.ID(), Zone: r.Shape.Zone}, func() {
		if label := n.Child("label").Words(); label != "" {
			r.Text(label)
			if !strings.HasSuffix(label, ".") && !strings.HasSuffix(label, ":") {
				r.Text(".")
			}
			r.Blank()
		}
		caption := n.Child("caption")
		if caption == nil {
			return
		}
		for _, c := range caption.Nodes {
			switch {
			case c.Name == "":
				r.Text(c.Text)
			case c.Is("title", "p"):
				r.Blank()
				r.inlines(c)
				if last := r.Last(); c.Is("title") && last != 0 && !strings.ContainsRune(".:?!", last) {
					r.Glue()
					r.Text(".")
				}
				r.Blank()
			case !r.block(c):
				r.inline(c)
			}
		}
	})
}

// figure reads a figure, or whatever is no text but has a caption.
func (r *reader) figure(n *element.Node) {
	r.Flush()
	r.caption(n)
	for c := range n.Children("p", "fig", "disp-quote", "list", "table-wrap", "media", "graphic", "attrib") {
		if c.Is("attrib") {
			r.inlines(c)
			r.Flush()
			continue
		}
		r.block(c)
	}
	for c := range n.Children("alternatives") {
		if table := c.Child("table"); table != nil {
			r.table(table)
		}
	}
}

// table reads a table: its caption, its rows, what stands at its foot.
func (r *reader) table(n *element.Node) {
	r.Flush()
	if !n.Is("table") {
		r.caption(n)
	}
	tables := gathered(n, "table")
	if a := n.Child("alternatives"); a != nil {
		tables = append(tables, gathered(a, "table")...)
	}
	if n.Is("table") {
		tables = []*element.Node{n}
	}
	row := 0
	for _, t := range tables {
		for tr := range t.All("tr") {
			row++
			r.row(tr, row)
		}
	}
	if len(tables) == 0 {
		for c := range n.Children() {
			if !c.Is("label", "caption", "table-wrap-foot", "graphic", "object-id", "alternatives", "alt-text") {
				r.block(c)
			}
		}
	}
	if foot := n.Child("table-wrap-foot"); foot != nil {
		r.blocks(foot)
	}
}

func (r *reader) row(tr *element.Node, level int) {
	head := tr.Parent.Is("thead")
	var cells []block.Block
	for cell := range tr.Children("td", "th") {
		cells = append(cells, r.Inner(func() { r.blocks(cell) }))
	}
	if !head && len(cells) > 0 && tr.Child("td") == nil {
		head = true
	}
	r.Row(level, head, cells)
}

// footnotes reads the notes at the end of an article: those that the text calls
// become notes, the rest paragraphs.
func (r *reader) footnotes(n *element.Node) {
	r.Flush()
	r.heading(r.level+1, n.Child("title"), "")
	for fn := range n.Children("fn", "p") {
		if fn.Is("p") {
			r.inlines(fn)
			r.Flush()
			continue
		}
		r.footnote(fn)
	}
}

// footnote reads a note. In the midst of a line it is called there.
func (r *reader) footnote(n *element.Node) {
	mark := strings.Trim(n.Child("label").Words(), "[]().: ")
	if mark == "" {
		mark = n.Attr("symbol")
	}
	if !r.Empty() && !r.called[n.ID()] {
		r.Note(mark, n.ID(), func() { r.noteWords(n) })
		return
	}
	r.Flush()
	note := r.Inner(func() { r.noteWords(n) })
	if note.Text == "" {
		return
	}
	note.Kind, note.Mark, note.Anchor, note.Whole = block.Note, mark, n.ID(), false
	if !r.called[n.ID()] {
		note.Kind, note.Mark, note.Zone = block.Paragraph, "", r.Shape.Zone
		if mark != "" {
			prefixed := block.Block{Text: mark, Zone: note.Zone, Anchor: note.Anchor}
			prefixed.Join(note, " ")
			note = prefixed
		}
	}
	r.Page.Blocks = append(r.Page.Blocks, note)
}

func (r *reader) noteWords(n *element.Node) {
	for _, c := range n.Nodes {
		switch {
		case c.Is("label"):
		case c.Name == "":
			r.Text(c.Text)
		case !r.block(c):
			r.inline(c)
		}
	}
}

// formula writes a displayed formula as a paragraph of its own, or in the line
// that it stands in.
func (r *reader) formula(n *element.Node) {
	text := formulaText(n)
	if text == "" {
		r.Omit("formula", "a picture")
		return
	}
	if label := n.Child("label").Words(); label != "" {
		text += " " + label
	}
	r.Blank()
	r.Text(text)
	r.Blank()
}
