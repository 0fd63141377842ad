package markup

import (
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"locus/ingest/block"
)

// HTML reads an HTML document or a fragment of one. Of a page of a site the
// article is read and what stands around it is listed as left out; of a
// document that is all text the whole body is read.
func HTML(src string) block.Page {
	root, err := html.Parse(strings.NewReader(src))
	if err != nil { // elements nest too deep
		return unparsed(src)
	}
	page := readTree(root)
	dropStated(&page, root)
	dropPullQuotes(&page)
	return page
}

// readTree reads a parsed document: its article, or all of it.
func readTree(root *html.Node) block.Page {
	var page block.Page
	page.Meta = metaOf(root)
	page.Meta = append(page.Meta, bylineOf(root, page.Meta)...)
	if h := ownHeading(root, page.Meta); h != "" {
		page.Meta = append(page.Meta, block.Meta{Key: "html:heading", Value: h})
	}
	whole := blocksOf(root, false)
	joinPreformatted(&whole)
	if !cluttered(root) {
		page.Blocks, page.Omitted = whole.Blocks, whole.Omitted
		return page
	}
	prune(root)
	article := articleOf(root)
	if article == nil {
		page.Blocks, page.Omitted = whole.Blocks, whole.Omitted
		return page
	}
	part := blocksOf(article, false)
	joinPreformatted(&part)
	if n := words(part.Blocks); n < 200 || n*4 < words(whole.Blocks) {
		page.Blocks, page.Omitted = whole.Blocks, whole.Omitted
		return page
	}
	page.Blocks = withHeading(part.Blocks, root, page.Meta)
	page.Omitted = append(whole.Omitted, missing(whole.Blocks, page.Blocks)...)
	return page
}

// ownHeading is the heading that a page marks as its article's: by a class that
// says so ("chapter-title", "entry-title"), or as the only one of the first level.
func ownHeading(root *html.Node, meta []block.Meta) string {
	var tops []*html.Node
	for n := range root.Descendants() {
		if n.DataAtom != atom.H1 && n.DataAtom != atom.H2 {
			continue
		}
		switch names := strings.ToLower(attr(n, "class") + " " + attr(n, "id")); {
		case squeezed(n) == "":
		case strings.Contains(names, "chapter-title"), strings.Contains(names, "entry-title"), strings.Contains(names, "article-title"), strings.Contains(names, "post-title"), strings.Contains(names, "firstheading"):
			return squeezed(n)
		case n.DataAtom == atom.H1:
			tops = append(tops, n)
		}
	}
	if h := headingOf(root, meta); h != nil && len(tops) == 1 && h == tops[0] {
		return squeezed(h)
	}
	return ""
}

// unparsed reads the words of HTML that cannot be parsed, for the parser refuses
// elements that nest hundreds deep: each element that is no part of a line ends
// a paragraph.
func unparsed(src string) block.Page {
	var page block.Page
	w := newWalker(&page, false)
	z := html.NewTokenizer(strings.NewReader(src))
	skip := false
	for {
		switch z.Next() {
		case html.ErrorToken:
			w.flush()
			return page
		case html.TextToken:
			if skip {
				w.omit("program", string(z.Text()))
				continue
			}
			w.text(string(z.Text()))
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			t := z.Token()
			skip = t.Type == html.StartTagToken && (t.DataAtom == atom.Script || t.DataAtom == atom.Style)
			switch t.DataAtom {
			case atom.A, atom.B, atom.I, atom.Em, atom.Strong, atom.Span, atom.Sup, atom.Sub, atom.Font, atom.U:
			default:
				w.flush()
			}
		}
	}
}

// blocksOf walks a tree into blocks.
func blocksOf(root *html.Node, lines bool) block.Page {
	var page block.Page
	w := newWalker(&page, lines)
	w.notes = noteTargets(root)
	w.entries = entryTargets(root, w.notes)
	w.node(root)
	w.flush()
	return page
}

// cluttered reports whether a document is a page of a site: it has places for
// navigation, and a good part of its words are links.
func cluttered(root *html.Node) bool {
	frames, scripts, linked, all := 0, 0, 0, 0
	for n := range root.Descendants() {
		switch n.DataAtom {
		case atom.Nav, atom.Aside, atom.Footer, atom.Header, atom.Form, atom.Iframe:
			frames++
		case atom.Script:
			scripts++
		}
		if n.Type == html.TextNode && n.Parent != nil && n.Parent.DataAtom != atom.Script && n.Parent.DataAtom != atom.Style {
			size := len(strings.TrimSpace(n.Data))
			all += size
			if n.Parent.DataAtom == atom.A {
				linked += size
			}
		}
	}
	return frames >= 3 || frames+scripts >= 3 && linked*8 > all || scripts >= 6
}

// articleOf asks readability for the article of a page, nil where it finds none.
func articleOf(root *html.Node) *html.Node {
	parser := readability.NewParser()
	article, err := parser.ParseDocument(root, nil)
	if err != nil {
		return nil
	}
	return article.Node
}

// withHeading puts the page's own heading before the article, since readability
// takes it away.
func withHeading(blocks []block.Block, root *html.Node, meta []block.Meta) []block.Block {
	n := headingOf(root, meta)
	if n == nil {
		return blocks
	}
	text := squeezed(n)
	for _, b := range blocks {
		if b.Text == text {
			return blocks
		}
	}
	return append([]block.Block{{Kind: block.Heading, Level: 1, Text: text, Marked: true}}, blocks...)
}

// headingOf finds the heading of a page's article: the first of the highest level
// that the page's title has in it; where none is, and the page names no title for
// others to show, the first of all. Nil where there is none.
func headingOf(root *html.Node, meta []block.Meta) *html.Node {
	var first *html.Node
	title, named := "", false
	for _, m := range meta {
		if m.Key == "og:title" || m.Key == "html:title" && !named {
			title, named = strings.ToLower(m.Value), named || m.Key == "og:title"
		}
	}
	for n := range root.Descendants() {
		if n.DataAtom != atom.H1 {
			continue
		}
		text := strings.ToLower(squeezed(n))
		if text == "" {
			continue
		}
		if first == nil {
			first = n
		}
		if title != "" && len(text)*2 >= len(title) && (strings.Contains(title, text) || strings.Contains(text, title)) {
			return n
		}
	}
	if named {
		return nil
	}
	return first
}

// squeezed is the text of a node with single blanks.
func squeezed(n *html.Node) string { return strings.Join(strings.Fields(textOf(n)), " ") }

// missing lists the blocks of the whole page that are not in the article.
func missing(whole, part []block.Block) []block.Omitted {
	have := map[string]bool{}
	for _, b := range part {
		have[strings.Join(strings.Fields(b.Text), " ")] = true
	}
	var out []block.Omitted
	for _, b := range whole {
		text := strings.Join(strings.Fields(b.Text), " ")
		if text != "" && !have[text] {
			out = append(out, block.Omitted{Why: "navigation", Text: text})
		}
	}
	return out
}

func words(blocks []block.Block) int {
	n := 0
	for _, b := range blocks {
		n += len(strings.Fields(b.Text))
	}
	return n
}
