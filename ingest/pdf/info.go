package pdf

import (
	"strings"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"locus/ingest/block"
	"locus/ingest/pdf/layout"
)

// statements keeps what the file's information dictionary says.
func (r *run) statements(doc references.FPDF_DOCUMENT) {
	tags := []string{"Title", "Author", "Subject", "Keywords", "Creator", "Producer"}
	info, err := r.in.GetMetaData(&requests.GetMetaData{Document: doc, Tags: &tags})
	if err != nil {
		return
	}
	r.doc.Info = map[string]string{}
	for _, t := range info.Tags {
		if v := strings.Join(strings.Fields(t.Value), " "); v != "" {
			r.doc.Info[strings.ToLower(t.Tag)] = v
		}
	}
}

// statements gives the page's statements about the work: the title of the
// information dictionary where it is the one printed as a heading, or where none
// is, and the author where the line that prints the name names no one else. What a
// program left there is no statement, nor is what the pages do not bear out.
func statements(doc *layout.Document, page block.Page) []block.Meta {
	var out []block.Meta
	head := page.Blocks[:min(len(page.Blocks), 14)]
	if title := doc.Info["title"]; sensible(title) && doc.Prints(title) && titled(head, title) {
		out = append(out, block.Meta{Key: "dc.title", Value: title})
	}
	if author := doc.Info["author"]; sensible(author) && alone(head, author) {
		out = append(out, block.Meta{Key: "dc.creator", Value: author})
	}
	return out
}

// titled reports whether one of the first blocks is a heading that says the
// title, or none of them is a heading.
func titled(head []block.Block, title string) bool {
	headings := 0
	for _, b := range head {
		if b.Kind != block.Heading || b.Level > 1 {
			continue
		}
		headings++
		if layout.Letters(b.Text) == layout.Letters(title) {
			return true
		}
	}
	return headings == 0
}

// alone reports whether one of the first blocks says the author's name and hardly
// anything else.
func alone(head []block.Block, author string) bool {
	name := layout.Letters(author)
	for _, b := range head {
		text := layout.Letters(b.Text)
		if strings.Contains(text, name) && len(text) <= len(name)+8 {
			return true
		}
	}
	return false
}

// sensible reports whether a value is a title or a name, not the name of a file
// or of a program.
func sensible(s string) bool {
	low := strings.ToLower(s)
	for _, sign := range []string{"microsoft word", ".doc", ".tex", ".dvi", ".qxd", ".qxp", ".indd", ".pdf", ".fm", ".rtf", ".ps", "untitled", "powerpoint", "\\", "_"} {
		if strings.Contains(low, sign) {
			return false
		}
	}
	return len(strings.Fields(s)) >= 2 && len(s) <= 400
}
