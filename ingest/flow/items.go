package flow

import (
	"fmt"
	"strings"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

var (
	numbered = pattern.Lazy(`^(?:([0-9]{1,2})\s?(?:[-–:)]|\.\s)\s*|([A-Za-z]|[ivx]{1,5})(?:[:)])\s+|(:)\s*)(\S)`)
	inline   = pattern.Lazy(`^(?:[0-9]{1,2}\s?[-–:.)]|[A-Za-z][:.)])\s`)
)

// numberedText is the number of words from which a paragraph with a number and a
// stop is a paragraph of a text that numbers them, no item.
const numberedText = 60

// Items finds the paragraphs of the body that are list items by a printed mark
// that no format's reader knows ("1:", "2-", "C:", ":"): one of a sequence, or
// after words that introduce a list. Short bare lines between items marked with
// a colon have lost their mark and are items too.
func Items(blocks []block.Block) {
	counted := numbersParagraphs(blocks)
	for i := range blocks {
		b := &blocks[i]
		if b.Zone != block.Body || b.Kind != block.Paragraph && (b.Kind != block.Item || b.Mark != "") {
			continue
		}
		m := numbered().FindStringSubmatchIndex(b.Text)
		if m == nil || b.Kind == block.Item && !inline().MatchString(b.Text) {
			continue
		}
		mark := strings.TrimSpace(b.Text[:m[8]])
		if strings.HasSuffix(mark, ".") && (counted || len(strings.Fields(b.Text)) > numberedText) {
			continue
		}
		if b.Kind == block.Paragraph && (!inSequence(blocks, i, mark) || runsOn(b.Text, mark)) {
			continue
		}
		b.Kind, b.Level = block.Item, max(b.Level, 1)
		b.Mark = mark
		rest := *b
		rest.Edit([]block.Change{{From: 0, To: m[8]}})
		*b = rest
		b.Label = mark
	}
	for i := 1; i < len(blocks); i++ {
		b := &blocks[i]
		if b.Kind == block.Paragraph && b.Zone == block.Body && blocks[i-1].Kind == block.Item && blocks[i-1].Label == ":" &&
			len(strings.Fields(b.Text)) <= 4 && !endsSentence(b.Text) {
			b.Kind, b.Level, b.Label = block.Item, 1, ":"
		}
	}
}

// numbersParagraphs reports whether a text numbers its paragraphs: three and
// more that begin with a number and a stop are longer than items are.
func numbersParagraphs(blocks []block.Block) bool {
	long, all := 0, 0
	for _, b := range blocks {
		if b.Kind != block.Paragraph || b.Text == "" || b.Text[0] < '0' || b.Text[0] > '9' {
			continue
		}
		if m := numbered().FindStringSubmatchIndex(b.Text); m != nil && strings.HasSuffix(strings.TrimSpace(b.Text[:m[8]]), ".") {
			all++
			if len(strings.Fields(b.Text)) > numberedText {
				long++
			}
		}
	}
	return long >= 3 && long*5 >= all
}

// inSequence reports whether a mark at block i is one of a list: a neighbour has
// the mark before or after it, or the words before introduce a list.
func inSequence(blocks []block.Block, i int, mark string) bool {
	if mark == ":" {
		return len(strings.Fields(blocks[i].Text)) <= 12
	}
	n, ok := number(mark)
	if !ok {
		return false
	}
	for j := max(0, i-3); j < min(len(blocks), i+4); j++ {
		if j == i {
			continue
		}
		other := blocks[j].Mark
		if other == "" {
			if m := numbered().FindStringSubmatchIndex(blocks[j].Text); m != nil {
				other = blocks[j].Text[:m[8]]
			}
		}
		if k, ok := number(strings.TrimSpace(other)); ok && other != "" && (k == n+1 || k == n-1) {
			return true
		}
	}
	if i > 0 && blocks[i-1].Kind == block.Paragraph {
		// The list's first items may run on in the paragraph before.
		return strings.HasSuffix(blocks[i-1].Text, ":") || strings.Contains(blocks[i-1].Text, before(mark, n))
	}
	return false
}

// runsOn reports whether the next item stands in the same paragraph: then the
// paragraph is no item but a list run on in a line.
func runsOn(text, mark string) bool {
	n, ok := number(mark)
	return ok && n < 100 && strings.Contains(text, fmt.Sprintf(" %d%s ", n+1, strings.TrimLeft(mark, "0123456789")))
}

// before is how the item before a mark would be marked within a paragraph.
func before(mark string, n int) string {
	if n > 'a' && n <= 'z' {
		return " " + strings.ToUpper(string(rune(n-1))) + mark[1:] + " "
	}
	return "\x00"
}
