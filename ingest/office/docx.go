package office

import (
	"bytes"
	"errors"
	"path"
	"strings"

	"locus/ingest/archive"
	"locus/ingest/block"
	"locus/ingest/manuscript"
)

// ReadDOCX reads a DOCX file. The error is a *block.Fault.
func ReadDOCX(data []byte) (block.Page, error) {
	if bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")) { // an envelope of Office around what it has enciphered
		return block.Page{}, fault(archive.ErrEncrypted)
	}
	z, err := archive.Open(data, archive.Limits{})
	if err != nil {
		return block.Page{}, fault(err)
	}
	d := &docx{zip: z, notes: map[string]*node{}, marks: map[string]string{}}
	if err := d.parts(); err != nil {
		return block.Page{}, fault(err)
	}
	body, err := z.Read(d.main)
	if err != nil && len(body) == 0 {
		return block.Page{}, fault(err)
	}
	tell(&d.out, err)
	err = elements(body, []string{"w:document", "w:body"}, func(n *node) error {
		d.block(n)
		return d.full()
	})
	if f := (*block.Fault)(nil); errors.As(err, &f) {
		return block.Page{}, err
	}
	tell(&d.out, err)
	d.flush()
	d.around()
	d.out.Paragraphs = d.list
	return d.out.Page(), nil
}

// tell lists that a file breaks off; what came before is read.
func tell(out *manuscript.Document, err error) {
	if err != nil {
		out.Omitted = append(out.Omitted, block.Omitted{Why: "damaged: the rest of the file", Text: err.Error()})
	}
}

// fault is an error of opening a packed file as a person needs it.
func fault(err error) error {
	f := &block.Fault{Kind: block.Damaged, Err: err, Detail: "it cannot be unpacked: open it in a word processor and save it again"}
	switch {
	case errors.Is(err, archive.ErrTooLarge):
		f.Kind, f.Detail = block.TooLarge, "unpacked it has more than is read: it may be built to do harm; split it if it is not"
	case errors.Is(err, archive.ErrEncrypted):
		f.Kind, f.Detail = block.Encrypted, ""
	case errors.Is(err, archive.ErrNoPart):
		f.Detail = "its text is missing: " + err.Error()
	}
	return f
}

// docx is the work of reading one file.
type docx struct {
	zip     *archive.Zip
	main    string              // the part with the text
	kinds   map[string][]string // parts by the last word of what they are related as
	styles  *styles
	numbers numbering
	counter manuscript.Counter
	notes   map[string]*node // footnotes and endnotes by their anchor
	formats [2]string        // how footnotes and endnotes are numbered
	counts  [2]int           // of notes called so far
	sources map[string]block.Entry
	marks   map[string]string // what Zotero keeps apart for its bookmarks

	gather
	open     bool // the last paragraph's end was deleted: the next goes on in it
	fields   []*field
	begun    []reference // bookmarks of citations that have begun
	contents int         // how many tables of contents we are in
	listing  int         // how many lists of works that a program made we are in
	mark     string      // the anchor of a note whose printed mark comes next
}

// parts finds the parts of the file and reads those that say what the text means.
func (d *docx) parts() error {
	d.main, d.kinds = "word/document.xml", map[string][]string{}
	for kind, target := range d.related("_rels/.rels", "") {
		if kind == "officeDocument" && len(target) > 0 && d.zip.Has(target[0]) {
			d.main = target[0]
		}
	}
	folder := path.Dir(d.main)
	d.kinds = d.related(path.Join(folder, "_rels", path.Base(d.main)+".rels"), folder)
	var err error
	if d.styles, err = readStyles(d.part("styles")); err != nil {
		return err
	}
	d.numbers = readNumbering(d.part("numbering"), d.styles)
	d.noteFormats(tree(d.part("settings")))
	for i, kind := range []string{"footnotes", "endnotes"} {
		err := elements(d.part(kind), []string{"w:" + kind}, func(n *node) error {
			switch n.attr("w:type") {
			case "separator", "continuationSeparator", "continuationNotice":
			default:
				d.notes[anchor(i, n.attr("w:id"))] = n
			}
			return nil
		})
		if f := (*block.Fault)(nil); errors.As(err, &f) {
			return err
		}
		tell(&d.out, err)
	}
	d.properties()
	d.readMarks()
	d.readSources()
	return nil
}

// anchor names a note: kind 0 for a footnote, 1 for an endnote.
func anchor(kind int, id string) string { return [2]string{"footnote-", "endnote-"}[kind] + id }

// related reads a part of relationships: the targets by the last word of their
// type, in order.
func (d *docx) related(name, folder string) map[string][]string {
	out := map[string][]string{}
	data, err := d.zip.Read(name)
	if err != nil {
		return out
	}
	root := tree(data)
	if root == nil {
		return out
	}
	for _, r := range root.kids {
		target := r.attr("r:Target")
		if target == "" || strings.EqualFold(r.attr("r:TargetMode"), "External") {
			continue
		}
		if strings.HasPrefix(target, "/") {
			target = target[1:]
		} else {
			target = path.Join(folder, target)
		}
		kind := path.Base(r.attr("r:Type"))
		out[kind] = append(out[kind], target)
	}
	return out
}

// part is the first part of a kind, nil where there is none; one that no
// relationship names is looked for by its usual name.
func (d *docx) part(kind string) []byte {
	name := path.Join(path.Dir(d.main), kind+".xml")
	if list := d.kinds[kind]; len(list) > 0 {
		name = list[0]
	}
	data, err := d.zip.Read(name)
	if err != nil && !errors.Is(err, archive.ErrNoPart) {
		tell(&d.out, err)
	}
	return data
}

// noteFormats reads how notes are numbered, in the settings or in a section.
func (d *docx) noteFormats(n *node) {
	if d.formats[0] == "" {
		d.formats = [2]string{"decimal", "lowerRoman"}
	}
	for i, name := range []string{"w:footnotePr", "w:endnotePr"} {
		if f := n.child(name).child("w:numFmt").attr("w:val"); f != "" {
			d.formats[i] = f
		}
	}
}

// properties reads what the file says about itself.
func (d *docx) properties() {
	name := "docProps/core.xml"
	data, err := d.zip.Read(name)
	if err != nil {
		return
	}
	root := tree(data)
	get := func(name string) string { return strings.TrimSpace(root.child(name).words()) }
	d.out.Properties = manuscript.Properties{
		Title: get("dc:title"), Subject: get("dc:subject"), Creator: get("dc:creator"),
		Keywords: get("cp:keywords"), Language: get("dc:language"),
	}
}

// around lists what stands outside the text: comments, running heads, notes that
// nothing calls.
func (d *docx) around() {
	for _, kind := range []string{"comments", "header", "footer"} {
		for _, name := range d.kinds[kind] {
			data, err := d.zip.Read(name)
			if err != nil {
				continue
			}
			root := tree(data)
			if root == nil {
				continue
			}
			if kind != "comments" {
				d.omit("running head", spaced(root))
				continue
			}
			for _, c := range root.kids {
				d.omit("comment", spaced(c))
			}
		}
	}
}

// spaced is the printed text below an element, its paragraphs parted by blanks.
func spaced(n *node) string {
	if n == nil {
		return ""
	}
	if n.name == "w:t" || n.name == "w:delText" {
		return n.words()
	}
	var out strings.Builder
	for _, k := range n.kids {
		if k.name == "w:p" || k.name == "w:tab" {
			out.WriteByte(' ')
		}
		out.WriteString(spaced(k))
	}
	return out.String()
}
