package tag

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// title takes the title off the head of what follows names and year, and gives
// the rest.
func (e *reading) title(s string) string {
	s = strings.TrimLeft(s, " .,:;")
	if s == "" {
		return ""
	}
	if end, next := quotedEnd(s); end > 0 {
		if rest := strings.TrimLeft(s[next:], " "); !titleGoesOn(rest) {
			_, size := utf8.DecodeRuneInString(s)
			e.Title = strings.TrimRight(s[size:end], " .,")
			e.quoted = true
			return strings.TrimLeft(s[next:], " .,;")
		}
	}
	end, next := plainEnd(s)
	title, rest := s[:end], s[next:]
	if t, tail, ok := commaTail(title, rest); ok {
		title, rest = t, tail
	}
	e.Title = strings.TrimRight(bracketTail(title), " .,:;")
	if cut := title[len(bracketTail(title)):]; cut != "" {
		rest = strings.TrimSpace(cut + " " + rest)
	}
	return rest
}

// titleGoesOn reports whether a title that began with quoted words goes on
// behind them: "National security" as an ambiguous symbol.
func titleGoesOn(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsLower(r) && !strings.HasPrefix(rest, "in ") && !strings.HasPrefix(rest, "trans") && !strings.HasPrefix(rest, "ed") && !strings.HasPrefix(rest, "vol")
}

// quotedEnd is, for a stretch that begins with a quotation mark, where the
// quoted words end and what follows begins; 0 where there are none.
func quotedEnd(s string) (end, next int) {
	open, size := utf8.DecodeRuneInString(s)
	shut := closing(open)
	if shut == 0 && open == '\'' {
		shut = '\''
	}
	if shut == 0 {
		return 0, 0
	}
	depth := 1
	for i := size; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == open && open != shut:
			depth++
		case r == shut && closes(s, i, n, shut):
			if depth--; depth == 0 {
				return i, i + n
			}
		}
		i += n
	}
	return 0, 0
}

// closes reports whether the mark at i closes: an apostrophe, which looks like a
// closing mark, stands between letters or before a word in lower case.
func closes(s string, i, n int, shut rune) bool {
	next, _ := utf8.DecodeRuneInString(s[i+n:])
	if shut != '\'' && shut != '’' {
		return shut != '"' || !unicode.IsLetter(next)
	}
	if unicode.IsLetter(next) || unicode.IsDigit(next) {
		return false
	}
	if next == ' ' {
		after, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[i+n:], " "))
		rest := strings.TrimLeft(s[i+n:], " ")
		return !unicode.IsLower(after) || strings.HasPrefix(rest, "in ")
	}
	return true
}

// plainEnd is where a title without quotation marks ends and what follows
// begins: at the first stop, or at the bracket of a place and a publisher.
func plainEnd(s string) (end, next int) {
	if m := bracketImprint().FindStringIndex(s); m != nil {
		if stop := stopAt(s); stop < 0 || stop > m[0] {
			return m[0], m[0]
		}
	}
	stop := stopAt(s)
	if m := inColon().FindStringIndex(s); m != nil && (stop < 0 || m[0] < stop) {
		return m[0], m[0] + 1
	}
	if stop < 0 {
		return len(s), len(s)
	}
	if s[stop] == '.' {
		return stop, stop + 1
	}
	// A question, or several, may be the first half of a title.
	rest := strings.TrimLeft(s[stop+1:], " .")
	for at := stopAt(rest); at > 0 && rest[at] == '?' && !tailLike(rest[:at]) && strings.Contains(rest[at:], ". "); at = stopAt(rest) {
		stop = len(s) - len(rest) + at
		rest = strings.TrimLeft(rest[at+1:], " .")
	}
	if more := stopAt(rest); more > 0 && rest[more] == '.' && !tailLike(rest[:more]) && !datedSerial(rest) && len(strings.Fields(rest[:more])) >= 3 {
		if behind := strings.TrimLeft(rest[more+1:], " "); behind != "" && !yearAlone().MatchString(wordAt(behind, 0)[:min(4, len(wordAt(behind, 0)))]) {
			at := len(s) - len(rest) + more
			return at, at + 1
		}
	}
	return stop + 1, stop + 1
}

