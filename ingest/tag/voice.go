package tag

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/corpus"
	"locus/corpus/sentence"
	"locus/corpus/words"
)

// most is the share of a passage's words that must be reported for the passage
// to report; half of its sentences do too.
const most = 0.4

// goingOn is the share in which the words of a sentence count that follows an
// ascription without a mark of its own, the next one's half of it, and so on.
const goingOn = 0.3

// voice decides whose words or views passage i gives. It quotes where it is a
// block quotation or stands mostly between quotation marks. It reports where
// half of its sentences, or two fifths of its words, are ascribed to persons or
// schools ("Waltz argues", "according to realists"), denied or not; a sentence
// that goes on with "he adds" or "in their view" is ascribed as the one before,
// and one that follows without a mark counts in part, as goingOn says.
// Else it is the author's, who may name or report somebody in passing.
func (c *cast) voice(doc *corpus.Document, i int) {
	p := &doc.Passages[i]
	p.Voice, p.VoiceOf, p.VoiceBy = corpus.AuthorVoice, nil, nil
	if p.Kind == corpus.ReferenceK || p.Kind == corpus.Front {
		return
	}
	quoted := untitled(p.Text, quotedSpans(p.Text))
	c.bodies = bodyHits(p.Text, c.names[i])
	all, share := c.ascriptions(p.Text, quoted)
	length := 0
	for _, q := range quoted {
		length += q.Len()
	}
	switch {
	case p.Kind == corpus.Quotation, 2*length > len(p.Text):
		p.Voice = corpus.Quotes
		p.VoiceOf = c.quotedNames(p.Text, quoted, 0)
		if len(p.VoiceOf) == 0 {
			p.VoiceOf = c.introduced(p.Text, quoted, all)
		}
		c.vouch(p, all, quoted)
		if len(p.VoiceOf) == 0 {
			c.quotedFrom(doc, i)
		}
		markQuoted(p, p.VoiceOf)
	case len(all) > 0 && share:
		p.Voice = corpus.Reports
		for _, a := range all {
			if a.name != "" && !slices.Contains(p.VoiceOf, a.name) {
				p.VoiceOf = append(p.VoiceOf, a.name)
			}
		}
		c.vouch(p, all, nil)
		if length >= 30 {
			markQuoted(p, c.quotedNames(p.Text, quoted, 30))
		}
	}
}

// vouch keeps the words that tell a voice: the first ascription, else the first
// words between marks.
func (c *cast) vouch(p *corpus.Passage, all []ascription, quoted []corpus.Span) {
	span := corpus.Span{}
	switch {
	case len(all) > 0:
		span = corpus.Span{Start: all[0].start, End: all[0].end}
	case len(quoted) > 0:
		span = quoted[0]
	}
	if span.Empty() {
		return
	}
	p.VoiceBy = &corpus.Evidence{Span: corpus.Span{Start: p.Span.Start + span.Start, End: p.Span.Start + span.End}, Text: span.Of(p.Text)}
}

// ascriptions lists what a text ascribes, sentence by sentence, and whether it
// is the most of the text.
func (c *cast) ascriptions(text string, quoted []corpus.Span) ([]ascription, bool) {
	sentences := sentence.Split(text)
	schools := c.named
	var all []ascription
	last := c.lately() // whom the sentence before speaks of or for
	lists := false     // an ascription ended in a colon: what follows is its list
	count, whole, reported := 0, 0, 0.0
	fades := 0.0 // the share in which an unmarked sentence still goes on
	for _, at := range sentences {
		s := corpus.Span{Start: at[0], End: at[1]}
		found := c.inSentence(text, s, schools, quoted)
		if len(found) == 0 && last != "" {
			if a, ok := goesOn(text, s, last); ok {
				found = append(found, a)
			}
		}
		n := len(strings.Fields(s.Of(text)))
		whole += n
		if len(found) > 0 || lists {
			count, reported, fades = count+1, reported+float64(n), goingOn
		}
		if len(found) > 0 {
			last = found[0].name
			all = append(all, found...)
			lists = lists || strings.Contains(text[found[0].end:s.End], ":")
			continue
		}
		if name := firstWithin(c.hits, s); name != "" && name != last {
			last, fades = name, 0
		}
		if firstPerson().MatchString(s.Of(text)) {
			fades = 0
		}
		if !lists {
			reported += fades * float64(n)
			fades /= 2
		}
	}
	return all, 2*count >= len(sentences) || reported >= most*float64(whole)
}

// firstPerson is a sentence in which the author speaks up again.
var firstPerson = form(`^(?:(?:But|And|Yet|So|Still|Here|Now|However|Nonetheless|Nevertheless|Instead),?\s+)?(?:I|We|My|Our|In (?:my|our)|we|my|our)\b`)

// lately is whom the last words of the passage before speak of.
func (c *cast) lately() string {
	for i := len(c.before) - 1; i >= 0; i-- {
		if h := c.before[i]; !h.aside {
			if c.beforeLen-h.end < 200 {
				return h.name
			}
			break
		}
	}
	return ""
}

