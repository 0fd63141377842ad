package plain

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/ingest/block"
	"locus/ingest/meta"
	"locus/ingest/pattern"
)

var (
	printedMark = pattern.Lazy(`^(?:\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.):]|[0-9]{1,2}\s?[-–])\s+\S`)
	bulletMark  = pattern.Lazy(`^[-*•·▪◦‣–—^]\s+\S`)
	initial     = pattern.Lazy(`^[A-Z]\.\s+[A-Z]`)
)

// listMark is the mark that a line begins with and the rest of the line; ""
// where it has none. An initial ("J. Smith") is no mark.
func listMark(line string) (mark, rest string) {
	if line == "" || line[0] < utf8.RuneSelf && unicode.IsLetter(rune(line[0])) && !strings.ContainsAny(line[:min(len(line), 7)], ".):") {
		return "", line
	}
	if bulletMark().MatchString(line) {
		_, n := utf8.DecodeRuneInString(line)
		return line[:n], strings.TrimSpace(line[n:])
	}
	if m := printedMark().FindString(line); m != "" && !initial().MatchString(line) {
		mark, _, _ = strings.Cut(m, " ")
		return mark, strings.TrimSpace(line[len(mark):])
	}
	return "", line
}

// numberedText is the number of words from which a numbered paragraph is a
// paragraph of a text that numbers them, as speeches and reports do, no item.
const numberedText = 60

// lists finds the list items among the paragraphs: those with a mark, and, after
// a paragraph that ends with a colon, the short ones that a semicolon or a comma
// ties together.
func lists(blocks []block.Block) []block.Block {
	counted := numbersParagraphs(blocks)
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != block.Paragraph {
			continue
		}
		mark, rest := listMark(b.Text)
		if mark == "" || unicode.IsDigit(rune(mark[0])) && (counted || len(strings.Fields(rest)) > numberedText) {
			continue
		}
		if (mark == "—" || mark == "–") && i > 0 && meta.NameLook(strings.TrimRight(rest, ".")) {
			continue // whose words stand above
		}
		if _, n := utf8.DecodeRuneInString(mark); n == len(mark) && !unicode.IsDigit(rune(mark[0])) {
			mark = ""
		}
		b.Kind, b.Mark, b.Text, b.Level = block.Item, mark, rest, 1
	}
	for i := 0; i+2 < len(blocks); i++ {
		if blocks[i].Kind != block.Paragraph || !strings.HasSuffix(blocks[i].Text, ":") {
			continue
		}
		n := tied(blocks[i+1:])
		for j := range n {
			blocks[i+1+j].Kind, blocks[i+1+j].Level = block.Item, 1
		}
	}
	return blocks
}

// numbersParagraphs reports whether a text numbers its paragraphs: three and
// more of those with a number, and a fifth of them, are longer than items are.
// Then a short one is a paragraph too.
func numbersParagraphs(blocks []block.Block) bool {
	long, all := 0, 0
	for _, b := range blocks {
		if b.Kind != block.Paragraph || b.Text == "" || !unicode.IsDigit(rune(b.Text[0])) {
			continue
		}
		if mark, rest := listMark(b.Text); mark != "" {
			all++
			if len(strings.Fields(rest)) > numberedText {
				long++
			}
		}
	}
	return long >= 3 && long*5 >= all
}

var tieEnd = pattern.Lazy(`(?:[;,]|[;,] (?:and|or))$`)

// tied counts the blocks that are items tied by semicolons or commas, with the
// last one, which closes the sentence.
func tied(blocks []block.Block) int {
	n := 0
	for n < len(blocks) && blocks[n].Kind == block.Paragraph && len(strings.Fields(blocks[n].Text)) <= 40 && tieEnd().MatchString(blocks[n].Text) {
		n++
	}
	if n > 0 && n < len(blocks) && blocks[n].Kind == block.Paragraph && len(strings.Fields(blocks[n].Text)) <= 40 {
		n++
	}
	return n
}

var bookmark = pattern.Lazy(`^\[bookmark:[^\]]{0,200}\]\s*`)

// headings finds the headings among the blocks by their look: a short bare line
// that begins with a capital or a number, does not end as a sentence does, and
// stands before a paragraph or another heading. A marked anchor makes one outright.
func headings(blocks []block.Block) []block.Block {
	look := make([]bool, len(blocks))
	labels := speakers(blocks)
	for i := range blocks {
		b := &blocks[i]
		if a := bookmark().FindString(b.Text); a != "" && utf8.RuneCountInString(b.Text) < 300 {
			b.Kind, b.Level, b.Marked, b.Anchor = block.Heading, 1, true, strings.TrimSpace(a)
			b.Text = b.Text[len(a):]
		}
		look[i] = b.Kind == block.Paragraph && headingLook(b.Text) && !labels[label(b.Text)] || b.Kind == block.Item && b.Mark != "" && headingLook(b.Text) && !(i > 0 && follows(blocks[i-1].Mark, b.Mark))
	}
	next := inSequence(blocks, look)
	run := 0
	for i := len(blocks) - 1; i >= 0; i-- {
		if !look[i] {
			run = 0
			continue
		}
		run++
		b := &blocks[i]
		if !next[i] && !opens(blocks, i) && (run > 2 || !leads(blocks, i)) || i > 0 && introduces(blocks[i-1]) {
			continue
		}
		if b.Kind == block.Item {
			b.Text, b.Mark = b.Mark+" "+b.Text, ""
		}
		b.Kind, b.Level = block.Heading, 1
	}
	vouched(blocks, look)
	return blocks
}

