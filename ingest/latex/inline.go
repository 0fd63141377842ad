package latex

import (
	"strings"

	"locus/ingest/block"
	"locus/ingest/tex"
)

// inline reads the commands that stand in a line.
func (r *reader) inline(name string, c *cursor, depth int) bool {
	switch name {
	case "emph", "textit", "textsl":
		arg, _ := c.group()
		start, blocks := r.Len(), len(r.Page.Blocks)
		r.run(arg, depth+1)
		if blocks == len(r.Page.Blocks) && start <= r.Len() {
			r.Italic(start)
		}
	case "textbf":
		arg, _ := c.group()
		start, blocks := r.Len(), len(r.Page.Blocks)
		r.run(arg, depth+1)
		if blocks == len(r.Page.Blocks) && start <= r.Len() {
			r.Bold(start)
		}
	case "texttt", "code", "lstinline", "mintinline", "path":
		c.optional()
		if name == "mintinline" {
			c.group()
		}
		if c.next() != '{' && (name == "lstinline" || name == "path" || name == "mintinline") {
			r.verb(c)
			return true
		}
		arg, _ := c.group()
		start := r.Len()
		r.run(arg, depth+1)
		if start <= r.Len() {
			r.Builder.Code(start)
		}
	case "verb", "Verb":
		c.star()
		r.verb(c)
	case "enquote", "textquote", "say", "foreignquote", "hyphenquote":
		r.quoted(name, c, depth)
	case "blockquote", "blockcquote":
		return false
	case "ref", "autoref", "cref", "Cref", "eqref", "pageref", "nameref", "vref", "Autoref":
		c.star()
		arg, _ := c.group()
		r.ref(name, arg)
	case "label":
		arg, _ := c.group()
		r.labels[arg] = r.number
	case "multicolumn", "multirow":
		c.group()
		c.optional()
		c.group()
		arg, _ := c.group()
		r.run(arg, depth+1)
	case "texorpdfstring":
		arg, _ := c.group()
		c.group()
		r.run(arg, depth+1)
	case "today":
	default:
		return r.dressed(name, c, depth)
	}
	return true
}

// dressed reads the commands whose arguments are words, or a formula, of which
// one is read and the others say how it looks or where it leads.
func (r *reader) dressed(name string, c *cursor, depth int) bool {
	switch name {
	case "href", "hypertarget", "hyperlink", "hyperref", "textcolor", "colorbox", "foreignlanguage", "textlang":
		c.optional()
		if name != "hyperref" {
			c.group()
		}
		arg, _ := c.group()
		r.run(arg, depth+1)
	case "url", "nolinkurl":
		arg, _ := c.group()
		r.Text(strings.NewReplacer(`\_`, "_", `\%`, "%", `\&`, "&", `\#`, "#", `\~`, "~").Replace(arg))
	case "(", "[":
		shut := map[string]string{"(": `\)`, "[": `\]`}[name]
		n := strings.Index(c.s[c.i:min(len(c.s), c.i+maxOptional)], shut)
		if n < 0 {
			r.Text(name)
			return true
		}
		r.formula(c.s[c.i:c.i+n], name == "[")
		c.i += n + len(shut)
	case "ensuremath", "mathrm", "textsubscript", "textsuperscript":
		arg, _ := c.group()
		if name == "ensuremath" {
			r.formula(arg, false)
		} else {
			r.run(arg, depth+1)
		}
	default:
		return false
	}
	return true
}

// verb writes code between two like signs.
func (r *reader) verb(c *cursor) {
	sign := c.next()
	if sign == 0 || sign == '\n' {
		return
	}
	c.i++
	n := strings.IndexAny(c.s[c.i:], string(rune(sign))+"\n")
	if n < 0 {
		n = len(c.s) - c.i
	}
	start := r.Len()
	r.Text(c.s[c.i : c.i+n])
	if start <= r.Len() {
		r.Builder.Code(start)
	}
	c.i = min(len(c.s), c.i+n+1)
}

