package web

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"locus/corpus"
	"locus/query"
)

// The measures of a grid, in units of its drawing, and its bounds.
const (
	gridLeft    = 190 // to the first column
	gridWidth   = 440 // of the columns, where there are few
	narrowest   = 40
	widest      = 68
	cellHeight  = 26
	gridRows    = 12
	gridColumns = 8
)

// grid is a picture of passages by theory and year, drawn as a field of cells the
// darker the more passages.
type grid struct {
	ByWork        bool // the columns are works, since all are of one year
	Width, Height int
	Top, Head     int // of the first row, and where the columns' names end
	Tick          int // where the mark of a gap between years begins
	Cell          int // how wide a cell is drawn
	Columns       []gridColumn
	Rows          []gridRow
	MoreRows      int // theories that have no row, for want of room
	MoreColumns   int // works that have no column
}

// gridColumn is a stretch of years, or a work. Apart says that years lie between
// it and the one before that have no passage.
type gridColumn struct {
	Label, URL string
	Short      string
	X, Middle  int
	Apart      bool
	years      [2]int
	narrow     url.Values // nil for works without a year
	counts     map[string]int
}

// gridRow is a theory.
type gridRow struct {
	Label, Short, URL string
	Y, Text, Indent   int // of its lower edge, its words and their beginning
	Count             int
	Cells             []gridCell
}

// gridCell is a number of passages. Level goes from 1, the fewest, to 5; 0 is none.
type gridCell struct {
	X, Y, TextX, TextY int
	Count, Level       int
	Column             string
	URL                string
}

// grid counts passages by theory and time.
func (s *server) grid(ctx context.Context, t tally, v url.Values, a *query.Answer, linked bool) (*grid, error) {
	g := &grid{}
	theories := countsOf(a, corpus.FieldTheory)
	if len(theories) == 0 {
		return nil, nil
	}
	s.columns(g, v, a)
	rest := make(map[string]int, len(theories))
	for id, n := range theories {
		rest[id] = n
	}
	for i := range g.Columns {
		c := &g.Columns[i]
		if c.narrow == nil {
			continue
		}
		found, err := t.of(ctx, c.narrow)
		if err != nil {
			return nil, err
		}
		c.counts = countsOf(found, corpus.FieldTheory)
		if linked {
			c.URL = searchURL(c.narrow)
		}
		for id, n := range c.counts {
			rest[id] -= n
		}
	}
	for i := range g.Columns {
		if g.Columns[i].narrow == nil {
			g.Columns[i].counts = rest
		}
	}
	s.rows(g, v, theories, linked)
	return g, nil
}

// columns are the stretches of years that the passages found are of, and one for
// works without a year; or the works, where one year is all there is.
func (s *server) columns(g *grid, v url.Values, a *query.Answer) {
	dated, years := 0, []int{}
	for _, c := range a.Facets[corpus.FieldYear] {
		if y, err := strconv.Atoi(c.Value); err == nil {
			years = append(years, y)
			dated += c.Count
		}
	}
	undated := a.Total - dated
	if len(years) < 2 && undated == 0 || len(years) == 0 {
		works := a.Facets[corpus.FieldWork]
		g.ByWork, g.MoreColumns = true, max(0, len(works)-gridColumns)
		for _, c := range works[:min(len(works), gridColumns)] {
			g.Columns = append(g.Columns, gridColumn{Label: s.titleOf(c.Value), narrow: narrowed(v, corpus.FieldWork, c.Value)})
		}
	} else {
		for _, p := range periods(years, gridColumns) {
			span := strconv.Itoa(p[0])
			if p[0] != p[1] {
				span += ".." + strconv.Itoa(p[1])
			}
			g.Columns = append(g.Columns, gridColumn{Label: periodLabel(p), years: p, narrow: narrowed(v, corpus.FieldYear, span)})
		}
		if undated > 0 {
			g.Columns = append(g.Columns, gridColumn{Label: "no year", Apart: true})
		}
	}
	g.measure()
}

