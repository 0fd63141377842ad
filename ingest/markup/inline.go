package markup

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"locus/ingest/block"
	"locus/ingest/pattern"
)

// text adds words to the current block. Runs of blanks become one blank; with
// lines set a line end and a tab stay what they are.
func (w *walker) text(s string) {
	if w.ctx.pre {
		w.open()
		w.buf.WriteString(s)
		return
	}
	for _, r := range s {
		switch {
		case r == '\f':
			w.space = true
		case (r == '\n' || r == '\t') && w.lines:
			if w.buf.Len() > 0 {
				w.trimBlank()
				w.buf.WriteRune(r)
			}
			w.space = false
		case unicode.IsSpace(r):
			w.space = true
		default:
			w.open()
			if w.space && w.buf.Len() > 0 && !endsBlank(w.buf.String()) {
				w.buf.WriteByte(' ')
			}
			w.space = false
			w.buf.WriteRune(r)
		}
	}
}

func endsBlank(s string) bool {
	return s == "" || s[len(s)-1] == ' ' || s[len(s)-1] == '\n' || s[len(s)-1] == '\t'
}

// trimBlank forgets a blank that was due before a line end.
func (w *walker) trimBlank() { w.space = false }

// inline walks an element that stands within a line; false for one that does not.
func (w *walker) inline(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Br:
		w.lineBreak()
	case atom.Img, atom.Image:
		w.omit("picture", attr(n, "alt"))
	case atom.Wbr:
	case atom.Sup:
		w.superscript(n)
	case atom.B, atom.Strong:
		w.styled(n, &w.bold, &w.cur.Bold)
	case atom.I, atom.Em, atom.Cite, atom.Dfn:
		w.styled(n, &w.ital, &w.cur.Italic)
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		from, before := w.buf.Len(), w.flushed
		w.children(n)
		if w.flushed != before {
			from = 0 // what was begun stands in a block of its own
		}
		from += len(w.buf.String()[from:]) - len(strings.TrimLeft(w.buf.String()[from:], " \n"))
		if from < w.buf.Len() {
			w.cur.Code = append(w.cur.Code, block.Range{Start: from, End: w.buf.Len()})
		}
	case atom.A:
		w.link(n)
	case atom.Math:
		w.text(" " + textOf(n) + " ")
	case atom.Q:
		w.text("“")
		w.children(n)
		w.text("”")
	case atom.Span, atom.Font, atom.U, atom.S, atom.Sub, atom.Small, atom.Big, atom.Var,
		atom.Abbr, atom.Acronym, atom.Time, atom.Mark, atom.Bdi, atom.Bdo, atom.Ins, atom.Del, atom.Strike,
		atom.Label, atom.Data, atom.Ruby, atom.Rb, atom.Rt, atom.Rp, atom.Nobr:
		if isNote(n, w.notes) {
			return false
		}
		w.children(n)
	default:
		if n.DataAtom == 0 && attr(n, "title") == "" && !holdsBlocks(n) {
			w.children(n)
			return true
		}
		return false
	}
	return true
}

// holdsBlocks reports whether an element that HTML does not know holds blocks
// or an end of its own, so that it stands apart itself.
func holdsBlocks(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		switch c.DataAtom {
		case atom.P, atom.Div, atom.Ul, atom.Ol, atom.Table, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Section, atom.Article:
			return true
		case 0:
			return true
		}
	}
	return false
}

// lineBreak ends a line. Two in sequence end the paragraph, since that is how
// older pages part their paragraphs.
func (w *walker) lineBreak() {
	if w.ctx.kind == block.Paragraph && w.ctx.depth == 0 && w.buf.Len() > 0 && strings.HasSuffix(w.buf.String(), "\n") && !w.lines {
		w.flush()
		return
	}
	if w.buf.Len() > 0 {
		w.space = false
		w.buf.WriteByte('\n')
	}
}

func (w *walker) styled(n *html.Node, from *int, list *[]block.Range) {
	if *from >= 0 {
		w.children(n)
		return
	}
	*from = w.buf.Len()
	w.children(n)
	start := *from
	*from = -1
	text := w.buf.String()
	for start < len(text) && (text[start] == ' ' || text[start] == '\n') {
		start++
	}
	if start < len(text) {
		*list = append(*list, block.Range{Start: start, End: len(text)})
	}
}

// link walks a link; one that leads to a note is its call, one that leads back
// from a note is left out.
func (w *walker) link(n *html.Node) {
	role, class, href := attr(n, "role"), attr(n, "class"), attr(n, "href")
	text := strings.TrimSpace(textOf(n))
	switch {
	case role == "doc-backlink" || strings.Contains(class, "footnote-back") || text == "↩" || text == "↩︎" || text == "^":
		return
	case role == "doc-noteref" || attr(n, "epub:type") == "noteref" || strings.Contains(class, "footnote-ref"):
		w.call(text, href)
	case w.notes[strings.TrimPrefix(href, "#")] && strings.HasPrefix(href, "#") && isMark(strings.Trim(text, "[]()")):
		w.call(text, href)
	default:
		w.cited(n, href)
	}
}

