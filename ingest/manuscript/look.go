package manuscript

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/ingest/block"
	"locus/ingest/meta"
	"locus/ingest/pattern"
)

// look is how the body of a text looks: the size of most characters, the left
// indent of most paragraphs, and what so much of it has that it marks nothing.
type look struct {
	size, left                     float64
	bold, italic, underlined, caps bool
	mono                           bool
}

// bodyOf finds how the body looks, by the characters of the paragraphs.
func bodyOf(list []Paragraph) look {
	sizes, lefts := map[float64]int{}, map[float64]int{}
	all, bold, italic, under, caps, mono := 0, 0, 0, 0, 0, 0
	for i := range list {
		p := &list[i]
		if p.Kind == block.Row || p.Kind == block.Note || p.Kind == block.Code {
			continue
		}
		n := len(p.Text)
		all += n
		sizes[p.Size] += n
		if p.Kind == block.Paragraph {
			lefts[p.Left] += n
		}
		bold += share(p.Bold, n)
		italic += share(p.Italic, n)
		under += share(p.Underlined, n)
		caps += share(p.Caps, n)
		mono += share(p.Mono, n)
	}
	most := func(m map[float64]int) float64 {
		best, at := -1, 0.0
		for v, n := range m {
			if n > best || n == best && v < at {
				best, at = n, v
			}
		}
		return at
	}
	return look{most(sizes), most(lefts), bold*5 > all*2, italic*5 > all*2, under*5 > all*2, caps*5 > all*2, mono*5 > all*2}
}

func share(is bool, n int) int {
	if is {
		return n
	}
	return 0
}

// looks finds headings by how they look, where no heading has a style: short
// lines that do not end as sentences do, set off by size, weight, a line below,
// capitals or a number, before what a heading stands before. Where the file has
// headings by style, only the line set off above all text, its title, is one.
func (j *judge) looks() {
	styled := slices.ContainsFunc(j.list, func(p Paragraph) bool { return p.Kind == block.Heading })
	cover := j.cover()
	var found []int
	for i := range j.list {
		if styled && i >= cover || !j.stands(i) {
			continue
		}
		if i < cover || j.leads(i) {
			found = append(found, i)
		}
	}
	found = j.titles(found, cover)
	ranks := j.ranks(found)
	for _, i := range found {
		j.list[i].heading(ranks[j.form(i)])
	}
	if !styled && len(found) <= 1 {
		j.plainHeadings(cover)
	}
}

// cover is the number of paragraphs before the text: before the first heading
// by style, or the first paragraph of more than 25 words.
func (j *judge) cover() int {
	for i := range j.list {
		p := &j.list[i]
		if p.Kind != block.Paragraph && p.Kind != block.Note || p.Kind == block.Paragraph && (p.Zone != block.Body || wordCount(p.Text) > 25) {
			return min(i, 30)
		}
	}
	return 0
}

var numberedLine = pattern.Lazy(`^(?:[0-9]{1,2}(?:\.[0-9]{1,2})*\.?|[IVX]{1,5}\.|[A-H]\.|(?i:chapter|part|section)\s+(?:[0-9]+|[IVX]+)[:.]?)\s+\p{Lu}`)

// stands reports whether paragraph i is a line set off as headings are.
func (j *judge) stands(i int) bool {
	p := &j.list[i]
	if p.Kind != block.Paragraph && !(p.Kind == block.Item && p.Mark != "" && p.Level == 1) || p.Zone != block.Body {
		return false
	}
	return headingWords(p.Text) && j.form(i) != (form{})
}

// headingWords reports whether a text is short and begins and ends as headings do.
func headingWords(text string) bool {
	if utf8.RuneCountInString(text) > 140 || wordCount(text) > 16 || strings.Count(text, "\n") > 1 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "“\"‘'("))
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, " "))
	return hasLetters(text) && (unicode.IsUpper(first) || unicode.IsDigit(first) || !unicode.IsLower(first) && unicode.IsLetter(first)) && !strings.ContainsRune(".,;!…", last) && !strings.Contains(text, "@") && !strings.Contains(text, "://")
}

// form is how a line is set off; the zero value is a line that is not.
type form struct {
	larger                                   float64 // points above the body
	bold, caps, underlined, italic, numbered bool
}

func (j *judge) form(i int) form {
	p := &j.list[i]
	f := form{
		bold: p.Bold && !j.body.bold, caps: p.Caps && !j.body.caps,
		underlined: p.Underlined && !j.body.underlined, italic: p.Italic && !j.body.italic,
	}
	if p.Size > 0 && j.body.size > 0 && p.Size >= j.body.size+1 {
		f.larger = p.Size - j.body.size
	}
	if f.italic && wordCount(p.Text) > 10 {
		f.italic = false
	}
	f.numbered = f == (form{}) && p.Kind == block.Paragraph && wordCount(p.Text) <= 10 && numberedLine().MatchString(p.Text)
	return f
}

