package language

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxBytes is how much of a question is read; MaxDepth how deep groups nest;
// MaxDistance the largest number of NEAR/n and "..."~n.
const (
	MaxBytes    = 16 << 10
	MaxDepth    = 32
	MaxDistance = 100
)

type lexKind int

const (
	lexNode  lexKind = iota // an atom, in node
	lexOpen                 // (
	lexClose                // )
	lexAnd
	lexOr
	lexNot
	lexNear // distance in n
)

// lexeme is a piece of the question. sign is '+', '-' or 0 and belongs to an
// atom or to an opening parenthesis. text is what an operator was typed as.
type lexeme struct {
	kind lexKind
	sign byte
	node Node
	text string
	n    int
}

type lexer struct {
	rest  string
	out   []lexeme
	notes []string
	caps  bool // all is in capitals: operators cannot be told from words
}

// lex cuts a question into lexemes. Quotation marks of every kind count as
// straight ones; the last of an odd number is left out.
func lex(s string) ([]lexeme, []string) {
	l := &lexer{}
	l.rest = l.clean(s)
	l.caps = capitals(l.rest)
	for {
		l.rest = strings.TrimLeftFunc(l.rest, unicode.IsSpace)
		if l.rest == "" {
			return l.out, l.notes
		}
		l.next()
	}
}

func (l *lexer) note(format string, args ...any) {
	n := fmt.Sprintf(format, args...)
	for _, o := range l.notes {
		if o == n {
			return
		}
	}
	l.notes = append(l.notes, n)
}

func (l *lexer) clean(s string) string {
	if len(s) > MaxBytes {
		cut := MaxBytes
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		if at := strings.LastIndexFunc(s[:cut], unicode.IsSpace); at > cut/2 {
			cut = at
		}
		l.note("The question has %d bytes; the first %d were read.", len(s), cut)
		s = s[:cut]
	}
	s = strings.ToValidUTF8(s, " ")
	s = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("“”„‟«»", r):
			return '"'
		case unicode.IsControl(r):
			return ' '
		}
		return r
	}, s)
	if strings.Count(s, `"`)%2 == 1 {
		at := strings.LastIndexByte(s, '"')
		s = s[:at] + " " + s[at+1:]
		l.note("A quotation mark has no partner; the words after it are read as words.")
	}
	return s
}

// next reads one lexeme from a rest that begins with no blank.
func (l *lexer) next() {
	sign := l.sign()
	switch {
	case l.rest == "" || startsBlank(l.rest): // a sign alone: a dash, a plus
	case l.rest[0] == '(':
		l.rest = l.rest[1:]
		l.out = append(l.out, lexeme{kind: lexOpen, sign: sign})
	case l.rest[0] == ')':
		l.rest = l.rest[1:]
		l.out = append(l.out, lexeme{kind: lexClose})
	case l.rest[0] == '"':
		l.quoted(sign)
	default:
		l.chunk(sign)
	}
}

// sign reads + and - where something follows; of several the first counts. An
// equals sign before a quotation mark says what the marks say already.
func (l *lexer) sign() byte {
	var sign byte
	i := 0
	for i < len(l.rest) && strings.IndexByte("+-", l.rest[i]) >= 0 {
		i++
	}
	if i > 0 {
		sign = l.rest[0]
		l.rest = l.rest[i:]
		if i > 1 && l.rest != "" && !startsBlank(l.rest) {
			l.note("Of several signs before a word the first was read.")
		}
	}
	if strings.HasPrefix(l.rest, `="`) {
		l.rest = l.rest[1:]
	}
	return sign
}

