package markup

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"locus/ingest/block"
	"locus/ingest/pattern"
)

// walker turns a tree of elements into blocks. cur is the block being filled;
// it is kept when a block element begins or ends.
type walker struct {
	page    *block.Page
	lines   bool            // line ends and tabs of the text matter (Markdown)
	notes   map[string]bool // ids that a note call links to
	entries map[string]bool // ids of entries of a list of references that are linked to
	cur     block.Block
	buf     strings.Builder
	flushed int  // how often buf was emptied
	space   bool // a blank is due before the next word
	ctx     context
	bold    int // offset where bold began, -1 when not bold
	ital    int
}

// context is what the elements around say of a block.
type context struct {
	kind   block.Kind
	level  int
	depth  int // of lists
	anchor string
	head   bool
	pre    bool
	whole  bool // the element is a paragraph of its own
	flat   bool
	note   bool
}

func newWalker(page *block.Page, lines bool) *walker {
	return &walker{page: page, lines: lines, notes: map[string]bool{}, bold: -1, ital: -1}
}

// flush ends the current block and keeps it if it has words.
func (w *walker) flush() {
	text := w.buf.String()
	b := w.cur
	w.buf.Reset()
	w.flushed++
	w.space = false
	if strings.TrimSpace(text) == "" && b.Mark != "" && (b.Kind == block.Item || b.Kind == block.Note) {
		return // the mark waits for the item's words, which stand in an inner block
	}
	w.cur = block.Block{}
	if strings.TrimSpace(text) == "" {
		w.cur.Pages = b.Pages // a page begins with the next block
		for i := range w.cur.Pages {
			w.cur.Pages[i].At = 0
		}
	}
	if w.bold > 0 {
		w.bold = 0
	}
	if w.ital > 0 {
		w.ital = 0
	}
	b.Text = strings.TrimRight(text, " \n\t")
	if b.Text == "" {
		return
	}
	b.Bold, b.Italic, b.Code = clip(b.Bold, len(b.Text)), clip(b.Italic, len(b.Text)), clip(b.Code, len(b.Text))
	for i := range b.Calls {
		b.Calls[i].At = min(b.Calls[i].At, len(b.Text))
	}
	b.Marked = b.Kind == block.Heading
	b.Whole = b.Kind == block.Paragraph && (w.ctx.whole || !w.lines)
	w.page.Blocks = append(w.page.Blocks, b)
}

func clip(rs []block.Range, n int) []block.Range {
	var out []block.Range
	for _, r := range rs {
		r.End = min(r.End, n)
		if r.Start < r.End {
			out = append(out, r)
		}
	}
	return out
}

// open begins a block of the context's kind, unless one is already being filled.
func (w *walker) open() {
	if w.buf.Len() > 0 || w.cur.Mark != "" || len(w.cur.Calls) > 0 {
		return
	}
	w.cur.Kind, w.cur.Level = w.ctx.kind, w.ctx.level
	w.cur.Head, w.cur.Flat = w.ctx.head, w.ctx.flat
	if w.ctx.anchor != "" {
		w.cur.Anchor = w.ctx.anchor
	}
}

// omit lists text that is left out.
func (w *walker) omit(why, text string) {
	text = strings.Join(strings.Fields(text), " ")
	if text != "" {
		w.page.Omitted = append(w.page.Omitted, block.Omitted{Why: why, Text: text})
	}
}

// children walks the nodes below n.
func (w *walker) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

// node walks one node.
func (w *walker) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.text(n.Data)
	case html.CommentNode:
		w.omit("comment", n.Data)
	case html.DocumentNode:
		w.children(n)
	case html.ElementNode:
		w.element(n)
	}
}

// element walks an element by what its tag means.
func (w *walker) element(n *html.Node) {
	if why := furniture(n); why != "" {
		w.omit(why, textOf(n))
		return
	}
	if label, ok := pageBreak(n); ok {
		w.cur.Pages = append(w.cur.Pages, block.PageStart{At: w.buf.Len(), Label: label})
		return
	}
	if w.inline(n) {
		return
	}
	saved := w.ctx
	w.flush()
	w.blockElement(n)
	w.flush()
	w.ctx = saved
}

