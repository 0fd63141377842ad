package tag

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// namesEnd is the offset after the names at the head of an entry whose year
// does not stand in brackets behind them; 0 where it begins with something else.
// The forms tried are "Family, Given", "Family, G. M.", "G. M. Family", "Family
// GM", "FAMILY Given" and, where what follows shows a name, "Given Family";
// straight says that it is this last one, for all of the names.
func namesEnd(s string) (end int, straight bool) {
	if q := strings.IndexAny(s, "\"“«„"); q > 0 && q < maxNames {
		head, _ := cutEditors(s[:q])
		head = strings.TrimRight(head, " .,")
		if authorsLike(head) && !strings.Contains(head, ". In ") && !bodyName(head) && (strings.ContainsAny(head, " ,")) {
			first := strings.TrimSpace(splitCommas(head)[0])
			comma := strings.IndexByte(head, ',')
			straight := naturalName(head+",", 0) > 0 && (comma < 0 || naturalName(first+",", 0) > 0 && straightRow(head)) && !lastInitials(first)
			return len(head) + stopLength(s[len(head):]), straight
		}
	}
	if end := givenFirst(s, 0); end > 0 {
		return moreNames(s, end, naturalName, true), true
	}
	for _, one := range []func(string, int) int{invertedName, initialsFirst, initialsLast, capitalsFirst} {
		if end := one(s, 0); end > 0 {
			return moreNames(s, end, one, false), false
		}
	}
	return 0, false
}

// straightRow reports whether every part of a row of names between commas is a
// whole name: "Barry Buzan, Ole Wæver, and Jaap de Wilde".
func straightRow(s string) bool {
	for _, p := range splitCommas(s) {
		p = strings.TrimPrefix(strings.TrimPrefix(p, "and "), "& ")
		if len(strings.Fields(p)) < 2 {
			return false
		}
	}
	return true
}

// lastInitials reports whether a name ends in initials: "Waltz KN".
func lastInitials(s string) bool { return initialsOnly(strings.TrimRight(lastWord(s), ".")) }

// stopLength is 1 where a stop stands at the head of s.
func stopLength(s string) int {
	if strings.HasPrefix(s, ".") {
		return 1
	}
	return 0
}

// moreNames reads on behind the first name: others of its form, or in natural
// order behind "and".
func moreNames(s string, end int, one func(string, int) int, straight bool) int {
	for {
		rest := s[end:]
		if m := othersHead().FindString(rest); m != "" {
			return end + len(m)
		}
		joint := joinHead().FindString(rest)
		next := 0
		if joint != "" {
			next = one(s, end+len(joint))
			if next <= 0 {
				next = naturalName(s, end+len(joint))
			}
		} else if strings.HasPrefix(rest, ", ") {
			if !straight {
				next = one(s, end+2)
			}
			if next <= 0 && rowGoesOn(s[end+2:]) {
				next = naturalName(s, end+2)
			}
		}
		if next <= end {
			return end
		}
		end = next
	}
}

// rowGoesOn reports whether another name behind "and", or "et al.", follows the
// next one.
func rowGoesOn(s string) bool {
	for n := 0; n < 12; n++ {
		end := naturalName(s, 0)
		if end <= 0 {
			return false
		}
		if m := joinHead().FindString(s[end:]); m != "" {
			return naturalName(s, end+len(m)) > 0
		}
		if othersHead().MatchString(s[end:]) {
			return true
		}
		if !strings.HasPrefix(s[end:], ", ") {
			return false
		}
		s = s[end+2:]
	}
	return false
}

var (
	joinHead   = form(`^\s*,?\s*(?:\band\b|&|\bund\b|;)\s*`)
	othersHead = form(`^\s*,?\s*(?:et al\b\.?|(?:and|&) others\b\.?)`)
	genitive   = form(`^(?:Jr|Sr|II|III)\b\.?`)
)

// wordAt is the word at byte i of s, up to a blank, a comma or a semicolon.
func wordAt(s string, i int) string {
	if i >= len(s) {
		return ""
	}
	if j := strings.IndexAny(s[i:], " ,;("); j >= 0 {
		return s[i : i+j]
	}
	return s[i:]
}

