package corpus

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
)

// passages checks each passage by itself and against the one before it.
func (c *checker) passages() {
	end := 0
	for i := range c.d.Passages {
		p := &c.d.Passages[i]
		place := fmt.Sprintf("passage %d (%s)", i, p.ID)
		if p.Ordinal != i {
			c.fault(place, "has ordinal %d", p.Ordinal)
		}
		if want := (Address{Work: c.d.Work.ID, Revision: c.d.Work.Revision, Span: p.Span}).ID(); p.ID != want {
			c.fault(place, "is not named by its address %s", want)
		}
		if p.Work != c.d.Work.ID {
			c.fault(place, "belongs to work %q", p.Work)
		}
		c.words(place, p)
		if !c.span(place, "span", p.Span, Span{0, len(c.d.Text)}) {
			continue
		}
		if p.Span.Start < end {
			c.fault(place, "starts at %d, before the end %d of the passage before it", p.Span.Start, end)
		}
		end = p.Span.End
		if p.Text != p.Span.Of(c.d.Text) {
			c.fault(place, "text %q is not its slice of the work", clip(p.Text))
		}
		c.section(place, p)
		c.tags(place, p)
		c.people(place, p)
		c.notes(place, p)
		c.citations(place+" citation", p.Citations, p.Span)
	}
}

// words checks the fields of a passage that take their value from a list.
func (c *checker) words(place string, p *Passage) {
	switch p.Kind {
	case Body, Abstract, List, Table, Figure, Footnote, Quotation, ReferenceK, Front:
	default:
		c.fault(place, "is of the unknown kind %q", p.Kind)
	}
	switch p.Voice {
	case AuthorVoice, Quotes, Reports:
	default:
		c.fault(place, "has the unknown voice %q", p.Voice)
	}
	if p.VoiceBy != nil && c.span(place, "voice evidence", p.VoiceBy.Span, Span{0, len(c.d.Text)}) {
		c.says(place, "voice evidence", p.VoiceBy.Span, p.VoiceBy.Text)
	}
	if p.Voice == AuthorVoice && len(p.VoiceOf) > 0 {
		c.fault(place, "is in the author's voice and names %q as the voice", p.VoiceOf[0])
	}
	for _, a := range p.AlsoIn {
		if _, err := ParseAddress(string(a)); err != nil {
			c.fault(place, "also_in: %v", err)
		}
	}
	c.locator(place, &p.Locator)
}

// locator checks that the paragraph counts from 1 and that no page stands
// without its evidence.
func (c *checker) locator(place string, l *Locator) {
	if l.Paragraph < 1 {
		c.fault(place, "locator has paragraph %d, not 1 or more", l.Paragraph)
	}
	if l.FilePage != nil && *l.FilePage < 1 {
		c.fault(place, "locator has file page %d, not 1 or more", *l.FilePage)
	}
	if (l.Page == nil) != (l.PageSource == nil) {
		c.fault(place, "locator has a page without its source, or a source without a page")
	}
	if l.Page == nil && l.PageEnd != nil {
		c.fault(place, "locator ends on a page and begins on none")
	}
	if l.Page == nil && l.PageConfidence != nil {
		c.fault(place, "locator is confident of a page it does not have")
	}
	if s := l.PageSource; s != nil && !slices.Contains([]string{"labels", "heads", "user", "markup"}, *s) {
		c.fault(place, "locator has the unknown page source %q", *s)
	}
	if s := l.PageConfidence; s != nil && !slices.Contains([]string{"high", "medium", "low"}, *s) {
		c.fault(place, "locator has the unknown page confidence %q", *s)
	}
}

// section checks that a passage lies in one section, over no heading, and names
// the headings above it. A footnote stands where it is printed and names the
// section of its call, so only its place is checked.
func (c *checker) section(place string, p *Passage) {
	in := c.sectionAt(p.Span.Start)
	i := sort.Search(len(c.steps), func(i int) bool { return c.steps[i].At > p.Span.Start })
	if i < len(c.steps) && c.steps[i].At < p.Span.End {
		c.fault(place, "runs across the section that begins or ends at %d", c.steps[i].At)
		return
	}
	if in >= 0 && c.d.Parts[in].Heading.Overlaps(p.Span) {
		c.fault(place, "holds the heading %q", c.d.Parts[in].Name)
	}
	if p.Kind == Footnote {
		return
	}
	if path := c.path(in); !slices.Equal(path, p.Section) {
		c.fault(place, "has section %q where the parts say %q", p.Section, path)
	}
}

// path lists the names of the sections from the outermost down to part in. The
// parts before it that contain it are the ones around it.
func (c *checker) path(in int) []string {
	var path []string
	for i := in; i >= 0; {
		p := &c.d.Parts[i]
		if p.Name != "" {
			path = append(path, p.Name)
		}
		level := p.Level
		for i--; i >= 0; i-- {
			o := &c.d.Parts[i]
			if o.Kind == PartSection && o.Level < level && o.Span.Contains(p.Span) {
				break
			}
		}
	}
	slices.Reverse(path)
	return path
}

