package flow

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

var (
	licence     = pattern.Lazy(`(?i)(?:licen[cs]ed under (?:the|a|an)\b|\bunder the (?:terms of the )?(?:GNU|Creative Commons)|all rights reserved|^(?:©|\(c\)[^.]{0,60}\b[0-9]{4}\b|copyright\b)|^creative commons|\bCC[ -]BY\b|public domain in the united states)`)
	label       = pattern.Lazy(`(?i)^(.{0,80}?)\s*\b(?:essay|term paper|research paper|coursework)s?(?:\s*,\s*(?:essay|term paper|research paper|coursework)s?)+\s*$`)
	control     = pattern.Lazy(`(?i)^(?:(?:skip|jump) to (?:main )?(?:content|navigation|search)|(?:view|open|read) (?:this |it )?(?:(?:e-?mail|message|newsletter) )?(?:in|on) (?:your |a )?(?:web )?(?:browser|web)|unsubscribe.{0,60}|share(?: this)?(?: (?:article|page|post))?|share on \w+|tweet|e-?mail(?: this)?|print(?: this page)?|subscribe(?: now)?|sign (?:in|up)|log ?in|register|advertisement|read more|continue reading|click here.*|back to top|top|previous(?: (?:page|chapter|article))?|next(?: (?:page|chapter|article))?|home|menu|search|download(?: pdf)?|cite this(?: article)?|table of contents|contents|we use cookies.*|this (?:site|website) uses cookies.*|accept (?:all )?cookies|related (?:articles|posts|terms)|see also:?|page \d+(?: of \d+)?|\[?edit\]?)$`)
	footing     = pattern.Lazy(`^(?i:this page was last (?:edited|modified)\b.*|you (?:are receiving|received) this (?:e-?mail|message|newsletter)\b.*|you can unsubscribe\b.*|last edited by\b.*|users browsing this\b.*|who is online\b.*|display posts from\b.*|[0-9]+ posts?(?: • page.*)?|categor(?:y|ies): .*|sign up for (?:the|our|more)\b.*)$`)
	leaders     = pattern.Lazy(`^(?:(?i:table of contents|contents)\s+)?(?:\S.{0,100}?\s?(?:\.\s?){4,}\s*(?:[0-9]{1,4}|[ivxlc]{1,6})(?:\s+|$)){2,}$`)
	pageNo      = pattern.Lazy(`^[-–— ]*(?:[0-9]{1,4}|[ivxlc]{1,7})[-–— ]*$`)
	printedYear = pattern.Lazy(`^(?:1[5-9]|20)[0-9]{2}$`)
	seeAlso     = pattern.Lazy(`(?i)^see also:?$`)
	anchor      = pattern.Lazy(`\s*\{[#.][^{}]{0,120}\}\s*$|^\[bookmark:[^\]]{0,200}\]\s*|\s*¶$|\s+#+$|\s*\[edit\]$`)
)

// Drop takes away the blocks that are no part of the work and lists them as
// omitted. A label of the file (an essay mill's first line, a licence) is kept
// among the page's statements, with the key "label" or "licence", since it says
// what the file is.
func Drop(page *block.Page) {
	repeated := repeats(page.Blocks)
	kept := page.Blocks[:0]
	all := len(page.Blocks)
	lastLicence := -1
	begun := false // the text has
	for i, b := range page.Blocks {
		begun = begun || len(strings.Fields(b.Text)) > 25
		if b.Kind == block.Heading {
			unanchor(page, &b)
		}
		why := reason(b, i, all, repeated)
		if why == "page number" && !begun && printedYear().MatchString(b.Text) {
			why = "" // the date under the title
		}
		if why == "" {
			kept = append(kept, b)
			continue
		}
		if why == "licence" {
			lastLicence = len(kept)
		}
		if why == "licence" || why == "label" {
			page.Meta = append(page.Meta, block.Meta{Key: why, Value: b.Text})
		}
		page.Omitted = append(page.Omitted, block.Omitted{Why: why, Text: b.Text})
	}
	end := trailing(kept, lastLicence)
	for _, b := range kept[end:] {
		if b.Text != "" {
			page.Omitted = append(page.Omitted, block.Omitted{Why: "navigation", Text: b.Text})
		}
	}
	page.Blocks = kept[:end]
}

// unanchor takes the anchors off a heading and lists them.
func unanchor(page *block.Page, b *block.Block) {
	if a := anchor().FindString(b.Text); a != "" {
		page.Omitted = append(page.Omitted, block.Omitted{Why: "anchor", Text: strings.TrimSpace(a)})
		cutAway(b, anchor().FindAllStringIndex(b.Text, -1))
	}
	if b.Marked && strings.HasPrefix(b.Anchor, "[bookmark:") {
		page.Omitted = append(page.Omitted, block.Omitted{Why: "anchor", Text: b.Anchor})
	}
}