// blockElement walks an element that stands apart from the words around it.
func (w *walker) blockElement(n *html.Node) {
	if isNote(n, w.notes) && n.DataAtom != atom.Ol && n.DataAtom != atom.Ul {
		w.note(n, attr(n, "data-mark"))
		return
	}
	w.entry(n)
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.ctx.kind, w.ctx.level = block.Heading, int(n.Data[1]-'0')
		w.ctx.anchor = attr(n, "id")
		w.children(n)
	case atom.Ul, atom.Ol, atom.Menu:
		w.list(n)
	case atom.Table:
		w.table(n)
	case atom.Blockquote:
		if w.ctx.kind == block.Paragraph {
			w.ctx.kind = block.Quote
		}
		w.children(n)
	case atom.Dt, atom.Dd:
		w.ctx.whole = true
		w.children(n)
		w.flush()
	case atom.Figcaption, atom.Caption:
		w.ctx.kind = block.Caption
		w.children(n)
	case atom.Pre:
		w.ctx.pre = true
		if w.ctx.kind == block.Paragraph {
			w.ctx.kind = block.Code
		}
		w.children(n)
	case atom.Hr:
		w.page.Blocks = append(w.page.Blocks, block.Block{Kind: block.Break})
	default:
		if title := attr(n, "title"); n.DataAtom == 0 && title != "" {
			w.titled(n, title)
			return
		}
		w.children(n)
	}
}

// titled walks an element that is none of HTML's and names itself, as course
// chapters have: its title is a heading of the first level.
func (w *walker) titled(n *html.Node, title string) {
	w.page.Blocks = append(w.page.Blocks, block.Block{
		Kind: block.Heading, Level: 1, Text: strings.TrimSpace(title), Anchor: attr(n, "id"), Marked: true})
	w.children(n)
}

// backLink is what leads from a note back to its calls: "^", "^ a b c".
var backLink = pattern.Lazy(`^\s*[\^↑]\s*(?:a b (?:[c-z] )*)?`)

// note walks a footnote or an endnote; mark is its number where it is an item.
func (w *walker) note(n *html.Node, mark string) {
	w.ctx.kind, w.ctx.note = block.Note, true
	w.ctx.anchor = attr(n, "id")
	start := len(w.page.Blocks)
	if mark != "" {
		w.cur.Kind, w.cur.Mark, w.cur.Anchor = block.Note, strings.TrimRight(mark, ".)"), w.ctx.anchor
	}
	w.children(n)
	w.flush()
	w.cur = block.Block{}
	for i := start; i < len(w.page.Blocks); i++ {
		if m := backLink().FindStringIndex(w.page.Blocks[i].Text); m != nil {
			w.page.Blocks[i].Edit([]block.Change{{From: 0, To: m[1]}})
		}
	}
	// A note of several paragraphs is one note.
	for len(w.page.Blocks) > start+1 {
		next := w.page.Blocks[start+1]
		if next.Kind != block.Note {
			break
		}
		w.page.Blocks[start].Join(next, " ")
		w.page.Blocks = append(w.page.Blocks[:start+1], w.page.Blocks[start+2:]...)
	}
}

// list walks the items of a list. Each item is one block; what a list within an
// item holds comes after it, one level deeper.
func (w *walker) list(n *html.Node) {
	w.ctx.depth++
	marks := newNumbers(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.DataAtom == atom.Li && isNote(c, w.notes):
			saved := w.ctx
			w.flush()
			w.note(c, marks.mark(c))
			w.ctx = saved
		case c.DataAtom == atom.Li:
			w.item(c, marks.mark(c))
		default:
			w.node(c)
		}
	}
	w.ctx.depth--
}

// entry notes the name by which the text links to an entry of its references.
func (w *walker) entry(n *html.Node) {
	if id := attr(n, "id"); w.entries[id] {
		w.ctx.anchor = id
	}
}

func (w *walker) item(n *html.Node, mark string) {
	saved := w.ctx
	w.flush()
	w.ctx.kind, w.ctx.level = block.Item, w.ctx.depth
	w.entry(n)
	start := len(w.page.Blocks)
	if sign := taskSign(n); sign != "" && mark == "" {
		mark = sign
	}
	w.cur = block.Block{Kind: block.Item, Level: w.ctx.depth, Mark: mark, Anchor: attr(n, "id"), Pages: w.cur.Pages}
	w.children(n)
	w.flush()
	w.cur = block.Block{}
	// The paragraphs of one item are one item.
	for i := start + 1; i < len(w.page.Blocks); {
		b, prev := w.page.Blocks[i], &w.page.Blocks[i-1]
		if b.Kind != block.Item || b.Level != saved.depth || b.Mark != "" || prev.Kind != block.Item || prev.Level != saved.depth {
			i++
			continue
		}
		prev.Join(b, " ")
		w.page.Blocks = append(w.page.Blocks[:i], w.page.Blocks[i+1:]...)
	}
	depth := w.ctx.depth
	w.ctx = saved
	w.ctx.depth = depth
}
