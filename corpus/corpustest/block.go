package corpustest

import (
	"fmt"
	"strconv"
	"strings"

	"locus/corpus"
)

// block reads one block of the notation.
func (b *builder) block(lines []string) error {
	first := lines[0]
	if strings.HasPrefix(first, "=") {
		return b.heading(strings.Join(lines, " "))
	}
	b.gap()
	switch {
	case strings.HasPrefix(first, "- "):
		return b.group(lines, "-", corpus.PartList, corpus.PartItem, corpus.List)
	case strings.HasPrefix(first, "|"):
		return b.group(lines, "|", corpus.PartTable, corpus.PartRow, corpus.Table)
	case strings.HasPrefix(first, "["):
		mark, rest, ok := strings.Cut(strings.Join(lines, " "), "]")
		if !ok {
			return fmt.Errorf("footnote without its closing bracket")
		}
		return b.leaf(rest, corpus.Part{Kind: corpus.PartFootnote, Name: mark[1:]}, corpus.Footnote)
	case strings.HasPrefix(first, "@"):
		return b.entry(strings.Join(lines, " ")[1:])
	}
	b.list = 0
	body := strings.Join(lines, " ")
	part, kind, outer := corpus.PartParagraph, corpus.Body, corpus.PartKind("")
	switch body[0] {
	case '>':
		part, kind = corpus.PartQuotation, corpus.Quotation
	case '!':
		part, kind = corpus.PartFigure, corpus.Figure
	case '~':
		kind, outer = corpus.Abstract, corpus.PartAbstract
	case '?':
		kind, outer = corpus.Front, corpus.PartFront
	}
	if kind != corpus.Body {
		body = body[1:]
	}
	holder := -1
	if outer != "" {
		holder = b.begin(corpus.Part{Kind: outer})
	}
	err := b.leaf(body, corpus.Part{Kind: part}, kind)
	if holder >= 0 {
		b.end(holder)
	}
	return err
}

// heading begins a section and ends those of its level and below.
func (b *builder) heading(line string) error {
	level := 0
	for level < len(line) && line[level] == '=' {
		level++
	}
	name := strings.TrimSpace(line[level:])
	if name == "" {
		return fmt.Errorf("heading without words")
	}
	b.gap()
	b.closeSections(level)
	b.list = 0
	at := b.text.Len()
	b.drop(name, "heading")
	b.open = append(b.open, b.begin(corpus.Part{
		Kind: corpus.PartSection, Level: level, Name: name,
		Heading: corpus.Span{Start: at, End: b.text.Len()},
	}))
	b.paragraph = append(b.paragraph, 0)
	return nil
}

// closeSections ends the open sections of a level and below it, where the last
// words stand.
func (b *builder) closeSections(level int) {
	for len(b.open) > 0 {
		i := b.open[len(b.open)-1]
		if b.doc.Parts[i].Level < level {
			return
		}
		b.end(i)
		b.open = b.open[:len(b.open)-1]
		b.paragraph = b.paragraph[:len(b.paragraph)-1]
	}
}

// begin notes a part whose end is not known yet; its start is where its heading
// starts, or the present place.
func (b *builder) begin(p corpus.Part) int {
	p.Span.Start = b.text.Len()
	if !p.Heading.Empty() {
		p.Span.Start = p.Heading.Start
	}
	b.doc.Parts = append(b.doc.Parts, p)
	return len(b.doc.Parts) - 1
}

// end ends a part at the present place, a gap after the last words left out.
func (b *builder) end(i int) {
	b.doc.Parts[i].Span.End = len(strings.TrimRight(b.text.String(), "\n"))
}

// gap sets blocks apart.
func (b *builder) gap() {
	if b.text.Len() > 0 {
		b.drop("\n\n", "blank")
	}
}

// drop puts text that no passage holds.
func (b *builder) drop(text, why string) {
	at := b.text.Len()
	b.text.WriteString(text)
	b.doc.Dropped = append(b.doc.Dropped, corpus.Dropped{Span: corpus.Span{Start: at, End: b.text.Len()}, Why: why})
}

// leaf puts a block that is one part and one passage.
func (b *builder) leaf(body string, part corpus.Part, kind corpus.Kind) error {
	p := b.passage(kind)
	i := b.begin(part)
	if err := b.inline(&p, strings.TrimSpace(body)); err != nil {
		return err
	}
	b.end(i)
	b.keep(p)
	return nil
}

// group puts a block of several leaves, a list or a table, as one passage.
func (b *builder) group(lines []string, mark string, outer, inner corpus.PartKind, kind corpus.Kind) error {
	b.list = 0
	p := b.passage(kind)
	whole := b.begin(corpus.Part{Kind: outer})
	for n, line := range lines {
		body, ok := strings.CutPrefix(strings.TrimSpace(line), mark)
		if !ok {
			return fmt.Errorf("line %q does not begin with %q", line, mark)
		}
		if n > 0 {
			b.text.WriteByte('\n')
		}
		i := b.begin(corpus.Part{Kind: inner})
		if err := b.inline(&p, cells(body)); err != nil {
			return err
		}
		b.end(i)
	}
	b.end(whole)
	b.keep(p)
	return nil
}

