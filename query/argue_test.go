package query_test

import (
	"strings"
	"testing"

	"locus/corpus/corpustest"
	"locus/query"
)

func TestMotionsFindArguments(t *testing.T) {
	s := searcher(t,
		corpustest.Must(t, `id: gulls

= Gulls

The council bans the feeding of gulls from May, and the gulls of the upper town are fed in spite of it; gulls, gulls, gulls.

A study of two harbours found that feeding brings gulls to the roofs, and its author argued that a fine alone changes little.

Lamps are lit at dusk.`))
	evidence, plain := "A study of two harbours", "The council bans"
	for _, c := range []struct{ name, question, first string }{
		{"words alone find what has most of them", "feeding of gulls", plain},
		{"a motion", "This house regrets the feeding of gulls", evidence},
		{"what should be", "should the feeding of gulls stop", evidence},
		{"arguments asked for", "arguments against the feeding of gulls", evidence},
		{"criticism asked for", "criticism of the feeding of gulls", evidence},
		{"evidence asked for", "what is the evidence about feeding of gulls", evidence},
		{"a question of yes or no is answered by its words", "is the feeding of gulls banned by the council", plain},
	} {
		t.Run(c.name, func(t *testing.T) { first(t, ask(t, s, c.question), c.first) })
	}
	a := search(t, s, query.Request{Question: "should gulls be fed", Explain: true})
	if why := strings.Join(a.Hits[0].Why, "; "); !strings.Contains(why, "gives evidence") || !strings.Contains(why, "argues") {
		t.Errorf("why: %s", why)
	}
	for _, h := range a.Hits {
		if strings.Contains(h.Passage.Text, "Lamps") {
			t.Error("a passage was found that shares nothing with the question")
		}
		for _, m := range h.Snippet.Marks {
			if word := h.Snippet.Text[m.Start:m.End]; word == "study" || word == "argued" {
				t.Errorf("%q is marked, and was not asked for", word)
			}
		}
	}
}
