package tag

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/corpus"
	"locus/corpus/words"
)

const (
	// nameForm is a row of names as citations print it.
	nameForm = `(?:[\p{L}][\p{L}'’.\-‐]*)(?:(?:,?\s+(?:[Aa]nd|&)\s+|,\s*&?\s*|\s+)[\p{L}&][\p{L}'’.\-‐]*){0,9}`
	// locatorForm is a page, a range or a chapter behind a year.
	locatorForm = `(?:(?:pp?|pages?|chs?|chap|paras?|secs?|nn?|vol|§)\.?\s*)?[0-9ivxlc]{1,5}(?:\s*[-–—]\s*[0-9ivxlc]{1,5})?(?:\s*ff?\.?)?`
	// familyForm is a name in running text, givenForm what may stand before it.
	familyForm = `(?:(?:van|von|de|der|den|di|la|al)[\s-]+)*[\p{Lu}][\p{L}'’\-]+`
	givenForm  = `(?:[\p{Lu}][\p{L}'’\-]+\s+)?(?:\p{Lu}\.\s*)*`
	yearCited  = `(?:` + yearForm + `|n\.d\.|forthcoming|in press)`
)

var (
	leadIn     = regexp.MustCompile(`(?i)^(?:.*\b(?:cited|quoted|qtd\.?|as cited|as quoted) in\s+|(?:for (?:example|instance|more|a review),?\s+)?(?:see,?\s+(?:also,?\s+|for example,?\s+|e\.g\.,?\s+)?|cf\.?\s+|e\.g\.,?\s+|compare\s+|and\s+|also\s+|in\s+|by\s+|after\s+|following\s+|adapted from\s+|source:\s+))`)
	onePart    = regexp.MustCompile(`^(` + nameForm + `?)[\s,.:;]*[,:\s]\s*\(?(` + yearCited + `)\)?(.*)$`)
	moreYears  = regexp.MustCompile(`^\s*[,;]\s*(` + yearForm + `)(?:$|[\s,;:)])`)
	behindYear = regexp.MustCompile(`^\s*[,:;.]?\s*(` + locatorForm + `(?:\s*[,&]\s*` + locatorForm + `)*)\s*[.,;]?\s*$`)
	yearFirst  = regexp.MustCompile(`^\s*(` + yearCited + `)((?:\s*[,;:]\s*[^()]*)?)$`)
	ibidForm   = regexp.MustCompile(`(?i)^\s*(?:ibid|ibidem|op\. cit|loc\. cit)\.?[\s,:]*(` + locatorForm + `)?\s*\.?\s*$`)
	beforeYear = regexp.MustCompile(`(` + givenForm + familyForm + `(?:(?:,\s+` + familyForm + `)*,?\s+(?:and|&)\s+` + givenForm + familyForm + `|\s+et al\.?)?)(?:['’]s?)?\s*$`)
	numbered   = regexp.MustCompile(`\[([0-9]{1,3})(?:\s*,\s*(pp?\.?\s*[0-9]+(?:\s*[-–]\s*[0-9]+)?))?\]`)
)

// notNames are words that stand before a year without naming an author.
var notNames = wordSet(`in since from until till before after during by about around circa between and or of the a an to early late mid
	january february march april may june july august september october november december jan feb mar apr jun jul aug
	sep sept oct nov dec spring summer autumn fall winter table figure fig chapter section page volume vol no born died
	year years century treaty act convention conference charter declaration war battle peace congress resolution
	agreement accord accords pact summit revolution crisis article est founded established published edition ed reprint on at
	for with as was is were total number population age version updated copyright`)

// openers begin sentences and are no given names.
var openers = wordSet(`like unlike while however although though thus hence therefore similarly according both see whereas
	when where later earlier critics scholars following among yet still even what how why also here today now`)

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// splitCited separates the names of a citation's author.
func splitCited(author string) []string {
	var out []string
	for _, p := range strings.Split(conjunction().ReplaceAllString(author, ","), ",") {
		p = strings.TrimSpace(p)
		p = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(p, "et al."), "et al"))
		if p != "" && !initialsOnly(p) {
			out = append(out, p)
		}
	}
	return out
}

// citations finds the in-text citations of a document, in order, and resolves
// them against its references.
func citations(doc *corpus.Document, c *cast) []corpus.Citation {
	var out []corpus.Citation
	for _, p := range doc.Passages {
		if p.Kind == corpus.ReferenceK || p.Kind == corpus.Front {
			continue
		}
		found := ParseCitations(p.Text, func(name string) bool { return c.knows(name) })
		for _, x := range found {
			x.Span.Start += p.Span.Start
			x.Span.End += p.Span.Start
			out = append(out, x)
		}
	}
	resolve(out, doc.References)
	return out
}

