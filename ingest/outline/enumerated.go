package outline

import (
	"strings"
	"unicode"

	"locus/ingest/block"
	"locus/ingest/meta"
	"locus/ingest/pattern"
)

var (
	enumeration = pattern.Lazy(`^\(?([IVXL]{1,6}|[ivxl]{1,6}|[A-Za-z]|[0-9]{1,2})[.)]\s+\S`)
	romanTwo    = pattern.Lazy(`^\(?(?:II|ii)[.)]`)
)

// kind is how a heading is enumerated.
type kind int

const (
	bare kind = iota
	digits
	upperRoman
	lowerRoman
	upperLetter
	lowerLetter
)

// kinds finds how each heading is enumerated. A letter that could be a Roman
// number is one where the text has a second of that kind ("II.") and the letter
// before it in the alphabet is not the last one seen.
func kinds(hs []*block.Block) []kind {
	two := map[bool]bool{}
	for _, h := range hs {
		if romanTwo().MatchString(h.Text) {
			two[strings.Contains(h.Text[:3], "II")] = true
		}
	}
	out := make([]kind, len(hs))
	last := map[kind]string{}
	for i, h := range hs {
		m := enumeration().FindStringSubmatch(h.Text)
		if m == nil {
			continue
		}
		mark := m[1]
		upper := unicode.IsUpper(rune(mark[0]))
		roman, letter := lowerRoman, lowerLetter
		if upper {
			roman, letter = upperRoman, upperLetter
		}
		k := letter
		switch {
		case unicode.IsDigit(rune(mark[0])):
			k = digits
		case len(mark) > 1:
			k = roman
		case two[upper] && strings.ContainsAny(mark, "IVXLivxl") && !(last[letter] != "" && last[letter][0]+1 == mark[0]):
			k = roman
		}
		out[i], last[k] = k, mark
	}
	return out
}

// enumerated gives headings their levels by how they are enumerated, where there
// are two ways and more: the way that comes first stands above the next ("I." above
// "A." above "1."). It reports whether the text is so.
func enumerated(hs []*block.Block) bool {
	ks := kinds(hs)
	depth := map[kind]int{}
	marked := 0
	for _, k := range ks {
		if k == bare {
			continue
		}
		marked++
		if depth[k] == 0 {
			depth[k] = len(depth) + 1
		}
	}
	if len(depth) < 2 || marked < 3 || marked*2 < len(hs) {
		return false
	}
	level := 1
	for i, h := range hs {
		switch {
		case ks[i] != bare:
			level = depth[ks[i]]
			h.Level = level
		case meta.Standard(h.Text) != "":
			h.Level, level = 1, 1
		default:
			h.Level = level
		}
	}
	return true
}

// shouted gives the headings that are printed in capitals the first level and
// the others the second, where both stand in a text that begins with the former.
// It reports whether the text is so.
func shouted(hs []*block.Block) bool {
	capitals := 0
	for _, h := range hs {
		if inCapitals(h.Text) {
			capitals++
		}
	}
	if capitals < 2 || capitals == len(hs) || !inCapitals(hs[0].Text) {
		return false
	}
	for _, h := range hs {
		h.Level = 2
		if inCapitals(h.Text) || meta.Standard(h.Text) != "" {
			h.Level = 1
		}
	}
	return true
}

func inCapitals(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n >= 4
}
