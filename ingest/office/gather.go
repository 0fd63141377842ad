package office

import (
	"strings"

	"locus/ingest/block"
	"locus/ingest/manuscript"
)

// gather holds what is read of a file so far.
type gather struct {
	out     manuscript.Document
	list    []manuscript.Paragraph // paragraphs so far
	pending []manuscript.Paragraph // notes that wait for the end of what calls them
	boxes   []*node                // text boxes that wait for the end of their paragraph
	cells   int                    // how many tables we are in
	noted   bool                   // we are in a note
	b       *manuscript.Builder    // the paragraph being read
}

// omit lists what is left out.
func (g *gather) omit(why, text string) {
	if text = strings.Join(strings.Fields(text), " "); text != "" {
		g.out.Omitted = append(g.out.Omitted, block.Omitted{Why: why, Text: text})
	}
}

// picture lists a picture that is not read, by the first name that it has.
func (g *gather) picture(names ...string) {
	for _, name := range names {
		if strings.TrimSpace(name) != "" {
			g.omit("picture", name)
			return
		}
	}
	g.omit("picture", "without alternative text")
}

// continued marks, until it is kept, a paragraph of an item that is not its first.
const continued = "\x00"

// keep adds a paragraph; one that goes on with an item is joined to it.
func (g *gather) keep(p manuscript.Paragraph) {
	if p.Mark == continued {
		p.Mark = ""
		if n := len(g.list); n > 0 && g.list[n-1].Kind == block.Item {
			g.list[n-1].Join(p.Block, " ")
			return
		}
		p.Kind, p.Level = block.Paragraph, 0
	}
	g.list = append(g.list, p)
}

// settle keeps the notes that a paragraph calls and gives its text boxes to read.
// Within a table both wait for its end.
func (g *gather) settle(read func(*node)) {
	if g.cells > 0 || g.noted {
		return
	}
	g.list = append(g.list, g.pending...)
	g.pending = nil
	for len(g.boxes) > 0 {
		box := g.boxes[0]
		g.boxes = g.boxes[1:]
		read(box)
	}
}

// aside reads elements into a list of their own.
func (g *gather) aside(read func()) []manuscript.Paragraph {
	list, b := g.list, g.b
	g.list, g.b = nil, nil
	read()
	out := g.list
	g.list, g.b = list, b
	return out
}

// wait keeps a note for the end of the paragraph that calls it.
func (g *gather) wait(b block.Block, mark, ref string) {
	b.Kind, b.Level, b.Mark, b.Anchor = block.Note, 0, mark, ref
	trimNote(&b, mark)
	if b.Text != "" {
		g.pending = append(g.pending, manuscript.Paragraph{Block: b})
	}
}

// trimNote takes the blanks, and the mark where it is typed too, off the beginning
// of a note.
func trimNote(b *block.Block, mark string) {
	rest := strings.TrimLeft(b.Text, " \t\u00a0")
	if after, ok := strings.CutPrefix(rest, mark); ok && mark != "" && (strings.HasPrefix(after, " ") || strings.HasPrefix(after, ". ") || strings.HasPrefix(after, "\u00a0")) {
		rest = strings.TrimLeft(strings.TrimPrefix(after, "."), " \u00a0")
	}
	if n := len(b.Text) - len(rest); n > 0 {
		b.Edit([]block.Change{{From: 0, To: n}})
	}
}

// addCell appends a cell to a row.
func addCell(row *block.Block, cell block.Block) {
	if row.Cells == nil {
		kind := row.Kind
		*row = cell
		row.Kind, row.Level, row.Mark = kind, 0, ""
	} else {
		row.Join(cell, "\t")
	}
	row.Cells = append(row.Cells, cell.Text)
}

// joined makes one line of the paragraphs of a cell or a note.
func joined(list []manuscript.Paragraph) block.Block {
	var out block.Block
	for i := range list {
		b := list[i].Block
		if b.Mark != "" && b.Kind == block.Item {
			b.Edit([]block.Change{{With: b.Mark + " "}})
			b.Mark = ""
		}
		if b.Text == "" && len(b.Calls) == 0 {
			continue
		}
		if out.Text == "" && len(out.Calls) == 0 {
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
	return out
}
