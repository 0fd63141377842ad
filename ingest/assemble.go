package ingest

import (
	"cmp"
	"slices"
	"strings"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/flow"
	"locus/ingest/tag"
)

// assembler writes the canonical text of a document and notes its parts.
type assembler struct {
	text     strings.Builder
	parts    []corpus.Part
	repairs  []corpus.Repair
	sections []int // open sections, indexes into parts
	zone     block.Zone
	zonePart int // the open zone's part, -1 for none
	list     int // the open list or table, -1 for none
	kind     corpus.PartKind
	listEnd  int   // the block after the run of items that was looked at last
	deepest  int   // the deepest level in it
	starts   []int // by block: where its text begins in the canonical text
	pages    []corpus.Part
	marks    tag.Marks
}

// assemble makes the text and the parts of a document of its blocks. Calls says
// where the notes among them are called. It returns where the citations and the
// entries that the file itself marks stand in the text.
func assemble(doc *corpus.Document, blocks []block.Block, calls map[int]flow.Place) tag.Marks {
	a := &assembler{zonePart: -1, list: -1, starts: make([]int, len(blocks))}
	for i, b := range blocks {
		a.block(i, b, blocks, calls)
	}
	a.closeZone()
	a.closeSections(0)
	doc.Text = a.text.String()
	if doc.Text != "" {
		doc.Text += "\n"
	}
	doc.Parts = append(a.parts, a.pageParts()...)
	slices.SortStableFunc(doc.Parts, func(x, y corpus.Part) int {
		if x.Span.Start != y.Span.Start {
			return x.Span.Start - y.Span.Start
		}
		return y.Span.End - x.Span.End
	})
	slices.SortStableFunc(a.repairs, func(x, y corpus.Repair) int { return x.At - y.At })
	doc.Repairs = a.repairs
	slices.SortStableFunc(a.marks.Cites, func(x, y tag.PrintedCite) int { return x.Start - y.Start })
	return a.marks
}

func (a *assembler) block(i int, b block.Block, blocks []block.Block, calls map[int]flow.Place) {
	switch b.Kind {
	case block.Break:
		return
	case block.Heading:
		a.closeZone()
		a.closeSections(b.Level)
		span := a.put(i, b, "", "\n\n")
		a.sections = append(a.sections, len(a.parts))
		a.parts = append(a.parts, corpus.Part{Kind: corpus.PartSection, Span: span, Level: b.Level, Name: sectionName(b.Text), Heading: span})
		return
	}
	a.openZone(b.Zone)
	switch {
	case b.Kind == block.Note:
		a.closeList()
		part := corpus.Part{Kind: corpus.PartFootnote, Name: b.Mark, Call: -1}
		if c, ok := calls[i]; ok {
			part.Call = a.starts[c.Block] + c.At
		}
		part.Span = a.put(i, b, "", "\n\n")
		a.parts = append(a.parts, part)
	case b.Zone == block.References:
		a.leaf(i, b, corpus.PartEntry, itemPrefix(b))
	case b.Kind == block.Item:
		a.inside(i, b, corpus.PartList, corpus.PartItem, a.nested(i, blocks)+itemPrefix(b))
	case b.Kind == block.Row, b.Kind == block.Caption && a.ofTable(i, blocks):
		kind := corpus.PartRow
		if b.Kind == block.Caption {
			kind = corpus.PartFigure
		}
		a.inside(i, b, corpus.PartTable, kind, "")
	case b.Kind == block.Caption || b.Kind == block.Figure:
		a.leaf(i, b, corpus.PartFigure, "")
	case b.Kind == block.Quote:
		a.leaf(i, b, corpus.PartQuotation, "")
	default:
		a.leaf(i, b, corpus.PartParagraph, "")
	}
}

// sectionName is a heading as a person names the section: without the colon that
// some put behind it.
func sectionName(heading string) string {
	if name := strings.TrimRight(heading, " :"); name != "" {
		return name
	}
	return heading
}

// ofTable reports whether the caption at block i belongs to a table: rows stand
// before it, or after it.
func (a *assembler) ofTable(i int, blocks []block.Block) bool {
	if a.list >= 0 && a.kind == corpus.PartTable && strings.HasPrefix(strings.ToLower(blocks[i].Text), "table") {
		return true
	}
	return i+1 < len(blocks) && blocks[i+1].Kind == block.Row
}

func itemPrefix(b block.Block) string {
	if b.Mark == "" {
		return ""
	}
	return b.Mark + " "
}

// nested shows how deep an item of a list within a list stands: blanks for each
// level, and the bullet that the file's mark-up stands for. An item of a list that
// holds no other has neither.
func (a *assembler) nested(i int, blocks []block.Block) string {
	if i >= a.listEnd {
		a.deepest = 1
		for a.listEnd = i; a.listEnd < len(blocks) && (blocks[a.listEnd].Kind == block.Item || blocks[a.listEnd].Kind == block.Note); a.listEnd++ {
			if b := blocks[a.listEnd]; b.Kind == block.Item {
				a.deepest = max(a.deepest, b.Level)
			}
		}
	}
	if a.deepest < 2 {
		return ""
	}
	prefix := strings.Repeat("  ", max(0, blocks[i].Level-1))
	if blocks[i].Mark == "" {
		prefix += "• "
	}
	return prefix
}

