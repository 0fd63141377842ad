package latex

import (
	"strings"

	"locus/ingest/block"
	"locus/ingest/tex"
)

// builtIn reports whether an environment has a meaning here.
func builtIn(name string) bool {
	switch strings.TrimSuffix(name, "*") {
	case "itemize", "enumerate", "description", "compactitem", "compactenum", "abstract", "quote", "quotation", "displayquote", "verse", "figure", "table",
		"tabular", "tabularx", "longtable", "thebibliography", "equation", "align", "document", "displaycquote":
		return true
	}
	return verbatim(name)
}

// environment reads an environment whose beginning has been read.
func (r *reader) environment(name string, c *cursor, depth int) {
	body := c.environment(name)
	in := &cursor{s: body}
	plain := strings.TrimSuffix(name, "*")
	switch {
	case verbatim(name):
		r.verbatim(name, in)
	case isMath(plain):
		r.displayed(name, body)
	case plain == "itemize" || plain == "enumerate" || plain == "description" || plain == "compactitem" || plain == "compactenum" || plain == "inparaenum" || plain == "list" || plain == "trivlist":
		r.list(plain, in, depth)
	case plain == "quote" || plain == "quotation" || plain == "displayquote" || plain == "displaycquote" || plain == "verse":
		r.quotation(plain, in, depth)
	case plain == "abstract":
		r.Within(block.Block{Zone: block.Abstract}, func() { r.run(body, depth+1) })
	case plain == "tabular" || plain == "tabularx" || plain == "tabulary" || plain == "longtable" || plain == "supertabular":
		r.table(plain, in, depth)
	case plain == "figure" || plain == "table" || plain == "wrapfigure" || plain == "wraptable" || plain == "sidewaysfigure" || plain == "sidewaystable" || plain == "teaserfigure" || plain == "SCfigure":
		r.float(plain, in, depth)
	case plain == "thebibliography":
		in.group()
		r.bibliographyOf(in.s[in.i:], depth)
	case plain == "tikzpicture" || plain == "pgfpicture" || plain == "picture" || plain == "forest":
		r.Omit("picture", body)
	default:
		r.other(plain, in, depth)
	}
}

// other reads an environment of another kind: one that the document defines, a
// theorem and its like, or one that only sets its text.
func (r *reader) other(name string, in *cursor, depth int) {
	if env, ok := r.envs[name]; ok {
		r.added += len(env.begin.body) + len(env.end.body)
		begin := r.filled(env.begin, in)
		r.run(begin+in.s[in.i:]+env.end.body, depth+1)
		return
	}
	switch name {
	case "minipage", "multicols", "adjustbox", "spacing", "tcolorbox", "mdframed", "subfigure", "subtable", "otherlanguage", "column", "threeparttable", "block":
		in.optional()
		in.optional()
		arg, _ := in.braced()
		if name == "block" {
			in.s = arg + ". " + in.s[in.i:]
			in.i = 0
		}
	case "frame":
		in.optional()
		if title, ok := in.braced(); ok && title != "" {
			r.Heading(2, "", func() { r.run(title, depth+1) })
		}
	case "theorem", "lemma", "proposition", "corollary", "definition", "example", "remark", "proof", "claim", "conjecture", "hypothesis", "thm", "lem", "prop", "cor", "defn":
		r.theorem(name, in, depth)
		return
	case "keywords", "keyword", "IEEEkeywords":
		words := r.plain(strings.ReplaceAll(in.s, `\sep`, ", "), depth)
		r.Within(block.Block{Zone: block.Front}, func() { r.Text("Keywords: " + words) })
		return
	default:
		in.optional()
	}
	if name == "center" || name == "minipage" || name == "flushleft" || name == "flushright" {
		r.paragraph()
		defer r.paragraph()
	}
	r.run(in.s[in.i:], depth+1)
}

// theorem writes a theorem and its like: its name and number before its words.
func (r *reader) theorem(name string, in *cursor, depth int) {
	title := map[string]string{"thm": "Theorem", "lem": "Lemma", "prop": "Proposition", "cor": "Corollary", "defn": "Definition"}[name]
	if title == "" {
		title = strings.ToUpper(name[:1]) + name[1:]
	}
	r.paragraph()
	if name != "proof" {
		r.counts["theorem "+title]++
		r.number = block.Numeral("1", r.counts["theorem "+title])
		title += " " + r.number
	}
	if note, ok := in.optional(); ok {
		title += " (" + r.plain(note, depth) + ")"
	}
	r.Text(title + ". ")
	r.run(in.s[in.i:], depth+1)
	r.paragraph()
}

// verbatim writes code as it stands.
func (r *reader) verbatim(name string, in *cursor) {
	if name == "comment" || name == "CCSXML" || strings.HasPrefix(name, "filecontents") {
		r.Omit("comment", in.s)
		return
	}
	for {
		if _, ok := in.optional(); !ok {
			break
		}
	}
	if name == "minted" {
		in.group()
	}
	text := strings.Trim(in.s[in.i:], "\n")
	if name == "Highlighting" || name == "alltt" {
		text = uncoloured(text)
	}
	r.Within(block.Block{Kind: block.Code}, func() { r.Verbatim(text) })
}

