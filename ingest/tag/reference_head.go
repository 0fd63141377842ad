package tag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/corpus"
)

// maxNames bounds the names at the head of an entry, in bytes.
const maxNames = 600

// head reads the names, and the year where it stands behind them, and gives
// what follows.
func (e *reading) head(s string) string {
	s, again := cutDash(bracketedGiven().ReplaceAllString(s, "$1, $2"))
	if names, year, rest, ok := cutYear(s); ok {
		e.year(year)
		if again {
			if joinHead().MatchString(names) {
				e.Authors = splitAuthors(names[len(joinHead().FindString(names)):])
			}
			return rest
		}
		names, e.edited = cutEditors(names)
		e.Authors = splitAuthors(names)
		return rest
	}
	if again {
		s = e.joined(s)
		if rest, ok := e.plainYear(s); ok {
			return rest
		}
		e.lateYear(s)
		return s
	}
	end, straight := namesEnd(s)
	if end > 0 {
		var names string
		names, e.edited = cutEditors(s[:end])
		e.Authors = splitNames(names, straight)
		s = s[end:]
		if rest, role := cutRole(s); role {
			s, e.edited = rest, true
		}
		if rest, ok := e.plainYear(s); ok {
			return rest
		}
		s = strings.TrimLeft(s, " .,:;")
	} else if end := bodyEnd(s); end > 0 {
		e.Authors = []corpus.Name{{Family: strings.TrimRight(s[:end], " .,:")}}
		if rest, ok := e.plainYear(s[end:]); ok {
			return rest
		}
		s = strings.TrimLeft(s[end:], " .,:;")
	}
	e.lateYear(s)
	return s
}

// joined reads the names that follow a dash, "———, and Joseph S. Nye.", and
// gives what follows them.
func (e *reading) joined(s string) string {
	m := joinHead().FindString(s)
	if m == "" {
		return s
	}
	end := naturalName(s, len(m))
	if end < 0 {
		return s
	}
	end = moreNames(s, end, naturalName, true)
	e.Authors = splitNames(s[len(m):end], true)
	return strings.TrimLeft(s[end:], " .,:;")
}

// bracketedGiven is a given name in brackets behind a family name, as French
// lists print it: "Moravcsik (A.)".
var bracketedGiven = form(`^([\p{Lu}][\p{L}'’-]+)\s+\(((?:\p{Lu}\.?[ -]?){1,3})\)`)

// year notes a year as printed, "1997" of "1997, February 5".
func (e *reading) year(printed string) {
	printed = strings.TrimSpace(printed)
	e.Year = printed
	if i := strings.IndexAny(printed, ",/ "); i > 0 && printed[0] >= '0' && printed[0] <= '9' {
		e.Year = printed[:i]
		e.dated = monthForm().MatchString(strings.TrimLeft(printed[i:], ", ")) && !strings.ContainsAny(printed[i:], "/")
	}
}

// lateYear takes the year from the end of an entry: the last that stands there
// before a page, and none that belongs to the title alone.
func (e *reading) lateYear(s string) {
	behind := (&reading{Reference: &corpus.Reference{}}).title(s)
	if y := lastYear(behind); y != "" {
		e.Year = y
		return
	}
	e.Year = lastYear(s)
}

// lastYear is the last year of a stretch, a year in brackets or before a
// volume ("1992;46") before any other; a page that looks like a year is none.
func lastYear(s string) string {
	year, sure := "", false
	for i := 0; i < len(s); {
		m := anyYear().FindStringSubmatchIndex(s[i:])
		if m == nil {
			break
		}
		at, end := i+m[2], i+m[3]
		before, after := strings.TrimRight(s[:at], " "), s[end:]
		i = end
		if pageBefore(before) || strings.HasPrefix(after, "–") || strings.HasPrefix(after, "-") && !strings.HasPrefix(after, "--") {
			continue
		}
		firm := strings.HasSuffix(before, "(") || strings.HasPrefix(after, ";") || strings.HasPrefix(after, ")")
		if sure && !firm {
			continue
		}
		year, sure = s[at:end], firm
	}
	return year
}