// put writes a block's text, after sep, and returns its span.
func (a *assembler) put(i int, b block.Block, prefix, sep string) corpus.Span {
	if a.text.Len() > 0 {
		a.text.WriteString(sep)
	}
	start := a.text.Len()
	a.text.WriteString(prefix)
	at := a.text.Len()
	a.starts[i] = at
	a.text.WriteString(b.Text)
	for _, r := range b.Repairs {
		if r.At < 0 || r.At > len(b.Text) || !strings.HasPrefix(b.Text[r.At:], r.Is) {
			continue // what was repaired was cut away since; the text stands
		}
		a.repairs = append(a.repairs, corpus.Repair{At: at + r.At, Was: r.Was, Is: r.Is, Why: r.Why})
	}
	for _, p := range b.Pages {
		a.pages = append(a.pages, pagePart(p, at+min(p.At, len(b.Text))))
	}
	span := corpus.Span{Start: start, End: a.text.Len()}
	a.mark(b, span, at)
	return span
}

// mark notes what the file itself marks in a block: its citations, and the entry
// of a reference list that it is.
func (a *assembler) mark(b block.Block, span corpus.Span, at int) {
	for _, c := range b.Cites {
		if c.Start < 0 || c.End > len(b.Text) || c.Start >= c.End {
			continue
		}
		a.marks.Cites = append(a.marks.Cites, tag.PrintedCite{Span: corpus.Span{Start: at + c.Start, End: at + c.End}, Items: c.Items})
	}
	if b.Zone != block.References || b.Entry == nil && b.Anchor == "" {
		return
	}
	entry := block.Entry{Key: b.Anchor}
	if b.Entry != nil {
		entry = *b.Entry
		entry.Key = cmp.Or(entry.Key, b.Anchor)
	}
	a.marks.Printed = append(a.marks.Printed, tag.PrintedEntry{Span: span, Entry: entry})
}

// pagePart is the page that begins at byte at; one without a label has no
// source, since nothing tells its number.
func pagePart(p block.PageStart, at int) corpus.Part {
	part := corpus.Part{Kind: corpus.PartPage, Number: p.Number, Span: corpus.Span{Start: at}}
	if p.Label != "" {
		part.Name = p.Label
		part.Source, part.Confidence = cmp.Or(p.Source, "markup"), cmp.Or(p.Confidence, "high")
	}
	return part
}

// leaf writes a block that stands on its own.
func (a *assembler) leaf(i int, b block.Block, kind corpus.PartKind, prefix string) {
	a.closeList()
	span := a.put(i, b, prefix, "\n\n")
	a.parts = append(a.parts, corpus.Part{Kind: kind, Span: span})
}

// inside writes a block that stands in a list or a table, and opens one if none
// is open.
func (a *assembler) inside(i int, b block.Block, container, kind corpus.PartKind, prefix string) {
	sep := "\n"
	if a.list < 0 || a.kind != container {
		a.closeList()
		a.list, a.kind = len(a.parts), container
		a.parts = append(a.parts, corpus.Part{Kind: container, Span: corpus.Span{Start: -1}})
		sep = "\n\n"
	}
	span := a.put(i, b, prefix, sep)
	if a.parts[a.list].Span.Start < 0 {
		a.parts[a.list].Span.Start = span.Start
	}
	part := corpus.Part{Kind: kind, Span: span}
	if kind == corpus.PartItem {
		part.Level, part.Name = b.Level, b.Mark
	}
	a.parts = append(a.parts, part)
}

func (a *assembler) closeList() {
	if a.list >= 0 {
		a.parts[a.list].Span.End = a.text.Len()
		a.list = -1
	}
}

func (a *assembler) openZone(z block.Zone) {
	if z == a.zone {
		if a.zonePart >= 0 && a.parts[a.zonePart].Span.Start < 0 {
			a.parts[a.zonePart].Span.Start = a.next()
		}
		return
	}
	a.closeZone()
	a.zone = z
	kinds := map[block.Zone]corpus.PartKind{block.Front: corpus.PartFront, block.Abstract: corpus.PartAbstract, block.References: corpus.PartReferences}
	if kind, ok := kinds[z]; ok {
		a.zonePart = len(a.parts)
		a.parts = append(a.parts, corpus.Part{Kind: kind, Span: corpus.Span{Start: a.next()}})
	}
}

// next is where the next paragraph will begin.
func (a *assembler) next() int {
	if a.text.Len() == 0 {
		return 0
	}
	return a.text.Len() + len("\n\n")
}

func (a *assembler) closeZone() {
	a.closeList()
	if a.zonePart >= 0 {
		a.parts[a.zonePart].Span.End = a.text.Len()
	}
	a.zone, a.zonePart = block.Body, -1
}

// closeSections closes the open sections of the given level and deeper; level 0
// closes all.
func (a *assembler) closeSections(level int) {
	for n := len(a.sections); n > 0 && a.parts[a.sections[n-1]].Level >= level; n = len(a.sections) {
		a.parts[a.sections[n-1]].Span.End = a.text.Len()
		a.sections = a.sections[:n-1]
	}
}

// pageParts closes each page where the next begins.
func (a *assembler) pageParts() []corpus.Part {
	for i := range a.pages {
		end := a.text.Len()
		if i+1 < len(a.pages) {
			end = a.pages[i+1].Span.Start
		}
		a.pages[i].Span.End = end
	}
	return slices.DeleteFunc(a.pages, func(p corpus.Part) bool { return p.Span.Empty() })
}
