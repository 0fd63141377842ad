package flat

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Rows reads a table that begins at lines[0]: at least three lines in sequence
// with two cells or more, none blank, or two lines with as many cells, three or
// more. It returns the
// rows, every one with the same number of cells, and how many lines they took;
// nil where no table begins there.
func Rows(lines []string) ([][]string, int) {
	n := 0
	for n < len(lines) && tabbed(lines[n]) {
		n++
	}
	width, same := 0, true
	for i, l := range lines[:n] {
		tabs := strings.Count(strings.TrimRight(l, " "), "\t")
		same = same && (i == 0 || tabs+1 == width)
		width = max(width, tabs+1)
	}
	if n < 2 || n == 2 && (!same || width < 3) {
		return nil, 0
	}
	rows := make([][]string, n)
	for i, l := range lines[:n] {
		rows[i] = make([]string, width)
		for j, c := range strings.Split(l, "\t") {
			if j < width {
				rows[i][j] = strings.TrimSpace(c)
			}
		}
	}
	return rows, n
}

// tabbed reports whether a line has two cells: something before a tab that is
// no indentation. An empty cell counts where others stand.
func tabbed(line string) bool {
	i := strings.IndexByte(line, '\t')
	return i > 0 && strings.TrimSpace(line[:i]) != "" || i == 0 && strings.Count(strings.TrimSpace(line), "\t") > 0
}

// Cut reports whether the cells of rows were cut at the width of the column:
// in a table of whole cells few begin with a small letter, in a cut one many do.
func Cut(rows [][]string) bool {
	small, all := 0, 0
	for i, row := range rows {
		if i == 0 {
			continue
		}
		for _, c := range row {
			r, _ := utf8.DecodeRuneInString(c)
			if !unicode.IsLetter(r) {
				continue
			}
			all++
			if unicode.IsLower(r) {
				small++
			}
		}
	}
	return all > 0 && small*10 >= all*4
}
