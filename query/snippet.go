package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/corpus"
	"locus/corpus/sentence"
)

// The lengths of snippets, in words. A snippet takes whole sentences as long as
// it has at most snippetWords; a single sentence is shown whole up to
// longSentence and cut to about cutWords beyond.
const (
	snippetWords = 60
	longSentence = 90
	cutWords     = 50
	// glued bounds how many bytes a cut moves outwards in search of a blank, in
	// scripts and strings that have none.
	glued = 64
)

// window is a candidate for a snippet: bytes of the passage's text.
type window struct {
	start, end          int
	words               int
	cutBefore, cutAfter bool
	first, last         int
	score               float64
}

// Snippet chooses what to show of a passage: the run of whole sentences, about
// fifty words, that covers most of the question, early in the passage. Its
// text is a slice of the passage's text.
func (m *Marker) Snippet(p *corpus.Passage) Snippet { return m.snippet(m.view(p.Text), p) }

func (m *Marker) snippet(v *view, p *corpus.Passage) Snippet {
	best := m.best(v, p.Text)
	s := Snippet{
		Text:      p.Text[best.start:best.end],
		Span:      corpus.Span{Start: p.Span.Start + best.start, End: p.Span.Start + best.end},
		Marks:     []corpus.Mark{},
		CutBefore: best.cutBefore,
		CutAfter:  best.cutAfter,
	}
	for _, k := range merge(v.found) {
		start, end := max(k.Start, best.start), min(k.End, best.end)
		if start < end {
			s.Marks = append(s.Marks, corpus.Mark{Start: start - best.start, End: end - best.start})
		}
	}
	return s
}

func (m *Marker) best(v *view, text string) window {
	sentences := sentence.Split(text)
	if len(sentences) == 0 {
		return window{end: len(text)}
	}
	counts := make([]int, len(sentences))
	at := 0
	for _, t := range v.tokens {
		for at < len(sentences)-1 && t.Start >= sentences[at][1] {
			at++
		}
		if !t.Extra {
			counts[at]++
		}
	}
	var choices []window
	for i := range sentences {
		choices = append(choices, m.from(v, text, sentences, counts, i))
	}
	best := middle(choices)
	if !best.cutBefore && !best.cutAfter { // lead in, where there is room
		for best.first > 0 && best.words+counts[best.first-1] <= snippetWords {
			best.first--
			best.words += counts[best.first]
			best.start = sentences[best.first][0]
		}
	}
	return best
}

// middle is the best window; of the first row of equally good ones the one in
// the middle, which has as much before the words asked for as after them. Where
// nothing was found it is the first.
func middle(choices []window) window {
	from := 0
	for i, w := range choices {
		if w.score > choices[from].score+1e-9 {
			from = i
		}
	}
	to := from
	for to+1 < len(choices) && choices[from].score > 0 && choices[to+1].score > choices[from].score-1e-9 {
		to++
	}
	return choices[(from+to)/2]
}

// from is the window that begins with sentence i.
func (m *Marker) from(v *view, text string, sentences [][2]int, counts []int, i int) window {
	if counts[i] > longSentence {
		return m.cut(v, text, sentences[i])
	}
	w := window{start: sentences[i][0], end: sentences[i][1], words: counts[i], first: i, last: i}
	for w.last+1 < len(sentences) && w.words+counts[w.last+1] <= snippetWords {
		w.last++
		w.words += counts[w.last]
		w.end = sentences[w.last][1]
	}
	w.score = m.worth(v, w.start, w.end)
	return w
}

// cut finds the best stretch of whole words within a sentence too long to show.
func (m *Marker) cut(v *view, text string, s [2]int) window {
	var starts, ends []int
	for _, t := range v.tokens {
		if !t.Extra && t.Start >= s[0] && t.End <= s[1] {
			starts, ends = append(starts, t.Start), append(ends, t.End)
		}
	}
	var choices []window
	for i := 0; i < len(starts); i += cutWords / 5 {
		j := min(i+cutWords, len(starts)) - 1
		w := window{start: starts[i], end: ends[j], words: j - i + 1}
		if i == 0 {
			w.start = s[0]
		}
		if j == len(starts)-1 {
			w.end = s[1]
		}
		w.score = m.worth(v, w.start, w.end)
		choices = append(choices, w)
		if j == len(starts)-1 {
			break
		}
	}
	best := middle(choices)
	best.start, best.end = outward(text, best.start, best.end, s)
	best.cutBefore, best.cutAfter = best.start > s[0], best.end < s[1]
	return best
}

// outward moves both ends to the next blanks within the sentence, so that no
// compound and no address is cut; without a blank nearby they stay.
func outward(text string, start, end int, s [2]int) (int, int) {
	if at := strings.LastIndexFunc(text[max(s[0], start-glued):start], unicode.IsSpace); at >= 0 {
		from := max(s[0], start-glued) + at
		_, size := utf8.DecodeRuneInString(text[from:])
		start = from + size
	} else if start-glued <= s[0] {
		start = s[0]
	}
	if at := strings.IndexFunc(text[end:min(s[1], end+glued)], unicode.IsSpace); at >= 0 {
		end += at
	} else if end+glued >= s[1] {
		end = s[1]
	}
	return start, end
}

// worth is how much of the question stands between two places: each part of it
// once in full, a little more for each time again, and a phrase for itself.
func (m *Marker) worth(v *view, start, end int) float64 {
	const again = 0.1
	sum := 0.0
	seen := map[int]bool{}
	for _, f := range v.found {
		if f.start < start || f.end > end {
			continue
		}
		p := &m.patterns[f.pattern]
		key := p.unit
		if key < 0 {
			key = -1 - f.pattern
		}
		if seen[key] {
			sum += again * p.weight
			continue
		}
		seen[key] = true
		sum += p.weight
	}
	return sum
}
