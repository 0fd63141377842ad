package bleve

import (
	api "github.com/blevesearch/bleve_index_api"

	"locus/corpus"
	"locus/corpus/words"
	"locus/index"
	"locus/query"
)

// The fields of a bleve document beside query's text fields and corpus's keys.
const (
	idField     = "_id"    // a passage's id, or a work's
	packedField = "packed" // a passage or a work, stored only; see pack
	oddField    = "odd"    // see markOdd
)

const (
	keyOptions    = api.IndexField | api.SkipFreqNorm
	storedOptions = api.StoreField
)

// field is a field of a bleve document with its words already analysed.
type field struct {
	name    string
	value   []byte
	options api.FieldIndexingOptions
	length  int
	terms   api.TokenFrequencies
}

// Name is the field's name.
func (f *field) Name() string { return f.name }

// Value is what the segment stores of the field.
func (f *field) Value() []byte { return f.value }

// ArrayPositions is empty: no field stands twice in a document.
func (f *field) ArrayPositions() []uint64 { return nil }

// EncodedFieldType is bleve's letter for text.
func (f *field) EncodedFieldType() byte { return 't' }

// Analyze does nothing: the words were analysed before.
func (f *field) Analyze() {}

// Options says whether the field is indexed and stored.
func (f *field) Options() api.FieldIndexingOptions { return f.options }

// AnalyzedLength is the number of the field's tokens.
func (f *field) AnalyzedLength() int { return f.length }

// AnalyzedTokenFrequencies are the field's words.
func (f *field) AnalyzedTokenFrequencies() api.TokenFrequencies { return f.terms }

// NumPlainTextBytes is the number of stored bytes.
func (f *field) NumPlainTextBytes() uint64 { return uint64(len(f.value)) }

// document is a bleve document made of such fields.
type document struct {
	id     string
	fields []*field
}

// ID is the document's id.
func (d *document) ID() string { return d.id }

// Size is not used by the segment's writer.
func (d *document) Size() int { return len(d.fields) }

// VisitFields calls visit with each field in order.
func (d *document) VisitFields(visit api.FieldVisitor) {
	for _, f := range d.fields {
		visit(f)
	}
}

// VisitComposite calls nothing: there is no field made of others.
func (d *document) VisitComposite(api.CompositeFieldVisitor) {}

// HasComposite is false.
func (d *document) HasComposite() bool { return false }

// NumPlainTextBytes is the number of stored bytes.
func (d *document) NumPlainTextBytes() uint64 {
	n := uint64(0)
	for _, f := range d.fields {
		n += f.NumPlainTextBytes()
	}
	return n
}

// AddIDField does nothing: the id is a field from the beginning.
func (d *document) AddIDField() {}

// StoredFieldsBytes is the number of stored bytes.
func (d *document) StoredFieldsBytes() uint64 { return d.NumPlainTextBytes() }

// Indexed is true.
func (d *document) Indexed() bool { return true }

// newDocument is a document with its id, which every bleve document must have, as
// the first field. The id has a frequency of one, so that merging writes its only
// passage into the dictionary and no list.
func newDocument(id string) *document {
	once := &api.TokenFreq{}
	once.SetFrequency(1)
	f := &field{name: idField, value: []byte(id), options: api.IndexField | api.StoreField, length: 1, terms: api.TokenFrequencies{id: once}}
	return &document{id: id, fields: []*field{f}}
}

func (d *document) add(f *field) { d.fields = append(d.fields, f) }

// frequencies counts the stems of tokens.
func frequencies(tokens []words.Token) api.TokenFrequencies {
	tfs := make(api.TokenFrequencies, len(tokens))
	slab := make([]api.TokenFreq, 0, len(tokens))
	for i := range tokens {
		t := tfs[tokens[i].Stem]
		if t == nil {
			slab = append(slab, api.TokenFreq{})
			t = &slab[len(slab)-1]
			tfs[tokens[i].Stem] = t
		}
		t.SetFrequency(t.Frequency() + 1)
	}
	return tfs
}

// occurrence is a word in its place: what it is called, where it stands, from 1, and whether it is
// a stem that is its own form.
type occurrence struct {
	word  string
	pos   int
	plain bool
}

func (o *occurrence) plainness() code {
	if o.plain {
		return plainCode
	}
	return 0
}

// stems are the stems of tokens as the text field keeps them.
func stems(tokens []words.Token) api.TokenFrequencies {
	list := make([]occurrence, len(tokens))
	for i, t := range tokens {
		list[i] = occurrence{t.Stem, t.Pos + 1, t.Form == t.Stem}
	}
	return positioned(list)
}

