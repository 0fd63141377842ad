package tag

import (
	"slices"
	"strings"
	"unicode/utf8"

	"locus/corpus"
)

// citations finds the in-text citations of a document, in order, and resolves
// them against its references.
func citations(doc *corpus.Document, c *cast) []corpus.Citation {
	var out []corpus.Citation
	known := func(name string) bool { return c.knows(name) }
	for _, p := range doc.Passages {
		if p.Kind == corpus.ReferenceK || p.Kind == corpus.Front {
			continue
		}
		parse := ParseCitations
		if p.Kind == corpus.Footnote {
			parse = ParseNote
		}
		for _, x := range parse(p.Text, known) {
			x.Span.Start += p.Span.Start
			x.Span.End += p.Span.Start
			out = append(out, x)
		}
	}
	if !slices.ContainsFunc(out, func(x corpus.Citation) bool { return x.Author == "" }) {
		out = append(out, raised(doc)...)
		slices.SortStableFunc(out, func(a, b corpus.Citation) int { return a.Span.Start - b.Span.Start })
	}
	resolve(out, doc.References)
	return dropEvents(doc, out)
}

// knows reports whether a family name, or the name of a body, is that of an
// author of the references or of a person of the pack.
func (c *cast) knows(name string) bool {
	for _, e := range c.entries {
		for _, a := range e.Authors {
			if likeAuthor(name, a) > 0 {
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
// 88; Doyle 1983)", "[Doyle, 1986]"), in the sentence ("Waltz (1979)"), by number
// ("[4]", "[1-3, 5]"), "(ibid., p. 9)" and "(Waltz, op. cit., p. 9)". Spans are
// byte offsets into the text; one citation stands for each work named, those of
// one bracket after a name ("Doyle (1983, 1986)") and of one range of numbers
// over the same span. A name before a bracketed year is taken for an author when
// known says so, or when a second author, "et al." or a locator shows it. What
// is found is not yet resolved: Confidence is NoEntry, for "ibid" too.
func ParseCitations(text string, known func(family string) bool) []corpus.Citation {
	var out []corpus.Citation
	for i := 0; i < len(text); i++ {
		if text[i] != '(' && text[i] != '[' {
			continue
		}
		end := bracketEnd(text, i)
		if end < 0 {
			continue
		}
		var found []corpus.Citation
		if text[i] == '[' {
			found = byNumbers(text, i, end)
		}
		if len(found) == 0 {
			found = inBracket(text, i, end, known)
		}
		if len(found) == 0 && text[i] == '(' {
			found = narrative(text, i, end, known)
		}
		if len(found) > 0 {
			out = append(out, found...)
			i = max(end, found[len(found)-1].Span.End) - 1
		}
	}
	return out
}

// cite makes a citation over a span of a text.
func cite(text string, s corpus.Span, author, year, locator string) corpus.Citation {
	return corpus.Citation{Span: s, Text: s.Of(text), Author: author, Year: year, Locator: locator, Confidence: corpus.NoEntry}
}

// maxCitation bounds the bracket that can be a citation.
const maxCitation = 250

// bracketEnd is the offset after the bracket that closes the one at i, -1 where
// none does nearby.
func bracketEnd(text string, i int) int {
	open, shut := text[i], byte(')')
	if open == '[' {
		shut = ']'
	}
	depth := 0
	for j := i; j < len(text) && j-i < maxCitation; j++ {
		switch text[j] {
		case open:
			depth++
		case shut:
			if depth--; depth == 0 {
				return j + 1
			}
		}
	}
	return -1
}

// splitCited separates the names of a citation's author.
func splitCited(author string) []string {
	var out []string
	author = strings.ReplaceAll(othersForm().ReplaceAllString(author, ""), "/", ",")
	for _, p := range strings.Split(conjunction().ReplaceAllString(author, ","), ",") {
		p = strings.TrimSpace(p)
		if p != "" && !initialsOnly(p) {
			out = append(out, p)
		}
	}
	return out
}

// trimSpan leaves blanks, commas and semicolons off the ends of a span.
func trimSpan(text string, s corpus.Span) corpus.Span {
	in := s.Of(text)
	s.Start += len(in) - len(strings.TrimLeft(in, " ,;\n"))
	in = s.Of(text)
	s.End -= len(in) - len(strings.TrimRight(in, " ,;\n"))
	return s
}

// notNames are words that stand before a year without naming an author.
var notNames = setOf(`in since from until till before after during by about around circa between and or of the a an to early late mid
	january february march april may june july august september october november december jan feb mar apr jun jul aug
	sep sept oct nov dec spring summer autumn fall winter table figure fig chapter section page volume vol no born died
	year years century treaty act convention conference charter declaration war battle peace congress resolution
	agreement accord accords pact summit revolution crisis article est founded established published edition ed reprint on at
	for with as was is were total number population age version updated copyright appendix note equation model rule`)

// openers begin sentences and are no given names.
var openers = setOf(`like unlike while however although though thus hence therefore similarly according both see whereas
	when where later earlier critics scholars following among yet still even what how why also here today now`)

// setOf makes a set of a list with blanks when it is first asked for.
func setOf(list string) func() map[string]bool {
	return lines(strings.Join(strings.Fields(list), ","))
}

// namesAuthor reports whether what stands before a year can be an author: a
// capital, and no month, preposition, event or place.
func namesAuthor(s string) bool { return authorRow(s, 0) }

// authorRow is namesAuthor with so many words in lower case allowed, as careless
// converters leave parts of names ("Haj zargar bashi").
func authorRow(s string, lower int) bool {
	s = strings.Trim(s, " ,.:;")
	list := strings.Fields(s)
	if len(list) == 0 || len(list) > 12 || strings.ContainsAny(s, "0123456789()%$€£") || cities()[strings.ToLower(s)] {
		return false
	}
	for i, w := range list {
		low := strings.ToLower(strings.Trim(w, ".,:"))
		inside := i > 0 && i < len(list)-1 && smallWord(low)
		if notNames()[low] && !inside && !(i == 0 && low == "the" && len(list) > 1 && upperFirst(list[1])) {
			return false
		}
		if i > 0 && !upperFirst(w) && !inside && !joiningWord(w) && !particle(low) && !joinsName(firstRune(w)) && w != "&" {
			if lower--; lower < 0 {
				return false
			}
		}
	}
	return upperFirst(list[0]) || particle(list[0]) || strings.HasPrefix(list[0], "al-") || strings.HasPrefix(list[0], "el-")
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// smallWord reports whether a word stands within names of bodies.
func smallWord(low string) bool {
	switch low {
	case "and", "of", "the", "for", "on", "in", "to", "et", "al", "with":
		return true
	}
	return false
}

// pages takes the abbreviation before the numbers off a locator of pages.
func pages(s string) string {
	s = strings.Trim(s, " ,.;:")
	for _, p := range []string{"pages ", "page ", "pp.", "pp", "p.", "p", "S.", "Pp.", "P."} {
		if rest, ok := strings.CutPrefix(s, p); ok && rest != "" && strings.ContainsAny(rest[:1], " 0123456789ivxlc") {
			return strings.TrimSpace(rest)
		}
	}
	return s
}
