package query_test

import (
	"context"
	"fmt"
	"testing"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/index"
	"locus/index/bleve"
	"locus/query"
)

// indexed is a searcher over a generated library on disk, and some of its words,
// frequent ones first.
func indexed(b *testing.B, works int) (*query.Searcher, []string) {
	b.Helper()
	a := analysis(b)
	dir := b.TempDir()
	add := func(yield func(*corpus.Document, error) bool) {
		for d := range corpustest.Generate(1, works, 50) {
			if !yield(d, nil) {
				return
			}
		}
	}
	if err := bleve.NewStore(dir, a).Apply(context.Background(), index.Change{Reset: true, Add: add, Stamp: "1"}); err != nil {
		b.Fatal(err)
	}
	ix, err := bleve.Open(dir, bleve.Options{Analysis: a})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { ix.Close() })
	top, err := ix.Vocabulary(context.Background(), query.Lookup{Field: query.Exact, Prefix: "", Limit: 400})
	if err != nil {
		b.Fatal(err)
	}
	var words []string
	for _, c := range top {
		words = append(words, c.Value)
	}
	return query.NewSearcher(ix, query.Options{Pack: field(), Words: a}), words
}

func BenchmarkSearch(b *testing.B) {
	s, w := indexed(b, 100)
	for _, c := range []struct {
		name string
		req  query.Request
	}{
		{"words", query.Request{Question: w[60] + " " + w[120] + " " + w[200]}},
		{"phrase", query.Request{Question: fmt.Sprintf("%q", w[20]+" "+w[30])}},
		{"misspelt", query.Request{Question: w[100] + "q " + w[60]}},
		{"facets", query.Request{Question: w[60] + " " + w[120], Facets: true}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Search(context.Background(), c.req); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkPlan is everything before the index is asked for passages.
func BenchmarkPlan(b *testing.B) {
	s, w := indexed(b, 100)
	req := query.Request{Question: "what is the " + w[60] + " of " + w[120] + " and " + w[200] + " year:1979..1990"}
	for b.Loop() {
		if _, err := s.Marker(context.Background(), req); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSnippet(b *testing.B) {
	s := searcher(b)
	m, err := s.Marker(context.Background(), query.Request{Question: "security dilemma fear arms"})
	if err != nil {
		b.Fatal(err)
	}
	p := corpustest.Works()[0].Passages[2]
	b.SetBytes(int64(len(p.Text)))
	for b.Loop() {
		m.Snippet(&p)
	}
}
