package bleve

import (
	"encoding/binary"
	"slices"
	"strings"

	"locus/corpus"
	"locus/corpus/words"
	"locus/index"
	"locus/query"
)

// inverter turns documents into a batch: for each field its words, and for each
// word the documents that have it. Words are numbered as they come and postings
// noted as they come; at the end they are brought into the order of words by
// counting. One goroutine uses it, for one batch after the other: what it learnt
// of words it keeps.
type inverter struct {
	analysis *words.Analysis
	fields   []*inverted      // by field; nil where a field has no words
	known    map[string]known // by form
	stems    sums             // of the text at hand
	sums     sums             // of any other field at hand
	titles   []posted         // stems of the title of the work at hand
	tokens   []seen
	keys     [][]uint32 // values that all passages of the work have, by field

	docs   uint32
	stored []byte
	ends   []uint64 // in stored, of each document
	works  []held
}

// known is what an inverter knows of a form: its number in the exact field, the
// number of the stem it has alone, and that stem.
type known struct {
	exact, stem uint32
	alone       string
}

// mostKnown bounds the words that an inverter remembers from batch to batch.
const mostKnown = 1 << 18

// inverted is a field of a batch. Words keep their numbers from batch to batch.
type inverted struct {
	number  int
	slots   map[string]uint32
	words   []string
	posts   []posted
	lengths []uint32 // of the field, by document; nil where it does not count
	locs    []byte   // as the segment has them: length and location
}

// posted is a word in a document: its frequency, which in the text and exact
// fields is a code, and where its location begins in locs, from 1.
type posted struct{ slot, doc, freq, loc uint32 }

// seen is a token: the slots of its stem and its form.
type seen struct{ stem, exact uint32 }

func newInverter(analysis *words.Analysis) *inverter {
	v := &inverter{analysis: analysis}
	v.forget()
	return v
}

// forget begins anew.
func (v *inverter) forget() {
	l := fields()
	v.known, v.fields, v.keys = map[string]known{}, make([]*inverted, len(l.names)), make([][]uint32, len(l.names))
	for i := range l.names {
		if l.indexed(i) {
			v.fields[i] = &inverted{number: i, slots: map[string]uint32{}}
		}
	}
}

// begin makes room for a batch.
func (v *inverter) begin() {
	if len(v.known) > mostKnown {
		v.forget()
	}
	for i, f := range v.fields {
		if f == nil {
			continue
		}
		f.posts, f.locs, f.lengths = f.posts[:0], f.locs[:0], f.lengths[:0]
		if i == 0 { // an id stands once
			f.slots, f.words = map[string]uint32{}, nil
		}
	}
	v.docs, v.stored, v.ends, v.works = 0, nil, nil, nil
}

// slot is the number of a word.
func (f *inverted) slot(word string) uint32 {
	s, ok := f.slots[word]
	if !ok {
		word = strings.Clone(word)
		s = uint32(len(f.words))
		f.words = append(f.words, word)
		f.slots[word] = s
	}
	return s
}

// document takes in a work: its own document, then its passages.
func (v *inverter) document(doc *corpus.Document, fingerprint string) error {
	h := held{ID: doc.Work.ID, Fingerprint: fingerprint, Year: doc.Work.Year, Passages: len(doc.Passages)}
	record, err := encodeWork(&doc.Work)
	if err == nil {
		err = v.store(string(doc.Work.ID), record, "")
	}
	if err != nil {
		return err
	}
	v.docs++
	first := true
	for e := range index.Entries(doc, v.analysis) {
		if first {
			v.ofWork(e)
			first = false
		}
		if err := v.passage(e); err != nil {
			return err
		}
		h.Tokens.add(lengths{int64(len(e.Text)), int64(len(e.Text)), int64(len(e.Title)), int64(len(e.Section))})
	}
	v.works = append(v.works, h)
	return nil
}

// ofWork notes what the passages of a work have in common.
func (v *inverter) ofWork(e *index.Entry) {
	title := v.fields[fields().of(query.Title)]
	v.sums.begin()
	for i := range e.Title {
		v.sums.add(title.slot(e.Title[i].Stem), 0, false)
	}
	v.titles = v.titles[:0]
	for _, m := range v.sums.met {
		v.titles = append(v.titles, posted{slot: m.slot, freq: m.count})
	}
	for _, f := range corpus.Fields() {
		if f.OfWork() {
			n := fields().number[string(f)]
			v.keys[n] = v.keys[n][:0]
			for _, value := range e.Keys[f] {
				v.keys[n] = append(v.keys[n], v.fields[n].slot(value))
			}
		}
	}
}

