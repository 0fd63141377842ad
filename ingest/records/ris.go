package records

import (
	"slices"
	"strings"

	"locus/corpus"
	"locus/ingest/pattern"
)

var (
	risStart = pattern.Lazy(`^(?:[^\n]{0,200}\n){0,3}?TY  ?- ?[A-Z]{3,8}\s`)
	risLine  = pattern.Lazy(`^([A-Z][A-Z0-9])  ?-(?: (.*))?$`)
)

// ris holds the lines of one record by their tags.
type ris struct {
	tags map[string][]string
	last string
	line int
}

// RIS reads a file of RIS records. A record that nothing ends ends where the next
// begins; a line without a tag goes on with the one before.
func RIS(src string) ([]Record, []Fault) {
	var out []Record
	var faults []Fault
	var cur *ris
	end := func() {
		if cur == nil {
			return
		}
		if r, ok := cur.record(); ok {
			out = append(out, r)
		} else {
			faults = append(faults, Fault{cur.line, "the record names neither a title nor an author"})
		}
		cur = nil
	}
	n := 0
	for l := range strings.SplitSeq(strings.TrimPrefix(src, "\uFEFF"), "\n") {
		n++
		l = strings.TrimRight(l, " \t\r")
		m := risLine().FindStringSubmatch(l)
		switch {
		case m == nil && cur != nil && l != "" && cur.last != "":
			list := cur.tags[cur.last]
			list[len(list)-1] += " " + strings.TrimSpace(l)
		case m == nil && l != "" && cur == nil && len(out) > 0:
			faults = append(faults, Fault{n, "a line between two records is passed over"})
		case m == nil:
		case m[1] == "TY":
			if cur != nil && len(cur.tags) == 1 {
				cur.tags["TY"] = append(cur.tags["TY"], strings.TrimSpace(m[2])) // a type given twice
				continue
			}
			if cur != nil {
				faults = append(faults, Fault{n, "the record before has no end (ER)"})
			}
			end()
			cur = &ris{tags: map[string][]string{"TY": {strings.TrimSpace(m[2])}}, last: "TY", line: n}
		case m[1] == "ER":
			end()
		case cur == nil:
			faults = append(faults, Fault{n, "a field stands before the record's type (TY)"})
		default:
			cur.last = m[1]
			cur.tags[m[1]] = append(cur.tags[m[1]], strings.TrimSpace(m[2]))
		}
	}
	if cur != nil {
		faults = append(faults, Fault{n, "the last record has no end (ER)"})
	}
	end()
	return out, faults
}

func (r *ris) first(tags ...string) string {
	for _, t := range tags {
		for _, v := range r.tags[t] {
			if v != "" {
				return v
			}
		}
	}
	return ""
}

