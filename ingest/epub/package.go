package epub

import (
	"strings"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

// opf is the package: what the book says of itself, its files, their order.
type opf struct {
	Titles       []said `xml:"metadata>title"`
	Creators     []said `xml:"metadata>creator"`
	Contributors []said `xml:"metadata>contributor"`
	Publishers   []said `xml:"metadata>publisher"`
	Dates        []said `xml:"metadata>date"`
	Languages    []said `xml:"metadata>language"`
	Identifiers  []said `xml:"metadata>identifier"`
	Metas        []struct {
		Property string `xml:"property,attr"`
		Refines  string `xml:"refines,attr"`
		Name     string `xml:"name,attr"`
		Content  string `xml:"content,attr"`
		Value    string `xml:",chardata"`
	} `xml:"metadata>meta"`
	Manifest []struct {
		ID         string `xml:"id,attr"`
		Href       string `xml:"href,attr"`
		Media      string `xml:"media-type,attr"`
		Properties string `xml:"properties,attr"`
	} `xml:"manifest>item"`
	Spine struct {
		Toc   string `xml:"toc,attr"`
		Items []struct {
			ID string `xml:"idref,attr"`
		} `xml:"itemref"`
	} `xml:"spine"`
	Guide []struct {
		Kind string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	} `xml:"guide>reference"`
}

// said is a statement with what EPUB 2 says of it in attributes.
type said struct {
	ID     string `xml:"id,attr"`
	Role   string `xml:"role,attr"`
	FileAs string `xml:"file-as,attr"`
	Event  string `xml:"event,attr"`
	Scheme string `xml:"scheme,attr"`
	Value  string `xml:",chardata"`
}

func (s said) text() string { return strings.Join(strings.Fields(s.Value), " ") }

// refined is what EPUB 3 says of a statement, "" where nothing.
func (o *opf) refined(id, property string) string {
	if id == "" {
		return ""
	}
	for _, m := range o.Metas {
		if m.Refines == "#"+id && m.Property == property {
			return strings.Join(strings.Fields(m.Value), " ")
		}
	}
	return ""
}

// bookWords is the number of words from which a text without an ISBN or a
// publisher is a book.
const bookWords = 40_000

// statements are what the package says of the book, whose text has so many words.
func (o *opf) statements(words int) []block.Meta {
	var out []block.Meta
	add := func(key, value string) {
		if value = strings.TrimSpace(value); value != "" {
			out = append(out, block.Meta{Key: key, Value: value})
		}
	}
	add("title", o.title())
	for _, c := range o.Creators {
		switch role := o.role(c); role {
		case "", "aut", "author":
			add("author", o.name(c))
		case "edt", "editor":
			add("editor", o.name(c))
		}
	}
	for _, c := range o.Contributors {
		if role := o.role(c); role == "edt" || role == "editor" {
			add("editor", o.name(c))
		}
	}
	if len(o.Publishers) > 0 {
		add("publisher", o.Publishers[0].text())
	}
	add("date", o.date())
	if len(o.Languages) > 0 {
		add("language", o.Languages[0].text())
	}
	isbn, doi := o.numbers()
	add("isbn", isbn)
	add("doi", doi)
	if isbn != "" || len(o.Publishers) > 0 || words >= bookWords {
		add("type", "book")
	}
	return out
}

// title is the main title with its subtitle.
func (o *opf) title() string {
	main, sub := "", ""
	for _, t := range o.Titles {
		switch kind := o.refined(t.ID, "title-type"); {
		case kind == "main":
			main = t.text()
		case kind == "subtitle" && sub == "":
			sub = t.text()
		case kind == "" && main == "":
			main = t.text()
		}
	}
	if main == "" && len(o.Titles) > 0 {
		main = o.Titles[0].text()
	}
	if sub != "" && main != "" && !strings.Contains(strings.ToLower(main), strings.ToLower(sub)) {
		return strings.TrimRight(main, " :") + ": " + sub
	}
	return main
}

func (o *opf) role(c said) string {
	if c.Role != "" {
		return strings.ToLower(c.Role)
	}
	return strings.ToLower(o.refined(c.ID, "role"))
}

var nobody = pattern.Lazy(`(?i)^(?:various|anonymous|unknown|n/?a|unbekannt|calibre.*|\(none\))\.?$`)

// name is a person as "Family, Given" where the book says which is which, else as
// it is written.
func (o *opf) name(c said) string {
	name := c.text()
	as := c.FileAs
	if as == "" {
		as = o.refined(c.ID, "file-as")
	}
	if nobody().MatchString(name) {
		return ""
	}
	family, given, ok := strings.Cut(as, ",")
	if !ok || strings.Contains(name, ",") || strings.ContainsAny(name, ";&") {
		return name
	}
	family, given = strings.TrimSpace(family), strings.TrimSpace(given)
	at := strings.Index(strings.ToLower(name), strings.ToLower(family))
	if family == "" || given == "" || at < 0 || len(strings.ToLower(name)) != len(name) {
		return name
	}
	rest := strings.Join(strings.Fields(name[:at]+" "+name[at+len(family):]), " ")
	if rest == "" {
		return name
	}
	return name[at:at+len(family)] + ", " + rest
}

// date is when the book came out: the first edition where the package tells it
// from others, never the day on which the file was changed.
func (o *opf) date() string {
	best, rank := "", 9
	for _, d := range o.Dates {
		r := map[string]int{"original-publication": 0, "publication": 1, "": 2, "creation": 3, "epub-publication": 4}
		if n, ok := r[strings.ToLower(d.Event)]; ok && n < rank {
			best, rank = d.text(), n
		}
	}
	if strings.HasPrefix(best, "0101") || strings.HasPrefix(best, "0000") {
		return ""
	}
	for _, m := range o.Metas {
		// The day on which a program made the file says nothing of the book.
		if m.Property == "dcterms:modified" && len(best) > 10 && len(m.Value) > 10 && strings.TrimSpace(m.Value)[:10] == best[:10] {
			return ""
		}
	}
	return best
}

var isbnDigits = pattern.Lazy(`^(?:97[89])?[0-9]{9}[0-9Xx]$`)

// numbers are the ISBN and the DOI among the identifiers.
func (o *opf) numbers() (isbn, doi string) {
	for _, id := range o.Identifiers {
		v := id.text()
		low := strings.ToLower(v)
		bare := strings.NewReplacer("-", "", " ", "").Replace(strings.TrimPrefix(strings.TrimPrefix(low, "urn:"), "isbn:"))
		switch {
		case strings.Contains(low, "doi") || strings.HasPrefix(low, "10."):
			doi = v
		case isbn == "" && isbnDigits().MatchString(bare) && (len(bare) == 13 || strings.EqualFold(id.Scheme, "isbn") || strings.Contains(low, "isbn")):
			isbn = strings.ToUpper(bare)
		}
	}
	return isbn, doi
}
