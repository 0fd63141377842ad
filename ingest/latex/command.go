package latex

import (
	"strings"
	"unicode"

	"locus/ingest/block"
	"locus/ingest/tex"
)

// command reads a command at the cursor's backslash.
func (r *reader) command(c *cursor, depth int) {
	c.i++
	name, n := tex.Command(c.s[c.i:])
	end := c.i + n
	c.i += len(name)
	letters := len(name) > 0 && (name[0]|0x20) >= 'a' && (name[0]|0x20) <= 'z'
	if m, ok := r.macros[name]; ok {
		r.expand(m, c, depth)
		return
	}
	switch {
	case accent(name):
		c.i = end
		arg, _ := c.group()
		base := r.plain(arg, depth)
		accented, _ := tex.Accent(name, base)
		r.Text(accented)
		return
	case r.structure(name, c, depth), r.citation(name, c, depth), r.inline(name, c, depth), r.define(name, c, depth), r.skip(name, c):
		return
	}
	if s, ok := tex.Symbol(name); ok {
		if strings.TrimSpace(s) == "" && s != "" {
			r.Blank()
		} else {
			r.Text(s)
		}
		if letters {
			if end > c.i && strings.HasPrefix(c.s[c.i:], "{}") {
				end = c.i
			}
			c.i = end
		}
		return
	}
	if plain, ok := tex.Formula(`\` + name); ok && letters {
		r.Text(plain)
		c.i = end
		return
	}
	if letters {
		c.star()
		c.optional()
		if !strings.Contains(name, "@") {
			r.unknown[name] = true
		}
		if c.next() == ' ' {
			c.i++
		}
	}
}

func accent(name string) bool {
	_, ok := tex.Accent(name, "a")
	return ok
}

// structure reads the commands that make sections, lists, notes and the record.
func (r *reader) structure(name string, c *cursor, depth int) bool {
	switch name {
	case "part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph", "addsec", "addchap", "frametitle":
		r.section(name, c, depth)
	case "begin":
		env, _ := c.group()
		r.environment(env, c, depth)
	case "end":
		c.group()
	case "item", "bibitem":
		r.item(name, c, depth)
	case "footnote", "endnote", "sidenote", "marginpar", "marginnote", "footnotetext", "footnotemark", "thanks":
		r.note(name, c, depth)
	case "par", "newpage", "clearpage", "pagebreak", "cleardoublepage", "bigskip", "medskip", "smallskip":
		r.paragraph()
		c.blanks()
	case "\\", "newline", "linebreak", "tabularnewline", "hfill", "vfill", "and":
		c.star()
		c.optional()
		if r.verse {
			r.Line()
		} else {
			r.Blank()
		}
	case "caption", "captionof", "subcaption":
		if name == "captionof" {
			c.group()
		}
		c.star()
		c.optional()
		arg, _ := c.group()
		r.Within(block.Block{Kind: block.Caption}, func() {
			if label := r.floatLabel(); label != "" && name == "caption" {
				r.Text(label + " ")
			}
			r.run(arg, depth+1)
		})
	case "title", "subtitle", "author", "date", "keywords", "abstract", "institute", "affiliation", "email", "address", "affil":
		r.record(name, c, depth)
	case "input", "include", "subfile", "InputIfFileExists":
		arg, _ := c.group()
		r.input(arg, depth)
	case "import", "subimport":
		dir, _ := c.group()
		file, _ := c.group()
		r.input(strings.TrimSuffix(dir, "/")+"/"+file, depth)
	case "bibliography", "printbibliography", "printbibheading":
		if name == "bibliography" {
			c.group()
		} else {
			c.optional()
		}
		r.references()
	case "iffalse":
		r.skipFalse(c)
	default:
		return false
	}
	return true
}

// section writes a heading. A run-in one is a heading too.
func (r *reader) section(name string, c *cursor, depth int) {
	starred := c.star()
	c.optional()
	arg, ok := c.group()
	if !ok || r.fragile > 0 {
		return
	}
	level := map[string]int{"part": 1, "chapter": 1, "addchap": 1, "section": 1, "addsec": 1, "frametitle": 2, "subsection": 2, "subsubsection": 3, "paragraph": 4, "subparagraph": 5}[name]
	if r.chapter && level > 0 && name != "part" && name != "chapter" && name != "addchap" {
		level++
	}
	if name == "part" && r.chapter {
		level = 1
	}
	if !starred && !strings.HasPrefix(name, "add") && name != "frametitle" {
		r.numberSection(level)
	}
	r.lists, r.Shape.Kind = nil, block.Paragraph
	r.Heading(level, "", func() { r.run(arg, depth+1) })
}

// numberSection counts sections, and makes the number what a label names.
func (r *reader) numberSection(level int) {
	keys := []string{"", "1", "2", "3", "4", "5", "6"}
	r.counts[keys[level]]++
	for _, deeper := range keys[level+1:] {
		r.counts[deeper] = 0
	}
	var parts []string
	for _, k := range keys[1 : level+1] {
		parts = append(parts, block.Numeral("1", max(r.counts[k], 0)))
	}
	r.number = strings.TrimLeft(strings.Join(parts, "."), "0.")
}

// item begins an item of a list, or an entry of a list of references.
func (r *reader) item(name string, c *cursor, depth int) {
	label, labelled := c.optional()
	if name == "bibitem" {
		key, _ := c.group()
		r.Flush()
		r.Shape.Anchor = strings.TrimSpace(key)
		if n := r.numbers[r.Shape.Anchor]; n > 0 {
			r.Shape.Mark = "[" + block.Numeral("1", n) + "]"
		}
		return
	}
	if len(r.lists) == 0 {
		r.Blank()
		return
	}
	r.Flush()
	l := r.lists[len(r.lists)-1]
	r.Shape.Kind, r.Shape.Level, r.Shape.Mark = block.Item, len(r.lists), ""
	switch {
	case labelled:
		text := r.plain(label, depth)
		if strings.Trim(text, "•–—*-·◦▪ ") == "" {
			break
		}
		if letters := strings.IndexFunc(text, unicode.IsLetter); l.ordered || letters < 0 || len(text) <= 3 {
			r.Shape.Mark = text
		} else {
			r.run(label, depth+1)
			if last := r.Last(); last != 0 && !strings.ContainsRune(":.,;?!", last) {
				r.Text(":")
			}
			r.Blank()
		}
	case l.ordered:
		l.number++
		r.Shape.Mark = r.ordinal(l.number)
		r.number = strings.Trim(r.Shape.Mark, "().")
	}
}

// ordinal is the mark of an item of a numbered list, as LaTeX prints it.
func (r *reader) ordinal(n int) string {
	depth := 0
	for _, l := range r.lists {
		if l.ordered {
			depth++
		}
	}
	switch depth {
	case 2:
		return "(" + block.Numeral("a", n) + ")"
	case 3:
		return block.Numeral("i", n) + "."
	case 4:
		return block.Numeral("A", n) + "."
	}
	return block.Numeral("1", n) + "."
}

// note writes a note where it is called.
func (r *reader) note(name string, c *cursor, depth int) {
	label, labelled := c.optional()
	if name == "footnotemark" {
		if !labelled {
			r.notes++
			label = block.Numeral("1", r.notes)
		}
		if r.fragile == 0 {
			r.Call(label, "fn-"+label)
		}
		return
	}
	if name == "marginnote" {
		c.optional()
	}
	arg, _ := c.group()
	if r.fragile > 0 || name == "thanks" {
		r.Omit("note to the title", arg)
		return
	}
	if name == "footnotetext" {
		if !labelled {
			label = block.Numeral("1", r.notes)
		}
		r.PutNote(label, "fn-"+label, func() { r.run(arg, depth+1) })
		return
	}
	if !labelled {
		r.notes++
		label = block.Numeral("1", r.notes)
	}
	r.Note(label, "fn-"+label, func() { r.run(arg, depth+1) })
}

// input runs another file of the document.
func (r *reader) input(name string, depth int) {
	text, ok := r.file(name, ".tex", "")
	if !ok {
		r.Omit("file not read", name)
		return
	}
	text = uncommented(text)
	if _, after, whole := strings.Cut(text, `\begin{document}`); whole { // a file that stands alone too
		text, _, _ = strings.Cut(after, `\end{document}`)
	}
	r.run(text, depth+1)
}

// skipFalse goes to the end of a condition that never holds.
func (r *reader) skipFalse(c *cursor) {
	depth := 1
	from := c.i
	for c.i < len(c.s) && depth > 0 {
		n := strings.IndexByte(c.s[c.i:], '\\')
		if n < 0 {
			c.i = len(c.s)
			break
		}
		c.i += n + 1
		name, n := tex.Command(c.s[c.i:])
		c.i += n
		switch {
		case name == "fi":
			depth--
		case name == "else" && depth == 1:
			depth = 0
		case strings.HasPrefix(name, "if"):
			depth++
		}
	}
	r.Omit("condition that never holds", c.s[from:c.i])
}

// record keeps what the document says of itself.
func (r *reader) record(name string, c *cursor, depth int) {
	c.optional()
	arg, ok := c.group()
	if !ok {
		return
	}
	switch name {
	case "title":
		r.title = r.plain(arg, depth)
	case "subtitle":
		r.sub = r.plain(arg, depth)
	case "date":
		r.date = r.plain(strings.ReplaceAll(arg, `\today`, ""), depth)
	case "author":
		r.author(arg, depth)
	case "keywords":
		words := r.plain(arg, depth)
		r.Within(block.Block{Zone: block.Front}, func() { r.Text("Keywords: " + words) })
	case "abstract":
		r.Within(block.Block{Zone: block.Abstract}, func() { r.run(arg, depth+1) })
	default:
		r.Omit("affiliation", r.plain(arg, depth))
	}
}

// author keeps the names of authors: the first line of each, which affiliations
// and addresses follow.
func (r *reader) author(arg string, depth int) {
	for _, part := range splitCommand(arg, "and", "And", "AND") {
		lines := splitCommand(part, "\\", "newline", "affiliation", "institute", "email")
		name := strings.Trim(r.plain(lines[0], depth), " ,;*†‡")
		if name == "" {
			continue
		}
		r.authors = append(r.authors, name)
		if len(lines) > 1 {
			r.Omit("affiliation", r.plain(strings.Join(lines[1:], " "), depth))
		}
	}
}

// splitCommand parts a text at commands of the names, outside braces.
func splitCommand(s string, names ...string) []string {
	var out []string
	depth, from := 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			depth--
		case '\\':
			name, n := tex.Command(s[i+1:])
			for _, want := range names {
				if name == want && depth == 0 {
					out = append(out, s[from:i])
					from = i + 1 + n
				}
			}
			i += max(len(name), 1)
		}
	}
	return append(out, s[min(from, len(s)):])
}
