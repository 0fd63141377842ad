package tag

import (
	"encoding/binary"
	"errors"

	"locus/corpus"
	"locus/corpus/words"
)

// Trace is what one work shows of itself to the others of a library: a sample of
// its passages' words, by which repeats are met, and the persons it names.
type Trace struct {
	Work  corpus.WorkID
	Print string // of what it was made of, as the maker names that
	body  []byte // see Tagger.Trace
}

// Sampling for repeats across works: of a passage's shingles those whose hash
// is divisible by sampled are kept (Manber 1994), and the least few besides, so
// that short passages are not left out. Of a hash sampleBytes are kept.
const (
	sampled     = 16
	least       = 4
	sampleBytes = 5
)

// errTrace says that the bytes of a trace are not a trace.
var errTrace = errors.New("what is kept of a work's passages and persons cannot be read")

// Trace makes the trace of a document, as it was read and with its record as
// corrected. Passages need their final spans. A trace's bytes are: the revision;
// the number of passages that have samples, and of each where it starts, how long
// it is, and its samples; the number of persons, and the persons.
func (t *Tagger) Trace(doc *corpus.Document, print string) Trace {
	var passages, persons []byte
	var tokens []words.Token
	count := 0
	for i := range doc.Passages {
		p := &doc.Passages[i]
		tokens = t.words.Append(tokens[:0], p.Text)
		s := sketchOf(p, tokens)
		if len(s) < fewest {
			continue
		}
		var kept []byte
		for i, h := range s {
			if i < least || h%sampled == 0 {
				kept = appendSample(kept, h)
			}
		}
		count++
		passages = binary.AppendUvarint(passages, uint64(p.Span.Start))
		passages = binary.AppendUvarint(passages, uint64(p.Span.Len()))
		passages = binary.AppendUvarint(passages, uint64(len(kept)/sampleBytes))
		passages = append(passages, kept...)
	}
	named := t.bearers(doc)
	for i := range named {
		persons = named[i].append(persons)
	}
	b := binary.AppendUvarint(nil, uint64(doc.Work.Revision))
	b = append(binary.AppendUvarint(b, uint64(count)), passages...)
	b = append(binary.AppendUvarint(b, uint64(len(named))), persons...)
	return Trace{Work: doc.Work.ID, Print: print, body: b}
}

// appendSample keeps the higher bytes of a shingle's hash.
func appendSample(b []byte, h uint64) []byte {
	return append(b, byte(h>>56), byte(h>>48), byte(h>>40), byte(h>>32), byte(h>>24))
}

// sampleAt is a kept sample.
func sampleAt(b []byte) uint64 {
	_ = b[4]
	return uint64(b[0])<<32 | uint64(b[1])<<24 | uint64(b[2])<<16 | uint64(b[3])<<8 | uint64(b[4])
}

// reader reads the bytes of a trace; what lies beyond their end is 0.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) number() int {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > 1<<40 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}

func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.bad, r.b = true, nil
		return nil
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *reader) text() string { return string(r.bytes(r.number())) }

// passages tells the samples of every passage that has any, and where it stands. It
// returns what follows them.
func (tr *Trace) passages(tell func(span corpus.Span, samples []byte)) *reader {
	r := &reader{b: tr.body}
	r.number()
	for n := r.number(); n > 0 && !r.bad; n-- {
		start := r.number()
		end := start + r.number()
		samples := r.bytes(sampleBytes * r.number())
		if tell != nil {
			tell(corpus.Span{Start: start, End: end}, samples)
		}
	}
	return r
}

// id is the id of a passage of the work.
func (tr *Trace) id(span corpus.Span) corpus.PassageID {
	r := &reader{b: tr.body}
	return corpus.Address{Work: tr.Work, Revision: r.number(), Span: span}.ID()
}

// bearers are the persons of the work.
func (tr *Trace) bearers() ([]bearer, error) {
	r := tr.passages(nil)
	var out []bearer
	for n := r.number(); n > 0 && !r.bad; n-- {
		b := readBearer(r)
		b.work = tr.Work
		out = append(out, b)
	}
	if r.bad || len(r.b) > 0 {
		return nil, errTrace
	}
	return out, nil
}

// What a person is, as bits.
const (
	knownBit = 1 << iota
	authorBit
	toldBit
)

// append writes a person, but for the work.
func (b *bearer) append(to []byte) []byte {
	bits := 0
	for bit, is := range map[int]bool{knownBit: b.known, authorBit: b.author, toldBit: b.told} {
		if is {
			bits |= bit
		}
	}
	to = append(to, byte(bits))
	text := func(s string) { to = append(binary.AppendUvarint(to, uint64(len(s))), s...) }
	list := func(l []string) {
		to = binary.AppendUvarint(to, uint64(len(l)))
		for _, s := range l {
			text(s)
		}
	}
	text(b.name)
	text(b.family)
	list(b.given)
	list(b.titles)
	to = binary.AppendUvarint(to, uint64(len(b.printed)))
	for _, form := range b.printed {
		text(form.Value)
		to = binary.AppendUvarint(to, uint64(form.Count))
	}
	return to
}

func readBearer(r *reader) bearer {
	bits := 0
	if b := r.bytes(1); b != nil {
		bits = int(b[0])
	}
	b := bearer{known: bits&knownBit != 0, author: bits&authorBit != 0, told: bits&toldBit != 0}
	b.name, b.family = r.text(), r.text()
	list := func() (out []string) {
		for n := r.number(); n > 0 && !r.bad; n-- {
			out = append(out, r.text())
		}
		return out
	}
	b.given, b.titles = list(), list()
	for n := r.number(); n > 0 && !r.bad; n-- {
		form := r.text()
		b.printed = append(b.printed, corpus.Count{Value: form, Count: r.number()})
	}
	return b
}
