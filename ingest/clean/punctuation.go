package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/ingest/block"
)

const (
	whyGlued  = "blank after punctuation"
	whyBefore = "blank before punctuation"
	whyQuote  = "blank inside quotation marks"
)

// punctuation finds the blanks that are missing after punctuation or stand
// where none belongs. The text has no other blanks than ' ' (and tabs of rows).
func punctuation(s string) []block.Change {
	var out []block.Change
	open := -1 // where a single quotation mark was opened and not yet closed
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == ' ':
			if c, ok := blankBefore(s, i, open); ok {
				out = append(out, c)
				i = c.To
				continue
			}
		case (r == '“' || r == '‘') && strings.HasPrefix(s[i+n:], " ") && i+n+1 < len(s):
			out = append(out, block.Change{From: i + n, To: i + n + 1, Why: whyQuote})
			if r == '‘' {
				open = i
			}
			i += n + 1
			continue
		case r == '‘':
			open = i
		case r == '’' && !unicode.IsLetter(runeAt(s, i+n)):
			open = -1
		case strings.ContainsRune(".;,!?", r) && glued(s, i):
			out = append(out, block.Change{From: i + 1, To: i + 1, With: " ", Why: whyGlued})
		}
		i += n
	}
	return out
}

func runeAt(s string, i int) rune { r, _ := utf8.DecodeRuneInString(s[i:]); return r }

// blankBefore finds a blank at s[i] that does not belong there: before a full
// stop, a comma, a glued semicolon or a closing quotation mark.
func blankBefore(s string, i, open int) (block.Change, bool) {
	if i == 0 || i+1 >= len(s) {
		return block.Change{}, false
	}
	prev, _ := utf8.DecodeLastRuneInString(s[:i])
	next, n := utf8.DecodeRuneInString(s[i+1:])
	after := runeAt(s, i+1+n)
	end := i+1+n >= len(s)
	word := unicode.IsLetter(prev) || unicode.IsDigit(prev) || strings.ContainsRune(")]”’\"'", prev)
	switch {
	case next == '”' && prev != '“':
		return block.Change{From: i, To: i + 1, Why: whyQuote}, true
	case next == '’' && open >= 0 && i-open < 400 && !unicode.IsLetter(after) && !unicode.IsDigit(after):
		return block.Change{From: i, To: i + 1, Why: whyQuote}, true
	case !word:
	case (next == '.' || next == ',') && (end || after == ' ' || after == '\t' || strings.ContainsRune("”’\")", after)):
		return block.Change{From: i, To: i + 1, Why: whyBefore}, true
	case (next == '.' || next == ',') && (after == '(' || next == ',' && unicode.IsLetter(after) || next == '.' && capitalWord(s, i+2)),
		next == ';' && unicode.IsLetter(after):
		return block.Change{From: i, To: i + 2, With: string(next) + " ", Why: whyBefore + ", " + whyGlued}, true
	}
	return block.Change{}, false
}

// capitalWord reports whether a word that begins a sentence stands at s[i]: a
// capital and a small letter, or "A" or "I" alone.
func capitalWord(s string, i int) bool {
	w := wordAfter(s, i)
	if w == "" || !unicode.IsUpper(runeAt(w, 0)) {
		return false
	}
	if utf8.RuneCountInString(w) == 1 {
		return (w == "A" || w == "I") && strings.HasPrefix(s[i+1:], " ")
	}
	_, n := utf8.DecodeRuneInString(w)
	return unicode.IsLower(runeAt(w, n))
}

// glued reports whether a blank is missing after the punctuation at s[i].
func glued(s string, i int) bool {
	if i == 0 || i+1 >= len(s) || s[i+1] == ' ' {
		return false
	}
	right := wordAfter(s, i+1)
	left := wordBefore(s, i)
	prev, _ := utf8.DecodeLastRuneInString(s[:i])
	closed := strings.ContainsRune(")]”\"’", prev)
	long := utf8.RuneCountInString(left) >= 2
	if right == "" || !long && !closed || address(s, i) {
		return false
	}
	switch s[i] {
	case '.', '!', '?':
		last, _ := utf8.DecodeLastRuneInString(left)
		if long && unicode.IsUpper(last) && left != strings.ToUpper(left) || long && left == strings.ToUpper(left) && len(left) < 4 {
			return false
		}
		return capitalWord(s, i+1) && !suffix(right) && !dotted(s, i, left, right)
	case ';':
		return !strings.Contains(token(s, i), "&")
	}
	return utf8.RuneCountInString(right) >= 2
}

// token is the run without blanks around s[i], at most 200 bytes to either side.
func token(s string, i int) string {
	from, to := i, i
	for from > 0 && i-from < 200 && s[from-1] != ' ' && s[from-1] != '\t' {
		from--
	}
	for to < len(s) && to-i < 200 && s[to] != ' ' && s[to] != '\t' {
		to++
	}
	return s[from:to]
}

// address reports whether s[i] stands in a web or mail address or a path.
func address(s string, i int) bool {
	t := token(s, i)
	end := strings.TrimRight(t, ".,;:)]”\"’")
	if d := strings.LastIndexByte(end, '.'); d > 0 && suffix(end[d+1:]) {
		return true
	}
	return strings.ContainsAny(t, `@\_`) || strings.Contains(t, "://") || strings.Contains(strings.ToLower(t), "www.") ||
		strings.Contains(strings.ToLower(t), "doi.org")
}

// suffix reports whether a word after a stop is the end of a file's or a
// site's name.
func suffix(w string) bool {
	switch strings.ToLower(w) {
	case "com", "org", "net", "edu", "gov", "pdf", "doc", "docx", "txt", "html", "htm", "xml", "json", "csv", "jpg", "png", "js", "io", "md":
		return true
	}
	return false
}

// dotted reports whether the stop stands in a dotted name of a program
// (System.Text.Encoding): capitals on both sides, and a further stop before or
// after, or a bracket after, with no blank.
func dotted(s string, i int, left, right string) bool {
	if left == "" || !unicode.IsUpper(runeAt(left, 0)) {
		return false
	}
	if from := i - len(left); from > 1 && s[from-1] == '.' && unicode.IsLetter(rune(s[from-2])) {
		return true
	}
	end := i + 1 + len(right)
	return end+1 < len(s) && (s[end] == '.' && unicode.IsLetter(runeAt(s, end+1)) || s[end] == '(')
}
