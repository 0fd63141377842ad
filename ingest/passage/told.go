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
	var left []sized // sentences of a long line that end after the passage at hand
	for i := 1; i < len(doc.Passages); i++ {
		a, b := doc.Passages[i-1].Span, doc.Passages[i].Span
		if strings.Contains(doc.Text[a.End:b.Start], "\n") {
			continue
		}
		if !line.Contains(a) {
			line = lineOf(doc.Text, a)
			left = sentencesOf(doc.Text, line)
		}
		for len(left) > 0 && left[0].End <= b.Start {
			left = left[1:]
		}
		if len(left) > 0 && left[0].Start < a.End {
			word := headWord(b.Of(doc.Text))
			doc.Repairs = append(doc.Repairs, corpus.Repair{At: b.Start, Was: word, Is: word,
				Why: fmt.Sprintf("%d %s", left[0].words, whyParted)})
		}
	}
	slices.SortStableFunc(doc.Repairs, func(x, y corpus.Repair) int { return x.At - y.At })
}

// lineOf is the line that holds s, without its end.
func lineOf(text string, s corpus.Span) corpus.Span {
	line := corpus.Span{Start: strings.LastIndexByte(text[:s.Start], '\n') + 1, End: len(text)}
	if n := strings.IndexByte(text[s.End:], '\n'); n >= 0 {
		line.End = s.End + n
	}
	return line
}

// sized is a sentence with the number of its words.
type sized struct {
	corpus.Span
	words int
}

// sentencesOf gives the sentences of a line that is long enough for one of them
// to have been parted, in their order; of a shorter line none.
func sentencesOf(text string, line corpus.Span) []sized {
	if count(line.Of(text)) <= monster && line.Len() <= monster*40 {
		return nil
	}
	var all []sized
	for _, s := range sentence.Split(line.Of(text)) {
		whole := corpus.Span{Start: line.Start + s[0], End: line.Start + s[1]}
		all = append(all, sized{whole, count(whole.Of(text))})
	}
	return all
}

// headWord is the first word of a text, of one without end the first 20 bytes.
func headWord(s string) string {
	n := min(20, len(s))
	for n < len(s) && !utf8.RuneStart(s[n]) {
		n--
	}
	return strings.SplitN(s[:n], " ", 2)[0]
}
