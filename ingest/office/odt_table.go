package office

import (
	"strings"

	"locus/ingest/block"
	"locus/ingest/manuscript"
)

// table reads a table as rows, or, where it only lays out the page, as the
// paragraphs that it holds.
func (o *odt) table(n *node) {
	nest := o.nest
	o.nest = nil // the paragraphs of a table in an item are no items
	defer func() { o.nest = nest }()
	rows := odtRows(n, false)
	if o.layout(rows) {
		for _, r := range rows {
			for _, c := range r.cells.kids {
				if c.name == "table:table-cell" {
					o.blocks(c)
				}
			}
		}
		return
	}
	o.cells++
	var out []manuscript.Paragraph
	for _, r := range rows {
		row := manuscript.Paragraph{Block: block.Block{Kind: block.Row}}
		for _, c := range r.cells.kids {
			if c.name != "table:table-cell" && c.name != "table:covered-table-cell" {
				continue
			}
			cell := manuscript.Joined(o.aside(func() { o.blocks(c) }))
			for range min(max(number(c.attr("table:number-columns-repeated"), 1), 1), 64) {
				manuscript.AddCell(&row.Block, cell)
			}
		}
		row.Head, row.Level = r.head, len(out)+1
		if strings.TrimSpace(row.Text) != "" {
			out = append(out, row)
		}
	}
	if len(out) == 1 {
		out[0].Head = false
	}
	o.list = append(o.list, out...)
	if o.cells--; o.cells == 0 {
		o.settle(o.box)
	}
}

// odtRow is a row of a table; head says that it stands among those that are
// repeated on each page.
type odtRow struct {
	cells *node
	head  bool
}

func odtRows(n *node, head bool) []odtRow {
	var out []odtRow
	for _, k := range n.kids {
		switch k.name {
		case "table:table-row":
			out = append(out, odtRow{k, head})
		case "table:table-header-rows":
			out = append(out, odtRows(k, true)...)
		case "table:table-rows", "table:table-row-group":
			out = append(out, odtRows(k, head)...)
		}
	}
	return out
}

// layout reports whether a table only lays out the page: it has one column, or
// tables or headings in it.
func (o *odt) layout(rows []odtRow) bool {
	widest := 0
	for _, r := range rows {
		n := 0
		for _, c := range r.cells.kids {
			if c.name == "table:table-cell" || c.name == "table:covered-table-cell" {
				n++
			}
			if c.find("table:table") != nil || c.find("text:h") != nil {
				return true
			}
		}
		widest = max(widest, n)
	}
	return widest < 2
}
