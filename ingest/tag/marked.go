package tag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"locus/corpus"
	"locus/ingest/block"
)

// Marks is what a file's own mark-up says of a document's references and
// citations. The zero value says nothing.
type Marks struct {
	Printed []PrintedEntry // in the order of the text
	Entries []block.Entry  // given apart from any printed list
	Cites   []PrintedCite  // in the order of the text
}

// PrintedEntry is an entry of the reference list whose fields the mark-up gives:
// Span, half-open and in bytes of the canonical text, is the entry as printed. An
// entry without fields is known by its key alone.
type PrintedEntry struct {
	corpus.Span
	block.Entry
}

// fields reports whether more than the key is marked.
func (e PrintedEntry) fields() bool {
	return e.Title != "" || e.Authors != nil || e.Container != ""
}

// PrintedCite is a citation that the mark-up ties to entries; Span is its print
// in the canonical text.
type PrintedCite struct {
	corpus.Span
	Items []block.CiteItem
}

const (
	whyMarked  = "marked in the file"
	whyNoEntry = "marked in the file, which has no entry %q"
)

// marked are the references of a document with what the mark-up says of them,
// and where to find each by its key.
type marked struct {
	Marks
	refs []corpus.Reference
	keys map[string]int // key to the reference's Index
}

// newMarked reads the references of a document and gives them the fields that the file marks. Entries
// that stand apart become the printed reference they agree with; those that a
// citation names and that no print agrees with follow at the end, their Span empty.
func newMarked(m Marks, doc *corpus.Document) *marked {
	var begins []int
	for _, e := range m.Printed {
		if e.fields() {
			begins = append(begins, e.Start)
		}
	}
	refs := references(doc, begins)
	out := &marked{Marks: m, refs: refs, keys: map[string]int{}}
	next := 0
	own := map[int]bool{} // references that the mark-up gives in print
	for _, e := range m.Printed {
		for next < len(refs) && refs[next].Span.End <= e.Start {
			next++
		}
		if next < len(refs) && refs[next].Span.Start < e.End && !own[next] {
			out.fill(next, e.Entry)
			own[next] = e.fields()
		}
	}
	cited := map[string]bool{}
	for _, c := range m.Cites {
		for _, item := range c.Items {
			cited[item.Key] = true
		}
	}
	var titles [][]string // of the printed references
	if len(m.Entries) > 0 {
		for _, r := range refs {
			titles = append(titles, titleWords(r.Title))
		}
	}
	for _, e := range m.Entries {
		if _, known := out.keys[e.Key]; known {
			continue
		}
		if i := out.printed(e.Reference, titles, own); i >= 0 {
			out.fill(i, e)
			own[i] = true
		} else if cited[e.Key] {
			out.refs = append(out.refs, corpus.Reference{Index: len(out.refs) + 1})
			out.fill(len(out.refs)-1, e)
		}
	}
	return out
}

// fill sets the fields of reference i as the entry gives them.
func (m *marked) fill(i int, e block.Entry) {
	r := &m.refs[i]
	if e.Key != "" {
		m.keys[e.Key] = r.Index
	}
	if !(PrintedEntry{Entry: e}).fields() {
		return
	}
	given := e.Reference
	given.Index, given.Span, given.Raw = r.Index, r.Span, cmp.Or(r.Raw, e.Raw, e.Print())
	given.Type, given.DOI, given.URL = cmp.Or(given.Type, r.Type), cmp.Or(given.DOI, r.DOI), cmp.Or(given.URL, r.URL)
	*r = given
}

// printed is the index of the parsed reference that is the same work as a given
// one, -1 where none is: it has the same DOI, or the same year and first author
// and a title of the same words. Titles are the words of the references' titles;
// what the file marks by itself in print is passed over.
func (m *marked) printed(given corpus.Reference, titles [][]string, own map[int]bool) int {
	title := titleWords(given.Title)
	for i, words := range titles {
		r := m.refs[i]
		switch {
		case own[i]:
		case r.DOI != "" && given.DOI != "":
			if strings.EqualFold(r.DOI, given.DOI) {
				return i
			}
		case r.Year != given.Year && r.Year != "" && given.Year != "":
		case len(r.Authors) > 0 && len(given.Authors) > 0 && likeAuthor(r.Authors[0].Family, given.Authors[0]) == 0:
		case sameWords(title, words):
			return i
		}
	}
	return -1
}

