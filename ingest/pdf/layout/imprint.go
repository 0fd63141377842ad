package layout

import (
	"math"
	"strings"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

var (
	imprintSign = pattern.Lazy(`(?i)(?:©|\(c\) ?(?:19|20)[0-9]{2}|\bcopyright\b|\bISSN\b|\bISBN\b|[0-9]{4}-[0-9]{3}[0-9X]/|978-[0-9]|\ball rights reserved\b|\$ ?[0-9]+\.[0-9]{2}|\blicen[cs]ed\b|\bdownloaded from\b|\bauthorized licensed use\b)`)
	doiSign     = pattern.Lazy(`\b10\.[0-9]{4,9}/[^\s"<>]+[^\s"<>.,;)]`)
)

// imprint takes the lines at the foot of a page out in which its publisher says
// whose it is and what it costs: small, apart from the text, and with the signs of
// such a line. What they say is kept among the page's statements.
func (d *reader) imprint(p *page, body float64) {
	var kept []piece
	var lines []string
	for i, q := range p.pieces {
		low := q.base > 0.86*p.height || q.base < 0.06*p.height
		if low && q.size < 0.96*body && imprintSign().MatchString(q.words()) && !p.within(i) {
			lines = append(lines, q.words())
			continue
		}
		kept = append(kept, q)
	}
	if len(lines) == 0 {
		return
	}
	p.pieces = kept
	for _, l := range lines {
		d.omit("imprint", l)
		if doi := doiSign().FindString(l); doi != "" && p.sheet == 0 {
			d.out.Meta = append(d.out.Meta, block.Meta{Key: "citation_doi", Value: doi})
		}
		if strings.ContainsRune(l, '©') {
			d.out.Meta = append(d.out.Meta, block.Meta{Key: "licence", Value: l})
		}
	}
}

// within reports whether piece i stands among lines of its size as close as those
// of a text: in the middle of a note.
func (p *page) within(i int) bool {
	q := p.pieces[i]
	above, below := false, false
	for k, o := range p.pieces {
		if k == i || math.Abs(o.size-q.size) > 0.4 || min(o.x1, q.x1) <= max(o.x0, q.x0) {
			continue
		}
		d := o.base - q.base
		above = above || d < -0.5*q.size && d > -1.5*q.size
		below = below || d > 0.5*q.size && d < 1.5*q.size
	}
	return above && below
}
