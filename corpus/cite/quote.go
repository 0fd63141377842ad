package cite

import (
	"html"
	"strings"

	"locus/corpus"
)

// blockFrom is the number of words from which a style sets a quotation as a
// block. APA (8.27) says 40 and Chicago (12.10) a hundred; MLA's "more than four
// lines" is taken as 60, Cite Them Right's "more than two or three lines" as 40.
func blockFrom(style Style) int {
	switch style {
	case MLA:
		return 60
	case ChicagoNote, ChicagoAuthorDate:
		return 100
	}
	return 40
}

// words are the passage's, on one line.
func (c *citation) words() string { return line(c.p.Text) }

// isBlock reports whether the quotation is set as a block: long, or a table.
func (c *citation) isBlock() bool {
	return len(strings.Fields(c.words())) >= blockFrom(c.o.Style) || c.p.Kind == corpus.Table
}

// quotation is the passage's words with the citation, in a printing form.
func (c *citation) quotation() string {
	words, f := c.words(), c.o.Form
	lead, cited := c.parts()
	if c.isBlock() {
		body := render(words, f)
		if c.o.Style != ChicagoNote {
			body += " " + render(cited, f)
		}
		return list("\n\n", render(lead, f), block(body, f), c.noteBelow())
	}
	if c.o.Style == ChicagoNote {
		return list(" ", render(lead, f), render(quoted(words, ""), f)) + "\n\n" + c.noteBelow()
	}
	out := c.marked(words) + " " + cited
	return render(list(" ", lead, stop(out)), f)
}

// noteBelow is the note that Chicago's first style puts at the foot.
func (c *citation) noteBelow() string {
	if c.o.Style != ChicagoNote {
		return ""
	}
	return render(c.note(), c.o.Form)
}

// parts are what leads the quotation in (a narrative's author) and what follows.
func (c *citation) parts() (lead, cited string) {
	switch {
	case !c.o.Narrative:
		return "", "(" + c.inside() + ")"
	case c.o.Style == ChicagoNote && c.origin.who != "":
		return c.origin.who + ":", ""
	case c.o.Style == ChicagoNote && len(c.w.Authors) > 0:
		return noteNames(c.w) + ":", ""
	case c.o.Style == ChicagoNote:
		return c.name("and") + ":", ""
	}
	loc := c.at.locator(c.o.Style)
	if loc == "" || c.origin.who != "" {
		return c.narrative() + ":", ""
	}
	if c.o.Style == MLA && !c.kin.several {
		return c.name("and") + ":", "(" + loc + ")"
	}
	bare := *c
	bare.at = place{}
	return bare.narrative() + ":", "(" + loc + ")"
}

// marked puts words between the style's quotation marks; a closing full stop
// goes, since it follows the citation.
func (c *citation) marked(words string) string {
	if strings.HasSuffix(words, ".") && !strings.HasSuffix(words, "...") {
		words = strings.TrimSuffix(words, ".")
	}
	if c.o.Style == Harvard {
		return "‘" + outer(words) + "’"
	}
	return "“" + inner(words) + "”"
}

// block sets a rendered text off from the rest.
func block(body string, f Form) string {
	switch f {
	case HTML:
		return "<blockquote>" + body + "</blockquote>"
	case Markdown, Pandoc:
		return "> " + strings.ReplaceAll(body, "\n", "\n> ")
	case LaTeX, BibLaTeX:
		return "\\begin{quote}\n" + body + "\n\\end{quote}"
	case Typst:
		return "#quote(block: true)[" + body + "]"
	}
	return "    " + body
}

// escaped is a text for a form, without italics.
func escaped(s string, f Form) string {
	switch f {
	case HTML:
		return html.EscapeString(s)
	case Markdown, Pandoc:
		return escapeMarkdown(s)
	case LaTeX, BibLaTeX, BibTeX:
		return escapeTeX(s)
	case Typst:
		return escapeTypst(s)
	}
	return s
}
