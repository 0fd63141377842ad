package records

import (
	"cmp"
	"strings"

	"locus/corpus"
	"locus/ingest/tex"
)

// own are the fields that an entry never takes from the one it refers to.
func own(field string) bool {
	switch field {
	case "crossref", "xref", "xdata", "entryset", "ids", "key", "label", "pages", "file", "abstract", "note", "annotation", "title", "subtitle", "titleaddon", "shorttitle", "doi", "url", "eprint", "keywords":
		return true
	}
	return false
}

// inherit fills the missing fields of an entry from those that it refers to:
// xdata as they are, crossref with the title as that of the book.
func inherit(e *entry, byKey map[string]*entry, depth int) {
	if depth > 5 {
		return
	}
	for _, key := range strings.Split(e.fields["xdata"], ",") {
		if from := byKey[strings.ToLower(strings.TrimSpace(key))]; from != nil && from.kind == "xdata" {
			for name, v := range from.fields {
				if _, has := e.fields[name]; !has {
					e.fields[name] = v
				}
			}
		}
	}
	parent := byKey[strings.ToLower(strings.TrimSpace(e.fields["crossref"]))]
	if parent == nil || strings.EqualFold(parent.key, e.key) {
		return
	}
	from := entry{kind: parent.kind, key: parent.key, fields: map[string]string{}}
	for name, v := range parent.fields {
		from.fields[name] = v
	}
	inherit(&from, byKey, depth+1)
	fields := map[string]string{}
	for name, v := range e.fields {
		fields[name] = v
	}
	take := func(name, as string) {
		if v, has := from.fields[name]; has && fields[as] == "" {
			fields[as] = v
		}
	}
	book := "booktitle"
	if e.kind == "article" {
		book = "journaltitle"
	}
	take("title", book)
	take("subtitle", strings.TrimSuffix(book, "title")+"subtitle")
	for name := range from.fields {
		if !own(name) && !(name == "author" && e.kind != "inbook" && e.kind != "bookinbook" && e.kind != "suppbook") {
			take(name, name)
		}
	}
	e.fields = fields
}

// record is what an entry says of a work; false where that is nothing.
func (e *entry) record() (Record, bool) {
	m := newMaker(e.key, e.line)
	w := &m.Work
	title := e.plain("title")
	if sub := e.plain("subtitle"); sub != "" && title != "" {
		title = strings.TrimRight(title, " :") + ": " + sub
	}
	m.set("title", &w.Title, title, e.plain("booktitle"))
	m.names("authors", &w.Authors, bibNames(e.fields["author"]))
	m.names("editors", &w.Editors, bibNames(e.fields["editor"]))
	m.year(cmp.Or(e.plain("year"), yearOfDate(e.plain("date")), e.plain("issued"), e.plain("pubstate")))
	if kind := e.workType(); kind != "" {
		m.set("type", &w.Type, kind)
	}
	if title != "" {
		m.set("container", &w.Container, e.container())
	}
	m.set("volume", &w.Volume, e.plain("volume"))
	m.set("issue", &w.Issue, e.plain("issue"))
	if e.kind == "article" || e.kind == "periodical" || e.kind == "suppperiodical" {
		m.set("issue", &w.Issue, e.plain("number"))
	}
	m.pages(e.plain("pages"))
	m.set("isbn", &w.ISBN, e.plain("isbn"))
	m.set("issn", &w.ISSN, e.plain("issn"))
	m.doi(e.plain("doi", "ee"))
	m.set("url", &w.URL, address(e.fields["url"]), address(e.fields["howpublished"]))
	m.set("publisher", &w.Publisher, e.plain("publisher", "institution", "school", "organization"))
	m.set("place", &w.Place, e.plain("location", "address"))
	m.set("edition", &w.Edition, e.plain("edition"))
	m.language(e.plain("langid", "language", "hyphenation"))
	e.lesser(m)
	m.Files = filesOf(e.fields["file"])
	return m.done()
}

