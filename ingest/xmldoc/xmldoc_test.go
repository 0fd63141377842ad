package xmldoc_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"locus/ingest/block"
	"locus/ingest/block/blocktest"
	"locus/ingest/xmldoc"
)

var update = flag.Bool("update", false, "write the pages of testdata/cases.txtar")

func TestCases(t *testing.T) {
	blocktest.Run(t, filepath.Join("testdata", "cases.txtar"), *update, func(_ string, data []byte) (block.Page, error) { return xmldoc.Read(string(data)) })
}

func FuzzRead(f *testing.F) {
	cases, err := os.ReadFile(filepath.Join("testdata", "cases.txtar"))
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range strings.Split(string(cases), "\n-- ") {
		_, body, _ := strings.Cut(c, "\n")
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, src string) {
		page, err := xmldoc.Read(src)
		if err == nil {
			blocktest.Check(t, "the page", page)
		}
	})
}
