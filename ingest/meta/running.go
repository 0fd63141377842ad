package meta

import (
	"strings"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

var namedPage = pattern.Lazy(`^(\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+)?) ([0-9]{1,3})$`)

// runningName takes away the heads of a student's pages, a family name with the
// page's number ("Bell 3"), where a line of names before the text has that name.
func (r *reading) runningName() {
	names := map[string]bool{}
	for i, b := range r.blocks()[:min(len(r.blocks()), 6)] {
		if m := namedPage().FindStringSubmatch(b.Text); m != nil && i+1 < len(r.page.Blocks) {
			for _, next := range r.page.Blocks[i+1 : min(len(r.page.Blocks), i+4)] {
				if lookOf(next) == lookNames && strings.HasSuffix(next.Text, " "+m[1]) {
					names[m[1]] = true
				}
			}
		}
	}
	for i := len(r.page.Blocks) - 1; i >= 0 && len(names) > 0; i-- {
		b := r.page.Blocks[i]
		if m := namedPage().FindStringSubmatch(b.Text); m != nil && names[m[1]] && (b.Kind == block.Paragraph || b.Kind == block.Heading) {
			r.drop(i, "running head")
		}
	}
}

// capitalPage joins the lines of an old title page that are one title: lines in
// capitals of which one is, ends or begins with a word that only stands between
// others ("A LETTER", "TO", "A NOBLE LORD,"), or breaks off with a comma.
func capitalPage(blocks []block.Block) []block.Block {
	n, joints := 0, 0
	for n < min(len(blocks), 20) && titleLine(blocks[n]) && !by().MatchString(blocks[n].Text) {
		if n > 0 && jointed(blocks[n-1].Text, blocks[n].Text) {
			joints++
		}
		n++
	}
	if n < 3 || joints*2 < n-1 || n == len(blocks) {
		return blocks
	}
	from := 0
	for from+1 < n && !jointed(blocks[from].Text, blocks[from+1].Text) {
		from++ // what stands above the title
	}
	for n > from+1 && !jointed(blocks[n-2].Text, blocks[n-1].Text) {
		n--
	}
	if n-from < 3 {
		return blocks
	}
	whole := blocks[from]
	for _, b := range blocks[from+1 : n] {
		whole.Join(b, " ")
	}
	whole.Text = strings.TrimRight(whole.Text, ". ")
	return append(append(append([]block.Block(nil), blocks[:from]...), whole), blocks[n:]...)
}

func titleLine(b block.Block) bool {
	return (b.Kind == block.Paragraph || b.Kind == block.Heading && !b.Marked) && len(strings.Fields(b.Text)) <= 16 && shouting(b.Text)
}

// shouting reports whether a line has capitals and no small letter.
func shouting(s string) bool {
	return strings.ToUpper(s) == s && strings.ToLower(s) != s
}

// jointed reports whether two lines in capitals are of one phrase.
func jointed(a, b string) bool {
	last, first := strings.Fields(a+" x"), strings.Fields(b+" x")
	return strings.HasSuffix(a, ",") || strings.HasSuffix(a, ";") || jointWord(last[len(last)-2]) || jointWord(first[0])
}

func jointWord(w string) bool {
	switch strings.Trim(w, ".,;:") {
	case "TO", "ON", "OF", "IN", "WITH", "AND", "OR", "FOR", "FROM", "THE", "UPON", "CONCERNING", "AN", "BEING", "AT", "AGAINST", "BETWEEN", "INTO", "TOWARDS", "RESPECTING", "TOUCHING":
		return true
	}
	return false
}

// pageBeside is a page's number beside the words of its head, or the volume and issue.
var pageBeside = pattern.Lazy(`^[0-9]{1,4}\s+|\s+[0-9]{1,4}\s?\([0-9]{1,3}\)$|\s+[0-9]{1,4}$`)

// runningHeads takes away the lines within the text that say the title, the journal
// or an author again as the heads of pages do: with a number beside them, or where
// the sentence before them is open.
func (r *reading) runningHeads() {
	heads := []string{r.work.Title, r.work.Container}
	if before, _, ok := strings.Cut(r.work.Title, ":"); ok {
		heads = append(heads, before)
	}
	for _, a := range r.work.Authors {
		heads = append(heads, a.Given+" "+a.Family, a.Family)
	}
	for i := len(r.page.Blocks) - 1; i > len(r.run()); i-- {
		b := r.page.Blocks[i]
		if b.Kind != block.Paragraph && (b.Kind != block.Heading || b.Marked) || len(strings.Fields(b.Text)) > 20 || b.Zone != block.Body {
			continue
		}
		words := strings.TrimSpace(pageBeside().ReplaceAllString(b.Text, ""))
		before := strings.TrimRight(r.page.Blocks[i-1].Text, "\"'”’) ")
		open := before != "" && !strings.ContainsAny(before[len(before)-1:], ".!?:;")
		if words == b.Text && !(open && shouting(words)) {
			continue
		}
		for _, h := range heads {
			if same(h, words) {
				r.drop(i, "running head")
				break
			}
		}
	}
}
