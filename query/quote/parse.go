package quote

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// quotation is quoted words as a writer gives them: stretches that claim to be
// the source's, and between them gaps that say what was done.
type quotation struct {
	text   string
	pieces []piece // at least one where the text has a letter
	words  int     // of all pieces
}

// piece is a stretch of the source's words, with the gap before it. The first
// piece's gap is of kind none unless the quotation begins with one.
type piece struct {
	*letters
	gap gap
}

// gap is what stands between two pieces.
type gap struct {
	kind gapKind
	text string // what stands in brackets
}

type gapKind uint8

const (
	none     gapKind = iota
	ellipsis         // words left out
	bracket          // words put in or changed
	inWord           // letters of a word put in or changed
)

// The marks of an edited quotation: an ellipsis, alone or in brackets; a stretch
// in square brackets; a remark of the writer's in either kind.
var edits = sync.OnceValue(func() *regexp.Regexp {
	dots := `(?:…|\.[ \x{a0}]?\.[ \x{a0}]?\.(?:[ \x{a0}]?\.)?)`
	return regexp.MustCompile(`(\[\s*` + dots + `\s*\]|\(\s*` + dots + `\s*\)|` + dots + `)|(\[[^\[\]]{0,200}\])|(\((?i:sic|emphasis [^()]{1,40}|italics [^()]{1,40})\))`)
})

// remarks are what a writer says in brackets of the quotation itself.
var remarks = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^[\[(]\s*(?:sic!?|sic\.|recte:? .*|(?:my |our )?(?:emphasis|italics)\b.*|.*\b(?:emphasis|italics) (?:added|mine|ours|original|in original|in the original)|trans(?:lation)?\..*|my translation|our translation|note .*|footnote .*|citations? omitted|references? omitted)\s*[\])]$`)
})

// parse reads a quotation. Literal keeps square brackets as words of the source.
func parse(text string, literal bool) quotation {
	text = unquoted(text)
	q := quotation{text: text}
	at := 0
	g := gap{}
	for _, m := range edits().FindAllStringSubmatchIndex(text, -1) {
		kind := kindOf(text, m)
		if kind == bracket && literal && !remarks().MatchString(text[m[0]:m[1]]) {
			continue
		}
		q.add(text[at:m[0]], g)
		g = merged(q, g, gap{kind: kind, text: strings.Trim(text[m[0]:m[1]], "[]() ")}, text[at:m[0]])
		at = m[1]
	}
	q.add(text[at:], g)
	for _, p := range q.pieces {
		q.words += len(p.letters.words(0, len(p.stream)))
	}
	return q
}

// kindOf tells what the marks at m are.
func kindOf(text string, m []int) gapKind {
	switch {
	case m[2] >= 0:
		return ellipsis
	case remarks().MatchString(text[m[0]:m[1]]):
		return none
	}
	before, _ := utf8.DecodeLastRuneInString(text[:m[0]])
	after, _ := utf8.DecodeRuneInString(text[m[1]:])
	if unicode.IsLetter(before) || unicode.IsLetter(after) {
		return inWord
	}
	return bracket
}

// merged is the gap before the next piece, where no word may stand between two
// gaps: the wider one holds.
func merged(q quotation, before, now gap, between string) gap {
	if fold(between).stream != "" || len(q.pieces) == 0 && before.kind == none {
		return now
	}
	if now.kind == none || before.kind == ellipsis {
		return before
	}
	return now
}

// add adds a piece, unless it has no letters.
func (q *quotation) add(text string, g gap) {
	l := fold(text)
	if l.stream == "" {
		return
	}
	if len(q.pieces) == 0 && g.kind != inWord {
		g = gap{}
	}
	q.pieces = append(q.pieces, piece{letters: l, gap: g})
}

// edited reports whether the quotation says that it was edited.
func (q *quotation) edited() bool {
	for _, p := range q.pieces {
		if p.gap.kind != none {
			return true
		}
	}
	return edits().MatchString(q.text)
}

// brackets reports whether the quotation has square brackets that may be the
// source's own.
func (q *quotation) brackets() bool { return strings.ContainsRune(q.text, '[') }

// unquoted takes the quotation marks off the ends of a text, when it has them at
// both.
func unquoted(text string) string {
	text = strings.TrimSpace(text)
	for {
		first, n := utf8.DecodeRuneInString(text)
		last, m := utf8.DecodeLastRuneInString(text)
		if n+m >= len(text) || !pairs(first, last) || strings.ContainsRune(text[n:len(text)-m], first) && first == last {
			return text
		}
		text = strings.TrimSpace(text[n : len(text)-m])
	}
}

// pairs reports whether two runes open and close a quotation.
func pairs(open, shut rune) bool {
	switch open {
	case '"', '“', '„', '‟':
		return strings.ContainsRune("\"”“‟", shut)
	case '‘', '\'', '‚':
		return strings.ContainsRune("'’‘", shut)
	case '«', '‹', '»', '›':
		return strings.ContainsRune("«»‹›", shut)
	}
	return false
}
