package tei

import (
	"cmp"
	"strings"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/element"
	"locus/ingest/pattern"
)

// header states the record: of the print that the file follows where the header
// describes it, else of the file itself.
func (r *reader) header(n *element.Node) {
	desc := n.Child("fileDesc")
	title, source := desc.Child("titleStmt"), sourceOf(desc.Child("sourceDesc"))
	analytic, monogr := source.Child("analytic"), source.Child("monogr")
	if monogr == nil {
		monogr = source
	}
	own := titleOf(title)
	if source != nil {
		own = ofTheFile().ReplaceAllString(own, "")
	}
	printed := cmp.Or(titleOf(analytic), titleOf(monogr))
	switch {
	case own == "" || printed != "" && strings.HasPrefix(strings.ToLower(own), strings.ToLower(printed)):
		r.State("title", printed)
	default:
		r.State("title", own)
		if analytic == nil && printed != "" && !strings.HasPrefix(strings.ToLower(printed), strings.ToLower(own)) && source.Is("biblStruct") {
			r.State("container", printed)
		}
	}
	if analytic != nil {
		r.State("container", titleOf(monogr))
	}
	r.State("type", kindOf(source, analytic, monogr, printed != "" && find(r.Page.Meta, "container") != ""))
	r.persons("author", "author", title, analytic, monogr)
	r.persons("editor", "editor", monogr, title)
	r.imprint(monogr, desc.Child("publicationStmt"))
	for id := range source.All("idno") {
		switch kind := strings.ToLower(id.Attr("type")); kind {
		case "doi", "isbn", "issn":
			r.State(kind, id.Words())
		}
	}
	languages := gathered(n.Path("profileDesc", "langUsage"), "language")
	if lang := r.root.Child("text").Attr("xml:lang"); lang != "" {
		r.State("language", lang)
	} else if len(languages) == 1 {
		r.State("language", languages[0].Attr("ident"))
	}
	r.Omit("permissions", desc.Path("publicationStmt", "availability").Words())
}

// ofTheFile is what some add to the title of a print to name their file of it.
var ofTheFile = pattern.Lazy(`(?i)\s*[:,(\[]\s*[^:,(\[]*\b(?:edition|electronic|digital|machine.readable|transcription|e-?text)\b[^:]*$`)

// kindOf is the type of work as its print is described; "" where it is not.
func kindOf(source, analytic, monogr *element.Node, contained bool) string {
	switch journal := monogr.Child("title").Attr("level") == "j"; {
	case source == nil:
		return ""
	case journal:
		return "journal article"
	case analytic != nil || contained:
		return "chapter"
	case monogr.Find("publisher") != nil:
		return "book"
	}
	return ""
}

func find(list []block.Meta, key string) string {
	for _, m := range list {
		if m.Key == key {
			return m.Value
		}
	}
	return ""
}

// sourceOf is the description of the print that a file follows: one that is said
// to be it, else the first with a date that is not digital itself.
func sourceOf(n *element.Node) *element.Node {
	var best *element.Node
	rank := 0
	for b := range n.All("biblStruct", "biblFull", "bibl") {
		at := 1
		switch b.Attr("type") {
		case "printSource", "copyText", "source":
			at = 4
		case "firstEdition", "edition":
			at = 3
		case "digitalSource":
			at = 0
		default:
			if b.Find("date") != nil {
				at = 2
			}
		}
		if at > rank {
			best, rank = b, at
		}
	}
	return best
}

// titleOf is the main title of a description, its subtitle behind a colon.
func titleOf(n *element.Node) string {
	main, sub := "", ""
	for t := range n.Children("title") {
		switch t.Attr("type") {
		case "sub":
			sub = cmp.Or(sub, t.Words())
		case "main", "", "uniform":
			main = cmp.Or(main, t.Words())
		}
	}
	if main == "" {
		main = n.Child("title").Words()
	}
	if sub != "" && main != "" {
		main = strings.TrimRight(main, " :.") + ": " + sub
	}
	return strings.TrimRight(main, " .,;")
}

// persons states the persons of a role, from the first description that names
// any. A translator is no editor.
func (r *reader) persons(role, key string, from ...*element.Node) {
	for _, n := range from {
		found := false
		for p := range n.Children(role) {
			if p.Attr("role") == "translator" {
				continue
			}
			if name := nameOf(p); name.Given != "" {
				r.State(key, name.Family+", "+name.Given)
				found = true
			} else if name.Family != "" {
				r.State(key, name.Family)
				found = true
			}
		}
		if found {
			return
		}
	}
}

// lifeDates are the years of birth and death behind a name.
var lifeDates = pattern.Lazy(`[\s,(]*\(?\b(?:c\.\s*|fl\.\s*|b\.\s*)?[0-9]{3,4}\??\s*[-–—]?\s*(?:c\.\s*)?(?:[0-9]{3,4})?\??\)?[\s.,;]*$`)

// nameOf reads a person's name: its parts where they are marked, else as printed
// without the years of the person's life.
func nameOf(n *element.Node) corpus.Name {
	person := n
	if p := n.Find("persName"); p != nil {
		person = p
	}
	var given []string
	for f := range person.All("forename") {
		given = append(given, f.Words())
	}
	family := person.Find("surname").Words()
	if link := person.Find("nameLink").Words(); link != "" && family != "" {
		family = link + " " + family
	}
	if family != "" {
		return corpus.Name{Family: family, Given: strings.Join(given, " ")}
	}
	text := lifeDates().ReplaceAllString(person.Words("note", "date"), "")
	text = strings.TrimSpace(text)
	if f, g, ok := strings.Cut(text, ","); ok && !strings.Contains(g, ",") && n.Find("orgName") == nil {
		return corpus.Name{Family: strings.TrimSpace(f), Given: strings.TrimSpace(g)}
	}
	return corpus.Name{Family: strings.TrimRight(text, ",;")}
}

// imprint states where and when a work was printed.
func (r *reader) imprint(n, file *element.Node) {
	year := dateOf(n)
	if year == "" {
		n, year = file, dateOf(file)
	}
	r.State("year", year)
	publisher := n.Find("publisher").Words()
	place := n.Find("pubPlace").Words()
	if p, rest, ok := strings.Cut(publisher, ": "); ok && place == "" {
		place, publisher = p, rest
	}
	r.State("publisher", strings.TrimRight(publisher, " .,;:"))
	r.State("place", strings.TrimRight(place, " .,;:"))
	for scope := range n.All("biblScope") {
		switch unit := cmp.Or(scope.Attr("unit"), scope.Attr("type")); unit {
		case "volume", "vol":
			r.State("volume", scope.Words())
		case "issue":
			r.State("issue", scope.Words())
		case "page", "pp", "pages":
			r.State("pages", rangeOf(scope))
		}
	}
}

func rangeOf(n *element.Node) string {
	if from, to := n.Attr("from"), n.Attr("to"); from != "" && to != "" && from != to {
		return from + "-" + to
	}
	return n.Words()
}

// dateOf is the date of a print.
func dateOf(n *element.Node) string {
	for d := range n.All("date") {
		if s := cmp.Or(d.Words(), d.Attr("when"), d.Attr("from"), d.Attr("notBefore")); s != "" {
			return s
		}
	}
	return ""
}

// gathered lists the children of the names.
func gathered(n *element.Node, names ...string) []*element.Node {
	var out []*element.Node
	for c := range n.Children(names...) {
		out = append(out, c)
	}
	return out
}
