package epub

import (
	"encoding/xml"
	"strings"
	"unicode"

	"locus/ingest/block"
	"locus/ingest/markup"
	"locus/ingest/pattern"
)

// entry is a line of the table of contents: its title, how deep it stands from 1,
// the file it leads to and the id there, "" for the file's beginning.
type entry struct {
	title, file, id string
	depth           int
}

// contents reads the table of contents and the list of pages: of EPUB 3, else of
// EPUB 2; and what the book calls its parts.
func (b *book) contents() {
	b.pages, b.kinds = map[string]string{}, map[string]string{}
	for _, g := range b.pkg.Guide {
		b.kinds[b.path(g.Href)] = strings.ToLower(g.Kind)
	}
	for _, m := range b.pkg.Manifest {
		f := b.files[m.ID]
		if !strings.Contains(" "+f.properties+" ", " nav ") {
			continue
		}
		if data, err := b.zip.Read(f.name); err == nil {
			b.navigation(f.name, data)
		}
	}
	if ncx, ok := b.files[b.pkg.Spine.Toc]; ok && (len(b.nav) == 0 || len(b.pages) == 0) {
		if data, err := b.zip.Read(ncx.name); err == nil {
			b.ncx(ncx.name, data)
		}
	}
}

// maxEntries bounds the lines of a table of contents.
const maxEntries = 50_000

// navigation reads the document of navigation of EPUB 3.
func (b *book) navigation(name string, data []byte) {
	d := decoder(data)
	kind, depth, href := "", 0, ""
	var label strings.Builder
	for {
		token, err := d.Token()
		if err != nil {
			return
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "nav":
				kind, depth = attr(t, "type"), 0
			case "ol":
				depth++
			case "a":
				href = attr(t, "href")
				if kind == "landmarks" {
					b.kinds[markup.FileWithin(name, before(href))] = attr(t, "type")
				}
				label.Reset()
			case "span":
				if href == "" {
					label.Reset()
				}
			}
		case xml.CharData:
			label.Write(t)
		case xml.EndElement:
			switch t.Name.Local {
			case "nav":
				kind = ""
			case "ol":
				depth--
			case "a":
				b.line(kind, name, href, label.String(), depth)
				href = ""
			}
		}
	}
}

func before(href string) string {
	file, _, _ := strings.Cut(href, "#")
	return file
}

// line keeps a line of a table of contents or of a list of pages.
func (b *book) line(kind, name, href, label string, depth int) {
	label = strings.Join(strings.Fields(label), " ")
	file, id, _ := strings.Cut(href, "#")
	file = markup.FileWithin(name, file)
	switch {
	case label == "" || href == "" || len(b.nav)+len(b.pages) > maxEntries:
	case kind == "page-list":
		b.pages[file+"#"+id] = label
	case kind == "toc":
		b.nav = append(b.nav, entry{title: label, file: file, id: id, depth: max(depth, 1)})
	}
}

func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// ncx reads the table of contents of EPUB 2.
func (b *book) ncx(name string, data []byte) {
	d := decoder(data)
	kind, depth := "", 0
	label := ""
	inText, haveNav, havePages := false, len(b.nav) > 0, len(b.pages) > 0
	for {
		token, err := d.Token()
		if err != nil {
			return
		}
		switch t := token.(type) {
		case xml.StartElement:
			inText = t.Name.Local == "text"
			switch t.Name.Local {
			case "navMap":
				kind = "toc"
			case "pageList":
				kind = "page-list"
			case "navPoint", "pageTarget":
				depth++
				label = ""
			case "content":
				if kind == "toc" && !haveNav || kind == "page-list" && !havePages {
					b.line(kind, name, attr(t, "src"), label, depth)
				}
			}
		case xml.CharData:
			if inText {
				label += string(t)
			}
		case xml.EndElement:
			inText = false
			if t.Name.Local == "navPoint" || t.Name.Local == "pageTarget" {
				depth--
			}
		}
	}
}

// apart says why a file is none of the text whatever stands in it, "" for one
// that may be.
func (b *book) apart(f file) string {
	if strings.Contains(" "+f.properties+" ", " nav ") {
		return "table of contents"
	}
	return ""
}

