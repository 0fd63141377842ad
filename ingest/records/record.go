package records

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/pattern"
)

// Record is what a library says of one work. Work has the fields that are given,
// each with the basis user; Year is the year as printed ("1994/1995", "n.d.").
type Record struct {
	Key   string
	Work  corpus.Work
	Year  string
	Files []string // as the library names them
	Line  int      // on which it begins, from 1
}

// Fault is a part of a library that could not be read, or not as it stands.
type Fault struct {
	Line int // from 1
	Why  string
}

// Error is the fault as a sentence.
func (f Fault) Error() string { return fmt.Sprintf("line %d: %s", f.Line, f.Why) }

// Entry is the record as an entry of a reference list.
func (r Record) Entry() block.Entry {
	w := r.Work
	pages := w.Pages
	if strings.Count(pages, "-") == 1 {
		pages = strings.Replace(pages, "-", "–", 1)
	}
	ref := corpus.Reference{Authors: w.Authors, Year: r.Year, Title: w.Title, Container: w.Container, Volume: w.Volume, Issue: w.Issue,
		Pages: pages, Publisher: w.Publisher, Place: w.Place, Type: w.Type, DOI: w.DOI, URL: w.URL}
	if ref.Authors == nil {
		ref.Authors = w.Editors
	}
	return block.Entry{Key: r.Key, Reference: ref}
}

var yearForm = pattern.Lazy(`\b(?:1[0-9]{3}|20[0-9]{2})\b`)

// maker fills a record field by field; a field that is set stays.
type maker struct{ Record }

func newMaker(key string, line int) *maker {
	return &maker{Record{Key: key, Line: line, Work: corpus.Work{Stated: map[string]corpus.Basis{}}}}
}

func (m *maker) set(field string, to *string, values ...string) {
	if v := strings.TrimSpace(cmp.Or(values...)); v != "" && *to == "" {
		*to = v
		m.Work.Stated[field] = corpus.ByUser
	}
}

func (m *maker) names(field string, to *[]corpus.Name, list []corpus.Name) {
	if len(list) > 0 && *to == nil {
		*to = list
		m.Work.Stated[field] = corpus.ByUser
	}
}

// year keeps a year as printed and, where it has one, as a number.
func (m *maker) year(printed string) {
	if printed = strings.TrimSpace(printed); printed == "" || m.Year != "" {
		return
	}
	m.Year = printed
	if found := yearForm().FindString(printed); found != "" {
		if n, err := strconv.Atoi(found); err == nil {
			m.Work.Year = &n
			m.Work.Stated["year"] = corpus.ByUser
		}
	}
}

// original keeps the year in which a work first appeared.
func (m *maker) original(printed string) {
	if n, err := strconv.Atoi(originalForm().FindString(printed)); err == nil && m.Work.OriginalYear == nil {
		m.Work.OriginalYear = &n
		m.Work.Stated["original_year"] = corpus.ByUser
	}
}

var originalForm = pattern.Lazy(`\b[0-9]{3,4}\b`)

// accessed keeps the day on which a page was read, in whole numbers from the year on.
func (m *maker) accessed(printed string) {
	day := strings.TrimRight(strings.ReplaceAll(strings.TrimSpace(printed), "/", "-"), "-")
	day, _, _ = strings.Cut(day, "T")
	day, _, _ = strings.Cut(day, " ")
	parts := strings.Split(day, "-")
	for i, p := range parts {
		if len(p) == 1 {
			parts[i] = "0" + p
		}
	}
	if day = strings.Join(parts, "-"); corpus.IsDate(day) {
		m.set("accessed", &m.Work.Accessed, day)
	}
}

// doi keeps a DOI without the address before it.
func (m *maker) doi(s string) {
	if i := strings.Index(s, "10."); i >= 0 {
		m.set("doi", &m.Work.DOI, strings.TrimSpace(s[i:]))
	}
}

// pages keeps a range of pages with one hyphen.
func (m *maker) pages(s string) {
	s = strings.NewReplacer("–", "-", "—", "-", "‐", "-", "−", "-").Replace(strings.TrimSpace(s))
	for strings.Contains(s, "--") {
		s = strings.ReplaceAll(s, "--", "-")
	}
	s = strings.NewReplacer(" - ", "-", "- ", "-").Replace(s)
	m.set("pages", &m.Work.Pages, strings.TrimPrefix(strings.TrimPrefix(s, "pp. "), "p. "))
}

// language keeps a language by its BCP 47 name, of those that libraries write out.
func (m *maker) language(s string) {
	s = strings.TrimSpace(s)
	switch low := strings.ToLower(s); low {
	case "english", "american", "british", "usenglish", "ukenglish", "eng":
		s = "en"
	case "german", "ngerman", "deutsch", "ger", "deu":
		s = "de"
	case "french", "francais", "français", "fre", "fra":
		s = "fr"
	case "spanish", "español", "spa":
		s = "es"
	case "dutch", "nederlands", "dut", "nld":
		s = "nl"
	case "italian", "ita":
		s = "it"
	case "portuguese", "por":
		s = "pt"
	case "russian", "rus":
		s = "ru"
	case "danish", "dan":
		s = "da"
	case "swedish", "swe":
		s = "sv"
	case "norwegian", "nor":
		s = "no"
	case "persian", "per", "fas":
		s = "fa"
	case "arabic", "ara":
		s = "ar"
	case "chinese", "chi", "zho":
		s = "zh"
	case "japanese", "jpn":
		s = "ja"
	}
	if languageForm().MatchString(s) {
		m.set("language", &m.Work.Language, s)
	}
}

var languageForm = pattern.Lazy(`^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$`)

// done is the record as it stands; false for one that says nothing of a work.
func (m *maker) done() (Record, bool) {
	w := &m.Work
	return m.Record, w.Title != "" || w.Authors != nil || w.Editors != nil || w.DOI != ""
}
