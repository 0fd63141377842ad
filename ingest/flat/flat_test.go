package flat

import (
	"slices"
	"strings"
	"testing"
)

func TestRows(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		rows int
		last string
	}{
		"three lines with a tab are a table":        {"a\tb\nc\td\ne\tf\ntext", 3, "e|f"},
		"a short row is filled up":                  {"a\tb\tc\nd\te\tf\ng", 2, "d|e|f"},
		"an empty cell in the middle counts":        {"a\tb\tc\nd\te\tf\ng\t\th", 3, "g||h"},
		"two lines with two cells are none":         {"a\tb\nc\td", 0, ""},
		"two lines with three cells each are a one": {"a\tb\tc\nd\te\tf", 2, "d|e|f"},
		"indented lines are none":                   {"\ta\n\tb\n\tc", 0, ""},
		"lines without a tab are none":              {"a\nb\nc", 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			rows, n := Rows(strings.Split(c.in, "\n"))
			if n != c.rows || len(rows) != n {
				t.Fatalf("%d rows in %d lines", len(rows), n)
			}
			if n > 0 && strings.Join(rows[n-1], "|") != c.last {
				t.Errorf("the last row is %q", rows[n-1])
			}
		})
	}
}

func TestCut(t *testing.T) {
	whole := [][]string{{"Year", "Event"}, {"1400", "A treaty was signed"}, {"1450", "Nobody kept it"}}
	cut := [][]string{{"What", "Who"}, {"The house at", "The man"}, {"the gate", "who keeps"}, {"it", "the key"}}
	if Cut(whole) || !Cut(cut) || Cut(nil) {
		t.Errorf("whole %v, cut %v", Cut(whole), Cut(cut))
	}
	if slices.Equal(whole[0], cut[0]) {
		t.Error("the rows were changed")
	}
}
