package quote

import "strings"

// Omission is how many letters an ellipsis may stand for, about 250 words: who
// leaves out more joins two places.
const Omission = 1200

// How many letters a bracket may stand for, about twelve words, and how many the
// rest of a word.
const (
	replaced = 70
	ending   = 14
)

// most is how many places of a piece are tried.
const most = 200

// match is where a quotation stands in a text, by the text's letters.
type match struct {
	start, end int // of the stream
	slips      int // stops that differ, words parted or joined that are not
	omitted    int // letters left out at ellipses
}

// find gives the places of a text in which a quotation stands word for word, in
// order, each beginning at another word; at most as many as limit. Reach is how
// many letters an ellipsis may stand for.
func find(in *letters, q quotation, reach, limit int) []match {
	if len(q.pieces) == 0 {
		return nil
	}
	var out []match
	first := q.pieces[0]
	for at := 0; len(out) < limit; {
		i := strings.Index(in.stream[at:], first.stream)
		if i < 0 {
			break
		}
		i += at
		at = i + 1
		if !in.wordStart(i) && first.gap.kind != inWord {
			continue
		}
		m := match{start: i, end: i + len(first.stream), slips: slips(in, i, first.letters)}
		if m, ok := rest(in, q, 1, m, reach); ok {
			for !in.wordStart(m.start) {
				m.start-- // the first letters stand in brackets
			}
			out = append(out, m)
		}
	}
	return out
}

// rest finds the pieces from the k-th on, each behind the one before, the
// nearest that lets the others follow.
func rest(in *letters, q quotation, k int, m match, reach int) (match, bool) {
	cut := k < len(q.pieces) && q.pieces[k].gap.kind == inWord
	if !in.wordEnd(m.end) && !cut {
		return m, false
	}
	if k == len(q.pieces) {
		return m, true
	}
	p := q.pieces[k]
	room := width(p.gap.kind, reach)
	for at, tries := m.end, 0; tries < most; tries++ {
		window := in.stream[at:min(len(in.stream), m.end+room+len(p.stream))]
		i := strings.Index(window, p.stream)
		if i < 0 {
			return m, false
		}
		i += at
		at = i + 1
		if !in.wordStart(i) && p.gap.kind != inWord {
			continue
		}
		next := match{start: m.start, end: i + len(p.stream), slips: m.slips + slips(in, i, p.letters), omitted: m.omitted}
		if p.gap.kind == ellipsis {
			next.omitted += i - m.end
		}
		if p.gap.kind == none && i > m.end {
			return m, false // a remark leaves nothing out
		}
		if found, ok := rest(in, q, k+1, next, reach); ok {
			return found, true
		}
	}
	return m, false
}

// width is how many letters a gap may stand for.
func width(kind gapKind, reach int) int {
	switch kind {
	case ellipsis:
		return reach
	case bracket:
		return replaced
	case inWord:
		return ending
	}
	return 0
}

// slips counts what differs between a piece and the letters at i, which are the
// same: stops between them, and words that one side parts and the other joins.
func slips(in *letters, i int, p *letters) int {
	n := 0
	for k := 1; k < len(p.stream); k++ {
		a, b := in.starts[i+k], p.starts[k]
		switch {
		case a == apart && b == within, a == within && b == apart:
			n++
		case in.stopsAt(i+k) != p.stopsAt(k) && !sameStops(in.stopsAt(i+k), p.stopsAt(k)):
			n++
		}
	}
	return n
}

// sameStops compares the stops between two letters: a note's mark in brackets
// and an asterisk are none.
func sameStops(a, b string) bool { return bare(a) == bare(b) }

func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("*†‡§¶_#|•·^~", r) {
			return -1
		}
		return r
	}, s)
}