func pageBefore(s string) bool {
	low := strings.ToLower(s[max(0, len(s)-8):])
	for _, p := range []string{" p.", " pp.", " pp", " p", "–", "no.", "vol.", ", s."} {
		if strings.HasSuffix(low, p) {
			return true
		}
	}
	return false
}

// cutYear finds a year in brackets behind names, "(1979)", "(1997, February 5)",
// "(n.d.)": what stands before it, the year as printed and what follows.
func cutYear(s string) (names, year, rest string, ok bool) {
	for i := 0; i < len(s) && i < maxNames; i++ {
		switch s[i] {
		case '"', ';':
			if s[i] == ';' && !strings.Contains(s[:i], ", ") {
				return
			}
			if s[i] == '"' {
				return
			}
		case '(', '[':
			shut := byte(')')
			if s[i] == '[' {
				shut = ']'
			}
			end := strings.IndexByte(s[i:], shut)
			if end < 0 {
				return
			}
			in := s[i+1 : i+end]
			if yearLike(in) {
				return s[:i], latest(in, s[i+end+1:]), restOf(s[i+end+1:]), i > 0 && authorsLike(s[:i])
			}
			if !editorWord(in) && !acronymLike(in) {
				return
			}
			i += end
		}
	}
	return
}

// latest is the year as printed, without the bracket of an original's.
func latest(in, after string) string {
	if y := strings.TrimLeft(after, " "); len(y) > 4 && yearAlone().MatchString(y[:4]) && !unicode.IsDigit(rune(y[4])) {
		return y[:4]
	}
	return strings.TrimLeft(strings.Trim(in, "[]() "), "c. ")
}

func restOf(s string) string {
	s = strings.TrimLeft(s, " .,:;)")
	if len(s) > 4 && yearAlone().MatchString(s[:4]) && strings.ContainsAny(s[4:5], ".,: ") {
		s = s[4:]
	}
	return strings.TrimLeft(s, " .,:;")
}

// yearLike reports whether the inside of a bracket begins with a year.
func yearLike(in string) bool {
	in = strings.ToLower(strings.TrimLeft(in, " [c."))
	for _, w := range []string{"n.d.", "n.d", "nd", "forthcoming", "in press", "no date", "n. d."} {
		if strings.HasPrefix(in, w) && len(in) <= len(w)+2 {
			return true
		}
	}
	if len(in) < 4 || !yearAlone().MatchString(in[:4]) {
		return false
	}
	rest := strings.TrimLeft(in[4:], "abcdefghij")
	return len(in[4:])-len(rest) <= 1 && (rest == "" || strings.ContainsRune(" ,/]-–", rune(rest[0])) || strings.HasPrefix(rest, "–"))
}

// plainYear reads a year without brackets at the head of what follows the names.
func (e *reading) plainYear(s string) (string, bool) {
	t := strings.TrimLeft(s, " .,:;")
	n := 4
	switch low := strings.ToLower(t); {
	case strings.HasPrefix(low, "n.d."), strings.HasPrefix(low, "n.d "):
	case strings.HasPrefix(low, "forthcoming"):
		n = len("forthcoming")
	default:
		if len(t) < 6 || !yearAlone().MatchString(t[:4]) {
			return s, false
		}
		if t[4] >= 'a' && t[4] <= 'j' {
			n = 5
		}
	}
	rest := t[n:]
	if r, _ := utf8.DecodeRuneInString(rest); !strings.ContainsRune(".,: ", r) {
		return s, false
	}
	e.Year = t[:n]
	return strings.TrimLeft(rest, " .,:;"), true
}

