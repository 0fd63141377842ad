package tag

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/corpus"
)

// verbs are those with which an author's view or words are reported.
const verbs = `argu(?:es?|ed)|claim(?:s|ed)?|maintain(?:s|ed)?|believ(?:es?|ed)|hold(?:s)?|held|writ(?:es?)|wrote|say(?:s)?|said|` +
	`state(?:s|d)|not(?:es|ed)|observ(?:es|ed)|contend(?:s|ed)?|assert(?:s|ed)?|suggest(?:s|ed)?|insist(?:s|ed)?|` +
	`conclud(?:es?|ed)|defin(?:es?|ed)|describ(?:es?|ed)|see(?:s)?|saw|view(?:s|ed)|regard(?:s|ed)|propos(?:es?|ed)|` +
	`explain(?:s|ed)?|point(?:s|ed)? out|emphasi[sz](?:es?|ed)|stress(?:es|ed)?|warn(?:s|ed)?|remark(?:s|ed)|call(?:s|ed)|` +
	`declar(?:es?|ed)|think(?:s)?|thought|consider(?:s|ed)|reject(?:s|ed)|den(?:y|ies|ied)|object(?:s|ed)|repl(?:y|ies|ied)|` +
	`ask(?:s|ed)|add(?:s|ed)|put(?:s)? it|speak(?:s)? of|show(?:s|ed)|demonstrat(?:es?|ed)|enumerat(?:es?|ed)|rais(?:es?|ed)|` +
	`introduc(?:es?|ed)|distinguish(?:es|ed)?|identif(?:y|ies|ied)|understand(?:s)?|understood`

var (
	// after a name: "Waltz (1979), for one, has argued", "Buzan and his colleagues hold".
	reporting = regexp.MustCompile(`^(?:\s+et al\.?)?(?:\s*\([^()]{0,60}\))?(?:\s+(?:and|&)\s+[^.;:,()]{2,40}?)?(?:,[^,.;:]{1,80},)?` +
		`\s+(?:(?:also|once|has|had|have|further|therefore|thus|then|even|himself|herself|never|still|later|famously|rightly|\p{Ll}+ly|in turn|would|did not|does not)\s+){0,3}` +
		`(?i:` + verbs + `)(?:$|[^\p{L}])`)
	possessed = regexp.MustCompile(`^(?:'s|’s|'|’)\s+(?:[0-9]{4}\s+)?(?:["“][^"”]{1,60}["”]\s+)?(?:\p{Ll}+\s+){0,2}` +
		`(?:views?|opinion|words|account|arguments?|definition|theory|thesis|claims?|point of view|perspective|reading|phrase|terms|analysis|book|essay|article|study|work)(?:$|[^\p{L}])`)
	// after a name: `Morgan, "Security is ...`.
	opening = regexp.MustCompile(`^(?:\s*\([^()]{0,60}\))?\s*[,:]\s*["“«]`)
	// before a name: "According to", "in the words of".
	according = regexp.MustCompile(`(?i)(?:according to|in the (?:words|view|opinion|eyes|phrase) of|from the (?:point of view|perspective|viewpoint) of|\bfor)\s+(?:(?:mr|mrs|ms|dr|prof)\.?\s+|professor\s+)?$`)
	said      = regexp.MustCompile(`(?:,|\.|\?|!)?["”»’]\s*,?\s*(?:` + verbs + `)\s+$`)
)

// voice decides whose words or views passage i gives: quoted where it is a block
// quotation or stands mostly between quotation marks, reported where somebody it
// names is said to say, think or hold something, else the author's.
func (c *cast) voice(doc *corpus.Document, i int) {
	p := &doc.Passages[i]
	p.Voice, p.VoiceOf = corpus.AuthorVoice, nil
	if p.Kind == corpus.ReferenceK || p.Kind == corpus.Front {
		return
	}
	quoted := quotedSpans(p.Text)
	speakers := c.speakers(p.Text, quoted)
	length := 0
	for _, q := range quoted {
		length += q.Len()
	}
	switch {
	case p.Kind == corpus.Quotation, 2*length > len(p.Text):
		p.Voice = corpus.Quotes
		p.VoiceOf = speakers
		if len(p.VoiceOf) == 0 {
			p.VoiceOf = c.quotedFrom(doc, i)
		}
		markQuoted(p, p.VoiceOf)
	case len(speakers) > 0:
		p.Voice, p.VoiceOf = corpus.Reports, speakers
		if length >= 30 {
			markQuoted(p, c.quotedNames(p.Text, quoted))
		}
	}
}