// tags checks the theories of a passage and the words that gave them.
func (c *checker) tags(place string, p *Passage) {
	seen := map[TheoryID]bool{}
	for _, t := range p.Theories {
		at := fmt.Sprintf("%s theory %q", place, t.Theory)
		if t.Theory == "" || seen[t.Theory] {
			c.fault(at, "is empty or stands twice")
		}
		seen[t.Theory] = true
		if !(t.Weight > 0 && t.Weight <= 1) {
			c.fault(at, "weight %v is not above 0 and at most 1", t.Weight)
		}
		bounds := p.Span
		switch t.By {
		case ByCues:
		case ByHeading, ByEditor:
			bounds = Span{0, len(c.d.Text)}
		default:
			c.fault(at, "is vouched for by the unknown %q", t.By)
		}
		for _, e := range t.Evidence {
			if c.span(at, "evidence", e.Span, bounds) {
				c.says(at, "evidence", e.Span, e.Text)
			}
		}
	}
}

// people checks the persons a passage names.
func (c *checker) people(place string, p *Passage) {
	seen := map[string]bool{}
	for _, m := range p.People {
		at := fmt.Sprintf("%s person %q", place, m.Name)
		if m.Name == "" || seen[m.Name] {
			c.fault(at, "is empty or stands twice")
		}
		seen[m.Name] = true
		if m.Role != Mentioned && m.Role != Cited && m.Role != Quoted {
			c.fault(at, "has the unknown role %q", m.Role)
		}
		if c.span(at, "mention", m.Span, p.Span) {
			c.says(at, "mention", m.Span, m.As)
		}
	}
}

// notes checks that the footnotes a passage says it calls are there: by their
// printed number, or counted from 1 where notes bear other marks.
func (c *checker) notes(place string, p *Passage) {
	if len(p.Notes) == 0 {
		return
	}
	count, named := 0, map[string]bool{}
	for _, q := range c.d.Parts {
		if q.Kind == PartFootnote {
			count++
			named[q.Name] = true
		}
	}
	for _, n := range p.Notes {
		if n < 1 || n > count && !named[strconv.Itoa(n)] {
			c.fault(place, "calls footnote %d, which is not there", n)
		}
	}
}

// tiling checks that passages and dropped spans together hold every byte once.
func (c *checker) tiling() {
	type tile struct {
		Span
		name string
	}
	tiles := make([]tile, 0, len(c.d.Passages)+len(c.d.Dropped))
	for _, p := range c.d.Passages {
		tiles = append(tiles, tile{p.Span, "passage " + string(p.ID)})
	}
	for i, x := range c.d.Dropped {
		place := fmt.Sprintf("dropped span %d", i)
		if x.Why == "" {
			c.fault(place, "gives no reason")
		}
		c.span(place, "span", x.Span, Span{0, len(c.d.Text)})
		tiles = append(tiles, tile{x.Span, place})
	}
	sort.SliceStable(tiles, func(i, j int) bool { return tiles[i].Start < tiles[j].Start })
	at := 0
	for _, t := range append(tiles, tile{Span{len(c.d.Text), len(c.d.Text)}, "end of the text"}) {
		switch {
		case t.Start > at:
			c.fault(t.name, "leaves the bytes %d-%d before it in no passage and no dropped span", at, t.Start)
		case t.Start < at:
			c.fault(t.name, "starts at %d, within what ends at %d", t.Start, at)
		}
		at = max(at, t.End)
	}
}

// references checks the entries of the reference list.
func (c *checker) references() {
	for i, r := range c.d.References {
		place := fmt.Sprintf("reference %d", i+1)
		if r.Index != i+1 {
			c.fault(place, "has index %d", r.Index)
		}
		if r.Span == (Span{}) {
			continue // given by the file's mark-up, in no printed list
		}
		if c.span(place, "span", r.Span, Span{0, len(c.d.Text)}) {
			c.says(place, "entry", r.Span, r.Raw)
		}
	}
}

// citations checks in-text citations and what they resolve to.
func (c *checker) citations(place string, list []Citation, bounds Span) {
	for i, x := range list {
		at := fmt.Sprintf("%s %d", place, i+1)
		if c.span(at, "span", x.Span, bounds) {
			c.says(at, "citation", x.Span, x.Text)
		}
		switch x.Confidence {
		case NoEntry:
			if x.Reference != 0 {
				c.fault(at, "resolves to reference %d and says there is none", x.Reference)
			}
		case Certain, Probable:
			if x.Reference < 1 || x.Reference > len(c.d.References) {
				c.fault(at, "resolves to reference %d of %d", x.Reference, len(c.d.References))
			}
		default:
			c.fault(at, "has the unknown confidence %q", x.Confidence)
		}
	}
}

// repairs checks that each repair's new words stand where it says; a passage's
// repairs must touch the passage (one may stand at the cut between two).
func (c *checker) repairs() {
	for i, r := range c.d.Repairs {
		c.repair(fmt.Sprintf("repair %d", i+1), r)
	}
	for _, p := range c.d.Passages {
		for i, r := range p.Repairs {
			place := fmt.Sprintf("passage %d (%s) repair %d", p.Ordinal, p.ID, i+1)
			c.repair(place, r)
			if r.At > p.Span.End || r.At+len(r.Is) < p.Span.Start {
				c.fault(place, "at %d does not touch the passage", r.At)
			}
		}
	}
}

// repair checks one repair against the text.
func (c *checker) repair(place string, r Repair) {
	end := r.At + len(r.Is)
	if r.At < 0 || end > len(c.d.Text) || c.d.Text[r.At:end] != r.Is {
		c.fault(place, "%q does not stand at %d", clip(r.Is), r.At)
	}
	if r.Why == "" {
		c.fault(place, "gives no reason")
	}
}
