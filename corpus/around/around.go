package around

import (
	"fmt"
	"strings"

	"locus/corpus"
	"locus/corpus/sentence"
)

// Kind says how much of the text around a span is wanted.
type Kind string

// The kinds of context.
const (
	Sentence  Kind = "sentence"
	Paragraph Kind = "paragraph"
	Section   Kind = "section"
)

// Kinds lists the kinds of context.
func Kinds() []Kind { return []Kind{Sentence, Paragraph, Section} }

// ParseKind reads a kind; the error names those there are.
func ParseKind(s string) (Kind, error) {
	for _, k := range Kinds() {
		if string(k) == s {
			return k, nil
		}
	}
	return "", fmt.Errorf("no context %q; there are sentence, paragraph, section", s)
}

// Of is the context of a kind around a span: the whole sentences it touches,
// the leaf parts (paragraphs, items) it touches, or its innermost section with
// the heading.
func Of(doc *corpus.Document, span corpus.Span, k Kind) corpus.Context {
	wide := span
	switch k {
	case Sentence:
		p := leaves(doc, span)
		for _, s := range sentence.Split(p.Of(doc.Text)) {
			one := corpus.Span{Start: p.Start + s[0], End: p.Start + s[1]}
			if one.Overlaps(span) {
				wide = union(wide, one)
			}
		}
	case Paragraph:
		wide = leaves(doc, span)
	case Section:
		for _, p := range doc.Parts {
			if p.Kind == corpus.PartSection && p.Span.Contains(span) {
				wide = p.Span
			}
		}
	}
	return corpus.Context{Kind: string(k), Span: wide, Text: strings.TrimRight(wide.Of(doc.Text), "\n")}
}

// leaves is the span widened to every leaf part it touches.
func leaves(doc *corpus.Document, span corpus.Span) corpus.Span {
	wide := span
	for _, p := range doc.Parts {
		switch p.Kind {
		case corpus.PartParagraph, corpus.PartItem, corpus.PartRow, corpus.PartFigure, corpus.PartQuotation, corpus.PartFootnote, corpus.PartEntry:
			if p.Span.Overlaps(span) {
				wide = union(wide, p.Span)
			}
		}
	}
	return wide
}

func union(a, b corpus.Span) corpus.Span {
	return corpus.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

// Neighbours are the passages before and after a span, at most n of each, in
// the order of the text.
func Neighbours(doc *corpus.Document, span corpus.Span, n int) (before, after []corpus.Passage) {
	for _, p := range doc.Passages {
		switch {
		case p.Span.End <= span.Start:
			before = append(before, p)
		case p.Span.Start >= span.End && len(after) < n:
			after = append(after, p)
		}
	}
	if len(before) > n {
		before = before[len(before)-n:]
	}
	return before, after
}
