package layout

import (
	"math"
	"sort"
	"strings"
	"unicode"
)

// page is a printed page: a sheet of the file, or the left or right half of one.
type page struct {
	sheet  int
	width  float64
	height float64
	pieces []piece
	rules  []Rule
	rows   []row // the pieces, line by line over the whole width
	cols   []column
	label  label
	heads  []row // taken out
}

// row is what stands on one line over the whole width of a page.
type row struct {
	pieces  []int // indexes into page.pieces, from left to right
	base    float64
	size    float64
	text    string
	key     string // its letters, but for numbers
	number  bool   // nothing but a page number
	running bool
}

// edgeRows is how many rows at either edge of a page may be running heads.
const edgeRows = 3

// rowsOf makes the rows of a page.
func (p *page) rowsOf() {
	p.rows = nil
	for i, q := range p.pieces {
		n := len(p.rows) - 1
		if n >= 0 && math.Abs(p.rows[n].base-q.base) < 0.45*max(4, min(q.size, p.rows[n].size)) {
			p.rows[n].pieces = append(p.rows[n].pieces, i)
			continue
		}
		p.rows = append(p.rows, row{pieces: []int{i}, base: q.base, size: q.size})
	}
	for i := range p.rows {
		r := &p.rows[i]
		sort.SliceStable(r.pieces, func(a, b int) bool { return p.pieces[r.pieces[a]].x0 < p.pieces[r.pieces[b]].x0 })
		var words []string
		for _, k := range r.pieces {
			words = append(words, p.pieces[k].words())
		}
		r.text = strings.Join(words, "  ")
		r.number = len(r.text) < 24 && len(numbersAt(r.text)) > 0 && len(squeezed(strings.TrimFunc(withoutNumber(r.text), func(c rune) bool { return !letterOrDigit(c) }))) == 0
		r.key = rowKey(r.text)
	}
}

// rowKey is a row's letters in small ones; what differs from page to page, its
// numbers and Roman numbers at its ends, is left out.
func rowKey(text string) string {
	words := strings.Fields(text)
	for _, i := range []int{0, len(words) - 1} {
		if i >= 0 && i < len(words) && roman(strings.ToLower(strings.Trim(words[i], "-–—.[]()|"))) > 0 {
			words[i] = ""
		}
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, strings.Join(words, ""))
}

// edge gives the rows of a page's upper or lower edge, the outermost first. Only
// rows in the outer parts of the page are of its edge.
func (p *page) edge(bottom bool) []*row {
	var out []*row
	for k := 0; k < edgeRows && k < len(p.rows); k++ {
		r := &p.rows[k]
		if bottom {
			r = &p.rows[len(p.rows)-1-k]
		}
		if !bottom && r.base > 0.22*p.height || bottom && r.base < 0.8*p.height {
			break
		}
		out = append(out, r)
	}
	return out
}

// near is how many pages off the same running head is looked for: two make the
// other side of an opening, more the pages over a figure.
const near = 4

// findHeads marks the rows that are running heads and feet. A row is one where a
// page nearby has a row at the same height that says the same but for its number.
func findHeads(pages []*page, body float64) {
	for _, bottom := range []bool{false, true} {
		edges := make([][]*row, len(pages))
		for i, p := range pages {
			edges[i] = p.edge(bottom)
		}
		for i := range pages {
			for k, r := range edges[i] {
				if k > 0 && !edges[i][k-1].running && k > 1 {
					break
				}
				if n := repeatsOf(edges, i, r); r.number || n > 2 || r.size < 1.3*body && pages[i].clear(r) {
					r.running = r.running || repeated(pages, edges, i, r)
				}
			}
		}
		zone(pages, edges)
		settleEdges(edges)
	}
	for _, p := range pages {
		p.takeHeads()
	}
}

// repeated reports whether a page near page i has a row like r at its height.
func repeated(pages []*page, edges [][]*row, i int, r *row) bool {
	for d := 1; d <= near; d++ {
		for _, j := range []int{i - d, i + d} {
			if j < 0 || j >= len(pages) || math.Abs(pages[i].height-pages[j].height) > 20 {
				continue
			}
			for _, o := range edges[j] {
				if math.Abs(o.base-r.base) < 6 && alike(r, o) {
					return true
				}
			}
		}
	}
	return false
}

