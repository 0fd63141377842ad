package flow

import (
	"slices"
	"strconv"
	"strings"

	"locus/ingest/block"
	"locus/ingest/meta"
	"locus/ingest/pattern"
)

const whyCall = "a note's call"

// reach is how many blocks may stand between a call and its note where the notes
// stand at the foot of the page.
const reach = 12

var (
	noteNumber = pattern.Lazy(`^(?:\[([0-9]{1,3})\]|\(([0-9]{1,3})\)|([0-9]{1,3})[.)]?)\s+["“‘(]?\p{L}`)
	// A number glued to a word or to the punctuation that closes a sentence.
	glued = pattern.Lazy(`(?:\p{Ll}{2}|[\p{L})”"’'\]][.,;:!?][”"’')]?|[”’)\]"])([0-9]{1,3})(?:[\s,.;:)”"]|$)`)
	round = pattern.Lazy(`\S(\s?\(([0-9]{1,3})\))`)
	level = pattern.Lazy(`\S(\s?\[([0-9]{1,3})\])`)
	upper = pattern.Lazy(`[¹²³⁰⁴-⁹]{1,3}`)
)

// noteAt is a block that could be a note: its index, its number, how many bytes
// its mark takes, and whether it stands below a heading "Notes".
type noteAt struct {
	block, number, mark int
	headed, bracketed   bool
}

// callAt is a number that could call a note: the bytes from (inside) to to
// (outside) of a block's text.
type callAt struct{ block, number, from, to int }

// Endnotes finds the notes that no mark-up tells: numbered paragraphs below a
// heading "Notes", or at the foot of a page, whose numbers the text calls, in
// order, by raised, bracketed or bare digits ("as it was.5 Next"). They become
// notes, and the digits leave the text as calls. Numbers that nothing calls stay
// what they are, lists, unless a heading calls them notes.
func Endnotes(blocks []block.Block) {
	notes := noteBlocks(blocks)
	if len(notes) == 0 {
		return
	}
	taken := map[int]bool{}
	for _, n := range notes {
		taken[n.block] = true
	}
	var best map[int]callAt
	for _, style := range []func(string) [][2]int{upperCalls, gluedCalls, levelCalls, roundCalls} {
		if found := pair(notes, printed(blocks, taken, style)); len(found) > len(best) {
			best = found
		}
	}
	headed, like := 0, 0
	for i, n := range notes {
		if n.headed {
			headed++
		}
		if c, ok := best[i]; ok && (n.headed || !strings.ContainsAny(blocks[c.block].Text[c.from:c.to], "([") || n.bracketed) {
			like++
		}
	}
	if like == 0 || like < len(best) || like == 1 && headed != 1 || headed*6 > like*10 || headed == 0 && like*10 < len(notes)*4 {
		uncalled(blocks, notes)
		return
	}
	changes := map[int][]block.Change{}
	for i, n := range notes {
		c, ok := best[i]
		if !ok && !n.headed {
			continue
		}
		b := &blocks[n.block]
		b.Edit([]block.Change{{From: 0, To: n.mark}})
		b.Kind, b.Mark = block.Note, strconv.Itoa(n.number)
		if ok {
			changes[c.block] = append(changes[c.block], block.Change{From: c.from, To: c.to, Why: whyCall})
		}
	}
	for at, cs := range changes {
		callOut(&blocks[at], cs)
	}
}

// uncalled makes notes of the paragraphs below a heading "Notes" that count up
// from one, though the text, as copies do, has lost the numbers that call them.
func uncalled(blocks []block.Block, notes []noteAt) {
	var below []noteAt
	for _, n := range notes {
		if n.headed {
			below = append(below, n)
		}
	}
	for i, n := range below {
		if n.number != i+1 {
			return
		}
	}
	if len(below) < 2 {
		return
	}
	for _, n := range below {
		b := &blocks[n.block]
		b.Edit([]block.Change{{From: 0, To: n.mark}})
		b.Kind, b.Mark = block.Note, strconv.Itoa(n.number)
	}
}

// callOut takes the digits of calls out of a block's text and keeps them as calls.
func callOut(b *block.Block, cs []block.Change) {
	slices.SortFunc(cs, func(x, y block.Change) int { return x.From - y.From })
	for _, c := range cs {
		mark := strings.Trim(b.Text[c.From:c.To], "[]() ")
		b.Calls = append(b.Calls, block.Call{At: c.From, Mark: lowered(mark)})
	}
	b.Edit(cs)
	slices.SortStableFunc(b.Calls, func(x, y block.Call) int { return x.At - y.At })
}

