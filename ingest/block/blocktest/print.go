package blocktest

import (
	"fmt"
	"slices"
	"strings"

	"locus/ingest/block"
)

// Print is a page as the cases have it: its statements, its blocks, the entries
// that stand apart, what was left out.
func Print(p block.Page) string {
	var out strings.Builder
	for _, m := range p.Meta {
		fmt.Fprintf(&out, "%s: %s\n", m.Key, m.Value)
	}
	for _, b := range p.Blocks {
		printBlock(&out, b)
	}
	for _, e := range p.Entries {
		fmt.Fprintf(&out, "apart %s\n", fields(e))
	}
	for _, o := range p.Omitted {
		fmt.Fprintf(&out, "omitted %s: %s\n", o.Why, o.Text)
	}
	return out.String()
}

func printBlock(out *strings.Builder, b block.Block) {
	kinds := []string{"paragraph", "heading", "item", "row", "caption", "quote", "note", "code", "break", "figure"}
	zones := []string{"", "front ", "abstract ", "references "}
	fmt.Fprintf(out, "%s%s", zones[b.Zone], kinds[b.Kind])
	if b.Level > 0 {
		fmt.Fprintf(out, " %d", b.Level)
	}
	if b.Mark != "" {
		fmt.Fprintf(out, " <%s>", b.Mark)
	}
	if b.Head {
		out.WriteString(" head")
	}
	fmt.Fprintf(out, " %s\n", strings.NewReplacer("\n", "\\n", "\t", " | ").Replace(marked(b)))
	if b.Entry != nil {
		fmt.Fprintf(out, "  entry %s\n", fields(*b.Entry))
	}
}

// insert is something to print at an offset of a block's text.
type insert struct {
	at   int
	text string
}

// marked is the text of a block with what stands in it.
func marked(b block.Block) string {
	var ins []insert
	for _, c := range b.Calls {
		ins = append(ins, insert{c.At, "[^" + c.Mark + "]"})
	}
	for _, p := range b.Pages {
		ins = append(ins, insert{p.At, "|" + p.Label + "|"})
	}
	for _, r := range b.Italic {
		ins = append(ins, insert{r.Start, "*"}, insert{r.End, "*"})
	}
	for _, c := range b.Cites {
		var keys []string
		for _, i := range c.Items {
			key := strings.TrimSpace(i.Prefix + " " + i.Key)
			if i.NoAuthor {
				key = "-" + key
			}
			if i.Locator != "" {
				key += " @" + i.Locator
			}
			keys = append(keys, strings.TrimSpace(key+" "+i.Suffix))
		}
		ins = append(ins, insert{c.Start, "{"}, insert{c.End, ": " + strings.Join(keys, "; ") + "}"})
	}
	slices.SortStableFunc(ins, func(a, b insert) int { return a.at - b.at })
	var out strings.Builder
	last := 0
	for _, i := range ins {
		out.WriteString(b.Text[last:i.at])
		out.WriteString(i.text)
		last = i.at
	}
	return out.String() + b.Text[last:]
}

// fields are the fields of an entry that are not empty.
func fields(e block.Entry) string {
	var names []string
	for _, n := range e.Authors {
		names = append(names, strings.TrimSuffix(n.Family+", "+n.Given, ", "))
	}
	out := []string{e.Key}
	for _, f := range []struct{ name, value string }{
		{"authors", strings.Join(names, " & ")}, {"year", e.Year}, {"title", e.Title}, {"container", e.Container}, {"volume", e.Volume},
		{"issue", e.Issue}, {"pages", e.Pages}, {"publisher", e.Publisher}, {"place", e.Place}, {"type", e.Type}, {"doi", e.DOI}, {"url", e.URL},
	} {
		if f.value != "" {
			out = append(out, f.name+"="+f.value)
		}
	}
	return strings.Join(out, "; ")
}
