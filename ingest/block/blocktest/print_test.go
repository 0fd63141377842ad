package blocktest

import (
	"testing"

	"locus/corpus"
	"locus/ingest/block"
)

func TestPrint(t *testing.T) {
	p := block.Page{
		Meta: []block.Meta{{Key: "title", Value: "Gates"}},
		Blocks: []block.Block{
			{Kind: block.Heading, Level: 1, Text: "One"},
			{Text: "A gate (Bell 1990) is old.", Calls: []block.Call{{At: 26, Mark: "1"}}, Pages: []block.PageStart{{At: 0, Label: "7"}},
				Cites: []block.Cite{{Range: block.Range{Start: 7, End: 18}, Items: []block.CiteItem{{Key: "b", Locator: "4"}}}}},
			{Zone: block.References, Text: "Bell.", Entry: &block.Entry{Key: "b", Reference: corpus.Reference{Year: "1990"}}},
		},
		Omitted: []block.Omitted{{Why: "comment", Text: "x"}},
	}
	want := "title: Gates\nheading 1 One\nparagraph |7|A gate {(Bell 1990): b @4} is old.[^1]\nreferences paragraph Bell.\n  entry b; year=1990\nomitted comment: x\n"
	if got := Print(p); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	Check(t, "the page", p)
}
