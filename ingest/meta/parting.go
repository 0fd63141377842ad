package meta

import (
	"slices"
	"strings"
	"unicode/utf8"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

// Lines parts the blocks before the text whose lines say different things: a
// name above an institution, a journal above its volume. Other lines, such as
// those of a title that goes on in a second line, stay together. It must run
// before line ends are cleaned away.
func Lines(page *block.Page) {
	var out []block.Block
	for i, b := range page.Blocks {
		if len(out) > head || len(strings.Fields(b.Text)) > 60 {
			page.Blocks = capitalPage(append(out, page.Blocks[i:]...))
			return
		}
		out = append(out, parted(b)...)
	}
	page.Blocks = capitalPage(out)
}

// parted gives the lines of a block as blocks where one of them is clearly a
// line of its own.
func parted(b block.Block) []block.Block {
	if b.Kind == block.Paragraph && gap().MatchString(b.Text) && len(b.Text) <= 600 {
		return columns(b)
	}
	if !strings.Contains(b.Text, "\n") || b.Kind != block.Paragraph && b.Kind != block.Note {
		return []block.Block{b}
	}
	lines := strings.Split(b.Text, "\n")
	own, listed := false, 0
	if len(lines) <= 12 && slices.ContainsFunc(lines, func(l string) bool { return lookOf(block.Block{Text: strings.TrimSpace(l)}) == lookTrail }) {
		return apart(b, lines) // what a site prints above its page
	}
	for i, l := range lines {
		switch lookOf(block.Block{Text: strings.TrimSpace(l)}) {
		case lookText:
			return []block.Block{b}
		case lookTitle:
			own = own || i == 1 && Body(strings.TrimSpace(lines[0])) && !Body(strings.TrimSpace(l)) || i == 1 && (inCapitals(lines[0]) && !inCapitals(l) || chapterAlone().MatchString(strings.TrimSpace(lines[0])))
			if numbered().MatchString(l) {
				listed++
			}
		case lookNames:
			own = own || i > 0 && len(strings.Fields(l)) > 1 && !strings.HasSuffix(strings.TrimSpace(lines[i-1]), ",")
		default:
			own = true
		}
	}
	if !own && listed < 2 || len(lines) > 12 {
		return []block.Block{b}
	}
	return apart(b, lines)
}

// apart is a block's lines as blocks.
func apart(b block.Block, lines []string) []block.Block {
	var out []block.Block
	at := 0
	for i, l := range lines {
		line := b.Slice(at, at+len(l))
		if i > 0 && b.Kind == block.Note {
			line.Mark = ""
		}
		out = append(out, line)
		at += len(l) + 1
	}
	return out
}

var (
	numbered = pattern.Lazy(`\p{L}[ .]+[0-9]{1,3}$`)      // a line of a table of contents
	gap      = pattern.Lazy(`(?m)\S(?: {3,}|\t)[ \t]*\S`) // between the columns of a page's head
)

// columns parts the lines of a page's head at the gaps between their columns
// ("118   REVIEW OF HARBOURS   [Vol. 22"). A block with a line of prose stays.
func columns(b block.Block) []block.Block {
	var out []block.Block
	at := 0
	for _, l := range strings.Split(b.Text, "\n") {
		if len(strings.Fields(l)) > 14 || sentence(l) {
			return []block.Block{b}
		}
		from := 0
		for _, m := range gap().FindAllStringIndex(l, -1) {
			_, n := utf8.DecodeLastRuneInString(l[:m[1]])
			out = append(out, trimmed(b, at+from, at+m[1]-n))
			from = m[1] - n
		}
		out = append(out, trimmed(b, at+from, at+len(l)))
		at += len(l) + 1
	}
	return out
}

// trimmed is the stretch of a block without the blanks around it.
func trimmed(b block.Block, from, to int) block.Block {
	text := b.Text[from:to]
	from += len(text) - len(strings.TrimLeft(text, " \t"))
	return b.Slice(from, from+len(strings.TrimSpace(text)))
}
