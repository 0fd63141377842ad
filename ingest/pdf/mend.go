package pdf

import (
	"bytes"
	"fmt"

	"locus/ingest/pattern"
)

var (
	catalog = pattern.Lazy(`(?s)(\d{1,7})\s+(\d{1,5})\s+obj\b.{0,200}?/Type\s*/Catalog\b`)
	object  = pattern.Lazy(`(?:^|[\r\n])\d{1,7}\s+\d{1,5}\s+obj\b`)
)

// mended gives a file whose end is missing another one, from which the renderer
// can find the parts that are there: a download that broke off, most of all. It
// is nil where the file's root is not among them.
func mended(data []byte) []byte {
	root := catalog().FindSubmatch(data)
	if root == nil {
		return nil
	}
	objects := len(object().FindAllIndex(data, 100_000))
	var out bytes.Buffer
	out.Write(data)
	fmt.Fprintf(&out, "\nendstream\nendobj\ntrailer\n<< /Root %s %s R /Size %d >>\nstartxref\n0\n%%%%EOF\n", root[1], root[2], objects+1)
	return out.Bytes()
}
