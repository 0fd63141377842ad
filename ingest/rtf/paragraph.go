package rtf

import (
	"strings"
	"unicode"

	"locus/ingest/block"
	"locus/ingest/manuscript"
)

// symbol adds a character of a font of symbols.
func (r *reader) symbol(c rune) {
	if s := manuscript.Symbol(r.fontNames[r.now.font], c); s != "" {
		r.put(s)
		return
	}
	r.omit("symbol", manuscript.Numeral(int(c), "decimal"))
}

// paragraph ends a paragraph; at the end of a text there may be none.
func (r *reader) paragraph(last bool) {
	if r.now.place != body && !last {
		return
	}
	f := r.flow()
	if f.b.Empty() {
		f.b = new(manuscript.Builder)
		f.mark, f.item = "", false
		if n := len(f.list); n > 0 && !last && !r.now.para.table && strings.TrimSpace(f.list[n-1].Text) != "" {
			f.list = append(f.list, manuscript.Paragraph{}) // an empty line
		}
		return
	}
	p := f.b.Paragraph()
	f.b = new(manuscript.Builder)
	look := r.now.para
	p.Styles = r.styles(look.style)
	p.Outline, p.Left, p.Right, p.First, p.Centered = look.outline, look.left, look.right, look.first, look.centered
	p.Contents, p.Bibliography = r.made()
	r.item(&p, f)
	if look.table && !last {
		f.cell = append(f.cell, p)
		return
	}
	r.table()
	if p.Mark == continued {
		p.Mark = ""
		if n := len(f.list); n > 0 && f.list[n-1].Kind == block.Item {
			f.list[n-1].Join(p.Block, " ")
			r.settle(f)
			return
		}
		p.Kind, p.Level = block.Paragraph, 0
	}
	f.list = append(f.list, p)
	r.settle(f)
}

// continued marks, until it is kept, a paragraph of an item that is not its first.
const continued = "\x00"

// settle keeps the notes and the text boxes of the paragraph before.
func (r *reader) settle(f *flow) {
	f.list = append(append(f.list, f.notes...), f.boxes...)
	f.notes, f.boxes = nil, nil
}

// item makes a paragraph an item where a mark is printed before it; one of a list
// without a mark goes on with the item before.
func (r *reader) item(p *manuscript.Paragraph, f *flow) {
	mark, had := strings.TrimSpace(f.mark), f.item
	f.mark, f.item = "", false
	if p.Kind != block.Paragraph || !had && !r.now.para.list {
		return
	}
	p.Listed, p.Kind, p.Level = true, block.Item, r.now.para.level+1
	switch {
	case !had:
		p.Mark = continued
	case strings.IndexFunc(mark, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) >= 0 && mark != "o":
		p.Mark = mark
	}
}

// styles lists the names of a style and of those it is based on.
func (r *reader) styles(number int) []string {
	var out []string
	for range 20 {
		if name := r.names[number]; name != "" {
			out = append(out, name)
		}
		next, ok := r.based[number]
		if !ok {
			break
		}
		number = next
	}
	return out
}

// cell ends a cell.
func (r *reader) cell() {
	f := r.flow()
	if !f.b.Empty() {
		p := f.b.Paragraph()
		p.Styles = r.styles(r.now.para.style)
		r.item(&p, f)
		f.cell = append(f.cell, p)
	}
	f.b = new(manuscript.Builder)
	f.mark, f.item = "", false
	if len(f.row.cells) < 1000 {
		f.row.cells = append(f.row.cells, f.cell)
	} else {
		f.list = append(f.list, f.cell...)
	}
	f.cell = nil
}

// row ends a row.
func (r *reader) row() {
	f := r.flow()
	if len(f.row.cells) > 0 {
		f.rows = append(f.rows, f.row)
	}
	f.row = row{}
}

// table keeps the rows read so far as a table; one of a single column only lays
// out the page, and its paragraphs are kept.
func (r *reader) table() {
	f := r.flow()
	if len(f.row.cells) > 0 {
		f.rows = append(f.rows, f.row)
	}
	if len(f.cell) > 0 {
		f.rows = append(f.rows, row{cells: [][]manuscript.Paragraph{f.cell}})
	}
	rows := f.rows
	f.row, f.rows, f.cell = row{}, nil, nil
	if len(rows) == 0 {
		return
	}
	widest := 0
	for _, w := range rows {
		widest = max(widest, len(w.cells))
	}
	level := 0
	for _, w := range rows {
		if widest < 2 {
			for _, c := range w.cells {
				for _, p := range c {
					if p.Mark == continued {
						p.Mark = ""
					}
					f.list = append(f.list, p)
				}
			}
			continue
		}
		out := manuscript.Paragraph{Block: block.Block{Kind: block.Row}}
		for _, c := range w.cells {
			for k := range c {
				c[k].Mark = strings.TrimPrefix(c[k].Mark, continued)
			}
			manuscript.AddCell(&out.Block, manuscript.Joined(c))
		}
		if strings.TrimSpace(out.Text) != "" {
			level++
			out.Level, out.Head = level, w.head && len(rows) > 1
			f.list = append(f.list, out)
		}
	}
	r.settle(f)
}
