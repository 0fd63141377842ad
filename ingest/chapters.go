package ingest

import (
	"fmt"
	"slices"

	"locus/corpus"
	"locus/ingest/block"
)

// Chapter is a part of a file that is a work of its own, as the chapters of an
// edited book are: the pages from the printed label First to the label Last, both
// inside. Key makes its id, Work is its record.
type Chapter struct {
	Key, First, Last string
	Work             corpus.Work
}

// notFound says why a chapter is not read by itself.
func (c Chapter) notFound(name string) error {
	return &Skip{File: name, Detail: fmt.Sprintf("%s: its pages, %s to %s, are not among the printed pages of the file; its text stays in the whole", c.Key, c.First, c.Last)}
}

// splitChapters parts a page into the pages of its chapters and the rest. A
// chapter whose labels the page does not have is empty. A block belongs to the
// chapter on whose pages it begins, the first of two that share one.
func splitChapters(page block.Page, list []Chapter) (chapters []block.Page, rest block.Page) {
	spans := chapterSpans(page, list)
	return splitBlocks(page, len(list), func(_, at int) int {
		return slices.IndexFunc(spans, func(s [2]int) bool { return s[0] >= 0 && s[0] <= at && at <= s[1] })
	})
}

// splitBlocks parts a page into n others and the rest. Owner says to which a
// block goes, by its index and by how many pages began before it; -1 leaves it in
// the rest. The page that a part begins within begins it.
func splitBlocks(page block.Page, n int, owner func(block, at int) int) (chapters []block.Page, rest block.Page) {
	chapters = make([]block.Page, n)
	last := make([]int, n+1) // the page on which each stood last
	for i := range last {
		last[i] = -1
	}
	rest = page
	rest.Blocks = nil
	at := -1
	var here block.PageStart
	for i, b := range page.Blocks {
		starts := b.Pages
		for len(starts) > 0 && starts[0].At == 0 {
			at, here, starts = at+1, starts[0], starts[1:]
		}
		to, seen := &rest, &last[n]
		if k := owner(i, at); k >= 0 {
			to, seen = &chapters[k], &last[k]
		}
		b.Pages = slices.Clone(starts)
		if at >= 0 && *seen != at {
			here.At = 0
			b.Pages = append([]block.PageStart{here}, b.Pages...)
		}
		to.Blocks = append(to.Blocks, b)
		for _, p := range starts {
			at, here = at+1, p
		}
		*seen = at
	}
	for i := range chapters {
		chapters[i].Entries = page.Entries
	}
	return chapters, rest
}

// chapterSpans finds, for each chapter, the first and the last of its pages in
// the order of the file, -1 where the labels do not tell them.
func chapterSpans(page block.Page, list []Chapter) [][2]int {
	var labels []string
	for _, b := range page.Blocks {
		for _, p := range b.Pages {
			labels = append(labels, p.Label)
		}
	}
	out := make([][2]int, len(list))
	for i, c := range list {
		out[i] = [2]int{-1, -1}
		from := slices.Index(labels, c.First)
		if from < 0 || c.First == "" {
			continue
		}
		if n := slices.Index(labels[from:], c.Last); n >= 0 {
			out[i] = [2]int{from, from + n}
		}
	}
	return out
}
