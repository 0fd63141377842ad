package query

import (
	"slices"

	"locus/corpus/words"
)

// Texts are folded to be compared with one another, or with words of a list; most
// need not be, and folding takes longer than all else that is done with a hit. Here
// they are read as they stand: small ASCII letters and digits of what is folded.

// plain reads the text from i on: the small letter or the digit there, 0 for what
// folding makes no ASCII letter or digit of, and how many bytes that is; no bytes
// where only folding tells. Dashes, quotation marks and the like (U+2010 to U+2026)
// are no letters.
func plain(text string, i int) (c byte, size int) {
	switch c = text[i]; {
	case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
		return c, 1
	case 'A' <= c && c <= 'Z':
		return c + 'a' - 'A', 1
	case c < 0x80:
		return 0, 1
	case c == 0xe2 && i+2 < len(text) && text[i+1] == 0x80 && 0x90 <= text[i+2] && text[i+2] <= 0xa6:
		return 0, 3
	}
	return 0, 0
}

// gistOf is the same for texts that fold alike (FNV-1a of the letters and digits).
func gistOf(text string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(text); {
		c, n := plain(text, i)
		if n == 0 {
			return gistOf(asciiOf(words.Fold(text)))
		}
		if i += n; c != 0 {
			h = (h ^ uint64(c)) * 1099511628211
		}
	}
	return h
}

// asciiOf leaves out everything else.
func asciiOf(folded string) string {
	out := make([]byte, 0, len(folded))
	for i := range len(folded) {
		if folded[i] < 0x80 {
			out = append(out, folded[i])
		}
	}
	return string(out)
}

// alike are texts by their gist, with the hits that show them.
type alike map[uint64][]shownText

type shownText struct {
	text string
	at   int
}

// find gives the hit that shows a text that folds alike.
func (a alike) find(gist uint64, text string) (int, bool) {
	for _, s := range a[gist] {
		if s.text == text || words.Fold(s.text) == words.Fold(text) {
			return s.at, true
		}
	}
	return 0, false
}

// longestListed is the length of the longest word that holds looks for.
const longestListed = 16

// holds tells which of some words a text has: the bits that sought gives for the
// words of its name (nameWords).
func holds(text string, sought func(word string) int) int {
	var word [longestListed]byte
	all, n := 0, 0
	for i := 0; i < len(text); {
		c, size := plain(text, i)
		if size == 0 {
			all = 0
			for _, w := range nameWords(text) {
				all |= sought(w)
			}
			return all
		}
		i += size
		if c != 0 {
			word[min(n, longestListed-1)] = c
			n++
			continue
		}
		if 0 < n && n < longestListed {
			all |= sought(string(word[:n]))
		}
		n = 0
	}
	if 0 < n && n < longestListed {
		all |= sought(string(word[:n]))
	}
	return all
}

// Bits of announcements.
const (
	aWriting = 1 << iota
	anAnnouncement
)

// announces tells whether a word names a writing, or says what one will do.
func announces(word string) (is int) {
	if slices.Contains(writings, word) {
		is |= aWriting
	}
	if slices.Contains(announce, word) {
		is |= anAnnouncement
	}
	return is
}
