package query_test

import (
	"slices"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/corpus/words"
)

// TestEveryMarkedWordWasAsked draws questions from generated texts and reads
// every mark: its words must be words of the question, in one of their forms,
// and every word of the passage that was asked must be marked.
func TestEveryMarkedWordWasAsked(t *testing.T) {
	a := analysis(t)
	docs := slices.Collect(corpustest.Generate(7, 4, 12))
	s := searcher(t, docs...)
	for n, d := range docs {
		for _, p := range d.Passages[:6] {
			tokens := slices.DeleteFunc(a.Tokens(p.Text), func(t words.Token) bool { return t.Extra || words.Function(t.Form) || len(t.Form) < 4 })
			if len(tokens) < 8 {
				continue
			}
			asked := []words.Token{tokens[1], tokens[4], tokens[len(tokens)-2-n]}
			var question []string
			stems := map[string]bool{}
			for _, t := range asked {
				question = append(question, t.Form)
				stems[t.Stem] = true
			}
			for _, h := range ask(t, s, strings.Join(question, " ")).Hits {
				checkSnippet(t, h.Snippet, &h.Passage)
				inMark := func(start, end int) bool {
					return slices.ContainsFunc(h.Snippet.Marks, func(m corpus.Mark) bool { return m.Start <= start && end <= m.End })
				}
				for _, w := range a.Tokens(h.Snippet.Text) {
					if marked := inMark(w.Start, w.End); marked && !stems[w.Stem] {
						t.Errorf("%q: %q is marked", question, w.Form)
					} else if !marked && stems[w.Stem] {
						t.Errorf("%q: %q is not marked", question, w.Form)
					}
				}
			}
		}
	}
}
