package layout

import (
	"math"
	"strings"

	"locus/ingest/block"
)

// leastLines is how many lines that their author ended make verse.
const leastLines = 3

// verses puts lines together that stand close below each other, each far shorter
// than the column, as those of a poem do. Their ends stay lines' ends; whether they
// are verse is judged by their words later.
func verses(ps []*para) []*para {
	var out []*para
	listed := false // a list of references, or of contents
	for i := 0; i < len(ps); {
		if text := strings.TrimSpace(ps[i].text()); references().MatchString(text) || contentsName().MatchString(text) {
			listed = true
		} else if ps[i].kind == block.Heading {
			listed = false
		}
		j, closed := i, 0
		for j < len(ps) && !listed && shortLine(ps[j]) && (j == i || follows(ps[j-1], ps[j])) {
			if endsSentence(ps[j].text()) {
				closed++
			}
			j++
		}
		if j-i < leastLines || closed*2 > j-i {
			out = append(out, ps[i])
			i++
			continue
		}
		p := ps[i]
		for _, q := range ps[i+1 : j] {
			p.lines[len(p.lines)-1].hard = true
			p.lines = append(p.lines, q.lines...)
		}
		p.last = ps[j-1].last
		out = append(out, p)
		i = j
	}
	return out
}

// shortLine reports whether a paragraph is a line of words much shorter than its
// column, and nothing else by its look.
func shortLine(p *para) bool {
	if p.kind != block.Paragraph || len(p.lines) != 1 || len(p.lines[0].cells) != 1 || p.bold || p.float {
		return false
	}
	text := p.text()
	n := p.lines[0]
	return n.x1-n.x0 < 0.72*(p.r-p.l) && len(strings.Fields(text)) >= 3 && hasWord(text) && len(text) <= 60 &&
		!markLine().MatchString(text) && !bulletLine().MatchString(text) && !captionLine().MatchString(text) && !numberedHeading().MatchString(text) && !strings.Contains(text, "@")
}

// follows reports whether a line stands right below another, in its size.
func follows(a, b *para) bool {
	return a.lines[0].page == b.lines[0].page && b.gap > 0 && b.gap < 1.15 && math.Abs(a.size-b.size) < 0.3 && math.Abs(a.lines[0].x0-b.lines[0].x0) < 3*a.size
}
