package layout

import (
	"math"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/ingest/block"
	"locus/ingest/meta"
	"locus/ingest/pattern"
)

var numberedHeading = pattern.Lazy(`^(?:(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}\.?|[IVX]{1,5}\.|[A-Z]\.|§\s?[0-9]+)\s+|(?i:chapter|part|section|appendix|annex)\s+(?:[0-9]+|[IVX]+|[A-Z])\b)`)

var summary = pattern.Lazy(`^(?i:abstract|summary)\s*(?:[.:—–-]|$)`)

// look is how a heading is printed; headings of one look have one level.
type look struct {
	size                 int // halves of a point
	bold, italic, capped bool
}

// headings finds the headings among the paragraphs and gives them levels by
// their looks: larger above smaller, bold above plain, capitals above small letters.
func (d *reader) headings(ps []*para) {
	ps0 := d.titleLines(ps)
	for i, p := range ps {
		if i < ps0 && p.kind != block.Heading {
			continue
		}
		if p.kind == block.Code && d.codeHeading(ps, i) {
			p.kind = block.Paragraph
		}
		if d.isHeading(ps, i) || d.numeralHeading(ps, i) {
			p.kind = block.Heading
		}
	}
	d.mergeHeadings(ps)
	levels(ps)
}

// titleLines marks the title: the largest lines of the first page, if they stand
// before the text. It returns the index of the first paragraph of the text.
func (d *reader) titleLines(ps []*para) int {
	start := d.front(ps)
	size := d.largest(ps[:start], math.Inf(1))
	for ; size >= 1.12*d.st.body; size = d.largest(ps[:start], size-0.6) {
		title := d.markTitle(ps[:start], size)
		if !journalName().MatchString(title) {
			return start
		}
	}
	return 0
}

var journalName = pattern.Lazy(`(?i)^(?:the )?(?:[a-z]+ )?(?:journal|proceedings|bulletin|review|annals|transactions|quarterly)\b`)

// largest is the largest size below a limit in which a paragraph of words is
// printed on the first page.
func (d *reader) largest(ps []*para, limit float64) float64 {
	size := 0.0
	for _, p := range ps {
		if p.lines[0].page == ps[0].lines[0].page && p.kind == block.Paragraph && utf8.RuneCountInString(p.text()) >= 4 && hasWord(p.text()) && p.size < limit {
			size = max(size, p.size)
		}
	}
	return size
}

// markTitle marks the paragraphs of a size that follow each other as the title,
// and gives their words.
func (d *reader) markTitle(ps []*para, size float64) string {
	title := ""
	for i, p := range ps {
		same := math.Abs(p.size-size) < 0.6 && p.kind == block.Paragraph && hasWord(p.text())
		if same && (title == "" || i > 0 && ps[i-1].kind == block.Heading) && len(strings.Fields(p.text())) <= 45 {
			p.kind, p.level = block.Heading, 1
			title += p.text() + " "
		}
	}
	return title
}

// front is the number of paragraphs before the text begins: with a long one, or
// the heading of a section.
func (d *reader) front(ps []*para) int {
	for i, p := range ps {
		if p.lines[0].page > 1 || p.kind != block.Row && (len(strings.Fields(p.text())) >= 45 && !p.centred || summary().MatchString(p.text())) || d.opens(p) {
			return i
		}
	}
	return 0
}

// opens reports whether a paragraph is the heading with which a text begins.
func (d *reader) opens(p *para) bool {
	t := strings.TrimSpace(p.text())
	return len(t) < 60 && (meta.Standard(strings.Trim(t, "0123456789.: ")) != "" || numberedHeading().MatchString(t) && (p.bold || p.size > 1.05*d.st.body))
}

func hasWord(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		} else {
			n = 0
		}
		if n >= 3 {
			return true
		}
	}
	return false
}

// isHeading reports whether paragraph i is a heading by its look: larger than the
// text, or bold, or in capitals, or italic and apart, or a section's fixed name;
// short, no sentence, and with text below it.
func (d *reader) isHeading(ps []*para, i int) bool {
	p := ps[i]
	text := strings.TrimSpace(p.text())
	words := len(strings.Fields(text))
	if p.kind != block.Paragraph || p.float || words == 0 || words > 24 || len(p.lines) > 4 || !hasLetters(text) || len(p.lines[0].cells) > 2 || captionLine().MatchString(text) {
		return false
	}
	numbered := numberedHeading().MatchString(text)
	if last := text[len(text)-1]; strings.IndexByte(",;", last) >= 0 || last == '.' && !numbered && !p.bold || unicode.IsLower(firstRune(text)) && p.size < 1.2*d.st.body {
		return false
	}
	if i+1 < len(ps) && words > 6 && unicode.IsLower(firstRune(strings.TrimLeft(ps[i+1].text(), "("))) {
		return false
	}
	if i+1 >= len(ps) || bulletLine().MatchString(text) || !hasWord(text) {
		return false
	}
	apart := p.gap > 1.25 || p.first || i > 0 && ps[i-1].kind == block.Heading
	standard := meta.Standard(strings.Trim(text, "0123456789. ")) != ""
	short := p.lines[len(p.lines)-1].x1 < p.r-0.08*(p.r-p.l) || p.centred
	switch {
	case p.size > 1.09*d.st.body:
		return apart || p.bold || numbered
	case p.size < 0.82*d.st.body && !standard:
		return false
	case p.bold && !d.st.bold:
		return (short || len(p.lines) > 1) && (d.looksAbove(ps, i) || numbered)
	case standard && short && (apart || numbered):
		return true
	case capitals(text) && (short || numbered) && words <= 14:
		return numbered && p.gap > 0.98 || apart && len(text) > 4
	case p.italic && short:
		return words <= 14 && (p.gap > 1.15 || p.first || numbered) && !strings.HasSuffix(text, ".") && d.textBelow(ps, i)
	case numbered && short && words <= 12 && sectionLine().MatchString(text) && len(p.lines) == 1:
		return d.textBelow(ps, i) && p.gap > 1.1
	case numbered && short && apart && words <= 12:
		return (p.gap > 1.4 || p.centred) && d.textBelow(ps, i) && !endsSentence(text)
	}
	return false
}