// forms are the forms of those tokens whose stem does not stand for them: a form
// that is its own stem, in a passage where the stem has no other form, is found
// by the stem (see code) and not written again.
func forms(tokens []words.Token, stems api.TokenFrequencies) api.TokenFrequencies {
	list := make([]occurrence, 0, len(tokens)/2)
	for _, t := range tokens {
		if !code(stems[t.Stem].Frequency()).plain() {
			list = append(list, occurrence{t.Form, t.Pos + 1, false})
		}
	}
	return positioned(list)
}

// positioned counts words and keeps their positions. Most words stand once in a
// passage, so a word's only position is put where the segment keeps the frequency
// (see code) and no location is written for it. Of a word that stands several
// times one location holds all positions, each after the first as its distance
// from the one before: the first three as the location's position, start and end,
// the others as array positions.
func positioned(list []occurrence) api.TokenFrequencies {
	tfs := make(api.TokenFrequencies, len(list))
	slab := make([]api.TokenFreq, 0, len(list))
	for _, o := range list {
		t := tfs[o.word]
		if t == nil {
			slab = append(slab, api.TokenFreq{})
			t = &slab[len(slab)-1]
			t.SetFrequency(int(once(uint32(o.pos)) | o.plainness()))
			tfs[o.word] = t
			continue
		}
		c := code(t.Frequency())
		tf := c.tf()
		if tf == 1 {
			t.Locations = []*api.TokenLocation{{Position: int(c.at())}}
		}
		l := t.Locations[0]
		switch tf {
		case 1:
			l.Start = o.pos
		case 2:
			l.End = o.pos
		default:
			l.ArrayPositions = append(l.ArrayPositions, uint64(o.pos))
		}
		t.SetFrequency(int(tally(tf+1) | c&o.plainness()))
	}
	for i := range slab {
		for _, l := range slab[i].Locations {
			distances(l)
		}
	}
	return tfs
}

// distances turns the positions of a location into distances; where one is not
// after the one before, the distance wraps around.
func distances(l *api.TokenLocation) {
	step := func(last, pos int) int { return int(uint32(pos) - uint32(last)) }
	last := l.Start
	l.Start = step(l.Position, l.Start)
	if l.End > 0 {
		last, l.End = l.End, step(last, l.End)
	}
	for i, pos := range l.ArrayPositions {
		last, l.ArrayPositions[i] = int(pos), uint64(step(last, int(pos)))
	}
}

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

// analysed is an indexed field of query's with some words.
func analysed(name query.TextField, length int, terms api.TokenFrequencies) *field {
	return &field{name: string(name), options: api.IndexField, length: length, terms: terms}
}

// keys is an indexed field of whole values.
func keys(name string, values []string) *field {
	f := &field{name: name, options: keyOptions, length: len(values), terms: make(api.TokenFrequencies, len(values))}
	for _, v := range values {
		f.terms[v] = &api.TokenFreq{}
	}
	return f
}

// passageDocument is the document of an entry. The title's field is the same
// for all passages of a work and is handed in.
func passageDocument(e *index.Entry, title *field, analysis *words.Analysis) (*document, error) {
	stored, err := encodePassage(e.Work, e.Passage)
	if err != nil {
		return nil, err
	}
	d := newDocument(string(e.Passage.ID))
	text := analysed(query.Text, len(e.Text), stems(e.Text))
	d.add(text)
	d.add(analysed(query.Exact, len(e.Text), forms(e.Text, text.terms)))
	d.add(title)
	if len(e.Section) > 0 {
		d.add(analysed(query.Section, len(e.Section), frequencies(e.Section)))
	}
	for _, f := range corpus.Fields() {
		if v := e.Keys[f]; len(v) > 0 {
			d.add(keys(string(f), v))
		}
	}
	if markOdd(e.Text, analysis) {
		d.add(keys(oddField, []string{"1"}))
	}
	packed, err := pack(stored, e.Passage.Text)
	if err != nil {
		return nil, err
	}
	d.add(&field{name: packedField, value: packed, options: storedOptions})
	return d, nil
}

// markOdd reports whether a passage has a word whose stem is not the one its
// form has alone. In all other passages a form belongs to one stem, so counts of
// forms and stems tell whether a stem stood in a given form everywhere.
func markOdd(tokens []words.Token, analysis *words.Analysis) bool {
	for i := range tokens {
		if analysis.Stem(tokens[i].Form) != tokens[i].Stem {
			return true
		}
	}
	return false
}

// workDocument is a work's own document.
func workDocument(w *corpus.Work) (*document, error) {
	stored, err := encodeWork(w)
	if err != nil {
		return nil, err
	}
	d := newDocument(string(w.ID))
	packed, err := pack(stored, "")
	if err != nil {
		return nil, err
	}
	d.add(&field{name: packedField, value: packed, options: storedOptions})
	return d, nil
}
