package manuscript

import (
	"strings"

	"locus/ingest/block"
)

// TrimNote takes the blanks, and the mark where it is typed too, off the beginning
// of a note.
func TrimNote(b *block.Block, mark string) {
	rest := strings.TrimLeft(b.Text, " \t\u00a0")
	if after, ok := strings.CutPrefix(rest, mark); ok && mark != "" && (strings.HasPrefix(after, " ") || strings.HasPrefix(after, ". ") || strings.HasPrefix(after, "\u00a0")) {
		rest = strings.TrimLeft(strings.TrimPrefix(after, "."), " \u00a0")
	}
	if n := len(b.Text) - len(rest); n > 0 {
		b.Edit([]block.Change{{From: 0, To: n}})
	}
}

// AddCell appends a cell to a row: its text behind a tab, with what points into it.
func AddCell(row *block.Block, cell block.Block) {
	if row.Cells == nil {
		kind := row.Kind
		*row = cell
		row.Kind, row.Level, row.Mark = kind, 0, ""
	} else {
		row.Join(cell, "\t")
	}
	row.Cells = append(row.Cells, cell.Text)
}

// Joined makes one line of the paragraphs of a cell or a note.
func Joined(list []Paragraph) block.Block {
	var out block.Block
	for i := range list {
		b := list[i].Block
		if b.Mark != "" && b.Kind == block.Item {
			b.Edit([]block.Change{{With: b.Mark + " "}})
			b.Mark = ""
		}
		if b.Text == "" && len(b.Calls) == 0 {
			continue
		}
		if out.Text == "" && len(out.Calls) == 0 {
			out = b
			continue
		}
		out.Join(b, " ")
	}
	var changes []block.Change
	for i := range len(out.Text) {
		if out.Text[i] == '\n' || out.Text[i] == '\t' {
			changes = append(changes, block.Change{From: i, To: i + 1, With: " "})
		}
	}
	out.Edit(changes)
	return out
}