// speakers names the persons to whom words or views are ascribed in a text.
func (c *cast) speakers(text string, quoted []corpus.Span) []string {
	var out []string
	for _, h := range c.hits {
		if c.speaks(text, h) && !slices.Contains(out, h.name) && !within(h, quoted) {
			out = append(out, h.name)
		}
	}
	return out
}

func within(h hit, quoted []corpus.Span) bool {
	for _, q := range quoted {
		if q.Start <= h.start && h.end <= q.End {
			return true
		}
	}
	return false
}

// speaks reports whether words or views are ascribed to the name at h.
func (c *cast) speaks(text string, h hit) bool {
	before, after := text[max(0, h.start-60):h.start], text[h.end:min(len(text), h.end+240)]
	if m := according.FindString(before); m != "" {
		word := strings.ToLower(strings.Fields(m)[0])
		if word != "for" {
			return true
		}
		start := len(before) - len(m)
		opens := start == 0 && h.start-len(m) == 0 || strings.HasSuffix(strings.TrimRight(before[:start], " \n"), ".")
		if opens && strings.HasPrefix(after, ",") {
			return true
		}
	}
	return reporting.MatchString(after) || opening.MatchString(after) || possessed.MatchString(after) || said.MatchString(before)
}

// quotedNames names those whose words stand between marks: a quotation of some
// length begins or ends near the ascription.
func (c *cast) quotedNames(text string, quoted []corpus.Span) []string {
	var out []string
	for _, h := range c.hits {
		if !c.speaks(text, h) || slices.Contains(out, h.name) {
			continue
		}
		for _, q := range quoted {
			if q.Len() >= 30 && (q.Start >= h.end && q.Start-h.end < 120 || q.End <= h.start && h.start-q.End < 40) {
				out = append(out, h.name)
				break
			}
		}
	}
	return out
}

// quotedFrom names whom a quotation is from: its own citation or signature, or
// else whom the end of the passage before it names last.
func (c *cast) quotedFrom(doc *corpus.Document, i int) []string {
	p := &doc.Passages[i]
	for j := len(p.Citations) - 1; j >= 0; j-- {
		if who := c.citedIn(p.Citations[j]); len(who) > 0 {
			return []string{who[0].name}
		}
	}
	if n := len(c.hits); n > 0 && len(p.Text)-c.hits[n-1].end < 12 {
		return []string{c.hits[n-1].name}
	}
	if i == 0 || len(c.before) == 0 || p.Kind != corpus.Quotation {
		return nil
	}
	last := c.before[len(c.before)-1]
	if text := doc.Passages[i-1].Text; last.end <= len(text) && len(text)-last.end < 200 {
		return []string{last.name}
	}
	return nil
}

// markQuoted gives the named persons their strongest role.
func markQuoted(p *corpus.Passage, names []string) {
	for i := range p.People {
		if slices.Contains(names, p.People[i].Name) {
			p.People[i].Role = corpus.Quoted
		}
	}
}

// quotedSpans lists the stretches between quotation marks, in byte offsets. A
// straight mark opens where the one before it closed; single marks, which are
// apostrophes too, count only as typographic pairs around several words.
func quotedSpans(text string) []corpus.Span {
	var out []corpus.Span
	open, closer := -1, rune(0)
	for i, r := range text {
		switch {
		case open < 0:
			if closer = closing(r); closer != 0 {
				open = i + utf8.RuneLen(r)
			}
		case r == closer:
			next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
			if r == '’' && unicode.IsLetter(next) {
				continue
			}
			if r != '’' || strings.Count(text[open:i], " ") >= 3 {
				out = append(out, corpus.Span{Start: open, End: i})
			}
			open = -1
		}
	}
	return out
}

func closing(r rune) rune {
	switch r {
	case '"':
		return '"'
	case '“':
		return '”'
	case '«':
		return '»'
	case '‘':
		return '’'
	}
	return 0
}
