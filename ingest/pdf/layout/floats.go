package layout

import (
	"strings"

	"locus/ingest/block"
)

// floats marks the figures and tables of a column with their captions, and opens
// the text around them: a paragraph that stands before one may go on behind it.
// The words within a figure (its labels, the text of a screen) are no text of
// the work.
func (d *reader) floats(ps []*para) {
	for i, p := range ps {
		if p.float || p.kind == block.Note || !captionLine().MatchString(p.text()) || len(strings.Fields(p.text())) > 120 {
			continue
		}
		from, to := i, i+1
		if strings.HasPrefix(strings.ToLower(p.text()), "tab") {
			for to < len(ps) && d.inFloat(ps[to], p) {
				to++
			}
			for to == i+1 && from > 0 && ps[from-1].kind == block.Row && d.inFloat(ps[from-1], p) {
				from--
			}
		} else {
			for from > 0 && d.inFloat(ps[from-1], p) {
				from--
			}
		}
		p.kind = block.Caption
		d.setApart(ps, from, i, to)
	}
}

// inFloat reports whether a paragraph can be the inside of a figure or a table:
// it stands on the caption's page and is no text.
func (d *reader) inFloat(p, caption *para) bool {
	if p.kind == block.Row || p.kind == block.Code {
		return p.lines[0].page == caption.lines[0].page
	}
	text := p.text()
	words := len(strings.Fields(text))
	wide := p.lines[0].x1-p.lines[0].x0 > 0.8*(p.r-p.l)
	small := p.size < 0.93*d.st.body
	if !small && (numberedHeading().MatchString(text) && hasWord(text) || p.italic || p.lines[0].x0 < p.l+0.5*p.size && words > 2) {
		return false
	}
	return p.kind == block.Paragraph && p.lines[0].page == caption.lines[0].page && !captionLine().MatchString(text) &&
		words <= 12 && !(wide && !small) && !(p.bold && !small && !d.st.bold && p.size >= d.st.body) && p.size < 1.3*d.st.body && !endsSentence(text) && !p.float
}

// setApart marks paragraphs from (inside) to (outside) as a float with its
// caption, and lets the text before and behind touch.
func (d *reader) setApart(ps []*para, from, caption, to int) {
	first, last := false, false
	for k := from; k < to; k++ {
		ps[k].float = true
		first, last = first || ps[k].first, last || ps[k].last
		if k != caption && ps[k].kind == block.Paragraph {
			ps[k].drawn = true
		}
	}
	page := ps[caption].lines[0].page
	if from > 0 && !ps[from-1].float && ps[from-1].kind != block.Note && ps[from-1].lines[0].page == page {
		ps[from-1].last = true
	}
	if to < len(ps) && ps[to].kind != block.Note && ps[to].lines[0].page == page {
		ps[to].first = true
	}
}
