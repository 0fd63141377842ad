package draft

import (
	"sort"
	"strings"

	"locus/corpus"
	"locus/corpus/sentence"
	"locus/corpus/words"
)

// Quotation is words that a draft quotes. Span is their place in the draft's
// canonical text, in bytes, without the marks around them; Text is those words.
type Quotation struct {
	Span  corpus.Span
	Text  string
	Block bool
	// Cited are the citations that belong to it, the nearest first; none where the
	// draft names no source.
	Cited []Citation
	// Speakers are the persons that its sentence quotes by name.
	Speakers []string
}

// Citation is what a draft names as the source of a quotation.
type Citation struct {
	Text      string `json:"text"` // as printed
	Author    string `json:"author,omitempty"`
	Year      string `json:"year,omitempty"`
	Pages     string `json:"pages,omitempty"`
	Key       string `json:"key,omitempty"`       // of a program's citation, "@waltz1979"
	Reference int    `json:"reference,omitempty"` // index in the draft's list, 0 for none
	// Through says that the work is cited as the place where another is quoted.
	Through bool `json:"through,omitempty"`
}

// leaf is a paragraph, an item, a note or a block quotation of a draft.
type leaf struct {
	kind corpus.PartKind
	span corpus.Span
	text string
}

// Quotations are the quotations of a draft, in order.
func Quotations(doc *corpus.Document) []Quotation {
	r := reader{doc: doc, titles: titles(doc)}
	var out []Quotation
	for _, l := range r.leaves() {
		out = append(out, r.of(l)...)
	}
	return out
}

// reader reads one draft.
type reader struct {
	doc    *corpus.Document
	titles map[string]bool
}

// leaves are the draft's stretches of running text, in order. Front matter and
// reference lists quote nothing.
func (r *reader) leaves() []leaf {
	var skip []corpus.Span
	for _, p := range r.doc.Parts {
		if p.Kind == corpus.PartReferences || p.Kind == corpus.PartFront {
			skip = append(skip, p.Span)
		}
	}
	var out []leaf
	for _, p := range r.doc.Parts {
		switch p.Kind {
		case corpus.PartParagraph, corpus.PartItem, corpus.PartFootnote, corpus.PartQuotation, corpus.PartFigure, corpus.PartRow:
			if !within(p.Span, skip) {
				out = append(out, leaf{p.Kind, p.Span, p.Span.Of(r.doc.Text)})
			}
		}
	}
	return out
}

func within(s corpus.Span, list []corpus.Span) bool {
	for _, l := range list {
		if l.Contains(s) {
			return true
		}
	}
	return false
}

// of are the quotations of a leaf.
func (r *reader) of(l leaf) []Quotation {
	if l.kind == corpus.PartQuotation {
		return []Quotation{r.block(l)}
	}
	ends := sentences(l)
	spans := quoted(l.text)
	var out []Quotation
	for k, s := range spans {
		text := s.Of(l.text)
		if r.titles[words.Fold(strings.TrimRight(text, " .,:;!?"))] {
			continue
		}
		q := Quotation{Text: text, Span: corpus.Span{Start: l.span.Start + s.Start, End: l.span.Start + s.End}}
		floor, ceiling := l.span.Start, l.span.End
		if k > 0 {
			floor = l.span.Start + spans[k-1].End
		}
		if k+1 < len(spans) {
			ceiling = l.span.Start + spans[k+1].Start
		}
		at := sentenceOf(ends, q.Span)
		q.Cited = r.citedFor(q, l, at, floor, ceiling)
		q.Speakers = r.speakers(corpus.Span{Start: max(at.Start, floor), End: min(at.End, ceiling)})
		out = append(out, q)
	}
	return out
}

// block is a block quotation: the citation at its end is no part of it, nor are
// quotation marks around all of it.
func (r *reader) block(l leaf) Quotation {
	q := Quotation{Block: true, Span: l.span}
	for i := len(r.doc.Citations) - 1; i >= 0; i-- {
		c := r.doc.Citations[i]
		if !l.span.Contains(c.Span) || strings.TrimLeft(r.doc.Text[c.Span.End:l.span.End], " )].,;") != "" {
			continue
		}
		open := strings.LastIndexAny(r.doc.Text[l.span.Start:c.Span.Start+1], "([")
		if open < 0 {
			continue
		}
		q.Span.End = l.span.Start + open
		q.Cited = r.bracket(q.Span.End, l.span.End)
		break
	}
	q.Text = strings.TrimSpace(q.Span.Of(r.doc.Text))
	q.Text = strings.TrimLeft(q.Text, "“\"«")
	q.Text = strings.TrimRight(q.Text, " ”\"»—–-")
	if len(q.Cited) == 0 {
		q.Cited = r.noted(l.span.End, l.span.End+1)
	}
	lead := r.leadIn(l.span.Start)
	if len(q.Cited) == 0 {
		q.Cited = r.before(lead.Start, lead.End)
		q.Cited = r.withPages(q.Cited, l.span.End, l.span.End)
	}
	q.Speakers = r.speakers(lead)
	return q
}

// leadIn is the sentence that ends before a block.
func (r *reader) leadIn(at int) corpus.Span {
	text := strings.TrimRight(r.doc.Text[:at], " \n")
	from := strings.LastIndex(text, "\n\n") + 1
	list := sentence.Split(text[from:])
	if len(list) == 0 {
		return corpus.Span{Start: at, End: at}
	}
	last := list[len(list)-1]
	return corpus.Span{Start: from + last[0], End: from + last[1]}
}

// sentences are the sentences of a leaf, in places of the draft's text.
func sentences(l leaf) []corpus.Span {
	list := sentence.Split(l.text)
	out := make([]corpus.Span, len(list))
	for i, s := range list {
		out[i] = corpus.Span{Start: l.span.Start + s[0], End: l.span.Start + s[1]}
	}
	return out
}

// sentenceOf is the stretch of the sentences that a quotation stands in.
func sentenceOf(list []corpus.Span, q corpus.Span) corpus.Span {
	i := sort.Search(len(list), func(i int) bool { return list[i].End > q.Start })
	if i == len(list) {
		return q
	}
	at := list[i]
	for i < len(list) && list[i].Start < q.End {
		at.End = list[i].End
		i++
	}
	at.Start, at.End = min(at.Start, q.Start), max(at.End, q.End)
	return at
}

// speakers are the persons named as quoted in a stretch.
func (r *reader) speakers(at corpus.Span) []string {
	var out []string
	for _, p := range r.doc.Passages {
		if !p.Span.Overlaps(at) {
			continue
		}
		for _, m := range p.People {
			if at.Contains(m.Span) && m.Role != corpus.Mentioned {
				out = append(out, m.Name)
			}
		}
	}
	return out
}

// titles are the titles of the draft's own list, folded: between quotation marks
// they are no quotation.
func titles(doc *corpus.Document) map[string]bool {
	out := map[string]bool{}
	for _, ref := range doc.References {
		addTitle(out, ref.Title)
	}
	return out
}

// addTitle adds a title, and its part before a colon.
func addTitle(set map[string]bool, title string) {
	main, _, _ := strings.Cut(title, ":")
	for _, t := range []string{title, main} {
		if t = words.Fold(strings.TrimRight(t, " .,:;!?")); len(strings.Fields(t)) > 1 {
			set[t] = true
		}
	}
}
