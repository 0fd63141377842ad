package query_test

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/corpus/words"
	"locus/index/indextest"
	"locus/query"
)

// field is what the tests' field knows: enough of the documents of corpustest
// for names, theories and synonyms to be resolved.
func field() *corpus.Pack {
	return &corpus.Pack{
		Name: "tests",
		Theories: []corpus.Theory{
			{ID: "realism", Label: "Realism"},
			{ID: "realism/structural", Label: "Structural realism", Aliases: []string{"neorealism"}},
			{ID: "realism/defensive", Label: "Defensive realism"},
			{ID: "liberalism", Label: "Liberalism"},
			{ID: "liberalism/institutional", Label: "Liberal institutionalism"},
			{ID: "human-security", Label: "Human security", Concept: true},
			{ID: "copenhagen-school", Label: "Copenhagen School"},
		},
		People: []corpus.Person{
			{Name: "Kenneth Waltz", Family: "Waltz", Variants: []string{"Kenneth N. Waltz", "Valtz"}},
			{Name: "Stephen Walt", Family: "Walt"},
			{Name: "Alexander Wendt", Family: "Wendt"},
			{Name: "Ole Wæver", Family: "Wæver", Variants: []string{"Waever", "Weaver"}},
			{Name: "Roland Paris", Family: "Paris", Common: true},
		},
		Words: corpus.Words{Synonyms: [][]string{{"arms race", "armament spiral"}, {"speech act", "deed of naming"}, {"weather", "rain"}}},
	}
}