var matterName = pattern.Lazy(`(?i)(?:^|[/_-])(cover|title_?-?page|half_?-?title|tp|copyright|imprint|toc|contents|nav)(?:page)?[0-9_-]*\.x?html?$`)

// matter says why a file is none of the text by what the book calls it, or by its
// name where it is short; "" for the others.
func (b *book) matter(i int, f file, blocks []block.Block) string {
	words, links := 0, 0
	for _, p := range blocks {
		words += len(strings.Fields(p.Text))
		if b.titled(p.Text) {
			links++
		}
	}
	switch b.kinds[f.name] {
	case "cover":
		if words < 100 {
			return "cover"
		}
	case "toc":
		return "table of contents"
	case "title-page", "titlepage", "halftitlepage":
		if words < 150 {
			return "title page"
		}
	case "copyright-page", "copyright", "colophon":
		return "copyright page"
	case "index":
		return "index"
	}
	if links >= 5 && links*2 > len(blocks) && i < 8 {
		return "table of contents"
	}
	m := matterName().FindStringSubmatch(f.name)
	if m == nil || words >= 300 || len(b.spine) < 2 {
		return ""
	}
	switch strings.ToLower(m[1][:1]) {
	case "t", "h":
		if strings.EqualFold(m[1], "toc") {
			return "table of contents"
		}
		return "title page"
	case "n":
		return "table of contents"
	case "i":
		return "copyright page"
	}
	return map[string]string{"cover": "cover", "copyright": "copyright page", "contents": "table of contents"}[strings.ToLower(m[1])]
}

// titled reports whether a text is a title of the table of contents.
func (b *book) titled(text string) bool {
	if len(text) > 300 {
		return false
	}
	if b.titles == nil {
		b.titles = map[string]bool{}
		for _, e := range b.nav {
			b.titles[letters(e.title)] = true
		}
		delete(b.titles, "")
	}
	return b.titles[letters(text)]
}

// headed gives the headings of a file the levels that the table of contents has:
// the first stands where the file's entry does, the others below it as they did. A
// file with an entry and without any heading gets the entry's title as one.
func (b *book) headed(f file, blocks []block.Block) []block.Block {
	var own *entry
	for i := range b.nav {
		if b.nav[i].file == f.name {
			own = &b.nav[i]
			break
		}
	}
	if own == nil || len(blocks) == 0 {
		return blocks
	}
	first, top := -1, 9
	for i, p := range blocks {
		if p.Kind == block.Heading {
			if first < 0 {
				first = i
			}
			top = min(top, p.Level)
		}
	}
	if first < 0 || own.id == "" && first > 2 && !alike(blocks[first].Text, own.title) {
		if b.inFront(own.title, blocks) {
			return blocks
		}
		heading := block.Block{Kind: block.Heading, Level: own.depth, Text: own.title, Marked: true, Pages: blocks[0].Pages}
		blocks[0].Pages = nil
		for i := range heading.Pages {
			heading.Pages[i].At = 0
		}
		shift(blocks, own.depth+1-top)
		return append([]block.Block{heading}, blocks...)
	}
	shift(blocks, own.depth-top)
	return blocks
}

// inFront makes a heading of one of the first lines where it says what the table
// of contents does, and reports whether there was one.
func (b *book) inFront(title string, blocks []block.Block) bool {
	for i := range blocks[:min(len(blocks), 4)] {
		p := &blocks[i]
		if p.Kind == block.Paragraph && alike(p.Text, title) {
			p.Kind, p.Level, p.Marked = block.Heading, 1, true
			return true
		}
	}
	return false
}

func shift(blocks []block.Block, by int) {
	for i := range blocks {
		if blocks[i].Kind == block.Heading {
			blocks[i].Level = max(1, min(blocks[i].Level+by, 6))
		}
	}
}

// alike reports whether two titles say the same, by their letters, the one whole
// within the other.
func alike(a, b string) bool {
	a, b = letters(a), letters(b)
	return a != "" && b != "" && (a == b || len(a) >= 6 && strings.Contains(b, a) || len(b) >= 6 && len(a) < 200 && strings.Contains(a, b))
}

// letters is a text by its letters and digits alone, in small letters.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
