package bleve

import (
	"context"
	"slices"
	"strings"
	"testing"

	bleve "github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/index/scorch"
	blevequery "github.com/blevesearch/bleve/v2/search/query"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/index"
	"locus/query"
)

// slow is bleve's own index, in memory, over the stems of the passages' words.
func slow(t *testing.T, docs []*corpus.Document) bleve.Index {
	t.Helper()
	m := bleve.NewIndexMapping()
	if err := m.AddCustomAnalyzer("words", map[string]any{"type": "custom", "tokenizer": whitespace.Name}); err != nil {
		t.Fatal(err)
	}
	m.DefaultMapping = bleve.NewDocumentStaticMapping()
	text := bleve.NewTextFieldMapping()
	text.Analyzer = "words"
	m.DefaultMapping.AddFieldMappingsAt("text", text)
	x, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	analysis := newAnalysis(t)
	batch := x.NewBatch()
	for _, d := range docs {
		for i := range d.Passages {
			var stems []string
			for _, tok := range index.NewEntry(d, i, analysis).Text {
				if !tok.Extra {
					stems = append(stems, tok.Stem)
				}
			}
			if err := batch.Index(string(d.Passages[i].ID), map[string]any{"text": strings.Join(stems, " ")}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := x.Batch(batch); err != nil {
		t.Fatal(err)
	}
	return x
}

func TestSetsAreThoseOfBlevesOwnSearch(t *testing.T) {
	docs := append(corpustest.Works(), slices.Collect(corpustest.Generate(9, 8, 40))...)
	dir := t.TempDir()
	s := NewStore(dir, newAnalysis(t))
	apply(t, s, index.Change{Add: sequence(docs)})
	x, reference := open(t, dir, Options{}), slow(t, docs)
	var stems []string
	for _, d := range docs {
		for _, p := range d.Passages {
			tokens := newAnalysis(t).Tokens(p.Text)
			if len(tokens) > 2 && !tokens[0].Extra && !tokens[1].Extra {
				stems = append(stems, tokens[0].Stem, tokens[1].Stem)
			}
		}
	}
	found := 0
	for i := 0; i+3 < len(stems); i += 14 {
		a, b, c := stems[i], stems[i+1], stems[i+3]
		for name, pair := range map[string]struct {
			ours   query.Clause
			theirs blevequery.Query
		}{
			"a or c":  {query.Or{term(a), term(c)}, bleve.NewDisjunctionQuery(slowTerm(a), slowTerm(c))},
			"a and c": {query.And{term(a), term(c)}, bleve.NewConjunctionQuery(slowTerm(a), slowTerm(c))},
			"a b in a phrase": {query.Phrase{Weight: 1, Steps: []query.Step{{Stems: []string{a}}, {Stems: []string{b}}}},
				slowPhrase(a, b)},
		} {
			want := slowIDs(t, reference, pair.theirs)
			got := ids(t, x, pair.ours)
			found += len(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s, a %q, b %q, c %q: %v, want %v", name, a, b, c, got, want)
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d passages were found at all", found)
	}
}

func slowTerm(word string) blevequery.Query {
	q := bleve.NewTermQuery(word)
	q.SetField("text")
	return q
}

func slowPhrase(words ...string) blevequery.Query { return bleve.NewPhraseQuery(words, "text") }

func slowIDs(t *testing.T, x bleve.Index, q blevequery.Query) []string {
	t.Helper()
	r, err := x.Search(bleve.NewSearchRequestOptions(q, 10000, 0, false))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, h := range r.Hits {
		out = append(out, h.ID)
	}
	slices.Sort(out)
	return out
}

func ids(t *testing.T, x *Index, c query.Clause) []string {
	t.Helper()
	r, err := x.Find(context.Background(), &query.Plan{Match: c, Limit: 10000})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, h := range r.Hits {
		out = append(out, string(h.Passage.ID))
	}
	slices.Sort(out)
	return out
}
