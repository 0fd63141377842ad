package block

import "strings"

// Builder strings blocks to a page: words are written with the Writer in it, and
// Flush makes them a block of the present Shape. The zero value is ready.
type Builder struct {
	Writer
	Page  Page
	Shape Block // Kind, Level, Zone and Lines hold until they are set anew; Mark, Anchor, Head and Entry for one block
	notes []Block
}

// Flush ends the block that is being written and puts the notes called in it
// behind. Without words there is no block, and mark and anchor wait for them.
func (b *Builder) Flush() {
	out, ok := b.Take()
	if !ok {
		b.Page.Blocks = append(b.Page.Blocks, b.notes...)
		b.notes = nil
		return
	}
	s := b.Shape
	out.Kind, out.Level, out.Zone, out.Lines = s.Kind, s.Level, s.Zone, s.Lines
	out.Mark, out.Anchor, out.Head, out.Entry = s.Mark, s.Anchor, s.Head, s.Entry
	out.Marked = s.Kind == Heading
	out.Whole = s.Kind == Paragraph
	b.Shape.Mark, b.Shape.Anchor, b.Shape.Head, b.Shape.Entry = "", "", false, nil
	b.Page.Blocks = append(b.Page.Blocks, out)
	b.Page.Blocks = append(b.Page.Blocks, b.notes...)
	b.notes = nil
}

// Within flushes, runs write with another shape, flushes and brings the shape back.
func (b *Builder) Within(shape Block, write func()) {
	b.Flush()
	saved := b.Shape
	b.Shape = shape
	write()
	b.Flush()
	b.Shape = saved
}

// Heading writes a heading of the level, which is brought between 1 and 6.
func (b *Builder) Heading(level int, anchor string, write func()) {
	b.Within(Block{Kind: Heading, Level: min(max(level, 1), 6), Anchor: anchor}, write)
}

// Note calls a note at this place and makes it of what write writes, in however
// many blocks. It stands behind the block that is being written.
func (b *Builder) Note(mark, anchor string, write func()) {
	b.Call(mark, anchor)
	b.PutNote(mark, anchor, write)
}

// PutNote is Note for one that is called elsewhere.
func (b *Builder) PutNote(mark, anchor string, write func()) {
	saved := *b
	*b = Builder{Shape: Block{Kind: Note}}
	write()
	b.Flush()
	inner := *b
	*b = saved
	b.Page.Omitted = append(b.Page.Omitted, inner.Page.Omitted...)
	if note, ok := joined(append(inner.Page.Blocks, inner.notes...)); ok {
		for _, p := range note.Pages {
			b.StartPage(p)
		}
		note.Kind, note.Mark, note.Anchor, note.Pages, note.Whole = Note, mark, anchor, nil, false
		b.notes = append(b.notes, note)
	}
}

// Inner makes the blocks that write writes one line, as a cell of a table holds.
func (b *Builder) Inner(write func()) Block {
	saved := *b
	*b = Builder{}
	write()
	b.Flush()
	inner := *b
	*b = saved
	b.Page.Omitted = append(b.Page.Omitted, inner.Page.Omitted...)
	out, _ := joined(inner.Page.Blocks)
	b.notes = append(b.notes, inner.notes...)
	return out
}

// joined makes one block of several, a blank between.
func joined(list []Block) (Block, bool) {
	if len(list) == 0 {
		return Block{}, false
	}
	out := list[0]
	for _, next := range list[1:] {
		if next.Mark != "" && next.Kind == Item {
			prefixed := Block{Text: next.Mark}
			prefixed.Join(next, " ")
			next = prefixed
		}
		out.Join(next, " ")
	}
	return out, true
}

// Omit lists text that is left out, if there is any.
func (b *Builder) Omit(why, text string) {
	if text = strings.Join(strings.Fields(text), " "); text != "" {
		b.Page.Omitted = append(b.Page.Omitted, Omitted{why, text})
	}
}

// State adds a statement of the file about itself, if it says anything.
func (b *Builder) State(key, value string) {
	if value = strings.Join(strings.Fields(value), " "); value != "" {
		b.Page.Meta = append(b.Page.Meta, Meta{key, value})
	}
}

// Row puts a row of a table made of its cells, each of one line.
func (b *Builder) Row(level int, head bool, cells []Block) {
	row := Block{Kind: Row, Level: level, Head: head}
	for i, c := range cells {
		sep := ""
		if i > 0 {
			sep = "\t"
		}
		flat := c.onOneLine()
		row.Join(flat, sep)
		row.Cells = append(row.Cells, flat.Text)
	}
	if strings.TrimSpace(row.Text) != "" {
		b.Page.Blocks = append(b.Page.Blocks, row)
		b.Page.Blocks = append(b.Page.Blocks, b.notes...)
		b.notes = nil
	}
}

// onOneLine is a block without line ends and tabs.
func (b Block) onOneLine() Block {
	var changes []Change
	for i := range len(b.Text) {
		if b.Text[i] == '\n' || b.Text[i] == '\t' {
			changes = append(changes, Change{From: i, To: i + 1, With: " "})
		}
	}
	b.Edit(changes)
	return b
}