// passage takes in an entry as the next document.
func (v *inverter) passage(e *index.Entry) error {
	record, err := encodePassage(e.Work, e.Passage)
	if err == nil {
		err = v.store(string(e.Passage.ID), record, e.Passage.Text)
	}
	if err != nil {
		return err
	}
	l := fields()
	if v.text(e.Text) {
		odd := v.fields[l.number[oddField]]
		odd.post(posted{slot: odd.slot("1"), doc: v.docs}, 0)
	}
	title := v.fields[l.of(query.Title)]
	for _, p := range v.titles {
		p.doc = v.docs
		title.post(p, len(e.Title))
	}
	section := v.fields[l.of(query.Section)]
	v.sums.begin()
	for i := range e.Section {
		v.sums.add(section.slot(e.Section[i].Stem), 0, false)
	}
	for _, m := range v.sums.met {
		section.post(posted{slot: m.slot, doc: v.docs, freq: m.count}, len(e.Section))
	}
	for _, f := range corpus.Fields() {
		n := l.number[string(f)]
		if f.OfWork() {
			for _, slot := range v.keys[n] {
				v.fields[n].post(posted{slot: slot, doc: v.docs}, 0)
			}
			continue
		}
		for _, value := range e.Keys[f] {
			v.fields[n].post(posted{slot: v.fields[n].slot(value), doc: v.docs}, 0)
		}
	}
	v.docs++
	return nil
}

// post notes a word of a document in a field of some length.
func (f *inverted) post(p posted, length int) {
	for uint32(len(f.lengths)) <= p.doc {
		f.lengths = append(f.lengths, 0)
	}
	f.lengths[p.doc] = uint32(length)
	f.posts = append(f.posts, p)
}

// text takes in the words of a passage: the stems, and the forms of those tokens
// whose stem does not stand for them. A form that is its own stem, in a passage
// where the stem has no other form, is found by the stem (see code) and not written
// again. It reports whether the passage has a word whose stem is not the one its
// form has alone. In all other passages a form belongs to one stem, so counts of
// forms and stems tell whether a stem stood in a given form everywhere.
func (v *inverter) text(tokens []words.Token) (odd bool) {
	l := fields()
	text, exact := v.fields[l.of(query.Text)], v.fields[l.of(query.Exact)]
	v.tokens = v.tokens[:0]
	v.stems.begin()
	for i := range tokens {
		t := &tokens[i]
		k, ok := v.known[t.Form]
		if !ok {
			k.alone = v.analysis.Stem(t.Form)
			k.exact, k.stem = exact.slot(t.Form), text.slot(k.alone)
			v.known[exact.words[k.exact]] = k
		}
		s := seen{k.stem, k.exact}
		if t.Stem != k.alone {
			s.stem, odd = text.slot(t.Stem), true
		}
		v.tokens = append(v.tokens, s)
		v.stems.add(s.stem, uint32(t.Pos+1), t.Form == t.Stem)
	}
	v.stems.post(text, v.docs, len(tokens))
	v.sums.begin()
	for i, s := range v.tokens {
		if !v.stems.plain(s.stem) {
			v.sums.add(s.exact, uint32(tokens[i].Pos+1), false)
		}
	}
	v.sums.post(exact, v.docs, len(tokens))
	return odd
}

// store keeps what is shown of the next document, as the segment has it: the
// lengths of two parts; what and where the values are; the id, which is a word
// of its own too with a frequency of one, so that merging writes its only passage
// into the dictionary and no list; and the values, in a block of snappy's that
// says they are not compressed, since they are packed.
func (v *inverter) store(id string, record []byte, text string) error {
	packed, err := pack(record, text)
	if err != nil {
		return err
	}
	var meta, head [5 * binary.MaxVarintLen32]byte
	m := binary.AppendUvarint(meta[:0], uint64(len(id)))
	m = binary.AppendUvarint(m, uint64(fields().number[packedField]))
	m = append(m, 't', 0)
	m = binary.AppendUvarint(m, uint64(len(packed)))
	m = append(m, 0)
	h := literal(head[:0], len(packed))
	v.stored = binary.AppendUvarint(v.stored, uint64(len(m)))
	v.stored = binary.AppendUvarint(v.stored, uint64(len(id)+len(h)+len(packed)))
	v.stored = append(append(append(append(v.stored, m...), id...), h...), packed...)
	v.ends = append(v.ends, uint64(len(v.stored)))
	v.fields[0].post(posted{slot: v.fields[0].slot(id), doc: v.docs, freq: 1}, 1)
	return nil
}

// literal begins a block of snappy's that holds n bytes as they are.
func literal(b []byte, n int) []byte {
	b = binary.AppendUvarint(b, uint64(n))
	switch n--; {
	case n < 0:
		return b
	case n < 60:
		return append(b, byte(n<<2))
	case n < 1<<8:
		return append(b, 60<<2, byte(n))
	case n < 1<<16:
		return append(b, 61<<2, byte(n), byte(n>>8))
	}
	return append(b, 63<<2, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
}

// sorted are the words of the field that the batch has, in order, and their
// postings one word after the other: those of the i-th end at ends[i].
func (f *inverted) sorted() (slots []uint32, ends []int, posts []posted) {
	counts := make([]int, len(f.words))
	for i := range f.posts {
		counts[f.posts[i].slot]++
	}
	for s, n := range counts {
		if n > 0 {
			slots = append(slots, uint32(s))
		}
	}
	slices.SortFunc(slots, func(a, b uint32) int { return strings.Compare(f.words[a], f.words[b]) })
	ends = make([]int, len(slots))
	at := 0
	for i, s := range slots {
		at, counts[s] = at+counts[s], at
		ends[i] = at
	}
	posts = make([]posted, len(f.posts))
	for _, p := range f.posts {
		posts[counts[p.slot]] = p
		counts[p.slot]++
	}
	return slots, ends, posts
}
