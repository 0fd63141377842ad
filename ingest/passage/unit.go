package passage

import (
	"sort"
	"strings"

	"locus/corpus"
)

// unit is a leaf of the document without the blanks around it: what is cut or
// joined.
type unit struct {
	span    corpus.Span
	part    int // index in the document's parts; -1 for text that no part holds
	holder  int // index of the container that gives the kind, or of the part itself
	section int // index of the innermost section; -1 outside all
	number  int // of the paragraph, as a locator says it
	kind    corpus.Kind
	item    bool // an item of a list
	joins   bool // may be joined with its neighbours of the same holder
}

// run is a sequence of neighbours that may be joined into passages of a kind.
type run struct {
	kind  corpus.Kind
	units []unit
}

// plan is a document read for splitting.
type plan struct {
	doc    *corpus.Document
	parent []int // for each section its enclosing section, -1 for none
	pages  []int // indexes of the pages
	units  []unit
	away   []corpus.Dropped // headings and what was declared, ordered and apart
}

func newPlan(doc *corpus.Document) *plan {
	p := &plan{doc: doc, parent: make([]int, len(doc.Parts))}
	p.keepAway()
	p.leaves()
	p.number()
	return p
}

// keepAway collects the headings and the declared spans that are not blanks.
// Where two overlap the first one wins and the other is cut.
func (p *plan) keepAway() {
	var all []corpus.Dropped
	for _, d := range p.doc.Dropped {
		if d.Why != "blank" && d.Why != "heading" {
			all = append(all, d)
		}
	}
	for _, part := range p.doc.Parts {
		if part.Kind == corpus.PartSection && !part.Heading.Empty() {
			all = append(all, corpus.Dropped{Span: part.Heading, Why: "heading"})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].Span.Start < all[j].Span.Start })
	at := 0
	for _, d := range all {
		d.Span.Start = max(d.Span.Start, at)
		d.Span.End = min(d.Span.End, len(p.doc.Text))
		if !d.Span.Empty() {
			p.away = append(p.away, d)
			at = d.Span.End
		}
	}
}

// leaves makes the units: one for every leaf part, and one for every paragraph
// of the text between them.
func (p *plan) leaves() {
	var open []int
	at := 0
	for i, part := range p.doc.Parts {
		if part.Kind == corpus.PartPage {
			p.pages = append(p.pages, i)
			continue
		}
		start := min(max(part.Span.Start, at), len(p.doc.Text))
		for len(open) > 0 && p.doc.Parts[open[len(open)-1]].Span.End <= part.Span.Start {
			p.loose(&at, p.doc.Parts[open[len(open)-1]].Span.End, open)
			open = open[:len(open)-1]
		}
		p.loose(&at, start, open)
		p.parent[i] = p.section(open)
		open = append(open, i)
		if leaf(part.Kind) {
			end := min(part.Span.End, len(p.doc.Text))
			p.add(corpus.Span{Start: at, End: max(at, end)}, i, open)
			at = max(at, end)
		}
	}
	for len(open) > 0 {
		p.loose(&at, p.doc.Parts[open[len(open)-1]].Span.End, open)
		open = open[:len(open)-1]
	}
	p.loose(&at, len(p.doc.Text), nil)
}

// loose adds the text from *at to end, which no leaf holds, paragraph by
// paragraph, and moves *at there.
func (p *plan) loose(at *int, end int, open []int) {
	end = min(end, len(p.doc.Text))
	for *at < end {
		stop := end
		if i := strings.Index(p.doc.Text[*at:end], "\n\n"); i >= 0 {
			stop = *at + i + 2
		}
		p.add(corpus.Span{Start: *at, End: stop}, -1, open)
		*at = stop
	}
}

// add makes the unit of a span, in pieces where something in it is kept away.
func (p *plan) add(s corpus.Span, part int, open []int) {
	i := sort.Search(len(p.away), func(i int) bool { return p.away[i].Span.End > s.Start })
	for ; i < len(p.away) && p.away[i].Span.Start < s.End; i++ {
		p.piece(corpus.Span{Start: s.Start, End: max(s.Start, p.away[i].Span.Start)}, part, open)
		s.Start = min(s.End, p.away[i].Span.End)
	}
	p.piece(s, part, open)
}

