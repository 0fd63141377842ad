package opensearch

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/corpus/words"
	"locus/index"
	"locus/index/indextest"
	"locus/query"
)

var update = flag.Bool("update", false, "write the golden files anew")

func asJSON(t testing.TB, v any) string {
	t.Helper()
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// plans are questions of every kind of clause.
func plans() map[string]*query.Plan {
	from := 1990
	text := []query.FieldWeight{{Field: query.Text, Weight: 1}}
	term := func(tokens ...string) query.Term { return query.Term{Fields: text, Tokens: tokens, Weight: 1} }
	steps := func(stems ...string) (out []query.Step) {
		for _, s := range stems {
			out = append(out, query.Step{Stems: []string{s}})
		}
		return out
	}
	b := query.BM25{K1: 1, B: 0.4}
	return map[string]*query.Plan{
		"a word in two fields":                          {Match: query.Term{Weight: 2, Tokens: []string{"secur"}, Fields: []query.FieldWeight{{Field: query.Text, Weight: 1}, {Field: query.Title, Weight: 0.5}}}, BM25: b},
		"an exact form, or two":                         {Match: query.Term{Weight: 1, Tokens: []string{"states", "state"}, Fields: []query.FieldWeight{{Field: query.Exact, Weight: 1}}}, BM25: b},
		"a phrase":                                      {Match: query.Phrase{Steps: steps("secur", "dilemma"), Weight: 1}, BM25: b},
		"a phrase with a form of its stem":              {Match: query.Phrase{Steps: []query.Step{{Stems: []string{"secur"}}, {Stems: []string{"state"}, Form: "states"}}, Weight: 1}, BM25: b},
		"a phrase with a form of another stem":          {Match: query.Phrase{Steps: []query.Step{{Stems: []string{"secur"}, Form: "states"}}, Weight: 1}, BM25: b},
		"words of a phrase, in order with some between": {Match: query.Phrase{Steps: []query.Step{{Stems: []string{"secur", "safeti"}}, {Stems: []string{"state"}}}, Slop: 3, Weight: 1}, BM25: b},
		"two words in any order, as a condition":        {Match: query.All{}, Filter: []query.Clause{query.Phrase{Steps: steps("a", "b"), Slop: 2, Unordered: true}}, BM25: b},
		"and in a boost":                                {Match: term("a"), Boosts: []query.Boost{{Name: "near", Weight: 0.5, Clause: query.Phrase{Steps: steps("a", "b"), Slop: 2, Unordered: true, Weight: 1}}}, BM25: b},
		"keys, years and what is not":                   {Match: query.And{query.Key{Field: corpus.FieldTheory, Values: []string{"realism"}}, query.Years{From: &from}, query.Not{Clause: term("war")}, query.Years{}}, BM25: b},
		"alternatives and a boost that is constant":     {Match: query.Or{term("a"), query.All{}}, Boosts: []query.Boost{{Name: "prose", Constant: true, Weight: 0.5, Clause: query.Key{Field: corpus.FieldKind, Values: []string{"body"}}}}, BM25: b},
		"nothing and everything":                        {Match: query.And{}, Filter: []query.Clause{query.Or{}, query.Key{Field: "no such field", Values: []string{"x"}}}, BM25: b},
	}
}

// TestQueriesAreTheGoldenOnes shows what the engine is asked for each kind of clause.
func TestQueriesAreTheGoldenOnes(t *testing.T) {
	const file = "testdata/queries.txtar"
	all := plans()
	var names []string
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	archive := txtar.Archive{Comment: []byte("What the engine is asked for a plan; go test -update writes it anew.\n\n")}
	for _, name := range names {
		c := &compiler{analysis: newAnalysis(t), bm25: all[name].BM25, sums: sums{Passages: 10, Text: 1000, Title: 30, Section: 50},
			idf: func(query.TextField, []string) float64 { return 2 }}
		q, _, err := c.whole(all[name], nil)
		if err != nil {
			t.Fatal(err)
		}
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(asJSON(t, q) + "\n")})
	}
	got := txtar.Format(&archive)
	if *update {
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error(cmp.Diff(string(want), string(got)))
	}
}

