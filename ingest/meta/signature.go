package meta

import (
	"strings"
	"unicode/utf8"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/pattern"
)

// signature reads who has signed a text at its end, where nobody is named at its
// head: a line of names after the last sentence, alone, in brackets or after a dash,
// an institution or a place below it or not; what follows is no text but a list or a
// pointer to others. Not read where the lines of names below the text are those of speakers.
func (r *reading) signature() {
	if len(r.work.Authors) > 0 {
		return
	}
	blocks := r.page.Blocks
	from := max(len(r.run()), 1)
	for i := len(blocks) - 1; i >= from; i-- {
		b := &blocks[i]
		names := signed(b.Text)
		if names == "" || b.Zone != block.Body || b.Kind != block.Paragraph && b.Kind != block.Heading || r.foreign(names) {
			if r.text(b) && !behindText(b.Text) && i < len(blocks)-1 && !pointer(blocks, i) {
				return
			}
			continue
		}
		if !r.text(&blocks[i-1]) && !closing().MatchString(blocks[i-1].Text) && !pointing().MatchString(blocks[i-1].Text) {
			continue
		}
		r.work.Authors = Names(names)
		r.basis("authors", corpus.Stated)
		b.Kind, b.Zone = block.Paragraph, block.Front
		for j := i + 1; j < min(len(blocks), i+3) && blocks[j].Kind != block.Heading && len(strings.Fields(blocks[j].Text)) <= 8 && (lookOf(blocks[j]) == lookPlace || singleName(blocks[j].Text)); j++ {
			blocks[j].Zone = block.Front
		}
		return
	}
}

// text reports whether a block is prose.
func (r *reading) text(b *block.Block) bool {
	return (b.Kind == block.Paragraph || b.Kind == block.Item || b.Kind == block.Quote) && len(strings.Fields(b.Text)) >= 8 && sentence(b.Text)
}

var (
	closing = pattern.Lazy(`^(?i:(?:your[s']?|my|with|in|very|most|sincerely|respectfully|faithfully|truly|kind|best|warm)\b[\p{L}’' ]{0,60}|sincerely|respectfully|regards),?\.?$`)
	behind  = pattern.Lazy(`^(?i:see also|further reading|references|bibliography|sources?|cross-references|related|[\p{L} ]{3,30}:)\s`)
	remark  = pattern.Lazy(`^(?i:the (?:author|editor|writer)s? (?:repl(?:y|ies)|responds?|answers?|is|was|are)\b|(?:editor|author)(?:'|’)s (?:note|reply))`)
)

// behindText reports whether a paragraph is one of those that stand behind a
// signature: a pointer to other texts, a remark on or by the author.
func behindText(s string) bool {
	return behind().MatchString(s) || remark().MatchString(s) || utf8.RuneCountInString(s) < 60
}

// pointer reports whether block i stands in a list behind the text.
func pointer(blocks []block.Block, i int) bool {
	for j := i; j >= 0 && j > i-4; j-- {
		if remark().MatchString(blocks[j].Text) || Standard(blocks[j].Text) == "references" {
			return true
		}
	}
	return blocks[i].Zone == block.References || blocks[i].Kind == block.Note
}

// signed is the names of a line that signs a text, "" for any other.
func signed(s string) string {
	s = strings.Trim(s, " *_[]()—–-")
	if n := len(strings.Fields(s)); n < 2 || n > 8 {
		return ""
	}
	name := plainNames(s)
	if first, _, ok := strings.Cut(s, ", "); ok && !NameLook(name) && (places().MatchString(s) || Body(s)) {
		name = plainNames(first)
	}
	if !NameLook(name) || Body(name) || Standard(name) != "" || genre(name) {
		return ""
	}
	return name
}

var headwordForm = pattern.Lazy(`^(\p{Lu}[\p{Lu}’'’-]{2,}(?:[ ,]+(?:\p{Lu}[\p{Lu}’'-]*|of|the|and|in)){0,4})([.:,]|\s[—–-])\s+["“(]?\p{L}`)

// headword reads the word under which an entry stands, printed in capitals at the
// head of its first sentence ("NEUTRALITY. The legal position of ..."): a title
// where there is no other and a signature or a pointer to other entries shows that
// the text is an entry.
func (r *reading) headword() {
	if r.work.Title != "" || len(r.page.Blocks) < 2 {
		return
	}
	b := r.page.Blocks[0]
	m := headwordForm().FindStringSubmatch(b.Text)
	if m == nil || b.Kind != block.Paragraph || len(strings.Fields(b.Text)) < 8 {
		return
	}
	for _, x := range r.page.Blocks[1:] {
		if pointing().MatchString(x.Text) || len(strings.Fields(x.Text)) <= 6 && strings.HasPrefix(x.Text, "[") && signed(x.Text) != "" {
			r.setText("title", &r.work.Title, m[1])
			return
		}
	}
}

var pointing = pattern.Lazy(`^(?i:see also|cross-references|q\.v\.|cf\. also)\b`)
