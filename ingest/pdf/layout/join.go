package layout

import (
	"math"
	"strings"
	"unicode"

	"locus/ingest/block"
	"locus/ingest/pattern"
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
	for n := 0; i >= 0 && n < between && (out[i].kind == block.Note || out[i].kind == block.Row || out[i].float || d.isCaption(out[i])); n++ {
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
	full := last.x1 > a.r-0.06*(a.r-a.l)-1 || a.indentedThroughout() && a.justified() && last.x1 > a.lines[0].x1-a.size
	first := firstRune(words)
	setIn := b.indented && !(a.indentedThroughout() && math.Abs((last.x0-a.l)-(b.lines[0].x0-b.l)) < 0.4*b.size)
	switch {
	case strings.HasSuffix(before, "-") || strings.HasSuffix(before, "\x02"):
		return unicode.IsLetter(first)
	case entryMark().MatchString(words) && words[0] == '[':
		return false
	case !endsSentence(before):
		return full && !setIn || unicode.IsLower(first) || len(strings.Fields(before)) >= 12 && !setIn && unicode.IsLetter(first)
	case setIn || !full || strings.HasSuffix(before, ":"):
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
// left, every line, and no list, heading or centred line. Since other things are
// set in too, a second sign is asked for: set in on the right as well, smaller
// type, words before that lead to it, or a reference at its end.
func (d *reader) quotes(ps []*para) {
	for i, p := range ps {
		if p.kind != block.Paragraph || p.float || p.front || p.bold || len(p.lines) < 2 || p.centred && len(p.lines) < 3 || len(p.lines[0].cells) > 1 {
			continue
		}
		text := p.text()
		if len(strings.Fields(text)) < 12 || !prose(text) || bulletLine().MatchString(text) || markLine().MatchString(text) || captionLine().MatchString(text) || entryMark().MatchString(text) || ruleLine().MatchString(text) {
			continue
		}
		left, right := p.inset()
		if left < 0.9*p.size || left > 0.3*(p.r-p.l) || d.startsBold(p) {
			continue
		}
		signs := 0
		if right > 0.8*p.size && (p.justified() || right > 1.2*p.size && len(p.lines) > 2) {
			signs++
		}
		if p.size < 0.97*d.st.body && p.size > 0.75*d.st.body {
			signs++
		}
		if before := d.textBefore(ps, i); strings.HasSuffix(before, ":") || strings.HasSuffix(before, ",") {
			signs++
		}
		if referenceEnd().MatchString(text) || openQuote().MatchString(text) {
			signs++
		}
		if signs > 0 && !(i > 0 && ps[i-1].kind == block.Item && signs < 2) {
			p.kind = block.Quote
		}
	}
}

// prose reports whether most of a text's words are words, not the signs of
// formulas.
func prose(text string) bool {
	n, all := 0, 0
	for w := range strings.FieldsSeq(text) {
		all++
		if hasWord(w) {
			n++
		}
	}
	return n*2 > all
}

var (
	ruleLine     = pattern.Lazy(`^\(?[A-Z]{1,3}[0-9]{0,2}[).:]\s`)
	referenceEnd = pattern.Lazy(`[(\[][^()\[\]]{0,80}[0-9]{1,4}[a-z]?[)\]][.]?$`)
	openQuote    = pattern.Lazy(`^[“‘"«„]`)
)

// indentedThroughout reports whether a paragraph's last line is set in, as one of
// a quotation is.
func (p *para) indentedThroughout() bool {
	n := p.lines[len(p.lines)-1]
	return n.x0 > n.l+0.9*p.size
}

// inset is how far all of a paragraph's lines keep from its column's margins.
func (p *para) inset() (left, right float64) {
	left, right = math.Inf(1), math.Inf(1)
	for _, n := range p.lines {
		left, right = min(left, n.x0-n.l), min(right, n.r-n.x1)
	}
	return left, right
}

// justified reports whether all lines of a paragraph but the last end at one
// place, two of them at least.
func (p *para) justified() bool {
	end, same := 0.0, 0
	for _, n := range p.lines {
		end = max(end, n.x1-n.l)
	}
	for _, n := range p.lines[:len(p.lines)-1] {
		if end-n.x1+n.l < 0.3*p.size {
			same++
		}
	}
	return same >= 2 && same >= len(p.lines)-2
}

// startsBold reports whether a paragraph begins with bold words, as the points
// of a list do.
func (d *reader) startsBold(p *para) bool {
	g := p.lines[0].cells[0].signs()[0]
	return int(g.Font) < len(d.fonts) && d.fonts[g.Font].Bold
}

// textBefore is the text of the paragraph before i, over notes.
func (d *reader) textBefore(ps []*para, i int) string {
	for i--; i >= 0; i-- {
		if ps[i].kind != block.Note && !ps[i].float {
			return strings.TrimSpace(ps[i].text())
		}
	}
	return ""
}

// items marks the paragraphs that begin with a bullet, or with a dash where
// another one beside it does too.
func items(ps []*para) {
	for i, p := range ps {
		r := bulletOf(p)
		switch {
		case r == 0:
			continue
		case strings.ContainsRune("–—·∙", r) && !(i > 0 && (bulletOf(ps[i-1]) == r || ps[i-1].kind == block.Item)) && !(i+1 < len(ps) && bulletOf(ps[i+1]) == r):
			continue
		}
		p.kind, p.level = block.Item, 1
		p.lines[0].line = p.lines[0].line.without(1)
	}
}

// bulletOf is the bullet or dash with which a paragraph begins, 0 for none.
func bulletOf(p *para) rune {
	if p.kind != block.Paragraph || len(p.lines[0].cells) > 2 {
		return 0
	}
	words := p.lines[0].cells[0].words()
	if len(p.lines[0].cells) > 1 {
		words += " " + p.lines[0].cells[1].words()
	}
	r := firstRune(words)
	if !bulletLine().MatchString(words) || !strings.ContainsRune("•◦▪●○■□‣⁃∙·➢✓–—", r) {
		return 0
	}
	return r
}
