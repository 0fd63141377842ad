package office

import (
	"encoding/base64"
	"strings"

	"locus/ingest/block"
	"locus/ingest/manuscript"
)

// field is a field being read: its instruction, then its result.
type field struct {
	instruction strings.Builder
	result      bool
	b           *manuscript.Builder // the paragraph in which the result begins
	from        int                 // and the byte there
	works       bool                // the result is a list of works
	contents    bool                // the result is a table of contents
}

// maxInstruction bounds the instruction of a field, which holds the records of the
// works that it cites.
const maxInstruction = 4 << 20

func (d *docx) begin() {
	if len(d.fields) < maxDepth {
		d.fields = append(d.fields, &field{})
	}
}

// instructing reports whether what is read is the instruction of a field.
func (d *docx) instructing() bool {
	for _, f := range d.fields {
		if !f.result {
			return true
		}
	}
	return false
}

func (d *docx) instruct(text string) {
	if n := len(d.fields); n > 0 && !d.fields[n-1].result {
		if f := d.fields[n-1]; f.instruction.Len() < maxInstruction {
			f.instruction.WriteString(text)
		}
	}
}

// separate ends the instruction of a field; its result follows.
func (d *docx) separate() {
	if len(d.fields) == 0 {
		return
	}
	f := d.fields[len(d.fields)-1]
	f.result, f.b = true, d.b
	if d.b != nil {
		f.from = d.b.Len()
	}
	f.contents, f.works = manuscript.Made(f.instruction.String())
}

// end ends a field: the result of one that cites is a citation.
func (d *docx) end() {
	n := len(d.fields)
	if n == 0 {
		return
	}
	f := d.fields[n-1]
	d.fields = d.fields[:n-1]
	instruction := f.instruction.String()
	switch {
	case !f.result:
		// Entries of an index and the like print nothing; what was typed there is told.
		if words := strings.Fields(instruction); len(words) > 1 && (words[0] == "XE" || words[0] == "TC" || words[0] == "TA") {
			d.omit("index entry", strings.Join(words[1:], " "))
		}
	case d.b == nil || f.works || f.contents:
	default:
		from := f.from
		if f.b != d.b {
			from = 0 // it began in a paragraph before
		}
		d.cite(from, instruction)
	}
}

// cite makes what was added since byte from of the paragraph a citation, where
// the instruction of its field is one of a reference manager or of Word itself.
func (d *docx) cite(from int, instruction string) {
	var items []block.CiteItem
	var works []block.Entry
	head := strings.TrimSpace(instruction[:min(len(instruction), 400)])
	switch {
	case strings.Contains(head, "ZOTERO_ITEM"), strings.Contains(head, "CSL_CITATION"), strings.HasPrefix(head, "{"):
		items, works, _ = manuscript.Citation(instruction)
	case strings.Contains(head, "EN.CITE"):
		items, works = endNote(instruction)
	case strings.HasPrefix(head, "CITATION "):
		items, works = d.wordCitation(head)
	}
	d.b.Cite(from, items)
	d.out.Works = append(d.out.Works, works...)
}

// decoded64 is what stands in base 64, "" where it is none.
func decoded64(s string) string {
	for _, enc := range []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding} {
		if out, err := enc.DecodeString(s); err == nil {
			return string(out)
		}
	}
	return ""
}

// inContents reports whether a table of contents is being read.
func (d *docx) inContents() bool {
	for _, f := range d.fields {
		if f.result && f.contents {
			return true
		}
	}
	return d.contents > 0
}

// inListing reports whether a list of works that a program made is being read.
func (d *docx) inListing() bool {
	for _, f := range d.fields {
		if f.result && f.works {
			return true
		}
	}
	return d.listing > 0
}
