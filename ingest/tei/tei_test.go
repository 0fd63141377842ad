package tei_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"locus/ingest/block"
	"locus/ingest/block/blocktest"
	"locus/ingest/element"
	"locus/ingest/tei"
)

var update = flag.Bool("update", false, "write the pages of testdata/cases.txtar")

func TestCases(t *testing.T) {
	blocktest.Run(t, filepath.Join("testdata", "cases.txtar"), *update, func(_ string, data []byte) (block.Page, error) { return tei.Read(string(data)) })
}

// TestSamples reads real texts: of each, nine in ten of the words of the text
// stand in blocks, and each page break of a novel is a page.
func TestSamples(t *testing.T) {
	for _, file := range blocktest.Samples(t, "tei", "*.xml") {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		page, err := tei.Read(string(data))
		if err != nil {
			t.Fatal(err)
		}
		blocktest.Check(t, file, page)
		root, _ := element.Parse(string(data))
		want := len(strings.Fields(root.Find("text").Words("fw")))
		got, pages := 0, 0
		for _, b := range page.Blocks {
			got += len(strings.Fields(b.Text))
			pages += len(b.Pages)
		}
		if got*10 < want*9 || got > want*11/10 {
			t.Errorf("%s: %d words, of %d in the file", file, got, want)
		}
		if n := strings.Count(string(data), "<pb "); pages+2 < n {
			t.Errorf("%s: %d pages of %d", file, pages, n)
		}
	}
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
		page, err := tei.Read(src)
		if err == nil {
			blocktest.Check(t, "the page", page)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile(blocktest.Samples(b, "tei", "*.xml")[0])
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := tei.Read(string(data)); err != nil {
			b.Fatal(err)
		}
	}
}
