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

// maxParagraphs bounds the paragraphs of a file: a book of ten thousand pages has
// fewer.
const maxParagraphs = 250_000

// full is the fault of a file that has more.
func (g *gather) full() error {
	if len(g.list) <= maxParagraphs {
		return nil
	}
	return &block.Fault{Kind: block.TooLarge, Detail: "it has more paragraphs than are read: it may be built to do harm; split it if it is not"}
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
	manuscript.TrimNote(&b, mark)
	if b.Text != "" {
		g.pending = append(g.pending, manuscript.Paragraph{Block: b})
	}
}
