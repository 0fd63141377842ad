package query

import (
	"cmp"
	"slices"
	"strings"

	"locus/corpus"
	"locus/corpus/words"
)

// step is one word of a pattern: any of stems, or this form, or any form with
// this prefix; the first of form, prefix and stems that is set counts.
type step struct {
	stems        []string
	form, prefix string
}

func (s step) is(t *words.Token) bool {
	switch {
	case s.form != "":
		return t.Form == s.form
	case s.prefix != "":
		return strings.HasPrefix(t.Form, s.prefix)
	}
	return slices.Contains(s.stems, t.Stem)
}

// pattern is something that a question asks to see marked: a word or a phrase.
// unit is the index of the part of the question it stands for, -1 for none.
type pattern struct {
	steps     []step
	slop      int
	unordered bool
	unit      int
	weight    float64
}

// Marker finds in any text the words that a question asked for, in the forms it
// asked for. It is made by Searcher.Marker and safe for concurrent use.
type Marker struct {
	analysis *words.Analysis
	patterns []pattern
	byStem   map[string][]int // patterns by the stems that may begin them
	byForm   map[string][]int
	prefixes []int
}

func newMarker(a *words.Analysis, patterns []pattern) *Marker {
	m := &Marker{analysis: a, patterns: patterns, byStem: map[string][]int{}, byForm: map[string][]int{}}
	for i, p := range patterns {
		starts := p.steps[:1]
		if p.unordered {
			starts = p.steps
		}
		for _, s := range starts {
			switch {
			case s.form != "":
				m.byForm[s.form] = appendNew(m.byForm[s.form], i)
			case s.prefix != "":
				m.prefixes = appendNew(m.prefixes, i)
			default:
				for _, stem := range s.stems {
					m.byStem[stem] = appendNew(m.byStem[stem], i)
				}
			}
		}
	}
	return m
}

func appendNew(list []int, i int) []int {
	if slices.Contains(list, i) {
		return list
	}
	return append(list, i)
}

// Marks gives the marks of a text: whole words, ordered and apart, a phrase in
// one piece.
func (m *Marker) Marks(text string) []corpus.Mark {
	return merge(m.view(text).found)
}

// found is an occurrence of a pattern: bytes of the text.
type found struct {
	start, end int
	pattern    int
}

// view is a text as a marker sees it.
type view struct {
	text   string
	tokens []words.Token // by position
	first  []int         // the first token of each position, and their number at the end
	found  []found       // by start, then end
}

// view analyses a text and finds the patterns in it.
func (m *Marker) view(text string) *view {
	v := &view{}
	m.see(v, text)
	return v
}

// see is view in a view that may have been of another text.
func (m *Marker) see(v *view, text string) {
	if cap(v.tokens) == 0 {
		v.tokens = make([]words.Token, 0, len(text)/6+1)
	}
	v.text, v.tokens = text, m.analysis.Append(v.tokens[:0], text)
	v.first, v.found = slices.Grow(v.first[:0], len(v.tokens)+1), v.found[:0]
	for i := range v.tokens {
		for len(v.first) <= v.tokens[i].Pos {
			v.first = append(v.first, i)
		}
	}
	v.first = append(v.first, len(v.tokens))
	for i := range v.tokens {
		t := &v.tokens[i]
		for _, p := range m.byStem[t.Stem] {
			v.match(m, p, i)
		}
		for _, p := range m.byForm[t.Form] {
			v.match(m, p, i)
		}
		for _, p := range m.prefixes {
			v.match(m, p, i)
		}
	}
	if len(v.found) < 2 {
		return
	}
	slices.SortFunc(v.found, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end), cmp.Compare(a.pattern, b.pattern))
	})
	v.found = slices.Compact(v.found)
}

// positions is the number of positions.
func (v *view) positions() int { return len(v.first) - 1 }

// match adds the occurrence of a pattern that begins with token i, if there is
// one. Words with room between them are marked one by one.
func (v *view) match(m *Marker, at, i int) {
	p := &m.patterns[at]
	var taken []int
	if p.unordered {
		taken = v.anyOrder(p, i)
	} else if p.steps[0].is(&v.tokens[i]) {
		taken = v.inOrder(p, []int{i}, p.slop)
	}
	if taken == nil {
		return
	}
	if p.slop == 0 {
		start, end := v.tokens[i].Start, v.tokens[i].End
		for _, t := range taken {
			start, end = min(start, v.tokens[t].Start), max(end, v.tokens[t].End)
		}
		v.found = append(v.found, found{start, end, at})
		return
	}
	for _, t := range taken {
		v.found = append(v.found, found{v.tokens[t].Start, v.tokens[t].End, at})
	}
}

// inOrder extends the tokens taken for the first steps to all steps, with at
// most room other positions between; nil where it cannot.
func (v *view) inOrder(p *pattern, taken []int, room int) []int {
	if len(taken) == len(p.steps) {
		return taken
	}
	pos := v.tokens[taken[len(taken)-1]].Pos + 1
	for gap := 0; gap <= room && pos+gap < v.positions(); gap++ {
		for t := v.first[pos+gap]; t < v.first[pos+gap+1]; t++ {
			if p.steps[len(taken)].is(&v.tokens[t]) {
				if all := v.inOrder(p, append(taken[:len(taken):len(taken)], t), room-gap); all != nil {
					return all
				}
			}
		}
	}
	return nil
}

// anyOrder finds every step at a position of its own in the window that begins
// with token i, which takes one of them.
func (v *view) anyOrder(p *pattern, i int) []int {
	from := v.tokens[i].Pos
	to := min(from+len(p.steps)+p.slop, v.positions())
	taken := make([]int, len(p.steps))
	used := make([]bool, to-from)
	var place func(k int) bool
	place = func(k int) bool {
		if k == len(p.steps) {
			return used[0]
		}
		for pos := from; pos < to; pos++ {
			if used[pos-from] {
				continue
			}
			for t := v.first[pos]; t < v.first[pos+1]; t++ {
				if !p.steps[k].is(&v.tokens[t]) {
					continue
				}
				taken[k], used[pos-from] = t, true
				if place(k + 1) {
					return true
				}
				used[pos-from] = false
			}
		}
		return false
	}
	if !place(0) {
		return nil
	}
	return taken
}

// merge makes marks of occurrences, which must be ordered by start: those that
// overlap become one.
func merge(all []found) []corpus.Mark {
	var out []corpus.Mark
	for _, f := range all {
		if n := len(out); n > 0 && f.start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, f.end)
			continue
		}
		out = append(out, corpus.Mark{Start: f.start, End: f.end})
	}
	return out
}

// units counts how often the text has each of so many parts of the question; what
// overlaps counts once.
func (m *Marker) units(v *view, n int) []int {
	both := make([]int, 2*n)
	out, ends := both[:n:n], both[n:]
	for _, f := range v.found {
		u := m.patterns[f.pattern].unit
		if u < 0 {
			continue
		}
		if f.start >= ends[u] {
			out[u]++
		}
		ends[u] = max(ends[u], f.end)
	}
	return out
}