func analysis(tb testing.TB) *words.Analysis {
	tb.Helper()
	a, err := words.New(words.Rules{})
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

func searcher(tb testing.TB, docs ...*corpus.Document) *query.Searcher {
	tb.Helper()
	if len(docs) == 0 {
		docs = corpustest.Works()
	}
	a := analysis(tb)
	return query.NewSearcher(indextest.NewScanner(a, docs...), query.Options{Pack: field(), Words: a})
}

func finder(tb testing.TB) query.Finder {
	return indextest.NewScanner(analysis(tb), corpustest.Works()...)
}

func search(tb testing.TB, s *query.Searcher, req query.Request) *query.Answer {
	tb.Helper()
	a, err := s.Search(context.Background(), req)
	if err != nil {
		tb.Fatalf("Search(%+v): %v", req, err)
	}
	return a
}

func ask(tb testing.TB, s *query.Searcher, question string) *query.Answer {
	tb.Helper()
	return search(tb, s, query.Request{Question: question})
}

// marked lists the marked words of a hit.
func marked(h query.Hit) []string {
	var out []string
	for _, m := range h.Snippet.Marks {
		out = append(out, h.Snippet.Text[m.Start:m.End])
	}
	return out
}

// first is the first hit, whose text must have some words.
func first(t *testing.T, a *query.Answer, words string) query.Hit {
	t.Helper()
	if len(a.Hits) == 0 {
		t.Fatalf("%q: nothing found, notes %q", a.Asked, a.Notes)
	}
	if h := a.Hits[0]; !strings.Contains(h.Passage.Text, words) {
		t.Errorf("%q: first is %q, want one with %q", a.Asked, h.Passage.Text, words)
	}
	return a.Hits[0]
}

func TestTheRightPassageComesFirst(t *testing.T) {
	s := searcher(t)
	for _, c := range []struct{ name, question, first string }{
		{"two words", "security dilemma", "security dilemma"},
		{"a definition", "What is human security?", "moves the question from the frontier"},
		{"a question with little words", "why do democracies not fight each other", "Democracies rarely fight"},
		{"a person's view", "what does Wendt argue", "fear is learned"},
		{"a person in another spelling", "Waever", "speech act"},
		{"a person in a misprinted spelling", "Valtz", "strong careful"},
		{"a motion", "This house believes that trade ties towns", "Trade ties towns"},
		{"a synonym of several words", "armament spiral", "arms race"},
		{"a hyphen in the text", "self help world", "self-help world"},
		{"a compound in one word", "selfhelp", "self-help world"},
		{"an exact phrase", `"extraordinary measures"`, "extraordinary measures"},
		{"a phrase with room", `"arms begins"~1`, "arms race begins"},
		{"near", "tanks NEAR/4 spies", "tanks that spies"},
		{"near in the other order", "spies NEAR/4 tanks", "tanks that spies"},
		{"near with alternatives", "(tanks OR guns) NEAR/4 spies", "tanks that spies"},
		{"near with a phrase", `"arms race" NEAR/3 neither`, "arms race begins"},
		{"near with a prefix", `satell* NEAR/3 tanks`, "Satellites now count"},
		{"a prefix", "satell*", "Satellites"},
		{"this form only", "=spies", "tanks that spies"},
		{"a must", "+weather fear", "about the weather"},
		{"both of two", "minister AND thirst", "minister spoke of water"},
		{"words remembered wrongly", "a word covering all things explains nothing", "covers everything explains nothing"},
	} {
		t.Run(c.name, func(t *testing.T) { first(t, ask(t, s, c.question), c.first) })
	}
}

func TestWhatMatches(t *testing.T) {
	s := searcher(t)
	for _, c := range []struct {
		name  string
		req   query.Request
		total int
	}{
		{"any content word is enough", query.Request{Question: "satellites dilemma"}, 2},
		{"function words never match beside content", query.Request{Question: "the dilemma of the"}, 1},
		{"function words match when they are all there is", query.Request{Question: "once"}, 1},
		{"both", query.Request{Question: "satellites AND dilemma"}, 0},
		{"not", query.Request{Question: "satellites dilemma -arms"}, 1},
		{"a must decides what matches", query.Request{Question: "+satellites dilemma"}, 1},
		{"only what must not stand", query.Request{Question: "-the", Work: []string{"undated"}}, 1},
		{"a quoted phrase in other forms does not match", query.Request{Question: `"extraordinary measure"`}, 0},
		{"exact words", query.Request{Question: "spy", Exact: true}, 0},
		{"words in other forms", query.Request{Question: "spy"}, 1},
		{"a filter alone", query.Request{Work: []string{"undated"}}, 3},
		{"a filter in the question alone", query.Request{Question: "work:undated"}, 3},
		{"several values of a filter", query.Request{Question: "theory:technology theory:feminism"}, 2},
		{"a theory takes its children in", query.Request{Theory: []string{"realism"}}, 3},
		{"a year", query.Request{Question: "security year:2016..", Facets: true}, 1},
		{"references are left out", query.Request{Question: "addison"}, 0},
		{"references on request", query.Request{Question: "addison", In: []string{"references"}}, 1},
		{"references by kind", query.Request{Question: "addison kind:reference"}, 1},
		{"all", query.Request{Question: "addison", In: []string{"all"}}, 1},
		{"notes only", query.Request{Question: "figures", In: []string{"notes"}}, 1},
		{"voice", query.Request{Voice: []string{"reports"}}, 3},
		{"section", query.Request{Section: []string{"habit"}}, 1},
		{"author by family name", query.Request{Author: []string{"lindqvist"}, In: []string{"tables"}}, 1},
		{"author without accents", query.Request{Author: []string{"asa lindqvist"}, In: []string{"tables"}}, 1},
		{"person by variant", query.Request{Person: []string{"weaver"}}, 1},
		{"work by a word of its title", query.Request{Work: []string{"ladder"}, In: []string{"notes"}}, 1},
		{"type", query.Request{Type: []string{"Chapter"}, Question: "safe"}, 1},
		{"filters narrow together", query.Request{Theory: []string{"realism"}, Person: []string{"Waltz"}}, 1},
		{"a filter and its exclusion", query.Request{Question: "theory:realism -person:waltz"}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := search(t, s, c.req)
			if a.Total != c.total {
				var texts []string
				for _, h := range a.Hits {
					texts = append(texts, h.Passage.Text)
				}
				t.Errorf("total %d, want %d; understood %q, notes %q, hits:\n%s", a.Total, c.total, a.Understood, a.Notes, strings.Join(texts, "\n"))
			}
			for v, n := range countOf(a.Facets[corpus.FieldWork]) {
				if n > a.Total {
					t.Errorf("facet %s counts %d of %d", v, n, a.Total)
				}
			}
		})
	}
}

func countOf(counts []corpus.Count) map[string]int {
	out := map[string]int{}
	for _, c := range counts {
		out[c.Value] = c.Count
	}
	return out
}

func TestUnderstood(t *testing.T) {
	s := searcher(t)
	for _, c := range []struct {
		name string
		req  query.Request
		want string
	}{
		{"words", query.Request{Question: " security   dilemma? "}, "security dilemma"},
		{"flags become filters", query.Request{Question: "fear", Theory: []string{"Structural Realism"}, Author: []string{"ardam"}}, `fear theory:realism/structural author:"Vera Ardam"`},
		{"flags beside alternatives", query.Request{Question: "fear OR war", Type: []string{"essay"}}, `(fear OR war) type:essay`},
		{"names in the question are resolved", query.Request{Question: "person:waever fear"}, `person:"Ole Wæver" fear`},
		{"a theory in another form", query.Request{Question: "theory:realist"}, `theory:realism`},
		{"years", query.Request{Question: "", Year: &query.YearRange{From: ptr(1990)}}, `year:1990..`},
		{"kinds", query.Request{Question: "fear", In: []string{"notes"}}, `fear kind:footnote`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if a := search(t, s, c.req); a.Understood != c.want {
				t.Errorf("understood %q, want %q", a.Understood, c.want)
			}
		})
	}
}

