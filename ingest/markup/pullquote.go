package markup

import (
	"strings"
	"unicode"

	"locus/ingest/block"
)

// near is how many blocks a pull quote may stand from the words that it repeats.
const near = 12

// dropPullQuotes takes away the lines that a magazine's page sets large between
// its paragraphs and that only repeat words of one near by: a quotation that
// stands there whole, or, behind it, a line without a stop of which three quarters
// do, up to its end. They are listed.
func dropPullQuotes(page *block.Page) {
	var kept []block.Block
	texts := make([]string, len(page.Blocks))
	for i, b := range page.Blocks {
		if n := len(strings.Fields(b.Text)); n < 5 || n > 40 || b.Kind != block.Paragraph && b.Kind != block.Quote || len(b.Calls) > 0 || len(b.Pages) > 0 {
			kept = append(kept, b)
			continue
		}
		said := strings.Fields(bare(b.Text))
		from := 0
		if last := b.Text[len(b.Text)-1]; b.Kind == block.Paragraph {
			if strings.IndexByte(".!?:;)", last) >= 0 {
				kept = append(kept, b)
				continue
			}
			from = len(said) / 4
		}
		if len(said)-from >= 5 && repeated(page.Blocks, texts, i, strings.Join(said[from:], " ")) {
			page.Omitted = append(page.Omitted, block.Omitted{Why: "pull quote", Text: b.Text})
			continue
		}
		kept = append(kept, b)
	}
	page.Blocks = kept
}

// repeated reports whether a longer paragraph near block i has the words.
func repeated(blocks []block.Block, texts []string, i int, said string) bool {
	end := min(len(blocks), i+near+1)
	if blocks[i].Kind == block.Paragraph {
		end = i // a line above its words may be their title
	}
	for j := max(0, i-near); j < end; j++ {
		if b := blocks[j]; j == i || b.Kind != block.Paragraph || len(b.Text) < 2*len(said) {
			continue
		}
		if texts[j] == "" {
			texts[j] = " " + bare(blocks[j].Text) + " "
		}
		if strings.Contains(texts[j], " "+said+" ") {
			return true
		}
	}
	return false
}

// bare is a text's words in small letters, without marks.
func bare(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}