// datedSerial reports whether a stretch is a journal before its year and volume:
// "Foreign Affairs. 1993;72".
func datedSerial(s string) bool {
	stop := stopAt(s)
	return stop > 0 && vancouverForm().MatchString(strings.TrimLeft(s[stop+1:], " "))
}

var (
	inColon        = form(`[,;]\s+[Ii]n:\s+`)
	vancouverForm  = form(`^` + yearForm + `[^;]{0,12};\s*[0-9]`)
	bracketImprint = form(`\s*\((?:[^():]{2,40}:\s*[^():]{2,80}|[^():]{2,60}(?:Press|Publishers?|Books|Verlag)|[^():,]{2,50},\s*` + yearForm + `)\)`)
)

// stopAt is the offset of the first stop, question or exclamation mark that ends
// a sentence, -1 where there is none.
func stopAt(s string) int {
	depth := 0
	for i, r := range s {
		switch r {
		case '(', '[', '“':
			depth++
		case ')', ']', '”':
			depth--
		case '.', '?', '!':
			next := i + 1
			if depth > 0 && r == '.' || next < len(s) && s[next] != ' ' && !glued(s, i) || r == '.' && shortWord(s[:i]) {
				continue
			}
			if r == '?' && next < len(s) && lowerNext(s[next:]) {
				continue
			}
			return i
		}
	}
	return -1
}

func lowerNext(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " "))
	return unicode.IsLower(r)
}

// glued reports whether a stop without a blank behind it ends a sentence: small
// letters before it and a capital with small letters behind.
func glued(s string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	r, n := utf8.DecodeRuneInString(s[i+1:])
	after, _ := utf8.DecodeRuneInString(s[i+1+n:])
	return s[i] != '.' && r == '.' || unicode.IsLower(before) && unicode.IsUpper(r) && unicode.IsLower(after)
}

// shortWord reports whether the stop after s ends an initial or an abbreviation.
func shortWord(s string) bool {
	s = s[max(0, len(s)-40):]
	word := s[strings.LastIndexAny(s, " (-")+1:]
	switch strings.ToLower(word) {
	case "vol", "no", "ed", "eds", "vs", "st", "dr", "pp", "p", "u.s", "u.n", "trans", "u.s.s.r", "mr", "mrs", "nr", "e.g", "i.e", "ca", "jr", "d.c", "diss", "rev", "mt", "al", "univ", "assoc", "approx":
		return true
	}
	r, size := utf8.DecodeRuneInString(word)
	if i := strings.LastIndexByte(word, '.'); i >= 0 {
		last, n := utf8.DecodeRuneInString(word[i+1:])
		return n == len(word)-i-1 && unicode.IsUpper(last)
	}
	return size == len(word) && unicode.IsUpper(r) && r != 'I'
}

// bracketTail cuts brackets off the end of a title that say how the work is
// kept: an edition, a translator, a thesis.
func bracketTail(title string) string {
	for {
		t := strings.TrimRight(title, " .,")
		if !strings.HasSuffix(t, ")") && !strings.HasSuffix(t, "]") {
			return title
		}
		open := strings.LastIndexAny(t, "([")
		if open <= 0 || !aside(t[open+1:len(t)-1]) {
			return title
		}
		title = strings.TrimRight(t[:open], " ")
	}
}

