package quote

import (
	"fmt"
	"slices"
	"strings"

	"locus/corpus"
)

// How much of a quotation a part of it must be to count as cut from a place of
// its own, in words, how many parts are looked for, and from how many letters
// between two of them they are of two places rather than of one with words left
// out.
const (
	partWords  = 4
	mostParts  = 5
	otherPlace = 400
)

// part is a stretch of a quotation that stands whole in a text.
type part struct {
	from, to int // words of the draft
	in       *candidate
	span     corpus.Span
}

// stitched reports whether a quotation is made of parts that stand whole, far
// from one another, out of order or in several works, and if so says where.
func (c *Checker) stitched(f *Finding, claim Claim, q quotation, read []candidate) (bool, error) {
	texts, err := c.whole(unique(slices.Concat(first(claim.Works, mostWhole), first(worksOf(read), mostWhole))))
	if err != nil {
		return false, err
	}
	draft := drafted(q)
	parts := cut(draft, slices.Concat(texts, read))
	if len(parts) < 2 || !covered(parts, len(draft)) {
		return false, nil
	}
	if !scattered(parts) {
		return false, nil
	}
	var where []string
	for _, p := range parts {
		id := corpus.Address{Work: p.in.work.ID, Revision: p.in.work.Revision, Span: p.span}.ID()
		f.Places = append(f.Places, id)
		where = append(where, fmt.Sprintf("“%s” at %s", clipped(spelt(draft, p.from, p.to-1)), id))
	}
	one := parts[0]
	for _, p := range parts {
		if p.to-p.from > one.to-one.from {
			one = p
		}
	}
	f.Work, f.Passage = one.in.work.ID, corpus.Address{Work: one.in.work.ID, Revision: one.in.work.Revision, Span: one.span}.ID()
	if held, err := c.text(f.Work); err == nil {
		f.SourceText = shown(one.span.Of(held.doc.Text))
		at := held.doc.Passage(one.span).Locator
		f.Locator = &at
	}
	f.Verdict, f.Why = Stitched, "It joins words of several places as if they were one: "+strings.Join(where, "; ")+"."
	return true, nil
}

// cut takes from the draft's words, again and again from the left, the longest
// stretch that stands whole in one of the texts. A stretch of fewer words than a
// part needs is passed over word by word.
func cut(draft []side, texts []candidate) []part {
	var out []part
	for i := 0; i < len(draft) && len(out) < mostParts; {
		best := part{from: i, to: i}
		for k := range texts {
			if n, span := longest(draft[i:], &texts[k]); n > best.to-best.from {
				best.to, best.in, best.span = i+n, &texts[k], span
			}
		}
		if best.to-best.from < partWords {
			i++
			continue
		}
		out = append(out, best)
		i = best.to
	}
	return out
}

// longest is the longest run of words from the first on that stands in a text,
// and its place.
func longest(draft []side, in *candidate) (int, corpus.Span) {
	l := in.letters
	n, span := 0, corpus.Span{}
	needle := strings.Builder{}
	for _, w := range draft[:min(partWords, len(draft))] {
		needle.WriteString(w.key)
	}
	for at := 0; ; {
		i := strings.Index(l.stream[at:], needle.String())
		if i < 0 {
			return n, span
		}
		i += at
		at = i + 1
		if !l.wordStart(i) {
			continue
		}
		k, end := 0, i
		for k < len(draft) && strings.HasPrefix(l.stream[end:], draft[k].key) && l.wordEnd(end+len(draft[k].key)) {
			end += len(draft[k].key)
			k++
		}
		if k > n {
			n, span = k, in.span(i, end)
		}
	}
}

// covered reports whether parts hold the whole draft but for a word or two.
func covered(parts []part, words int) bool {
	n := 0
	for _, p := range parts {
		n += p.to - p.from
	}
	return words-n <= max(1, words/12)
}

// scattered reports whether parts stand in several works, out of order, or far
// apart.
func scattered(parts []part) bool {
	for i := 1; i < len(parts); i++ {
		a, b := parts[i-1], parts[i]
		if a.in.work.ID != b.in.work.ID || b.span.Start < a.span.End || b.span.Start-a.span.End > otherPlace {
			return true
		}
	}
	return false
}
