package flow

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

const (
	whyRaised   = "a raised number that cites, in brackets"
	whyNoteless = "call without a note"
)

// A citing list has at least so many entries that are cited, or all of fewer.
const leastCited = 3

// maxRange is the most works that "3–9" may cite.
const maxRange = 30

var entryNumber = pattern.Lazy(`^\s*[\[(]?([0-9]{1,4})(?:[\]).]|\s)`)

// entryList is a list of references: which blocks its entries are, by the numbers
// they bear, and by the anchors to which citations link.
type entryList struct {
	numbers map[int]int    // number to block
	anchors map[string]int // anchor to place in order
	order   []int          // blocks
	names   []string       // their anchors
}

// Cited gives the calls that no note answers their due. Where the list of
// references is numbered, or linked, and the text calls its entries by raised
// numbers, they are citations: they are written in brackets behind a blank, as
// in a text that cites so, and what the file links is marked. A footnote's number
// stands for its note, and an exponent is no call. What is left calls nothing
// that the file has, and is told.
func Cited(blocks []block.Block) []block.Omitted {
	list := newEntryList(blocks)
	free := freeCalls(blocks)
	numbered := list.calledBy(blocks, free)
	var left []block.Omitted
	for i := range blocks {
		if len(free[i]) == 0 {
			continue
		}
		left = append(left, list.write(&blocks[i], free[i], numbered)...)
	}
	return left
}

func newEntryList(blocks []block.Block) *entryList {
	l := &entryList{numbers: map[int]int{}, anchors: map[string]int{}}
	for i, b := range blocks {
		if b.Zone != block.References || b.Kind == block.Heading || b.Kind == block.Note {
			continue
		}
		if b.Anchor != "" {
			l.anchors[b.Anchor] = len(l.order)
		}
		l.order, l.names = append(l.order, i), append(l.names, b.Anchor)
		text := b.Text
		if b.Mark != "" {
			text = b.Mark + " "
		}
		if m := entryNumber().FindStringSubmatch(text); m != nil {
			if n, err := strconv.Atoi(m[1]); err == nil {
				if _, twice := l.numbers[n]; !twice {
					l.numbers[n] = i
				}
			}
		}
	}
	return l
}

// last is the number of the list's last entry where nearly all from 1 on are
// there, 0 where the list is not numbered.
func (l *entryList) last() int {
	last := 0
	for n := range l.numbers {
		last = max(last, n)
	}
	if len(l.numbers)*10 < last*8 {
		return 0
	}
	return last
}

// freeCalls lists by block, in order, the calls that no note answers: neither as
// its own nor as a second call of a note. Calls before the text and within the
// list say nothing of it.
func freeCalls(blocks []block.Block) map[int][]int {
	taken := map[Place]bool{}
	caller := match(blocks)
	marks := map[string]bool{}
	for i, b := range blocks {
		if b.Kind == block.Note {
			marks[b.Mark] = true
			if c, ok := caller[i]; ok {
				taken[c] = true
			}
		}
	}
	out := map[int][]int{}
	for i, b := range blocks {
		if b.Zone == block.Front || b.Zone == block.References {
			continue
		}
		for k, c := range b.Calls {
			if !taken[Place{i, c.At}] && !(marks[c.Mark] && c.Ref == "") {
				out[i] = append(out[i], k)
			}
		}
	}
	return out
}

// calledBy reports whether the numbers of free calls are those of the list's
// entries: enough of them, hardly any beyond it, and either in the order of their
// first use, as most such lists are made, or most of the list.
func (l *entryList) calledBy(blocks []block.Block, free map[int][]int) bool {
	last := l.last()
	if last == 0 {
		return false
	}
	seen := map[int]bool{}
	greatest, back, beyond, all := 0, 0, 0, 0
	for i := range blocks {
		for _, k := range free[i] {
			for _, n := range numbersOf(blocks[i].Calls[k].Mark) {
				all++
				switch {
				case n < 1 || n > last:
					beyond++
					continue
				case !seen[n] && n < greatest:
					back++
				}
				seen[n] = true
				greatest = max(greatest, n)
			}
		}
	}
	return len(seen) >= min(leastCited, last) && beyond*5 <= all && (back*10 <= len(seen) || len(seen)*2 >= last)
}

