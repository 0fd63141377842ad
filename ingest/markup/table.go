package markup

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"locus/ingest/block"
)

// table walks a table: its caption, then one block a row. A table that only
// lays out the page (one that holds headings, lists or tables, or has one
// column) is walked as the blocks that it holds.
func (w *walker) table(n *html.Node) {
	rows := rowsOf(n)
	if layout(n, rows) {
		w.children(n)
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			w.node(c)
		}
	}
	flat := hasAttr(n, "data-flat")
	for i, tr := range rows {
		b := block.Block{Kind: block.Row, Head: headRow(tr), Flat: flat, Level: i + 1, Pages: w.cur.Pages}
		for c := tr.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
				continue
			}
			cell, calls := w.cell(c)
			shift := len(strings.Join(b.Cells, "\t"))
			if len(b.Cells) > 0 {
				shift++
			}
			for _, call := range calls {
				call.At += shift
				b.Calls = append(b.Calls, call)
			}
			b.Cells = append(b.Cells, cell)
		}
		b.Text = strings.Join(b.Cells, "\t")
		if strings.TrimSpace(b.Text) != "" {
			w.page.Blocks = append(w.page.Blocks, b)
			w.cur.Pages = nil
		}
	}
}

// cell reads a cell as one line of text with the note calls in it.
func (w *walker) cell(n *html.Node) (string, []block.Call) {
	var page block.Page
	inner := newWalker(&page, false)
	inner.notes, inner.entries = w.notes, w.entries
	inner.children(n)
	inner.flush()
	w.page.Omitted = append(w.page.Omitted, page.Omitted...)
	var out block.Block
	for _, b := range page.Blocks {
		text := b.Text
		if b.Mark != "" {
			b.Text = b.Mark + " " + text
		}
		if out.Text == "" {
			out = b
			continue
		}
		out.Join(b, " ")
	}
	var changes []block.Change
	for i := range len(out.Text) {
		if out.Text[i] == '\n' || out.Text[i] == '\t' {
			changes = append(changes, block.Change{From: i, To: i + 1, With: " "})
		}
	}
	out.Edit(changes)
	return out.Text, out.Calls
}

// rowsOf lists the rows of a table, not those of tables within it.
func rowsOf(n *html.Node) []*html.Node {
	var out []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tr:
			out = append(out, c)
		case atom.Thead, atom.Tbody, atom.Tfoot:
			out = append(out, rowsOf(c)...)
		}
	}
	return out
}

func layout(n *html.Node, rows []*html.Node) bool {
	if attr(n, "role") == "presentation" {
		return true
	}
	cells := 0
	for _, tr := range rows {
		in := 0
		for c := tr.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				in++
			}
		}
		cells = max(cells, in)
	}
	if cells < 2 {
		return true
	}
	for d := range n.Descendants() {
		switch d.DataAtom {
		case atom.Table, atom.H1, atom.H2, atom.H3, atom.Blockquote, atom.Article, atom.Form:
			return true
		}
	}
	return false
}

func headRow(tr *html.Node) bool {
	if tr.Parent != nil && tr.Parent.DataAtom == atom.Thead {
		return true
	}
	heads := 0
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td {
			return false
		}
		if c.DataAtom == atom.Th {
			heads++
		}
	}
	return heads > 0
}
