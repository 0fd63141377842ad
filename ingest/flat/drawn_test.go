package flat

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestDrawn(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		want string // rows, cells parted by "|", the head's row ending with "#"
		n    int
	}{
		"a grid with a head":                     {"+-----+------+\n| ship| crew |\n+=====+======+\n| elm | nine |\n|     | men  |\n+-----+------+\n| oak | four |\n+-----+------+\ntext", "ship|crew# elm|nine men oak|four", 8},
		"a grid without a head":                  {"+-----+------+\n| elm | nine |\n+-----+------+", "elm|nine", 3},
		"a grid that breaks off keeps its rows":  {"+-----+------+\n| elm | nine |\n+-----+------+\n| oak | four |\n\ntext", "elm|nine", 3},
		"a box alone is none":                    {"+-----+\n| elm |\n+-----+", "", 0},
		"a simple table":                         {"  ship   crew\n  ------ -----------\n  elm    nine men\n  oak    four\n\ntext", "ship|crew# elm|nine men oak|four", 4},
		"a simple table at the end of the text":  {"ship   crew\n------ ----\nelm    nine\noak    four", "ship|crew# elm|nine oak|four", 4},
		"a simple table without a head":          {"------ ----\nelm    nine\noak    four\n------ ----\n", "elm|nine oak|four", 4},
		"rulers of equals signs":                 {"====== ====\nship   crew\n====== ====\nelm    nine\noak    four\n====== ====\n", "ship|crew# elm|nine oak|four", 6},
		"rows of several lines":                  {"-----------------\n ship   crew\n        of it\n ------ ---------\n elm    nine\n        men\n\n oak    four\n-----------------\ntext", "ship|crew of it# elm|nine men oak|four", 9},
		"a word across a ruler's gap is no cell": {"ship of the line\n------ ----\nelmtrees in it\noak    four\n", "", 0},
		"dashes under a title are none":          {"On Ships\n--------\n\ntext", "", 0},
		"a rule is none":                         {"------------\n\ntext\n\n------------\n", "", 0},
		"two dashes in prose are none":           {"He went -- and\ncame -- and\nwent", "", 0},
		"one row below rulers":                   {"ship   crew\n------ ----\nelm    nine\n\n", "ship|crew# elm|nine", 3},
	} {
		t.Run(name, func(t *testing.T) {
			table, n := Drawn(strings.Split(c.in, "\n"))
			var rows []string
			for i, r := range table.Rows {
				row := strings.Join(r, "|")
				if table.Head && i == 0 {
					row += "#"
				}
				rows = append(rows, row)
			}
			if got := strings.Join(rows, " "); got != c.want || n != c.n {
				t.Errorf("%q in %d lines, want %q in %d", got, n, c.want, c.n)
			}
		})
	}
}

// FuzzDrawn asks that a table takes lines that are there, that every row has as
// many cells as the rulers have columns or fewer, and that no word of the lines is lost.
func FuzzDrawn(f *testing.F) {
	f.Add("+-----+------+\n| ship| crew |\n+=====+======+\n| elm | nine |\n+-----+------+")
	f.Add("-----------------\n ship   crew\n ------ ---------\n elm    nine\n\n oak    four\n-----------------\n")
	f.Fuzz(func(t *testing.T, in string) {
		if !utf8.ValidString(in) {
			return // what is read is decoded
		}
		lines := strings.Split(in, "\n")
		table, n := Drawn(lines)
		if n < 0 || n > len(lines) || (n == 0) != (len(table.Rows) == 0) {
			t.Fatalf("%d lines of %d, %d rows", n, len(lines), len(table.Rows))
		}
		count := func(s string) int {
			return len(strings.Map(func(r rune) rune {
				if strings.ContainsRune("+-=:|*` \t\r\n", r) {
					return -1
				}
				return r
			}, strings.Join(strings.Fields(s), "")))
		}
		rows := ""
		for _, r := range table.Rows {
			rows += strings.Join(r, " ") + " "
		}
		if before := count(strings.Join(lines[:n], " ")); n > 0 && count(rows) < before {
			t.Errorf("%q: %d letters of %d", in, count(rows), before)
		}
	})
}
