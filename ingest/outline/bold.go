package outline

import (
	"strings"

	"locus/ingest/block"
	"locus/ingest/meta"
)

// runIn makes headings of short paragraphs that are bold throughout and stand
// before text, as word processors' users write them.
func runIn(blocks []block.Block) {
	depth, asked, recurs := outermost(blocks), interview(blocks), recurring(blocks)
	for i := range blocks {
		b := &blocks[i]
		if b.Kind == block.Heading {
			depth = b.Level
			continue
		}
		if named(blocks, i) {
			b.Kind, b.Level = block.Heading, max(1, depth)
			continue
		}
		if b.Kind != block.Paragraph || b.Zone != block.Body || len(strings.Fields(b.Text)) > 12 || strings.HasSuffix(b.Text, ".") || strings.HasSuffix(b.Text, ",") || !allBold(*b) || asked && strings.HasSuffix(b.Text, "?") {
			continue
		}
		if boldLeads(blocks, i) || recurs && i+1 < len(blocks) && (blocks[i+1].Kind == block.Item || blocks[i+1].Kind == block.Quote) && !strings.HasSuffix(b.Text, ":") {
			b.Kind, b.Level = block.Heading, depth+1
		}
	}
}

// outermost is the level below which a bold line stands that comes before any
// heading: that of the highest heading the text has, 0 where it has none.
func outermost(blocks []block.Block) int {
	level := 0
	for _, b := range blocks {
		if b.Kind == block.Heading && (level == 0 || b.Level < level) {
			level = b.Level
		}
	}
	return level
}

// recurring reports whether bold lines above text are a way in which the text
// prints its headings: two and more stand so. Then they are headings above lists, too.
func recurring(blocks []block.Block) bool {
	n := 0
	for i, b := range blocks {
		if b.Kind == block.Paragraph && b.Zone == block.Body && len(strings.Fields(b.Text)) <= 12 && !strings.HasSuffix(b.Text, ".") && !strings.HasSuffix(b.Text, ",") && allBold(b) && boldLeads(blocks, i) {
			n++
		}
	}
	return n >= 2
}

// interview reports whether the bold lines of a text that end with a question mark
// are questions to somebody: two and more of them, one of which says "you" or is
// more than one sentence.
func interview(blocks []block.Block) bool {
	questions, put := 0, false
	for _, b := range blocks {
		if b.Kind != block.Paragraph || !strings.HasSuffix(b.Text, "?") || !allBold(b) {
			continue
		}
		questions++
		low := " " + strings.ToLower(b.Text)
		put = put || strings.Contains(low, " you ") || strings.Contains(low, " your ") || strings.Contains(b.Text, ". ")
	}
	return questions >= 2 && put
}

// boldLeads reports whether the bold line at block i stands before what a section
// begins with: text, or, where the line bears a number, anything but another
// heading.
func boldLeads(blocks []block.Block, i int) bool {
	if i+1 >= len(blocks) {
		return false
	}
	next := blocks[i+1]
	if next.Kind == block.Paragraph && len(strings.Fields(next.Text)) >= 12 {
		return true
	}
	return numberPrefix().MatchString(blocks[i].Text) && next.Kind != block.Heading && next.Kind != block.Note && !(next.Kind == block.Paragraph && allBold(next))
}

// named reports whether block i is the fixed name of a section, printed bold or,
// above a list of references or notes, bare.
func named(blocks []block.Block, i int) bool {
	b := blocks[i]
	if b.Kind != block.Paragraph || b.Zone != block.Body || len(b.Text) > 40 || i+1 >= len(blocks) {
		return false
	}
	name := meta.Standard(b.Text)
	next := blocks[i+1].Kind
	return name != "" && next != block.Heading && (allBold(b) || (name == "references" || name == "notes") && next != block.Row)
}

func allBold(b block.Block) bool {
	n := 0
	for _, r := range b.Bold {
		n += r.End - r.Start
	}
	return n > 0 && n >= len(b.Text)-2
}
