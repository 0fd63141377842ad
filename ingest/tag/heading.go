package tag

import (
	"math"
	"strings"

	"locus/corpus"
)

// headingTag is what a heading says of the passages below it.
type headingTag struct {
	theory int
	weight float64
	at     corpus.Evidence
}

// headings gives for each passage what the headings above it say.
func (t *Tagger) headings(doc *corpus.Document) [][]headingTag {
	out := make([][]headingTag, len(doc.Passages))
	var open []int
	next := 0
	said := map[int][]headingTag{}
	for i := range doc.Passages {
		at := doc.Passages[i].Span.Start
		for next < len(doc.Parts) && doc.Parts[next].Span.Start <= at {
			if doc.Parts[next].Kind == corpus.PartSection {
				open = append(open, next)
				said[next] = t.says(doc.Text, doc.Parts[next].Heading)
			}
			next++
		}
		kept := open[:0]
		for _, s := range open {
			if doc.Parts[s].Span.End > at {
				kept = append(kept, s)
			}
		}
		open = kept
		share := 1.0
		for j := len(open) - 1; j >= 0; j-- {
			for _, h := range said[open[j]] {
				h.weight *= share
				out[i] = append(out[i], h)
			}
			if general(doc.Parts[open[j]].Name) {
				break
			}
			share *= outer
		}
	}
	return out
}

// says reads a heading. One that names several theories says less of each.
func (t *Tagger) says(text string, span corpus.Span) []headingTag {
	if span.Empty() || span.End > len(text) {
		return nil
	}
	in := span.Of(text)
	var out []headingTag
	seen := map[int]bool{}
	for _, f := range t.find(in, t.words.Tokens(in)) {
		p := t.patterns[f.pattern]
		if seen[p.theory] || !p.alias && p.weight < 1 {
			continue
		}
		seen[p.theory] = true
		w := heading
		if t.theories[p.theory].Concept {
			w = concept
		}
		span := corpus.Span{Start: span.Start + f.start, End: span.Start + f.end}
		out = append(out, headingTag{p.theory, w, corpus.Evidence{Span: span, Text: in[f.start:f.end]}})
	}
	for i := range out {
		out[i].weight *= math.Pow(0.8, float64(len(out)-1))
	}
	return out
}

// general reports whether a heading names a part of any text (a conclusion, a
// summary), which does not inherit what the section around it is about.
func general(name string) bool {
	name = strings.Trim(strings.ToLower(name), " .:0123456789")
	switch name {
	case "conclusion", "conclusions", "concluding remarks", "summary", "introduction", "discussion",
		"abstract", "references", "bibliography", "further reading", "notes", "acknowledgements",
		"acknowledgments", "appendix", "exercises", "questions", "review questions", "key terms":
		return true
	}
	return false
}
