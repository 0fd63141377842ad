package query_test

import (
	"slices"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/index/indextest"
	"locus/query"
)

// harbours is a library of which some passages are about pilots: they speak of
// sandbanks and tides where others do not.
func harbours(tb testing.TB, change func(*query.Policy)) *query.Searcher {
	tb.Helper()
	var text strings.Builder
	text.WriteString("id: pilots\n\n= Harbours\n\n")
	for _, line := range []string{
		"The harbour pilot knows the sandbanks and the tide of the estuary.",
		"A harbour pilot waits for the tide before the sandbanks are crossed.",
		"No harbour pilot trusts a chart of sandbanks older than one tide.",
		"Ships need a pilot where the tide moves the sandbanks every winter.",
		"The harbour has a market, a chapel and a school for clerks.",
		"The harbour was sold twice and its market moved inland.",
		"Near the harbour the sandbanks shift with every tide of the year.",
		"A harbour clerk counts barrels in the market and goes home early.",
	} {
		text.WriteString(line + "\n\n")
	}
	for _, line := range []string{"Bread was dear that year.", "Letters came by coach.", "The mayor kept bees.", "Snow closed the pass.", "A bell was cast.", "Wool paid the rent."} {
		text.WriteString(line + "\n\n")
	}
	docs := []*corpus.Document{corpustest.Must(tb, text.String())}
	a := analysis(tb)
	p := query.DefaultPolicy()
	p.RelatedFrom = 1
	if change != nil {
		change(&p)
	}
	return query.NewSearcher(indextest.NewScanner(a, docs...), query.Options{Pack: field(), Words: a, Policy: &p})
}

func without(p *query.Policy) { p.Nearby, p.Related = 0, 0 }

func place(a *query.Answer, words string) int {
	return slices.IndexFunc(a.Hits, func(h query.Hit) bool { return strings.Contains(h.Passage.Text, words) })
}

func related(a *query.Answer) string {
	for _, h := range a.Hits {
		for _, w := range h.Why {
			if strings.Contains(w, "related words") {
				return w
			}
		}
	}
	return ""
}

func TestRelatedWordsOrderButNeverMatch(t *testing.T) {
	req := query.Request{Question: "harbour pilot", Limit: 20, Explain: true}
	plain, with := search(t, harbours(t, without), req), search(t, harbours(t, nil), req)
	if with.Total != plain.Total {
		t.Errorf("related words changed the total: %d, without %d", with.Total, plain.Total)
	}
	if at, market := place(with, "Near the harbour the sandbanks"), place(with, "sold twice"); at < 0 || at > market {
		t.Errorf("the passage with related words is at %d, one without at %d", at, market)
	}
	if w := related(with); !strings.Contains(w, "sandbanks") || !strings.Contains(w, "tide") {
		t.Errorf("why names %q", w)
	}
	if w := related(plain); w != "" {
		t.Errorf("without feedback why names %q", w)
	}
	for _, h := range with.Hits {
		for _, m := range marked(h) {
			if strings.Contains(m, "sandbanks") || strings.Contains(m, "tide") {
				t.Errorf("%q is marked in %q", m, h.Snippet.Text)
			}
		}
	}
}

func TestRelatedWordsStayOut(t *testing.T) {
	for _, c := range []struct {
		name   string
		req    query.Request
		change func(*query.Policy)
	}{
		{"of an exact phrase", query.Request{Question: `"harbour pilot"`}, nil},
		{"of a phrase beside words", query.Request{Question: `"harbour pilot" tide`}, nil},
		{"of a must", query.Request{Question: "+harbour pilot"}, nil},
		{"of alternatives", query.Request{Question: "harbour OR pilot"}, nil},
		{"of a filter", query.Request{Question: "harbour pilot work:pilots"}, nil},
		{"of a flag", query.Request{Question: "harbour pilot", Work: []string{"pilots"}}, nil},
		{"of exact forms", query.Request{Question: "harbour pilot", Exact: true}, nil},
		{"of another order", query.Request{Question: "harbour pilot", Sort: "year"}, nil},
		{"of a question that few passages answer", query.Request{Question: "bees"}, nil},
		{"of a small library", query.Request{Question: "harbour pilot"}, func(p *query.Policy) { p.RelatedFrom = 100 }},
		{"of a library too large for it", query.Request{Question: "harbour pilot"}, func(p *query.Policy) { p.RelatedSize = 5 }},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.req.Explain = true
			if w := related(search(t, harbours(t, c.change), c.req)); w != "" {
				t.Errorf("why names %q", w)
			}
		})
	}
}

func TestWaysOfWritingCountNoMoreThanTheWord(t *testing.T) {
	s := searcher(t,
		corpustest.Must(t, "id: a\n\nThe rope networks were mended.\n\nThe net works were mended."),
		corpustest.Must(t, "id: b\n\nMany networks fail here.\n\nOther networks were bought.\n\nTwo networks burnt down."))
	a := ask(t, s, "rope networks")
	first(t, a, "rope networks")
	two, one := place(a, "net works"), place(a, "Other networks")
	if two < 0 || one < 0 || a.Hits[two].Score > a.Hits[one].Score {
		t.Errorf("two words for one are at %d, the word itself at %d", two, one)
	}
}

func TestWorksWithTheSameWordsAreOne(t *testing.T) {
	text := "\n\n= Tides\n\nThe tide tables of the old pilots were copied by hand."
	s := searcher(t, corpustest.Must(t, "id: first"+text), corpustest.Must(t, "id: second"+text),
		corpustest.Must(t, "id: third\n\nThe tide is late."))
	a := search(t, s, query.Request{Question: "tide tables", By: "work"})
	if len(a.Hits) != 2 || a.Hits[0].Work.ID != "first" || len(a.Hits[0].AlsoIn) != 1 {
		t.Errorf("hits %+v", a.Hits)
	}
	if !slices.ContainsFunc(a.Notes, func(n string) bool { return strings.Contains(n, "words of another") }) {
		t.Errorf("notes %q", a.Notes)
	}
}
