package tag

import (
	"strconv"
	"strings"

	"locus/corpus"
)

var (
	raisedForm = form(`[⁰¹²³⁴-⁹]{1,3}(?:[⁻–,‐-][⁰¹²³⁴-⁹]{1,3})*`)
	// A number glued behind the stop of a sentence or the comma of a clause, or
	// behind what closes a quotation: "as he argued.12 Others".
	gluedForm = form(`(?:\p{Ll}{2}|[”"’)\]])[.,;:?!]?[”"’]?([0-9]{1,3}(?:[-–,][0-9]{1,3})*)(?:[\s.,;:)]|$)`)
	unitForm  = form(`(?:^|[^\p{L}])(?:k|c|m|d|h)?m$|(?:^|[^\p{L}])(?:ft|in|yd|mi)$`)
)

// raised finds the citations of a document whose list of references is numbered
// and whose text cites by raised numbers ("¹²", "argued.12") and not by bracketed
// ones. Glued digits are citations only where three or more of them count up in
// the order of their first use, as such a list does.
func raised(doc *corpus.Document) []corpus.Citation {
	last := numberedList(doc.References)
	if last == 0 {
		return nil
	}
	high := numbersIn(doc, last, func(text string) [][2]int {
		var out [][2]int
		for _, m := range raisedForm().FindAllStringIndex(text, -1) {
			if m[0] > 0 && text[m[0]-1] != ' ' && !unitForm().MatchString(text[max(0, m[0]-8):m[0]]) {
				out = append(out, [2]int{m[0], m[1]})
			}
		}
		return out
	})
	if len(high) > 0 {
		return high
	}
	glued := numbersIn(doc, last, func(text string) [][2]int {
		var out [][2]int
		for _, m := range gluedForm().FindAllStringSubmatchIndex(text, -1) {
			out = append(out, [2]int{m[2], m[3]})
		}
		return out
	})
	if !countsUp(glued, last) {
		return nil
	}
	return glued
}

// numberedList is the number of a list's last entry where its entries are
// numbered from 1 on, 0 where they are not.
func numberedList(refs []corpus.Reference) int {
	for i, r := range refs {
		mark := strings.Trim(markForm().FindString(r.Raw), "[](). ")
		if mark != strconv.Itoa(i+1) {
			return 0
		}
	}
	return len(refs)
}

// numbersIn collects the citations at the places that find gives; those with a
// number that the list does not have are none.
func numbersIn(doc *corpus.Document, last int, find func(string) [][2]int) []corpus.Citation {
	var out []corpus.Citation
	for _, p := range doc.Passages {
		if p.Kind == corpus.ReferenceK || p.Kind == corpus.Front || p.Kind == corpus.Table {
			continue
		}
		for _, m := range find(p.Text) {
			at := m[0]
			for _, part := range strings.Split(p.Text[m[0]:m[1]], ",") {
				numbers := rangeOf(lowered(part))
				for _, n := range numbers {
					if n >= 1 && n <= last {
						out = append(out, cite(doc.Text, corpus.Span{Start: p.Span.Start + at, End: p.Span.Start + at + len(part)}, "", "", ""))
					}
				}
				at += len(part) + 1
			}
		}
	}
	return out
}

// countsUp reports whether numbers are those of citations in the order of first
// use: three at least, each new one greater than those before, but for a tenth
// of them, and half of the list among them.
func countsUp(list []corpus.Citation, last int) bool {
	seen := map[int]bool{}
	greatest, back := 0, 0
	for _, x := range list {
		for _, n := range rangeOf(x.Text) {
			switch {
			case seen[n]:
			case n < greatest:
				back++
			}
			seen[n] = true
			greatest = max(greatest, n)
		}
	}
	return len(seen) >= 3 && back*10 <= len(seen) && len(seen)*2 >= last
}

// lowered writes raised digits on the line.
func lowered(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '¹':
			return '1'
		case r == '²', r == '³':
			return '2' + r - '²'
		case r == '⁰', r >= '⁴' && r <= '⁹':
			return '0' + r - '⁰'
		case r == '⁻', r == '‐':
			return '-'
		}
		return r
	}, s)
}
