package flow

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"locus/ingest/block"
)

// kinds are the first words of the lines in which the cases write blocks.
var kinds = map[string]block.Kind{"para": block.Paragraph, "head": block.Heading, "item": block.Item, "row": block.Row, "caption": block.Caption,
	"quote": block.Quote, "note": block.Note, "code": block.Code, "break": block.Break}

// blocksOf reads blocks, one a line: "kind: text"; "kind mark: text" for items and
// notes; "^1" in a text is a call; "|" parts cells; "front", "refs" set the zone.
func blocksOf(t *testing.T, src string) []block.Block {
	var out []block.Block
	zone := block.Body
	for l := range strings.SplitSeq(strings.TrimSpace(src), "\n") {
		switch l {
		case "front":
			zone = block.Front
			continue
		case "refs":
			zone = block.References
			continue
		}
		what, text, ok := strings.Cut(l, ": ")
		if !ok {
			what, text = strings.TrimSuffix(l, ":"), ""
		}
		name, mark, _ := strings.Cut(what, " ")
		kind, known := kinds[name]
		if !known {
			t.Fatalf("no kind of block: %q", l)
		}
		b := block.Block{Kind: kind, Mark: mark, Zone: zone, Text: text}
		if i := strings.IndexByte(text, '^'); i >= 0 && kind != block.Row {
			b.Calls = []block.Call{{At: i, Mark: text[i+1 : i+2]}}
			b.Text = text[:i] + text[i+2:]
		}
		if kind == block.Row {
			b.Cells, b.Flat = strings.Split(text, "|"), true
			b.Text = strings.Join(b.Cells, "\t")
		}
		out = append(out, b)
	}
	return out
}

func show(blocks []block.Block, places map[int]Place) string {
	var out strings.Builder
	for i, b := range blocks {
		for name, k := range kinds {
			if k == b.Kind {
				out.WriteString(name)
			}
		}
		if b.Mark != "" {
			out.WriteString(" " + b.Mark)
		}
		out.WriteString(": " + strings.ReplaceAll(b.Text, "\t", "|"))
		if p, ok := places[i]; ok {
			fmt.Fprintf(&out, " <- %q", blocks[p.Block].Text[:p.At])
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// TestFlow runs the cases of testdata/cases.txtar: each file holds blocks, a line
// "=>", and the blocks that come out.
func TestFlow(t *testing.T) {
	a, err := txtar.ParseFile(filepath.Join("testdata", "cases.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		t.Run(f.Name, func(t *testing.T) {
			in, want, ok := strings.Cut(string(f.Data), "=>\n")
			if !ok {
				t.Fatal("no arrow")
			}
			page := block.Page{Blocks: blocksOf(t, in)}
			Drop(&page)
			Captions(page.Blocks)
			Items(page.Blocks)
			got, places := Notes(Join(Tables(page.Blocks)))
			text := show(got, places)
			for _, o := range page.Omitted {
				text += o.Why + "! " + o.Text + "\n"
			}
			if diff := cmp.Diff(want, text); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
	if len(a.Files) < 20 {
		t.Errorf("%d cases", len(a.Files))
	}
}

// TestNothingIsLost counts the letters of all cases before and after.
func TestNothingIsLost(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "cases.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse(data).Files {
		in, _, _ := strings.Cut(string(f.Data), "=>\n")
		blocks := blocksOf(t, in)
		page := block.Page{Blocks: append([]block.Block(nil), blocks...)}
		before := count(blocks)
		Drop(&page)
		Captions(page.Blocks)
		Items(page.Blocks)
		got, _ := Notes(Join(Tables(page.Blocks)))
		after := count(got)
		for _, o := range page.Omitted {
			after += letters(o.Text)
		}
		if before != after {
			t.Errorf("%s: %d letters became %d", f.Name, before, after)
		}
	}
}

func count(blocks []block.Block) int {
	n := 0
	for _, b := range blocks {
		n += letters(b.Text) + letters(b.Mark)
	}
	return n
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

func TestLabelAndLicenceAreKeptAsStatements(t *testing.T) {
	page := block.Page{Blocks: []block.Block{{Text: "Wells Essay, Research Paper"}, {Text: "Text."}, {Text: "© 2003 by nobody"}}}
	Drop(&page)
	want := []block.Meta{{Key: "label", Value: "Wells Essay, Research Paper"}, {Key: "licence", Value: "© 2003 by nobody"}}
	if diff := cmp.Diff(want, page.Meta); diff != "" || len(page.Blocks) != 1 {
		t.Errorf("%s, blocks %+v", diff, page.Blocks)
	}
}

func TestHeadingsLoseTheirAnchors(t *testing.T) {
	page := block.Page{Blocks: []block.Block{{Kind: block.Heading, Text: "Wells {#wells .big}"}, {Kind: block.Heading, Text: "Ropes[edit]"}, {Text: "A set {#a}"}}}
	Drop(&page)
	if got := show(page.Blocks, nil); got != "head: Wells\nhead: Ropes\npara: A set {#a}\n" {
		t.Errorf("%q", got)
	}
}
