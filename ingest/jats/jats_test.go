package jats_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"locus/ingest/block"
	"locus/ingest/block/blocktest"
	"locus/ingest/jats"
)

var update = flag.Bool("update", false, "write the pages of testdata/cases.txtar")

func TestCases(t *testing.T) {
	blocktest.Run(t, filepath.Join("testdata", "cases.txtar"), *update, func(_ string, data []byte) (block.Page, error) { return jats.Read(string(data)) })
}

// TestSamplesOfJournals reads real articles: each states title, authors and DOI,
// each of its references but one at most has a year and a title, and nine in ten of its
// citations name one of them.
func TestSamplesOfJournals(t *testing.T) {
	for _, file := range blocktest.Samples(t, "jats", "*.xml") {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		page, err := jats.Read(string(data))
		if err != nil {
			t.Fatal(err)
		}
		blocktest.Check(t, file, page)
		if !strings.Contains(file, "elife") {
			continue
		}
		said := map[string]bool{}
		for _, m := range page.Meta {
			said[m.Key] = true
		}
		for _, key := range []string{"citation_title", "citation_author", "citation_doi", "citation_publication_date", "citation_journal_title"} {
			if !said[key] {
				t.Errorf("%s states no %s", file, key)
			}
		}
		keys, cites, tied, entries, whole := map[string]bool{}, 0, 0, 0, 0
		for _, b := range page.Blocks {
			if b.Entry != nil {
				keys[b.Entry.Key] = true
				entries++
				if b.Entry.Year != "" && b.Entry.Title != "" {
					whole++
				}
			}
		}
		for _, b := range page.Blocks {
			for _, c := range b.Cites {
				for _, item := range c.Items {
					cites++
					if keys[item.Key] {
						tied++
					}
				}
			}
		}
		if whole+1 < entries {
			t.Errorf("%s: %d of %d entries have a year and a title", file, whole, entries)
		}
		if cites < 20 || tied*10 < cites*9 {
			t.Errorf("%s: %d of %d citations name an entry", file, tied, cites)
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
		page, err := jats.Read(src)
		if err == nil {
			blocktest.Check(t, "the page", page)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile(blocktest.Samples(b, "jats", "*.xml")[0])
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := jats.Read(string(data)); err != nil {
			b.Fatal(err)
		}
	}
}