// sameWords reports whether two titles are one, or the shorter, of three words
// or more, is how the longer begins.
func sameWords(a, b []string) bool {
	n := min(len(a), len(b))
	return n > 0 && slices.Equal(a[:n], b[:n]) && (n >= 3 || len(a) == len(b))
}

// over puts the citations that the file marks in place of those that were found
// in the print: a found one that holds nothing else marked keeps its print, its
// author and its locator, and takes the entry. Both lists are in order.
func (m *marked) over(found []corpus.Citation, doc *corpus.Document) []corpus.Citation {
	if len(m.Cites) == 0 {
		return found
	}
	gone := make([]bool, len(found))
	var out []corpus.Citation
	first := 0 // found citations before it end before the mark
	for k, c := range m.Cites {
		if !cites(doc, c.Span) {
			continue
		}
		for first < len(found) && found[first].Span.End <= c.Start {
			first++
		}
		end := first
		for end < len(found) && found[end].Span.Start < c.End {
			end++
		}
		out = append(out, m.replace(k, found[first:end], gone[first:end], doc.Text)...)
	}
	for i, x := range found {
		if !gone[i] {
			out = append(out, x)
		}
	}
	slices.SortStableFunc(out, func(a, b corpus.Citation) int {
		return cmp.Or(a.Span.Start-b.Span.Start, b.Span.End-a.Span.End)
	})
	return out
}

// replace gives the citations of the k-th mark, which stands where found were
// read, and says which of these are gone.
func (m *marked) replace(k int, found []corpus.Citation, gone []bool, text string) []corpus.Citation {
	c := m.Cites[k]
	if len(found) == 1 && len(c.Items) == 1 && m.alone(k, found[0].Span) && !gone[0] {
		gone[0] = true
		return []corpus.Citation{m.tie(found[0], c.Items[0])}
	}
	resolved := slices.ContainsFunc(c.Items, func(i block.CiteItem) bool { return m.keys[i.Key] > 0 })
	if !resolved && len(found) > 0 {
		return nil // the print says more than the mark-up
	}
	for i := range gone {
		gone[i] = true
	}
	var out []corpus.Citation
	for _, item := range c.Items {
		out = append(out, m.tie(corpus.Citation{Span: c.Span, Text: c.Span.Of(text)}, item))
	}
	return out
}

// alone reports whether no mark beside the k-th lies in a span.
func (m *marked) alone(k int, s corpus.Span) bool {
	return (k == 0 || !m.Cites[k-1].Overlaps(s)) && (k+1 == len(m.Cites) || !m.Cites[k+1].Overlaps(s))
}

// tie resolves a citation to the entry that the mark-up names. One that names no
// entry of the file keeps what was found.
func (m *marked) tie(x corpus.Citation, item block.CiteItem) corpus.Citation {
	x.Locator = cmp.Or(item.Locator, x.Locator)
	at := m.keys[item.Key]
	if at == 0 {
		if x.Confidence == "" {
			x.Confidence, x.Why = corpus.NoEntry, fmt.Sprintf(whyNoEntry, item.Key)
		}
		return x
	}
	r := m.refs[at-1]
	if x.Author == "" && len(r.Authors) > 0 {
		x.Author = r.Authors[0].Family
	}
	x.Year = cmp.Or(x.Year, r.Year)
	x.Reference, x.Confidence, x.Why = at, corpus.Certain, whyMarked
	return x
}

// cites reports whether a passage of the text, not of its references or its
// front, holds a span.
func cites(doc *corpus.Document, s corpus.Span) bool {
	i, _ := slices.BinarySearchFunc(doc.Passages, s.Start, func(p corpus.Passage, at int) int {
		if p.Span.End <= at {
			return -1
		}
		return 1
	})
	if i == len(doc.Passages) {
		return false
	}
	p := doc.Passages[i]
	return p.Span.Contains(s) && p.Kind != corpus.ReferenceK && p.Kind != corpus.Front
}