// cutAway takes stretches of a block's text away, with the blanks that then stand
// at its ends and the repairs within them.
func cutAway(b *block.Block, stretches [][]int) {
	var changes []block.Change
	for _, m := range stretches {
		changes = append(changes, block.Change{From: m[0], To: m[1]})
	}
	b.Edit(changes)
	var blanks []block.Change
	if n := len(b.Text) - len(strings.TrimLeft(b.Text, " ")); n > 0 {
		blanks = append(blanks, block.Change{From: 0, To: n})
	}
	if n := len(strings.TrimRight(b.Text, " ")); n < len(b.Text) && n > 0 {
		blanks = append(blanks, block.Change{From: n, To: len(b.Text)})
	}
	b.Edit(blanks)
	b.Repairs = slices.DeleteFunc(b.Repairs, func(r block.Repair) bool { return r.Is == "" })
}

// reason says why a block is no part of the work, "" for one that is.
func reason(b block.Block, i, all int, repeated map[string]bool) string {
	if b.Kind == block.Break || b.Kind == block.Note {
		return ""
	}
	n := len(strings.Fields(b.Text))
	switch {
	case b.Kind == block.Row:
		return ""
	case strings.IndexFunc(b.Text, letterOrDigit) < 0:
		return "no words"
	case b.Kind == block.Code || b.Kind == block.Item && b.Mark != "":
		return ""
	case n <= 60 && (i < 6 || i+8 >= all || i*10 > all*8) && licence().MatchString(b.Text):
		return "licence"
	case (i < 2 || i+2 >= all) && label().MatchString(b.Text):
		return "label"
	case n <= 6 && control().MatchString(b.Text) && !(b.Kind == block.Heading && b.Marked && seeAlso().MatchString(b.Text)):
		return "navigation"
	case n <= 16 && footing().MatchString(b.Text):
		return "navigation"
	case b.Kind == block.Paragraph && n <= 400 && leaders().MatchString(b.Text):
		return "table of contents"
	case b.Kind == block.Paragraph && pageNo().MatchString(b.Text):
		return "page number"
	case b.Kind == block.Paragraph && n <= 14 && repeated[form(b.Text)]:
		return "running head"
	}
	return ""
}

func letterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

var digits = pattern.Lazy(`[0-9]+`)

func form(s string) string { return digits().ReplaceAllString(strings.ToLower(s), "#") }

// repeats finds the short paragraphs that stand four times or more in a text but
// for their numbers, without ending a sentence, and have a number or stand in the
// middle of one: running heads. A refrain or a speaker's name is none.
func repeats(blocks []block.Block) map[string]bool {
	count := map[string]int{}
	open := false // the paragraph before breaks off
	for _, b := range blocks {
		short := b.Kind == block.Paragraph && len(b.Text) < 120 && !endsSentence(b.Text)
		if short && (open || strings.ContainsAny(b.Text, "0123456789")) {
			count[form(b.Text)]++
		}
		if !short {
			open = b.Kind == block.Paragraph && !endsClosed(b.Text)
		}
	}
	out := map[string]bool{}
	for f, n := range count {
		if n >= 4 {
			out[f] = true
		}
	}
	return out
}

// trailing says where the navigation at the end of a file begins: short bare
// lines after the licence line, or three and more of them, written as the labels
// of links are, after the last sentence. It is the number of blocks where there is none.
func trailing(blocks []block.Block, afterLicence int) int {
	end := len(blocks)
	for end > 0 {
		b := blocks[end-1]
		bare := b.Kind == block.Break || (b.Kind == block.Paragraph || b.Kind == block.Heading && !b.Marked) &&
			len(strings.Fields(b.Text)) <= 6 && !endsSentence(b.Text)
		if !bare {
			break
		}
		end--
	}
	if afterLicence >= 0 && afterLicence >= end {
		return end
	}
	if n := len(blocks) - end; end == 0 || n < 3 || !endsSentence(blocks[end-1].Text) || strings.HasSuffix(blocks[end-1].Text, ":") {
		return len(blocks)
	}
	for _, b := range blocks[end:] {
		if b.Kind == block.Heading || !capitals(b.Text) {
			return len(blocks)
		}
	}
	return end
}

// capitals reports whether a line is written as the labels of a site's links
// are: each longer word with a capital, and nothing but words.
func capitals(s string) bool {
	for _, w := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) || len(w) >= 4 && !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// endsSentence reports whether a text ends as a sentence does: with a full stop
// or its like, or with a bracket or a quotation mark that closes after one or
// closes a citation.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, " \"'”’»")
	if s == "" {
		return true
	}
	r := lastRune(s)
	return strings.ContainsRune(".!?:;…)]。！？", r)
}
