package markup

import (
	"strings"

	"locus/ingest/block"
	"locus/ingest/pattern"
	"locus/ingest/tex"
)

var formula = pattern.Lazy(`\$\$?([^$\n]{1,300})\$\$?`)

// formulas finds the simple TeX formulas of a text and gives them as plain
// signs: $\downarrow$ is an arrow. A formula that stays unread stays as printed;
// two dollar amounts in a line are none.
func formulas(text string) []block.Change {
	var out []block.Change
	for _, m := range formula().FindAllStringSubmatchIndex(text, -1) {
		inner := text[m[2]:m[3]]
		if !strings.ContainsAny(inner, `\^_{}`) {
			continue
		}
		if plain, ok := tex.Formula(inner); ok {
			out = append(out, block.Change{From: m[0], To: m[1], With: plain})
		}
	}
	return out
}
