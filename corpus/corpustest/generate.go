package corpustest

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"

	"locus/corpus"
)

// vocabulary is how many different words Generate knows. With Zipf's law and
// this exponent the commonest hundred make about half of a text, as in English.
const (
	vocabulary = 30000
	exponent   = 1.1
)

// The theories and people that Generate tags, the commonest first.
var (
	generatedTheories = []corpus.TheoryID{
		"realism", "liberalism", "constructivism", "realism/structural", "human-security", "copenhagen-school",
		"liberalism/institutional", "feminism", "technology", "globalization", "post-structuralism",
	}
	generatedPeople = []string{
		"Kenneth Waltz", "Barry Buzan", "Alexander Wendt", "Hans Morgenthau", "Ole Wæver", "Robert Keohane", "Ann Tickner",
	}
)

// Generate streams works of the given number of passages, made of invented words
// with frequencies after Zipf, sentences, sections, theories, people, authors and
// years. One document is in memory at a time; the same arguments give the same
// documents. Ids are "gen-000001" and so on.
func Generate(seed int64, works, passagesPerWork int) iter.Seq[*corpus.Document] {
	return func(yield func(*corpus.Document) bool) {
		lexicon := lexicon(rand.New(rand.NewPCG(uint64(seed), 1)))
		for i := range works {
			r := rand.New(rand.NewPCG(uint64(seed), uint64(i)+2))
			g := &generator{r: r, zipf: rand.NewZipf(r, exponent, 4, vocabulary-1), lexicon: lexicon}
			if !yield(g.work(i, passagesPerWork)) {
				return
			}
		}
	}
}

// lexicon makes different pronounceable words; the commonest are the shortest.
func lexicon(r *rand.Rand) []string {
	const consonants, vowels = "bcdfghklmnprstvz", "aeiou"
	seen := make(map[string]bool, vocabulary)
	words := make([]string, 0, vocabulary)
	for len(words) < vocabulary {
		var b strings.Builder
		syllables := 1 + r.IntN(2)
		for size := len(words); size > 40; size /= 20 {
			syllables++
		}
		for range syllables {
			b.WriteByte(consonants[r.IntN(len(consonants))])
			b.WriteByte(vowels[r.IntN(len(vowels))])
		}
		if r.IntN(2) == 0 {
			b.WriteByte(consonants[r.IntN(len(consonants))])
		}
		if w := b.String(); !seen[w] {
			seen[w] = true
			words = append(words, w)
		} else if r.IntN(8) == 0 {
			w += string(vowels[r.IntN(len(vowels))]) + "n"
			if !seen[w] {
				seen[w] = true
				words = append(words, w)
			}
		}
	}
	return words
}

// generator makes one work.
type generator struct {
	r       *rand.Rand
	zipf    *rand.Zipf
	lexicon []string
}

// word draws a word after Zipf.
func (g *generator) word() string { return g.lexicon[g.zipf.Uint64()] }

// work makes the i-th work by way of the notation's builder.
func (g *generator) work(i, passages int) *corpus.Document {
	b := &builder{doc: &corpus.Document{}, calls: map[string]int{}, paragraph: []int{0}}
	w := &b.doc.Work
	w.ID, w.Revision = corpus.WorkID(fmt.Sprintf("gen-%06d", i+1)), 1
	w.Title = capital(g.phrase(3 + g.r.IntN(5)))
	year := 1950 + g.r.IntN(75)
	w.Year, w.Type, w.Language = &year, corpus.TypeArticle, "en"
	for range 1 + g.r.IntN(2) {
		w.Authors = append(w.Authors, corpus.Name{Family: capital(g.lexicon[g.r.IntN(400)+100]), Given: capital(g.lexicon[g.r.IntN(100)+20])})
	}
	for n := range passages {
		if n%8 == 0 {
			if err := b.heading("= " + capital(g.phrase(2+g.r.IntN(3)))); err != nil {
				panic(fmt.Sprintf("corpustest: %v", err))
			}
		}
		b.gap()
		g.passage(b)
	}
	b.finish()
	return b.doc
}

// passage puts one paragraph of 60 to 150 words, perhaps with a tag and a person.
func (g *generator) passage(b *builder) {
	p := b.passage(corpus.Body)
	part := b.begin(corpus.Part{Kind: corpus.PartParagraph})
	for words := 60 + g.r.IntN(90); words > 0; {
		if b.text.Len() > p.Span.Start {
			b.text.WriteByte(' ')
		}
		n := 6 + g.r.IntN(22)
		words -= n
		b.text.WriteString(capital(g.phrase(n)))
		if g.r.IntN(6) == 0 {
			b.text.WriteByte(' ')
			g.person(b, &p)
		}
		b.text.WriteByte('.')
	}
	b.end(part)
	if g.r.IntN(2) == 0 {
		first := strings.IndexByte(b.text.String()[p.Span.Start:], ' ')
		s := corpus.Span{Start: p.Span.Start, End: p.Span.Start + first}
		p.Theories = append(p.Theories, corpus.Tag{
			Theory: skewed(g.r, generatedTheories), Weight: float64(1+g.r.IntN(10)) / 10, By: corpus.ByCues,
			Evidence: []corpus.Evidence{{Span: s, Text: s.Of(b.text.String())}},
		})
	}
	b.keep(p)
}

// person puts a name and mentions it, once in a passage.
func (g *generator) person(b *builder, p *corpus.Passage) {
	name := skewed(g.r, generatedPeople)
	s := corpus.Span{Start: b.text.Len(), End: b.text.Len() + len(name)}
	b.text.WriteString(name)
	for _, m := range p.People {
		if m.Name == name {
			return
		}
	}
	p.People = append(p.People, corpus.Mention{Name: name, As: name, Role: corpus.Mentioned, Span: s})
}

// phrase draws n words.
func (g *generator) phrase(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = g.word()
	}
	return strings.Join(words, " ")
}

// skewed draws from a list, the first most often.
func skewed[T any](r *rand.Rand, list []T) T { return list[r.IntN(1+r.IntN(len(list)))] }

// capital makes the first letter of an ASCII text large.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
