package passage

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"locus/corpus"
	"locus/corpus/sentence"
)

const whyParted = "words of one sentence parted between two passages"

// tellCuts lists among the document's repairs the places where a sentence that
// is longer than passages may be was parted: what stands there is as it was, but
// a quotation of one passage is not the whole sentence. Those of an earlier split
// are replaced.
func tellCuts(doc *corpus.Document) {
	doc.Repairs = slices.DeleteFunc(doc.Repairs, func(r corpus.Repair) bool { return strings.HasSuffix(r.Why, whyParted) })
	line := corpus.Span{}
	var cut [][2]int // the long sentences of the line, from its start
	for i := 1; i < len(doc.Passages); i++ {
		a, b := doc.Passages[i-1].Span, doc.Passages[i].Span
		if strings.Contains(doc.Text[a.End:b.Start], "\n") {
			continue
		}
		if !line.Contains(a) {
			line.Start = strings.LastIndexByte(doc.Text[:a.Start], '\n') + 1
			line.End = len(doc.Text)
			if n := strings.IndexByte(doc.Text[a.End:], '\n'); n >= 0 {
				line.End = a.End + n
			}
			cut = nil
			if count(line.Of(doc.Text)) > monster || line.Len() > monster*40 {
				cut = sentence.Split(line.Of(doc.Text))
			}
		}
		for _, s := range cut {
			if whole := (corpus.Span{Start: line.Start + s[0], End: line.Start + s[1]}); whole.Start < a.End && whole.End > b.Start {
				word := headWord(b.Of(doc.Text))
				doc.Repairs = append(doc.Repairs, corpus.Repair{At: b.Start, Was: word, Is: word,
					Why: fmt.Sprintf("%d %s", count(whole.Of(doc.Text)), whyParted)})
			}
		}
	}
	slices.SortStableFunc(doc.Repairs, func(x, y corpus.Repair) int { return x.At - y.At })
}

// headWord is the first word of a text, of one without end the first 20 bytes.
func headWord(s string) string {
	n := min(20, len(s))
	for n < len(s) && !utf8.RuneStart(s[n]) {
		n--
	}
	return strings.SplitN(s[:n], " ", 2)[0]
}
