package manuscript

import (
	"math"
	"strings"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

var (
	bullet = pattern.Lazy(`^[•◦▪▫■□●○‣⁃·∙➢➔❖✓][\s\x{a0}]*`)
	dash   = pattern.Lazy(`^[-–—*o]\s+`)
	count  = pattern.Lazy(`^(\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])\t\s*`)
)

// items finds the items whose marks are typed: a bullet before the words, a dash
// or a number set apart by a tab in a line that hangs. How deep they stand is told
// by their indents.
func (j *judge) items() {
	var found []int
	base := math.Inf(1)
	for i := range j.list {
		p := &j.list[i]
		if p.Kind != block.Paragraph || p.Zone != block.Body {
			continue
		}
		mark, n := typedMark(p)
		if n == 0 || strings.TrimSpace(p.Text[n:]) == "" {
			continue
		}
		p.Kind, p.Mark, p.Listed = block.Item, mark, true
		p.Edit([]block.Change{{From: 0, To: n}})
		base = min(base, p.Left)
		found = append(found, i)
	}
	last, level := -2, 0
	for _, i := range found {
		p := &j.list[i]
		if i != last+1 {
			level = 0 // a list begins
		}
		level = min(1+int((p.Left-base+4)/18), level+1, 6)
		p.Level, last = level, i
	}
}

// typedMark is the mark that is typed before a paragraph, "" for a bullet, and how
// many bytes it takes; 0 where there is none.
func typedMark(p *Paragraph) (mark string, n int) {
	if m := bullet().FindString(p.Text); m != "" {
		return "", len(m)
	}
	if m := dash().FindString(p.Text); m != "" && (strings.Contains(m, "\t") || p.First < -4) {
		return "", len(m)
	}
	if m := count().FindStringSubmatch(p.Text); m != nil && p.First < -4 {
		return m[1], len(m[0])
	}
	return "", 0
}
