package office

import (
	"strings"

	"locus/ingest/block"
	"locus/ingest/manuscript"
)

// block reads an element that stands among paragraphs.
func (d *docx) block(n *node) {
	switch n.name {
	case "w:p":
		d.paragraph(n)
	case "w:tbl":
		d.flush()
		d.table(n)
	case "w:sdt":
		d.control(n, d.blocks)
	case "w:customXml", "w:ins", "w:moveTo", "w:smartTag", "w:sdtContent", "w:txbxContent":
		d.blocks(n)
	case "mc:AlternateContent":
		d.blocks(alternative(n))
	case "w:del", "w:moveFrom":
		d.omit("tracked deletion", spaced(n))
	case "w:sectPr":
		d.noteFormats(n)
	case "w:altChunk":
		d.omit("embedded document", n.attr("r:id"))
	case "m:oMathPara", "m:oMath":
		d.paragraph(&node{name: "w:p", kids: []*node{n}})
	}
}

func (d *docx) blocks(n *node) {
	if n == nil {
		return
	}
	for _, k := range n.kids {
		d.block(k)
	}
}

// alternative is the form of an alternative that is read: the first choice that
// holds text, else the one for older programs.
func alternative(n *node) *node {
	var last *node
	for _, k := range n.kids {
		if k.name != "mc:Choice" && k.name != "mc:Fallback" {
			continue
		}
		last = k
		if strings.TrimSpace(spaced(k)) != "" {
			return k
		}
	}
	return last
}

// control reads a content control: what a program made (a table of contents, a
// list of works, a citation) or a field of a form. Walk reads its content.
func (d *docx) control(n *node, walk func(*node)) {
	props, content := n.child("w:sdtPr"), n.child("w:sdtContent")
	gallery := props.child("w:docPartObj").child("w:docPartGallery").attr("w:val")
	tag := props.child("w:tag").attr("w:val")
	switch {
	case props.child("w:showingPlcHdr") != nil:
		d.omit("placeholder", spaced(content))
	case strings.HasPrefix(gallery, "Table of "):
		d.contents++
		walk(content)
		d.contents--
	case gallery == "Bibliographies", props.child("w:bibliography") != nil, strings.HasPrefix(tag, "MENDELEY_BIBLIOGRAPHY"):
		d.listing++
		walk(content)
		d.listing--
	case strings.HasPrefix(tag, "MENDELEY_CITATION_v3_") && d.b != nil:
		from := d.b.Len()
		walk(content)
		d.cite(from, decoded64(strings.TrimPrefix(tag, "MENDELEY_CITATION_v3_")))
	default:
		walk(content)
	}
}

// paragraph reads a paragraph and keeps it with the notes and text boxes in it.
func (d *docx) paragraph(n *node) {
	props := n.child("w:pPr")
	id := props.child("w:pStyle").attr("w:val")
	if id == "" {
		id = d.styles.standard
	}
	sr, sp, names := d.styles.resolve(id)
	base := d.styles.run.over(sr)
	look := d.styles.para.over(sp).over(paraOf(props))
	if !d.open {
		d.b = new(manuscript.Builder)
	}
	contents, listing := d.inContents(), d.inListing()
	d.inlines(n.kids, base)
	contents, listing = contents || d.inContents(), listing || d.inListing()
	if mark := props.child("w:rPr"); mark.child("w:del") != nil || mark.child("w:moveFrom") != nil {
		d.open = true // its end was deleted
		return
	}
	d.open = false
	p := d.b.Paragraph()
	d.b = nil
	p.Styles = names
	p.Contents, p.Bibliography = contents, listing
	if sec := props.child("w:sectPr"); sec != nil {
		d.noteFormats(sec)
	}
	d.shape(&p, look)
	d.keep(p)
	d.after()
}

// after keeps the notes that a paragraph calls and reads its text boxes.
func (d *docx) after() {
	d.settle(func(box *node) {
		d.blocks(box)
		d.flush()
	})
}

// apart reads elements into a list of their own.
func (d *docx) apart(read func()) []manuscript.Paragraph {
	open := d.open
	d.open = false
	out := d.aside(func() {
		read()
		d.flush()
	})
	d.open = open
	return out
}

// flush ends a paragraph whose end was deleted and that nothing follows.
func (d *docx) flush() {
	if d.open && d.b != nil {
		p := d.b.Paragraph()
		d.open, d.b = false, nil
		d.keep(p)
		d.after()
	}
}

// shape gives a paragraph what its properties say.
func (d *docx) shape(p *manuscript.Paragraph, look para) {
	if look.outline != nil && *look.outline < 9 && *look.outline >= 0 {
		p.Outline = *look.outline + 1
	}
	p.Centered = look.align == "center"
	for _, l := range []struct {
		from *float64
		to   *float64
	}{{look.left, &p.Left}, {look.right, &p.Right}, {look.first, &p.First}} {
		if l.from != nil {
			*l.to = *l.from
		}
	}
	if look.list == "" || look.list == "0" || strings.TrimSpace(p.Text) == "" || p.Kind == block.Note {
		return
	}
	level := 0
	if look.level != nil {
		level = *look.level
	}
	mark, goesOn, ok := d.item(look.list, level)
	if !ok {
		return
	}
	p.Listed = true
	if goesOn {
		p.Kind, p.Level, p.Mark = block.Item, level+1, continued
		return
	}
	p.Kind, p.Level, p.Mark = block.Item, level+1, mark
}
