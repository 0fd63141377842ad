package passage

import (
	"math"
	"unicode"
	"unicode/utf8"

	"locus/corpus"
	"locus/corpus/sentence"
)

// The costs of a way to cut a run. A passage of fair length costs nothing; a
// short or a long one costs what size says; the others are added.
const (
	joinCost     = 8   // two paragraphs in one passage
	sentenceCost = 25  // a cut between two sentences of a paragraph
	itemCost     = 15  // a cut between two items of a list
	rowCost      = 5   // a cut between two rows of a table
	introCost    = 80  // a cut between a list and what introduces it
	colonCost    = 150 // a cut after a colon, or where a sentence goes on
)

// The lengths, in words.
const (
	shortest = 40  // a shorter passage only where there is nothing to join
	fairLow  = 60  // from here to fairHigh a length costs nothing
	fairHigh = 120 // what short paragraphs are joined up to
	longest  = 180 // what longer than this is cut if it can be
	monster  = 400 // a longer sentence is cut
	window   = 240 // sentences looked at for one passage
)

// size is the cost of a passage of so many words.
func size(words int) float64 {
	w := float64(words)
	c := math.Abs(w-100) * 0.05
	switch {
	case words < shortest:
		return c + 60 + 2*(shortest-w)
	case words < fairLow:
		return c + 1.5*(fairLow-w)
	case words <= fairHigh:
		return c
	case words <= longest:
		return c + 0.5*(w-fairHigh)
	}
	return c + 30 + 4*(w-longest)
}

// atom is what is never cut: a sentence, a row, a piece of a monster.
type atom struct {
	span  corpus.Span
	unit  int     // index in the run's units
	words int     // at least 1
	cost  float64 // of a cut before it
	join  float64 // of none
	item  bool
}

// cut is a passage to be: its span, its first unit, and whether items of a list
// are in it.
type cut struct {
	span  corpus.Span
	unit  int
	items bool
}

// cut finds the cheapest way to cut a run. Time is linear in its sentences.
func (r run) cut(text string) []cut {
	if r.kind == corpus.ReferenceK {
		return []cut{{span: r.units[0].span}}
	}
	atoms := r.atoms(text)
	best, from := make([]float64, len(atoms)+1), make([]int, len(atoms)+1)
	for j := 1; j <= len(atoms); j++ {
		best[j] = math.Inf(1)
		words, joins := 0, 0.0
		for i := j - 1; i >= 0 && j-i <= window; i-- {
			words += atoms[i].words
			if words > monster && i < j-1 {
				break
			}
			if i < j-1 {
				joins += atoms[i+1].join
			}
			cost := best[i] + size(words) + joins
			if i > 0 {
				cost += atoms[i].cost
			}
			if cost < best[j] {
				best[j], from[j] = cost, i
			}
		}
	}
	var back []cut
	for j := len(atoms); j > 0; j = from[j] {
		i := from[j]
		c := cut{span: corpus.Span{Start: atoms[i].span.Start, End: atoms[j-1].span.End}, unit: atoms[i].unit}
		for _, a := range atoms[i:j] {
			c.items = c.items || a.item
		}
		back = append(back, c)
	}
	for i, j := 0, len(back)-1; i < j; i, j = i+1, j-1 {
		back[i], back[j] = back[j], back[i]
	}
	return back
}

// atoms lists the sentences of a run with the costs of cutting before them.
func (r run) atoms(text string) []atom {
	var out []atom
	for i, u := range r.units {
		first := len(out)
		for _, s := range r.sentences(text, u) {
			a := atom{span: s, unit: i, words: max(1, count(s.Of(text))), item: u.item, cost: sentenceCost}
			if u.item {
				a.cost = 2 * sentenceCost
			}
			out = append(out, a)
		}
		if i > 0 && first < len(out) {
			r.between(text, i, &out[first])
		}
	}
	return out
}

// between sets the costs of a, the first sentence of unit i, from what stands
// before it.
func (r run) between(text string, i int, a *atom) {
	u, last := r.units[i], r.units[i-1]
	before := last.span.Of(text)
	a.cost, a.join = 0, joinCost
	switch {
	case r.kind == corpus.Table:
		a.cost, a.join = rowCost, 0
	case u.item && last.item:
		a.cost, a.join = itemCost, 0
	case u.item:
		a.cost, a.join = introCost, 0
	}
	if goesOn(before, u.span.Of(text)) && !(u.item && last.item) {
		a.cost, a.join = colonCost, 0
	}
}

// goesOn reports whether a paragraph continues in the next: it ends with a
// colon, or without a stop before one that begins in lower case.
func goesOn(before, next string) bool {
	end, _ := utf8.DecodeLastRuneInString(before)
	begin, _ := utf8.DecodeRuneInString(next)
	return end == ':' || unicode.IsLower(begin) && (unicode.IsLetter(end) || end == ',' || end == ';' || end == '-')
}

// sentences lists the stretches of a unit that are not cut: of prose its
// sentences, of a table the row as long as it is not enormous.
func (r run) sentences(text string, u unit) []corpus.Span {
	in := u.span.Of(text)
	if r.kind == corpus.Table && count(in) <= longest {
		return []corpus.Span{u.span}
	}
	var out []corpus.Span
	for _, s := range sentence.Split(in) {
		span := corpus.Span{Start: u.span.Start + s[0], End: u.span.Start + s[1]}
		if count(span.Of(text)) > monster || span.Len() > monster*40 {
			out = append(out, pieces(text, span)...)
			continue
		}
		out = append(out, span)
	}
	return out
}

// count is the number of words of a text as a reader counts them: stretches
// between blanks, and for scripts written without blanks half the letters. A
// stretch without end counts once for every 40 letters.
func count(text string) int {
	words, dense, run := 0, 0, 0
	for _, r := range text {
		if unicode.IsSpace(r) {
			run = 0
			continue
		}
		if run%40 == 0 {
			words++
		}
		run++
		if r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
			dense++
		}
	}
	return words + dense/2
}
