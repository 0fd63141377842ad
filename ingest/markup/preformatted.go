package markup

import (
	"strings"
	"unicode/utf8"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

var (
	pageFoot     = pattern.Lazy(`(?m)^.*\[Page [0-9ivx]+\][ \t]*$`)
	contentsLine = pattern.Lazy(`(?m)^.*\S ?\.{4,} ?[0-9ivx]+[ \t]*$`)
)

// joinPreformatted makes one block of the neighbouring preformatted blocks of a
// document that is printed page by page, with a form feed between its pages, and
// sets its lines back by the margin that most of them have. The lines of its table
// of contents, which lead to a page's number, are left out.
func joinPreformatted(page *block.Page) {
	feet := 0
	for _, b := range page.Blocks {
		if b.Kind == block.Code {
			feet += len(pageFoot().FindAllString(b.Text, 3))
		}
	}
	if feet < 3 {
		return
	}
	var out []block.Block
	for _, b := range page.Blocks {
		if b.Kind != block.Code {
			out = append(out, b)
			continue
		}
		b.Text = contentsLine().ReplaceAllStringFunc(b.Text, func(l string) string {
			page.Omitted = append(page.Omitted, block.Omitted{Why: "contents", Text: strings.TrimSpace(l)})
			return ""
		})
		b.Text = outdented(pageFoot().ReplaceAllString(b.Text, "$0\n\f"))
		b.Code, b.Bold, b.Italic, b.Calls, b.Pages = nil, nil, nil, nil, nil
		if n := len(out); n > 0 && out[n-1].Kind == block.Code {
			out[n-1].Text += "\n" + b.Text
			continue
		}
		out = append(out, b)
	}
	page.Blocks = out
}

// outdented takes off each line the blanks that most long lines begin with.
func outdented(text string) string {
	count, margin := map[int]int{}, 0
	lines := strings.Split(text, "\n")
	for _, l := range lines {
		if utf8.RuneCountInString(l) < 50 || strings.Contains(strings.TrimSpace(l), "   ") {
			continue
		}
		n := len(l) - len(strings.TrimLeft(l, " "))
		count[n]++
		if count[n] > count[margin] || count[n] == count[margin] && n < margin {
			margin = n
		}
	}
	if count[margin] == 0 {
		return text
	}
	for i, l := range lines {
		lines[i] = l[min(margin, len(l)-len(strings.TrimLeft(l, " "))):]
	}
	return strings.Join(lines, "\n")
}