// cited writes a link; one to an entry of the list of references is a citation.
func (w *walker) cited(n *html.Node, href string) {
	from, flushed := w.buf.Len(), w.flushed
	w.children(n)
	_, at, _ := strings.Cut(href, "#")
	if !w.entries[at] || w.flushed != flushed {
		return
	}
	print := w.buf.String()[from:]
	if words := strings.TrimSpace(print); words != "" {
		from += strings.Index(print, words)
		w.cur.Cites = append(w.cur.Cites, block.Cite{Range: block.Range{Start: from, End: from + len(words)}, Items: []block.CiteItem{{Key: at}}})
	}
}

// call keeps a note's call at the place where the words stand.
func (w *walker) call(mark, href string) {
	w.open()
	ref := ""
	if _, at, ok := strings.Cut(href, "#"); ok {
		ref = at
	}
	w.cur.Calls = append(w.cur.Calls, block.Call{At: w.buf.Len(), Mark: strings.Trim(mark, "[]() ."), Ref: ref})
}

// superscript walks raised text: a note's call, at a block's start a note's own
// mark, after a digit an exponent, else words.
func (w *walker) superscript(n *html.Node) {
	// Converters escape a mark twice.
	text := html.UnescapeString(strings.TrimSpace(textOf(n)))
	text = undoubled(text)
	mark := strings.Trim(text, "[]()., ")
	last, _ := utf8.DecodeLastRuneInString(w.buf.String())
	switch {
	case mark == "":
	case !isMark(mark):
		w.children(n)
	case w.buf.Len() == 0 && (w.ctx.kind == block.Paragraph || w.ctx.kind == block.Note):
		w.open()
		w.cur.Kind, w.cur.Mark = block.Note, mark
	case unicode.IsDigit(last) && !w.space && !hasLink(n) && len(mark) <= 2 && isDigits(mark):
		w.text(raised(mark))
	case area(w.buf.String(), mark) && !w.space && !hasLink(n):
		w.text(raised(mark))
	default:
		for _, c := range marksOf(n) {
			w.call(c[0], c[1])
		}
	}
}

// undoubled takes the tags out of raised text that a converter has escaped twice.
func undoubled(s string) string {
	return strings.NewReplacer("<sup>", "", "</sup>", "").Replace(s)
}

// area reports whether a raised 2 or 3 stands behind a measure of length.
func area(before, mark string) bool {
	if mark != "2" && mark != "3" {
		return false
	}
	word := before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) })+1:]
	return slices.Contains([]string{"m", "km", "cm", "mm", "dm", "nm", "µm", "ft", "yd"}, word)
}

// marksOf lists the marks that raised text holds, each with what it links to. A
// dash between two makes a range of them.
func marksOf(n *html.Node) [][2]string {
	var out [][2]string
	ranged := false
	add := func(s, href string) {
		for _, m := range markSign().FindAllString(s, -1) {
			switch k := len(out) - 1; {
			case strings.ContainsAny(m, "-–—−"):
				ranged = k >= 0
			case ranged:
				out[k][0], ranged = out[k][0]+"–"+m, false
			default:
				out = append(out, [2]string{m, href})
			}
		}
	}
	var walk func(n *html.Node, href string)
	walk = func(n *html.Node, href string) {
		for c := range n.ChildNodes() {
			if c.Type == html.TextNode {
				add(undoubled(html.UnescapeString(c.Data)), href)
				continue
			}
			walk(c, cmp.Or(attr(c, "href"), href))
		}
	}
	href := ""
	for p := n; p != nil && href == ""; p = p.Parent {
		href = attr(p, "href")
	}
	walk(n, href)
	return out
}

// markSign is a mark among others, or the dash between two.
var markSign = pattern.Lazy(`[0-9]+|\pL+|[*†‡§¶∗#]+|[-–—−]`)

// isMark reports whether s can be a note's mark: a number, a letter, or signs.
func isMark(s string) bool {
	if s == "" || utf8.RuneCountInString(s) > 12 {
		return false
	}
	if utf8.RuneCountInString(s) == 1 {
		r, _ := utf8.DecodeRuneInString(s)
		return unicode.IsDigit(r) || unicode.IsLower(r) || strings.ContainsRune("*†‡§¶∗#", r)
	}
	for _, r := range s {
		if !unicode.IsDigit(r) && !strings.ContainsRune("*†‡§¶∗, –-", r) {
			return false
		}
	}
	return true
}

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

func raised(digits string) string {
	return strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹").Replace(digits)
}
