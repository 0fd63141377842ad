package outline

import (
	"strings"
	"unicode"

	"locus/ingest/block"
	"locus/ingest/meta"
	"locus/ingest/pattern"
)

// Arrange gives the headings of a page their levels, the blocks their zones, and
// takes empty sections away.
func Arrange(page *block.Page) {
	chapters(page)
	runIn(page.Blocks)
	contents(page)
	levels(page.Blocks)
	zones(page.Blocks)
	empty(page)
}

var numberPrefix = pattern.Lazy(`^([0-9]{1,2}(?:[.-][0-9]{1,2})*)[.–-]?\)?\s+\S`)

// levels finds the level of every heading.
func levels(blocks []block.Block) {
	var hs []*block.Block
	var follows []bool // a heading right before, with no text between
	last := -2
	for i := range blocks {
		if blocks[i].Kind == block.Heading {
			hs = append(hs, &blocks[i])
			follows = append(follows, last == i-1)
			last = i
		} else if blocks[i].Kind == block.Break && last == i-1 {
			last = i
		}
	}
	switch {
	case flat(hs) && (enumerated(hs) || shouted(hs)):
	case flat(hs):
		fromLook(hs, follows)
	case numbered(hs):
		fromNumbers(hs)
	case lost(hs):
		fromNames(hs)
	}
	answers(hs)
	divided(hs)
	nest(hs)
}

// flat reports whether all headings have one level, three of them at least: the
// conversion has lost the levels, or there are none.
func flat(hs []*block.Block) bool {
	for _, h := range hs {
		if h.Level != hs[0].Level {
			return false
		}
	}
	return len(hs) >= 3 && !numbered(hs)
}

// numbered reports whether most headings, those of fixed names apart, begin with
// a number.
func numbered(hs []*block.Block) bool {
	n, all := 0, 0
	for _, h := range hs {
		if meta.Standard(h.Text) != "" && !numberPrefix().MatchString(h.Text) {
			continue
		}
		all++
		if numberPrefix().MatchString(h.Text) {
			n++
		}
	}
	return n >= 3 && n*2 > all
}

// fromNumbers takes a heading's level from its number: 2.1 stands below 2. A
// heading without a number keeps its place below the last numbered one, unless
// its name is one of the fixed ones.
func fromNumbers(hs []*block.Block) {
	depth := 0
	for _, h := range hs {
		if m := numberPrefix().FindStringSubmatch(h.Text); m != nil {
			depth = strings.Count(m[1], ".") + strings.Count(m[1], "-") + 1
			h.Level = depth
			continue
		}
		if meta.Standard(h.Text) != "" || depth == 0 {
			h.Level, depth = 1, 0
			continue
		}
		h.Level = depth + 1
	}
}

// fromLook finds levels where the file gives every heading the same: numbered
// ones among others stand below them, one that follows another without text
// stands below it, and where only some end with a colon those stand below.
func fromLook(hs []*block.Block, follows []bool) {
	colons := 0
	for _, h := range hs {
		if strings.HasSuffix(h.Text, ":") {
			colons++
		}
	}
	mixed := colons > 0 && colons < len(hs)
	last, parent, child := 1, 0, -1 // child is the first heading right below parent
	paired := pairs(hs)
	for i, h := range hs {
		switch {
		case meta.Standard(h.Text) != "":
			h.Level = 1
		case numberPrefix().MatchString(h.Text) && i > 0:
			if numberPrefix().MatchString(hs[i-1].Text) {
				h.Level = hs[i-1].Level
			} else {
				h.Level = hs[i-1].Level + 1
			}
		case mixed && strings.HasSuffix(h.Text, ":"):
			h.Level = 2
		case i > 0 && follows[i] && meta.Standard(hs[i-1].Text) == "":
			h.Level = last + 1
			if hs[i-1].Level == 1 {
				parent, child = i-1, i
			}
		case child > 0 && below(hs, parent, child, i), paired[i], partOfMethod(hs[parent].Text, h.Text):
			h.Level = 2
		default:
			h.Level = 1
		}
		if h.Level == 1 {
			last, parent, child = 1, i, -1
		}
	}
}

// lost reports whether headings of fixed names, which are of the first level in
// every work, contradict each other: then the conversion has lost the levels.
func lost(hs []*block.Block) bool {
	level := 0
	for _, h := range hs {
		if meta.Standard(h.Text) == "" {
			continue
		}
		if level != 0 && h.Level != level {
			return true
		}
		level = h.Level
	}
	return false
}

// fromNames gives headings of fixed names the first level, and with them the
// headings whose level no other heading has.
func fromNames(hs []*block.Block) {
	count := map[int]int{}
	top := 99
	for _, h := range hs {
		if meta.Standard(h.Text) == "" {
			count[h.Level]++
		}
		top = min(top, h.Level)
	}
	for _, h := range hs {
		if meta.Standard(h.Text) != "" || count[h.Level] == 1 {
			h.Level = top
		}
	}
}

var approach = pattern.Lazy(`(?i)\b(?:approach|approaches|school|theory|theories|perspective|perspectives|view|tradition|paradigm)$`)

