package tei

import (
	"cmp"
	"strings"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/element"
)

// bibliography reads a list of references.
func (r *reader) bibliography(n *element.Node) {
	r.Flush()
	headed := false
	for i, c := range n.Nodes {
		switch {
		case c.Is("head"):
			r.level++
			r.heads(n.Nodes[i : i+1])
			r.level--
			headed = true
		case c.Is("bibl", "biblStruct", "biblFull"):
			if !headed && !r.underHeading() {
				r.Heading(r.level, "", func() { r.Text("References") })
			}
			headed = true
			r.entry(c)
		case c.Is("listBibl"):
			r.bibliography(c)
		case c.Name == "" && strings.TrimSpace(c.Text) == "":
		case c.Name == "":
			r.Text(c.Text)
		case !r.block(c):
			r.inline(c)
		}
	}
	r.Flush()
}

// underHeading reports whether a heading stands right before.
func (r *reader) underHeading() bool {
	n := len(r.Page.Blocks)
	return n > 0 && r.Page.Blocks[n-1].Kind == block.Heading
}

// entry writes an entry of a list of references with its fields.
func (r *reader) entry(n *element.Node) {
	e := entryOf(n)
	e.Key = n.ID()
	shape := block.Block{Zone: block.References, Anchor: n.ID()}
	if e.Title != "" {
		shape.Entry = &e
	}
	r.Within(shape, func() {
		if n.Is("bibl") || e.Title == "" {
			r.inlines(n)
			return
		}
		r.Text(e.Print())
	})
}

// entryOf reads the fields of a reference. What a bibl without marked fields says
// is left to be parsed.
func entryOf(n *element.Node) block.Entry {
	var e block.Entry
	analytic, monogr := n.Child("analytic"), n.Child("monogr")
	if monogr == nil {
		monogr = n
	}
	for _, part := range []*element.Node{analytic, monogr} {
		for _, role := range []string{"author", "editor"} {
			if len(e.Authors) > 0 {
				break
			}
			for a := range part.Children(role) {
				if name := nameOf(a); name != (corpus.Name{}) {
					e.Authors = append(e.Authors, name)
				}
			}
		}
	}
	e.Title, e.Container = titles(n, analytic, monogr)
	e.Year = yearOf(monogr)
	e.Publisher, e.Place = monogr.Find("publisher").Words(), monogr.Find("pubPlace").Words()
	for scope := range n.All("biblScope") {
		switch cmp.Or(scope.Attr("unit"), scope.Attr("type")) {
		case "volume", "vol":
			e.Volume = scope.Words()
		case "issue":
			e.Issue = scope.Words()
		case "page", "pp", "pages":
			e.Pages = strings.TrimPrefix(strings.TrimPrefix(rangeOf(scope), "pp. "), "p. ")
		}
	}
	for id := range n.All("idno") {
		if strings.EqualFold(id.Attr("type"), "doi") {
			e.DOI = strings.TrimPrefix(id.Words(), "https://doi.org/")
		}
	}
	if to := n.Find("ptr").Attr("target"); strings.HasPrefix(to, "http") {
		e.URL = to
	}
	e.Type = typeOf(e, monogr)
	return e
}

// titles are the title of what is cited and of what holds it.
func titles(n, analytic, monogr *element.Node) (title, container string) {
	if analytic != nil {
		return titleOf(analytic), titleOf(monogr)
	}
	for t := range n.All("title") {
		switch t.Attr("level") {
		case "a", "u":
			title = cmp.Or(title, t.Words())
		default:
			container = cmp.Or(container, t.Words())
		}
	}
	if title == "" {
		return strings.TrimRight(container, " .,"), ""
	}
	return strings.TrimRight(title, " .,"), strings.TrimRight(container, " .,")
}

func yearOf(n *element.Node) string {
	for d := range n.All("date") {
		if when := d.Attr("when"); when != "" {
			year, _, _ := strings.Cut(when, "-")
			return year
		}
		return strings.Trim(d.Words(), " ().,")
	}
	return ""
}

func typeOf(e block.Entry, monogr *element.Node) string {
	journal := false
	for t := range monogr.All("title") {
		journal = journal || t.Attr("level") == "j"
	}
	switch {
	case journal || e.Container != "" && e.Volume != "" && e.Publisher == "":
		return corpus.TypeArticle
	case e.Container != "":
		return corpus.TypeChapter
	case e.Publisher != "":
		return corpus.TypeBook
	}
	return ""
}
