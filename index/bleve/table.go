package bleve

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"

	"locus/corpus"
	"locus/index"
	"locus/query"
)

// textFields are the analysed fields, in the order in which their lengths are
// kept.
func textFields() [4]query.TextField {
	return [4]query.TextField{query.Text, query.Exact, query.Title, query.Section}
}

// lengths are numbers of tokens, one for each of textFields.
type lengths [4]int64

func (l *lengths) add(m lengths) {
	for i := range l {
		l[i] += m[i]
	}
}

// held is what a shard's writer notes of each of its works, in the order of the
// segment's documents: first the work's own document, then its passages.
type held struct {
	ID          corpus.WorkID `json:"id"`
	Fingerprint string        `json:"fingerprint,omitempty"`
	Year        *int          `json:"year,omitempty"`
	Passages    int           `json:"passages"`
	Tokens      lengths       `json:"tokens"`
}

// encodeHeld writes one JSON object a line.
func encodeHeld(works []held) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	for i := range works {
		if err := enc.Encode(&works[i]); err != nil {
			return nil, fmt.Errorf("work %s: %w", works[i].ID, err)
		}
	}
	return b.Bytes(), nil
}

func decodeHeld(r io.Reader) ([]held, error) {
	var out []held
	dec := json.NewDecoder(bufio.NewReader(r))
	for {
		var h held
		err := dec.Decode(&h)
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("list of works: %w: %w", index.ErrDamaged, err)
		}
		out = append(out, h)
	}
}

// noYear stands for a work without a year in a table.
const noYear = math.MinInt32

// table tells a reader which documents of a segment belong to which work. The
// i-th work's own document is first[i], its passages follow up to first[i+1].
type table struct {
	first []uint32 // one more than there are works; the last is the number of documents
	years []int32
	ids   []string
}

func newTable(works []held) *table {
	t := &table{}
	next := uint32(0)
	for _, w := range works {
		year := int32(noYear)
		if w.Year != nil {
			year = int32(min(max(*w.Year, noYear+1), math.MaxInt32))
		}
		t.first = append(t.first, next)
		t.years = append(t.years, year)
		t.ids = append(t.ids, string(w.ID))
		next += uint32(w.Passages) + 1
	}
	t.first = append(t.first, next)
	return t
}

// work is the index of the work that a document belongs to.
func (t *table) work(doc uint32) int {
	i, ok := slices.BinarySearch(t.first, doc)
	if !ok {
		i--
	}
	return i
}

// encode writes the number of works, then the columns one after the other, all
// numbers little-endian in 32 bits; ids are their ends and then their bytes.
func (t *table) encode() []byte {
	var b []byte
	put := func(v uint32) { b = binary.LittleEndian.AppendUint32(b, v) }
	put(uint32(len(t.ids)))
	for _, v := range t.first {
		put(v)
	}
	for _, v := range t.years {
		put(uint32(v))
	}
	end := uint32(0)
	for _, id := range t.ids {
		end += uint32(len(id))
		put(end)
	}
	for _, id := range t.ids {
		b = append(b, id...)
	}
	return b
}

func decodeTable(b []byte) (*table, error) {
	broken := fmt.Errorf("table of works: %w", index.ErrDamaged)
	if len(b) < 8 {
		return nil, broken
	}
	n := int(binary.LittleEndian.Uint32(b))
	if n < 0 || n > len(b)/12 || len(b) < 4+4*(3*n+1) {
		return nil, broken
	}
	at := 4
	take := func() uint32 {
		v := binary.LittleEndian.Uint32(b[at:])
		at += 4
		return v
	}
	t := &table{first: make([]uint32, n+1), years: make([]int32, n), ids: make([]string, n)}
	for i := range t.first {
		t.first[i] = take()
		if i == 0 && t.first[i] != 0 || i > 0 && t.first[i] <= t.first[i-1] {
			return nil, broken
		}
	}
	for i := range t.years {
		t.years[i] = int32(take())
	}
	ends := make([]int, n)
	for i := range ends {
		ends[i] = int(take())
	}
	names, start := string(b[at:]), 0
	for i, end := range ends {
		if end < start || end > len(names) {
			return nil, broken
		}
		t.ids[i] = names[start:end]
		start = end
	}
	if start != len(names) {
		return nil, broken
	}
	return t, nil
}
