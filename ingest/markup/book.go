package markup

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"locus/ingest/block"
	"locus/ingest/pattern"
)

// Book reads the files of an e-book, which link to each other: a note may stand in
// another file than its call. Every file is first given to Gather, in reading
// order, and then to Page. The zero value is a book without files.
type Book struct {
	// Labels are the printed labels of the pages that begin at an id, as the book's
	// list of pages has them, by file and id ("text/ch1.xhtml#p12").
	Labels map[string]string

	links []markLink
	notes map[string]bool // ids of notes, as place writes them
	calls map[string]bool // ids at the calls of notes
	tied  bool
}

// markLink is a link whose text is such as calls a note: the ids at it, and the
// one that it leads to.
type markLink struct {
	ids    []string
	target string
	says   bool // it says that it calls a note, or stands above the line
}

// place names an element of the book by its file and id, in a form in which
// neither reads as a name that means something.
func place(file, id string) string {
	return strings.NewReplacer("-", ".", "_", ":").Replace(file + "#" + id)
}

// target is the place that a link leads to, "" for one that leads elsewhere.
func target(file, href string) string {
	name, id, ok := strings.Cut(href, "#")
	if !ok || id == "" || strings.Contains(name, "://") || strings.HasPrefix(name, "mailto:") {
		return ""
	}
	if name != "" {
		file = FileWithin(file, name)
	}
	return place(file, id)
}

