package tag

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/corpus"
)

const (
	// nameForm is a row of names as citations print it, the short name of a body
	// in square brackets behind it.
	nameForm = `(?:[\p{L}][\p{L}'’.\-‐]*)(?:(?:,?\s+(?:[Aa]nd|&)\s+|,\s*&?\s*|\s+|\s*/\s*)[\p{L}&][\p{L}'’.\-‐]*){0,11}`
	// locatorForm is a page, a range or a chapter behind a year.
	locatorForm = `(?:(?:[Pp]p?|pages?|chs?|chap|chapters?|paras?|secs?|nn?|vol|S|§|¶)\.?\s*)?(?:[0-9]{1,5}|[ivxlc]{1,7})(?:\s*[-–—]\s*(?:[0-9]{1,5}|[ivxlc]{1,7}))?(?:\s*ff?\b\.?)?`
	// locatorsForm is one locator or several.
	locatorsForm = locatorForm + `(?:\s*[,&]\s*(?:and\s+)?` + locatorForm + `)*`
	yearCited    = `(?:` + yearForm + `|n\.d\.|n\.d|forthcoming|in press)`
	// firstPrint is the year of the first print before the one used.
	firstPrint = `(?:\[[0-9]{4}\]\s*|\([0-9]{4}\)\s*|[0-9]{4}\s*/\s*)?`
)

var (
	leadIn     = form(`(?i)^(?:.*\b(?:cited|quoted|qtd\.?|as cited|as quoted|reprinted) (?:in|by)\s+|(?:but |and |or )?(?:for (?:example|instance|more|a review|discussion),?\s+)?(?:see,?\s+(?:also,?\s+|for example,?\s+|especially,?\s+|e\.g\.,?\s+)?|cf\.?\s+|e\.g\.,?\s+|i\.e\.,?\s+|compare\s+|contra\s+|pace\s+|and\s+|also\s+|in\s+|by\s+|after\s+|following\s+|adapted from\s+|source:\s+|especially\s+|esp\.\s+))`)
	onePart    = form(`^(` + nameForm + `?)(?:\s*\[[\p{L}.\- ]{2,15}\])?[\s,.:;]*[,:\s]\s*\(?` + firstPrint + `(` + yearCited + `)\)?((?:[^\p{L}0-9].*)?)$`)
	moreYears  = form(`^\s*[,;&]\s*(?:and\s+)?(` + yearForm + `)(?:$|[\s,;:)])`)
	behindYear = form(`^\s*[,:;.]?\s*(` + locatorsForm + `)\s*[.,;]?(?:\s*[,;]\s*[\p{L}][\p{L} ’']{2,50})?\s*$`)
	yearFirst  = form(`^\s*` + firstPrint + `(` + yearCited + `)((?:\s*[,;:]\s*[^()]*)?)$`)
	ibidForm   = form(`(?i)^\s*(?:see\s+)?(?:ibid|ibidem|op\. ?cit|loc\. ?cit|idem|id)\b\.?[\s,:]*(` + locatorsForm + `)?\s*\.?\s*$`)
	opCitForm  = form(`(?i)^\s*(` + nameForm + `?),?\s+(?:op\.? ?cit|loc\.? ?cit|art\. ?cit)\b\.?[\s,:]*(` + locatorsForm + `)?\s*\.?\s*$`)
	secondHand = form(`[0-9][a-z]?,?( )(?:cited in|quoted in|qtd\.? in|as cited in|as quoted in|in) \p{Lu}`)
	numberList = form(`^\s*[0-9]{1,3}(?:\s*[-–—]\s*[0-9]{1,3})?(?:\s*[,;]\s*[0-9]{1,3}(?:\s*[-–—]\s*[0-9]{1,3})?)*\s*$`)
	numberPage = form(`^\s*([0-9]{1,3})\s*[,:]\s*((?:pp?|ch|chap|sec|para)\.\s*` + locatorsForm + `)\s*$`)
)

// byNumbers reads "[4]", "[4, p. 12]" and "[1-3, 5]".
func byNumbers(text string, start, end int) []corpus.Citation {
	in := text[start+1 : end-1]
	whole := corpus.Span{Start: start, End: end}
	if start > 0 && wordBefore(text[:start]) {
		return nil
	}
	if m := numberPage().FindStringSubmatch(in); m != nil {
		return []corpus.Citation{cite(text, whole, "", "", pages(m[2]))}
	}
	if !numberList().MatchString(in) || len(in) > 40 || strings.TrimSpace(in) == "0" || strings.HasPrefix(strings.TrimSpace(in), "0,") {
		return nil
	}
	var out []corpus.Citation
	at := start + 1
	for _, part := range strings.FieldsFunc(in, func(r rune) bool { return r == ',' || r == ';' }) {
		span := trimSpan(text, corpus.Span{Start: at, End: at + len(part)})
		at += len(part) + 1
		for range rangeOf(span.Of(text)) {
			out = append(out, cite(text, span, "", "", ""))
		}
	}
	if len(out) == 1 {
		out[0] = cite(text, whole, "", "", "")
	}
	return out
}

// wordBefore reports whether a word stands right before a square bracket, as in
// a formula or an emended quotation.
func wordBefore(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return false
	}
	i := strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return utf8.RuneCountInString(s[i+1:]) == 1
}