// cells sets the cells of a row apart by tabs: a bar between blanks divides
// cells, a bar within braces does not.
func cells(row string) string {
	return strings.ReplaceAll(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(row), "|")), " | ", "\t")
}

// entry puts an entry of the reference list; the list begins with the first.
func (b *builder) entry(body string) error {
	if b.list == 0 {
		b.list = b.begin(corpus.Part{Kind: corpus.PartReferences}) + 1
	}
	if err := b.leaf(body, corpus.Part{Kind: corpus.PartEntry}, corpus.ReferenceK); err != nil {
		return err
	}
	b.end(b.list - 1)
	s := b.doc.Passages[len(b.doc.Passages)-1].Span
	b.doc.References = append(b.doc.References, corpus.Reference{
		Index: len(b.doc.References) + 1, Span: s, Raw: s.Of(b.text.String()),
	})
	return nil
}

// passage begins a passage at the present place.
func (b *builder) passage(kind corpus.Kind) corpus.Passage {
	n := &b.paragraph[len(b.paragraph)-1]
	*n++
	p := corpus.Passage{
		Span: corpus.Span{Start: b.text.Len()}, Kind: kind, Section: []string{},
		Locator: corpus.Locator{Paragraph: *n}, Theories: []corpus.Tag{}, People: []corpus.Mention{}, Voice: corpus.AuthorVoice,
	}
	for _, i := range b.open {
		p.Section = append(p.Section, b.doc.Parts[i].Name)
	}
	return p
}

// keep ends a passage at the present place.
func (b *builder) keep(p corpus.Passage) {
	p.Span.End = b.text.Len()
	b.doc.Passages = append(b.doc.Passages, p)
}

// inline puts a block's words and reads what stands in braces.
func (b *builder) inline(p *corpus.Passage, body string) error {
	for body != "" {
		i := strings.IndexByte(body, '{')
		if i < 0 {
			b.text.WriteString(body)
			return nil
		}
		b.text.WriteString(body[:i])
		inner, rest, ok := strings.Cut(body[i+1:], "}")
		if !ok {
			return fmt.Errorf("brace without its end at %q", body[i:])
		}
		if err := b.brace(p, inner); err != nil {
			return fmt.Errorf("{%s}: %w", inner, err)
		}
		body = rest
	}
	return nil
}

// brace reads what one pair of braces says.
func (b *builder) brace(p *corpus.Passage, inner string) error {
	says, words, _ := strings.Cut(inner, "|")
	what, arg, _ := strings.Cut(says, " ")
	s := corpus.Span{Start: b.text.Len(), End: b.text.Len() + len(words)}
	b.text.WriteString(words)
	switch what {
	case "theory", "heading":
		return b.tag(p, what, arg, corpus.Evidence{Span: s, Text: words})
	case "mentioned", "cited", "quoted":
		p.People = append(p.People, corpus.Mention{Name: arg, As: words, Role: corpus.Role(what), Span: s})
	case "quotes", "reports":
		p.Voice = corpus.Voice(what)
		if arg != "" {
			p.VoiceOf = append(p.VoiceOf, arg)
		}
	case "note":
		b.calls[arg] = s.Start
		if n, err := strconv.Atoi(arg); err == nil {
			p.Notes = append(p.Notes, n)
		}
	case "citation":
		return b.citation(p, arg, s, words)
	case "repair":
		r := corpus.Repair{At: s.Start, Was: arg, Is: words, Why: "test"}
		p.Repairs = append(p.Repairs, r)
		b.doc.Repairs = append(b.doc.Repairs, r)
	default:
		return fmt.Errorf("unknown word %q", what)
	}
	return nil
}

// tag adds evidence to a passage's tag, or the tag itself.
func (b *builder) tag(p *corpus.Passage, what, arg string, e corpus.Evidence) error {
	id, number, _ := strings.Cut(arg, " ")
	weight, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return fmt.Errorf("weight: %w", err)
	}
	by := corpus.ByCues
	if what == "heading" {
		if len(b.open) == 0 {
			return fmt.Errorf("no heading stands above")
		}
		h := b.doc.Parts[b.open[len(b.open)-1]]
		by, e = corpus.ByHeading, corpus.Evidence{Span: h.Heading, Text: h.Name}
	}
	for i := range p.Theories {
		if p.Theories[i].Theory == corpus.TheoryID(id) {
			p.Theories[i].Evidence = append(p.Theories[i].Evidence, e)
			return nil
		}
	}
	p.Theories = append(p.Theories, corpus.Tag{Theory: corpus.TheoryID(id), Weight: weight, By: by, Evidence: []corpus.Evidence{e}})
	return nil
}

// citation adds an in-text citation to the passage and the document.
func (b *builder) citation(p *corpus.Passage, arg string, s corpus.Span, words string) error {
	n, err := strconv.Atoi(arg)
	if err != nil {
		return fmt.Errorf("reference: %w", err)
	}
	c := corpus.Citation{Span: s, Text: words, Reference: n, Confidence: corpus.Certain}
	if n == 0 {
		c.Confidence = corpus.NoEntry
	}
	p.Citations = append(p.Citations, c)
	b.doc.Citations = append(b.doc.Citations, c)
	return nil
}
