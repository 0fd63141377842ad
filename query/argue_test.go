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

The council bans the feeding of gulls in a decree of many pages that hangs on the door of the hall.

A study of two harbours found that the feeding of gulls brings them to the roofs of the town, and its author argued that a fine alone changes little.

Critics of the feeding of gulls doubt that anybody who sells fish can live beside a bird that has once been paid for with bread in the market of the town.

Lamps are lit at dusk.`),
		corpustest.Must(t, `id: quays

= Quays

Nets dry on the quay in summer.

Ropes are kept in the long shed.

The crane lifts barrels and bales.

Tar is boiled behind the church.

A bell rings when the tide turns.`))
	evidence, plain := "A study of two harbours", "The council bans"
	for _, c := range []struct{ name, question, first string }{
		{"words alone find what has most of them", "feeding of gulls", plain},
		{"a motion", "This house regrets the feeding of gulls", evidence},
		{"what should be", "should the feeding of gulls stop", evidence},
		{"arguments asked for", "arguments for the feeding of gulls", evidence},
		{"criticism asked for", "criticism of the feeding of gulls", "Critics of the feeding"},
		{"arguments against", "arguments against the feeding of gulls", "Critics of the feeding"},
		{"objections", "objections to the feeding of gulls", "Critics of the feeding"},
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
