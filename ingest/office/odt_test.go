package office

import (
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"locus/ingest/archive/archivetest"
	"locus/ingest/block"
)

const odfSpaces = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"` +
	` xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"` +
	` xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"` +
	` xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"`

// odtParts are the parts of a case, which are written without the elements
// around them: "text", "styles", "automatic" styles, "meta".
func odtParts(a *txtar.Archive) map[string]string {
	out := map[string]string{}
	for _, f := range a.Files {
		out[f.Name] = string(f.Data)
	}
	return out
}

func packedODT(p map[string]string) []byte {
	root := func(name, content string) string {
		return `<?xml version="1.0" encoding="UTF-8"?><office:` + name + odfSpaces + ">" + content + "</office:" + name + ">"
	}
	return archivetest.Zip("mimetype", "application/vnd.oasis.opendocument.text",
		"content.xml", root("document-content", "<office:automatic-styles>"+p["automatic"]+"</office:automatic-styles><office:body><office:text>"+p["text"]+"</office:text></office:body>"),
		"styles.xml", root("document-styles", "<office:styles>"+p["styles"]+"</office:styles>"),
		"meta.xml", root("document-meta", "<office:meta>"+p["meta"]+"</office:meta>"))
}

func flatODT(p map[string]string) []byte {
	return []byte(`<?xml version="1.0" encoding="UTF-8"?><office:document office:mimetype="application/vnd.oasis.opendocument.text"` + odfSpaces + "><office:meta>" + p["meta"] +
		"</office:meta><office:styles>" + p["styles"] + "</office:styles><office:automatic-styles>" + p["automatic"] +
		"</office:automatic-styles><office:body><office:text>\n  " + strings.ReplaceAll(p["text"], "<text:p", "\n   <text:p") + "</office:text></office:body></office:document>")
}

// TestODT reads the cases of testdata/odt, packed and flat.
func TestODT(t *testing.T) {
	for name, pack := range map[string]func(map[string]string) []byte{"packed": packedODT, "flat": flatODT} {
		t.Run(name, func(t *testing.T) {
			cases(t, "odt", func(a *txtar.Archive) (block.Page, error) { return ReadODT(pack(odtParts(a))) })
		})
	}
}