// inSequence finds the lines that look like headings and bear the number after
// that of the last numbered heading, from the fourth on: a text that has numbered
// its sections so far goes on to.
func inSequence(blocks []block.Block, look []bool) map[int]bool {
	out := map[int]bool{}
	last := 0
	for i, b := range blocks {
		if !look[i] {
			continue
		}
		text := b.Text
		if b.Kind == block.Item {
			text = b.Mark + " " + text
		}
		mark, _ := listMark(text)
		n, err := strconv.Atoi(strings.TrimSuffix(mark, "."))
		if err != nil || n != last+1 || n < 4 && !leads(blocks, i) {
			continue
		}
		out[i], last = n >= 4, n
	}
	return out
}

// follows reports whether the number of an item is the one after another's.
func follows(before, mark string) bool {
	const signs = "().:-– "
	n, err := strconv.Atoi(strings.Trim(before, signs))
	if err != nil {
		return false
	}
	return strings.Trim(mark, signs) == strconv.Itoa(n+1)
}

// opens reports whether block i is a section's fixed name ("References") with
// something after it, however short.
func opens(blocks []block.Block, i int) bool {
	return blocks[i].Kind == block.Paragraph && meta.Standard(blocks[i].Text) != "" && i+1 < len(blocks) && blocks[i+1].Kind != block.Break
}

// leads reports whether the block after i is what a heading stands before.
func leads(blocks []block.Block, i int) bool {
	if i+1 >= len(blocks) {
		return false
	}
	next := blocks[i+1]
	switch next.Kind {
	case block.Heading:
		return true
	case block.Paragraph:
		return len(strings.Fields(next.Text)) >= 15
	case block.Item:
		return blocks[i].Kind == block.Paragraph && !strings.HasSuffix(blocks[i].Text, ":") && len(strings.Fields(next.Text)) >= 8
	}
	return next.Kind == block.Quote
}

func introduces(b block.Block) bool {
	return b.Kind == block.Paragraph && strings.HasSuffix(b.Text, ":") && len(strings.Fields(b.Text)) > 10
}

// label is what stands before the first colon of a text that begins with a
// speaker's name or the like, "" where nothing does.
func label(text string) string {
	before, after, ok := strings.Cut(text[:min(len(text), 60)], ": ")
	if !ok || strings.TrimSpace(after) == "" || len(strings.Fields(before)) > 4 || before == "" {
		return ""
	}
	if first, _ := utf8.DecodeRuneInString(before); !unicode.IsUpper(first) {
		return ""
	}
	return before
}

// speakers finds the labels with which two paragraphs and more begin: those of
// the speakers in a conversation.
func speakers(blocks []block.Block) map[string]bool {
	count := map[string]int{}
	for _, b := range blocks {
		if b.Kind == block.Paragraph {
			count[label(b.Text)]++
		}
	}
	out := map[string]bool{}
	for l, n := range count {
		out[l] = l != "" && n >= 2
	}
	return out
}

// salutation is a line that addresses somebody, or says that somebody answers.
var salutation = pattern.Lazy(`^(?i:to the editors?|dear\b.{1,60}|(?:the )?(?:authors?|editors?|writer)s? (?:repl(?:y|ies)|responds?|answers?)|sir|sirs)\s?[:,]?$`)

func headingLook(text string) bool {
	if utf8.RuneCountInString(text) > 90 || strings.Contains(text, "\n") || len(strings.Fields(text)) > 12 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text)
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) || strings.HasPrefix(text, "By ") || salutation().MatchString(text) || meta.Keywords(text) {
		return false
	}
	letters := strings.IndexFunc(text, unicode.IsLetter) >= 0
	return letters && !strings.ContainsRune(".,;!”\"'’)]-–—…", lastRune(text)) && !strings.Contains(text, "@") && !strings.Contains(text, "://")
}

var (
	noteStart = pattern.Lazy(`^(?:\[([0-9]{1,3})\]|([¹²³⁰⁴-⁹]{1,3}))\s*`)
	callMark  = pattern.Lazy(`\[([0-9]{1,3})\]|[¹²³⁰⁴-⁹]{1,3}`)
)

// notes finds the notes, which begin with a bracketed or raised number, and
// their calls in the paragraphs, whose marks leave the text.
func notes(blocks []block.Block) []block.Block {
	marks := map[string]bool{}
	listed := false // in a list of references, whose numbers are no notes'
	for i := range blocks {
		b := &blocks[i]
		if b.Kind == block.Heading {
			listed = meta.Standard(b.Text) == "references"
		}
		if listed {
			continue
		}
		if m := noteStart().FindStringSubmatch(b.Text); m != nil && b.Kind == block.Paragraph {
			b.Kind, b.Mark, b.Text = block.Note, lowered(m[1]+m[2]), b.Text[len(m[0]):]
			marks[b.Mark] = true
		}
	}
	if len(marks) == 0 {
		return blocks
	}
	for i := range blocks {
		b := &blocks[i]
		if b.Kind == block.Note || b.Kind == block.Row {
			continue
		}
		var changes []block.Change
		for _, m := range callMark().FindAllStringIndex(b.Text, -1) {
			mark := lowered(strings.Trim(b.Text[m[0]:m[1]], "[]"))
			if !marks[mark] || m[0] == 0 {
				continue
			}
			changes = append(changes, block.Change{From: m[0], To: m[1]})
			b.Calls = append(b.Calls, block.Call{At: m[0], Mark: mark})
		}
		b.Edit(changes)
	}
	return blocks
}

func lowered(s string) string {
	return strings.NewReplacer("⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9").Replace(s)
}
