package texts

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Of a hundred words of a copy so many are exchanged: for words drawn from the
// texts, and for words that no text has.
const (
	exchanged = 25
	coined    = 1
)

// wordsPerPassage is how many words of running prose make a passage.
const wordsPerPassage = 93

// longestRecord bounds a line of a file of records, in bytes.
const longestRecord = 64 << 20

// Multiply streams the records of a file of records, which it reads to the end
// first, over and over until they make about so many passages; fewer passages than
// the file has take its first records. An error of reading is the stream's.
func Multiply(r io.Reader, seed uint64, passages int) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		all, err := read(r)
		if err != nil {
			yield(Record{}, err)
			return
		}
		m := &multiplier{lexicon: newLexicon(seed), words: wordsOf(all)}
		left := passages * wordsPerPassage
		for n := 0; left > 0; n++ {
			for i, r := range all {
				if left <= 0 {
					return
				}
				left -= strings.Count(r.Text, " ") + 1
				if n > 0 {
					r = m.copy(r, n, rand.New(rand.NewPCG(seed+uint64(n), uint64(i))))
				}
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

// read reads records; it is an error when there are none.
func read(r io.Reader) ([]Record, error) {
	in := bufio.NewScanner(r)
	in.Buffer(nil, longestRecord)
	var all []Record
	for line := 1; in.Scan(); line++ {
		var r Record
		if err := json.Unmarshal(in.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("record in line %d: %w", line, err)
		}
		all = append(all, r)
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("records: %w", err)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("records: there are none")
	}
	return all, nil
}

// multiplier makes copies of records.
type multiplier struct {
	*lexicon
	words []string // words of the texts, each as often as they have it
}

// wordsOf takes every seventh word of small letters from the records.
func wordsOf(all []Record) []string {
	var out []string
	n := 0
	for _, r := range all {
		for w := range strings.FieldsFuncSeq(r.Text, func(r rune) bool { return !unicode.IsLetter(r) }) {
			first, _ := utf8.DecodeRuneInString(w)
			if n++; n%7 == 0 && unicode.IsLower(first) {
				out = append(out, w)
			}
		}
	}
	return append(out, "and")
}

// copy is the n-th copy of a record, a work of its own with some of the words
// exchanged; numbers, capitals and signs stay.
func (m *multiplier) copy(of Record, n int, r *rand.Rand) Record {
	out := of
	out.ID = fmt.Sprintf("%s-%d", of.ID, n)
	out.Title = fmt.Sprintf("%s, record %d", of.Title, n)
	var b strings.Builder
	b.Grow(len(of.Text))
	text := of.Text
	for len(text) > 0 {
		end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
		if end < 0 {
			end = len(text)
		}
		if end == 0 {
			_, end = utf8.DecodeRuneInString(text)
			b.WriteString(text[:end])
		} else {
			b.WriteString(m.exchange(text[:end], r))
		}
		text = text[end:]
	}
	out.Text = b.String()
	return out
}

// exchange is a word or another in its place.
func (m *multiplier) exchange(word string, r *rand.Rand) string {
	first, _ := utf8.DecodeRuneInString(word)
	if !unicode.IsLower(first) {
		return word
	}
	switch n := r.IntN(100); {
	case n < coined:
		return m.invented(2000 + uint64(r.ExpFloat64()*r.ExpFloat64()*100_000))
	case n < exchanged:
		return m.words[r.IntN(len(m.words))]
	}
	return word
}
