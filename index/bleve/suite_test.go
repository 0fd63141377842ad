package bleve

import (
	"slices"
	"testing"

	"locus/corpus/corpustest"
	"locus/corpus/words"
	"locus/index/indextest"
	"locus/query"
)

func newAnalysis(t testing.TB) *words.Analysis {
	t.Helper()
	a, err := words.New(words.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestIndexAgreesWithTheScanner(t *testing.T) {
	docs := corpustest.Works()
	docs = slices.AppendSeq(docs, corpustest.Generate(1, 3, 12))
	analysis := newAnalysis(t)
	for _, seed := range []uint64{1, 2} {
		var last *Index
		indextest.Run(t, analysis, docs, indextest.Options{Seed: seed}, func(t testing.TB) indextest.Backend {
			dir := t.TempDir()
			t.Cleanup(func() { last.Close() })
			return indextest.Backend{
				Store: NewStore(dir, analysis),
				Open: func(t testing.TB) query.Finder {
					if last == nil {
						var err error
						if last, err = Open(dir, Options{Analysis: analysis, Interval: -1}); err != nil {
							t.Fatal(err)
						}
					}
					if err := last.Refresh(); err != nil {
						t.Fatal(err)
					}
					return last
				},
			}
		})
	}
}