func (p *plan) piece(s corpus.Span, part int, open []int) {
	s = trim(p.doc.Text, s)
	if s.Empty() {
		return
	}
	u := unit{span: s, part: part, section: p.section(open)}
	p.classify(&u, open)
	p.units = append(p.units, u)
}

// section is the innermost section of a stack of parts, -1 for none.
func (p *plan) section(open []int) int {
	for i := len(open) - 1; i >= 0; i-- {
		if p.doc.Parts[open[i]].Kind == corpus.PartSection {
			return open[i]
		}
	}
	return -1
}

// classify says what kind of passage a unit becomes, and with what it may be
// joined: with units of the same holder.
func (p *plan) classify(u *unit, open []int) {
	u.kind, u.holder, u.joins = corpus.Body, u.section, true
	if u.part >= 0 {
		u.item = p.doc.Parts[u.part].Kind == corpus.PartItem
		switch p.doc.Parts[u.part].Kind {
		case corpus.PartFootnote:
			u.kind, u.holder, u.joins = corpus.Footnote, u.part, false
			return
		case corpus.PartFigure:
			if t := p.table(open); t >= 0 { // a table's caption is part of it
				u.kind, u.holder = corpus.Table, t
				return
			}
			u.kind, u.holder, u.joins = corpus.Figure, u.part, false
			return
		case corpus.PartQuotation:
			u.kind = corpus.Quotation
		case corpus.PartRow:
			u.kind = corpus.Table
		case corpus.PartEntry:
			u.kind, u.holder, u.joins = corpus.ReferenceK, u.part, false
			return
		}
	}
	for _, i := range open {
		switch p.doc.Parts[i].Kind {
		case corpus.PartFront:
			u.kind, u.holder = corpus.Front, i
		case corpus.PartAbstract:
			u.kind, u.holder = corpus.Abstract, i
		case corpus.PartReferences:
			u.kind, u.holder, u.joins = corpus.ReferenceK, i, false
		case corpus.PartTable:
			u.kind, u.holder = corpus.Table, i
		}
	}
}

// table is the table among a stack of parts, -1 for none.
func (p *plan) table(open []int) int {
	for _, i := range open {
		if p.doc.Parts[i].Kind == corpus.PartTable {
			return i
		}
	}
	return -1
}

// leaf reports whether parts of a kind hold text and no parts.
func leaf(k corpus.PartKind) bool {
	switch k {
	case corpus.PartParagraph, corpus.PartItem, corpus.PartRow, corpus.PartFigure,
		corpus.PartQuotation, corpus.PartFootnote, corpus.PartEntry:
		return true
	}
	return false
}

// number counts the paragraphs of each section.
func (p *plan) number() {
	count := map[int]int{}
	for i := range p.units {
		u := &p.units[i]
		if p.counts(u) {
			count[u.section]++
		}
		u.number = max(1, count[u.section])
	}
}

// counts reports whether a unit is a paragraph of its own for a locator.
func (p *plan) counts(u *unit) bool {
	if u.part < 0 {
		return true
	}
	k := p.doc.Parts[u.part].Kind
	return k == corpus.PartParagraph || k == corpus.PartEntry
}

// at is the unit in which a byte offset lies, or the last one before it.
func (p *plan) at(offset int) unit {
	i := sort.Search(len(p.units), func(i int) bool { return p.units[i].span.Start > offset }) - 1
	if i < 0 {
		return unit{part: -1, section: -1, number: 1}
	}
	return p.units[i]
}

// runs groups the units that may be joined: neighbours of one kind, holder and
// section with nothing kept away between them.
func (p *plan) runs() []run {
	var out []run
	away := 0
	for i, u := range p.units {
		for away < len(p.away) && p.away[away].Span.End <= u.span.Start {
			away++
		}
		if i > 0 {
			last := p.units[i-1]
			apart := away > 0 && p.away[away-1].Span.Start >= last.span.End
			if !apart && u.joins && last.joins && u.kind == last.kind && u.holder == last.holder && u.section == last.section {
				out[len(out)-1].units = append(out[len(out)-1].units, u)
				continue
			}
		}
		out = append(out, run{kind: u.kind, units: []unit{u}})
	}
	return out
}
