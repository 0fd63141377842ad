package flow

import (
	"strings"
	"unicode/utf8"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

var caption = pattern.Lazy(`^(?:Figure|Fig\.|Table|Chart|Diagram|Box|Map|Graph|Exhibit|Plate|Scheme|FIGURE|TABLE)\s*(?:[0-9]+|[IVX]+)(?:[.\-][0-9]+)*\s*(?:[.:)—–-]|$|[A-Z“"])`)

// The number of words up to which a paragraph that begins as a caption does is
// one: more where a stop or a colon follows its number than where a word does,
// since "Table 2 Shows" may begin a sentence.
const (
	maxCaption = 250
	maxBare    = 40
)

// Captions finds the paragraphs that are captions, by their first words.
func Captions(blocks []block.Block) {
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != block.Paragraph && b.Kind != block.Heading {
			continue
		}
		n := maxBare
		if m := caption().FindString(b.Text); m == "" {
			continue
		} else if strings.ContainsAny(m[len(m)-1:], ".:)") {
			n = maxCaption
		}
		if len(strings.Fields(b.Text)) <= n {
			b.Kind = block.Caption
		}
	}
}

// Tables reads the flattened tables by their columns: the parts of one table,
// which a page break, a caption or a note may have parted, become one row a
// column, its head first and then its cells in one cell, so that every sentence
// of a cell stands together. What parted them stands before the table.
func Tables(blocks []block.Block) []block.Block {
	var out []block.Block
	for i := 0; i < len(blocks); {
		if blocks[i].Kind != block.Row || !blocks[i].Flat {
			out = append(out, blocks[i])
			i++
			continue
		}
		rows, between, next := parts(blocks, i)
		out = append(out, between...)
		out = append(out, columns(rows)...)
		i = next
	}
	return out
}

// parts collects the rows of the flattened table that begins at i, over short
// interruptions, and what interrupted them.
func parts(blocks []block.Block, i int) (rows, between []block.Block, next int) {
	width := len(blocks[i].Cells)
	for i < len(blocks) && blocks[i].Kind == block.Row && blocks[i].Flat {
		for i < len(blocks) && blocks[i].Kind == block.Row && blocks[i].Flat && len(blocks[i].Cells) == width {
			rows = append(rows, blocks[i])
			i++
		}
		j := i
		for j < len(blocks) && j-i < 4 && (blocks[j].Kind == block.Caption || blocks[j].Kind == block.Note || blocks[j].Kind == block.Break) {
			j++
		}
		if j == i && j < len(blocks) && blocks[j].Flat {
			break // a table of another width
		}
		if j < len(blocks) && blocks[j].Kind == block.Row && blocks[j].Flat && len(blocks[j].Cells) == width {
			between = append(between, blocks[i:j]...)
			i = j
			continue
		}
		break
	}
	return rows, between, i
}

// columns reads rows by column. The head is the first row where its cells are
// whole (they begin with a capital and the next row does not go on with them).
func columns(rows []block.Block) []block.Block {
	if len(rows) == 0 {
		return nil
	}
	width := len(rows[0].Cells)
	out := make([]block.Block, 0, width)
	for c := range width {
		var cell strings.Builder
		for i, r := range rows[1:] {
			text := strings.TrimSpace(r.Cells[c])
			if text == "" {
				continue
			}
			last := cell.String()
			switch {
			case i == 0 || last == "":
			case strings.HasSuffix(last, "-") && startsSmall(text):
			default:
				cell.WriteByte(' ')
			}
			cell.WriteString(text)
		}
		head := strings.TrimSpace(rows[0].Cells[c])
		b := block.Block{Kind: block.Row, Cells: []string{head, cell.String()}, Level: c + 1}
		b.Text = strings.Trim(head+"\t"+cell.String(), "\t ")
		if b.Text != "" {
			out = append(out, b)
		}
	}
	return out
}

func lastRune(s string) rune { r, _ := utf8.DecodeLastRuneInString(s); return r }
