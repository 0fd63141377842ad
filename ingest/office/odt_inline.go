package office

import (
	"strings"
	"unicode"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/manuscript"
)

// inlines reads what stands in a paragraph.
func (o *odt) inlines(n *node, base run) {
	for _, k := range n.kids {
		o.inline(k, base)
	}
}

func (o *odt) inline(k *node, r run) {
	if o.depth++; o.depth > maxDepth {
		o.depth--
		return
	}
	defer func() { o.depth-- }()
	switch k.name {
	case "":
		o.text(squeezed(k.text), r)
	case "text:span":
		look, _, _ := o.resolve("text", k.attr("text:style-name"))
		o.inlines(k, r.over(look))
	case "text:s":
		o.text(strings.Repeat(" ", min(max(number(k.attr("text:c"), 1), 1), 100)), r)
	case "text:tab":
		o.text("\t", r)
	case "text:line-break":
		o.text("\n", r)
	case "text:note":
		o.note(k)
	case "text:bookmark-start", "text:reference-mark-start":
		o.open = append(o.open, reference{k.attr("text:name"), o.b, o.b.Len()})
	case "text:bookmark-end", "text:reference-mark-end":
		o.close(k.attr("text:name"))
	case "text:bibliography-mark":
		from := o.b.Len()
		o.inlines(k, r)
		o.own(k, from)
	case "office:annotation":
		o.omit("comment", printed(k))
	case "text:ruby":
		o.inlines(orEmpty(k.child("text:ruby-base")), r)
	case "draw:frame", "draw:custom-shape", "draw:rect", "draw:g", "draw:text-box":
		o.frame(k)
	case "text:hidden-text":
		o.omit("hidden text", k.attr("text:string-value"))
	case "text:placeholder":
		o.omit("placeholder", k.words())
	case "office:annotation-end", "text:soft-page-break", "text:change", "text:change-start", "text:change-end", "text:alphabetical-index-mark", "text:toc-mark", "text:number":
	default:
		o.inlines(k, r) // links, fields, marks of other programs
	}
}

func orEmpty(n *node) *node {
	if n == nil {
		return new(node)
	}
	return n
}

// squeezed makes each run of blanks and line ends one blank, as the format has it.
func squeezed(s string) string {
	if !strings.ContainsAny(s, "\n\t\r") && !strings.Contains(s, "  ") {
		return s
	}
	var out strings.Builder
	blank := false
	for _, c := range s {
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			blank = true
			continue
		}
		if blank {
			out.WriteByte(' ')
			blank = false
		}
		out.WriteRune(c)
	}
	if blank {
		out.WriteByte(' ')
	}
	return out.String()
}

func (o *odt) text(text string, r run) {
	switch {
	case r.hidden == on:
		o.omit("hidden text", text)
	case r.raised == on && strings.IndexFunc(text, unicode.IsSpace) != 0:
		o.b.Raise(symbols(text, r.font), r.look())
	default:
		o.b.Add(symbols(text, r.font), r.look())
	}
}

// note reads a note where it is called; its mark is printed in the file.
func (o *odt) note(n *node) {
	if o.noted {
		return
	}
	cite := n.child("text:note-citation")
	mark := strings.TrimSpace(cite.words())
	if mark == "" {
		mark = cite.attr("text:label")
	}
	ref := n.attr("text:note-class") + " " + n.attr("text:id")
	if n.attr("text:id") == "" {
		o.count++
		ref += numeral(o.count)
	}
	o.b.Call(mark, ref)
	nest, works := o.nest, o.works
	o.noted, o.nest, o.works = true, nil, 0
	b := manuscript.Joined(o.aside(func() { o.blocks(n.child("text:note-body")) }))
	o.noted, o.nest, o.works = false, nest, works
	o.wait(b, mark, ref)
}

// frame lists a picture, and keeps the text in a frame for the end of its
// paragraph.
func (o *odt) frame(n *node) {
	texts := false
	for _, k := range n.kids {
		switch k.name {
		case "draw:text-box":
			o.boxes, texts = append(o.boxes, k), true
		case "text:p", "text:list":
			o.boxes, texts = append(o.boxes, &node{name: "draw:text-box", kids: []*node{k}}), true
		case "draw:frame", "draw:custom-shape", "draw:rect", "draw:g":
			o.frame(k)
			texts = true
		}
	}
	switch {
	case texts:
	case n.child("draw:object") != nil:
		o.object(n.child("draw:object").words(), n.child("draw:object").find("math:annotation").words())
	default:
		o.picture(n.child("svg:desc").words(), n.child("svg:title").words(), n.attr("draw:name"))
	}
}

// object lists an embedded object: a formula by its source where the file holds it
// in line.
func (o *odt) object(words, source string) {
	if source != "" {
		words = source
	}
	if strings.TrimSpace(words) == "" {
		words = "without text"
	}
	o.omit("embedded object", words)
}

// close ends the mark of a citation: what stands between its ends is one where
// the mark's name, or what Zotero keeps for it, holds its works.
func (o *odt) close(name string) {
	for i := len(o.open) - 1; i >= 0; i-- {
		at := o.open[i]
		if at.name != name {
			continue
		}
		o.open = append(o.open[:i:i], o.open[i+1:]...)
		record := name
		if kept := o.marks[name]; kept != "" {
			record = kept
		}
		if !strings.Contains(record, "CSL_CITATION") {
			return
		}
		if at.b != o.b {
			at.from = 0
		}
		items, works, _ := manuscript.Citation(record)
		o.b.Cite(at.from, items)
		o.out.Works = append(o.out.Works, works...)
		return
	}
}

// own reads the word processor's own mark of a citation, whose record stands in its
// attributes.
func (o *odt) own(k *node, from int) {
	key := k.attr("text:identifier")
	if key == "" {
		return
	}
	e := block.Entry{Key: key, Reference: corpus.Reference{
		Title: k.attr("text:title"), Year: k.attr("text:year"), Container: k.attr("text:journal"), Volume: k.attr("text:volume"),
		Issue: k.attr("text:number"), Pages: k.attr("text:pages"), Publisher: k.attr("text:publisher"), Place: k.attr("text:address"), URL: k.attr("text:url"),
	}}
	if e.Container == "" {
		e.Container = k.attr("text:booktitle")
	}
	for name := range strings.SplitSeq(k.attr("text:author"), ";") {
		family, given, ok := strings.Cut(name, ",")
		if !ok {
			given, family, _ = cutLast(" "+strings.TrimSpace(name), " ")
		}
		if family = strings.TrimSpace(family); family != "" {
			e.Authors = append(e.Authors, corpus.Name{Family: family, Given: strings.TrimSpace(given)})
		}
	}
	o.b.Cite(from, []block.CiteItem{{Key: key}})
	if e.Title != "" {
		o.out.Works = append(o.out.Works, e)
	}
}

// printed is the text below an element, its paragraphs parted by blanks.
func printed(n *node) string {
	if n == nil || n.name == "office:annotation" && n.child("text:p") == nil {
		return ""
	}
	if n.name == "" {
		return n.text
	}
	var out strings.Builder
	for _, k := range n.kids {
		switch k.name {
		case "dc:creator", "dc:date":
			continue
		case "text:p", "text:h", "text:s", "text:tab", "text:line-break":
			out.WriteByte(' ')
		}
		out.WriteString(printed(k))
	}
	return out.String()
}
