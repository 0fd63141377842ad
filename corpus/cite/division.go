package cite

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// division is a numbered part of a work by which a person finds a place in any
// edition: Book IV, chapter 2, § 12, 1.3.2.
type division struct {
	kind   string // "book", "chapter", "section", ...
	number string // as printed: "IV", "2", "1.3.2"
	titled bool   // words stand behind the number
}

var divided = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?i:(book|part|chapter|canto|act|scene|section|letter|volume|question|article|essay|lecture) +([0-9]+(?:\.[0-9]+)*|[ivxlc]+|` +
		`one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)|(§+) *([0-9]+(?:\.[0-9]+)*[a-z]?))(?:$|[.:,]| [—–-] )(.*)$`)
})
var numberAlone = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:([0-9]{1,3}(?:\.[0-9]{1,3})+)|([0-9]{1,3}|[IVXLC]{1,6}))[.)]?$`)
})

// divisionOf reads a heading that numbers a part of the work; ok is false where
// it does not.
func divisionOf(heading string) (d division, ok bool) {
	if m := divided().FindStringSubmatch(heading); m != nil {
		d = division{kind: strings.ToLower(m[1]), number: m[2], titled: strings.Trim(m[5], " .:") != ""}
		if m[3] != "" {
			d.kind, d.number = "section", m[4]
		}
		return d, true
	}
	if m := numberAlone().FindStringSubmatch(heading); m != nil {
		return division{kind: "section", number: m[1] + m[2]}, true
	}
	return d, false
}

// divisions are the numbered parts that a section's path names, by which it is
// found: where the innermost heading is a number and nothing else, or where
// several of the path are numbered parts of different kinds. A path that a title
// tells better has none.
func divisions(path []string) []division {
	var out []division
	last := false
	for i, h := range path {
		d, ok := divisionOf(strings.TrimRight(line(h), " :."))
		last = ok && i == len(path)-1
		if ok {
			out = append(out, d)
		}
	}
	if !last {
		return nil
	}
	inner := out[len(out)-1]
	if strings.Contains(inner.number, ".") && !inner.titled {
		return out[len(out)-1:] // 1.3.2 says where in the whole it stands
	}
	if !inner.titled || len(out) > 1 && out[len(out)-2].kind != inner.kind {
		return out
	}
	return nil
}

// canonical writes the divisions as a style does: "Book IV, Chapter 2" (APA,
// Publication Manual 8.13), "bk. 4, ch. 2" (MLA Handbook 6.22, Chicago Manual
// 13.67), "book IV, chapter 2" (Harvard).
func canonical(ds []division, style Style) string {
	var out []string
	for _, d := range ds {
		word, number := d.kind, d.number
		switch style {
		case APA:
			word = capital(word)
		case Harvard:
		default:
			word, number = shortKind(word), arabic(number)
		}
		out = append(out, word+" "+number)
	}
	return strings.Join(out, ", ")
}

// shortKind is the abbreviation of a division.
func shortKind(kind string) string {
	switch kind {
	case "book":
		return "bk."
	case "part":
		return "pt."
	case "chapter":
		return "ch."
	case "section":
		return "sec."
	case "volume":
		return "vol."
	case "article":
		return "art."
	}
	return kind
}

// arabic is a number in Arabic figures; what is none stays.
func arabic(s string) string {
	for i, pair := range []string{"one first", "two second", "three third", "four fourth", "five fifth", "six sixth", "seven seventh", "eight eighth", "nine ninth", "ten tenth"} {
		for _, word := range strings.Fields(pair) {
			if strings.EqualFold(s, word) {
				return strconv.Itoa(i + 1)
			}
		}
	}
	low := strings.ToLower(s)
	if low == "" || strings.Trim(low, "ivxlc") != "" {
		return s
	}
	value := func(b byte) int {
		return map[byte]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100}[b]
	}
	n := 0
	for i := range len(low) {
		v := value(low[i])
		if i+1 < len(low) && value(low[i+1]) > v {
			v = -v
		}
		n += v
	}
	return strconv.Itoa(n)
}
