package quote

import (
	"strconv"
	"strings"
	"unicode"

	"locus/corpus"
)

// mostPages is how many pages a cited range is taken to name.
const mostPages = 400

// pageLabels are the labels that a writer's pages name: "117-19" and "117–119"
// are three, "xi" is one, "118f." two, "118ff." the page and the three that follow.
func pageLabels(pages string) []string {
	pages = strings.NewReplacer("–", "-", "—", "-", "\u2011", "-", " - ", "-", " to ", "-", "&", ",", " and ", ",", ";", ",").Replace(strings.ToLower(pages))
	var out []string
	for part := range strings.SplitSeq(pages, ",") {
		part = strings.TrimFunc(part, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		for _, word := range []string{"pages", "page", "pp", "pgs", "pg", "p", "s", "c", "ca"} {
			if rest, ok := strings.CutPrefix(part, word); ok && (rest == "" && len(word) > 1 || rest == "" && word == "p" || rest != "" && !unicode.IsLetter(rune(rest[0]))) {
				part = strings.TrimLeft(rest, ". \u00a0")
				break
			}
		}
		if part != "" {
			out = append(out, pageRange(part)...)
		}
	}
	return out
}

// pageRange is the labels of one page or one range of them.
func pageRange(part string) []string {
	from, to, ranged := strings.Cut(part, "-")
	from, to = strings.TrimSpace(from), strings.TrimSpace(to)
	follow := 0
	switch {
	case strings.HasSuffix(from, "ff"):
		from, follow = strings.TrimSpace(strings.TrimSuffix(from, "ff")), 3
	case strings.HasSuffix(from, "f"):
		from, follow = strings.TrimSpace(strings.TrimSuffix(from, "f")), 1
	}
	low, err := strconv.Atoi(from)
	if err != nil {
		if ranged {
			return romans(from, to)
		}
		return []string{from}
	}
	high := low + follow
	if ranged {
		if len(to) < len(from) {
			to = from[:len(from)-len(to)] + to // 117-18
		}
		if n, err := strconv.Atoi(to); err == nil {
			high = n
		}
	}
	var out []string
	for n := low; n <= min(high, low+mostPages); n++ {
		out = append(out, strconv.Itoa(n))
	}
	return out
}

// romans is a range of roman pages.
func romans(from, to string) []string {
	low, high := roman(from), roman(to)
	if low == 0 || high < low || high-low > mostPages {
		return []string{from, to}
	}
	var out []string
	for n := low; n <= high; n++ {
		out = append(out, inRoman(n))
	}
	return out
}

var romanLetters = map[byte]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100, 'd': 500, 'm': 1000}

// roman reads a roman number in small letters; 0 is none.
func roman(s string) int {
	n := 0
	for i := range len(s) {
		v := romanLetters[s[i]]
		if v == 0 {
			return 0
		}
		if i+1 < len(s) && romanLetters[s[i+1]] > v {
			v = -v
		}
		n += v
	}
	return n
}

func inRoman(n int) string {
	var b strings.Builder
	for _, p := range []struct {
		n int
		s string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for ; n >= p.n; n -= p.n {
			b.WriteString(p.s)
		}
	}
	return b.String()
}

// printedPages are the printed labels of the pages that a span of a document
// stands on.
func printedPages(doc *corpus.Document, span corpus.Span) []string {
	var out []string
	for _, p := range doc.Parts {
		if p.Kind == corpus.PartPage && p.Name != "" && p.Span.Overlaps(span) {
			out = append(out, strings.ToLower(p.Name))
		}
	}
	return out
}

// anyOf reports whether two lists share an element.
func anyOf(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}