// quoted writes a quotation in marks, single ones within double ones.
func (r *reader) quoted(name string, c *cursor, depth int) {
	c.star()
	if strings.HasPrefix(name, "foreign") || strings.HasPrefix(name, "hyphen") {
		c.group()
	}
	source, _ := c.optional()
	arg, _ := c.group()
	open, shut := "“", "”"
	if r.quotes%2 == 1 {
		open, shut = "‘", "’"
	}
	r.quotes++
	r.Text(open)
	r.run(arg, depth+1)
	r.Glue()
	r.Text(shut)
	r.quotes--
	if source != "" {
		r.Blank()
		r.run(source, depth+1)
	}
}

// ref writes the number of what a label names, and its kind where the command
// prints that too.
func (r *reader) ref(name, label string) {
	if name == "pageref" || name == "nameref" {
		return
	}
	for i, l := range strings.Split(label, ",") {
		l = strings.TrimSpace(l)
		number := r.known[l]
		if number == "" {
			continue
		}
		if i > 0 {
			r.Text(", ")
		} else if name == "autoref" || name == "Autoref" || name == "cref" || name == "Cref" {
			r.Text(kindOf(l, name == "cref"))
			r.Blank()
		}
		if name == "eqref" {
			number = "(" + number + ")"
		}
		r.Text(number)
	}
}

// kindOf is the kind of thing that a label names, told by how labels are made.
func kindOf(label string, small bool) string {
	prefix, _, _ := strings.Cut(label, ":")
	name := map[string]string{"fig": "Figure", "tab": "Table", "tbl": "Table", "sec": "Section", "chap": "Chapter", "ch": "Chapter", "eq": "Equation", "app": "Appendix"}[prefix]
	if small {
		return strings.ToLower(name)
	}
	return name
}

// skip reads the commands that say nothing to readers, with their arguments.
func (r *reader) skip(name string, c *cursor) bool {
	n := -1
	switch name {
	case "vspace", "hspace", "pagestyle", "thispagestyle", "bibliographystyle", "hyphenation", "graphicspath", "geometry", "usetheme", "usecolortheme", "pagenumbering",
		"index", "glossary", "color", "phantomsection", "documentclass", "usepackage", "RequirePackage", "usetikzlibrary", "theoremstyle", "citestyle", "bibpunct", "vskip", "hskip",
		"linespread", "fontsize", "selectlanguage", "setmainfont", "setlist", "captionsetup", "hypersetup", "lstset", "PassOptionsToPackage", "addbibresource", "markright", "markboth",
		"enlargethispage", "addvspace", "cline", "cmidrule", "raisebox", "setstretch", "sisetup", "includeonly", "DeclareLanguageMapping", "ExecuteBibliographyOptions", "nobibliography",
		"acmConference", "acmBooktitle", "acmJournal", "acmPrice", "acmDOI", "acmISBN", "acmYear", "acmMonth", "acmVolume", "acmNumber", "acmArticle", "setcopyright", "copyrightyear", "ccsdesc", "received", "orcid",
		"shortauthors", "authornote", "authornotemark", "titlenote", "settopmatter", "thanksref", "urlstyle", "textwidth", "columnwidth", "linewidth", "itemsep", "parskip", "kern", "rule", "resizebox", "scalebox", "allowdisplaybreaks", "newcounter", "newlength", "stepcounter", "refstepcounter", "bstctlcite", "AtBeginDocument", "AtEndDocument", "DefineVerbatimEnvironment", "definecolor", "setlength", "addtolength", "setcounter", "addtocounter", "newtheorem", "DeclareMathOperator", "crefname", "Crefname", "numberwithin", "includegraphics", "includesvg", "includepdf", "titleformat", "titlespacing", "newboolean", "setboolean", "fancyhead", "fancyfoot", "lhead", "rhead", "chead", "lfoot", "rfoot", "cfoot", "addcontentsline", "bibliographyunit", "nocite":
		n = 1
	case "noindent", "centering", "raggedright", "raggedleft", "maketitle", "tableofcontents", "listoffigures", "listoftables", "appendix", "frontmatter", "mainmatter", "backmatter", "hline", "toprule", "midrule", "bottomrule",
		"tiny", "scriptsize", "footnotesize", "small", "normalsize", "large", "Large", "LARGE", "huge", "Huge", "bf", "bfseries", "rm", "rmfamily", "sf", "sffamily", "tt", "ttfamily", "sc", "scshape", "normalfont", "mdseries", "upshape",
		"indent", "null", "makeatletter", "makeatother", "fi", "else", "endinput", "singlespacing", "doublespacing", "onehalfspacing", "tightlist", "flushbottom", "raggedbottom", "onecolumn", "twocolumn", "begingroup", "endgroup", "bgroup", "egroup", "leavevmode", "ignorespaces", "unskip", "sloppypar", "xspace", "nolinebreak", "nopagebreak", "strut", "protect", "dotfill", "hrulefill", "makeindex", "printindex", "newblock", "makeglossaries", "boldmath", "unboldmath", "textnormal", "textrm", "textsf", "textsc", "textmd", "textup", "text", "mbox", "hbox", "fbox", "underline", "uline", "uppercase", "MakeUppercase", "textlf", "makebox", "framebox", "parbox", "centerline", "leftline", "rightline", "acs", "ac", "acl", "acp", "gls", "glspl", "Gls", "citefield":
		n = 0
	case "ifx", "ifdefined", "ifthenelse", "newif":
		n = 0
	}
	if n < 0 {
		return false
	}
	r.skipArguments(name, c, n)
	return true
}

