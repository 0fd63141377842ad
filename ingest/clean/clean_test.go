package clean

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"locus/ingest/block"
)

// TestCleaning reads testdata/cases.txt: lines "before => after", with \n, \t
// and · (a no-break space) written out; "same" after the arrow means unchanged.
func TestCleaning(t *testing.T) {
	f, err := os.Open(filepath.Join("testdata", "cases.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for s := bufio.NewScanner(f); s.Scan(); {
		before, after, ok := strings.Cut(s.Text(), " => ")
		if !ok || strings.HasPrefix(before, "#") {
			continue
		}
		n++
		before = strings.NewReplacer(`\n`, "\n", `\t`, "\t", "·", "\u00A0").Replace(before)
		if after == "same" {
			after = before
		}
		page := block.Page{Blocks: []block.Block{{Text: before}}}
		Page(&page)
		if got := page.Blocks[0].Text; got != after {
			t.Errorf("%q gives %q, want %q", before, got, after)
		}
	}
	if n < 50 {
		t.Errorf("%d cases", n)
	}
}

func TestRowsKeepTheirTabs(t *testing.T) {
	b := block.Block{Kind: block.Row, Text: " a  b \t c.\td", Calls: []block.Call{{At: 10, Mark: "1"}}}
	Block(&b, nil)
	if b.Text != "a b\tc.\td" || len(b.Cells) != 3 || b.Text[:b.Calls[0].At] != "a b\tc." {
		t.Errorf("%q %q %v", b.Text, b.Cells, b.Calls)
	}
}

func TestHyphenStaysWhereTheTextHasIt(t *testing.T) {
	page := block.Page{Blocks: []block.Block{{Text: "a self-help world"}, {Text: "the self-\nhelp system of gov-\nernments"}}}
	Page(&page)
	if got := page.Blocks[1].Text; got != "the self-help system of governments" {
		t.Errorf("%q", got)
	}
	if len(page.Blocks[1].Repairs) != 2 {
		t.Errorf("repairs %+v", page.Blocks[1].Repairs)
	}
}

func TestCodeIsNoProse(t *testing.T) {
	text := "the call rope.Knot ,and Later.Than this"
	page := block.Page{Blocks: []block.Block{
		{Text: text, Code: []block.Range{{Start: 9, End: 18}}},
		{Kind: block.Code, Text: "\nif a.Bee {  \n\treturn x ,y\n}\n"},
	}}
	Page(&page)
	if got := page.Blocks[0].Text; got != "the call rope.Knot, and Later. Than this" {
		t.Errorf("%q", got)
	}
	if got := page.Blocks[1].Text; got != "if a.Bee {\n\treturn x ,y\n}" {
		t.Errorf("%q", got)
	}
}

func TestEachSpeechIsAParagraph(t *testing.T) {
	page := block.Page{Blocks: []block.Block{
		{Text: "Q. Who holds the key?\nA. The warden does, and\nnobody else.\nQ. And at night?"},
		{Text: "THE WARDEN: I do.\nBELL: So I hear."},
		{Text: "A. Bell wrote this, and\nnobody read it: so it was."},
	}}
	Page(&page)
	var got []string
	for _, b := range page.Blocks {
		got = append(got, b.Text)
	}
	want := []string{"Q. Who holds the key?", "A. The warden does, and nobody else.", "Q. And at night?", "THE WARDEN: I do.", "BELL: So I hear.",
		"A. Bell wrote this, and nobody read it: so it was."}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"a.B  c", "“ x ” ,y", "one .Two;three\n", "co-\noperate ‘ a ’", "\t\t", "U.S.A.The"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		b := block.Block{Text: s}
		Block(&b, nil)
		if solid(b.Text) != solid(s) {
			t.Errorf("%q became %q", s, b.Text)
		}
		for _, r := range b.Repairs {
			if !strings.HasPrefix(b.Text[r.At:], r.Is) {
				t.Errorf("%q: repair %+v is not there in %q", s, r, b.Text)
			}
		}
	})
}

// solid is a text without blanks and hyphens.
func solid(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' {
			return -1
		}
		return r
	}, s)
}

func BenchmarkBlock(b *testing.B) {
	text := strings.Repeat("The envoy left.Nobody saw him go ,and “ the gate ” stayed  open for a week. ", 2000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		block := block.Block{Text: text}
		Block(&block, nil)
	}
}