func upperFirst(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// nameWordLike reports whether a word can belong to a name: a capital, letters.
func nameWordLike(w string) bool {
	if !upperFirst(w) {
		return false
	}
	for _, r := range strings.TrimSuffix(w, ".") {
		if !unicode.IsLetter(r) && !joinsName(r) && r != '.' {
			return false
		}
	}
	return true
}

// invertedName reads "Family, Given" at byte i and gives the offset behind it.
func invertedName(s string, i int) int {
	start := i
	for words := 0; ; words++ {
		w := wordAt(s, i)
		if words == 4 || w == "" || strings.HasSuffix(w, ".") || !nameWordLike(w) && !particle(w) {
			return -1
		}
		i += len(w)
		if i >= len(s) {
			return -1
		}
		if s[i] == ',' {
			break
		}
		if s[i] != ' ' {
			return -1
		}
		i++
	}
	family := s[start:i]
	if strings.Contains(family, " ") && (bodyLike(family) || initialsOnly(lastWord(family))) {
		return -1
	}
	i++
	for i < len(s) && s[i] == ' ' {
		i++
	}
	return givenEnd(s, i)
}

// givenEnd is the offset after the given names that begin at i, -1 where none
// do.
func givenEnd(s string, i int) int {
	first, last, words := "", i, 0
	for i < len(s) && words < 5 {
		w := wordAt(s, i)
		if bare, colon := strings.CutSuffix(w, ":"); colon && nameWordLike(bare) {
			return i + len(bare)
		}
		if w == "" || !nameWordLike(w) && (words == 0 || !particle(strings.TrimSuffix(w, "."))) {
			break
		}
		initial := initialsOnly(w) && (strings.HasSuffix(w, ".") || utf8.RuneCountInString(w) <= 3)
		if words > 0 && initialsOnly(lastWord(s[:last])) && !initial {
			stops := strings.HasSuffix(w, ".") || i+len(w) < len(s) && s[i+len(w)] == ','
			if !initialsOnly(first) || words > 1 || !stops || w == "" {
				break
			}
		}
		if words == 0 {
			first = w
		}
		words, last = words+1, i+len(w)
		i = last
		if strings.HasSuffix(w, ".") && !initial || i < len(s) && s[i] != ' ' {
			return junior(s, last)
		}
		for i < len(s) && s[i] == ' ' {
			i++
		}
		if m := joinHead().FindString(s[i:]); m != "" && m[0] != ';' {
			if othersHead().MatchString(s[i:]) || naturalName(s, i+len(m)) > 0 || invertedName(s, i+len(m)) > 0 {
				return last
			}
			return -1
		}
	}
	if words == 0 {
		return -1
	}
	if ends := initialsOnly(lastWord(s[:last])); !ends && i < len(s) && !strings.ContainsRune("(0123456789:“\"", rune(s[i])) {
		return -1
	}
	return junior(s, last)
}

// junior takes in a "Jr." behind a name.
func junior(s string, end int) int {
	rest := strings.TrimLeft(s[end:], " ,")
	if m := genitive().FindString(rest); m != "" {
		return len(s) - len(rest) + len(m)
	}
	return end
}

// initialsFirst reads "K. N. Waltz" at byte i.
func initialsFirst(s string, i int) int {
	first := wordAt(s, i)
	if !initialsOnly(first) || !strings.HasSuffix(first, ".") {
		return -1
	}
	for initialsOnly(wordAt(s, i)) && strings.HasSuffix(wordAt(s, i), ".") {
		i += len(wordAt(s, i))
		for i < len(s) && s[i] == ' ' {
			i++
		}
	}
	return familyEnd(s, i)
}

// familyEnd is the offset after the family name at i, its particles and a second
// name with it, where a comma, a stop or a conjunction ends it.
func familyEnd(s string, i int) int {
	for words := 0; words < 4; words++ {
		w := wordAt(s, i)
		if w == "" || !nameWordLike(w) && !particle(w) {
			return -1
		}
		end := i + len(w)
		if strings.HasSuffix(w, ".") {
			return end - 1
		}
		if end >= len(s) || s[end] == ',' || s[end] == ';' || nameStops(s[end:]) {
			return junior(s, end)
		}
		i = end + 1
	}
	return -1
}

func nameStops(rest string) bool {
	return strings.HasPrefix(rest, " and ") || strings.HasPrefix(rest, " & ") || strings.HasPrefix(rest, " et al") || strings.HasPrefix(rest, " (")
}

// initialsLast reads "Waltz KN" or "Waltz K.N." at byte i.
func initialsLast(s string, i int) int {
	for words := 0; words < 4; words++ {
		w := wordAt(s, i)
		if w == "" || !nameWordLike(w) && !particle(w) {
			return -1
		}
		bare := strings.TrimRight(w, ".:")
		if words > 0 && initialsOnly(bare) && utf8.RuneCountInString(bare) <= 5 {
			end := i + len(bare)
			for {
				next := strings.TrimLeft(s[min(end+1, len(s)):], " ")
				w := strings.TrimRight(wordAt(next, 0), ":")
				if end >= len(s) || s[end] != '.' && s[end] != ' ' || !initialsOnly(w) || !strings.HasSuffix(w, ".") {
					break
				}
				end = len(s) - len(next) + len(w) - 1
			}
			return end + stopLength(s[end:])
		}
		if strings.HasSuffix(w, ".") || i+len(w) >= len(s) || s[i+len(w)] != ' ' {
			return -1
		}
		i += len(w) + 1
	}
	return -1
}

// capitalsFirst reads "WALTZ Kenneth" at byte i.
func capitalsFirst(s string, i int) int {
	w := wordAt(s, i)
	if !capitals(w) || i+len(w) >= len(s) || s[i+len(w)] != ' ' {
		return -1
	}
	given := wordAt(s, i+len(w)+1)
	end := i + len(w) + 1 + len(given)
	if given == "" || !nameWordLike(given) || capitals(given) || end < len(s) && s[end] != ',' && !strings.HasPrefix(s[end:], " ,") && !strings.HasPrefix(s[end:], " (") {
		return -1
	}
	return end
}

// givenFirst reads "Kenneth N. Waltz" at byte i where what follows shows that
// it is a name: a middle initial, or a work printed as notes print it.
func givenFirst(s string, i int) int {
	end := naturalName(s, i)
	if end < 0 {
		return -1
	}
	if m := joinHead().FindString(s[end:]); m != "" && naturalName(s, end+len(m)) < 0 {
		return -1
	}
	if middleInitial(s[i:end]) || noteLike(s[end:]) {
		return end
	}
	return -1
}

// middleInitial reports whether a name has one letter and a stop between words,
// "Kenneth N. Waltz".
func middleInitial(name string) bool {
	words := strings.Fields(name)
	for i := 1; i+1 < len(words); i++ {
		if initialsOnly(words[i]) && utf8.RuneCountInString(words[i]) == 2 {
			return !initialsOnly(words[0]) || len(words[0]) == 2
		}
	}
	return false
}

// noteLike reports whether what follows a name is a work as a note gives it:
// with place, publisher and year in a bracket.
func noteLike(rest string) bool {
	if rest == "" || rest[0] == '(' || strings.HasPrefix(rest, " (") {
		return false
	}
	if m := joinHead().FindString(rest); m != "" {
		if end := naturalName(rest, len(m)); end > 0 {
			return noteLike(rest[end:])
		}
	}
	if strings.HasPrefix(rest, ". ") && len(rest) > 6 && yearAlone().MatchString(rest[2:6]) {
		return true
	}
	return strings.HasPrefix(rest, ", ") && imprint().MatchString(rest)
}

var imprint = form(`\([^()]*(?::[^()]*|Press[^()]*|,\s*)` + yearForm + `\)`)

// naturalName reads a name in natural order at byte i: two to five words, one
// or more of them whole, up to a comma, a stop, a bracket or "and".
func naturalName(s string, i int) int {
	for words := 0; words < 5; words++ {
		w := wordAt(s, i)
		if w == "" || !nameWordLike(w) && !particle(w) {
			return -1
		}
		end := i + len(w)
		initial := initialsOnly(w)
		if !initial && strings.HasSuffix(w, ".") {
			if words == 0 {
				return -1
			}
			return end - 1
		}
		if end >= len(s) || s[end] == ',' || s[end] == ';' || nameStops(s[end:]) {
			if words == 0 || initial {
				return -1
			}
			return junior(s, end)
		}
		i = end + 1
		for i < len(s) && s[i] == ' ' {
			i++
		}
	}
	return -1
}