// rangeOf lists the numbers of "4" or "1-3"; a range of more than 30 is none.
func rangeOf(s string) []int {
	from, to, several := strings.Cut(strings.NewReplacer("–", "-", "—", "-").Replace(s), "-")
	a, err := strconv.Atoi(strings.TrimSpace(from))
	if err != nil {
		return nil
	}
	if !several {
		return []int{a}
	}
	b, err := strconv.Atoi(strings.TrimSpace(to))
	if err != nil || b < a || b-a > 30 {
		return nil
	}
	var out []int
	for n := a; n <= b; n++ {
		out = append(out, n)
	}
	return out
}

// inBracket reads the citations of the bracket text[start:end].
func inBracket(text string, start, end int, known func(string) bool) []corpus.Citation {
	in := text[start+1 : end-1]
	whole := corpus.Span{Start: start, End: end}
	if m := ibidForm().FindStringSubmatch(in); m != nil {
		return []corpus.Citation{cite(text, whole, "ibid.", "", pages(m[1]))}
	}
	if m := opCitForm().FindStringSubmatch(in); m != nil && namesAuthor(m[1]) {
		return []corpus.Citation{cite(text, whole, strings.Trim(m[1], " ,"), "", pages(m[2]))}
	}
	var out []corpus.Citation
	author := ""
	at := start + 1
	parts := pieces(in)
	for _, part := range parts {
		found := onePiece(text, corpus.Span{Start: at, End: at + len(part)}, author, known)
		if len(found) > 0 {
			author = found[len(found)-1].Author
		}
		out = append(out, found...)
		at += len(part) + 1
	}
	if len(out) == 1 && len(parts) == 1 {
		out[0].Span, out[0].Text = whole, whole.Of(text)
	}
	return out
}

// pieces cuts the inside of a bracket, keeping all of it but one byte between
// two: at semicolons, and at the blank before what follows a year or a page with
// "and", "in" or "cited in", as in "(Waltz, 1979 and Doyle, 1983)".
func pieces(in string) []string {
	var out []string
	start := 0
	for i := 1; i < len(in); i++ {
		joins := in[i] == ' ' && in[i-1] >= '0' && in[i-1] <= '9' && strings.HasPrefix(in[i:], " and ") && upperFirst(in[i+len(" and "):])
		if m := secondHand().FindStringSubmatchIndex(in[start:]); m != nil && start+m[2] == i {
			joins = true
		}
		if in[i] != ';' && !joins {
			continue
		}
		out = append(out, in[start:i])
		start = i + 1
	}
	return append(out, in[start:])
}

// onePiece reads what stands between two semicolons: an author, or the one
// before, with one year or several.
func onePiece(text string, s corpus.Span, author string, known func(string) bool) []corpus.Citation {
	part := s.Of(text)
	s.Start += len(part) - len(strings.TrimLeft(part, " \n"))
	for range 2 {
		if m := leadIn().FindStringIndex(s.Of(text)); m != nil {
			s.Start += m[1]
		}
	}
	part = s.Of(text)
	name, year, rest, from := "", "", "", s.Start
	if m := onePart().FindStringSubmatchIndex(part); m != nil && authorPart(part, m, known) {
		name, year, rest = strings.Trim(part[m[2]:m[3]], " ,.:"), part[m[4]:m[5]], part[m[6]:m[7]]
	} else if m := yearFirst().FindStringSubmatchIndex(part); m != nil && author != "" {
		name, year, rest = author, part[m[2]:m[3]], part[m[4]:m[5]]
	} else {
		return nil
	}
	if strings.HasPrefix(part, name) && strings.HasSuffix(name, " et al") && strings.HasPrefix(part[len(name):], ".") {
		name += "."
	}
	var out []corpus.Citation
	for {
		rest = strings.TrimPrefix(rest, ")")
		next := moreYears().FindStringSubmatchIndex(rest)
		behind, end := rest, s.End
		if next != nil {
			behind, end = "", s.End-len(rest)
		}
		locator, ok := locatorOf(behind)
		if !ok {
			return out
		}
		out = append(out, cite(text, trimSpan(text, corpus.Span{Start: from, End: end}), name, year, locator))
		if next == nil {
			return out
		}
		year, from = rest[next[2]:next[3]], s.End-len(rest)+next[2]
		rest = rest[next[3]:]
	}
}

// authorPart reports whether what stands before a year is an author. Words in
// lower case, as careless converters leave them, need a locator; one alone needs a comma or a colon
// behind it, and a locator or a name that is known.
func authorPart(part string, m []int, known func(string) bool) bool {
	name := part[m[2]:m[3]]
	if namesAuthor(name) {
		return true
	}
	locator, _ := locatorOf(part[m[6]:m[7]])
	if locator != "" && authorRow(name, 2) {
		return true
	}
	word := strings.Trim(name, " ,.:;")
	if strings.ContainsAny(word, " ") || utf8.RuneCountInString(word) < 3 || notNames()[word] || upperFirst(word) {
		return false
	}
	behind := part[m[2]+len(word):]
	if behind == "" || !strings.ContainsRune(",:", rune(behind[0])) {
		return false
	}
	return locator != "" || known != nil && known(word)
}

// locatorOf reads what stands behind a year; false where it makes the whole no
// citation, as the end of a life in "(Kant, 1724-1804)" does.
func locatorOf(s string) (string, bool) {
	if strings.TrimSpace(s) == "" {
		return "", true
	}
	r := firstRune(s)
	if strings.ContainsRune("-–—/", r) || unicode.IsLetter(r) || unicode.IsDigit(r) {
		return "", false
	}
	if m := behindYear().FindStringSubmatch(s); m != nil {
		return pages(m[1]), true
	}
	return "", strings.ContainsRune(",;:.", firstRune(strings.TrimLeft(s, " "))) && len(strings.Fields(s)) <= 12
}