// skipArguments goes over the arguments of a command that says nothing. A picture
// is told.
func (r *reader) skipArguments(name string, c *cursor, n int) {
	c.star()
	switch name {
	case "documentclass", "usepackage", "includegraphics", "includesvg", "includepdf", "PassOptionsToPackage", "addbibresource", "ccsdesc", "DeclareMathOperator", "cmidrule", "newcounter", "newtheorem", "makebox", "framebox", "parbox", "rule", "raisebox", "setlist", "captionsetup", "titlespacing", "acmConference", "fancyhead", "fancyfoot":
		c.optional()
	}
	count := map[string]int{"setlength": 2, "addtolength": 2, "setcounter": 2, "addtocounter": 2, "DefineVerbatimEnvironment": 3, "definecolor": 3, "DeclareMathOperator": 2, "newtheorem": 2, "crefname": 3, "Crefname": 3, "numberwithin": 2, "acmConference": 3,
		"titleformat": 5, "titlespacing": 4, "rule": 2, "markboth": 2, "fontsize": 2, "phantomsection": 0, "authornotemark": 0, "resizebox": 2, "setboolean": 2, "addcontentsline": 3, "parbox": 1, "itemsep": 0, "parskip": 0, "textwidth": 0, "columnwidth": 0, "linewidth": 0, "kern": 0, "vskip": 0, "hskip": 0, "allowdisplaybreaks": 0, "PassOptionsToPackage": 2}
	if k, ok := count[name]; ok {
		n = k
	}
	for range n {
		c.optional()
		arg, ok := c.braced()
		if !ok {
			break
		}
		switch name {
		case "includegraphics", "includesvg", "includepdf":
			r.Omit("picture", arg)
		case "authornote", "titlenote":
			r.Omit("note to the title", arg)
		case "nocite":
			r.all = r.all || strings.TrimSpace(arg) == "*"
			for _, key := range strings.Split(arg, ",") {
				r.cited = append(r.cited, strings.TrimSpace(key))
			}
		}
	}
	if name == "newtheorem" {
		c.optional()
	}
	if name == "vskip" || name == "hskip" || name == "kern" {
		length(c)
	}
	if n == 0 && name != "xspace" {
		_, k := tex.Command(c.s[min(len(c.s), c.i):])
		if k > 0 && strings.TrimLeft(c.s[c.i:c.i+k], " \t\n") == "" {
			c.blanks()
		} else if c.next() == ' ' {
			c.i++
		}
	}
}

// length goes over a length such as "-0.5em".
func length(c *cursor) {
	c.blanks()
	for c.i < len(c.s) && strings.IndexByte("-+.0123456789 ", c.s[c.i]) >= 0 {
		c.i++
	}
	if c.i+2 <= len(c.s) {
		c.i += 2
	}
}

// floatLabel counts a figure or a table and is what LaTeX prints before its caption.
func (r *reader) floatLabel() string {
	for _, kind := range []string{"figure", "table"} {
		if r.counts["in "+kind] > 0 {
			r.counts[kind]++
			r.number = block.Numeral("1", r.counts[kind])
			return strings.ToUpper(kind[:1]) + kind[1:] + " " + r.number + ":"
		}
	}
	return ""
}
