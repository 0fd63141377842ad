package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strings"
)

// zipped tells what a zip file holds by the parts it lists; of one that is cut
// off, by the names within its first bytes.
func zipped(b []byte) (format, kind string) {
	const archive = "a zip archive"
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return zippedHead(b, archive)
	}
	for _, f := range z.File {
		switch name := strings.TrimPrefix(f.Name, "/"); {
		case name == "mimetype":
			switch kind := strings.TrimSpace(string(beginning(f, 200))); {
			case kind == "application/epub+zip":
				return formatEPUB, ""
			case strings.HasPrefix(kind, "application/vnd.oasis.opendocument.text"):
				return formatODT, ""
			case strings.HasPrefix(kind, "application/vnd.oasis.opendocument."):
				return "", "an OpenDocument " + strings.TrimPrefix(kind, "application/vnd.oasis.opendocument.")
			}
		case name == "META-INF/container.xml":
			return formatEPUB, ""
		case name == "word/document.xml":
			return formatDOCX, ""
		case name == "[Content_Types].xml":
			if kinds := beginning(f, 1<<20); bytes.Contains(kinds, []byte("wordprocessingml.document.main")) || bytes.Contains(kinds, []byte("wordprocessingml.template.main")) {
				return formatDOCX, ""
			}
		case name == "xl/workbook.xml":
			return "", "an Excel workbook"
		case name == "ppt/presentation.xml":
			return "", "a PowerPoint presentation"
		}
	}
	return "", archive
}

// zippedHead tells a zip file whose list of parts is missing.
func zippedHead(b []byte, archive string) (format, kind string) {
	head := b[:min(len(b), 1<<16)]
	switch {
	case bytes.Contains(head, []byte("application/epub+zip")):
		return formatEPUB, ""
	case bytes.Contains(head, []byte("application/vnd.oasis.opendocument.text")):
		return formatODT, ""
	case bytes.Contains(head, []byte("word/")):
		return formatDOCX, ""
	}
	return "", archive
}

// beginning is at most the first n bytes of a part, nothing where it cannot be read.
func beginning(f *zip.File, n int64) []byte {
	r, err := f.Open()
	if err != nil {
		return nil
	}
	defer r.Close()
	out, err := io.ReadAll(io.LimitReader(r, n))
	if err != nil {
		return nil
	}
	return out
}

// xmlFormat tells XML by its root element; "" for HTML and for what only begins
// with a tag.
func xmlFormat(b []byte) (format, kind string) {
	head := b[:min(len(b), 1<<16)]
	switch root, declared := rootElement(head); root {
	case "TEI", "TEI.2", "teiCorpus", "tei":
		return formatTEI, ""
	case "document":
		if bytes.Contains(head, []byte("application/vnd.oasis.opendocument.text")) {
			return formatODT, "" // a flat one
		}
		if declared {
			return formatXML, ""
		}
	case "article", "pmc-articleset", "book":
		if bytes.Contains(head, []byte("JATS")) || bytes.Contains(head, []byte("NLM//DTD")) || bytes.Contains(head, []byte("<article-meta")) || bytes.Contains(head, []byte("<journal-meta")) || bytes.Contains(head, []byte("<book-meta")) {
			return formatJATS, ""
		}
		if declared && (root == "book" || !looksHTML(string(head))) {
			return formatXML, ""
		}
	case "", "html", "head", "body", "div", "p", "section", "main", "table", "ul", "ol", "dl", "span", "h1", "h2", "h3", "blockquote", "header", "nav", "center", "font", "pre":
	default:
		if declared {
			return formatXML, ""
		}
	}
	return "", ""
}

// rootElement is the local name of the first element of a text, and whether the
// text says it is XML: by its declaration or by a name space.
func rootElement(head []byte) (name string, declared bool) {
	d := xml.NewDecoder(bytes.NewReader(head))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for range 200 {
		token, err := d.RawToken()
		if err != nil {
			return "", declared
		}
		switch t := token.(type) {
		case xml.ProcInst:
			declared = declared || t.Target == "xml"
		case xml.StartElement:
			for _, a := range t.Attr {
				declared = declared || a.Name.Local == "xmlns" || a.Name.Space == "xmlns"
			}
			return t.Name.Local, declared
		}
	}
	return "", declared
}
