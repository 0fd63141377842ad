package layout

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"locus/ingest/block"
)

// Book gathers the sheets of a document, one after the other, and keeps of each
// no more than its text with its places; so a long book needs little room. The
// zero value is empty.
type Book struct {
	Unread int // how many sheets of the file were not given

	sheets []Sheet // without their characters
	pieces [][]piece
	fonts  []Font
	out    block.Page
}

// Add takes the next sheet. Fonts are those of the document as far as they are
// known; a font's index never changes.
func (b *Book) Add(s Sheet, fonts []Font) {
	up, turned := upright(s)
	ps, numbers := pieces(up, fonts)
	b.unread(len(b.sheets), s, turned)
	if len(numbers) > 0 {
		b.omit("line number", textOf(numbers))
	}
	up.Glyphs, b.fonts = nil, fonts
	b.sheets, b.pieces = append(b.sheets, up), append(b.pieces, pack(ps))
}

func (b *Book) omit(why, text string) {
	b.out.Omitted = append(b.out.Omitted, block.Omitted{Why: why, Text: text})
}

// Read reads a whole document's text off its printed pages.
func Read(doc *Document) block.Page {
	b := &Book{}
	for _, s := range doc.Sheets {
		b.Add(s, doc.Fonts)
	}
	return b.Page()
}

// Page reads the text of all sheets. The book is empty then.
func (b *Book) Page() block.Page {
	d := &reader{fonts: b.fonts, reached: -1, out: b.out}
	pages, two := halved(b.sheets, b.pieces)
	d.pages = pages
	body := bodySize(pages)
	findHeads(pages, body)
	labelPages(pages, b.sheets, two)
	for _, p := range pages {
		d.imprint(p, body)
	}
	hints := gutters(pages)
	for i, p := range pages {
		p.cols = columns(p.pieces, hints, i == 0)
		p.pieces, p.rows = nil, nil
		d.omitHeads(p)
	}
	d.st = styleOf(pages, body)
	unread := b.Unread
	*b = Book{}
	d.write(d.paragraphs())
	if unread > 0 {
		d.omit("pages not read", fmt.Sprintf("the last %d", unread))
	}
	return d.out
}

// reader is the reading of one document.
type reader struct {
	fonts   []Font
	pages   []*page
	st      *style
	out     block.Page
	reached int // the last page that the blocks written so far have begun
	marks   []map[string]bool
}

func (d *reader) omit(why, text string) {
	d.out.Omitted = append(d.out.Omitted, block.Omitted{Why: why, Text: text})
}

// unread tells what of a sheet is not read: a broken one, one without text, what
// runs another way than its text.
func (b *Book) unread(i int, s Sheet, turned []Glyph) {
	switch {
	case s.Broken:
		b.omit("page not readable", "sheet "+strconv.Itoa(i+1))
	case len(s.Glyphs) == 0:
		b.omit("page without text", "sheet "+strconv.Itoa(i+1))
	}
	if len(turned) > 0 {
		var text strings.Builder
		for k, g := range turned {
			if k > 0 && g.Blank {
				text.WriteByte(' ')
			}
			text.WriteRune(g.Rune)
		}
		b.omit("turned text", text.String())
	}
}

func textOf(ps []piece) string {
	words := make([]string, len(ps))
	for i, p := range ps {
		words[i] = p.words()
	}
	return strings.Join(words, " ")
}

func (d *reader) omitHeads(p *page) {
	for _, h := range p.heads {
		why := "running head"
		if h.number {
			why = "page number"
		}
		d.omit(why, h.text)
	}
}

// gutters lists where several pages have their gutters.
func gutters(pages []*page) []float64 {
	t := tally{}
	for _, p := range pages {
		if x, ok := gutter(p.pieces, nil); ok {
			t[int(x/6)]++
		}
	}
	best, n := 0, 0
	for x, c := range t {
		if c > n || c == n && x < best {
			best, n = x, c
		}
	}
	if n < 2 || n*4 < len(pages) {
		return nil
	}
	return []float64{float64(best)*6 + 3}
}

// paragraphs cuts all columns into paragraphs, in reading order, the notes of a
// page behind its text.
func (d *reader) paragraphs() []*para {
	s := &setter{st: d.st, typed: d.st.mono}
	count := 0
	var out []*para
	d.marks = make([]map[string]bool, len(d.pages))
	for i, p := range d.pages {
		d.marks[i] = map[string]bool{}
		var notes []*para
		for _, c := range p.cols {
			text, below := s.footnotes(c, p.rules, count)
			if len(below) > 0 {
				var ns []*para
				ns, count = s.noteParas(below, i, count)
				notes = append(notes, ns...)
				for _, n := range ns {
					d.marks[i][n.mark] = true
				}
			}
			if len(text) > 0 {
				c.lines = text
				out = append(out, s.tables(s.column(c, i))...)
			}
		}
		out = append(out, notes...)
	}
	return out
}

// marksFor are the marks of the notes on the pages that a paragraph stands on.
func (d *reader) marksFor(p *para) map[string]bool {
	from, to := p.lines[0].page, p.lines[len(p.lines)-1].page
	if from == to {
		return d.marks[from]
	}
	out := map[string]bool{}
	for i := from; i <= to; i++ {
		for m := range d.marks[i] {
			out[m] = true
		}
	}
	return out
}

// write judges the paragraphs and writes them as blocks.
func (d *reader) write(ps []*para) {
	if n := d.front(ps); n > 0 {
		ps = append((&setter{st: d.st, typed: true}).abreast(ps[:n:n]), ps[n:]...)
	}
	items(ps[d.front(ps):])
	d.floats(ps)
	d.headings(ps)
	n := d.front(ps)
	for _, p := range ps[:n] {
		p.front = true
	}
	ps = append(ps[:n:n], verses(ps[n:])...)
	ps = d.joinOver(ps)
	d.quotes(ps)
	for _, p := range ps {
		if p.drawn {
			d.omit("words in a figure", p.text())
			continue
		}
		var b block.Block
		if p.kind == block.Row {
			b = d.row(p)
		} else {
			b = d.blockOf(p)
		}
		if strings.TrimSpace(b.Text) != "" {
			d.out.Blocks = append(d.out.Blocks, b)
		}
	}
}

// row writes a table's row.
func (d *reader) row(p *para) block.Block {
	b := block.Block{Kind: block.Row, Cells: p.cells[0]}
	for i, c := range b.Cells {
		b.Cells[i] = norm.NFC.String(c)
	}
	b.Text = strings.Join(b.Cells, "\t")
	for i := d.reached + 1; i <= p.lines[0].page; i++ {
		l := d.pages[i].label
		b.Pages = append(b.Pages, block.PageStart{Label: l.text, Source: l.source, Confidence: l.confidence})
	}
	d.reached = max(d.reached, p.lines[0].page)
	return b
}
