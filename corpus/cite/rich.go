package cite

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Within the package a text carries its italics as two control characters, so
// that the styles compose plain strings. tidy keeps them out of what comes in.
const (
	italicOn  = "\x01"
	italicOff = "\x02"
)

func italic(s string) string {
	if s == "" {
		return ""
	}
	return italicOn + s + italicOff
}

// line squeezes blanks of all kinds to one and drops control characters.
func line(s string) string {
	if neat(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// neat reports whether line leaves a text as it is, as far as that is seen without
// a look at its runes: printable ASCII, single blanks, none at the ends.
func neat(s string) bool {
	before := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > '~' || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return s == "" || before != ' '
}

// render writes a text with italics in one of the three printing forms.
func render(s string, f Form) string {
	switch f {
	case HTML:
		s = html.EscapeString(s)
		return strings.NewReplacer(italicOn, "<i>", italicOff, "</i>").Replace(s)
	case Markdown:
		s = escapeMarkdown(s)
		return strings.NewReplacer(italicOn, "*", italicOff, "*").Replace(s)
	}
	return plain(s)
}

// plain drops the italics.
func plain(s string) string {
	if !strings.Contains(s, italicOn) && !strings.Contains(s, italicOff) {
		return s
	}
	return strings.NewReplacer(italicOn, "", italicOff, "").Replace(s)
}

func escapeMarkdown(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`,
		"<", `\<`, ">", `\>`, "#", `\#`, "@", `\@`, "$", `\$`, "~", `\~`, "^", `\^`, "|", `\|`).Replace(s)
}

// ends reports whether the text's last visible character, closing marks aside,
// is a full stop, a question mark or an exclamation mark.
func ends(s string) bool {
	s = strings.TrimRight(s, italicOff+`”’"')]`)
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "…")
}

// stop closes a text with a full stop where it has no closing mark yet.
func stop(s string) string {
	if s == "" || (ends(s) && !strings.HasSuffix(s, ")") && !strings.HasSuffix(s, "]")) {
		return s
	}
	return s + "."
}

// sentences joins the parts that are not empty, each closed with a full stop.
// An address on the web at the end stays bare, as all styles but MLA have it.
func sentences(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p == "" {
			continue
		}
		if last := p[strings.LastIndexByte(p, ' ')+1:]; !strings.HasPrefix(last, "https://") && !strings.HasPrefix(last, "http://") {
			p = stop(p)
		}
		out = append(out, p)
	}
	return strings.Join(out, " ")
}

// list joins the parts that are not empty.
func list(sep string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, sep)
}

// quoted puts a title between double marks with the mark that follows inside,
// as American styles do; a title's own closing mark stays alone.
func quoted(title, after string) string {
	if ends(title) && after != "" {
		if after == "," && strings.HasSuffix(title, ".") {
			title = strings.TrimSuffix(title, ".")
		} else {
			after = ""
		}
	}
	return "“" + inner(title) + after + "”"
}

// inner turns double quotation marks into single ones, for words that
// themselves come between double marks. Straight marks open after a blank, an
// opening bracket or a dash, or at the start, and close elsewhere.
func inner(s string) string {
	return remark(s, '‘', '’')
}

// outer turns single quotation marks into double ones, for words that
// themselves come between single marks. An apostrophe stays.
func outer(s string) string {
	var b strings.Builder
	open := 0
	runes := []rune(s)
	for i, r := range runes {
		switch {
		case r == '‘':
			open++
			b.WriteRune('“')
		case r == '’' && open > 0 && !(i+1 < len(runes) && unicode.IsLetter(runes[i+1])):
			open--
			b.WriteRune('”')
		default:
			b.WriteRune(r)
		}
	}
	return remark(b.String(), '“', '”')
}

func remark(s string, open, shut rune) string {
	var b strings.Builder
	before := ' '
	for _, r := range s {
		switch r {
		case '“':
			b.WriteRune(open)
		case '”':
			b.WriteRune(shut)
		case '"':
			if unicode.IsSpace(before) || strings.ContainsRune("([{—–", before) {
				b.WriteRune(open)
			} else {
				b.WriteRune(shut)
			}
		default:
			b.WriteRune(r)
		}
		before = r
	}
	return b.String()
}

// first is the text's first letter or digit as a string, "" where it has none.
func first(s string) string {
	for i, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return s[i : i+utf8.RuneLen(r)]
		}
	}
	return ""
}
