package query_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/query"
)

// small is a library in which words stand as misspelt.
func small(tb testing.TB) *query.Searcher {
	return searcher(tb,
		corpustest.Must(tb, "id: a\n\n= Sovereignty\n\nThe soverignty of small islands was never asked about.\n\nSovereignty is what the larger islands claim for themselves."),
		corpustest.Must(tb, "id: b\n\nA security dilemma needs two sides. Sovereignty needs one.\n\nA rational plan and a national plan are two plans; sovereignty helps neither."),
	)
}

func TestSpelling(t *testing.T) {
	s := small(t)
	for _, c := range []struct {
		name, question string
		total          int
		marked, note   string
	}{
		{"two slips in a long word", "secuirty", 1, "security", "“security” was looked for instead"},
		{"both words misspelt", "secuirty dilema", 1, "security dilemma", "“dilemma” was looked for instead"},
		{"the text misspells it", "sovereignty", 4, "Sovereignty", "“soverignty” was looked for too"},
		{"a word right in the texts is not corrected", "national", 1, "national", ""},
		{"a quoted word is not corrected", `"secuirty"`, 0, "", ""},
		{"a form is not corrected", "=secuirty", 0, "", ""},
		{"a word that must not stand is not corrected", "islands -secuirty", 2, "islands", ""},
		{"a short word is not corrected", "wod plan", 1, "plan", "“wod” is in none of the texts"},
		{"another word is not a slip", "tides", 0, "", "“tides” is in none of the texts"},
		{"several absent words", "quantum entanglement", 0, "", "“quantum” and “entanglement” are in none of the texts"},
		{"a number is not corrected", "1945", 0, "", "“1945” is in none of the texts"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := ask(t, s, c.question)
			notes := strings.Join(a.Notes, " ")
			if a.Total != c.total || !strings.Contains(notes, c.note) || c.note == "" && notes != "" {
				t.Errorf("total %d, notes %q; want %d, %q", a.Total, notes, c.total, c.note)
			}
			if c.marked != "" && !slices.ContainsFunc(a.Hits, func(h query.Hit) bool { return slices.Contains(marked(h), c.marked) }) {
				t.Errorf("%q is marked nowhere", c.marked)
			}
		})
	}
	if a := search(t, s, query.Request{Question: "secuirty", Exact: true}); a.Total != 0 {
		t.Errorf("exact words were corrected: %q", a.Notes)
	}
}

func TestNotes(t *testing.T) {
	s := searcher(t)
	for _, c := range []struct{ name, question, note string }{
		{"nothing to look for", "🙂", "nothing to look for"},
		{"an empty question", "", "nothing to look for"},
		{"a prefix of nothing", "zzz*", "No word of the texts begins with “zzz”"},
		{"near in a chain", strings.Repeat("fear NEAR/3 ", 20) + "fear", "16 words or phrases at most"},
		{"near with what is no word", "theory:realism NEAR/3 fear", "read as AND"},
		{"only the reference lists have it", "addison", "Only reference lists"},
		{"a person nobody names", "Walt", "“Walt” is in none of the texts searched, nor is another name"},
		{"little matches", "volcanic minister eruptions lava", "Little in the texts matches"},
		{"a long question", strings.Join(distinct(300), " "), "300 different words"},
		{"a long phrase", `"` + strings.Join(distinct(300), " ") + `"`, "phrase of 300 words"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := ask(t, s, c.question)
			if notes := strings.Join(a.Notes, " "); !strings.Contains(notes, c.note) {
				t.Errorf("notes %q, want %q", notes, c.note)
			}
		})
	}
}

// distinct makes n words that no text has.
func distinct(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = "q" + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676)) + "xx"
	}
	return out
}

func TestPrefixesAreBounded(t *testing.T) {
	var text strings.Builder
	for _, w := range distinct(300) {
		text.WriteString(w + " ")
	}
	a := ask(t, searcher(t, plain(strings.TrimSpace(text.String()))), "q*")
	if a.Total != 1 || !strings.Contains(strings.Join(a.Notes, " "), "200 most frequent") {
		t.Errorf("total %d, notes %q", a.Total, a.Notes)
	}
}

