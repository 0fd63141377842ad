package tag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/corpus/words"
)

// key is a name for comparing: folded, its letters only.
func key(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, words.Fold(name))
}

// spellings rewrites what transliterations and converters vary, on a key.
var spellings = strings.NewReplacer("ph", "f", "ck", "k", "kh", "k", "gh", "g", "q", "g", "sch", "sh", "tch", "ch",
	"ou", "u", "oo", "u", "ee", "i", "ie", "i", "y", "i", "w", "v", "ae", "e", "x", "ks")

// skeleton is the part of a name that spelling variants of one name share: its
// consonants after rewriting, doubled ones once, an h within it dropped, c read
// as k. "Ghavvam", "Ghavam" and "Qavameh" have one skeleton; "Walt" and
// "Waltz", "Weber" and "Waever" have not.
func skeleton(name string) string {
	var b strings.Builder
	last := rune(0)
	for i, r := range spellings.Replace(key(name)) {
		if r == 'c' {
			r = 'k'
		}
		switch {
		case strings.ContainsRune("aeiou", r):
			if i == 0 {
				b.WriteByte('a')
			}
			last = 0
			continue
		case r == 'h' && i > 0 && last != 's' && last != 'k', r == last:
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// likeName says how alike two family names are: 2 the same but for case,
// accents and blanks, 1 spelt differently, 0 not the same.
func likeName(a, b string) int {
	ka, kb := key(a), key(b)
	switch {
	case ka == "" || kb == "":
		return 0
	case ka == kb:
		return 2
	}
	sa, sb := skeleton(a), skeleton(b)
	if utf8.RuneCountInString(sa) >= 2 && sa == sb {
		return 1
	}
	return 0
}

// initialsOf is the first letter of every given name, folded.
func initialsOf(given string) string {
	var b strings.Builder
	start := true
	for _, r := range words.Fold(given) {
		if unicode.IsLetter(r) {
			if start {
				b.WriteRune(r)
			}
			start = false
			continue
		}
		start = true
	}
	return b.String()
}

// acronym is the first letters of a body's capitalised words.
func acronym(name string) string {
	var b strings.Builder
	for _, w := range strings.Fields(name) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// nameWord is a stretch of letters of a text, apostrophes and hyphens within it
// kept and a possessive left off.
type nameWord struct {
	start, end int
	key        string
	upper      bool // begins with a capital
}

// nameWords lists the words of a text as names are compared.
func nameWords(text string) []nameWord {
	var out []nameWord
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) {
			i += size
			continue
		}
		j := i
		for j < len(text) {
			c, n := utf8.DecodeRuneInString(text[j:])
			if unicode.IsLetter(c) || unicode.IsMark(c) {
				j += n
				continue
			}
			if joinsName(c) && j+n < len(text) {
				if next, _ := utf8.DecodeRuneInString(text[j+n:]); unicode.IsLetter(next) && !beginsName(text[i:j], text[j+n:], c) {
					j += n
					continue
				}
			}
			break
		}
		end := j
		for _, s := range []string{"'s", "’s", "ʼs"} {
			if strings.HasSuffix(text[i:j], s) {
				end = j - len(s)
			}
		}
		if end > i {
			w := nameWord{start: i, end: end, upper: unicode.IsUpper(r) || unicode.IsTitle(r)}
			if w.upper {
				w.key = key(text[i:end])
			}
			out = append(out, w)
		}
		i = j
	}
	return out
}

// beginsName reports whether a given name follows a hyphen that parts two
// persons ("Kissinger-George Kennan"); in "Jean-Jacques" it joins two.
func beginsName(before, after string, hyphen rune) bool {
	if next, _ := utf8.DecodeRuneInString(after); hyphen == '\'' || hyphen == '’' || hyphen == 'ʼ' || !unicode.IsUpper(next) {
		return false
	}
	end := 0
	for end < len(after) && after[end] != ' ' && !strings.ContainsRune(".,;:)-", rune(after[end])) {
		end++
	}
	return end+1 < len(after) && after[end] == ' ' && unicode.IsUpper(rune(after[end+1])) && givenNames()[key(after[:end])] && !givenNames()[key(before)]
}

func joinsName(r rune) bool {
	return r == '\'' || r == '’' || r == 'ʼ' || r == '-' || r == '‐' || r == '‑'
}