func ptr(n int) *int { return &n }

func TestUnknownNames(t *testing.T) {
	s := searcher(t)
	for _, c := range []struct {
		name, field string
		req         query.Request
		nearest     string
	}{
		{"a theory", "theory", query.Request{Theory: []string{"relism"}}, "realism"},
		{"an author", "author", query.Request{Author: []string{"Lindquist"}}, "Åsa Lindqvist"},
		{"a person", "person", query.Request{Person: []string{"Wallt"}}, "Stephen Walt"},
		{"a work", "work", query.Request{Work: []string{"speach"}}, "speech"},
		{"a type", "type", query.Request{Type: []string{"esay"}}, "essay"},
		{"a voice", "voice", query.Request{Voice: []string{"report it"}}, "reports"},
		{"a room", "in", query.Request{In: []string{"note"}}, "notes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := s.Search(context.Background(), c.req)
			var unknown *query.UnknownError
			if !errors.As(err, &unknown) {
				t.Fatalf("error is %v", err)
			}
			if unknown.Field != c.field || !slices.Contains(unknown.Nearest, c.nearest) {
				t.Errorf("%v: nearest %q, want %q among them", unknown, unknown.Nearest, c.nearest)
			}
		})
	}
	a := ask(t, s, "theory:relism fear")
	if a.Understood != "relism fear" || len(a.Notes) == 0 || !strings.Contains(a.Notes[0], "realism") {
		t.Errorf("an unknown theory in the question: understood %q, notes %q", a.Understood, a.Notes)
	}
}

func TestImpossibleRequests(t *testing.T) {
	s := searcher(t)
	for _, c := range []struct {
		name, parameter string
		req             query.Request
	}{
		{"a negative limit", "limit", query.Request{Limit: -1}},
		{"an enormous limit", "limit", query.Request{Limit: 1 << 30}},
		{"a negative skip", "skip", query.Request{Skip: -1}},
		{"an unknown order", "sort", query.Request{Sort: "beauty"}},
		{"an unknown grouping", "by", query.Request{By: "page"}},
		{"a negative bound per work", "per_work", query.Request{PerWork: -3}},
		{"works and a bound per theory", "by", query.Request{By: "work", PerTheory: 1}},
		{"years the wrong way round", "year", query.Request{Year: &query.YearRange{From: ptr(2000), To: ptr(1990)}}},
		{"too many names", "work", query.Request{Work: make([]string, 1000)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := s.Search(context.Background(), c.req)
			var wrong *query.RequestError
			if !errors.As(err, &wrong) || wrong.Parameter != c.parameter {
				t.Errorf("error is %v, want one about %s", err, c.parameter)
			}
		})
	}
}

func TestOddQuestionsAreAnswered(t *testing.T) {
	s := searcher(t)
	for _, q := range []string{"", "🙂", "((((", `"`, "AND", "NOT", "Marx: critique", "a:b:c", "*", "=", "+", "-", "work:", "theory:x",
		"NEAR/3", strings.Repeat("fear ", 20000), strings.Repeat("(", 500) + "fear", "fear\x00\xff", "=🙂 fear", "section:🙂", `"🙂"`, "世界", "self-*", "(fear AND -war) NEAR/2 b"} {
		a := ask(t, s, q)
		if a.Hits == nil {
			t.Errorf("%.20q: hits are null", q)
		}
		again := ask(t, s, a.Understood)
		if again.Total != a.Total {
			t.Errorf("%.20q finds %d, as understood (%.40q) %d", q, a.Total, a.Understood, again.Total)
		}
	}
}

func TestAnswersAreTheSameEveryTime(t *testing.T) {
	req := query.Request{Question: "what does Waltz argue about fear and self-help secuirty", Facets: true, Explain: true, Limit: 30}
	want := search(t, searcher(t), req)
	for range 5 {
		got := search(t, searcher(t), req)
		got.TookMS = want.TookMS
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("answers differ:\n%+v\n%+v", got, want)
		}
	}
}
