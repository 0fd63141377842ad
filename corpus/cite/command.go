package cite

import "strings"

// command is the citation as pandoc, LaTeX or Typst is told it, with the
// quotation before it where asked.
func (c *citation) command() string {
	cited := c.commandOf()
	if !c.o.Quote || c.p == nil {
		return cited
	}
	if c.isBlock() {
		return block(escaped(c.words(), c.o.Form)+" "+cited, c.o.Form)
	}
	return stop(escaped(c.marked(c.words()), c.o.Form) + " " + cited)
}

func (c *citation) commandOf() string {
	loc, before := c.programLocator(), ""
	if c.origin.who != "" {
		before = list(", ", c.original(), c.via())
	}
	before = escaped(plain(before), c.o.Form)
	switch c.o.Form {
	case Pandoc:
		return c.pandoc(before, loc)
	case LaTeX:
		name := `\citep`
		if c.o.Narrative {
			name = `\citet`
		}
		return tex(name, before, loc, c.key)
	case BibLaTeX:
		name := `\parencite`
		switch {
		case c.o.Narrative:
			name = `\textcite`
		case c.o.Style == ChicagoNote:
			name = `\footcite`
		}
		if c.at.page != "" && !c.at.isNote && c.at.float == "" {
			loc = strings.ReplaceAll(escapeTeX(c.at.shown(c.at.page)), "–", "--")
		}
		return tex(name, before, loc, c.key)
	}
	args := []string{"<" + c.key + ">"}
	if loc != "" {
		args = append(args, "supplement: ["+loc+"]")
	}
	if c.o.Narrative {
		args = append(args, `form: "prose"`)
	}
	return list(" ", before, "#cite("+strings.Join(args, ", ")+")")
}

// pandoc is "[@key, p. 118]", or "[@key, sec. Order, para. 2]".
func (c *citation) pandoc(before, loc string) string {
	if c.o.Narrative && before == "" {
		if loc == "" {
			return "@" + c.key
		}
		return "@" + c.key + " [" + loc + "]"
	}
	return "[" + list(" ", before, "@"+list(", ", c.key, loc)) + "]"
}

// programLocator is the place in the words that programs know: p., pp., n.,
// sec., para.
func (c *citation) programLocator() string {
	at, f := c.at, c.o.Form
	if at.page != "" {
		page := at.pages()
		if f == Pandoc {
			page = strings.ReplaceAll(page, "–", "-")
		}
		return list(", ", tied(escaped(page, f), f), escaped(list(", ", at.footnote("n."), lower(at.float)), f))
	}
	section := canonical(at.parts, ChicagoNote)
	if at.heading != "" {
		heading, _ := shortened(at.heading, false)
		heading = strings.NewReplacer("{", "(", "}", ")", ";", ",").Replace(heading)
		section = "sec. “" + inner(heading) + "”"
		if f == Pandoc {
			section = "sec. " + heading
		}
	}
	end := list(", ", at.footnote("n."), lower(at.float))
	if end == "" {
		end = at.paragraph("para.")
	}
	return tied(escaped(comma(section, end), f), f)
}

// tied puts a blank that does not break after the abbreviations, in TeX.
func tied(s string, f Form) string {
	if f != LaTeX && f != BibLaTeX {
		return s
	}
	return strings.NewReplacer("p. ", "p.~", "pp. ", "pp.~", "sec. ", "sec.~", "para. ", "para.~", "n. ", "n.~", "–", "--").Replace(s)
}

// tex writes a command with its optional arguments, each between braces where
// a bracket in it would end it.
func tex(name, before, after, key string) string {
	arg := func(s string) string {
		if strings.ContainsAny(s, "[]") {
			s = "{" + s + "}"
		}
		return "[" + s + "]"
	}
	switch {
	case before != "":
		return name + arg(before) + arg(after) + "{" + key + "}"
	case after != "":
		return name + arg(after) + "{" + key + "}"
	}
	return name + "{" + key + "}"
}

func escapeTypst(s string) string {
	return strings.NewReplacer(`\`, `\\`, "#", `\#`, "$", `\$`, "*", `\*`, "_", `\_`, "`", "\\`", "<", `\<`, ">", `\>`,
		"@", `\@`, "[", `\[`, "]", `\]`, "~", `\~`, "//", `\/\/`, "/*", `\/\*`).Replace(s)
}
