package corpus

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// leaf reports whether parts of the kind hold text and no other parts; ok is
// false for a kind that does not exist.
func (k PartKind) leaf() (leaf, ok bool) {
	switch k {
	case PartParagraph, PartItem, PartRow, PartFigure, PartQuotation, PartFootnote, PartEntry:
		return true, true
	case PartSection, PartFront, PartAbstract, PartList, PartTable, PartReferences, PartPage:
		return false, true
	}
	return false, false
}

// step says that from byte offset At on, Section is the index of the innermost
// section, -1 for none.
type step struct{ At, Section int }

// parts checks order and nesting, and each part's own promises. On the way it
// notes where sections begin and end, for the passages' check.
func (c *checker) parts() {
	whole := Span{0, len(c.d.Text)}
	var open []int // indexes of the parts around the present one
	last, page := 0, 0
	c.steps = []step{{0, -1}}
	for i := range c.d.Parts {
		p := &c.d.Parts[i]
		place := fmt.Sprintf("part %d (%s at %d)", i, p.Kind, p.Span.Start)
		if _, ok := p.Kind.leaf(); !ok {
			c.fault(place, "is of the unknown kind %q", p.Kind)
		}
		if !c.span(place, "span", p.Span, whole) {
			continue
		}
		if p.Span.Start < last {
			c.fault(place, "stands after a part that starts at %d", last)
		}
		last = p.Span.Start
		if p.Kind == PartPage {
			if p.Span.Start < page {
				c.fault(place, "overlaps the page before it")
			}
			page = p.Span.End
			continue
		}
		open = c.enclose(open, i, place)
		c.part(place, p)
	}
	c.close(open, len(c.d.Text)+1)
}

// enclose closes what ended before part i, checks that i nests in what is still
// open, and opens it.
func (c *checker) enclose(open []int, i int, place string) []int {
	p := &c.d.Parts[i]
	open = c.close(open, p.Span.Start)
	if len(open) > 0 {
		o := &c.d.Parts[open[len(open)-1]]
		if !o.Span.Contains(p.Span) {
			c.fault(place, "span %d-%d does not nest in the %s %d-%d", p.Span.Start, p.Span.End, o.Kind, o.Span.Start, o.Span.End)
		}
		if leaf, _ := o.Kind.leaf(); leaf {
			c.fault(place, "lies within a %s, which holds no parts", o.Kind)
		}
	}
	if p.Kind == PartSection {
		if s := c.innermost(open); s >= 0 && c.d.Parts[s].Level >= p.Level {
			c.fault(place, "has level %d within a section of level %d", p.Level, c.d.Parts[s].Level)
		}
		c.steps = append(c.steps, step{p.Span.Start, i})
	}
	return append(open, i)
}

// close drops from open the parts that end at or before an offset.
func (c *checker) close(open []int, at int) []int {
	for len(open) > 0 {
		p := &c.d.Parts[open[len(open)-1]]
		if p.Span.End > at {
			break
		}
		open = open[:len(open)-1]
		if p.Kind == PartSection {
			c.steps = append(c.steps, step{p.Span.End, c.innermost(open)})
		}
	}
	return open
}

// innermost is the last section of a stack of parts, -1 where there is none.
func (c *checker) innermost(open []int) int {
	for i := len(open) - 1; i >= 0; i-- {
		if c.d.Parts[open[i]].Kind == PartSection {
			return open[i]
		}
	}
	return -1
}

// sectionAt is the index of the innermost section at a byte offset, -1 for none.
func (c *checker) sectionAt(at int) int {
	i := sort.Search(len(c.steps), func(i int) bool { return c.steps[i].At > at })
	return c.steps[i-1].Section
}

// part checks what a part of its kind promises of itself.
func (c *checker) part(place string, p *Part) {
	switch p.Kind {
	case PartSection:
		if p.Level < 1 {
			c.fault(place, "has level %d, not 1 or more", p.Level)
		}
		if p.Heading == (Span{}) {
			return
		}
		if c.span(place, "heading", p.Heading, p.Span) && p.Heading.Start != p.Span.Start {
			c.fault(place, "heading starts at %d, not where the section does", p.Heading.Start)
		}
	case PartFootnote:
		if p.Call < -1 || p.Call > len(c.d.Text) || p.Call >= 0 && !boundary(c.d.Text, p.Call) {
			c.fault(place, "call %d is no place in the text", p.Call)
		}
	}
}

// leaves checks that every byte outside headings, blanks and dropped spans lies
// in a leaf. That it lies in one only follows from nesting.
func (c *checker) leaves() {
	var held []Span
	for _, p := range c.d.Parts {
		if leaf, _ := p.Kind.leaf(); leaf {
			held = append(held, p.Span)
		} else if p.Kind == PartSection && !p.Heading.Empty() {
			held = append(held, p.Heading)
		}
	}
	for _, x := range c.d.Dropped {
		held = append(held, x.Span)
	}
	sort.Slice(held, func(i, j int) bool { return held[i].Start < held[j].Start })
	at := 0
	for _, s := range append(held, Span{len(c.d.Text), len(c.d.Text)}) {
		if s.Start > at && s.Start <= len(c.d.Text) && boundary(c.d.Text, at) {
			c.blank(Span{at, s.Start})
		}
		at = max(at, min(s.End, len(c.d.Text)))
	}
}

// blank notes a fault where a stretch outside all leaves has words.
func (c *checker) blank(s Span) {
	text := s.Of(c.d.Text)
	i := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsSpace(r) })
	if i >= 0 {
		r, _ := utf8.DecodeRuneInString(text[i:])
		c.fault("parts", "no part holds the text from %d on, %q (first %q)", s.Start+i, clip(text[i:]), r)
	}
}