// codeHeading reports whether a line in type of one width is no code: bold or
// larger than the text, apart, with something other than code below it, as the
// names of functions head what is said of them.
func (d *reader) codeHeading(ps []*para, i int) bool {
	p := ps[i]
	if len(p.lines) > 1 || i+1 >= len(ps) || ps[i+1].kind == block.Code && p.size < 1.07*ps[i+1].size || len(strings.Fields(p.text())) > 6 {
		return false
	}
	return p.gap > 1.25 && (p.bold || p.size > 1.09*d.st.body)
}

var numeralAlone = pattern.Lazy(`^(?:[0-9]{1,3}|[IVXLC]{1,7})\.?$`)

// numeralHeading reports whether a paragraph is a number that stands as a heading:
// larger than the text or bold, in the middle or with room above, and text or
// another heading below.
func (d *reader) numeralHeading(ps []*para, i int) bool {
	p := ps[i]
	if p.kind != block.Paragraph || p.float || len(p.lines) > 1 || i+1 >= len(ps) || !numeralAlone().MatchString(strings.TrimSpace(p.text())) {
		return false
	}
	next := ps[i+1]
	if next.float || next.kind != block.Paragraph && next.kind != block.Quote || next.lines[0].page != p.lines[0].page || !hasWord(next.text()) {
		return false
	}
	above := p.gap > 1.4 || p.first
	return above && (p.size > 1.09*d.st.body && (p.bold || p.centred) || p.bold && p.centred && p.size > 0.95*d.st.body)
}

// looksAbove reports whether a bold paragraph heads what follows: text, a list,
// or another heading.
func (d *reader) looksAbove(ps []*para, i int) bool {
	next := ps[i+1]
	if meta.Standard(strings.Trim(ps[i].text(), "0123456789. ")) != "" {
		return true
	}
	return next.kind != block.Row && (next.lines[0].page > ps[i].lines[0].page || !next.bold || next.size != ps[i].size || len(strings.Fields(next.text())) <= 24)
}

func (d *reader) textBelow(ps []*para, i int) bool {
	next := ps[i+1]
	return next.kind == block.Paragraph && math.Abs(next.size-d.st.body) < 0.1*d.st.body && len(strings.Fields(next.text())) >= 8
}

func hasLetters(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// capitals reports whether all letters are capitals, four or more.
func capitals(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 4
}

// mergeHeadings joins the lines of one heading that were parted: of one look,
// close together, the second without a number.
func (d *reader) mergeHeadings(ps []*para) {
	for i := 1; i < len(ps); i++ {
		a, b := ps[i-1], ps[i]
		if a.kind != block.Heading || b.kind != block.Heading || a.joined || lookOf(a) != lookOf(b) || a.lines[0].page != b.lines[0].page {
			continue
		}
		lastLine := a.lines[len(a.lines)-1]
		lead := b.lines[0].base - lastLine.base
		full := lastLine.x1 > a.r-0.25*(a.r-a.l) || a.centred
		if lead <= 0 || lead > 1.6*b.size || !full || numberedHeading().MatchString(b.text()) || meta.Standard(a.text()) != "" || meta.Standard(b.text()) != "" {
			continue
		}
		b.lines = append(a.lines, b.lines...)
		b.level, b.gap, b.first = a.level, a.gap, a.first
		a.joined = true
	}
}

func lookOf(p *para) look {
	t := p.text()
	return look{half(p.size), p.bold, p.italic, capitals(t)}
}

// levels ranks the looks of the headings. The title's look has a rank of its
// own only where nothing else is printed so.
func levels(ps []*para) {
	count := map[look]int{}
	for _, p := range ps {
		if p.kind == block.Heading && !p.joined && p.level == 0 {
			count[lookOf(p)]++
		}
	}
	var list []look
	for l := range count {
		list = append(list, l)
	}
	sort.Slice(list, func(i, j int) bool { return above(list[i], list[j]) })
	rank := map[look]int{}
	for i, l := range list {
		rank[l] = min(i+1, 6)
	}
	for _, p := range ps {
		if p.kind == block.Heading && p.level == 0 {
			p.level = max(1, rank[lookOf(p)])
		}
	}
}

func above(a, b look) bool {
	switch {
	case a.size != b.size:
		return a.size > b.size
	case a.capped != b.capped:
		return a.capped
	case a.bold != b.bold:
		return a.bold
	}
	return !a.italic && b.italic
}