func TestWeakHits(t *testing.T) {
	s := searcher(t)
	a := ask(t, s, "volcanic security eruptions")
	if len(a.Hits) == 0 {
		t.Fatal("nothing found")
	}
	for _, h := range a.Hits {
		if !h.Weak {
			t.Errorf("%q shares too little and is not weak", h.Passage.Text)
		}
	}
	for _, q := range []string{"security dilemma", `"speech act"`, "tanks OR volcano", "Waltz", "satell* volcano -arms OR weather"} {
		if a := ask(t, s, q); len(a.Hits) == 0 || a.Hits[0].Weak {
			t.Errorf("%q: the first hit is weak or missing", q)
		}
	}
}

// repeating is a library in which three passages say the same words.
func repeating(tb testing.TB) *query.Searcher {
	const line = "The well belongs to nobody, and so everybody guards it."
	return searcher(tb,
		corpustest.Must(tb, "id: one\n\n"+line+"\n\nWells are deep."),
		corpustest.Must(tb, "id: two\n\n"+strings.ToUpper(line)+"\n\nA well is no frontier."),
		corpustest.Must(tb, "id: three\n\n"+line),
	)
}

func TestRepeatsAreCollapsed(t *testing.T) {
	a := ask(t, repeating(t), "well everybody guards")
	if a.Total != 5 || len(a.Hits) != 3 {
		t.Fatalf("total %d, %d hits", a.Total, len(a.Hits))
	}
	if len(a.Hits[0].AlsoIn) != 2 || a.Hits[0].Work.ID != "one" || a.Hits[0].AlsoIn[0] >= a.Hits[0].AlsoIn[1] {
		t.Errorf("%s also in %v", a.Hits[0].Passage.ID, a.Hits[0].AlsoIn)
	}
	if !strings.Contains(strings.Join(a.Notes, " "), "2 passages repeat") {
		t.Errorf("notes %q", a.Notes)
	}
}

func TestPagesFollowOneAnother(t *testing.T) {
	s := repeating(t)
	all := search(t, s, query.Request{Question: "well nobody frontier"})
	for i, h := range all.Hits {
		page := search(t, s, query.Request{Question: "well nobody frontier", Skip: i, Limit: 1})
		if len(page.Hits) != 1 || page.Hits[0].Rank != i+1 || page.Hits[0].Passage.ID != h.Passage.ID {
			t.Errorf("page %d is %+v, want %s", i, page.Hits, h.Passage.ID)
		}
	}
	if past := search(t, s, query.Request{Question: "well", Skip: 50}); len(past.Hits) != 0 || past.Total != 5 {
		t.Errorf("beyond the end: %+v", past)
	}
}

func TestBoundsPerWorkAndGroups(t *testing.T) {
	s := searcher(t)
	seen := map[corpus.WorkID]int{}
	for _, h := range search(t, s, query.Request{Question: "security fear water states", PerWork: 1, Limit: 20}).Hits {
		if seen[h.Work.ID]++; seen[h.Work.ID] > 1 {
			t.Errorf("a second passage of %s", h.Work.ID)
		}
	}
	if len(seen) < 3 {
		t.Errorf("passages of %v only", seen)
	}
	a := search(t, s, query.Request{Question: "security fear threat trade women", PerTheory: 1, Limit: 50})
	schools := map[corpus.TheoryID]int{}
	concepts := false
	for _, h := range a.Hits {
		if len(h.Passage.Theories) == 0 {
			t.Errorf("%s is of no school", h.Passage.ID)
			continue
		}
		root := h.Passage.Theories[0].Theory
		if p := root.Parent(); p != "" {
			root = p
		}
		schools[root]++
		if concepts && root != "human-security" && root != "national-security" {
			t.Errorf("school %s after a concept", root)
		}
		concepts = concepts || root == "human-security"
	}
	if schools["realism"] != 1 || schools["liberalism"] != 1 || a.Total < len(a.Hits) {
		t.Errorf("schools %v of %d", schools, a.Total)
	}
	children := search(t, s, query.Request{Theory: []string{"realism"}, PerTheory: 1})
	if len(children.Hits) != 2 {
		t.Errorf("one passage of each child of realism: %d", len(children.Hits))
	}
}

