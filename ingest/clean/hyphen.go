package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/ingest/block"
)

const whyCut = "word cut at a line's end"

// cutWord reports whether a line's end at s[i:j] stands behind a hyphen that
// belongs to the word before it: behind a letter or a digit, with no blank
// between, before a letter or a digit.
func cutWord(s string, i, j int) bool {
	if i < 2 || s[i-1] != '-' {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i-1])
	after, _ := utf8.DecodeRuneInString(s[j:])
	return wordRune(before) && wordRune(after)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// hyphen joins a word cut at a line's end. The hyphen stays before a capital and
// beside a digit, where it is the word's own; where the text has the hyphenated
// word elsewhere and not the joined one; and where the words are written with one.
func hyphen(s string, i, j int, seen map[string]bool) block.Change {
	left, right := wordBefore(s, i-1), wordAfter(s, j)
	joined, hyphened := strings.ToLower(left+right), strings.ToLower(left+"-"+right)
	after, _ := utf8.DecodeRuneInString(s[j:])
	switch {
	case left == "" || right == "" || unicode.IsUpper(after):
		return block.Change{From: i, To: j, Why: whyCut}
	case seen[joined]:
		return block.Change{From: i - 1, To: j, Why: whyCut}
	case seen[hyphened] || seen[capital+hyphened] || compound(strings.ToLower(left), strings.ToLower(right)) || opens(strings.ToLower(left)) && seen[strings.ToLower(right)] || strings.HasSuffix(s[:i-1-len(left)], "-"):
		return block.Change{From: i, To: j, Why: whyCut}
	}
	return block.Change{From: i - 1, To: j, Why: whyCut}
}

// Hyphened reports whether two parts of a word that stand on either side of a
// page's end, the first behind its hyphen, are written with the hyphen, as far as
// the language tells.
func Hyphened(left, right string) bool {
	l, r := wordBefore(left, len(left)), wordAfter(right, 0)
	return l == "" || r == "" || compound(strings.ToLower(l), strings.ToLower(r))
}

// compound reports whether two words are written with a hyphen: the first makes
// compounds and begins few other words, or the second is one that ends them.
func compound(left, right string) bool {
	switch left {
	case "self", "well", "quasi", "half", "third", "first", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety":
		return ownWord(right)
	case "non":
		return ownWord(right) && !strings.HasPrefix(right, "eth") && !strings.HasPrefix(right, "sens")
	case "co":
		for _, p := range []string{"op", "ord", "exist", "auth", "found"} {
			if strings.HasPrefix(right, p) {
				return true
			}
		}
	}
	switch right {
	case "makers", "maker", "making", "based", "oriented", "centric", "centred", "centered", "driven", "known", "term", "level", "scale", "sided", "ranking",
		"standing", "minded", "century", "reaching", "called", "building", "distance", "range", "lived", "held", "wide", "ended", "handed", "sum", "style",
		"owned", "led", "funded", "related", "specific", "sponsored", "backed", "economic", "political", "military", "west", "east":
		return len(left) >= 4 || left == "so" || left == "low" || left == "far" || left == "one" || left == "two" || left == "war"
	case "up", "in", "on", "to", "by": // no word is cut before its last two letters
		return len(left) >= 3
	}
	return false
}

// opens reports whether a word often begins compounds written with a hyphen. It
// begins other words too (longitude, partner), so the second part must stand on
// its own elsewhere.
func opens(left string) bool {
	switch left {
	case "long", "short", "high", "low", "great", "full", "part", "hard", "soft", "cross", "ill", "middle", "large", "small", "single", "double", "deep", "left", "right",
		"second", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "hundred", "inter", "anti", "post", "pre", "pro", "neo", "semi", "multi",
		"state", "nation", "power", "peace", "policy", "decision", "zero", "world", "cold", "old", "new", "open", "ever", "all":
		return true
	}
	return false
}

// ownWord reports whether what stands after a cut can be a word of its own, not
// the rest of one: "known" or "help", not "ish", "ment" or "ted".
func ownWord(right string) bool {
	if len(right) < 3 {
		return false
	}
	for _, end := range []string{"ish", "ment", "ted", "tion", "ness", "ful", "less", "ward", "hood", "ship", "ity", "ies", "ing", "ings",
		"fare", "ways", "way", "teen", "tieth", "ties", "ier", "ism"} {
		if right == end || right == end+"s" || right == end+"ly" {
			return false
		}
	}
	return true
}