// lesser fills the fields that few entries have.
func (e *entry) lesser(m *maker) {
	w := &m.Work
	m.names("translators", &w.Translators, bibNames(e.fields["translator"]))
	m.original(e.plain("origdate", "origyear"))
	m.accessed(e.plain("urldate", "lastchecked"))
	switch e.kind {
	case "article", "periodical", "suppperiodical":
		m.set("number", &w.Number, e.plain("eid", "articleno"))
	case "techreport", "report", "manual", "misc", "unpublished":
		m.set("number", &w.Number, e.plain("number"))
	default:
		if e.plain("series") != "" {
			m.set("number", &w.Number, e.plain("number"))
		}
	}
	kind := e.plain("type")
	switch strings.ToLower(kind) {
	case "phdthesis":
		kind = "PhD thesis"
	case "mathesis", "mastersthesis":
		kind = "Master’s thesis"
	case "techreport":
		kind = "Technical report"
	case "thesis":
		kind = "" // which says nothing of the degree
	case "":
		switch e.kind {
		case "phdthesis":
			kind = "PhD thesis"
		case "mastersthesis":
			kind = "Master’s thesis"
		}
	}
	if k := e.workType(); k == corpus.TypeThesis || k == corpus.TypeReport {
		m.set("genre", &w.Genre, kind)
	}
	m.set("series", &w.Series, e.plain("series"))
}

func (e *entry) container() string {
	name := e.plain("journaltitle", "journal", "booktitle", "maintitle", "eventtitle")
	sub := e.plain("journalsubtitle", "booksubtitle")
	if name != "" && sub != "" {
		return strings.TrimRight(name, " :") + ": " + sub
	}
	return name
}

// workType is the type of work that an entry's kind means.
func (e *entry) workType() string {
	switch e.kind {
	case "article", "suppperiodical", "review":
		return corpus.TypeArticle
	case "inproceedings", "conference", "unpublished", "preprint":
		return corpus.TypePaper
	case "incollection", "inbook", "bookinbook", "suppbook", "suppcollection":
		return corpus.TypeChapter
	case "inreference":
		return corpus.TypeEncyclopedia
	case "book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings", "booklet", "reference":
		return corpus.TypeBook
	case "techreport", "report", "manual":
		return corpus.TypeReport
	case "phdthesis", "mastersthesis", "thesis":
		return corpus.TypeThesis
	case "online", "electronic", "www":
		return corpus.TypeWebpage
	}
	return ""
}

// yearOfDate is the year, or the years, of a date of BibLaTeX.
func yearOfDate(date string) string {
	var years []string
	for _, part := range strings.SplitN(date, "/", 2) {
		if y := strings.Trim(strings.SplitN(strings.TrimPrefix(part, "-"), "-", 2)[0], "~?% "); y != "" {
			years = append(years, y)
		}
	}
	if len(years) == 2 && years[0] == years[1] {
		years = years[:1]
	}
	return strings.Join(years, "/")
}

// address is a web address out of a field, "" where it holds none.
func address(field string) string {
	i := strings.Index(field, "http")
	if i < 0 {
		return ""
	}
	s := strings.NewReplacer(`\_`, "_", `\%`, "%", `\&`, "&", `\#`, "#", `\~`, "~", "{", "", "}", "").Replace(field[i:])
	s, _, _ = strings.Cut(s, " ")
	return strings.TrimSpace(s)
}

// filesOf reads the paths in a file field, as JabRef (":path:PDF") and Zotero
// ("title:path:type", or paths alone) write them, several parted by semicolons.
func filesOf(field string) []string {
	var out []string
	for _, part := range splitEscaped(field, ';') {
		pieces := splitEscaped(part, ':')
		path := part
		switch {
		case len(pieces) >= 4 && len(pieces[1]) == 1: // a drive's letter
			path = pieces[1] + ":" + pieces[2]
		case len(pieces) >= 3:
			path = pieces[1]
		case len(pieces) == 2 && len(pieces[0]) == 1:
			path = pieces[0] + ":" + pieces[1]
		case len(pieces) == 2 && pieces[0] == "":
			path = pieces[1]
		case len(pieces) > 0:
			path = strings.Join(pieces, ":")
		}
		path = unescaped(strings.TrimSpace(path))
		if path != "" && !strings.Contains(path, "://") {
			out = append(out, path)
		}
	}
	return out
}

// splitEscaped parts a field at a sign that no backslash stands before. The
// pieces keep their backslashes.
func splitEscaped(s string, sign byte) []string {
	var out []string
	from := 0
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			i++
		} else if s[i] == sign {
			out = append(out, s[from:i])
			from = i + 1
		}
	}
	return append(out, s[min(from, len(s)):])
}

// unescaped takes away the backslashes before signs; one before a letter is a
// separator of folders.
func unescaped(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte(`:;\{}_&%# $`, s[i+1]) >= 0 {
			i++
		}
		out.WriteByte(s[i])
	}
	return out.String()
}