// leads reports whether what a heading stands before follows paragraph i: text,
// or another heading and then text.
func (j *judge) leads(i int) bool {
	if meta.Standard(j.list[i].Text) != "" && i+1 < len(j.list) {
		return true
	}
	for n := 1; n <= 3; n++ {
		if i+n >= len(j.list) {
			return false
		}
		next := &j.list[i+n]
		switch {
		case next.Kind == block.Note:
			continue
		case next.Zone == block.References:
			return true
		case j.stands(i + n):
			if n > 1 && j.form(i+n) == j.form(i) && j.form(i+n-1) == j.form(i) {
				return false // a list of lines of one look
			}
			continue
		}
		return next.Kind != block.Paragraph || wordCount(next.Text) >= 12
	}
	return false
}

// titles leaves, of the lines set off on the cover, only the first of those that
// are set off most and the line that goes on with it.
func (j *judge) titles(found []int, cover int) []int {
	best := -1
	for _, i := range found {
		if i < cover && !j.leadsSection(i, cover) && (best < 0 || compare(j.form(i), j.form(best)) < 0) {
			best = i
		}
	}
	return slices.DeleteFunc(found, func(i int) bool {
		return i < cover && i != best && !j.leadsSection(i, cover) && !(i == best+1 && j.form(i) == j.form(best))
	})
}

// leadsSection reports whether a line on the cover is the heading of the text
// that follows, the title standing above it.
func (j *judge) leadsSection(i, cover int) bool { return i == cover-1 && i > 0 }

// compare orders looks, the most set off first.
func compare(a, b form) int {
	flag := func(x, y bool) int { return share(y, 1) - share(x, 1) }
	return cmp.Or(cmp.Compare(b.larger, a.larger), flag(a.caps, b.caps), flag(a.bold, b.bold),
		flag(a.underlined, b.underlined), flag(a.italic, b.italic), flag(a.numbered, b.numbered))
}

// ranks gives the levels of the looks of headings.
func (j *judge) ranks(found []int) map[form]int {
	var forms []form
	for _, i := range found {
		if f := j.form(i); !slices.Contains(forms, f) {
			forms = append(forms, f)
		}
	}
	slices.SortFunc(forms, compare)
	out := map[form]int{}
	for n, f := range forms {
		out[f] = min(n+1, 4)
	}
	return out
}

// plainHeadings finds the headings of a text that sets none off: bare short lines
// before paragraphs and after ones that end.
func (j *judge) plainHeadings(cover int) {
	for i := max(cover, 1); i+1 < len(j.list); i++ {
		p, before, next := &j.list[i], &j.list[i-1], &j.list[i+1]
		if p.Kind == block.Paragraph && meta.Standard(p.Text) != "" {
			p.heading(1)
			continue
		}
		if p.Kind != block.Paragraph || p.Zone != block.Body || wordCount(p.Text) > 12 || len(p.Text) > 90 || !headingWords(p.Text) || strings.Contains(p.Text, "\n") {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(p.Text)
		ends, _ := utf8.DecodeLastRuneInString(before.Text)
		if strings.ContainsRune(":\"”'’)]-–—", last) || strings.Contains(p.Text, ": ") || before.Kind == block.Paragraph && !strings.ContainsRune(".!?”\"’)", ends) {
			continue
		}
		if next.Kind == block.Paragraph && wordCount(next.Text) >= 15 {
			p.heading(1)
		}
	}
}

// quotes finds block quotations by their indent: paragraphs of some length set
// in on the left, none of whose lines hangs, between paragraphs that are not.
func (j *judge) quotes() {
	deep := 0
	for i := range j.list {
		if p := &j.list[i]; p.Kind == block.Paragraph && j.setIn(p) {
			deep++
		}
	}
	if deep*3 > len(j.list) {
		return
	}
	for i := range j.list {
		p := &j.list[i]
		if p.Kind == block.Paragraph && p.Zone == block.Body && !p.Listed && j.setIn(p) && wordCount(p.Text) >= 20 {
			p.Kind = block.Quote
		}
	}
}

// setIn reports whether a paragraph stands at least half a centimetre to the
// right of the body, first line and all.
func (j *judge) setIn(p *Paragraph) bool {
	return p.Left-j.body.left >= 14 && p.First > -10 && !p.Centered
}