// TestManyWordsAreOneCondition: the engine takes a thousand conditions.
func TestManyWordsAreOneCondition(t *testing.T) {
	tokens := make([]string, 2000)
	for i := range tokens {
		tokens[i] = fmt.Sprint("w", i)
	}
	c := &compiler{analysis: newAnalysis(t), bm25: query.BM25{K1: 1}, idf: func(query.TextField, []string) float64 { return 2 }}
	q, err := c.scored(query.Term{Fields: []query.FieldWeight{{Field: query.Text, Weight: 1}}, Tokens: tokens, Weight: 1}, 1, false)
	if s := asJSON(t, q); err != nil || strings.Contains(s, `"term"`) || !strings.Contains(s, `"boost": 4`) {
		t.Errorf("%v: %.200s; want one condition with the most that it can score", err, s)
	}
}

// TestScoresAreTheScanners scores by itself the passages that the scanner finds.
func TestScoresAreTheScanners(t *testing.T) {
	a := newAnalysis(t)
	docs := corpustest.Works()
	docs = slices.AppendSeq(docs, corpustest.Generate(3, 4, 10))
	scanner := indextest.NewScanner(a, docs...)
	var entries []index.Entry
	at := map[corpus.PassageID]*index.Entry{}
	for _, d := range docs {
		for i := range d.Passages {
			entries = append(entries, index.NewEntry(d, i, a))
		}
	}
	total := map[query.TextField]int{}
	for i := range entries {
		at[entries[i].Passage.ID] = &entries[i]
		for f, list := range map[query.TextField][]words.Token{query.Text: entries[i].Text, query.Exact: entries[i].Text, query.Title: entries[i].Title, query.Section: entries[i].Section} {
			total[f] += len(list)
		}
	}
	r := &reading{
		idf: func(f query.TextField, tokens []string) float64 {
			df := 0
			for i := range entries {
				if tf, _ := count(&entries[i], f, tokens); tf > 0 {
					df++
				}
			}
			return idf(len(entries), df)
		},
		average: func(f query.TextField) float64 { return float64(total[f]) / float64(len(entries)) },
	}
	hits := 0
	for name, plan := range questions(entries) {
		plan.Limit, plan.Explain = 20, true
		r.bm25 = plan.BM25
		found, err := scanner.Find(t.Context(), plan)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range found.Hits {
			hits++
			score, parts := r.whole(plan, at[h.Passage.ID])
			if d := score - h.Score; d > 1e-9 || d < -1e-9 || len(parts) != len(h.Why) {
				t.Errorf("%s: %s scores %v by %v, want %v by %v", name, h.Passage.ID, score, parts, h.Score, h.Why)
			}
		}
	}
	if hits < 50 {
		t.Errorf("only %d passages were found", hits)
	}
}

// questions are plans of words that stand in the texts.
func questions(entries []index.Entry) map[string]*query.Plan {
	out := map[string]*query.Plan{}
	for i := 0; i < len(entries); i += 5 {
		tokens := entries[i].Text
		if len(tokens) < 8 {
			continue
		}
		var steps []query.Step
		for _, k := range []int{0, 2, 3, 5, 6} {
			steps = append(steps, query.Step{Stems: []string{tokens[k].Stem}})
		}
		steps[1].Form = tokens[2].Form
		term := query.Term{Tokens: []string{tokens[1].Stem, tokens[4].Stem}, Weight: 0.7, Fields: []query.FieldWeight{{Field: query.Text, Weight: 1}, {Field: query.Title, Weight: 0.3}, {Field: query.Section, Weight: 0.6}}}
		for _, unordered := range []bool{false, true} {
			slices.Reverse(steps[3:])
			out[fmt.Sprintf("%d, unordered %v", i, unordered)] = &query.Plan{
				Match: query.Or{query.Phrase{Steps: slices.Clone(steps), Slop: 9, Unordered: unordered, Weight: 1}, query.And{term, query.Not{Clause: query.Years{}}}, term},
				Boosts: []query.Boost{{Name: "b", Weight: 0.4, Clause: query.Phrase{Steps: slices.Clone(steps[:2]), Slop: 2, Unordered: unordered, Weight: 1}},
					{Name: "c", Weight: 0.2, Constant: true, Clause: query.Key{Field: corpus.FieldKind, Values: []string{"body"}}}},
				BM25: query.BM25{K1: 1.2, B: 0.6},
			}
		}
	}
	return out
}

func TestWordsOfOnePlaceAreLaidOver(t *testing.T) {
	a := newAnalysis(t)
	got := strings.ReplaceAll(overlaid(a.Tokens("Self-help rules states")), separator, "+")
	if want := "self+=self+selfhelp+=selfhelp help+=help rule+=rules state+=states"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
