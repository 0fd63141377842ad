package bleve

import (
	"context"
	"fmt"
	"path/filepath"
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

// shelves are the shards of a folder as bleve itself opens them.
func shelves(t *testing.T, dir string) bleve.Index {
	t.Helper()
	m, err := readManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := bleve.NewIndexAlias()
	for _, e := range m.Shards {
		x, err := bleve.OpenUsing(filepath.Join(dir, e.Name), map[string]any{"read_only": true, "bolt_timeout": "2s"})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { x.Close() })
		all.Add(x)
	}
	return all
}

func TestSetsAreThoseOfBlevesOwnSearch(t *testing.T) {
	docs := append(corpustest.Works(), slices.Collect(corpustest.Generate(9, 8, 40))...)
	dir := t.TempDir()
	s := NewStore(dir, newAnalysis(t))
	apply(t, s, index.Change{Add: sequence(docs[:len(docs)-2])})
	apply(t, s, index.Change{Add: sequence(docs[len(docs)-2:])})
	x, same, apart := open(t, dir, Options{}), shelves(t, dir), slow(t, docs)
	stems := neighbours(t, docs)
	found := 0
	check := func(name string, ours query.Clause, want []string) {
		t.Helper()
		got := ids(t, x, ours)
		found += len(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	for i := 0; i+3 < len(stems); i += 14 {
		a, b, c := stems[i], stems[i+1], stems[i+3]
		name := fmt.Sprintf("a %q, b %q, c %q", a, b, c)
		either, both := bleve.NewDisjunctionQuery(slowTerm(a), slowTerm(c)), bleve.NewConjunctionQuery(slowTerm(a), slowTerm(c))
		check(name+": a", term(a), slowIDs(t, same, slowTerm(a)))
		check(name+": a or c", query.Or{term(a), term(c)}, slowIDs(t, same, either))
		check(name+": a or c, apart", query.Or{term(a), term(c)}, slowIDs(t, apart, either))
		check(name+": a and c", query.And{term(a), term(c)}, slowIDs(t, same, both))
		check(name+": a and c, apart", query.And{term(a), term(c)}, slowIDs(t, apart, both))
		phrase := query.Phrase{Weight: 1, Steps: []query.Step{{Stems: []string{a}}, {Stems: []string{b}}}}
		check(name+": a b in a phrase", phrase, inSequence(t, same, a, b))
		check(name+": a b in a phrase, apart", phrase, slowIDs(t, apart, bleve.NewPhraseQuery([]string{a, b}, "text")))
	}
	for _, theory := range []string{"realism", "liberalism"} {
		q := bleve.NewTermQuery(theory)
		q.SetField(string(corpus.FieldTheory))
		check(theory, query.Key{Field: corpus.FieldTheory, Values: []string{theory}}, slowIDs(t, same, q))
	}
	if found < 100 {
		t.Errorf("only %d passages were found at all", found)
	}
}

// neighbours are the first two stems of every passage, where they are two words.
func neighbours(t *testing.T, docs []*corpus.Document) []string {
	analysis := newAnalysis(t)
	var out []string
	for _, d := range docs {
		for _, p := range d.Passages {
			tokens := analysis.Tokens(p.Text)
			if len(tokens) > 2 && !tokens[0].Extra && !tokens[1].Extra {
				out = append(out, tokens[0].Stem, tokens[1].Stem)
			}
		}
	}
	return out
}

// inSequence are the passages that bleve finds for two stems together and in whose
// text, as bleve stores it, one follows the other.
func inSequence(t *testing.T, x bleve.Index, a, b string) []string {
	t.Helper()
	r := bleve.NewSearchRequestOptions(bleve.NewConjunctionQuery(slowTerm(a), slowTerm(b)), 10000, 0, false)
	r.Fields = []string{packedField}
	hits, err := x.Search(r)
	if err != nil {
		t.Fatal(err)
	}
	analysis := newAnalysis(t)
	var out []string
	for _, h := range hits.Hits {
		at := map[int][]string{}
		for _, tok := range analysis.Tokens(storedText(t, h.Fields)) {
			at[tok.Pos] = append(at[tok.Pos], tok.Stem)
		}
		for pos := range at {
			if slices.Contains(at[pos], a) && slices.Contains(at[pos+1], b) {
				out = append(out, h.ID)
				break
			}
		}
	}
	slices.Sort(out)
	return out
}

func slowTerm(word string) blevequery.Query {
	q := bleve.NewTermQuery(word)
	q.SetField("text")
	return q
}

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
