package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// set makes a lookup of blank-separated words.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// Abbreviations, lower case and without the last stop. They are read only.
var (
	// leading always go on with what follows: titles and words of reference.
	leading = set(`dr mr mrs ms mx prof gen sen rep gov lt col capt cpt sgt maj cmdr adm
		st mt pres hon rev fr msgr amb mme mlle cf vs viz ed eds trans e.g i.e
		eg ie esp incl approx ca resp n.b s.v dept univ assn bros`)
	// number introduce a number; before anything else they are words.
	number = set(`no nos p pp vol vols fig figs ch chap chs sec sect art arts para paras
		par pt tab nr n fn ff eq app bk col ll l v`)
	// either may end a sentence or not: what follows decides.
	either = set(`al etc inc ltd co corp jr sr esq ph.d m.a b.a m.sc b.sc d.phil ibid op cit loc
		jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n e.u u.s.a u.s.s.r
		d.c b.c a.d b.c.e c.e`)
	// closing end a sentence before any capital.
	closing = set(`etc a.m p.m`)
	// starters begin sentences far more often than they follow an abbreviation.
	starters = set(`The This That These Those It Its He She They We You There Here His Her Their
		Our My In On At By For From With Without Within As An But And Or Nor So Yet However
		Thus Therefore Hence Although Though While When Whenever Where Whereas If Since Because
		After Before During Despite Moreover Furthermore Finally First Second Third Some Many
		Most Such Both Each Every Another Other Others Not To What Why How Who Which Under
		Unlike According Instead Nevertheless Nonetheless Meanwhile Today Now Then Only Even
		Once Until Given Among Between Through Against Rather Indeed Similarly Likewise
		Consequently Accordingly Later Earlier Over Of All Any Few Several One Two Three
		Perhaps Critics Scholars Still Again Also Beyond Into Is Are Was Were Do Does Did Can`)
	// lower are starters that begin a sentence even where careless print leaves
	// them small.
	lower = set(`the this that these those that's it it's they he she we in however thus therefore so but if when
		although because there moreover`)
	// labels are numbered at the head of a caption.
	labels = set(`figure fig table chart box map diagram plate chapter section part appendix`)
	// particles begin names in lower case.
	particles = set(`al von van de di da bin ibn el`)
)

// spaced decides about a stop at i that a blank follows at end.
func (s *scanner) spaced(start, i, end int) bool {
	next := s.firstLetter(end)
	if next == 0 {
		return true
	}
	word, at := s.wordBefore(i)
	if s.enumerator(start, at, word) {
		return false
	}
	run := s.text[i:end]
	switch {
	case unicode.IsLower(next):
		return s.beforeLower(word, run, end)
	case unicode.IsDigit(next):
		return !s.beforeNumber(word, run)
	case next == ',' || next == ';' || next == ':' || next == ')' || next == '/' || next == '&':
		return false
	}
	if run[0] != '.' || len(run) > 1 && run[1] == '.' {
		return true
	}
	return !s.abbreviates(word, end)
}

// beforeLower decides about a stop before a lower-case word: a boundary only
// where the paragraph has no capitals at all, or a name's particle follows.
func (s *scanner) beforeLower(word, run string, end int) bool {
	low := strings.ToLower(word)
	if leading[low] || number[low] || either[low] || strings.Contains(low, ".") {
		return false
	}
	plain := utf8.RuneCountInString(word) >= 2 && strings.Count(run, ".") < 2 && !strings.Contains(run, "…")
	if !s.anyUpper {
		return plain
	}
	next := s.nextWord(end)
	if run == "." && plain && s.numbers(end, next) {
		return true
	}
	if run == "." && lower[next] && utf8.RuneCountInString(word) >= 4 && word == low {
		return true
	}
	if head, tail, ok := strings.Cut(next, "-"); ok && tail != "" {
		r, _ := utf8.DecodeRuneInString(tail)
		return plain && particles[head] && unicode.IsUpper(r)
	}
	return plain && run == "." && particles[next] && s.opensUpper(s.after(end, next))
}

// numbers reports whether the word that follows end is an item's number, such
// as "ii." or "b)", before a capital.
func (s *scanner) numbers(end int, word string) bool {
	if strings.Trim(word, "ivx") != "" && len(word) != 1 {
		return false
	}
	at := s.after(end, word)
	return at+1 < s.to && (s.text[at] == '.' || s.text[at] == ')') && s.text[at+1] == ' ' && s.opensUpper(at+1)
}

// after is the offset behind the word that follows end.
func (s *scanner) after(end int, word string) int {
	return end + strings.Index(s.text[end:s.to], word) + len(word)
}

