package quote

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/corpus"
	"locus/corpus/words"
)

// judge gives the verdict on a quotation that stands somewhere word for word.
func (c *Checker) judge(f *Finding, claim Claim, q quotation, places []found) error {
	inCited := slices.Contains(claim.Works, places[0].work.ID)
	switch {
	case inCited:
		places = kept(places, func(p found) bool { return slices.Contains(claim.Works, p.work.ID) })
	case claim.Source == "":
		if own := kept(places, func(p found) bool { return !c.inQuotes(p) }); len(own) > 0 {
			places = own // the others quote them
		}
	}
	p, turned, err := c.bestPage(claim, places)
	if err != nil {
		return err
	}
	if err := c.place(f, p, q); err != nil {
		return err
	}
	for _, other := range places {
		f.Places = append(f.Places, other.id())
	}
	if len(f.Places) == 1 {
		f.Places = nil
	}
	f.Of = c.spokenBy(p)
	quoted := c.inQuotes(p)
	verbatim := printedSo(p.letters.text, q.text)
	switch {
	case !inCited && claim.Source != "":
		f.elsewhere(claim, p, quoted)
	case claim.Source == "" && severalWorks(places):
		f.Verdict, f.Why = Ambiguous, fmt.Sprintf("%d works have these words; a citation would tell which is meant.", len(worksIn(places)))
	case !verbatim && p.omitted > 0 && c.overHeading(p) != "":
		f.Verdict, f.Why = Stitched, fmt.Sprintf("Its ellipsis goes over into another section, “%s”.", c.overHeading(p))
	case !verbatim && p.slips > 0:
		f.Verdict, f.Why = Altered, "The words are the source's; the stops or blanks between them are not."
		f.Diff = compared(q, p.letters, p.start, p.end)
	case quoted && !claim.Secondary && !claim.by(f.Of) && claim.Source != "" && !nested(q):
		f.Verdict, f.Why = Secondhand, secondhand(f.Of, p.work)
	case turned != "":
		f.Verdict, f.Why = WrongPage, turned
	case !verbatim && (p.marked || q.edited()):
		f.Verdict, f.Why = ExactMarked, "Word for word but for edits that are marked."
		f.Diff = compared(q, p.letters, p.start, p.end)
	default:
		f.Verdict, f.Why = Exact, "Word for word."
	}
	if claim.Source == "" && quoted && len(f.Of) > 0 {
		f.Why += " " + secondhand(f.Of, p.work)
	}
	return nil
}

// printedSo reports whether a text has a quotation character by character, blanks
// and quotation marks aside: its ellipses and brackets are then the source's own.
func printedSo(text, quotation string) bool {
	return strings.Contains(typed(text), typed(strings.TrimRight(quotation, " .,;:!?")))
}

// typed is a text without blanks and quotation marks.
func typed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune(quotes+apostrophes, r) {
			return -1
		}
		return r
	}, s)
}

// kept are the places for which a condition holds.
func kept(places []found, holds func(found) bool) []found {
	var out []found
	for _, p := range places {
		if holds(p) {
			out = append(out, p)
		}
	}
	return out
}

// overHeading is the first heading within a place, "" where it has none.
func (c *Checker) overHeading(p found) string {
	held, err := c.text(p.work.ID)
	if err != nil {
		return ""
	}
	for _, part := range held.doc.Parts {
		if part.Kind == corpus.PartSection && part.Name != "" && p.at().Contains(part.Heading) {
			return part.Name
		}
	}
	return ""
}

// elsewhere gives the verdict on words that stand in another work than cited.
func (f *Finding) elsewhere(claim Claim, p found, quoted bool) {
	title := named(p.work)
	switch {
	case quoted && len(claim.Works) == 0:
		f.Verdict, f.Why = Secondhand, fmt.Sprintf("The library does not hold %s; these words stand in %s as a quotation. Cite them as quoted there, or look up the original.", claim.Source, title)
	case len(claim.Works) == 0:
		f.Verdict, f.Why = WrongSource, fmt.Sprintf("The words are %s's; the library does not hold %s.", title, claim.Source)
	default:
		f.Verdict, f.Why = WrongSource, fmt.Sprintf("The words stand in %s, not in %s.", title, claim.Source)
	}
}

// by reports whether the claim says already that the words are these persons'.
func (c Claim) by(of []string) bool {
	for _, name := range of {
		for _, family := range c.Of {
			if strings.Contains(words.Fold(name), words.Fold(family)) {
				return c.Secondary
			}
		}
	}
	return false
}

func secondhand(of []string, w *corpus.Work) string {
	whose := "somebody else's words"
	if len(of) > 0 {
		whose = "the words of " + strings.Join(of, " and ")
	}
	return fmt.Sprintf("%s quotes them as %s: cite them as quoted there, or look up the original.", named(w), whose)
}