// numbersOf lists the numbers of "4" or "3–5", nil where a mark is neither.
func numbersOf(mark string) []int {
	from, to, several := strings.Cut(strings.NewReplacer("–", "-", "—", "-", "−", "-", "‐", "-").Replace(mark), "-")
	a, err := strconv.Atoi(strings.TrimSpace(from))
	if err != nil {
		return nil
	}
	b := a
	if several {
		if b, err = strconv.Atoi(strings.TrimSpace(to)); err != nil || b <= a || b-a > maxRange {
			return nil
		}
	}
	var out []int
	for n := a; n <= b; n++ {
		out = append(out, n)
	}
	return out
}

// has reports whether a call names entries that are there: by its link, or by
// its numbers where the list is numbered and the call links nowhere else.
func (l *entryList) has(c block.Call, numbered bool) bool {
	if _, linked := l.anchors[c.Ref]; linked && c.Ref != "" {
		return true
	}
	numbers := numbersOf(c.Mark)
	if !numbered || c.Ref != "" || numbers == nil {
		return false
	}
	for _, n := range numbers {
		if _, ok := l.numbers[n]; !ok {
			return false
		}
	}
	return true
}

// linked are the entries that a call links to: the one of its link, and where it
// names several numbers as many after it.
func (l *entryList) linked(c block.Call) []block.CiteItem {
	at, ok := l.anchors[c.Ref]
	if !ok || c.Ref == "" {
		return nil
	}
	var out []block.CiteItem
	for k := range max(1, len(numbersOf(c.Mark))) {
		if at+k < len(l.names) && l.names[at+k] != "" {
			out = append(out, block.CiteItem{Key: l.names[at+k]})
		}
	}
	return out
}

// write writes the citations among the free calls of a block, and gives what is
// left of them.
func (l *entryList) write(b *block.Block, free []int, numbered bool) []block.Omitted {
	var left []block.Omitted
	cited := map[int][]block.Call{} // by the place of their call
	gone := map[int]bool{}
	for _, k := range free {
		c := b.Calls[k]
		if b.Kind == block.Heading || !l.has(c, numbered) {
			left = append(left, block.Omitted{Why: whyNoteless, Text: c.Mark})
			continue
		}
		cited[c.At] = append(cited[c.At], c)
		gone[k] = true
	}
	if len(cited) == 0 {
		return left
	}
	kept := b.Calls[:0:0]
	for k, c := range b.Calls {
		if !gone[k] {
			kept = append(kept, c)
		}
	}
	b.Calls = kept
	l.brackets(b, cited)
	return left
}

// brackets writes the citations of a block in brackets, and marks those whose
// entries the file links.
func (l *entryList) brackets(b *block.Block, cited map[int][]block.Call) {
	var places []int
	for at := range cited {
		places = append(places, at)
	}
	slices.Sort(places)
	var changes []block.Change
	var marks []block.Cite
	shift := 0
	for _, at := range places {
		text := "["
		if r, _ := utf8.DecodeLastRuneInString(b.Text[:at]); at > 0 && !unicode.IsSpace(r) {
			text = " ["
		}
		for i, c := range cited[at] {
			if i > 0 {
				text += ","
			}
			from := at + shift + len(text)
			text += c.Mark
			if items := l.linked(c); items != nil {
				marks = append(marks, block.Cite{Range: block.Range{Start: from, End: from + len(c.Mark)}, Items: items})
			}
		}
		text += "]"
		if r, _ := utf8.DecodeRuneInString(b.Text[at:]); unicode.IsLetter(r) || unicode.IsDigit(r) {
			text += " "
		}
		changes = append(changes, block.Change{From: at, To: at, With: text, Why: whyRaised})
		shift += len(text)
	}
	b.Edit(changes)
	b.Cites = append(b.Cites, marks...)
	slices.SortStableFunc(b.Cites, func(x, y block.Cite) int { return x.Start - y.Start })
}
