package office

import (
	"bytes"
	"errors"
	"strings"

	"locus/ingest/archive"
	"locus/ingest/block"
	"locus/ingest/manuscript"
)

// ReadODT reads an ODT file, packed or flat (one file of XML). The error is a
// *block.Fault.
func ReadODT(data []byte) (block.Page, error) {
	o := &odt{styles: map[string]*odtStyle{}, lists: map[string][]manuscript.Level{}, marks: map[string]string{}}
	if !bytes.HasPrefix(data, []byte("PK")) {
		return o.read(data, data, data, "office:document")
	}
	z, err := archive.Open(data, archive.Limits{})
	if err != nil {
		return block.Page{}, fault(err)
	}
	o.zip = z
	if manifest, err := z.Read("META-INF/manifest.xml"); err == nil && bytes.Contains(manifest, []byte("encryption-data")) {
		return block.Page{}, fault(archive.ErrEncrypted)
	}
	content, err := z.Read("content.xml")
	if err != nil && len(content) == 0 {
		return block.Page{}, fault(err)
	}
	tell(&o.out, err)
	// A file without these is read with the looks that its text itself states.
	styles, _ := z.Read("styles.xml")
	meta, _ := z.Read("meta.xml")
	return o.read(content, styles, meta, "office:document-content")
}

// odt is the work of reading one file.
type odt struct {
	gather
	zip     *archive.Zip
	styles  map[string]*odtStyle // by family and name
	lists   map[string][]manuscript.Level
	outline []manuscript.Level
	counter manuscript.Counter
	marks   map[string]string // what Zotero keeps apart for its bookmarks
	open    []reference       // marks of citations that have begun
	nest    []listAt          // the lists that we are in
	last    string            // the list before, for those that go on with it
	count   int               // of lists so far
	works   int               // how many lists of works that a program made we are in
	depth   int
}

// reference is a mark of a citation that has begun.
type reference struct {
	name string
	b    *manuscript.Builder
	from int
}

// listAt is a list that we are in.
type listAt struct {
	key, style string
	item       bool // its item has no paragraph yet
	header     bool
}

// read reads the parts of a file; root is the outermost element of the text's.
func (o *odt) read(content, styles, meta []byte, root string) (block.Page, error) {
	flat := root == "office:document"
	top := func(usual string) string {
		if flat {
			return root
		}
		return usual
	}
	var err error
	each := func(data []byte, path []string, f func(*node) error) {
		if err == nil {
			err = elements(data, path, f)
			if fault := (*block.Fault)(nil); !errors.As(err, &fault) {
				tell(&o.out, err)
				err = nil
			}
		}
	}
	for _, part := range []string{"office:styles", "office:automatic-styles"} {
		each(styles, []string{top("office:document-styles"), part}, o.style)
	}
	if !flat {
		each(content, []string{root, "office:automatic-styles"}, o.style)
	}
	each(meta, []string{top("office:document-meta"), "office:meta"}, o.meta)
	each(content, []string{root, "office:body", "office:text"}, func(n *node) error {
		o.block(n)
		return o.full()
	})
	if err != nil {
		return block.Page{}, err
	}
	o.out.Paragraphs = o.list
	return o.out.Page(), nil
}