// repeatsOf counts the pages near page i that say at r's height what r says.
func repeatsOf(edges [][]*row, i int, r *row) int {
	n := 0
	for j := max(0, i-near); j <= min(len(edges)-1, i+near); j++ {
		for _, o := range edges[j] {
			if j != i && math.Abs(o.base-r.base) < 6 && r.key == o.key && len(r.key) > 2 {
				n++
			}
		}
	}
	return n
}

// clear reports whether a row at an edge stands apart from what lies within,
// above or below its own words: not as close as the lines of a text.
func (p *page) clear(r *row) bool {
	own := map[int]bool{}
	for _, k := range r.pieces {
		own[k] = true
	}
	for i, q := range p.pieces {
		if own[i] || math.Abs(q.base-r.base) > 1.4*r.size {
			continue
		}
		for k := range own {
			if o := p.pieces[k]; min(o.x1, q.x1) > max(o.x0, q.x0) && math.Abs(q.base-o.base) > 0.3*r.size {
				return false
			}
		}
	}
	return true
}

// alike reports whether two rows say the same but for their numbers: the same
// letters, or nearly, since scanned ones are misread.
func alike(a, b *row) bool {
	if a.number || b.number {
		return a.number && b.number
	}
	if len(a.key) < 3 || len(b.key) < 3 || math.Abs(a.size-b.size) > 1.5 {
		return false
	}
	if a.key == b.key {
		return true
	}
	return len(a.key) >= 8 && len(a.text) < 120 && !endsSentence(a.text) && !endsSentence(b.text) && dice(a.key, b.key) > 0.8
}

// dice is how much two words have of each other: twice the pairs of letters they
// share by all they have.
func dice(a, b string) float64 {
	count := map[string]int{}
	for i := 0; i+2 <= len(a); i++ {
		count[a[i:i+2]]++
	}
	both := 0
	for i := 0; i+2 <= len(b); i++ {
		if count[b[i:i+2]] > 0 {
			count[b[i:i+2]]--
			both++
		}
	}
	if n := len(a) + len(b) - 2; n > 0 {
		return 2 * float64(both) / float64(n)
	}
	return 0
}

// zone marks the outermost rows that stand where running heads do, in their
// size, and apart from the text, though no other page says the same: the head of
// a chapter of one page or two.
func zone(pages []*page, edges [][]*row) {
	heights, sizes, n := tally{}, tally{}, 0
	for i := range edges {
		for _, r := range edges[i] {
			if r.running {
				heights.add(math.Round(r.base), 1)
				sizes.add(r.size, 1)
				n++
			}
		}
	}
	if n < 4 {
		return
	}
	for i := range edges {
		if len(edges[i]) == 0 || edges[i][0].running || len(pages[i].rows) < 3 {
			continue
		}
		r := edges[i][0]
		next := &pages[i].rows[1]
		if r != &pages[i].rows[0] {
			next = &pages[i].rows[len(pages[i].rows)-2]
		}
		count := 0
		for v, c := range heights {
			if math.Abs(float64(v)/10-r.base) <= 3 {
				count += c
			}
		}
		if count >= 3 && math.Abs(sizes.mode()-r.size) < 0.7 && math.Abs(next.base-r.base) > 1.6*r.size && len(strings.Fields(r.text)) <= 14 {
			r.running = true
		}
	}
}

// settleEdges takes the mark away from rows that stand within the text: a row is
// running only where all rows outside it are, but for one.
func settleEdges(edges [][]*row) {
	for i := range edges {
		missed := 0
		for _, r := range edges[i] {
			if !r.running {
				missed++
			}
			if missed > 1 || missed == 1 && r.running && !r.number {
				r.running = false
			}
		}
	}
}

// takeHeads takes the running rows out of a page.
func (p *page) takeHeads() {
	gone := map[int]bool{}
	for _, r := range p.rows {
		if !r.running {
			continue
		}
		p.heads = append(p.heads, r)
		for _, k := range r.pieces {
			gone[k] = true
		}
	}
	var left []piece
	for i, q := range p.pieces {
		if !gone[i] {
			left = append(left, q)
		}
	}
	p.pieces = left
	p.rowsOf()
}