func (r *ris) record() (Record, bool) {
	m := newMaker(r.first("ID", "AN", "LB"), r.line)
	w := &m.Work
	kind := r.first("TY")
	part := kind == "CHAP" || kind == "JOUR" || kind == "CONF" || kind == "CPAPER" || kind == "MGZN" || kind == "NEWS" || kind == "ENCYC" || kind == "EJOUR" || kind == "ECHAP" || kind == "ABST" || kind == "INPR"
	title := r.first("TI", "T1")
	container := r.first("T2", "JF", "BT", "JO", "JA", "J2")
	switch {
	case title == "" && !part:
		title, container = r.first("BT", "T2"), ""
	case title == "":
		title = r.first("CT")
	case !part:
		container = ""
	}
	m.set("title", &w.Title, title)
	m.set("container", &w.Container, container)
	authors := append(r.tags["AU"], r.tags["A1"]...)
	editors := append([]string{}, r.tags["ED"]...)
	if kind != "JOUR" && len(editors) == 0 {
		editors = append(editors, r.tags["A2"]...)
	}
	m.names("authors", &w.Authors, risNames(authors))
	m.names("editors", &w.Editors, risNames(editors))
	for _, date := range slices.Concat(r.tags["PY"], r.tags["Y1"], r.tags["DA"]) {
		m.year(yearForm().FindString(date))
	}
	year, _, _ := strings.Cut(r.first("PY", "Y1", "DA"), "/")
	m.year(year)
	m.set("type", &w.Type, risType(kind))
	m.set("volume", &w.Volume, r.first("VL"))
	m.set("issue", &w.Issue, r.first("IS", "CP"))
	pages := r.first("SP")
	if last := r.first("EP"); last != "" && pages != "" && last != pages && !strings.ContainsAny(pages, "-–") {
		pages += "-" + last
	}
	m.pages(pages)
	m.doi(r.first("DO"))
	if link := r.first("UR", "L2", "LK"); strings.HasPrefix(link, "http") {
		m.set("url", &w.URL, link)
	}
	if sn := r.first("SN"); sn != "" {
		digits := strings.Map(func(c rune) rune {
			if c >= '0' && c <= '9' || c == 'X' || c == 'x' {
				return c
			}
			return -1
		}, sn)
		if len(digits) == 8 || len(digits) == 16 {
			m.set("issn", &w.ISSN, sn)
		} else if len(digits) >= 10 {
			m.set("isbn", &w.ISBN, sn)
		}
	}
	m.set("publisher", &w.Publisher, r.first("PB"))
	m.set("place", &w.Place, r.first("CY", "PP"))
	m.set("edition", &w.Edition, r.first("ET"))
	m.language(r.first("LA"))
	r.lesser(m, kind)
	for _, tag := range []string{"L1", "L4", "UR", "L2"} {
		for _, f := range r.tags[tag] {
			f = strings.TrimPrefix(strings.TrimPrefix(f, "file://"), "internal-pdf://")
			if f != "" && !strings.Contains(f, "://") {
				m.Files = append(m.Files, f)
			}
		}
	}
	return m.done()
}

// lesser fills the fields that few records have.
func (r *ris) lesser(m *maker, kind string) {
	w := &m.Work
	m.names("translators", &w.Translators, risNames(slices.Concat(r.tags["A4"], r.tags["TA"])))
	m.original(r.first("OP"))
	m.accessed(r.first("Y2"))
	switch kind {
	case "JOUR", "EJOUR", "MGZN", "NEWS":
		m.set("number", &w.Number, r.first("C7"))
	case "RPRT", "GOVDOC":
		number := r.first("SN")
		switch {
		case w.ISBN != "" && (strings.HasPrefix(number, "978") || strings.HasPrefix(number, "979")):
			number = ""
		case number == "":
		default:
			w.ISSN, w.ISBN = "", ""
			delete(w.Stated, "issn")
			delete(w.Stated, "isbn")
		}
		m.set("number", &w.Number, number, r.first("M1"), w.Issue)
		m.set("genre", &w.Genre, r.first("M3"))
		m.set("series", &w.Series, r.first("T3", "T2"))
	case "THES":
		m.set("genre", &w.Genre, r.first("M3"))
	case "CHAP", "ECHAP":
		m.set("series", &w.Series, r.first("T3"))
	case "BOOK", "EBOOK", "EDBOOK":
		m.set("series", &w.Series, r.first("T3", "T2"))
	}
}

func risNames(list []string) []corpus.Name {
	var out []corpus.Name
	for _, s := range list {
		family, rest, ok := strings.Cut(s, ",")
		n := corpus.Name{Family: strings.TrimSpace(family)}
		if ok {
			given, suffix, _ := strings.Cut(rest, ",")
			n.Given = strings.TrimSpace(strings.TrimSpace(given) + " " + strings.TrimSpace(suffix))
		}
		if n.Family != "" {
			out = append(out, n)
		}
	}
	return out
}

// risType is the type of work that a record's type means.
func risType(kind string) string {
	switch kind {
	case "JOUR", "JFULL", "MGZN", "NEWS", "EJOUR", "ABST", "INPR":
		return corpus.TypeArticle
	case "CONF", "CPAPER", "UNPB":
		return corpus.TypePaper
	case "CHAP", "ECHAP":
		return corpus.TypeChapter
	case "BOOK", "EBOOK", "EDBOOK", "SER":
		return corpus.TypeBook
	case "RPRT", "GOVDOC":
		return corpus.TypeReport
	case "THES":
		return corpus.TypeThesis
	case "ELEC", "BLOG", "WEB":
		return corpus.TypeWebpage
	case "ENCYC", "DICT":
		return corpus.TypeEncyclopedia
	}
	return ""
}
