package latex

import (
	"strings"

	"locus/ingest/block"
	"locus/ingest/tex"
)

// list is a list that is open.
type list struct {
	ordered bool
	number  int
}

// styled is a declaration such as \it that holds to the end of its group.
type styled struct {
	italic bool
	start  int
	blocks int // blocks that stood when it began
}

// run writes what a text says. Commands nest no deeper than maxDepth; what would
// be deeper is written as it stands.
func (r *reader) run(s string, depth int) {
	if depth > maxDepth || r.added > maxAdded {
		r.Omit("too deep", s)
		return
	}
	c := &cursor{s: s}
	var styles []styled
	for c.i < len(c.s) {
		switch b := c.s[c.i]; b {
		case '\\':
			if st, ok := r.declaration(c); ok {
				styles = append(styles, st)
				continue
			}
			r.command(c, depth)
		case '{':
			in, _ := c.until('{', '}')
			r.run(in, depth+1)
		case '}', '&':
			c.i++
			if b == '&' {
				r.Blank()
			}
		case '$':
			r.dollar(c)
		case '\n':
			r.lineEnd(c)
		default:
			r.words(c)
		}
	}
	for _, st := range styles {
		start := st.start
		if len(r.Page.Blocks) != st.blocks {
			start = 0
		}
		if st.italic && start <= r.Len() {
			r.Italic(start)
		}
	}
}

// declaration reads a command that changes the type to the end of its group.
func (r *reader) declaration(c *cursor) (styled, bool) {
	name, n := tex.Command(c.s[c.i+1:])
	switch name {
	case "it", "em", "itshape", "sl", "slshape":
		c.i += 1 + n
		return styled{italic: true, start: r.Len(), blocks: len(r.Page.Blocks)}, true
	}
	return styled{}, false
}

// lineEnd reads line ends and blanks: more than one ends the paragraph.
func (r *reader) lineEnd(c *cursor) {
	lines := 0
	for c.i < len(c.s) && strings.IndexByte(" \t\n", c.s[c.i]) >= 0 {
		if c.s[c.i] == '\n' {
			lines++
		}
		c.i++
	}
	if lines > 1 {
		r.paragraph()
		return
	}
	r.Blank()
}

// paragraph ends a paragraph.
func (r *reader) paragraph() {
	if r.Shape.Kind == block.Item && r.fragile == 0 {
		r.Blank() // the paragraphs of an item are one block
		return
	}
	if r.fragile > 0 {
		r.Blank()
		return
	}
	r.Flush()
}

// words writes plain characters up to the next that means something.
func (r *reader) words(c *cursor) {
	rest := c.s[c.i:]
	if to, n := tex.Ligature(rest); n > 0 {
		c.i += n
		if rest[0] == '~' {
			r.Blank()
			return
		}
		r.Text(to)
		return
	}
	n := strings.IndexAny(rest[1:], "\\{}$\n~`'-!?,<>&")
	if n < 0 {
		n = len(rest) - 1
	}
	r.Text(rest[:n+1])
	c.i += n + 1
}

// dollar writes a formula between dollar signs; a lone sign stays.
func (r *reader) dollar(c *cursor) {
	sign := "$"
	if strings.HasPrefix(c.s[c.i:], "$$") {
		sign = "$$"
	}
	from := c.i + len(sign)
	for j := from; j < min(len(c.s), from+maxOptional); j++ {
		if c.s[j] == '\\' {
			j++
			continue
		}
		if strings.HasPrefix(c.s[j:], sign) {
			r.formula(c.s[from:j], sign == "$$")
			c.i = j + len(sign)
			return
		}
		if strings.HasPrefix(c.s[j:], "\n\n") {
			break
		}
	}
	r.Text(sign)
	c.i += len(sign)
}

// formula writes a formula: a simple one in plain characters, another as its
// source between dollar signs. One that is displayed stands in its sentence.
func (r *reader) formula(src string, displayed bool) {
	if displayed {
		r.Blank()
		defer r.Blank()
	}
	src = strings.TrimSpace(r.labelled(src))
	if src == "" {
		return
	}
	if plain, ok := tex.Formula(src); ok {
		r.Text(plain)
		return
	}
	r.Text("$" + strings.Join(strings.Fields(src), " ") + "$")
}

// labelled takes the labels out of a formula and numbers it.
func (r *reader) labelled(src string) string {
	if strings.Contains(src, `\label`) {
		var out strings.Builder
		c := &cursor{s: src}
		for {
			i := strings.Index(src[c.i:], `\label`)
			if i < 0 {
				break
			}
			out.WriteString(src[c.i : c.i+i])
			c.i += i + len(`\label`)
			if name, ok := c.group(); ok {
				r.labels[name] = r.number
			}
		}
		src = out.String() + src[c.i:]
	}
	return strings.NewReplacer(`\nonumber`, "", `\notag`, "").Replace(src)
}

// plain is what a text says in words alone, without notes and breaks.
func (r *reader) plain(s string, depth int) string {
	r.fragile++
	calls := r.notes
	b := r.Inner(func() { r.run(s, depth+1) })
	r.fragile--
	r.notes = calls
	return strings.Join(strings.Fields(b.Text), " ")
}
