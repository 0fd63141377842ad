package markup

import (
	"strings"

	nethtml "golang.org/x/net/html"
	"locus/ingest/flat"
)

// table writes the table that begins at the first line, flattened or drawn, as
// HTML, and gives the number of its lines; 0 where none begins there. Lines that
// are set in as code is are none.
func table(out *strings.Builder, lines []string) int {
	l := lines[0]
	if l == "" || strings.HasPrefix(l, "\t") {
		return 0
	}
	if drawn, n := flat.Drawn(lines); n > 0 && (!strings.HasPrefix(l, "    ") || drawn.Head) {
		writeTable(out, drawn.Rows, drawn.Head)
		return n
	}
	rows, n := flat.Rows(lines)
	if n == 0 || strings.HasPrefix(l, "    ") {
		return 0
	}
	writeTable(out, rows, false)
	return n
}

// writeTable writes the rows of a table as HTML, which stands between blank lines
// so that Markdown leaves it alone.
func writeTable(out *strings.Builder, rows [][]string, head bool) {
	out.WriteString("\n<table")
	if !head && flat.Cut(rows) {
		out.WriteString(" data-flat")
	}
	out.WriteString(">\n")
	for i, row := range rows {
		tag := "td"
		if head && i == 0 {
			tag = "th"
		}
		out.WriteString("<tr>")
		for _, c := range row {
			out.WriteString("<" + tag + ">" + nethtml.EscapeString(c) + "</" + tag + ">")
		}
		out.WriteString("</tr>\n")
	}
	out.WriteString("</table>\n\n")
}