// aside reports whether the inside of a bracket belongs to no title.
func aside(in string) bool {
	low := strings.ToLower(in)
	if thesisForm().MatchString(in) || ordinalEd().MatchString(in) || imprint().MatchString("("+in+")") {
		return true
	}
	for _, w := range []string{"trans.", "eds.", "ed.", "vol.", "vols.", "translated", "report no", "no.", "working paper", "original work", "online", "print"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return placeFirst(in)
}

// commaTail moves what commas alone set off from a title, a journal with its
// numbers or a place and a publisher, to what follows it.
func commaTail(title, rest string) (string, string, bool) {
	parts := splitCommas(title)
	if len(parts) < 2 {
		return title, rest, false
	}
	full := strings.TrimSpace(rest) != "" && (placeFirst(strings.TrimLeft(rest, " ")) || numbersForm().MatchString(rest) && !issueFirst(rest))
	for i := 1; i < len(parts); i++ {
		if !tailAt(parts, i, full, rest) {
			continue
		}
		return strings.Join(parts[:i], ", "), strings.TrimSpace(strings.Join(parts[i:], ", ") + ". " + rest), true
	}
	return title, rest, false
}

// issueFirst reports whether a stretch begins with the numbers of a journal.
func issueFirst(s string) bool {
	m := numbersForm().FindStringIndex(s)
	return m != nil && m[0] < 3
}

// tailAt reports whether the parts of a title from i on are no title any more.
func tailAt(parts []string, i int, full bool, rest string) bool {
	p := strings.TrimSpace(parts[i])
	switch {
	case p == "":
		return false
	case ordinalEd().MatchString(p), handForm().MatchString(p) && upperFirst(lastWord(p)):
		return true
	case serialForm().MatchString(p) && upperFirst(p) && journalLike(p):
		return true
	case volumeHead().MatchString(p):
		return true
	case i+1 < len(parts) && upperFirst(p) && volumeHead().MatchString(strings.TrimSpace(parts[i+1])):
		return true
	case yearAlone().MatchString(p) && i+1 == len(parts) && strings.TrimSpace(rest) == "":
		return true
	case full:
		return false
	case surePlace(p), serialVolume().MatchString(p) && upperFirst(p) && !yearOnly(p):
		return true
	case meetingForm().MatchString(p) && upperFirst(p):
		return true
	}
	return houseTail(parts, i)
}

// yearOnly reports whether the only number of a part is a year.
func yearOnly(p string) bool { return anyYear().MatchString(p) && !strings.ContainsAny(p, "()") }

// houseTail reports whether the parts from i on are a place and a publisher.
func houseTail(parts []string, i int) bool {
	p := strings.ToLower(strings.TrimSpace(parts[i]))
	if cities()[trimmedPlace(p)] && i+1 < len(parts) {
		return upperFirst(strings.TrimSpace(parts[i+1]))
	}
	if !upperFirst(strings.TrimSpace(parts[i])) {
		return false
	}
	return houseLike(p) && (strings.Contains(p, " ") || houses()[p])
}

// journalLike reports whether a part between commas can be a journal's name:
// its words but the small ones begin with capitals.
func journalLike(p string) bool {
	words := strings.Fields(p)
	for _, w := range words {
		if !upperFirst(w) && len(w) > 4 && !strings.ContainsAny(w[:1], "0123456789(") {
			return false
		}
	}
	return len(words) <= 10 && !strings.HasPrefix(p, "and ")
}

var (
	volumeHead   = form(`(?i)^(?:vol(?:ume)?\.?\s*[0-9ivxlc]+|no\.?\s*[0-9]+|[0-9]{1,4}\s*\([0-9]|[0-9]{1,4}:[0-9]|issue\s+[0-9]|year\s+[0-9])`)
	serialVolume = form(`^[\p{Lu}][\p{L}&' ]{2,60}[ ,][0-9]{1,4}(?:\s*\(|$|:)`)
	numbersForm  = form(`(?i)[0-9]{1,4}\s*\([0-9]|\bvol\.?\s*[0-9]|\bno\.?\s*[0-9]|;\s*[0-9]+[(:]`)
)

// splitCommas cuts at commas outside brackets.
func splitCommas(s string) []string {
	var out []string
	depth, start := 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ',':
			if depth <= 0 {
				out = append(out, strings.TrimSpace(s[start:i]))
				start = i + 1
			}
		}
	}
	return append(out, strings.TrimSpace(s[start:]))
}