// measure gives every column its place.
func (g *grid) measure() {
	wide, longest := min(max(gridWidth/len(g.Columns), narrowest), widest), 0
	for i := range g.Columns {
		c := &g.Columns[i]
		c.X, c.Short = gridLeft+i*wide, shortened(c.Label, 22)
		c.Middle = c.X + wide/2
		longest = max(longest, utf8.RuneCountInString(c.Short))
		if i > 0 && c.narrow != nil && !g.ByWork {
			c.Apart = c.years[0] > g.Columns[i-1].years[1]+1
		}
	}
	g.Cell = wide - 2
	g.Top = 26 + longest*9/2 // names rise by 38 degrees
	g.Head, g.Tick = g.Top-10, g.Top-8
	g.Width = gridLeft + len(g.Columns)*wide + longest*11/2
}

// titleOf is a work's title, or its id.
func (s *server) titleOf(id string) string {
	if w, err := s.Library.Work(corpus.WorkID(id)); err == nil && w.Title != "" {
		return w.Title
	}
	return id
}

// periods puts years into stretches of equal length, 1, 2, 5, 10 ... years, so
// that at most so many have any. Stretches begin at multiples of their length.
func periods(years []int, most int) [][2]int {
	for step := 1; ; step = nextStep(step) {
		var out [][2]int
		for _, y := range years {
			from := int(math.Floor(float64(y)/float64(step))) * step
			if p := [2]int{from, from + step - 1}; !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
		if len(out) <= most {
			slices.SortFunc(out, func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
			return out
		}
	}
}

// nextStep goes 1, 2, 5, 10, 20, 50 ...
func nextStep(step int) int {
	if first := strconv.Itoa(step)[0]; first == '2' {
		return step / 2 * 5
	}
	return step * 2
}

// periodLabel is "1979", "1975–79", or "1899–1903".
func periodLabel(p [2]int) string {
	from, to := strconv.Itoa(p[0]), strconv.Itoa(p[1])
	switch {
	case p[0] == p[1]:
		return from
	case len(from) == 4 && len(to) == 4 && from[:2] == to[:2]:
		return from + "–" + to[2:]
	}
	return from + "–" + to
}

// rows are the theories, in the order of the pack, the most frequent where there
// are too many.
func (s *server) rows(g *grid, v url.Values, theories map[string]int, linked bool) {
	ids := s.rowsOf(theories)
	g.MoreRows = len(theories) - len(ids)
	most := 1
	for _, id := range ids {
		for i := range g.Columns {
			most = max(most, g.Columns[i].counts[id])
		}
	}
	for i, id := range ids {
		top, deep := g.Top+i*cellHeight, strings.Count(id, "/")
		row := gridRow{Label: s.label(corpus.TheoryID(id)), Count: theories[id], Y: top + cellHeight, Text: top + 18, Indent: 12 * deep}
		row.Short = shortened(row.Label, 25-2*deep)
		if linked {
			row.URL = searchURL(narrowed(v, corpus.FieldTheory, id))
		}
		for j := range g.Columns {
			c := &g.Columns[j]
			cell := gridCell{X: c.X + 1, Y: top + 1, TextX: c.Middle, TextY: row.Text, Count: c.counts[id], Column: c.Label}
			if cell.Count > 0 {
				cell.Level = min(5, int(math.Ceil(5*math.Sqrt(float64(cell.Count)/float64(most)))))
			}
			if linked && cell.Count > 0 && c.narrow != nil {
				cell.URL = searchURL(narrowed(c.narrow, corpus.FieldTheory, id))
			}
			row.Cells = append(row.Cells, cell)
		}
		g.Rows = append(g.Rows, row)
	}
	g.Height = g.Top + len(g.Rows)*cellHeight + 4
}

// rowsOf are the theories that get a row.
func (s *server) rowsOf(theories map[string]int) []string {
	order := map[string]int{}
	for i, t := range s.Pack.Theories {
		order[string(t.ID)] = i + 1
	}
	ids := make([]string, 0, len(theories))
	for id := range theories {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(theories[b]-theories[a], cmp.Compare(a, b)) })
	ids = ids[:min(len(ids), gridRows)]
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(order[a]-order[b], cmp.Compare(a, b)) })
	return ids
}

// shortened is a text of at most so many characters, with an ellipsis where it was cut.
func shortened(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return strings.TrimRight(string(runes[:most-1]), " ") + "…"
}

// passagesOf is a number of passages in words.
func passagesOf(n int) string {
	if n == 1 {
		return "1 passage"
	}
	return fmt.Sprintf("%d passages", n)
}