// authorsLike reports whether what stands before a year can be a row of names.
func authorsLike(s string) bool {
	if strings.ContainsAny(s, "\"“”«?!0123456789") {
		return false
	}
	if i := strings.IndexByte(s, ':'); i >= 0 && strings.TrimSpace(s[i+1:]) != "" {
		return false
	}
	s, _ = cutEditors(s)
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 45 {
		return false
	}
	if !strings.Contains(s, ",") && !strings.Contains(s, ". ") || bodyLike(s) {
		return len(words) <= 14
	}
	low := 0
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && !joiningWord(w) && !particle(w) {
			low++
		}
	}
	return low == 0
}

// joiningWord reports whether a word joins names.
func joiningWord(w string) bool {
	switch strings.ToLower(strings.Trim(w, ".,;:")) {
	case "and", "et", "al", "others", "with", "und", "y", "e", "ed", "eds", "editor", "editors", "jr":
		return true
	}
	return false
}

// editorWord reports whether the inside of a bracket says that the names are
// those of editors.
func editorWord(s string) bool {
	switch strings.ToLower(strings.Trim(s, " .,()")) {
	case "ed", "eds", "editor", "editors", "hrsg", "hg", "dir", "comp", "eds. & trans", "ed. & trans", "eds & trans":
		return true
	}
	return false
}

// cutRole takes a word for editors off the head of what follows names.
func cutRole(s string) (string, bool) {
	t := strings.TrimLeft(s, " ,")
	end := strings.IndexAny(t, ".,)")
	if end <= 0 || !editorWord(t[:end]) {
		return s, false
	}
	return t[end+1:], true
}

// cutEditors takes a word for editors off the end of names.
func cutEditors(s string) (string, bool) {
	t := strings.TrimRight(s, " .,")
	if i := strings.LastIndexAny(t, "( ,"); i >= 0 && editorWord(t[i+1:]) {
		return strings.TrimRight(t[:i], " ,("), true
	}
	return s, false
}

// acronymLike reports whether a bracket holds the short name of a body.
func acronymLike(s string) bool {
	upper := 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			upper += 2
		} else if unicode.IsLower(r) {
			upper--
		} else if unicode.IsDigit(r) || r == ' ' {
			return false
		}
	}
	return upper >= 4 && len(s) <= 12
}

// bodyLike reports whether a name is that of an organisation.
func bodyLike(s string) bool {
	words := strings.Fields(s)
	for _, w := range words {
		if bodyWords()[strings.ToLower(strings.Trim(w, ".,;:()"))] && len(words) > 1 {
			return true
		}
	}
	return len(words) == 1 && acronymLike(s) || len(words) > 1 && strings.EqualFold(words[0], "the")
}

// bodyEnd is the offset after an organisation, or a single name, at the head of
// an entry whose year comes late; 0 where the entry begins with its title.
func bodyEnd(s string) int {
	stop := stopAt(s)
	if stop <= 0 || strings.ContainsAny(s[:stop], "\"“:(") {
		comma := strings.Index(s, ", ")
		if comma > 0 && bodyLike(s[:comma]) && !strings.ContainsAny(s[:comma], "\"“:(.") {
			return comma
		}
		return 0
	}
	name, rest := s[:stop], strings.TrimLeft(s[stop+1:], " ")
	if comma := strings.Index(name, ", "); comma > 0 && bodyLike(name[:comma]) && strings.Contains(name[:comma], " ") {
		return comma
	}
	if next := stopAt(rest); next < 0 && !yearAlone().MatchString(strings.Trim(rest, ". ")) || placeFirst(rest) {
		return 0
	}
	if strings.Contains(name, ", ") {
		return 0
	}
	words := strings.Fields(name)
	if bodyLike(name) && len(words) <= 12 && !yearTail(name) {
		return stop
	}
	if len(words) == 1 && !serialForm().MatchString(name) {
		return stop
	}
	return 0
}

// yearTail reports whether a stretch ends in digits, as a title may.
func yearTail(s string) bool {
	return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9'
}

// placeFirst reports whether a stretch begins with a place and a colon.
func placeFirst(s string) bool {
	colon := strings.IndexByte(s, ':')
	return colon > 0 && placeLike(s[:colon])
}
