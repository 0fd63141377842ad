package texts

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
)

// The shape of generated works, in passages and in words.
const (
	perWork  = 40
	perPart  = 8
	passage  = 80 // words of a passage, on the mean
	spread   = 25 // more or fewer than that
	sentence = 18 // words of a sentence, on the mean
)

// Generate streams works that make about so many passages, each a paragraph of
// about eighty words, forty a work. It never gives an error.
func Generate(seed uint64, passages int) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		l := newLexicon(seed)
		for i := 0; i*perWork < passages; i++ {
			d := l.drawer(rand.New(rand.NewPCG(seed, uint64(i)+1)))
			if !yield(d.work(i, min(perWork, passages-i*perWork)), nil) {
				return
			}
		}
	}
}

// work makes the i-th work.
func (d *drawer) work(i, passages int) Record {
	r := Record{ID: fmt.Sprintf("text-%07d", i+1), Title: capital(d.words(3 + d.r.IntN(5))), Year: 1950 + d.r.IntN(75)}
	r.Author = capital(d.invented(500+d.r.Uint64N(1+d.r.Uint64N(20_000)))) + ", " + capital(d.invented(1000+d.r.Uint64N(200)))
	var b strings.Builder
	for n := range passages {
		if n > 0 {
			b.WriteString("\n\n")
		}
		if n%perPart == 0 {
			b.WriteString("## " + capital(d.words(2+d.r.IntN(3))) + "\n\n")
		}
		d.paragraph(&b)
	}
	r.Text = b.String()
	return r
}

// paragraph writes sentences of about eighty words in all.
func (d *drawer) paragraph(b *strings.Builder) {
	left := passage - spread + d.r.IntN(2*spread+1)
	for first := true; left > 0; first = false {
		if !first {
			b.WriteByte(' ')
		}
		n := min(left, sentence/2+d.r.IntN(sentence+1))
		if left-n < sentence/2 {
			n = left
		}
		left -= n
		b.WriteString(capital(d.words(n)))
		b.WriteByte('.')
	}
}
