package markup

import (
	"strconv"
	"strings"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

// separator is the line with which OCR tools that write Markdown begin a page.
var separator = pattern.Lazy(`^\{([0-9]{1,5})\}-{10,}\s*$`)

// pageElement is how a page's begin is handed through Markdown.
const pageElement = "\n<div role=\"doc-pagebreak\"></div>\n\n"

// head is a line at the edge of a page that bears a number: a running head or
// foot.
type head struct {
	block, page, number int
}

// runningHeads takes the running heads and feet off the pages of a text whose
// pages the file marks without their labels, and tells the printed labels by
// them: a short line at the edge of a page bears a number, and on two pages or
// more the numbers go on as the pages do. A page without such a line gets no
// label. Without marked pages nothing changes.
func runningHeads(page *block.Page) {
	starts := pageStarts(page.Blocks)
	if len(starts) < 2 {
		return
	}
	found := agreeing(edges(page.Blocks, starts))
	if len(found) < 2 {
		return
	}
	confidence := "medium"
	if len(found) > 2 {
		confidence = "high"
	}
	gone := map[int]bool{}
	for _, h := range found {
		b := &page.Blocks[starts[h.page]]
		b.Pages[0] = block.PageStart{At: b.Pages[0].At, Label: strconv.Itoa(h.number), Source: "heads", Confidence: confidence}
		gone[h.block] = true
	}
	fillLabels(page.Blocks, starts)
	var kept []block.Block
	var waiting []block.PageStart
	for i, b := range page.Blocks {
		if gone[i] {
			page.Omitted = append(page.Omitted, block.Omitted{Why: "running head", Text: b.Text})
			waiting = append(waiting, b.Pages...)
			continue
		}
		if len(waiting) > 0 {
			for k := range waiting {
				waiting[k].At = 0
			}
			b.Pages, waiting = append(waiting, b.Pages...), nil
		}
		kept = append(kept, b)
	}
	page.Blocks = kept
}

// fillLabels gives the pages between two labelled ones their labels.
func fillLabels(blocks []block.Block, starts []int) {
	pages := make([]*block.PageStart, len(starts))
	for i, at := range starts {
		pages[i] = &blocks[at].Pages[0]
	}
	block.FillLabels(pages)
}

// pageStarts lists the blocks with which a page begins that has no label; the
// first block begins the first page. Nil where a page has a label already.
func pageStarts(blocks []block.Block) []int {
	var out []int
	for i, b := range blocks {
		for _, p := range b.Pages {
			if p.Label != "" {
				return nil
			}
			if p.At == 0 {
				out = append(out, i)
				break
			}
		}
	}
	if len(out) > 0 && out[0] > 0 {
		blocks[0].Pages = append([]block.PageStart{{}}, blocks[0].Pages...)
		out = append([]int{0}, out...)
	}
	return out
}

// edges lists the lines with a number at the edges of the pages.
func edges(blocks []block.Block, starts []int) []head {
	var out []head
	for p, from := range starts {
		to := len(blocks)
		if p+1 < len(starts) {
			to = starts[p+1]
		}
		places := []int{from}
		if to-1 > from {
			places = append(places, to-1)
		}
		for _, i := range places {
			for _, n := range headNumbers(blocks[i]) {
				out = append(out, head{block: i, page: p, number: n})
			}
		}
	}
	return out
}

// headNumbers lists the numbers with which a short line begins and ends.
func headNumbers(b block.Block) []int {
	fields := strings.Fields(b.Text)
	if b.Kind != block.Paragraph && b.Kind != block.Heading || len(fields) == 0 || len(fields) > 14 || strings.HasSuffix(b.Text, ".") {
		return nil
	}
	var out []int
	for _, f := range []string{fields[0], fields[len(fields)-1]} {
		if n, err := strconv.Atoi(strings.Trim(f, "|-–—[]")); err == nil && n > 0 && n < 10000 && (len(out) == 0 || out[0] != n) {
			out = append(out, n)
		}
	}
	return out
}

// agreeing picks the lines whose numbers go on as their pages do, one a page:
// those with the commonest distance of number and page, of two the greater.
func agreeing(heads []head) []head {
	count, best := map[int]int{}, 0
	for _, h := range heads {
		d := h.number - h.page
		count[d]++
		if count[d] > count[best] || count[d] == count[best] && d > best {
			best = d
		}
	}
	var out []head
	for _, h := range heads {
		if h.number-h.page == best && (len(out) == 0 || out[len(out)-1].page != h.page) {
			out = append(out, h)
		}
	}
	return out
}

// continueTables makes the head row of a table that a page has parted a row of
// the table before it, which has as many cells.
func continueTables(blocks []block.Block) {
	for i := 1; i < len(blocks); i++ {
		b, last := &blocks[i], blocks[i-1]
		if b.Kind == block.Row && b.Head && len(b.Pages) > 0 && b.Pages[0].At == 0 && last.Kind == block.Row && len(last.Cells) == len(b.Cells) {
			b.Head = false
		}
	}
}
