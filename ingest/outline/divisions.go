package outline

import (
	"slices"
	"strings"
	"unicode"

	"locus/ingest/block"
	"locus/ingest/meta"
	"locus/ingest/pattern"
)

// division is the kind and the number of a numbered division of a book at the start
// of a heading.
var division = pattern.Lazy(`^(?i:(volume|book|part|chapter))\s+([0-9]{1,2}|[IVXL]+|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))\b`)

// divisionBare is a heading that is nothing but that.
var divisionBare = pattern.Lazy(`^(?i:volume|book|part|chapter)\s+(?:[0-9]{1,2}|[IVXL]+|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))[.:]?$`)

// chapters joins the number of a chapter and its name below into one heading.
func chapters(page *block.Page) {
	blocks := page.Blocks
	kept := blocks[:0:0]
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		if i+1 < len(blocks) && (b.Kind == block.Heading || b.Kind == block.Paragraph) && b.Zone != block.Front && divisionBare().MatchString(b.Text) && chapterName(blocks[i+1]) {
			b.Kind, b.Text = block.Heading, strings.TrimRight(b.Text, ".:")
			if b.Level == 0 {
				b.Level = 1
			}
			b.Join(blocks[i+1], ": ")
			i++
		}
		kept = append(kept, b)
	}
	page.Blocks = kept
}

// chapterName reports whether a block may be the name of the chapter whose number
// stands above: a heading, or a short line that begins with a capital and does not
// end as a sentence does.
func chapterName(b block.Block) bool {
	if b.Text == "" || b.Zone == block.Front || division().MatchString(b.Text) {
		return false
	}
	if b.Kind == block.Heading {
		return len(strings.Fields(b.Text)) <= 30 && !sectionNumber().MatchString(b.Text)
	}
	first := []rune(b.Text)[0]
	return b.Kind == block.Paragraph && len(strings.Fields(b.Text)) <= 12 && unicode.IsUpper(first) && !strings.ContainsAny(b.Text[len(b.Text)-1:], ".,;:")
}

// sectionNumber is the number of a section at the start of its heading.
var sectionNumber = pattern.Lazy(`^(?:[0-9]+(?:\.[0-9]+)*[.)]?|[A-Z][.)])\s`)

// divided puts the divisions of a book below one another, volumes over books over
// parts over chapters, and what stands between two of them below the former.
func divided(hs []*block.Block) {
	depths := depthsOf(hs)
	from := -1
	for i := 0; i <= len(hs); i++ {
		if i < len(hs) && depths[i] == 0 {
			continue
		}
		if from >= 0 {
			under(hs[from], depths[from], hs[from+1:i], i == len(hs))
		}
		from = i
	}
}

// depthsOf tells how deep the division lies that each heading opens, from one, and
// zero for a heading that opens none. A kind counts as one above chapters only where
// a chapter follows it and no number comes twice: the parts of a chapter are
// ordinary headings. A text with no chapter is divided by its parts.
func depthsOf(hs []*block.Block) []int {
	kinds := []string{"volume", "book", "part", "chapter"}
	of := make([]int, len(hs)) // the place in kinds, from one
	var first, last [5]int
	seen, again := map[string]bool{}, [5]bool{}
	for i, h := range hs {
		m := division().FindStringSubmatch(h.Text)
		if m == nil {
			continue
		}
		k := 1 + slices.Index(kinds, strings.ToLower(m[1]))
		if of[i] = k; first[k] == 0 {
			first[k] = i + 1
		}
		last[k] = i + 1
		label := strings.ToLower(m[1] + " " + m[2])
		again[k] = again[k] || seen[label]
		seen[label] = true
	}
	var depth [5]int
	n := 0
	for k := 1; k < len(depth); k++ {
		below := max(last[4], last[3])
		switch {
		case first[k] == 0:
			continue
		case k < 3 && below < first[k]: // the number of a journal, not of a book
			continue
		case k < 4 && first[4] > 0 && (again[k] || last[4] < first[k]):
			continue
		}
		n++
		depth[k] = n
	}
	for i, k := range of {
		of[i] = depth[k]
	}
	return of
}

// under gives a division its level and its headings those below; fixed names behind
// the last division are the book's.
func under(head *block.Block, depth int, hs []*block.Block, last bool) {
	head.Level = depth
	least := 99
	for i, h := range hs {
		if name := meta.Standard(h.Text); last && (name == "references" || name == "appendix" || name == "acknowledgements") {
			hs = hs[:i]
			break
		}
		least = min(least, h.Level)
	}
	for _, h := range hs {
		h.Level += max(0, depth+1-least)
	}
}
