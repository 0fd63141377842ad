package outline

import (
	"strings"
	"unicode"

	"locus/ingest/block"
)

// contents takes a table of contents away: two lines and more in sequence that
// say what later headings say, with or without the pages.
func contents(page *block.Page) {
	last := map[string]int{} // where a heading stands last
	for i, b := range page.Blocks {
		if b.Kind == block.Heading {
			last[said(b.Text)] = i
		}
	}
	if len(last) < 2 {
		return
	}
	var kept []block.Block
	for i := 0; i < len(page.Blocks); {
		n := 0
		for i+n < len(page.Blocks) && listed(page.Blocks[i+n], i+n, last) {
			n++
		}
		if n < 2 || last[said(page.Blocks[i].Text)] < i+n {
			kept = append(kept, page.Blocks[i:i+max(n, 1)]...)
			i += max(n, 1)
			continue
		}
		for _, b := range page.Blocks[i : i+n] {
			page.Omitted = append(page.Omitted, block.Omitted{Why: "table of contents", Text: b.Text})
		}
		i += n
	}
	page.Blocks = kept
}

// listed reports whether a block says what a later heading says.
func listed(b block.Block, i int, last map[string]int) bool {
	if b.Kind != block.Paragraph && b.Kind != block.Item && b.Kind != block.Heading || len(b.Text) > 300 {
		return false
	}
	text := said(b.Text)
	return text != "" && last[text] > i+1
}

// said is a heading by its letters alone, without its number and its page.
func said(s string) string {
	fields := strings.Fields(s)
	if len(fields) > 1 && (enumeration().MatchString(s) || numberPrefix().MatchString(s)) {
		fields = fields[1:]
	}
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, strings.Join(fields, "")))
}
