package indextest

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"locus/corpus"
	"locus/corpus/words"
	"locus/index"
	"locus/query"
)

func analysis(t testing.TB) *words.Analysis {
	t.Helper()
	a, err := words.New(words.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// work is a document with the given passages.
func work(id corpus.WorkID, year int, texts ...string) *corpus.Document {
	d := &corpus.Document{}
	if year != 0 {
		d.Work.Year = &year
	}
	at := 0
	for _, text := range texts {
		d.Passages = append(d.Passages, corpus.Passage{Text: text, Kind: corpus.Body, Span: corpus.Span{Start: at, End: at + len(text)}})
		at += len(text) + 1
	}
	d.Stamp(id, 1)
	return d
}

func find(t *testing.T, f query.Finder, p *query.Plan) *query.Found {
	t.Helper()
	found, err := f.Find(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func ids(f *query.Found) []string {
	var out []string
	for _, h := range f.Hits {
		out = append(out, string(h.Passage.ID))
	}
	return out
}

func text(stems ...string) query.Term {
	return query.Term{Tokens: stems, Weight: 1, Fields: []query.FieldWeight{{Field: query.Text, Weight: 1}}}
}

func TestScannerScoresAreTheFormulas(t *testing.T) {
	// Three passages of 2, 4 and 6 words: the average is 4.
	s := NewScanner(analysis(t), work("a", 0, "war war", "war peace peace peace", "peace peace peace peace peace peace"))
	p := &query.Plan{Match: text("war"), BM25: query.BM25{K1: 1.2, B: 0.75}, Limit: 10, Explain: true}
	found := find(t, s, p)
	idf := math.Log(1 + (3-2+0.5)/(2+0.5))
	want := []float64{
		idf * 2 * 2.2 / (2 + 1.2*(0.25+0.75*2/4)),
		idf * 1 * 2.2 / (1 + 1.2*(0.25+0.75*4/4)),
	}
	if len(found.Hits) != 2 || !close(found.Hits[0].Score, want[0]) || !close(found.Hits[1].Score, want[1]) {
		t.Fatalf("hits %+v, want scores %v", found.Hits, want)
	}
	if why := found.Hits[0].Why; len(why) != 1 || why[0].Name != "text:war" || !close(why[0].Score, want[0]) {
		t.Errorf("why %v", why)
	}
	p.Boosts = []query.Boost{
		{Name: "double", Clause: text("war"), Weight: 2},
		{Name: "bonus", Clause: text("peac"), Weight: 5, Constant: true},
		{Name: "never", Clause: text("nothing"), Weight: 9, Constant: true},
	}
	found = find(t, s, p)
	if !close(found.Hits[0].Score, 3*want[1]+5) || !close(found.Hits[1].Score, 3*want[0]) || found.Total != 2 {
		t.Errorf("with boosts: %+v, want %v and %v", found.Hits, 3*want[1]+5, 3*want[0])
	}
}

func TestScannerCountsPhrases(t *testing.T) {
	step := func(s string) query.Step { return query.Step{Stems: []string{s}} }
	for _, c := range []struct {
		name  string
		text  string
		steps []query.Step
		slop  int
		any   bool
		want  int
	}{
		{"next to each other", "war peace war peace", []query.Step{step("war"), step("peac")}, 0, false, 2},
		{"not in the other order", "peace war", []query.Step{step("war"), step("peac")}, 0, false, 0},
		{"in the other order when order is free", "peace war", []query.Step{step("war"), step("peac")}, 0, true, 1},
		{"not over another word", "war the peace", []query.Step{step("war"), step("peac")}, 0, false, 0},
		{"over as many words as allowed", "war the old peace", []query.Step{step("war"), step("peac")}, 2, false, 1},
		{"not over one more", "war the old bad peace", []query.Step{step("war"), step("peac")}, 2, false, 0},
		{"the bound is for all steps together", "war a peace a war", []query.Step{step("war"), step("peac"), step("war")}, 1, false, 0},
		{"a word is not both of two equal steps", "war peace", []query.Step{step("war"), step("war")}, 3, true, 0},
		{"two equal words are two equal steps", "war war", []query.Step{step("war"), step("war")}, 0, true, 1},
		{"any of a step's stems", "wars treaty", []query.Step{{Stems: []string{"peac", "war"}}, step("treati")}, 0, false, 1},
		{"a form that stands there", "wars end", []query.Step{{Stems: []string{"war"}, Form: "wars"}, step("end")}, 0, false, 1},
		{"a form that stands elsewhere", "wars end in war", []query.Step{{Stems: []string{"war"}, Form: "war"}, step("end")}, 0, false, 0},
		{"no steps", "war", nil, 0, false, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := analysis(t)
			e := index.NewEntry(work("a", 0, c.text), 0, a)
			if got := occurrences(query.Phrase{Steps: c.steps, Slop: c.slop, Unordered: c.any}, &e); got != c.want {
				t.Errorf("%d occurrences in %q, want %d", got, c.text, c.want)
			}
		})
	}
}

func TestScannerOrdersAndCounts(t *testing.T) {
	s := NewScanner(analysis(t), work("b", 1990, "war", "peace"), work("a", 2001, "peace war war"), work("c", 0, "war"))
	for _, c := range []struct {
		name  string
		plan  query.Plan
		want  []string
		total int
	}{
		{"ties go by work, then place", query.Plan{Match: query.All{}, Limit: 9}, []string{"a:0-13", "b:0-3", "b:4-9", "c:0-3"}, 4},
		{"the newest first, without a year last", query.Plan{Match: query.All{}, Limit: 9, Sort: query.ByYear}, []string{"a:0-13", "b:0-3", "b:4-9", "c:0-3"}, 4},
		{"skip and limit", query.Plan{Match: query.All{}, Limit: 2, Skip: 1}, []string{"b:0-3", "b:4-9"}, 4},
		{"no limit asks for no hit", query.Plan{Match: query.All{}}, nil, 4},
		{"works by their best passage", query.Plan{Match: query.All{}, Limit: 9, GroupByWork: true}, []string{"a:0-13", "b:0-3", "c:0-3"}, 3},
		{"not", query.Plan{Match: query.Not{Clause: text("peac")}, Limit: 9}, []string{"b:0-3", "c:0-3"}, 2},
		{"a range of years", query.Plan{Match: query.Years{From: new(1995)}, Limit: 9}, []string{"a:0-13"}, 1},
		{"a filter", query.Plan{Filter: []query.Clause{query.Key{Field: corpus.FieldWork, Values: []string{"b"}}}, Limit: 9}, []string{"b:0-3", "b:4-9"}, 2},
		{"nothing is any of no clauses", query.Plan{Match: query.Or{}, Limit: 9}, nil, 0},
		{"everything is all of no clauses", query.Plan{Match: query.And{}, Limit: 1}, []string{"a:0-13"}, 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := find(t, s, &c.plan)
			if !slices.Equal(ids(found), c.want) || found.Total != c.total {
				t.Errorf("%v of %d, want %v of %d", ids(found), found.Total, c.want, c.total)
			}
		})
	}
	if _, err := s.Find(t.Context(), &query.Plan{Skip: -1}); err == nil {
		t.Error("a negative skip is answered")
	}
	found := find(t, s, &query.Plan{Facets: []corpus.Field{corpus.FieldWork, corpus.FieldYear}})
	if got := found.Facets[corpus.FieldWork]; !slices.Equal(got, []corpus.Count{{Value: "b", Count: 2}, {Value: "a", Count: 1}, {Value: "c", Count: 1}}) {
		t.Errorf("facet %v", got)
	}
}

func TestScannerLooksWordsUp(t *testing.T) {
	s := NewScanner(analysis(t), work("a", 0, "war peace", "war party", "ware"))
	words := func(l query.Lookup) (out []string) {
		counts, err := s.Vocabulary(t.Context(), l)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range counts {
			out = append(out, c.Value)
		}
		return out
	}
	if got := words(query.Lookup{Field: query.Exact, Prefix: "wa"}); !slices.Equal(got, []string{"war", "ware"}) {
		t.Errorf("words with a prefix: %v", got)
	}
	if got := words(query.Lookup{Field: query.Exact, Near: "wart", Edits: 1}); !slices.Equal(got, []string{"war", "ware"}) {
		t.Errorf("words nearby: %v", got)
	}
	if got := words(query.Lookup{Field: query.Exact, Limit: 1}); !slices.Equal(got, []string{"war"}) {
		t.Errorf("the most frequent word: %v", got)
	}
	if _, err := s.Vocabulary(t.Context(), query.Lookup{Field: query.Exact, Near: "war", Edits: 3}); err == nil {
		t.Error("three edits are looked up")
	}
	if n, err := s.Frequencies(t.Context(), query.Exact, []string{"war", "none", "party"}); err != nil || !slices.Equal(n, []int{2, 0, 1}) {
		t.Errorf("frequencies %v, %v", n, err)
	}
}

func TestScannerAbandonsAChangeThatFails(t *testing.T) {
	s := NewScanner(analysis(t), work("a", 0, "war"))
	broken := errors.New("gone")
	before := s.Generation()
	err := s.Apply(t.Context(), index.Change{Reset: true, Add: func(y func(*corpus.Document, error) bool) { y(nil, broken) }})
	size, sizeErr := s.Size(t.Context())
	if !errors.Is(err, broken) || sizeErr != nil || size.Works != 1 || s.Generation() != before {
		t.Errorf("error %v, size %+v, generation %s", err, size, s.Generation())
	}
}

func TestDistanceIsLevenshteins(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"war", "war", 0}, {"war", "ward", 1}, {"war", "raw", 2}, {"wær", "war", 1}, {"", "abc", 3}, {"kitten", "sitting", 3}} {
		if got := index.Distance(c.a, c.b); got != c.want || index.Distance(c.b, c.a) != c.want {
			t.Errorf("distance of %q and %q is %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestSuitePassesTheScanner(t *testing.T) {
	a := analysis(t)
	Run(t, a, []*corpus.Document{work("a", 1979, "war and peace", "peace")}, Options{Seed: 4, Plans: 10},
		func(testing.TB) Backend {
			s := NewScanner(a)
			return Backend{Store: s, Open: func(testing.TB) query.Finder { return s }}
		})
}

// faulty is a scanner that spoils one thing in its answers.
type faulty struct {
	*Scanner
	spoil func(*query.Found)
}

func (f *faulty) Find(ctx context.Context, p *query.Plan) (*query.Found, error) {
	found, err := f.Scanner.Find(ctx, p)
	if err == nil {
		f.spoil(found)
	}
	return found, err
}

func TestSuiteCatchesFaults(t *testing.T) {
	a := analysis(t)
	s := NewScanner(a, work("a", 1979, "war and peace", "peace", "war"))
	plan := &query.Plan{Match: text("war", "peac"), BM25: query.BM25{K1: 1.2, B: 0.75}, Limit: 5, Facets: []corpus.Field{corpus.FieldWork}, Explain: true}
	for name, spoil := range map[string]func(*query.Found){
		"a total":      func(f *query.Found) { f.Total++ },
		"a lost hit":   func(f *query.Found) { f.Hits = f.Hits[1:] },
		"an order":     func(f *query.Found) { f.Hits[0], f.Hits[1] = f.Hits[1], f.Hits[0] },
		"a score":      func(f *query.Found) { f.Hits[0].Score *= 1.00001 },
		"a text":       func(f *query.Found) { f.Hits[0].Passage.Text += "." },
		"a work":       func(f *query.Found) { f.Hits[0].Work.Title = "Another" },
		"a reason":     func(f *query.Found) { f.Hits[0].Why = nil },
		"a facet":      func(f *query.Found) { f.Facets[corpus.FieldWork][0].Count++ },
		"a lost facet": func(f *query.Found) { delete(f.Facets, corpus.FieldWork) },
	} {
		want, got := find(t, s, plan), find(t, &faulty{s, spoil}, plan)
		if difference(want, got) == "" {
			t.Errorf("%s that is wrong goes unnoticed", name)
		}
	}
}