// bibNames reads names as BibTeX has them: "First von Last", "von Last, First",
// "von Last, Jr, First", parted by "and"; what stands whole in braces is a body.
func bibNames(field string) []corpus.Name {
	var out []corpus.Name
	for _, part := range splitWord(field) {
		if n := bibName(part); n.Family != "" && !strings.EqualFold(part, "others") {
			out = append(out, n)
		}
	}
	return out
}

// splitWord parts a field at the word "and" outside braces.
func splitWord(s string) []string {
	var out []string
	var cur []string
	for _, w := range bracedWords(s) {
		if strings.EqualFold(w, "and") {
			out = append(out, strings.Join(cur, " "))
			cur = nil
			continue
		}
		cur = append(cur, w)
	}
	return append(out, strings.Join(cur, " "))
}

// bracedWords parts a text at blanks (and ties) outside braces.
func bracedWords(s string) []string {
	var out []string
	depth, from := 0, -1
	for i := 0; i <= len(s); i++ {
		blank := i == len(s) || depth == 0 && (s[i] == ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == '\r' || s[i] == '~' && (i == 0 || s[i-1] != '\\'))
		if blank {
			if from >= 0 {
				out = append(out, s[from:i])
				from = -1
			}
			continue
		}
		if from < 0 {
			from = i
		}
		switch s[i] {
		case '{':
			depth++
		case '}':
			depth = max(0, depth-1)
		}
	}
	return out
}

func bibName(s string) corpus.Name {
	s = strings.TrimSpace(s)
	if body, ok := strings.CutPrefix(s, "{"); ok && strings.HasSuffix(s, "}") && strings.Count(s, "{") == strings.Count(s, "}") && !strings.Contains(strings.TrimSuffix(body, "}"), "} ") {
		return corpus.Name{Family: tex.Plain(body[:len(body)-1])}
	}
	if strings.Contains(s, "=") && strings.Contains(s, "family") {
		return extended(s)
	}
	parts := splitTop(s, ',')
	switch len(parts) {
	case 0:
		return corpus.Name{}
	case 1:
		return straight(bracedWords(s))
	case 2:
		return corpus.Name{Family: tex.Plain(parts[0]), Given: tex.Plain(parts[1])}
	}
	given := tex.Plain(strings.Join(parts[2:], " "))
	if jr := tex.Plain(parts[1]); jr != "" {
		given = strings.TrimSpace(given + " " + jr)
	}
	return corpus.Name{Family: tex.Plain(parts[0]), Given: given}
}

// straight reads "First von Last": the last word, with the words in small letters
// before it, is the family name.
func straight(words []string) corpus.Name {
	if len(words) == 0 {
		return corpus.Name{}
	}
	from := len(words) - 1
	for i := 1; i < len(words)-1; i++ {
		if small(words[i]) {
			from = i
			break
		}
	}
	if small(words[0]) && len(words) > 1 {
		from = 0
	}
	return corpus.Name{Given: tex.Plain(strings.Join(words[:from], " ")), Family: tex.Plain(strings.Join(words[from:], " "))}
}

// small reports whether a word of a name begins in lower case.
func small(word string) bool {
	if strings.HasPrefix(word, "{") && !strings.HasPrefix(word, `{\`) {
		return false
	}
	for _, r := range tex.Plain(word) {
		return r >= 'a' && r <= 'z' || r > 127 && strings.ToLower(string(r)) == string(r) && strings.ToUpper(string(r)) != string(r)
	}
	return false
}

// splitTop parts a text at a sign outside braces.
func splitTop(s string, sign byte) []string {
	var out []string
	depth, from := 0, 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '{':
			depth++
		case s[i] == '}':
			depth = max(0, depth-1)
		case s[i] == sign && depth == 0:
			out = append(out, s[from:i])
			from = i + 1
		}
	}
	return append(out, s[from:])
}

// extended reads a name of BibLaTeX with its parts by name
// ("family=Vries, given=Ann, prefix=de").
func extended(s string) corpus.Name {
	got := map[string]string{}
	for _, part := range splitTop(s, ',') {
		name, value, _ := strings.Cut(part, "=")
		got[strings.Trim(strings.TrimSpace(name), `"`)] = tex.Plain(strings.Trim(strings.TrimSpace(value), `"`))
	}
	family := strings.TrimSpace(got["prefix"] + " " + got["family"])
	return corpus.Name{Family: family, Given: strings.TrimSpace(got["given"] + " " + got["suffix"])}
}