// named is a work as a sentence names it.
func named(w *corpus.Work) string {
	if w.Title == "" {
		return string(w.ID)
	}
	return "“" + w.Title + "” (" + string(w.ID) + ")"
}

// bestPage gives the place on a page that the claim names, or else the first with
// a sentence that says what is wrong with the page. Where nothing tells the
// place's page, no page is wrong.
func (c *Checker) bestPage(claim Claim, places []found) (best found, wrong string, err error) {
	best = places[0]
	asked := pageLabels(claim.Pages)
	if len(asked) == 0 || !slices.Contains(claim.Works, best.work.ID) {
		return best, "", nil
	}
	var other []string
	for _, p := range places {
		held, err := c.text(p.work.ID)
		if err != nil {
			return best, "", err
		}
		on := printedPages(held.doc, p.at())
		if len(on) == 0 {
			if at := held.doc.Passage(p.at()).Locator.Page; at != nil {
				on = []string{strings.ToLower(*at)}
			}
		}
		if len(on) == 0 || anyOf(on, asked) {
			return p, "", nil
		}
		other = append(other, on...)
	}
	return best, fmt.Sprintf("The words stand on page %s, not on %s.", strings.Join(unique(other), ", "), claim.Pages), nil
}

// place tells where a quotation stands and what its source says there.
func (c *Checker) place(f *Finding, p found, q quotation) error {
	span := p.at()
	f.Work, f.Passage = p.work.ID, p.id()
	f.SourceText = shown(p.letters.source(p.start, p.end))
	held, err := c.text(p.work.ID)
	if err != nil {
		return err
	}
	at := held.doc.Passage(span).Locator
	f.Locator = &at
	return nil
}

// spokenBy is whose words a place has by the work's own account, where it does
// not speak itself.
func (c *Checker) spokenBy(p found) []string {
	held, err := c.text(p.work.ID)
	if err != nil {
		return nil
	}
	around := passageAt(held.doc, p.at())
	if around == nil || !c.inQuotes(p) {
		return nil
	}
	if around.Voice == corpus.Quotes {
		return around.VoiceOf
	}
	var out []string
	for _, m := range around.People {
		if m.Role == corpus.Quoted {
			out = append(out, m.Name)
		}
	}
	return out
}

// inQuotes reports whether a place lies within quotation marks of its source, or
// in a block quotation.
func (c *Checker) inQuotes(p found) bool {
	held, err := c.text(p.work.ID)
	if err != nil {
		return false
	}
	span := p.at()
	around := passageAt(held.doc, span)
	if around == nil {
		return false
	}
	if around.Kind == corpus.Quotation {
		return true
	}
	text := around.Text
	return between(text, span.Start-around.Span.Start, min(span.End, around.Span.End)-around.Span.Start)
}

// between reports whether the stretch from to to of a text stands between double
// quotation marks, or between curly single ones.
func between(text string, from, to int) bool {
	for _, pair := range []struct{ open, shut string }{{"“„«", "”»"}, {"\"", "\""}, {"‘", "’"}} {
		depth, opened := 0, false
		for i, r := range text[:from] {
			switch {
			case pair.open == pair.shut && strings.ContainsRune(pair.open, r):
				opened = !opened
			case strings.ContainsRune(pair.open, r):
				depth, opened = 1, true
			case strings.ContainsRune(pair.shut, r) && depth > 0 && closes(text, i, r):
				depth, opened = 0, false
			}
		}
		if opened && strings.ContainsAny(text[to:], pair.shut) && !strings.ContainsAny(text[from:to], pair.open) {
			return true
		}
	}
	return false
}

// closes reports whether the mark at i ends a quotation rather than leaving out a
// letter.
func closes(text string, i int, r rune) bool {
	if r != '’' {
		return true
	}
	next, _ := utf8.DecodeRuneInString(text[i+len("’"):])
	return !isLetter(next)
}

func isLetter(r rune) bool {
	return letterFold(r) != "" && r > ' ' && strings.ContainsAny(letterFold(r), "abcdefghijklmnopqrstuvwxyz")
}

// nested reports whether the quotation shows by marks of its own that all of it
// is quoted already.
func nested(q quotation) bool {
	first, n := utf8.DecodeRuneInString(q.text)
	last, m := utf8.DecodeLastRuneInString(strings.TrimRight(q.text, ".,;:!?"))
	return n+m < len(q.text) && pairs(first, last)
}

func worksIn(places []found) []corpus.WorkID {
	var out []corpus.WorkID
	for _, p := range places {
		if !slices.Contains(out, p.work.ID) {
			out = append(out, p.work.ID)
		}
	}
	return out
}

func severalWorks(places []found) bool { return len(worksIn(places)) > 1 }

// compared is the difference between a quotation and the stretch of letters where
// it stands.
func compared(q quotation, l *letters, start, end int) []Difference {
	draft, source := drafted(q), worded(l, start, end)
	return diff(align(draft, source), draft, source)
}
