package latex

import (
	"strings"

	"locus/corpus"
	"locus/ingest/block"
)

// form is how a command prints a citation.
type form struct {
	bracket  bool // all of it in brackets
	inText   bool // the author in the sentence, the year in brackets
	author   bool // nothing but the author
	year     bool // nothing but the year
	title    bool // nothing but the title
	whole    bool // the whole entry
	foot     bool // in a note
	multiple bool // takes several keys with notes of their own
	quoted   bool // a quotation follows, and the citation stands behind it
	set      bool // that quotation is set apart
}

// citeForm is the form of a command that cites; false for one that does not.
func citeForm(name string) (form, bool) {
	low := strings.ToLower(name[:min(1, len(name))]) + name[min(1, len(name)):]
	f := form{}
	if rest, ok := strings.CutSuffix(low, "s"); ok && rest != "citealia" && strings.HasSuffix(rest, "cite") {
		low, f.multiple = rest, true
	}
	switch low {
	case "cite", "citep", "parencite", "autocite", "smartcite", "supercite", "shortcite", "citeonline", "cites", "citeA", "footfullcite", "bracketcite", "citeN":
		f.bracket = true
		f.foot = low == "footfullcite"
		f.whole = low == "footfullcite"
	case "citet", "textcite", "newcite", "citeasnoun", "shortciteN":
		f.inText = true
	case "citealt", "citealp", "avolcite":
	case "citeauthor", "citefullauthor":
		f.author = true
	case "citeyear", "citedate":
		f.year = true
	case "citeyearpar":
		f.year, f.bracket = true, true
	case "citetitle":
		f.title = true
	case "fullcite", "bibentry":
		f.whole = true
	case "footcite", "footcitetext":
		f.foot = true
	case "textcquote":
		f.quoted, f.bracket = true, true
	case "blockcquote":
		f.quoted, f.bracket, f.set = true, true, true
	case "blockquote":
		f.quoted, f.set = true, true
	default:
		return f, false
	}
	return f, true
}

// part is one group of keys with what is printed before and behind it.
type part struct {
	pre, post string
	keys      []string
}

// citation is a command that cites, with its arguments.
type citation struct {
	form
	pre, post string // around all of several parts
	parts     []part
}

// partOf reads the notes before keys: one alone stands behind.
func partOf(notes []string, keys string) part {
	p := part{}
	switch len(notes) {
	case 1:
		p.post = notes[0]
	case 2:
		p.pre, p.post = notes[0], notes[1]
	}
	for _, k := range strings.Split(keys, ",") {
		if k = strings.TrimSpace(k); k != "" {
			p.keys = append(p.keys, k)
		}
	}
	return p
}

// citation reads a command that cites.
func (r *reader) citation(name string, c *cursor, depth int) bool {
	f, ok := citeForm(name)
	if !ok {
		return false
	}
	c.star()
	cite := citation{form: f}
	if f.multiple {
		cite.pre, _ = c.round()
		cite.post, _ = c.round()
	}
	for first := true; first || f.multiple; first = false {
		start := c.i
		var notes []string
		for range 2 {
			if note, ok := c.optional(); ok {
				notes = append(notes, note)
			}
		}
		if name == "blockquote" {
			r.blockquote(f, notes, "", c, depth)
			return true
		}
		keys, ok := "", false
		if first {
			keys, ok = c.group()
		} else {
			keys, ok = c.braced()
		}
		if !ok {
			c.i = start
			break
		}
		cite.parts = append(cite.parts, partOf(notes, keys))
		if f.quoted {
			r.blockquote(f, notes, keys, c, depth)
			return true
		}
	}
	if len(cite.parts) == 0 {
		return true
	}
	if f.foot && r.fragile == 0 {
		r.notes++
		mark := block.Numeral("1", r.notes)
		cite.foot = false
		r.Note(mark, "fn-"+mark, func() {
			r.cite(cite, depth)
			r.Text(".")
		})
		return true
	}
	r.cite(cite, depth)
	return true
}

// blockquote writes the quotation that some commands of csquotes hold, and what
// it is cited from.
func (r *reader) blockquote(f form, notes []string, keys string, c *cursor, depth int) {
	c.optional() // the punctuation behind the quotation
	words, _ := c.group()
	write := func() {
		r.run(words, depth+1)
		r.Blank()
		if keys != "" {
			r.cite(citation{form: form{bracket: true}, parts: []part{partOf(notes, keys)}}, depth)
		} else if len(notes) > 0 {
			r.run(notes[len(notes)-1], depth+1)
		}
	}
	if f.set && r.fragile == 0 {
		r.Within(block.Block{Kind: block.Quote, Zone: r.Shape.Zone}, write)
		return
	}
	r.Text("“")
	r.run(words, depth+1)
	r.Glue()
	r.Text("” ")
	if keys != "" {
		r.cite(citation{form: form{bracket: true}, parts: []part{partOf(notes, keys)}}, depth)
	}
}

