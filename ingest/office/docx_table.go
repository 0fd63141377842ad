package office

import (
	"strconv"
	"strings"

	"locus/ingest/block"
	"locus/ingest/manuscript"
)

// table reads a table as rows. One that only lays out the page (of one column,
// or with tables or headings in it) is read as the paragraphs that it holds.
func (d *docx) table(n *node) {
	if d.layout(n) {
		for _, c := range cellsBelow(n) {
			d.blocks(c)
			d.flush()
		}
		return
	}
	d.cells++
	var rows []manuscript.Paragraph
	styled := firstRowStyled(n)
	for _, tr := range rowsBelow(n) {
		props := tr.child("w:trPr")
		if props.child("w:del") != nil {
			d.omit("tracked deletion", spaced(tr))
			continue
		}
		row := d.row(tr)
		row.Head = props.child("w:tblHeader") != nil && toggle(props.child("w:tblHeader")) == on || styled && len(rows) == 0
		row.Level = len(rows) + 1
		if strings.TrimSpace(row.Text) != "" {
			rows = append(rows, row)
		}
	}
	if len(rows) == 1 {
		rows[0].Head = false
	}
	d.list = append(d.list, rows...)
	if d.cells--; d.cells == 0 {
		d.after()
	}
}

// row reads a row: a cell that spans columns is followed by empty ones, one that
// goes on from the row above is empty.
func (d *docx) row(tr *node) manuscript.Paragraph {
	var row manuscript.Paragraph
	row.Kind = block.Row
	for _, tc := range cellsBelow(tr) {
		props := tc.child("w:tcPr")
		cell := manuscript.Joined(d.apart(func() { d.blocks(tc) }))
		if m := props.child("w:vMerge"); m != nil && m.attr("w:val") != "restart" {
			cell = block.Block{}
		}
		manuscript.AddCell(&row.Block, cell)
		if v, err := strconv.Atoi(props.child("w:gridSpan").attr("w:val")); err == nil {
			for range min(v, 64) - 1 {
				manuscript.AddCell(&row.Block, block.Block{})
			}
		}
	}
	return row
}

// rowsBelow lists the rows of a table, those within controls and changes too.
func rowsBelow(n *node) []*node { return below(n, "w:tr") }

// cellsBelow lists the cells of a row, or of all rows of a table.
func cellsBelow(n *node) []*node { return below(n, "w:tc") }

// below lists the elements of a name below n, but not those in other such ones.
func below(n *node, name string) []*node {
	var out []*node
	for _, k := range n.kids {
		switch k.name {
		case name:
			out = append(out, k)
		case "w:tr", "w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo":
			out = append(out, below(k, name)...)
		}
	}
	return out
}

// layout reports whether a table only lays out the page.
func (d *docx) layout(n *node) bool {
	widest := 0
	for _, tr := range rowsBelow(n) {
		filled := 0
		for _, tc := range cellsBelow(tr) {
			filled++
			if tc.find("w:tbl") != nil || d.headed(tc) {
				return true
			}
		}
		widest = max(widest, filled)
	}
	return widest < 2
}

// headed reports whether a paragraph of a cell has the style of a heading and
// text follows in the cell.
func (d *docx) headed(tc *node) bool {
	for i, p := range tc.kids {
		if p.name != "w:p" || i+1 == len(tc.kids) {
			continue
		}
		_, look, _ := d.styles.resolve(p.child("w:pPr").child("w:pStyle").attr("w:val"))
		if look.outline != nil && *look.outline < 9 {
			return true
		}
	}
	return false
}

// firstRowStyled reports whether a table has a style of the file's own that sets
// its first row off.
func firstRowStyled(n *node) bool {
	props := n.child("w:tblPr")
	switch props.child("w:tblStyle").attr("w:val") {
	case "", "TableGrid", "TableNormal":
		return false
	}
	l := props.child("w:tblLook")
	if v := l.attr("w:firstRow"); v != "" {
		return v == "1" || v == "true"
	}
	bits, err := strconv.ParseUint(l.attr("w:val"), 16, 32)
	return err == nil && bits&0x20 != 0
}
