package outline

import (
	"slices"
	"testing"

	"locus/ingest/block"
)

func TestDivisionsLieBelowOneAnother(t *testing.T) {
	for name, c := range map[string]struct {
		heads []string
		want  []int
	}{
		"parts hold chapters":                         {[]string{"Part One", "Chapter 1", "Chapter 2", "Part Two", "Chapter 3"}, []int{1, 2, 2, 1, 2}},
		"books hold chapters":                         {[]string{"Book II: Of laws", "Chapter III", "Chapter IV"}, []int{1, 2, 2}},
		"three kinds":                                 {[]string{"Volume I", "Part I", "Chapter I", "Part II", "Chapter II"}, []int{1, 2, 3, 2, 3}},
		"chapters alone":                              {[]string{"Chapter 1", "The gate", "Chapter 2"}, []int{1, 2, 1}},
		"the parts of a chapter are headings in it":   {[]string{"Chapter 6: Gates", "Part 1", "Part 2"}, []int{1, 2, 2}},
		"parts that begin anew in each chapter":       {[]string{"Chapter 1", "Part 1", "Chapter 2", "Part 1", "Part 2", "Chapter 3"}, []int{1, 2, 1, 2, 2, 1}},
		"the volume of a journal divides nothing":     {[]string{"Volume 12, No. 3", "Methods", "Results"}, []int{1, 1, 1}},
		"a chapter before the first part is above it": {[]string{"Chapter 1", "Part I", "Chapter 2", "Part II", "Chapter 3"}, []int{2, 1, 2, 1, 2}},
		"the list of the book is the book's":          {[]string{"Part I", "Chapter 1", "A wall", "References"}, []int{1, 2, 3, 1}},
		"what no division heads stays as it was":      {[]string{"Walls", "Gates"}, []int{1, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			var hs []*block.Block
			for _, h := range c.heads {
				hs = append(hs, &block.Block{Kind: block.Heading, Level: 1, Text: h})
			}
			divided(hs)
			var got []int
			for _, h := range hs {
				got = append(got, h.Level)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q: %v, want %v", c.heads, got, c.want)
			}
		})
	}
}

func TestTheNumberOfAChapterAndItsNameAreOneHeading(t *testing.T) {
	for name, c := range map[string]struct {
		below block.Block
		want  string
	}{
		"a long name":             {block.Block{Kind: block.Heading, Text: "How the keeper of the seventh gate came to sleep through the night on which the walls were moved, and what followed."}, "Chapter I: How the keeper of the seventh gate came to sleep through the night on which the walls were moved, and what followed."},
		"a line with a capital":   {block.Block{Kind: block.Paragraph, Text: "The keeper of the gate"}, "Chapter I: The keeper of the gate"},
		"a sentence is no name":   {block.Block{Kind: block.Paragraph, Text: "The keeper slept."}, "Chapter I"},
		"a section is no name":    {block.Block{Kind: block.Heading, Text: "1.1 Gates"}, "Chapter I"},
		"a chapter is no name":    {block.Block{Kind: block.Heading, Text: "Chapter II"}, "Chapter I"},
		"a name that begins in A": {block.Block{Kind: block.Heading, Text: "A gate of one's own"}, "Chapter I: A gate of one's own"},
	} {
		t.Run(name, func(t *testing.T) {
			page := block.Page{Blocks: []block.Block{{Kind: block.Heading, Level: 1, Text: "Chapter I"}, c.below}}
			chapters(&page)
			if got := page.Blocks[0].Text; got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
