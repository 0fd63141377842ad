package draft

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"locus/corpus"
	"locus/corpus/words"
)

// Shelf is the library's works as drafts name them. Keys may name works too, as
// a program's citations do. Make it with NewShelf.
type Shelf struct {
	works    []corpus.Work
	keys     map[string]corpus.WorkID
	families map[string][]int // folded family names, whole and their last word, to works
	dois     map[string]int
}

// NewShelf makes a Shelf of records; keys, which may be nil, are the citation keys
// of works.
func NewShelf(works []corpus.Work, keys map[string]corpus.WorkID) *Shelf {
	s := &Shelf{works: works, keys: keys, families: map[string][]int{}, dois: map[string]int{}}
	for i := range works {
		for _, a := range slices.Concat(works[i].Authors, works[i].Editors) {
			for _, f := range familyForms(a.Family) {
				if !slices.Contains(s.families[f], i) {
					s.families[f] = append(s.families[f], i)
				}
			}
		}
		if works[i].DOI != "" {
			s.dois[strings.ToLower(works[i].DOI)] = i
		}
	}
	return s
}

// familyForms are the forms of a family name that are looked up: whole, and the
// last word of a compound.
func familyForms(family string) []string {
	f := words.Fold(family)
	if f == "" {
		return nil
	}
	out := []string{f}
	if parts := strings.Fields(f); len(parts) > 1 {
		out = append(out, parts[len(parts)-1])
	}
	return out
}

// Entry gives the works that an entry of a reference list names, the likest
// first: by DOI, else by author and title, else by author and year. An entry with
// a title never names a work with quite another one.
func (s *Shelf) Entry(ref *corpus.Reference) []corpus.WorkID {
	if i, ok := s.dois[strings.ToLower(ref.DOI)]; ok && ref.DOI != "" {
		return []corpus.WorkID{s.works[i].ID}
	}
	type scored struct {
		id    corpus.WorkID
		score float64
	}
	var out []scored
	for _, i := range s.byAuthors(ref) {
		w := &s.works[i]
		alike := titleLikeness(ref.Title, w.Title)
		sameYear := yearOf(ref.Year) != 0 && w.Year != nil && yearOf(ref.Year) == *w.Year
		score := 0.0
		switch {
		case ref.Title != "" && w.Title != "":
			if alike < 0.6 {
				continue
			}
			score = alike
		case sameYear:
			score = 0.5
		}
		if sameYear {
			score += 0.3
		}
		if score > 0 {
			out = append(out, scored{w.ID, score})
		}
	}
	slices.SortStableFunc(out, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	var ids []corpus.WorkID
	for _, o := range out {
		if o.score >= out[0].score-0.25 {
			ids = append(ids, o.id)
		}
	}
	return ids
}

// byAuthors are the works that share an author with an entry; those of whoever
// has a title just like the entry's, where the entry or the work has no author.
func (s *Shelf) byAuthors(ref *corpus.Reference) []int {
	var out []int
	for _, a := range ref.Authors {
		for _, f := range familyForms(a.Family) {
			for _, i := range s.families[f] {
				if !slices.Contains(out, i) {
					out = append(out, i)
				}
			}
		}
	}
	for i := range s.works {
		w := &s.works[i]
		if (len(w.Authors) == 0 || len(ref.Authors) == 0) && titleLikeness(ref.Title, w.Title) > 0.9 && !slices.Contains(out, i) {
			out = append(out, i)
		}
	}
	slices.Sort(out)
	return out
}

// Cited gives the works that a citation may name. Doc is the draft, whose list
// says more than a name and a year do.
func (s *Shelf) Cited(c Citation, doc *corpus.Document) []corpus.WorkID {
	if c.Key != "" {
		if id, ok := s.keys[c.Key]; ok {
			return []corpus.WorkID{id}
		}
		for i := range s.works {
			if string(s.works[i].ID) == c.Key {
				return []corpus.WorkID{s.works[i].ID}
			}
		}
		return s.byKey(c.Key)
	}
	for i := range doc.References {
		if ref := &doc.References[i]; c.Reference > 0 && ref.Index == c.Reference {
			return s.Entry(ref)
		}
	}
	return s.Named(c.Author, c.Year)
}

// Named gives the works of whom an author string names, of a year where both have
// one.
func (s *Shelf) Named(author, year string) []corpus.WorkID {
	var out []corpus.WorkID
	for _, i := range s.families[words.Fold(firstFamily(author))] {
		w := &s.works[i]
		if y := yearOf(year); y == 0 || w.Year == nil || y == *w.Year {
			out = append(out, w.ID)
		}
	}
	return out
}

// byKey reads a key made of a family name, a year and a word of the title, as
// most programs make them.
func (s *Shelf) byKey(key string) []corpus.WorkID {
	at := strings.IndexFunc(key, unicode.IsDigit)
	if at <= 0 || len(key) < at+4 {
		return nil
	}
	name := strings.TrimRight(key[:at], "-_:.")
	return s.Named(name, key[at:at+4])
}

// firstFamily is the family name of the first person that a citation names.
func firstFamily(author string) string {
	for _, sep := range []string{" et al", " and ", " & ", ";", ","} {
		author, _, _ = strings.Cut(author, sep)
	}
	author = strings.TrimSuffix(strings.TrimSpace(author), "’s")
	if parts := strings.Fields(author); len(parts) > 1 && !particle(parts[0]) {
		return parts[len(parts)-1]
	}
	return author
}

// particle reports whether a name begins with a particle, which belongs to the
// family name.
func particle(s string) bool {
	r := []rune(s)
	return len(r) > 0 && unicode.IsLower(r[0])
}

// yearOf reads a printed year; 0 is none.
func yearOf(s string) int {
	if len(s) >= 4 {
		if n, err := strconv.Atoi(s[:4]); err == nil {
			return n
		}
	}
	return 0
}

// titleLikeness is the part of the shorter title's words that the longer one has
// too, 0 to 1; a title of one word must be the other's beginning.
func titleLikeness(a, b string) float64 {
	x, y := titleWords(a), titleWords(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return 0
	}
	if len(x) == 1 {
		if x[0] == y[0] && (len(y) == 1 || strings.Contains(a+b, ":")) {
			return 1
		}
		return 0
	}
	n := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			n++
		}
	}
	share := float64(n) / float64(len(x))
	if len(x)*3 < len(y) && !strings.HasPrefix(strings.Join(y, " "), strings.Join(x, " ")) {
		share /= 2
	}
	return share
}

func titleWords(title string) []string {
	return strings.FieldsFunc(words.Fold(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' })
}