// knows reports whether a family name is that of an author of the references
// or of a person of the pack.
func (c *cast) knows(name string) bool {
	for _, e := range c.entries {
		for _, a := range e.Authors {
			if likeName(a.Family, name) > 0 || likeName(a.Family, lastWord(name)) > 0 {
				return true
			}
		}
	}
	for _, v := range c.roster.first[key(lastWord(name))] {
		if len(v.keys) == 1 {
			return true
		}
	}
	return false
}

// ParseCitations finds the citations in a text: in brackets ("(see Waltz, 1979:
// 88; Doyle 1983)"), in the sentence ("Waltz (1979)"), by number ("[4]"), and
// "(ibid., p. 9)". Spans are byte offsets into the text; one citation stands for
// each work named. A name before a bracketed year is taken for an author when
// known says so, or when a second author, "et al." or a locator shows it. What
// is found is not yet resolved: Confidence is NoEntry, or for "ibid" that too.
func ParseCitations(text string, known func(family string) bool) []corpus.Citation {
	var out []corpus.Citation
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '(':
			end := bracketEnd(text, i)
			if end < 0 {
				continue
			}
			found := inBracket(text, i, end)
			if len(found) == 0 {
				found = narrative(text, i, end, known)
			}
			if len(found) > 0 {
				out = append(out, found...)
				i = end - 1
			}
		case '[':
			if m := numbered.FindStringSubmatchIndex(text[i:min(len(text), i+30)]); m != nil && m[0] == 0 {
				x := corpus.Citation{Span: corpus.Span{Start: i, End: i + m[1]}, Text: text[i : i+m[1]], Confidence: corpus.NoEntry}
				if m[4] >= 0 {
					x.Locator = pages(text[i+m[4] : i+m[5]])
				}
				out = append(out, x)
			}
		}
	}
	return out
}

// maxCitation bounds the bracket that can be a citation.
const maxCitation = 250

// bracketEnd is the offset after the bracket that closes the one at i, -1 where
// none does nearby.
func bracketEnd(text string, i int) int {
	depth := 0
	for j := i; j < len(text) && j-i < maxCitation; j++ {
		switch text[j] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return j + 1
			}
		}
	}
	return -1
}

// inBracket reads the citations of the bracket text[start:end].
func inBracket(text string, start, end int) []corpus.Citation {
	in := text[start+1 : end-1]
	if m := ibidForm.FindStringSubmatch(in); m != nil {
		return []corpus.Citation{{Span: corpus.Span{Start: start, End: end}, Text: text[start:end], Author: "ibid.", Locator: pages(m[1]), Confidence: corpus.NoEntry}}
	}
	var out []corpus.Citation
	author := ""
	at := start + 1
	for _, part := range pieces(in) {
		found := onePiece(text, corpus.Span{Start: at, End: at + len(part)}, author)
		if len(found) > 0 {
			author = found[len(found)-1].Author
		}
		out = append(out, found...)
		at += len(part) + 1
	}
	if len(out) == 1 {
		out[0].Span, out[0].Text = corpus.Span{Start: start, End: end}, text[start:end]
	}
	return out
}