// answers puts a heading below the one before where they are of one level and
// answer each other: "Marxist approach" and then "Marxism and trade". What is
// parallel to such a heading ("Gramsci and trade") stands beside it.
func answers(hs []*block.Block) {
	below := ""  // the last two words of the headings put below
	level := -10 // their raw level
	for i, h := range hs {
		raw := h.Level
		words := strings.Fields(strings.ToLower(h.Text))
		if len(words) < 3 || meta.Standard(h.Text) != "" {
			if raw <= level {
				below, level = "", -10
			}
			continue
		}
		tail := strings.Join(words[len(words)-2:], " ")
		switch {
		case i > 0 && approach().MatchString(hs[i-1].Text) && raw == hs[i-1].Level && kin(hs[i-1].Text, h.Text) && words[1] == "and":
			below, level = tail, raw
			lower(hs[i:], raw)
		case below == tail && raw == level:
			lower(hs[i:], raw)
		case raw <= level:
			below, level = "", -10
		}
	}
}

// lower puts the first heading, and those deeper ones that follow it, one level
// down.
func lower(hs []*block.Block, raw int) {
	for i, h := range hs {
		if i > 0 && h.Level <= raw {
			return
		}
		h.Level++
	}
}

// kin reports whether two headings begin with forms of one word.
func kin(a, b string) bool {
	fa, fb := firstWord(a), firstWord(b)
	n := 0
	for n < len(fa) && n < len(fb) && fa[n] == fb[n] {
		n++
	}
	return n >= 5 && n*10 >= min(len(fa), len(fb))*6
}

func firstWord(s string) string {
	return strings.ToLower(strings.TrimFunc(strings.Fields(s + " x")[0], func(r rune) bool { return !unicode.IsLetter(r) }))
}

// nest makes levels begin at 1 and never skip one.
func nest(hs []*block.Block) {
	var stack []int
	for _, h := range hs {
		for len(stack) > 0 && stack[len(stack)-1] >= h.Level {
			stack = stack[:len(stack)-1]
		}
		stack = append(stack, h.Level)
		h.Level = len(stack)
	}
}

// zones marks the blocks below an abstract's and a reference list's heading.
func zones(blocks []block.Block) {
	zone, level := block.Body, 0
	called := calledNotes(blocks)
	for i := range blocks {
		b := &blocks[i]
		if b.Kind == block.Heading {
			switch meta.Standard(b.Text) {
			case "abstract":
				zone, level = block.Abstract, b.Level
			case "references":
				zone, level = block.References, b.Level
				if prose(blocks[i+1:]) || !meta.Lists(blocks, i) {
					zone = block.Body
				}
			default:
				if zone == block.Abstract || b.Level <= level {
					zone = block.Body
				}
			}
			continue
		}
		if b.Zone == block.Body && (b.Kind != block.Note || zone == block.References && !called.note(*b)) {
			b.Zone = zone
		}
	}
}

// prose reports whether a section that is named like a list of references begins
// with an author's own text ("Literature", "Sources"): a paragraph longer than
// entries are, with no year near its beginning, where an entry has names and one.
func prose(blocks []block.Block) bool {
	for _, b := range blocks {
		if b.Kind == block.Caption || b.Kind == block.Figure || b.Kind == block.Note || b.Kind == block.Break {
			continue
		}
		text := b.Text
		return b.Kind == block.Paragraph && len(strings.Fields(text)) >= 50 && !anyYear().MatchString(text[:min(len(text), 110)])
	}
	return false
}

var anyYear = pattern.Lazy(`\b(?:1[3-9]|20)[0-9]{2}\b|n\.d\.`)

// calls holds the marks that the text calls, and with "#" the anchors.
type calls map[string]bool

func calledNotes(blocks []block.Block) calls {
	called := calls{}
	for _, b := range blocks {
		for _, c := range b.Calls {
			called[c.Mark], called["#"+c.Ref] = true, true
		}
	}
	return called
}

// note reports whether a note is called.
func (c calls) note(b block.Block) bool {
	return c[b.Mark] || b.Anchor != "" && c["#"+b.Anchor]
}

// empty takes away the headings with nothing below them.
func empty(page *block.Page) {
	keep := make([]bool, len(page.Blocks))
	called := calledNotes(page.Blocks) // notes that will stand where they are called
	filled := 0                        // headings of this level and above have text below
	for i := len(page.Blocks) - 1; i >= 0; i-- {
		b := page.Blocks[i]
		switch {
		case b.Kind == block.Heading:
			keep[i] = filled >= b.Level
			if keep[i] {
				filled = b.Level - 1
			}
		case b.Kind == block.Break || b.Kind == block.Note && called.note(b):
			keep[i] = true
		default:
			keep[i] = true
			filled = 99
		}
	}
	var kept []block.Block
	for i, b := range page.Blocks {
		if keep[i] {
			kept = append(kept, b)
			continue
		}
		page.Omitted = append(page.Omitted, block.Omitted{Why: "empty section", Text: b.Text})
	}
	page.Blocks = kept
}