// beforeNumber reports whether the stop after word belongs to the number that
// follows it.
func (s *scanner) beforeNumber(word, run string) bool {
	low := strings.ToLower(word)
	if run[0] != '.' {
		return false
	}
	if utf8.RuneCountInString(word) == 1 { // "c. 1815", "b. 1950"
		r, _ := utf8.DecodeRuneInString(word)
		return unicode.IsLower(r)
	}
	return number[low] || leading[low] || either[low] && !closing[low] && !strings.Contains(low, ".")
}

// abbreviates reports whether the stop after word marks an abbreviation inside
// a sentence that goes on, at end, with a capital or a letter without case.
func (s *scanner) abbreviates(word string, end int) bool {
	low := strings.ToLower(word)
	next := s.nextWord(end)
	switch {
	case leading[low]:
		return true
	case closing[low]:
		return false
	case number[low]:
		if len(low) == 1 && word != low { // an initial: "P. Morgan"
			return !starters[next]
		}
		return roman(next) || low == "v"
	case either[low]:
		return !starters[next]
	}
	return initials(word) && !starters[next]
}

// initials reports whether a word is one capital, or single letters joined by
// stops or hyphens ("A.F.K", "J.-P").
func initials(word string) bool {
	if word == "" {
		return false
	}
	for _, part := range strings.FieldsFunc(word, func(r rune) bool { return r == '.' || r == '-' }) {
		r, size := utf8.DecodeRuneInString(part)
		if size != len(part) || !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

func roman(word string) bool {
	return word != "" && strings.Trim(word, "IVXLC") == ""
}

// wordBefore is the word whose last byte is before i, stops and hyphens within
// it kept ("e.g", "A.F.K"), and where it begins. It looks back 40 bytes.
func (s *scanner) wordBefore(i int) (string, int) {
	at := i
	for at > s.from && i-at < 40 {
		r, size := utf8.DecodeLastRuneInString(s.text[s.from:at])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '-' {
			break
		}
		at -= size
	}
	word := strings.TrimLeft(s.text[at:i], ".-")
	return word, i - len(word)
}

// nextWord is the word that follows the blanks and opening marks at i.
func (s *scanner) nextWord(i int) string {
	rest := strings.TrimLeftFunc(s.text[i:s.to], func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	for j, r := range rest {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '\'' {
			return rest[:j]
		}
	}
	return rest
}

// enumerator reports whether word, at at, numbers what follows: it opens the
// sentence begun at start, or stands after a colon, a semicolon or a comma, and
// is a short number, a Roman number or one letter.
func (s *scanner) enumerator(start, at int, word string) bool {
	lead := strings.TrimSpace(s.text[start:max(start, at)])
	opens := strings.Trim(lead, "-–—•*([") == ""
	listed := strings.HasSuffix(lead, ":") || strings.HasSuffix(lead, ";")
	if !opens && !listed {
		return labels[strings.ToLower(lead)] && allDigits(strings.ReplaceAll(word, ".", ""))
	}
	if strings.Trim(word, "0123456789.") == "" {
		return word != "" && len(word) <= 5 && (len(word) != 4 || strings.Contains(word, "."))
	}
	if opens && strings.Trim(strings.ToLower(word), "ivx") == "" {
		return word != ""
	}
	return utf8.RuneCountInString(word) == 1
}

// glued decides about a stop at i with no blank after it; r is what stands at
// end. Untidy texts forget the blank: "values.It", "1983.The", `it."The`.
func (s *scanner) glued(i, end int, r rune, size int) bool {
	first, n := utf8.DecodeRuneInString(s.text[i:s.to])
	if n > 1 && first != '…' {
		return true // an ideographic or another script's stop needs no blank
	}
	if strings.ContainsRune("\"“‘«", r) {
		return s.opensUpper(end)
	}
	if !unicode.IsUpper(r) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s.text[min(end+size, s.to):s.to])
	if !unicode.IsLower(next) && !unicode.IsSpace(next) {
		return false
	}
	word, at := s.wordBefore(i)
	if strings.Contains(word, ".") || utf8.RuneCountInString(word) == 1 && !unicode.IsDigit(rune(word[0])) {
		return false
	}
	if low := strings.ToLower(word); leading[low] || number[low] {
		return false
	}
	return !s.inAddress(at, end)
}

// inAddress reports whether the stop stands in a web or mail address.
func (s *scanner) inAddress(at, end int) bool {
	from := at
	for from > s.from && s.text[from-1] > ' ' && end-from < 80 {
		from--
	}
	to := end
	for to < s.to && s.text[to] > ' ' && to-end < 80 {
		to++
	}
	token := s.text[from:to]
	return strings.Contains(token, "://") || strings.Contains(token, "@") || strings.HasPrefix(token, "www.")
}
