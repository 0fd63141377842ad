package corpus

// PartKind says what a part of a document is.
type PartKind string

// The kinds of part. Section, list, table, references, front and abstract hold
// others; paragraph, item, row, figure, quotation, footnote and entry are leaves,
// and every byte outside headings and blanks lies in exactly one leaf.
const (
	PartSection    PartKind = "section"
	PartFront      PartKind = "front"    // what stands before the text: affiliations, keywords
	PartAbstract   PartKind = "abstract" // may be a section's whole content
	PartList       PartKind = "list"     // its items; what introduces it is the paragraph before
	PartTable      PartKind = "table"    // its rows and, as a figure leaf, its caption
	PartReferences PartKind = "references"
	PartParagraph  PartKind = "paragraph"
	PartItem       PartKind = "item"
	PartRow        PartKind = "row"
	PartFigure     PartKind = "figure" // a caption
	PartQuotation  PartKind = "quotation"
	PartFootnote   PartKind = "footnote"
	PartEntry      PartKind = "entry" // of a reference list
	PartPage       PartKind = "page"  // of the printed work; overlaps the others
)

// Part is a named stretch of a document. Parts nest and are ordered by start,
// the outer before the inner. For a section, Name is its heading, Level its
// depth from 1 and Heading the span of the heading itself, at the start of Span.
// For a footnote, Name is its printed mark and Call the byte offset in the text
// after which the mark stood (-1 where the call was not found). For a page, Name
// is the printed label ("" where there is no evidence), Source its source and
// Number its place in the file, from 1 (0 where it was not counted).
type Part struct {
	Kind       PartKind `json:"kind"`
	Span       Span     `json:"span"`
	Level      int      `json:"level,omitempty"`
	Name       string   `json:"name,omitempty"`
	Heading    Span     `json:"heading,omitzero"`
	Call       int      `json:"call,omitempty"`
	Source     string   `json:"source,omitempty"`
	Confidence string   `json:"confidence,omitempty"`
	Number     int      `json:"number,omitempty"`
}

// Dropped is a stretch of the canonical text that no passage holds, and why:
// "heading", "blank", "label", "licence", "navigation", ...
type Dropped struct {
	Span Span   `json:"span"`
	Why  string `json:"why"`
}

// LeftOut is something of the file that did not enter the canonical text
// (mark-up, an anchor, front matter, an empty exercise), told so that nothing
// disappears in silence. Text is the first words of it, at most 80 bytes.
type LeftOut struct {
	Why   string `json:"why"`
	Text  string `json:"text,omitempty"`
	Count int    `json:"count"`
}

// Document is a work with its canonical text and all that is known of it. Text
// is UTF-8 in NFC with LF line ends and is never rewritten after import. Every
// byte of Text is in exactly one passage or in one dropped span.
type Document struct {
	Work       Work        `json:"work"`
	Made       Made        `json:"made,omitzero"` // by which reader and pack; set by whoever reads the file
	Text       string      `json:"-"`
	Parts      []Part      `json:"parts"`
	Passages   []Passage   `json:"passages"`
	Dropped    []Dropped   `json:"dropped"`
	LeftOut    []LeftOut   `json:"left_out,omitempty"`
	References []Reference `json:"references,omitempty"`
	Citations  []Citation  `json:"citations,omitempty"`
	Repairs    []Repair    `json:"repairs,omitempty"`
}

// Stamp gives the document its final name: the work's id and revision, and with
// them every passage's id, work and ordinal, and the addresses in AlsoIn that
// point into the document itself.
func (d *Document) Stamp(id WorkID, revision int) {
	before := d.Work.ID
	d.Work.ID, d.Work.Revision = id, revision
	d.Work.Passages = len(d.Passages)
	for i := range d.Passages {
		p := &d.Passages[i]
		p.Work, p.Ordinal = id, i
		p.ID = Address{Work: id, Revision: revision, Span: p.Span}.ID()
		for j, other := range p.AlsoIn {
			if a, err := ParseAddress(string(other)); err == nil && a.Work == before {
				p.AlsoIn[j] = Address{Work: id, Revision: revision, Span: a.Span}.ID()
			}
		}
	}
}