// cite prints a citation, each work as an item of its own.
func (r *reader) cite(c citation, depth int) {
	open, shut, between := "(", ")", "; "
	switch bare := r.bare(c); {
	case bare == "number":
		open, shut, between = "[", "]", ", "
		c.bracket = true
	case bare == "key":
		open, shut = "[", "]"
		c.bracket = true
	}
	if c.bracket {
		r.Text(open)
	}
	note := func(s string) string { return r.plain(s, depth) }
	if pre := note(c.pre); pre != "" {
		r.Text(pre + " ")
	}
	first := true
	for _, p := range c.parts {
		pre, post := note(p.pre), note(p.post)
		for i, key := range p.keys {
			if !first {
				r.Glue()
				r.Text(between)
			}
			first = false
			item := block.CiteItem{Key: key}
			if i == 0 {
				item.Prefix = pre
			}
			if i == len(p.keys)-1 {
				item.Locator, item.Suffix = locator(post)
			}
			r.work(c.form, item, c.bracket && open == "[")
		}
	}
	if post := note(c.post); post != "" {
		r.Text(", " + post)
	}
	if c.bracket {
		r.Glue()
		r.Text(shut)
	}
}

// bare is what the works of a citation are known by where it is the same and
// nothing more for all: their "number" in the list or their "key"; "" where some
// are known by author and year.
func (r *reader) bare(c citation) string {
	numbers, keys := 0, 0
	for _, p := range c.parts {
		for _, key := range p.keys {
			switch {
			case r.knownWork(key):
				return ""
			case r.numbers[key] > 0:
				numbers++
			default:
				keys++
			}
		}
	}
	switch {
	case keys == 0 && !c.author && !c.year && !c.title && !c.whole:
		return "number"
	case numbers == 0:
		return "key"
	}
	return ""
}

// knownWork reports whether a key's author and year are known.
func (r *reader) knownWork(key string) bool {
	if e, ok := r.entries[key]; ok && authorsOf(e.Reference) != "" {
		return true
	}
	_, ok := r.printed[key]
	return ok
}

// work prints one cited work.
func (r *reader) work(f form, item block.CiteItem, bare bool) {
	r.cited = append(r.cited, item.Key)
	e, known := r.entries[item.Key]
	if ref, ok := r.printed[item.Key]; ok && !known {
		e.Reference, known = ref, true
	}
	if item.Prefix != "" {
		r.Text(item.Prefix + " ")
	}
	tail := ""
	switch {
	case item.Locator != "":
		tail = ": " + item.Locator
	case item.Suffix != "":
		tail = ", " + item.Suffix
	}
	r.Text("")
	start := r.Len()
	names, year := authorsOf(e.Reference), e.Year
	if year == "" {
		year = "n.d."
	}
	switch n := r.numbers[item.Key]; {
	case !known && n > 0:
		if item.Locator != "" {
			tail = ", p. " + item.Locator
		}
		r.Text(block.Numeral("1", n) + tail)
	case bare:
		r.Text(item.Key + tail)
	case !known || names == "" && e.Title == "":
		r.Text("[" + item.Key + "]" + tail)
	case f.whole:
		r.Text(strings.TrimRight(e.Print(), ".") + tail)
	case f.title:
		r.Text(e.Title + tail)
	case f.author:
		r.Text(names + tail)
	case f.year:
		item.NoAuthor = true
		r.Text(year + tail)
	case f.inText:
		r.Text(names + " (" + year + tail + ")")
	default:
		r.Text(names + ", " + year + tail)
	}
	if start <= r.Len() && r.fragile == 0 {
		r.Cite(start, []block.CiteItem{item})
	}
}

// authorsOf are the authors of a work as a citation names them; a work without
// any is named by its title.
func authorsOf(e corpus.Reference) string {
	var names []string
	for _, a := range e.Authors {
		names = append(names, a.Family)
	}
	switch len(names) {
	case 0:
		return e.Title
	case 1:
		return names[0]
	case 2:
		return names[0] + " and " + names[1]
	}
	return names[0] + " et al."
}

// locator parts the place in a work from other words behind a citation.
func locator(post string) (place, suffix string) {
	s := strings.TrimSpace(post)
	for _, p := range []string{"pages ", "page ", "pp. ", "pp.", "p. ", "p."} {
		if rest, ok := strings.CutPrefix(s, p); ok {
			return strings.TrimSpace(rest), ""
		}
	}
	if s != "" && s[0] >= '0' && s[0] <= '9' && strings.Trim(s, "0123456789-–, ivxlcf") == "" {
		return s, ""
	}
	return "", s
}
