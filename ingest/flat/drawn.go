package flat

import (
	"strings"
	"unicode/utf8"
)

// Table is a table that its author has drawn with the signs of a typewriter: its
// rows of cells, and whether the first row is its head.
type Table struct {
	Rows [][]string
	Head bool
}

// Drawn reads a table that begins at the first line and is drawn as a grid
// ("+---+---+"), or with rulers of dashes or equals signs below its head or around
// it, as Pandoc and reStructuredText write them. N is the number of lines that it
// takes; 0 where none begins there.
func Drawn(lines []string) (t Table, n int) {
	if len(lines) < 3 {
		return Table{}, 0
	}
	switch {
	case gridLine(lines[0]):
		return grid(lines)
	case fullRuler(lines[0]):
		return ruled(lines, true)
	case ruler(lines[0]) != nil || ruler(lines[1]) != nil && strings.TrimSpace(lines[0]) != "":
		return ruled(lines, false)
	}
	return Table{}, 0
}

func gridLine(l string) bool {
	l = strings.TrimSpace(l)
	return len(l) >= 5 && l[0] == '+' && l[len(l)-1] == '+' && strings.Trim(l, "+-=:") == "" && strings.ContainsAny(l, "-=") && strings.Count(l, "+") >= 3
}

// grid reads a table whose cells are drawn as boxes.
func grid(lines []string) (t Table, n int) {
	var row []string
	closed := 0 // the line behind the last border
	for n = 0; n < len(lines); n++ {
		l := strings.TrimSpace(lines[n])
		switch {
		case gridLine(l):
			if row != nil {
				t.Rows = append(t.Rows, trimmed(row))
			}
			t.Head = t.Head || strings.Contains(l, "=") && len(t.Rows) == 1
			row, closed = nil, n+1
		case len(l) > 2 && l[0] == '|' && l[len(l)-1] == '|':
			row = beside(row, strings.Split(l[1:len(l)-1], "|"))
		default:
			return complete(t, closed)
		}
	}
	return complete(t, closed)
}

func complete(t Table, n int) (Table, int) {
	if len(t.Rows) == 0 {
		return Table{}, 0
	}
	return t, n
}

// beside puts the pieces of a line behind those of the lines above, cell by cell.
func beside(row, pieces []string) []string {
	for i, p := range pieces {
		p = strings.TrimSpace(p)
		if strings.Trim(p, "+-=:") == "" {
			p = "" // a border within a cell that spans rows
		}
		if i >= len(row) {
			row = append(row, p)
			continue
		}
		row[i] = strings.TrimSpace(row[i] + " " + p)
	}
	return row
}

func trimmed(row []string) []string {
	for i, c := range row {
		for _, sign := range []string{"**", "*", "`"} {
			if in := strings.TrimSuffix(strings.TrimPrefix(c, sign), sign); len(in) == len(c)-2*len(sign) && !strings.Contains(in, sign) {
				c = in
			}
		}
		row[i] = c
	}
	return row
}

// fullRuler reports whether a line is one ruler from end to end.
func fullRuler(l string) bool {
	l = strings.TrimSpace(l)
	return len(l) >= 10 && strings.Trim(l, "-") == ""
}

// ruler is where the columns begin that a line of rulers draws, in runes, nil
// where the line is none of two rulers and more.
func ruler(l string) []int {
	t := strings.TrimRight(l, " \r")
	if len(t) < 5 || strings.Trim(t, "- ") != "" && strings.Trim(t, "= ") != "" {
		return nil
	}
	var at []int
	for i := range len(t) {
		if t[i] != ' ' && (i == 0 || t[i-1] == ' ') {
			at = append(at, i)
		}
	}
	for i, from := range at {
		end := len(t)
		if i+1 < len(at) {
			end = at[i+1]
		}
		if len(strings.TrimSpace(t[from:end])) < 2 {
			return nil
		}
	}
	if len(at) < 2 {
		return nil
	}
	return at
}

// ruled reads a table whose columns a line of rulers draws. One that stands
// between full rulers has rows of several lines, which blank lines part.
func ruled(lines []string, full bool) (Table, int) {
	from := 0
	if full {
		from = 1
	}
	at := from // the line of rulers
	for at < len(lines) && at < from+6 && ruler(lines[at]) == nil {
		if strings.TrimSpace(lines[at]) == "" {
			return Table{}, 0
		}
		at++
	}
	if at >= len(lines) || at >= from+6 || !full && at > 1 {
		return Table{}, 0
	}
	columns := ruler(lines[at])
	head := lines[from:at]
	next, wrapped := at+1, full
	if at == 0 { // the rulers stand above; a second line of them may part the head
		if second := rulerWithin(lines, 1, 4); second > 1 && rulerWithin(lines, second+1, len(lines)) > 0 {
			head, next = lines[1:second], second+1
		} else if second <= 0 && rulerWithin(lines, 1, len(lines)) < 0 {
			return Table{}, 0
		}
	}
	t := Table{Head: len(head) > 0}
	if t.Head {
		row, ok := rowOf(head, columns)
		if !ok {
			return Table{}, 0
		}
		t.Rows = append(t.Rows, row)
	}
	return body(t, lines, next, columns, wrapped, at == 0)
}

// rulerWithin is the first line from from on that is one of rulers, before line
// to and before a blank one; -1 where none is.
func rulerWithin(lines []string, from, to int) int {
	for i := from; i < min(to, len(lines)) && strings.TrimSpace(lines[i]) != ""; i++ {
		if ruler(lines[i]) != nil {
			return i
		}
	}
	return -1
}

// body reads the rows below the rulers: each a line, or, wrapped, the lines up to
// a blank one. Closed says that a ruler must end the table, wrapped a full one.
func body(t Table, lines []string, i int, columns []int, wrapped, closed bool) (Table, int) {
	var row []string
	put := func() bool {
		if len(row) == 0 {
			return true
		}
		cells, ok := rowOf(row, columns)
		t.Rows, row = append(t.Rows, cells), nil
		return ok
	}
	for ; i < len(lines); i++ {
		l := lines[i]
		end := wrapped && fullRuler(l) || !wrapped && (ruler(l) != nil || fullRuler(l))
		blank := strings.TrimSpace(l) == ""
		if end || blank && !wrapped {
			if !put() || len(t.Rows) < 2 && !t.Head || len(t.Rows) < 1 || blank && closed {
				return Table{}, 0
			}
			if end {
				i++
			}
			return t, i
		}
		if blank || !wrapped && len(row) > 0 {
			if !put() {
				return Table{}, 0
			}
		}
		if !blank {
			row = append(row, l)
		}
	}
	if wrapped || closed || !put() || len(t.Rows) < 2 {
		return Table{}, 0
	}
	return t, i
}

// rowOf cuts lines at the columns; ok is false where a word stands across a cut.
func rowOf(lines []string, columns []int) (row []string, ok bool) {
	for _, l := range lines {
		runes := []rune(strings.TrimRight(l, " \r"))
		pieces := make([]string, len(columns))
		for c := range columns {
			from, to := columns[c], len(runes)
			if c == 0 {
				from = 0
			}
			if c+1 < len(columns) {
				to = columns[c+1]
			}
			from, to = min(from, len(runes)), min(to, len(runes))
			if from > 0 && from < len(runes) && runes[from-1] != ' ' && runes[from] != ' ' {
				return nil, false
			}
			pieces[c] = string(runes[from:to])
		}
		row = beside(row, pieces)
	}
	for _, c := range row {
		if utf8.RuneCountInString(c) > 0 {
			return trimmed(row), true
		}
	}
	return nil, false
}
