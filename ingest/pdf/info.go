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

// statements gives the page's statements about the work: the title and the
// author of the information dictionary, where these are what a person would
// write and not what a program left there, and the title stands in the text.
func statements(doc *layout.Document) []block.Meta {
	var out []block.Meta
	title, author := doc.Info["title"], doc.Info["author"]
	if sensible(title) && doc.Prints(title) {
		out = append(out, block.Meta{Key: "dc.title", Value: title})
	}
	if author != "" && sensible(author) && doc.Prints(author) {
		out = append(out, block.Meta{Key: "dc.creator", Value: author})
	}
	return out
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
