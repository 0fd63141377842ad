package office

import (
	"strings"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/pattern"
)

// wordCitation reads Word's own field of a citation: the tag of a source, \p with
// a page, \f and \s with what stands before and behind, \n where the author is
// left out, \m with a further tag.
func (d *docx) wordCitation(instruction string) ([]block.CiteItem, []block.Entry) {
	var items []block.CiteItem
	var works []block.Entry
	words := quotedFields(strings.TrimPrefix(instruction, "CITATION"))
	add := func(tag string) {
		items = append(items, block.CiteItem{Key: tag})
		if e, ok := d.sources[tag]; ok {
			works = append(works, e)
		}
	}
	for i := 0; i < len(words); i++ {
		if !strings.HasPrefix(words[i], `\`) {
			if len(items) == 0 {
				add(words[i])
			}
			continue
		}
		value := ""
		if i+1 < len(words) && !strings.HasPrefix(words[i+1], `\`) {
			value = words[i+1]
		}
		if words[i] == `\m` && value != "" {
			add(value)
		}
		if len(items) == 0 {
			continue
		}
		last := &items[len(items)-1]
		switch words[i] {
		case `\p`:
			last.Locator = value
		case `\f`:
			last.Prefix = value
		case `\s`:
			last.Suffix = value
		case `\n`:
			last.NoAuthor = true
			continue
		case `\y`, `\t`:
			continue
		}
		if value != "" {
			i++
		}
	}
	return items, works
}

// quotedFields splits words at blanks, but not within quotation marks.
func quotedFields(s string) []string {
	var out []string
	for i, part := range strings.Split(s, `"`) {
		if i%2 == 1 {
			out = append(out, part)
			continue
		}
		out = append(out, strings.Fields(part)...)
	}
	return out
}

// readMarks reads what Zotero keeps apart for its bookmarks, in numbered pieces.
func (d *docx) readMarks() {
	data, err := d.zip.Read("docProps/custom.xml")
	if err != nil {
		return
	}
	root := tree(data)
	if root == nil {
		return
	}
	for _, p := range root.kids {
		if name, _, ok := cutLast(p.attr(":name"), "_"); ok && strings.HasPrefix(name, "ZOTERO_BREF_") {
			d.marks[name] += p.words()
		}
	}
}

// bookmark reads the begin or the end of a bookmark: what stands between those of
// Zotero is a citation.
func (d *docx) bookmark(n *node) {
	id := n.attr("w:id")
	if n.name == "w:bookmarkStart" {
		if record := d.marks[n.attr("w:name")]; strings.Contains(record, "CSL_CITATION") {
			d.begun = append(d.begun, reference{name: id + "\x00" + record, b: d.b, from: d.b.Len()})
		}
		return
	}
	for i, at := range d.begun {
		record, ok := strings.CutPrefix(at.name, id+"\x00")
		if !ok {
			continue
		}
		d.begun = append(d.begun[:i:i], d.begun[i+1:]...)
		if at.b != d.b {
			at.from = 0 // it began in a paragraph before
		}
		d.cite(at.from, record)
		return
	}
}

// readSources reads the works that Word itself keeps, by their tags.
func (d *docx) readSources() {
	for _, name := range d.kinds["customXml"] {
		data, err := d.zip.Read(name)
		if err != nil {
			continue
		}
		root := tree(data)
		if root == nil || root.name != "b:Sources" {
			continue
		}
		if d.sources == nil {
			d.sources = map[string]block.Entry{}
		}
		for _, s := range root.kids {
			if e := sourceOf(s); e.Key != "" {
				d.sources[e.Key] = e
			}
		}
	}
}

// sourceOf reads a work as Word keeps it.
func sourceOf(s *node) block.Entry {
	get := func(names ...string) string {
		for _, name := range names {
			if v := strings.TrimSpace(s.child("b:" + name).words()); v != "" {
				return v
			}
		}
		return ""
	}
	e := block.Entry{Key: get("Tag"), Reference: corpus.Reference{
		Title: get("Title"), Year: get("Year"), Container: get("JournalName", "BookTitle", "ConferenceName", "PeriodicalTitle", "InternetSiteTitle"),
		Volume: get("Volume"), Issue: get("Issue"), Pages: get("Pages"), Publisher: get("Publisher", "Institution"),
		Place: get("City"), URL: get("URL"), DOI: get("DOI"),
	}}
	people := s.child("b:Author").child("b:Author")
	if people == nil {
		people = s.child("b:Author").child("b:Editor")
	}
	if body := people.child("b:Corporate"); body != nil {
		e.Authors = append(e.Authors, corpus.Name{Family: strings.TrimSpace(body.words())})
	}
	if list := people.child("b:NameList"); list != nil {
		for _, p := range list.kids {
			n := corpus.Name{Family: strings.TrimSpace(p.child("b:Last").words()),
				Given: strings.TrimSpace(strings.TrimSpace(p.child("b:First").words()) + " " + strings.TrimSpace(p.child("b:Middle").words()))}
			if n.Family != "" {
				e.Authors = append(e.Authors, n)
			}
		}
	}
	switch get("SourceType") {
	case "Book":
		e.Type = corpus.TypeBook
	case "BookSection":
		e.Type = corpus.TypeChapter
	case "JournalArticle", "ConferenceProceedings":
		e.Type = corpus.TypePaper
	case "ArticleInAPeriodical":
		e.Type = corpus.TypeArticle
	case "Report":
		e.Type = corpus.TypeReport
	case "InternetSite", "DocumentFromInternetSite":
		e.Type = corpus.TypeWebpage
	}
	return e
}

var yearIn = pattern.Lazy(`[0-9]{4}`)

// endNote reads the XML in a field of EndNote.
func endNote(instruction string) ([]block.CiteItem, []block.Entry) {
	at := strings.Index(instruction, "<EndNote")
	if at < 0 {
		return nil, nil
	}
	root := tree([]byte(instruction[at:]))
	if root == nil {
		return nil, nil
	}
	var items []block.CiteItem
	var works []block.Entry
	for _, c := range root.kids {
		if c.name != ":Cite" {
			continue
		}
		get := func(n *node, name string) string { return strings.TrimSpace(n.find(":" + name).words()) }
		rec := c.find(":record")
		e := block.Entry{Key: "endnote-" + get(c, "RecNum"), Reference: corpus.Reference{
			Title: get(rec, "title"), Container: get(rec, "secondary-title"), Volume: get(rec, "volume"), Issue: get(rec, "number"),
			Pages: get(rec, "pages"), Publisher: get(rec, "publisher"), Place: get(rec, "pub-location"),
			DOI: get(rec, "electronic-resource-num"), Year: yearIn().FindString(get(c, "Year") + " " + get(rec, "year")),
		}}
		if list := rec.find(":authors"); list != nil {
			for _, a := range list.kids {
				family, given, _ := strings.Cut(strings.TrimSpace(a.words()), ",")
				if family != "" {
					e.Authors = append(e.Authors, corpus.Name{Family: strings.TrimSpace(family), Given: strings.TrimSpace(given)})
				}
			}
		}
		items = append(items, block.CiteItem{Key: e.Key, Locator: get(c, "Pages"), Prefix: get(c, "Prefix"), Suffix: get(c, "Suffix"),
			NoAuthor: c.attr(":ExcludeAuth") == "1"})
		if e.Title != "" {
			works = append(works, e)
		}
	}
	return items, works
}
