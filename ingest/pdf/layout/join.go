package layout

import (
	"math"
	"strings"
	"unicode"

	"locus/ingest/block"
)

// joinOver joins the paragraphs that a column's or a page's end has cut. Notes,
// captions and tables may stand between.
func (d *reader) joinOver(ps []*para) []*para {
	var out []*para
	for _, p := range ps {
		if p.joined {
			continue
		}
		if at := d.goesOn(out, p); at >= 0 {
			out[at].lines = append(out[at].lines, p.lines...)
			out[at].last, out[at].r = p.last, p.r
			continue
		}
		out = append(out, p)
	}
	return out
}

// between is how many notes, captions and rows may stand between two halves.
const between = 60

// goesOn finds the paragraph that p goes on with, -1 where p begins anew.
func (d *reader) goesOn(out []*para, p *para) int {
	if p.kind == block.Note {
		return d.noteGoesOn(out, p)
	}
	if !(p.kind == block.Paragraph || p.kind == block.Quote) || !p.first {
		return -1
	}
	i := len(out) - 1
	for n := 0; i >= 0 && n < between && (out[i].kind == block.Note || out[i].kind == block.Row || d.isCaption(out[i])); n++ {
		i--
	}
	if i < 0 || !d.isOpen(out[i], p) {
		return -1
	}
	return i
}

func (d *reader) isCaption(p *para) bool {
	return p.kind == block.Paragraph && captionLine().MatchString(p.text()) || p.kind == block.Caption
}

// isOpen reports whether paragraph a breaks off at its column's end and b, at the
// beginning of another, can be the rest of it.
func (d *reader) isOpen(a, b *para) bool {
	if a.kind != block.Paragraph && a.kind != block.Item && a.kind != block.Quote || math.Abs(a.size-b.size) > 0.07*a.size+0.15 || !a.last || a.bold != b.bold {
		return false
	}
	before, words := strings.TrimSpace(a.text()), strings.TrimSpace(b.text())
	if before == "" || words == "" || captionLine().MatchString(words) || bulletLine().MatchString(words) {
		return false
	}
	last := a.lines[len(a.lines)-1]
	full := last.x1 > a.r-0.06*(a.r-a.l)-1
	first := firstRune(words)
	switch {
	case strings.HasSuffix(before, "-") || strings.HasSuffix(before, "\x02"):
		return unicode.IsLetter(first)
	case d.entries && entryMark().MatchString(words):
		return false
	case !endsSentence(before):
		return full && !b.indented || unicode.IsLower(first) || len(strings.Fields(before)) >= 12 && !b.indented && unicode.IsLetter(first)
	case b.indented || !full || strings.HasSuffix(before, ":"):
		return false
	}
	return d.st.indents && !unicode.IsDigit(first)
}

// noteGoesOn finds the last note of the page before, for a note without a mark.
func (d *reader) noteGoesOn(out []*para, p *para) int {
	if p.mark != "" {
		return -1
	}
	for i := len(out) - 1; i >= 0 && i > len(out)-between; i-- {
		if out[i].kind == block.Note {
			return i
		}
	}
	return -1
}

// quotes marks the block quotations: paragraphs of several lines set in on the
// left, every line, and no list, heading or centred line.
func (d *reader) quotes(ps []*para) {
	for i, p := range ps {
		if p.kind != block.Paragraph || len(p.lines) < 2 || p.centred && len(p.lines) < 3 || len(p.lines[0].cells) > 1 {
			continue
		}
		text := p.text()
		in := math.Inf(1)
		right := math.Inf(-1)
		for _, n := range p.lines {
			in = min(in, n.x0-p.l)
			right = max(right, n.x1)
		}
		inset := in > 0.9*p.size && in < 0.3*(p.r-p.l)
		smaller := p.size < 0.97*d.st.body && p.size > 0.75*d.st.body
		if !inset || bulletLine().MatchString(text) || markLine().MatchString(text) || captionLine().MatchString(text) || entryMark().MatchString(text) || len(strings.Fields(text)) < 12 {
			continue
		}
		if right > p.r-0.5*p.size && !smaller && in < 1.4*p.size {
			continue
		}
		if i > 0 && ps[i-1].kind == block.Item && math.Abs(ps[i-1].lines[0].x0-p.lines[0].x0) < 40 {
			continue
		}
		p.kind = block.Quote
	}
}

// items marks the paragraphs that begin with a bullet.
func items(ps []*para) {
	for _, p := range ps {
		if p.kind != block.Paragraph || len(p.lines[0].cells) > 2 {
			continue
		}
		words := p.lines[0].cells[0].words()
		if len(p.lines[0].cells) > 1 {
			words += " " + p.lines[0].cells[1].words()
		}
		if !bulletLine().MatchString(words) || !strings.ContainsRune("•◦▪●○■□‣⁃∙·➢✓", firstRune(words)) {
			continue
		}
		p.kind, p.level = block.Item, 1
		p.lines[0].line = p.lines[0].line.without(1)
	}
}