// meta reads a statement of the file about itself.
func (o *odt) meta(n *node) error {
	words := strings.TrimSpace(n.words())
	p := &o.out.Properties
	switch n.name {
	case "dc:title":
		p.Title = words
	case "dc:subject":
		p.Subject = words
	case "meta:initial-creator":
		p.Creator = words
	case "dc:creator":
		if p.Creator == "" {
			p.Creator = words
		}
	case "dc:language":
		p.Language = words
	case "meta:user-defined":
		// Zotero cuts long records into numbered pieces.
		if name, _, ok := cutLast(n.attr("meta:name"), "_"); ok && strings.HasPrefix(name, "ZOTERO_BREF_") {
			o.marks[name] += words
		}
	}
	return nil
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// block reads an element that stands among paragraphs.
func (o *odt) block(n *node) {
	if o.depth++; o.depth > maxDepth {
		o.depth--
		return
	}
	defer func() { o.depth-- }()
	switch n.name {
	case "text:p", "text:h":
		o.paragraph(n)
	case "text:list":
		o.listOf(n)
	case "text:numbered-paragraph":
		o.blocks(n)
	case "table:table":
		o.table(n)
	case "text:tracked-changes":
		o.changes(n)
	case "text:table-of-content", "text:illustration-index", "text:table-index", "text:object-index", "text:user-index", "text:alphabetical-index":
		o.omit("table of contents", printed(n.child("text:index-body")))
	case "text:bibliography":
		o.works++
		o.blocks(n.child("text:index-body"))
		o.works--
	case "text:section":
		o.section(n)
	case "text:index-title", "office:text":
		o.blocks(n)
	case "draw:frame", "draw:custom-shape", "draw:g", "draw:rect":
		o.paragraph(&node{name: "text:p", kids: []*node{n}})
	}
}

func (o *odt) blocks(n *node) {
	if n == nil {
		return
	}
	for _, k := range n.kids {
		o.block(k)
	}
}

// section reads a section: one that is hidden is told, one that Zotero made is the
// list of works.
func (o *odt) section(n *node) {
	name := n.attr("text:name")
	switch {
	case n.attr("text:display") == "none":
		o.omit("hidden text", printed(n))
	case strings.Contains(name, "ZOTERO_BIBL") || strings.Contains(name, "CSL_BIBLIOGRAPHY"):
		o.works++
		o.blocks(n)
		o.works--
	default:
		o.blocks(n)
	}
}

// changes lists what was deleted; what was inserted stands in the text.
func (o *odt) changes(n *node) {
	for _, region := range n.kids {
		if del := region.child("text:deletion"); del != nil {
			o.omit("tracked deletion", printed(del))
		}
	}
}

// paragraph reads a paragraph or a heading.
func (o *odt) paragraph(n *node) {
	name := n.attr("text:style-name")
	base, look, names := o.resolve("paragraph", name)
	o.b = new(manuscript.Builder)
	o.inlines(n, base)
	p := o.b.Paragraph()
	o.b = nil
	p.Styles, p.Bibliography = names, o.works > 0
	p.Centered = look.align == "center"
	if look.left != nil {
		p.Left = *look.left
	}
	if look.first != nil {
		p.First = *look.first
	}
	if n.name == "text:h" {
		p.Outline = max(number(n.attr("text:outline-level"), 1), 1)
	} else if look.outline != nil && *look.outline > 0 {
		p.Outline = *look.outline
	}
	o.numbers(n, &p, look)
	o.keep(p)
	o.settle(o.box)
}

// box reads a text box, whose paragraphs are no items of the list it stands in.
func (o *odt) box(n *node) {
	nest := o.nest
	o.nest = nil
	o.blocks(n)
	o.nest = nest
}

// numbers gives a paragraph the mark that is printed before it.
func (o *odt) numbers(n *node, p *manuscript.Paragraph, look para) {
	depth := len(o.nest)
	if strings.TrimSpace(p.Text) == "" || p.Kind == block.Note {
		return
	}
	if depth == 0 || n.name == "text:h" {
		if n.name == "text:h" && n.attr("text:is-list-header") != "true" && p.Outline <= len(o.outline) {
			p.Mark = o.counter.Mark("outline", p.Outline-1, o.outline)
		} else if depth == 0 && look.list != "" && n.name == "text:p" && p.Outline == 0 {
			o.item(p, look.list, "style "+look.list, 0)
		}
		if n.name == "text:h" && p.Mark == "" && depth > 0 && o.nest[depth-1].item {
			at := &o.nest[depth-1]
			at.item = false
			p.Mark = o.counter.Mark(at.key, depth-1, o.lists[at.style])
		}
		return
	}
	at := &o.nest[depth-1]
	switch {
	case at.header:
	case at.item:
		at.item = false
		style := at.style
		if style == "" {
			style = look.list
		}
		o.item(p, style, at.key, depth-1)
	default:
		p.Kind, p.Level, p.Mark, p.Listed = block.Item, depth, continued, true
	}
}

// item makes a paragraph an item of a list.
func (o *odt) item(p *manuscript.Paragraph, style, key string, level int) {
	p.Kind, p.Level, p.Listed = block.Item, level+1, true
	p.Mark = o.counter.Mark(key, level, o.lists[style])
}

// listOf reads a list. Lists within its items are numbered by its own style.
func (o *odt) listOf(n *node) {
	at := listAt{style: n.attr("text:style-name")}
	if depth := len(o.nest); depth > 0 {
		at.key = o.nest[depth-1].key
		if at.style == "" {
			at.style = o.nest[depth-1].style
		}
	} else {
		o.count++
		at.key = "list " + n.attr("xml:id") + " " + numeral(o.count)
		if n.attr("text:continue-numbering") == "true" || n.attr("text:continue-list") != "" {
			at.key = o.last
		}
		o.last = at.key
	}
	if at.key == "" {
		at.key = "list"
	}
	for _, k := range n.kids {
		if k.name != "text:list-item" && k.name != "text:list-header" {
			continue
		}
		at.item, at.header = true, k.name == "text:list-header"
		if v := number(k.attr("text:start-value"), 0); v > 0 {
			o.counter.Restart(at.key, len(o.nest), v)
		}
		o.nest = append(o.nest, at)
		o.blocks(k)
		o.nest = o.nest[:len(o.nest)-1]
	}
}
