package block

import (
	"slices"
	"sort"
	"strings"
)

// Change replaces the bytes From (inside) to To (outside) of a block's text by
// With. A change with a reason is listed among the block's repairs; one without
// (a doubled blank, a line end) is not worth a reader's attention.
type Change struct {
	From, To int
	With     string
	Why      string
}

// Edit makes the changes, which must be in order and apart, and moves the
// block's calls, citations, styles, pages and earlier repairs with the words they belong to.
func (b *Block) Edit(changes []Change) {
	if len(changes) == 0 {
		return
	}
	var out strings.Builder
	out.Grow(len(b.Text) + len(changes))
	moved := newMover(changes)
	last := 0
	var repairs []Repair
	for i, c := range changes {
		out.WriteString(b.Text[last:c.From])
		if c.Why != "" {
			until := len(b.Text)
			if i+1 < len(changes) {
				until = changes[i+1].From
			}
			repairs = append(repairs, widen(b.Text, c, last, until, out.Len()))
		}
		out.WriteString(c.With)
		last = c.To
	}
	out.WriteString(b.Text[last:])
	b.Text = out.String()
	for i := range b.Calls {
		b.Calls[i].At = moved.to(b.Calls[i].At)
	}
	for i := range b.Pages {
		b.Pages[i].At = moved.to(b.Pages[i].At)
	}
	for i := range b.Repairs {
		r := &b.Repairs[i]
		end := moved.to(r.At + len(r.Is))
		r.At = moved.to(r.At)
		r.Is = b.Text[r.At:end] // a change within an earlier one is told by both
	}
	b.Bold, b.Italic, b.Code = moved.ranges(b.Bold), moved.ranges(b.Italic), moved.ranges(b.Code)
	b.Cites = moved.cites(b.Cites)
	b.Repairs = append(b.Repairs, repairs...)
	slices.SortStableFunc(b.Repairs, func(x, y Repair) int { return x.At - y.At })
}

// mover says where an offset of the old text lies in the new one: shifts holds
// what the changes before each one, and before the end, add to an offset.
type mover struct {
	changes []Change
	shifts  []int
}

func newMover(changes []Change) mover {
	m := mover{changes: changes, shifts: make([]int, len(changes)+1)}
	for i, c := range changes {
		m.shifts[i+1] = m.shifts[i] + len(c.With) - (c.To - c.From)
	}
	return m
}

func (m mover) to(at int) int {
	n := sort.Search(len(m.changes), func(i int) bool { return m.changes[i].From >= at })
	if n > 0 && at < m.changes[n-1].To {
		c := m.changes[n-1]
		return c.From + m.shifts[n-1] + min(at-c.From, len(c.With))
	}
	return at + m.shifts[n]
}

// ranges moves ranges and drops those of which no byte is left.
func (m mover) ranges(list []Range) []Range {
	kept := list[:0]
	for _, r := range list {
		if r = (Range{m.to(r.Start), m.to(r.End)}); r.Start < r.End {
			kept = append(kept, r)
		}
	}
	return kept
}

// cites moves citations and drops those of whose print no byte is left.
func (m mover) cites(list []Cite) []Cite {
	kept := list[:0]
	for _, c := range list {
		if c.Range = (Range{m.to(c.Start), m.to(c.End)}); c.Start < c.End {
			kept = append(kept, c)
		}
	}
	return kept
}

// widen tells a change with the words on either side, so that a person who
// reads the list of repairs sees what was joined or parted; it looks no further
// than floor and ceiling, where the neighbouring changes stand.
func widen(text string, c Change, floor, ceiling, at int) Repair {
	from, to := c.From, c.To
	for from > floor && c.From-from < 24 && !isBlank(text[from-1]) {
		from--
	}
	for to < ceiling && to-c.To < 24 && !isBlank(text[to]) {
		to++
	}
	for from < c.From && !startsRune(text[from]) {
		from++
	}
	for to > c.To && to < len(text) && !startsRune(text[to]) {
		to--
	}
	before, after := text[from:c.From], text[c.To:to]
	return Repair{At: at - len(before), Was: text[from:to], Is: before + c.With + after, Why: c.Why}
}

func isBlank(c byte) bool    { return c == ' ' || c == '\n' || c == '\t' }
func startsRune(c byte) bool { return c&0xC0 != 0x80 }

// Join puts next's text after b's, with sep between, and takes over its calls,
// citations, styles, pages and repairs. A block without an entry takes next's.
func (b *Block) Join(next Block, sep string) {
	shift := len(b.Text) + len(sep)
	b.Text += sep + next.Text
	for _, c := range next.Calls {
		c.At += shift
		b.Calls = append(b.Calls, c)
	}
	for _, p := range next.Pages {
		p.At += shift
		b.Pages = append(b.Pages, p)
	}
	for _, r := range next.Repairs {
		r.At += shift
		b.Repairs = append(b.Repairs, r)
	}
	for _, r := range next.Bold {
		b.Bold = append(b.Bold, Range{r.Start + shift, r.End + shift})
	}
	for _, r := range next.Italic {
		b.Italic = append(b.Italic, Range{r.Start + shift, r.End + shift})
	}
	for _, r := range next.Code {
		b.Code = append(b.Code, Range{r.Start + shift, r.End + shift})
	}
	for _, c := range next.Cites {
		c.Range = Range{c.Start + shift, c.End + shift}
		b.Cites = append(b.Cites, c)
	}
	if b.Entry == nil {
		b.Entry = next.Entry
	}
}

// Slice is the part of a block from byte from (inside) to byte to (outside) of
// its text, with the calls, citations, styles and pages in it; a citation that
// the cut parts stays with the piece in which it begins. The block must have no repairs yet.
func (b Block) Slice(from, to int) Block {
	out := b
	out.Text = b.Text[from:to]
	out.Calls, out.Pages, out.Cites = nil, nil, nil
	for _, c := range b.Calls {
		if c.At >= from && (c.At < to || c.At == to && (to == len(b.Text) || b.Text[to] == '\n')) {
			c.At -= from
			out.Calls = append(out.Calls, c)
		}
	}
	for _, p := range b.Pages {
		if p.At >= from && p.At <= to && (p.At < to || to == len(b.Text)) {
			p.At -= from
			out.Pages = append(out.Pages, p)
		}
	}
	for _, c := range b.Cites {
		if c.Start >= from && c.Start < to {
			c.Range = Range{c.Start - from, min(c.End, to) - from}
			out.Cites = append(out.Cites, c)
		}
	}
	out.Bold, out.Italic, out.Code = within(b.Bold, from, to), within(b.Italic, from, to), within(b.Code, from, to)
	return out
}

func within(rs []Range, from, to int) []Range {
	var out []Range
	for _, r := range rs {
		if r.Start = max(r.Start, from) - from; r.Start < min(r.End, to)-from {
			out = append(out, Range{Start: r.Start, End: min(r.End, to) - from})
		}
	}
	return out
}