// FileWithin is the path of a file that another refers to by name, from the top of
// the book; what leads above the top stays below it.
func FileWithin(file, name string) string {
	var parts []string
	if i := strings.LastIndexByte(file, '/'); i >= 0 {
		parts = strings.Split(file[:i], "/")
	}
	for part := range strings.SplitSeq(unescaped(name), "/") {
		switch {
		case part == "" || part == ".":
		case part == ".." && len(parts) > 0:
			parts = parts[:len(parts)-1]
		case part != "..":
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "/")
}

var (
	percent = pattern.Lazy(`%[0-9A-Fa-f]{2}`)
	cdata   = pattern.Lazy(`<!\[CDATA\[|\]\]>`)
	orders  = pattern.Lazy(`<\?[^<>]*\?>`)
)

func unescaped(s string) string {
	return percent().ReplaceAllStringFunc(s, func(m string) string {
		hex := strings.ToLower(m[1:])
		return string([]byte{byte(strings.IndexByte("0123456789abcdef", hex[0])<<4 | strings.IndexByte("0123456789abcdef", hex[1]))})
	})
}

// parsed parses XHTML as HTML, for which elements that close themselves must be
// closed by a tag.
func parsed(src string) *html.Node {
	if strings.Contains(src, "/>") {
		src = openAndShut(src)
	}
	if strings.Contains(src, "<?") {
		src = orders().ReplaceAllString(src, "")
	}
	if strings.Contains(src, "<![CDATA[") {
		src = cdata().ReplaceAllString(src, "")
	}
	root, err := html.Parse(strings.NewReader(src))
	if err != nil {
		return nil
	}
	return root
}

// openAndShut writes "<a/>" as "<a></a>", but for elements that HTML knows to be
// empty.
func openAndShut(src string) string {
	var out strings.Builder
	out.Grow(len(src) + len(src)/50)
	last := 0
	for at := 0; ; {
		i := strings.Index(src[at:], "/>")
		if i < 0 {
			break
		}
		at += i
		if name := tagName(src[last:at]); name != "" && !empty(name) {
			out.WriteString(src[last:at])
			out.WriteString("></" + name + ">")
			last = at + len("/>")
		}
		at += len("/>")
	}
	out.WriteString(src[last:])
	return out.String()
}

// tagName is the name of the tag with which a text ends, "" where it ends with
// none: ">" may stand in it within quotation marks only.
func tagName(text string) string {
	tag := text[strings.LastIndexByte(text, '<')+1:]
	if tag == "" || len(tag) == len(text) || strings.Contains(tag, ">") && !strings.ContainsAny(tag, `"'`) {
		return ""
	}
	if c := tag[0] | 0x20; c < 'a' || c > 'z' {
		return ""
	}
	if i := strings.IndexAny(tag, " \t\r\n"); i >= 0 {
		tag = tag[:i]
	}
	if strings.ContainsAny(tag, "\"'>=&") {
		return ""
	}
	return tag
}

// empty reports whether an element of HTML holds nothing.
func empty(name string) bool {
	switch strings.ToLower(name) {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}

// Gather notes the links of a file that may call notes. Name is the file's path
// within the book.
func (b *Book) Gather(name, src string) {
	root := parsed(src)
	if root == nil {
		return
	}
	for n := range root.Descendants() {
		if n.DataAtom != atom.A {
			continue
		}
		to := target(name, attr(n, "href"))
		text := strings.Trim(strings.TrimSpace(textOf(n)), "[](). \u00a0")
		says := saysNote(n)
		if to == "" || attr(n, "role") == "doc-backlink" || !says && !isMark(text) {
			continue
		}
		raisedLink := n.Parent != nil && n.Parent.DataAtom == atom.Sup || n.FirstChild != nil && n.FirstChild.DataAtom == atom.Sup
		b.links = append(b.links, markLink{ids: idsAt(name, n), target: to, says: says || raisedLink})
	}
}

func saysNote(n *html.Node) bool {
	return attr(n, "role") == "doc-noteref" || hasType(n, "noteref") || hasType(n, "annoref") || strings.Contains(attr(n, "class"), "footnote-ref") || strings.Contains(attr(n, "class"), "noteref")
}

// hasType reports whether an element says what it is by a word of epub:type.
func hasType(n *html.Node, kinds ...string) bool {
	for t := range strings.FieldsSeq(attr(n, "epub:type")) {
		for _, k := range kinds {
			if t == k {
				return true
			}
		}
	}
	return false
}

// idsAt lists the ids of an element, of what it holds, of empty ones beside it and
// of the two around it.
func idsAt(file string, n *html.Node) []string {
	var out []string
	add := func(n *html.Node) {
		for _, key := range []string{"id", "name"} {
			if id := attr(n, key); id != "" {
				out = append(out, place(file, id))
			}
		}
	}
	for d := range n.Descendants() {
		add(d)
	}
	for _, beside := range []*html.Node{n.PrevSibling, n.NextSibling} {
		if beside != nil && beside.Type == html.ElementNode && strings.TrimSpace(textOf(beside)) == "" {
			add(beside)
		}
	}
	for p, up := n, 0; p != nil && up < 3; p, up = p.Parent, up+1 {
		add(p)
	}
	return out
}

// tie finds which of the links call notes: those that say so or stand above the
// line, and those whose target links back to them. Of two that link to each other
// the first is the call.
func (b *Book) tie() {
	if b.tied {
		return
	}
	b.tied, b.notes, b.calls = true, map[string]bool{}, map[string]bool{}
	at := map[string]int{}
	for i, l := range b.links {
		for _, id := range l.ids {
			if _, ok := at[id]; !ok {
				at[id] = i
			}
		}
	}
	back := map[int]bool{}
	for i, l := range b.links {
		if back[i] {
			continue
		}
		j, mutual := at[l.target]
		mutual = mutual && j > i && leadsTo(b.links[j], l)
		if !mutual && !l.says {
			continue
		}
		if mutual {
			back[j] = true
		}
		b.notes[l.target] = true
		for _, id := range l.ids {
			b.calls[id] = true
		}
	}
	b.links = nil
}

func leadsTo(from, to markLink) bool {
	for _, id := range to.ids {
		if id == from.target {
			return true
		}
	}
	return false
}

// Page reads a file of the book: all of it but what says that it is a cover, a
// title page, a table of contents or the like. Anchors of notes and what calls
// refer to are made unlike in all files.
func (b *Book) Page(name, src string) block.Page {
	b.tie()
	root := parsed(src)
	if root == nil {
		page := unparsed(src)
		return page
	}
	var page block.Page
	w := newWalker(&page, false)
	r := &rewriter{book: b, file: name, page: &page, notes: w.notes}
	r.node(root, "")
	w.node(root)
	w.flush()
	joinPreformatted(&page)
	for i := range page.Blocks {
		if n := &page.Blocks[i]; n.Kind == block.Note {
			trimmed := strings.TrimLeft(n.Text, " .)]:")
			if cut := len(n.Text) - len(trimmed); cut > 0 && trimmed != "" {
				n.Edit([]block.Change{{From: 0, To: cut}})
			}
		}
	}
	return page
}
