package passage

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/corpus"
)

// pieces cuts an enormous sentence into pieces of at most the longest length, at
// the best place in the second half of each: behind a semicolon, a colon or a
// dash; behind a comma before a word that begins a clause; behind any comma;
// before such a word; else between words; in a word without end, between runes.
func pieces(text string, s corpus.Span) []corpus.Span {
	var out []corpus.Span
	for s.Start < s.End {
		end := pieceEnd(s.Of(text))
		if p := trim(text, corpus.Span{Start: s.Start, End: s.Start + end}); !p.Empty() {
			out = append(out, p)
		}
		s.Start += end
	}
	return out
}

// The ranks of a blank as a place to cut at, and how many there are.
const (
	anyBlank = iota
	beforeClause
	behindComma
	behindCommaBeforeClause
	behindMark
	ranks
)

// pieceEnd is the length of the first piece of a sentence, at least one byte.
func pieceEnd(in string) int {
	words, inWord := 0.0, false
	var places [ranks]int // the last blank of each rank
	for i, r := range in {
		if unicode.IsSpace(r) {
			inWord = false
			if i > 0 && words > longest/2 {
				places[rank(in, i)] = i
			}
			places[anyBlank] = i
			continue
		}
		switch {
		case !inWord:
			words, inWord = words+1, true
		case r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			words += 0.5
		}
		if (words > longest || i > longest*40) && i > 0 {
			for k := ranks - 1; k >= 0; k-- {
				if places[k] > 0 {
					return places[k]
				}
			}
			return i
		}
	}
	return len(in)
}

// rank says how good a place to cut at the blank at byte i is.
func rank(in string, i int) int {
	last, _ := utf8.DecodeLastRuneInString(in[:i])
	word := firstWord(in[i:])
	joined := conjunction(firstWord(in[strings.LastIndexByte(in[:i], ' ')+1:])) // "and then" stays whole
	clause := conjunction(word) && !joined
	switch {
	case strings.ContainsRune(";:—–。；：", last):
		return behindMark
	case (last == ',' || last == '，' || last == '、') && (clause || preposition(word)):
		return behindCommaBeforeClause
	case last == ',' || last == '，' || last == '、':
		return behindComma
	case clause:
		return beforeClause
	}
	return anyBlank
}

func firstWord(text string) string {
	text = strings.TrimLeftFunc(text[:min(len(text), 40)], unicode.IsSpace)
	word, _, _ := strings.Cut(text, " ")
	return strings.ToLower(word)
}

// conjunction reports whether a word joins a clause to what stands before.
func conjunction(word string) bool {
	switch word {
	case "and", "but", "or", "nor", "which", "who", "whose", "whom", "where", "when", "while", "whereas", "because", "although", "though",
		"unless", "if":
		return true
	}
	return false
}

// preposition reports whether a word joins a clause behind a comma, and
// elsewhere as often a noun.
func preposition(word string) bool {
	switch word {
	case "yet", "so", "for", "since", "until", "that", "as", "after", "before", "then":
		return true
	}
	return false
}