// pieces cuts the inside of a bracket, keeping all of it but one byte between
// two: at semicolons, and at the blank before an "and" that follows a year or a
// page, as in "(Waltz, 1979 and Doyle, 1983)".
func pieces(in string) []string {
	var out []string
	start := 0
	for i := 1; i < len(in); i++ {
		joins := in[i] == ' ' && in[i-1] >= '0' && in[i-1] <= '9' && strings.HasPrefix(in[i:], " and ")
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
func onePiece(text string, s corpus.Span, author string) []corpus.Citation {
	part := s.Of(text)
	if m := leadIn.FindStringIndex(strings.TrimLeft(part, " \n")); m != nil {
		lead := len(part) - len(strings.TrimLeft(part, " \n"))
		s.Start += lead + m[1]
	} else {
		s.Start += len(part) - len(strings.TrimLeft(part, " \n"))
	}
	part = s.Of(text)
	name, year, rest, from := "", "", "", s.Start
	if m := onePart.FindStringSubmatchIndex(part); m != nil && namesAuthor(part[m[2]:m[3]]) {
		name, year, rest = strings.Trim(part[m[2]:m[3]], " ,.:"), part[m[4]:m[5]], part[m[6]:m[7]]
	} else if m := yearFirst.FindStringSubmatchIndex(part); m != nil && author != "" {
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
		next := moreYears.FindStringSubmatchIndex(rest)
		behind := rest
		if next != nil {
			behind = ""
		}
		end := s.End
		if next != nil {
			end = s.End - len(rest)
		}
		locator, ok := locatorOf(behind)
		if !ok {
			return out
		}
		span := trimSpan(text, corpus.Span{Start: from, End: end})
		out = append(out, corpus.Citation{Span: span, Text: span.Of(text), Author: name, Year: year, Locator: locator, Confidence: corpus.NoEntry})
		if next == nil {
			return out
		}
		year, from = rest[next[2]:next[3]], s.End-len(rest)+next[2]
		rest = rest[next[3]:]
	}
}

func trimSpan(text string, s corpus.Span) corpus.Span {
	in := s.Of(text)
	s.Start += len(in) - len(strings.TrimLeft(in, " ,;\n"))
	s.End -= len(in) - len(strings.TrimRight(in, " ,;\n"))
	return s
}

// locatorOf reads what stands behind a year; false where it makes the whole no
// citation, as the end of a life in "(Kant, 1724-1804)" does.
func locatorOf(s string) (string, bool) {
	if strings.TrimSpace(s) == "" {
		return "", true
	}
	if r, _ := utf8.DecodeRuneInString(s); strings.ContainsRune("-–—/", r) || unicode.IsLetter(r) || unicode.IsDigit(r) {
		return "", false
	}
	if m := behindYear.FindStringSubmatch(s); m != nil {
		return pages(m[1]), true
	}
	return "", len(strings.Fields(s)) <= 12
}

// pages takes the abbreviation before the numbers off a locator of pages.
func pages(s string) string {
	s = strings.TrimSpace(s)
	for _, p := range []string{"pages ", "page ", "pp.", "pp", "p.", "p"} {
		if rest, ok := strings.CutPrefix(s, p); ok && rest != "" && strings.ContainsAny(rest[:1], " 0123456789ivxlc") {
			return strings.TrimSpace(rest)
		}
	}
	return s
}

// namesAuthor reports whether what stands before a year can be an author: a
// capital, or one word alone as careless converters leave it, and no month,
// preposition or event.
func namesAuthor(s string) bool {
	s = strings.Trim(s, " ,.:;")
	list := strings.Fields(s)
	if s == "" || len(list) == 0 || len(list) > 10 {
		return false
	}
	for i, w := range list {
		low := strings.ToLower(strings.Trim(w, ".,:"))
		inside := i > 0 && i < len(list)-1 && (low == "and" || low == "of" || low == "the" || low == "for" || low == "on")
		if notNames[low] && !inside {
			return false
		}
	}
	first, _ := utf8.DecodeRuneInString(list[0])
	if unicode.IsUpper(first) || particle(list[0]) || strings.HasPrefix(list[0], "al-") {
		return true
	}
	return len(list) == 1 && utf8.RuneCountInString(s) >= 3
}

// narrative reads a year in brackets after an author's name in the sentence.
func narrative(text string, start, end int, known func(string) bool) []corpus.Citation {
	m := yearFirst.FindStringSubmatch(text[start+1 : end-1])
	if m == nil {
		return nil
	}
	locator, ok := locatorOf(m[2])
	before := text[max(0, start-90):start]
	for !utf8.ValidString(before) {
		before = before[1:]
	}
	n := beforeYear.FindStringSubmatchIndex(before)
	if n == nil || !ok && !moreYears.MatchString(m[2]) {
		return nil
	}
	name, at := before[n[2]:n[3]], start-len(before)+n[2]
	for i := strings.IndexByte(name, ' '); i > 0; i = strings.IndexByte(name, ' ') {
		low := strings.ToLower(strings.Trim(name[:i], ",'’"))
		if !words.Function(low) && !notNames[low] && !openers[low] {
			break
		}
		name, at = name[i+1:], at+i+1
	}
	name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
	several := strings.Contains(name, " and ") || strings.Contains(name, "&") || strings.Contains(name, "et al")
	sure := known != nil && known(splitFirst(name))
	if !sure && !several && locator == "" || !namesAuthor(name) {
		return nil
	}
	return []corpus.Citation{{Span: corpus.Span{Start: at, End: end}, Text: text[at:end], Author: name, Year: m[1], Locator: locator, Confidence: corpus.NoEntry}}
}

// splitFirst is the first author's name of a row.
func splitFirst(name string) string {
	if list := splitCited(name); len(list) > 0 {
		return strings.TrimSuffix(strings.TrimSuffix(list[0], "'s"), "’s")
	}
	return name
}
