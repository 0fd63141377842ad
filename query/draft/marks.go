package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/corpus"
)

// shuts are the marks that close what a mark opens. German marks close with the
// English opening one; straight marks close themselves.
func shuts(open rune) string {
	switch open {
	case '“', '‟':
		return "”"
	case '„':
		return "“”"
	case '"':
		return "\""
	case '«':
		return "»"
	case '‹':
		return "›"
	case '‘', '‚':
		return "’"
	case '\'':
		return "'"
	case '`':
		return "'"
	}
	return ""
}

// single reports whether a mark is also an apostrophe or its like.
func single(r rune) bool { return r == '‘' || r == '\'' || r == '‚' || r == '`' }

// quoted are the stretches of a text between quotation marks, the marks not
// included, in order and apart: the outermost where they nest. Marks that do not
// pair are passed over.
func quoted(text string) []corpus.Span {
	var out []corpus.Span
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		from := i + n
		if shuts(r) == "" || !opens(text, i, n, r) {
			i = from
			continue
		}
		if r == '`' && strings.HasPrefix(text[from:], "`") {
			from++ // TeX's double marks
		}
		end, next := closed(text, from, r)
		if end < 0 {
			i = from
			continue
		}
		if strings.TrimSpace(text[from:end]) != "" {
			out = append(out, corpus.Span{Start: from, End: end})
		}
		i = next
	}
	return out
}

// opens reports whether the mark r of n bytes at i can open a quotation: the mark
// of a foot, an apostrophe and a closing straight mark cannot.
func opens(text string, i, n int, r rune) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+n:])
	switch {
	case i+n >= len(text):
		return false
	case r == '\'' || r == '`':
		return (i == 0 || unicode.IsSpace(before) || strings.ContainsRune("([—–-", before)) && !unicode.IsSpace(after)
	case r == '‘' || r == '"':
		return !unicode.IsSpace(after) && (i == 0 || !unicode.IsLetter(before) && !unicode.IsDigit(before))
	}
	return true
}

// closed is where a quotation opened by r before from ends, and where the text
// goes on behind its mark; -1 where nothing closes it. A quotation opened again
// before it closes was never one.
func closed(text string, from int, r rune) (end, next int) {
	shut := shuts(r)
	last := -1
	for i := from; i < len(text); {
		c, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case c == r && !strings.ContainsRune(shut, c) && !single(r):
			return -1, i
		case c == '“' && r == '‘', c == '‘' && r == '“':
			// a quotation within this one
		case strings.ContainsRune(shut, c):
			if !single(r) {
				return i, i + n
			}
			switch sureness(text, i, n, from) {
			case sure:
				return i, i + n
			case maybe:
				if last < 0 {
					last = i
				}
			}
		}
		i += n
	}
	if last >= 0 {
		_, n := utf8.DecodeRuneInString(text[last:])
		return last, last + n
	}
	return -1, len(text)
}

type sureAs int

const (
	never sureAs = iota
	maybe
	sure
)

// sureness tells whether a single mark at i closes a quotation: not before a
// letter; perhaps behind an s, where it may be a possessive.
func sureness(text string, i, n, from int) sureAs {
	after, _ := utf8.DecodeRuneInString(text[i+n:])
	before, _ := utf8.DecodeLastRuneInString(text[from:i])
	switch {
	case unicode.IsLetter(after) || unicode.IsDigit(after):
		return never
	case unicode.IsSpace(before):
		return never
	case before == 's' && unicode.IsSpace(after) && goesOn(text[i+n:]):
		return maybe
	}
	return sure
}

// goesOn reports whether a sentence goes on in small letters.
func goesOn(rest string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \n"))
	return unicode.IsLower(r)
}