func startsBlank(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

// phrase takes the text between the quotation mark at the start of the rest and
// the next one, its blanks made single.
func (l *lexer) phrase() string {
	end := strings.IndexByte(l.rest[1:], '"')
	text := l.rest[1 : 1+end]
	l.rest = l.rest[2+end:]
	return strings.Join(strings.Fields(text), " ")
}

func (l *lexer) quoted(sign byte) {
	text := l.phrase()
	slop := 0
	if strings.HasPrefix(l.rest, "~") {
		digits := leadingDigits(l.rest[1:])
		slop = l.distance(digits)
		l.rest = l.rest[1+len(digits):]
	}
	if !hasWord(text) {
		if text != "" {
			l.note("“%s” holds no word and was left out.", short(text))
		}
		return
	}
	l.atom(sign, Quoted{Text: text, Slop: slop})
}

func (l *lexer) distance(digits string) int {
	n, err := strconv.Atoi(digits)
	if digits != "" && (err != nil || n > MaxDistance) {
		l.note("The largest distance is %d words.", MaxDistance)
		return MaxDistance
	}
	return n
}

func leadingDigits(s string) string {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return s[:i]
}

func (l *lexer) atom(sign byte, n Node) {
	l.out = append(l.out, lexeme{kind: lexNode, sign: sign, node: n})
}

// chunk reads up to the next blank, parenthesis or quotation mark.
func (l *lexer) chunk(sign byte) {
	end := strings.IndexFunc(l.rest, func(r rune) bool {
		return unicode.IsSpace(r) || r == '(' || r == ')' || r == '"'
	})
	if end < 0 {
		end = len(l.rest)
	}
	raw := l.rest[:end]
	l.rest = l.rest[end:]
	if sign == 0 && l.caps && plain(raw) != raw {
		l.note("The question is all in capitals, so %s is read as a word.", raw)
		l.atom(0, Word{plain(raw)})
		return
	}
	if sign == 0 && l.operator(raw) {
		return
	}
	if field, value, ok := fieldOf(trimFront(raw)); ok && value == "" && strings.HasPrefix(l.rest, `"`) {
		l.filter(sign, field, l.phrase())
		return
	}
	l.word(sign, raw)
}

func (l *lexer) operator(raw string) bool {
	switch raw {
	case "AND":
		l.out = append(l.out, lexeme{kind: lexAnd, text: raw})
	case "OR":
		l.out = append(l.out, lexeme{kind: lexOr, text: raw})
	case "NOT":
		l.out = append(l.out, lexeme{kind: lexNot, text: raw})
	default:
		digits, ok := strings.CutPrefix(raw, "NEAR/")
		if !ok || digits == "" || leadingDigits(digits) != digits {
			return false
		}
		l.out = append(l.out, lexeme{kind: lexNear, text: raw, n: l.distance(digits)})
	}
	return true
}

const (
	frontMarks = ",;:!?…*~^=+-"
	backMarks  = ",;:!?…"
)

func trimFront(s string) string {
	if form := strings.TrimLeft(s, frontMarks); len(form) < len(s) {
		return form
	}
	return s
}

func trimBack(s string) string {
	s = strings.TrimRight(s, backMarks)
	for strings.HasSuffix(s, ".") && strings.Count(s, ".") == 1 {
		s = strings.TrimRight(s[:len(s)-1], backMarks)
	}
	return s
}

// word reads a chunk that is no operator: a filter, a form, a prefix or a word.
func (l *lexer) word(sign byte, raw string) {
	exact := strings.HasPrefix(raw, "=")
	text := trimBack(trimFront(raw))
	star := strings.HasSuffix(text, "*")
	if star {
		text = trimBack(strings.TrimRight(text, "*"+backMarks))
		star = !strings.HasPrefix(raw, "*") // stars on both sides are emphasis
	}
	if field, value, ok := fieldOf(text); ok && l.filters(sign, field, value) {
		return
	}
	if text == "" || !hasWord(text) {
		if strings.TrimLeft(raw, "-–—+=&|/\\.,;:!?…~^") != "" {
			l.note("“%s” holds no word and was left out.", short(raw))
		}
		return
	}
	if name, value, ok := strings.Cut(text, ":"); ok && name != "" && value != "" && !strings.HasPrefix(value, "//") {
		if _, _, known := fieldOf(text); !known {
			l.note("There is no field “%s”; “%s” is read as words.", short(name), short(text))
		}
	}
	if asked, slips, ok := strings.Cut(text, "~"); ok && simple(asked) && leadingDigits(slips) == slips {
		l.note("A tilde behind a word asks for nothing; what may be misspelt is looked for without it. “%s” is read as “%s”.", short(text), short(asked))
		text = asked
	}
	if strings.Contains(text, "*") {
		l.note("A star is read at the end of a word only; “%s” is read as words.", short(text))
		text = strings.ReplaceAll(text, "*", "_")
	}
	switch {
	case star && exact:
		l.note("“%s” is read as the beginning of a word.", short(raw))
		l.atom(sign, Prefix{text})
	case star:
		l.atom(sign, Prefix{text})
	case exact:
		l.atom(sign, Form{text})
	default:
		l.atom(sign, Word{plain(text)})
	}
}

// simple reports whether s is letters only, small ones among them, so that it is
// read as a word wherever it stands.
func simple(s string) bool {
	return strings.ContainsFunc(s, unicode.IsLower) && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
}

// capitals reports whether a question is a sentence in capitals: five words at
// least, none with a small letter, and more of them than operators join.
func capitals(s string) bool {
	if strings.ContainsAny(s, `()":`) || strings.Contains(s, "NEAR/") || strings.ContainsFunc(s, unicode.IsLower) {
		return false
	}
	words, operators := 0, 0
	for _, f := range strings.Fields(s) {
		if plain(f) != f {
			operators++
		} else {
			words++
		}
	}
	return words >= 5 && words > 2*operators+1
}

// plain writes what would be read as an operator in lower case.
func plain(text string) string {
	if new(lexer).operator(text) {
		return strings.ToLower(text)
	}
	return text
}

// filters reads the bare values of a filter, separated by commas; it reports
// false, with a note, where there is none to read.
func (l *lexer) filters(sign byte, field, list string) bool {
	found := false
	for _, v := range strings.Split(list, ",") {
		v = strings.TrimRight(strings.TrimSpace(v), "*")
		if hasWord(v) {
			found = l.filter(sign, field, v) || found
		}
	}
	if !found {
		l.note("“%s:” has no value that can be read; it is read as words.", field)
	}
	return found
}

// filter adds a filter; it reports false where a year cannot be read.
func (l *lexer) filter(sign byte, field, value string) bool {
	if field == "year" {
		r, ok := ParseRange(value)
		if !ok {
			l.note("“%s” is no year and no range of years such as 1979..1990.", short(value))
			return false
		}
		value = r.String()
	}
	if !hasWord(value) {
		l.note("“%s:” has no value.", field)
		return false
	}
	l.atom(sign, Filter{Field: field, Value: value})
	return true
}

func hasWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// short is a piece of the question for a note: at most 60 bytes or so.
func short(s string) string {
	if len(s) <= 60 {
		return s
	}
	cut := 57
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}