// uncoloured is code without the commands that colour it.
func uncoloured(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); {
		switch s[i] {
		case '\\':
			name, n := tex.Command(s[i+1:])
			if sign, ok := tex.Symbol(name); ok {
				out.WriteString(sign)
				if rest := s[i+1+len(name):]; strings.HasPrefix(rest, "{}") {
					n = len(name) + 2
				}
			} else if len(name) > 0 {
				n = len(name)
			}
			i += 1 + n
		case '{', '}':
			i++
		default:
			out.WriteByte(s[i])
			i++
		}
	}
	return out.String()
}

func isMath(name string) bool {
	switch name {
	case "equation", "align", "alignat", "gather", "multline", "eqnarray", "flalign", "displaymath", "math", "dmath", "IEEEeqnarray", "subequations":
		return true
	}
	return false
}

// displayed writes a formula that is set apart; it stands in its sentence.
func (r *reader) displayed(name, body string) {
	if name == "math" {
		r.formula(body, false)
		return
	}
	if !strings.HasSuffix(name, "*") {
		r.counts["equation"]++
		r.number = block.Numeral("1", r.counts["equation"])
	}
	for _, row := range strings.Split(body, `\\`) {
		r.formula(strings.ReplaceAll(row, "&", " "), true)
	}
}

func (r *reader) list(name string, in *cursor, depth int) {
	in.optional()
	if name == "list" {
		in.group()
		in.group()
	}
	if r.fragile > 0 {
		r.run(in.s[in.i:], depth+1)
		return
	}
	r.Flush()
	saved := r.Shape
	r.lists = append(r.lists, &list{ordered: strings.HasSuffix(name, "enum") || strings.HasPrefix(name, "enum") || name == "inparaenum"})
	r.Shape = block.Block{Kind: block.Paragraph, Zone: saved.Zone}
	r.run(in.s[in.i:], depth+1)
	r.Flush()
	if len(r.lists) > 0 {
		r.lists = r.lists[:len(r.lists)-1]
	}
	r.Shape = saved
	r.Shape.Mark = ""
}

// quotation writes a quotation that is set apart, or verse with its lines.
func (r *reader) quotation(name string, in *cursor, depth int) {
	shape := block.Block{Kind: block.Quote, Zone: r.Shape.Zone, Lines: name == "verse"}
	var notes []string
	for range 2 {
		if note, ok := in.optional(); ok && strings.HasPrefix(name, "display") {
			notes = append(notes, note)
		}
	}
	key := ""
	if name == "displaycquote" {
		key, _ = in.group()
	}
	verse := r.verse
	r.Within(shape, func() {
		r.verse = name == "verse"
		r.run(in.s[in.i:], depth+1)
		if key != "" {
			r.Blank()
			r.cite(citation{form: form{bracket: true}, parts: []part{partOf(notes, key)}}, depth)
		}
	})
	r.verse = verse
}

// float runs a figure or a table, in which captions are numbered.
func (r *reader) float(name string, in *cursor, depth int) {
	in.optional()
	kind := "figure"
	if strings.Contains(name, "table") {
		kind = "table"
	}
	if strings.HasPrefix(name, "wrap") {
		in.optional()
		in.group()
		in.optional()
		in.group()
	}
	r.paragraph()
	r.counts["in "+kind]++
	r.Within(block.Block{Zone: r.Shape.Zone}, func() { r.run(in.s[in.i:], depth+1) })
	r.counts["in "+kind]--
}

// table writes the rows of a table.
func (r *reader) table(name string, in *cursor, depth int) {
	in.optional()
	if name == "tabularx" || name == "tabulary" || strings.HasSuffix(name, "*") {
		in.group()
	}
	in.group()
	r.Flush()
	head := strings.Contains(in.s, `\midrule`) || strings.Contains(in.s, `\endhead`)
	for i, row := range split(in.s[in.i:], `\\`) {
		if at := strings.Index(row, `\caption`); at >= 0 && name == "longtable" {
			r.counts["in table"]++
			r.run(row[at:], depth+1)
			r.counts["in table"]--
			continue
		}
		row = strings.TrimSpace(row)
		if strings.HasPrefix(row, "[") { // the space behind the row before
			if _, after, ok := strings.Cut(row, "]"); ok {
				row = after
			}
		}
		var cells []block.Block
		for _, cell := range split(row, "&") {
			r.fragile++
			cells = append(cells, r.Inner(func() { r.run(cell, depth+1) }))
			r.fragile--
		}
		r.Row(i+1, head && i == 0, cells)
	}
}

// split parts a text at a sign outside braces and environments.
func split(s, sign string) []string {
	var out []string
	depth, from := 0, 0
	for i := 0; i < len(s); i++ {
		switch {
		case depth == 0 && strings.HasPrefix(s[i:], sign):
			out = append(out, s[from:i])
			i += len(sign) - 1
			from = i + 1
		case strings.HasPrefix(s[i:], `\begin{`):
			depth++
			i++
		case strings.HasPrefix(s[i:], `\end{`):
			depth--
			i++
		case s[i] == '\\':
			i++
		case s[i] == '{':
			depth++
		case s[i] == '}':
			depth--
		}
	}
	return append(out, s[min(from, len(s)):])
}