func TestWorksAndOrders(t *testing.T) {
	s := searcher(t)
	a := search(t, s, query.Request{Question: "security fear", By: "work"})
	if a.Total != len(a.Hits) || len(a.Hits) < 3 {
		t.Errorf("%d works, %d hits", a.Total, len(a.Hits))
	}
	if a := search(t, s, query.Request{Question: "doubters whose safety", By: "work"}); len(a.Hits) == 0 || a.Hits[0].Work.ID != "people" {
		t.Errorf("a work is not found by its title: %+v", a.Hits)
	}
	years := search(t, s, query.Request{Question: "security fear weather", Sort: "year", Limit: 50})
	last := 3000
	for _, h := range years.Hits {
		year := 0
		if h.Work.Year != nil {
			year = *h.Work.Year
		}
		if year > last {
			t.Errorf("year %d after %d", year, last)
		}
		last = year
	}
}

func TestExplained(t *testing.T) {
	s := searcher(t)
	h := first(t, search(t, s, query.Request{Question: "what does Waltz argue about anarchy volcano", Explain: true}), "Waltz")
	why := strings.Join(h.Why, "\n")
	for _, want := range []string{"“Waltz” twice", "“anarchy” once", "without “volcano”", "names Kenneth Waltz", "quotes or reports Kenneth Waltz", "“waltz” in the text", "running text"} {
		if !strings.Contains(why, want) {
			t.Errorf("why lacks %q:\n%s", want, why)
		}
	}
	if plain := ask(t, s, "Waltz"); plain.Hits[0].Why != nil {
		t.Errorf("explained unasked: %q", plain.Hits[0].Why)
	}
}

func TestPersonsAreNotConfused(t *testing.T) {
	s := searcher(t)
	for _, h := range ask(t, s, "person:walt").Hits {
		t.Errorf("Walt finds %q", h.Passage.Text)
	}
	if a := ask(t, s, `person:"K. Waltz"`); a.Total != 1 || a.Understood != `person:"Kenneth Waltz"` {
		t.Errorf("an initial finds %d, understood %q", a.Total, a.Understood)
	}
	if a := ask(t, s, "walks in Paris"); slices.ContainsFunc(a.Hits, func(h query.Hit) bool { return h.Work.ID != "people" }) {
		t.Errorf("a city finds %+v", a.Hits)
	}
}

func TestCitationsComeFromOutside(t *testing.T) {
	cite := func(style string, w *corpus.Work, p *corpus.Passage) (query.Cite, error) {
		if style == "none" {
			return query.Cite{}, &query.UnknownError{Field: "style", Name: style, Nearest: []string{"apa"}}
		}
		return query.Cite{InText: string(w.ID) + " " + style}, nil
	}
	s := query.NewSearcher(finder(t), query.Options{Cite: cite})
	a := search(t, s, query.Request{Question: "weather", Style: "apa"})
	if len(a.Hits) != 1 || a.Hits[0].Cite.InText != "undated apa" {
		t.Errorf("hits %+v", a.Hits)
	}
	if _, err := s.Search(context.Background(), query.Request{Question: "weather", Style: "none"}); err == nil || !strings.Contains(err.Error(), "did you mean apa") {
		t.Errorf("error of an unknown style: %v", err)
	}
}

func TestAnEndedContextEndsTheSearch(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := searcher(t).Search(ctx, query.Request{Question: "fear"}); err == nil {
		t.Error("an ended context gives an answer")
	}
}