// inSentence lists what one sentence ascribes, persons before schools.
func (c *cast) inSentence(text string, s corpus.Span, schools []hit, quoted []corpus.Span) []ascription {
	var out []ascription
	in := text[:s.End]
	for _, h := range c.hits {
		if h.start < s.Start || h.end > s.End || within(h, quoted) {
			continue
		}
		if a, ok := ascribed(in, h); ok {
			a.start = max(a.start, s.Start)
			out = append(out, a)
		}
	}
	for _, way := range []struct {
		hits []hit
		find func(string, hit) (ascription, bool)
	}{{schools, schooled}, {c.bodies, bodySpeaks}} {
		if len(out) > 0 {
			return out
		}
		for _, h := range way.hits {
			if h.start < s.Start || h.end > s.End || within(h, quoted) {
				continue
			}
			if a, ok := way.find(in, h); ok {
				a.start = max(a.start, s.Start)
				out = append(out, a)
			}
		}
	}
	if a, ok := unnamed(text, s); len(out) == 0 && ok {
		out = append(out, a)
	}
	return out
}

// goesOn reports whether a sentence goes on with what the one before ascribed.
func goesOn(text string, s corpus.Span, name string) (ascription, bool) {
	in := s.Of(text)
	if !mayGoOn(in) {
		return ascription{}, false
	}
	w := ascribing()
	m := w.anaphor.FindStringIndex(in)
	if m == nil {
		m = w.of.FindStringIndex(in)
	}
	if m == nil {
		return ascription{}, false
	}
	found := in[m[0]:m[1]]
	start := m[0] + len(found) - len(strings.TrimLeft(found, ", \"”’"))
	return ascription{s.Start + start, s.Start + m[0] + len(strings.TrimRight(found, " ,:;.\n\"“«‘(")), name}, true
}

// firstWithin is the first person a sentence names, "" where it names none.
func firstWithin(hits []hit, s corpus.Span) string {
	for _, h := range hits {
		if h.start >= s.Start && h.end <= s.End && !h.aside {
			return h.name
		}
	}
	return ""
}

// introduced names whose words a passage mostly gives where no verb tells: whom
// an ascription names, or the one person named outside the marks.
func (c *cast) introduced(text string, quoted []corpus.Span, all []ascription) []string {
	for _, a := range all {
		if a.name != "" {
			return []string{a.name}
		}
	}
	var out []string
	for _, h := range c.hits {
		if !h.aside && !within(h, quoted) && !slices.Contains(out, h.name) {
			out = append(out, h.name)
		}
	}
	if len(out) != 1 || len(quoted) == 0 {
		return nil
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

// quotedNames names those whose words stand between marks: a quotation of at
// least so many bytes begins or ends near the ascription.
func (c *cast) quotedNames(text string, quoted []corpus.Span, least int) []string {
	var out []string
	for _, h := range c.hits {
		if slices.Contains(out, h.name) || within(h, quoted) {
			continue
		}
		if _, ok := ascribed(text, h); !ok {
			continue
		}
		for _, q := range quoted {
			if q.Len() >= least && (q.Start >= h.end && q.Start-h.end < 120 || q.End <= h.start && h.start-q.End < 40) {
				out = append(out, h.name)
				break
			}
		}
	}
	return out
}

// quotedFrom names whom a quotation is from: its own citation or signature, or
// else whom the end of the passage before it names last.
func (c *cast) quotedFrom(doc *corpus.Document, i int) {
	p := &doc.Passages[i]
	from := func(name string, span corpus.Span) {
		p.VoiceOf, p.VoiceBy = []string{name}, &corpus.Evidence{Span: span, Text: span.Of(doc.Text)}
	}
	for j := len(p.Citations) - 1; j >= 0; j-- {
		if who := c.citedIn(p.Citations[j]); len(who) > 0 {
			from(who[0].name, p.Citations[j].Span)
			return
		}
	}
	if n := len(c.hits); n > 0 && len(p.Text)-c.hits[n-1].end < 12 {
		h := c.hits[n-1]
		from(h.name, corpus.Span{Start: p.Span.Start + h.start, End: p.Span.Start + h.end})
		return
	}
	if i == 0 || len(c.before) == 0 || p.Kind != corpus.Quotation {
		return
	}
	q := &doc.Passages[i-1]
	if last := c.before[len(c.before)-1]; last.end <= len(q.Text) && len(q.Text)-last.end < 200 {
		from(last.name, corpus.Span{Start: q.Span.Start + last.start, End: q.Span.Start + last.end})
	}
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
		case r == closer, closer == '“' && r == '”':
			next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
			if r == '"' && i > 0 && text[i-1] == ' ' && unicode.IsLetter(next) {
				open = i + 1 // the one before was never closed
				continue
			}
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
	case '„':
		return '“'
	}
	return 0
}

// untitled leaves out the stretches that are titles and no quotations: several
// words, all with capitals but for those that bind them.
func untitled(text string, quoted []corpus.Span) []corpus.Span {
	out := quoted[:0:0]
	for _, q := range quoted {
		if !titled(q.Of(text)) {
			out = append(out, q)
		}
	}
	return out
}

func titled(s string) bool {
	if strings.ContainsAny(s, ".!?") || strings.HasSuffix(s, ",") {
		return false
	}
	capitals := 0
	for _, w := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(r):
			capitals++
		case !words.Function(strings.Trim(w, ",:;")):
			return false
		}
	}
	return capitals >= 2
}
