package records

import (
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"locus/corpus"
	"locus/corpus/words"
)

// Library is the records of one or more files, ready to be tied to works. It
// remembers which records were taken.
type Library struct {
	list  []Record
	from  []string  // by record: the folder of its file
	taken []int     // by record: how often
	names []handles // by record: what it is found by

	chapters map[int]bool // records that describe parts of files
}

// Add adds the records of a file that lies in the folder dir, "" where it has none.
func (l *Library) Add(dir string, list []Record) {
	for _, r := range list {
		l.list, l.from, l.taken = append(l.list, r), append(l.from, dir), append(l.taken, 0)
		h := handles{title: titleOf(r.Work.Title)}
		for _, f := range r.Files {
			h.files = append(h.files, absolute(l.path(len(l.list)-1, f)))
		}
		l.names = append(l.names, h)
	}
}

// handles are what a record is found by, made once: its title's words and the
// absolute paths of its files.
type handles struct {
	title title
	files []string
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// Len is the number of records.
func (l *Library) Len() int { return len(l.list) }

// Untied lists the records that no work has taken, in the order of their files.
func (l *Library) Untied() []Record {
	var out []Record
	for i, r := range l.list {
		if l.taken[i] == 0 {
			out = append(out, r)
		}
	}
	return out
}

// Paths lists the files that the records point to, as paths from where the
// program runs, each once and in order. Relative ones lie below the folder of
// their library.
func (l *Library) Paths() []string {
	var out []string
	for i, r := range l.list {
		for _, f := range r.Files {
			if p := l.path(i, f); !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	return out
}

func (l *Library) path(i int, file string) string {
	file = filepath.FromSlash(strings.ReplaceAll(file, `\`, "/"))
	if filepath.IsAbs(file) || l.from[i] == "" {
		return filepath.Clean(file)
	}
	return filepath.Join(l.from[i], file)
}

// Match is what Find finds: the record, and by what ("file", "DOI", "title"); or
// the keys of several that fit alike, of which none is taken.
type Match struct {
	Record *Record
	By     string
	Alike  []string
}

// Find finds the record of a work that was read from a file ("" for none): one
// that points to the file, else one of the same DOI, else one of the same title
// whose year and first author do not speak against it. A file of the same name in
// another folder counts where no other record points to one of that name. A work
// without a title is found by the name of its file where that has the words of the
// title and the author's name.
func (l *Library) Find(file string, w *corpus.Work) Match {
	path, name := "", titleOf(w.Title)
	if file != "" {
		path = absolute(file)
	}
	steps := []struct {
		by   string
		fits func(int) bool
	}{
		{"file", func(i int) bool { return slices.Contains(l.names[i].files, path) }},
		{"DOI", func(i int) bool { return w.DOI != "" && strings.EqualFold(l.list[i].Work.DOI, w.DOI) }},
		{"file", func(i int) bool { return l.pointsTo(i, file) }},
		{"title", func(i int) bool { return l.names[i].title.same(name) && sameWork(&l.list[i], w) }},
		{"title", func(i int) bool { return w.Title == "" && named(&l.list[i], file) }},
	}
	for _, s := range steps {
		var fit []int
		for i := range l.list {
			if !l.chapters[i] && s.fits(i) {
				fit = append(fit, i)
			}
		}
		if len(fit) > 1 {
			fit = closest(l.list, fit, w)
		}
		switch len(fit) {
		case 0:
		case 1:
			l.taken[fit[0]]++
			return Match{Record: &l.list[fit[0]], By: s.by}
		default:
			m := Match{By: s.by}
			for _, i := range fit {
				l.taken[i]++ // it is told beside the work
				m.Alike = append(m.Alike, l.list[i].Key)
			}
			return m
		}
	}
	return Match{}
}

// closest are, of records that fit, those that fit in every respect, where there
// are any: the same title and year.
func closest(list []Record, fit []int, w *corpus.Work) []int {
	var best []int
	for _, i := range fit {
		r := &list[i]
		if sameTitle(r.Work.Title, w.Title) && r.Work.Year != nil && w.Year != nil && *r.Work.Year == *w.Year {
			best = append(best, i)
		}
	}
	if len(best) > 0 {
		return best
	}
	return fit
}

// Chapters are the records that describe parts of a file: chapters with pages
// that point to a file to which others point too, or whose container is a book
// that points to it. They are tied by that, and Find finds them no more; Chapter
// tells the record of such a part.
func (l *Library) Chapters(file string) []Record {
	var parts, books []int
	path := absolute(file)
	for i := range l.list {
		here := file != "" && slices.Contains(l.names[i].files, path)
		switch _, _, paged := l.list[i].PageRange(); {
		case here && l.list[i].Work.Type == corpus.TypeChapter && paged:
			parts = append(parts, i)
		case here:
			books = append(books, i)
		}
	}
	for i := range l.list {
		if _, _, paged := l.list[i].PageRange(); !paged || l.list[i].Work.Type != corpus.TypeChapter || len(l.list[i].Files) > 0 {
			continue
		}
		for _, b := range books {
			if sameTitle(l.list[i].Work.Container, l.list[b].Work.Title) {
				parts = append(parts, i)
				break
			}
		}
	}
	if len(parts) == 0 || len(parts) == 1 && len(books) == 0 {
		return nil // the file is the chapter
	}
	slices.Sort(parts)
	if l.chapters == nil {
		l.chapters = map[int]bool{}
	}
	var out []Record
	for _, i := range slices.Compact(parts) {
		l.chapters[i] = true
		l.taken[i]++
		out = append(out, l.list[i])
	}
	return out
}

// Chapter is the record of a work that was read as a part of a file; nil for any
// other.
func (l *Library) Chapter(w *corpus.Work) *Record {
	for i := range l.list {
		r := &l.list[i]
		if l.chapters[i] && r.Work.Title == w.Title && r.Work.Pages == w.Pages && r.Work.Container == w.Container {
			return r
		}
	}
	return nil
}

// PageRange is the first and the last page of a record; false where it does not
// give one range.
func (r Record) PageRange() (first, last string, ok bool) {
	first, last, ok = strings.Cut(r.Work.Pages, "-")
	first, last = strings.TrimSpace(first), strings.TrimSpace(last)
	if !ok {
		last = first
	}
	if len(last) < len(first) && ok { // "141-9"
		last = first[:len(first)-len(last)] + last
	}
	return first, last, first != "" && !strings.ContainsAny(last, "-, ")
}

// pointsTo reports whether a record points to a file of the same name, wherever
// it lies.
func (l *Library) pointsTo(i int, file string) bool {
	return file != "" && slices.ContainsFunc(l.names[i].files, func(p string) bool { return strings.EqualFold(filepath.Base(p), filepath.Base(file)) })
}

// sameWork reports whether neither year nor author of a record and a work of the
// same title speaks against their being one.
func sameWork(r *Record, w *corpus.Work) bool {
	if r.Work.Year != nil && w.Year != nil {
		if d := *r.Work.Year - *w.Year; d > 1 || d < -1 {
			return false
		}
	}
	a, b := people(r.Work), people(*w)
	if len(a) == 0 || len(b) == 0 {
		return len(titleWords(w.Title)) >= 3
	}
	return slices.ContainsFunc(a, func(n string) bool { return slices.Contains(b, n) })
}

// people are the family names of who made a work, folded, without particles.
func people(w corpus.Work) []string {
	var out []string
	for _, list := range [][]corpus.Name{w.Authors, w.Editors} {
		for _, n := range list {
			if f := strings.Fields(words.Fold(n.Family)); len(f) > 0 {
				out = append(out, f[len(f)-1])
			}
		}
	}
	return out
}

// title is the words of a title, and of it without its subtitle.
type title struct{ whole, main []string }

func titleOf(s string) title { return title{titleWords(s), titleWords(mainTitle(s))} }

// same reports whether two titles have the same words, or one is the other
// without its subtitle.
func (t title) same(u title) bool {
	if len(t.whole) == 0 || len(u.whole) == 0 {
		return false
	}
	return slices.Equal(t.whole, u.whole) || slices.Equal(t.main, u.whole) && len(u.whole) >= 2 || slices.Equal(t.whole, u.main) && len(t.whole) >= 2
}

func sameTitle(a, b string) bool { return titleOf(a).same(titleOf(b)) }

func mainTitle(s string) string {
	for i, r := range s {
		if i > 0 && strings.ContainsRune(":?!.–—", r) {
			return s[:i]
		}
	}
	return s
}

// titleWords are the words of a title, folded, without articles.
func titleWords(s string) []string {
	out := strings.FieldsFunc(words.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.DeleteFunc(out, func(w string) bool { return w == "the" || w == "a" || w == "an" })
}

// named reports whether a file's name has the words of a record's title in their
// order, or three and more that begin it, and the name of an author.
func named(r *Record, file string) bool {
	base := filepath.Base(file)
	name := titleWords(strings.TrimSuffix(base, filepath.Ext(base)))
	title := titleWords(mainTitle(r.Work.Title))
	if len(title) == 0 || len(name) == 0 {
		return false
	}
	i := 0
	for _, w := range name {
		if i < len(title) && title[i] == w {
			i++
		}
	}
	author := slices.ContainsFunc(people(r.Work), func(n string) bool { return slices.Contains(name, n) })
	return author && (i == len(title) || i >= 3)
}

// Apply gives a work the fields of a record, in the user's name. What the record
// does not say stays as it was read.
func (r Record) Apply(w *corpus.Work) {
	if w.Stated == nil {
		w.Stated = map[string]corpus.Basis{}
	}
	from := r.Work
	for field := range from.Stated {
		w.Stated[field] = corpus.ByUser
	}
	put := func(to *string, v string) {
		if v != "" {
			*to = v
		}
	}
	put(&w.Title, from.Title)
	put(&w.Type, from.Type)
	put(&w.Container, from.Container)
	put(&w.Volume, from.Volume)
	put(&w.Issue, from.Issue)
	put(&w.Pages, from.Pages)
	put(&w.ISSN, from.ISSN)
	put(&w.ISBN, from.ISBN)
	put(&w.DOI, from.DOI)
	put(&w.URL, from.URL)
	put(&w.Publisher, from.Publisher)
	put(&w.Place, from.Place)
	put(&w.Edition, from.Edition)
	put(&w.Language, from.Language)
	put(&w.Genre, from.Genre)
	put(&w.Number, from.Number)
	put(&w.Series, from.Series)
	put(&w.Accessed, from.Accessed)
	if from.OriginalYear != nil {
		w.OriginalYear = from.OriginalYear
	}
	if from.Translators != nil {
		w.Translators = from.Translators
	}
	if from.Year != nil {
		w.Year = from.Year
	}
	if from.Authors != nil {
		w.Authors = from.Authors
	}
	if from.Editors != nil {
		w.Editors = from.Editors
	}
}
