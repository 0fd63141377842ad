package layout

import (
	"strconv"
	"strings"
	"unicode"
)

// numeral is a number as a page may print it: what stands before it ("S" in
// S127), whether it is Roman, and its value.
type numeral struct {
	prefix string
	roman  bool
	upper  bool
	value  int
}

func (n numeral) at(value int) string {
	s := strconv.Itoa(value)
	if n.roman {
		s = romanOf(value)
		if n.upper {
			s = strings.ToUpper(s)
		}
	}
	return n.prefix + s
}

// numbersAt reads the page numbers that a row may print: its first word and its
// last one.
func numbersAt(text string) []numeral {
	words := strings.Fields(strings.NewReplacer("|", " ", "•", " ", "·", " ", "—", " ", "–", " ", "[", " ", "]", " ").Replace(text))
	for len(words) > 0 && strings.Trim(words[0], "-~*.") == "" {
		words = words[1:]
	}
	for len(words) > 0 && strings.Trim(words[len(words)-1], "-~*.") == "" {
		words = words[:len(words)-1]
	}
	if len(words) == 0 || len(words) > 18 {
		return nil
	}
	var out []numeral
	for i := 0; i+3 < len(words); i++ {
		if strings.EqualFold(words[i], "page") && words[i+2] == "of" && digitsOnly(words[i+1]) && digitsOnly(words[i+3]) {
			return appendNumeral(out, words[i+1])
		}
	}
	// "3 of 10", "3/10"
	if n := len(words); n >= 3 && (words[n-2] == "of" || words[n-2] == "von" || words[n-2] == "/" || words[n-2] == "de") {
		words = words[:n-2]
	}
	out = appendNumeral(out, words[len(words)-1])
	if len(words) > 1 {
		out = appendNumeral(out, words[0])
		if low := strings.ToLower(strings.Trim(words[0], ".:")); low == "page" || low == "p" || low == "seite" || low == "s" {
			out = appendNumeral(out, words[1])
		}
	}
	return out
}

func appendNumeral(out []numeral, word string) []numeral {
	if n, ok := numeralOf(word); ok {
		for _, o := range out {
			if o == n {
				return out
			}
		}
		return append(out, n)
	}
	return out
}

// withoutNumber is a row's text without the words that say it is a page's number.
func withoutNumber(text string) string {
	var left []string
	for _, w := range strings.Fields(strings.NewReplacer("|", " ", "—", " ", "–", " ").Replace(text)) {
		low := strings.ToLower(strings.Trim(w, ".:-~[]()"))
		if _, ok := numeralOf(w); ok || low == "page" || low == "p" || low == "of" || low == "seite" || low == "/" {
			continue
		}
		left = append(left, w)
	}
	return strings.Join(left, "")
}

// numeralOf reads a word as a page number.
func numeralOf(word string) (numeral, bool) {
	w := strings.Trim(word, "-~.,:;()[]*")
	if a, _, ok := strings.Cut(w, "/"); ok {
		w = a
	}
	if w == "" || len(w) > 9 {
		return numeral{}, false
	}
	prefix := ""
	if c := w[0]; c >= 'A' && c <= 'Z' && len(w) > 1 {
		rest := strings.TrimLeft(w[1:], "-")
		if digitsOnly(rest) {
			prefix, w = w[:len(w)-len(rest)], rest
		}
	}
	if digitsOnly(w) && len(w) <= 4 && w[0] != '0' {
		n, _ := strconv.Atoi(w)
		return numeral{prefix: prefix, value: n}, true
	}
	if prefix == "" && len(w) <= 8 {
		low := strings.ToLower(w)
		if w != low && w != strings.ToUpper(w) {
			return numeral{}, false
		}
		if n := roman(low); n > 0 && n < 200 {
			return numeral{roman: true, upper: w != low, value: n}, true
		}
	}
	return numeral{}, false
}

func digitsOnly(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

// roman is the value of a Roman number in small letters, 0 for what is none.
func roman(s string) int {
	values := map[rune]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100}
	total, last := 0, 0
	for i := len(s) - 1; i >= 0; i-- {
		v := values[rune(s[i])]
		if v == 0 {
			return 0
		}
		if v < last {
			total -= v
		} else {
			total, last = total+v, v
		}
	}
	if total <= 0 || total >= 400 || romanOf(total) != s {
		return 0
	}
	return total
}

// romanOf writes a number below 400 as a Roman one in small letters.
func romanOf(n int) string {
	if n <= 0 {
		return ""
	}
	var out strings.Builder
	for _, d := range []struct {
		v int
		s string
	}{{100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for n >= d.v {
			out.WriteString(d.s)
			n -= d.v
		}
	}
	return out.String()
}

// printable reports whether a file's label is one a page can bear.
func printable(s string) bool {
	if s == "" || len(s) > 16 {
		return false
	}
	for _, r := range s {
		if !unicode.IsPrint(r) || r == unicode.ReplacementChar {
			return false
		}
	}
	return true
}
