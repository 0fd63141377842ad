package office

import (
	"strconv"
	"strings"

	"locus/ingest/manuscript"
)

// inlines reads the elements of a paragraph.
func (d *docx) inlines(kids []*node, base run) {
	for _, n := range kids {
		d.inline(n, base)
	}
}

func (d *docx) inline(n *node, base run) {
	switch n.name {
	case "w:r":
		d.run(n, base)
	case "w:del", "w:moveFrom":
		d.omit("tracked deletion", spaced(n))
	case "w:bookmarkStart", "w:bookmarkEnd":
		d.bookmark(n)
	case "w:sdt":
		d.control(n, func(content *node) {
			if content != nil {
				d.inlines(content.kids, base)
			}
		})
	case "w:fldSimple":
		d.begin()
		d.instruct(n.attr("w:instr"))
		d.separate()
		d.inlines(n.kids, base)
		d.end()
	case "m:oMath", "m:oMathPara":
		text := mathOf(n)
		d.text(text, base)
		d.omit("formula written in a line", text)
	case "mc:AlternateContent":
		if a := alternative(n); a != nil {
			d.inlines(a.kids, base)
		}
	case "w:ruby":
		if r := n.child("w:rubyBase"); r != nil {
			d.inlines(r.kids, base)
		}
	case "w:hyperlink", "w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:sdtContent":
		d.inlines(n.kids, base)
	}
}

// run reads a stretch of characters of one look.
func (d *docx) run(n *node, base run) {
	props := n.child("w:rPr")
	r := base
	if id := props.child("w:rStyle").attr("w:val"); id != "" {
		styled, _, _ := d.styles.resolve(id)
		r = r.over(styled)
	}
	r = r.over(runOf(props))
	if props.child("w:del") != nil && props.child("w:ins") == nil && n.child("w:delText") != nil {
		d.omit("tracked deletion", spaced(n))
		return
	}
	for _, k := range n.kids {
		d.piece(k, r)
	}
	d.mark = ""
}

// piece reads one element of a run.
func (d *docx) piece(k *node, r run) {
	switch k.name {
	case "w:t":
		d.printed(k.words(), r)
	case "w:tab", "w:ptab":
		d.text("\t", r)
	case "w:br":
		if k.attr("w:type") == "" || k.attr("w:type") == "textWrapping" {
			d.text("\n", r)
		} else {
			d.text(" ", r)
		}
	case "w:cr":
		d.text("\n", r)
	case "w:noBreakHyphen":
		d.text("-", r)
	case "w:sym":
		code, err := strconv.ParseUint(k.attr("w:char"), 16, 32)
		if s := manuscript.Symbol(k.attr("w:font"), rune(code)); err == nil && s != "" {
			d.text(s, r)
		} else {
			d.omit("symbol", k.attr("w:font")+" "+k.attr("w:char"))
		}
	case "w:footnoteReference":
		d.call(0, k)
	case "w:endnoteReference":
		d.call(1, k)
	case "w:fldChar":
		switch k.attr("w:fldCharType") {
		case "begin":
			d.begin()
		case "separate":
			d.separate()
		case "end":
			d.end()
		}
	case "w:instrText":
		d.instruct(k.words())
	case "w:drawing", "w:pict", "w:object":
		d.drawing(k)
	case "mc:AlternateContent":
		if a := alternative(k); a != nil {
			for _, inner := range a.kids {
				d.piece(inner, r)
			}
		}
	case "w:ruby":
		d.inline(k, r)
	}
}

// printed adds words: as a note's mark, as raised ones, or as they are.
func (d *docx) printed(text string, r run) {
	text = symbols(text, r.font)
	switch {
	case d.mark != "" && strings.TrimSpace(text) != "":
		d.note(d.mark, strings.TrimSpace(text))
		d.mark = ""
	case r.raised == on && !d.instructing() && r.hidden != on:
		d.b.Raise(text, r.look())
	default:
		d.text(text, r)
	}
}

// symbols replaces the characters of a font of symbols, which stand in the private
// area, by what they print.
func symbols(text, font string) string {
	if !strings.ContainsFunc(text, func(c rune) bool { return c >= 0xF000 && c <= 0xF0FF }) {
		return text
	}
	var out strings.Builder
	for _, c := range text {
		if s := manuscript.Symbol(font, c); c >= 0xF000 && c <= 0xF0FF && s != "" {
			out.WriteString(s)
			continue
		}
		out.WriteRune(c)
	}
	return out.String()
}

// text adds words to the paragraph, or to the instruction of a field.
func (d *docx) text(text string, r run) {
	switch {
	case d.instructing():
	case r.hidden == on:
		d.omit("hidden text", text)
	default:
		d.b.Add(text, r.look())
	}
}

// call reads the call of a note; a mark of its own follows in the same run.
func (d *docx) call(kind int, k *node) {
	ref := anchor(kind, k.attr("w:id"))
	if d.notes[ref] == nil || d.noted {
		return
	}
	if v := k.attr("w:customMarkFollows"); v == "1" || v == "true" || v == "on" {
		d.mark = ref
		return
	}
	d.counts[kind]++
	d.note(ref, manuscript.Numeral(d.counts[kind], d.formats[kind]))
}

// note ties a note to the place reached and reads it.
func (d *docx) note(ref, mark string) {
	d.b.Call(mark, ref)
	n := d.notes[ref]
	if n == nil {
		return
	}
	fields, noted, pending := d.fields, d.noted, d.mark
	d.fields, d.noted, d.mark = nil, true, ""
	b := manuscript.Joined(d.apart(func() { d.blocks(n) }))
	d.fields, d.noted, d.mark = fields, noted, pending
	d.wait(b, mark, ref)
}

// drawing lists a picture by its alternative text, and keeps the text boxes in it
// for the end of the paragraph.
func (d *docx) drawing(n *node) {
	boxes := boxesBelow(n)
	d.boxes = append(d.boxes, boxes...)
	if p := n.find("wp:docPr"); p != nil && len(boxes) == 0 {
		d.picture(p.attr("wp:descr"), p.attr("wp:title"), p.attr("wp:name"))
	} else if s := n.find("v:shape"); s != nil && len(boxes) == 0 {
		d.picture(s.attr("v:alt"), "", "")
	}
}

// boxesBelow lists the text boxes of a drawing, once each.
func boxesBelow(n *node) []*node {
	var out []*node
	for _, k := range n.kids {
		switch k.name {
		case "w:txbxContent":
			out = append(out, k)
		case "mc:AlternateContent":
			if a := alternative(k); a != nil {
				out = append(out, boxesBelow(a)...)
			}
		default:
			out = append(out, boxesBelow(k)...)
		}
	}
	return out
}
