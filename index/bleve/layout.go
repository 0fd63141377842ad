package bleve

import (
	"slices"
	"strings"
	"sync"

	api "github.com/blevesearch/bleve_index_api"

	"locus/corpus"
	"locus/query"
)

// The fields of a bleve document beside query's text fields and corpus's keys.
const (
	idField     = "_id"    // a passage's id, or a work's
	packedField = "packed" // a passage or a work, stored only; see pack
	oddField    = "odd"    // has a value in passages with an odd word; see inverter.words
)

// layout are the fields of every segment, by number. They are the same for all,
// whatever the documents hold, so that segments can be merged by copying.
type layout struct {
	names   []string
	options []api.FieldIndexingOptions
	number  map[string]int
}

// fields is the layout: the id first, as the format wants it, then all by name.
var fields = sync.OnceValue(func() *layout {
	options := map[string]api.FieldIndexingOptions{packedField: api.StoreField, oddField: api.IndexField | api.SkipFreqNorm}
	for _, f := range textFields() {
		options[string(f)] = api.IndexField
	}
	for _, f := range corpus.Fields() {
		options[string(f)] = api.IndexField | api.SkipFreqNorm
	}
	l := &layout{names: []string{idField}, options: []api.FieldIndexingOptions{api.IndexField | api.StoreField}, number: map[string]int{}}
	for name := range options {
		l.names = append(l.names, name)
	}
	slices.SortFunc(l.names[1:], strings.Compare)
	for i, name := range l.names {
		l.number[name] = i
		if i > 0 {
			l.options = append(l.options, options[name])
		}
	}
	return l
})

// of is the number of a text field.
func (l *layout) of(f query.TextField) int { return l.number[string(f)] }

// indexed reports whether a field has words, and not stored values alone.
func (l *layout) indexed(field int) bool { return l.options[field].IsIndexed() }

// code is what the segment keeps as the frequency of a word in the text and exact
// fields: four times the position, from 1, where the word stands once, else four
// times how often it stands, and one; plus two where it is plain, that is every
// time in the form that is the stem itself. It is never 1, which the segment would
// write in a way of its own.
type code uint32

const plainCode = code(2)

// once is the code of a word that stands at one position.
func once(pos uint32) code { return code(pos << 2) }

// tally is the code of a word that stands so often, or whose position is of no
// interest.
func tally(tf uint32) code { return code(tf<<2 | 1) }

// tf is how often the word stands.
func (c code) tf() uint32 {
	if c&1 != 0 {
		return uint32(c >> 2)
	}
	return 1
}

// at is the position of a word that stands once.
func (c code) at() uint32 { return uint32(c >> 2) }

func (c code) plain() bool { return c&plainCode != 0 }