// noteBlocks lists the blocks that could be notes.
func noteBlocks(blocks []block.Block) []noteAt {
	var out []noteAt
	section := ""
	for i, b := range blocks {
		if b.Kind == block.Heading {
			section = meta.Standard(b.Text)
			continue
		}
		if b.Zone != block.Body || section == "references" || b.Kind != block.Paragraph && b.Kind != block.Item {
			continue
		}
		if b.Kind == block.Item && b.Mark != "" {
			if n, err := strconv.Atoi(strings.Trim(b.Mark, ".()")); err == nil && n > 0 {
				out = append(out, noteAt{block: i, number: n, headed: section == "notes"})
			}
			continue
		}
		if m := noteNumber().FindStringSubmatch(b.Text); m != nil {
			digits := m[1] + m[2] + m[3]
			n, err := strconv.Atoi(digits)
			if err != nil || n == 0 {
				continue
			}
			mark := strings.Index(b.Text, " ") + 1
			out = append(out, noteAt{block: i, number: n, mark: mark, headed: section == "notes", bracketed: m[3] == ""})
		}
	}
	return out
}

// pair ties notes to calls, both in their order: a note to the first call of
// its number after the last one taken. A note at the foot of a page is called
// shortly before; one below a heading anywhere before. It gives calls by notes.
func pair(notes []noteAt, calls []callAt) map[int]callAt {
	out := map[int]callAt{}
	at := 0
	for i, n := range notes {
		for j := at; j < len(calls); j++ {
			c := calls[j]
			if c.block >= n.block && !n.headed {
				break
			}
			if c.number == n.number && (n.headed || n.block-c.block <= reach) {
				out[i], at = c, j+1
				break
			}
		}
	}
	return out
}

// printed collects the calls of one kind in reading order.
func printed(blocks []block.Block, notes map[int]bool, kind func(string) [][2]int) []callAt {
	var out []callAt
	section := ""
	for i, b := range blocks {
		if b.Kind == block.Heading {
			section = meta.Standard(b.Text)
		}
		if notes[i] || section == "references" || b.Zone == block.Front || b.Kind != block.Paragraph && b.Kind != block.Quote && b.Kind != block.Item && b.Kind != block.Heading {
			continue
		}
		for _, m := range kind(b.Text) {
			if n, err := strconv.Atoi(lowered(strings.Trim(b.Text[m[0]:m[1]], "[]() "))); err == nil {
				out = append(out, callAt{i, n, m[0], m[1]})
			}
		}
	}
	return out
}

func gluedCalls(s string) [][2]int {
	if !strings.ContainsAny(s, "0123456789") {
		return nil
	}
	return groups(glued().FindAllStringSubmatchIndex(s, -1))
}

func roundCalls(s string) [][2]int {
	if !numberAfter(s, '(') {
		return nil
	}
	return groups(round().FindAllStringSubmatchIndex(s, -1))
}

func levelCalls(s string) [][2]int {
	if !numberAfter(s, '[') {
		return nil
	}
	return groups(level().FindAllStringSubmatchIndex(s, -1))
}

// numberAfter reports whether a digit stands after a bracket.
func numberAfter(s string, bracket byte) bool {
	for i := strings.IndexByte(s, bracket); i >= 0 && i+1 < len(s); {
		if s[i+1] >= '0' && s[i+1] <= '9' {
			return true
		}
		next := strings.IndexByte(s[i+1:], bracket)
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

func upperCalls(s string) [][2]int {
	if !strings.ContainsAny(s, "¹²³⁰⁴⁵⁶⁷⁸⁹") {
		return nil
	}
	var out [][2]int
	for _, m := range upper().FindAllStringIndex(s, -1) {
		if m[0] > 0 {
			out = append(out, [2]int{m[0], m[1]})
		}
	}
	return out
}

// groups are the first groups of matches.
func groups(ms [][]int) [][2]int {
	var out [][2]int
	for _, m := range ms {
		out = append(out, [2]int{m[2], m[3]})
	}
	return out
}

// lowered writes raised digits on the line.
func lowered(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '¹':
			return '1'
		case r == '²', r == '³':
			return '2' + r - '²'
		case r == '⁰', r >= '⁴' && r <= '⁹':
			return '0' + r - '⁰'
		}
		return r
	}, s)
}
