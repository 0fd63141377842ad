package query_test

import (
	"strings"
	"testing"

	"locus/corpus/corpustest"
	"locus/query"
)

func TestDefinitionsComeFirst(t *testing.T) {
	s := searcher(t,
		corpustest.Must(t, `id: safety

= Havens

This chapter introduces harbour safety and discusses what harbour safety is in the older books of law.

Sea safety is a matter of lamps, bells and sober captains, and sea safety is a habit.

Much has been written on safety, and safety was praised by every mayor; safety paid.

Safety is a condition in which nobody needs to look behind.

Some speak of harbour safety when they mean the watch, and harbour safety costs money.

Harbour safety refers to the care of moored ships by day and by night.`))
	for _, c := range []struct{ name, question, first string }{
		{"the thing itself, not a longer name", "what is safety", "Safety is a condition"},
		{"a thing of two words", "what is harbour safety", "Harbour safety refers"},
		{"asked as an order", "define safety", "Safety is a condition"},
		{"asked with a noun", "definition of harbour safety", "Harbour safety refers"},
	} {
		t.Run(c.name, func(t *testing.T) { first(t, ask(t, s, c.question), c.first) })
	}
	a := search(t, s, query.Request{Question: "what is safety", Explain: true})
	if why := strings.Join(a.Hits[0].Why, "; "); !strings.Contains(why, "says what it is") {
		t.Errorf("why: %s", why)
	}
	for _, h := range a.Hits {
		if why := strings.Join(h.Why, "; "); strings.Contains(h.Passage.Text, "Sea safety") && strings.Contains(why, "says what it is") {
			t.Errorf("sea safety was taken for safety: %s", why)
		}
	}
}

func TestKindsDefineQualitiesHardly(t *testing.T) {
	s := searcher(t,
		corpustest.Must(t, `id: ballast

= Loading

Ballast is a matter of dispute. Ballast is a heavy word.

What is ballast, and who pays for ballast when ballast is lost?

In plain words, ballast is a weight that keeps an empty ship upright.

The concept of ballast has a long history, and ballast is one of the oldest concerns of pilots.

Keel: a beam along the bottom on which the ribs of a ship are set.

Most captains know a keel when they see a keel, and a keel is dear.`))
	for _, c := range []struct{ name, question, first string }{
		{"after the first words of a sentence", "what is ballast", "In plain words"},
		{"asked with the noun behind", "ballast definition", "In plain words"},
		{"a glossary defines", "what is a keel", "Keel: a beam"},
	} {
		t.Run(c.name, func(t *testing.T) { first(t, ask(t, s, c.question), c.first) })
	}
}

func TestAnnouncementsDoNotLead(t *testing.T) {
	s := searcher(t,
		corpustest.Must(t, "id: tides\n\n= Tides\n\nThis section discusses spring tides and neap tides.\n\nAt the new moon spring tides run higher than the quay, as every pilot learns in the first years of service."),
		corpustest.Must(t, "id: moons\n\nThe moon was full."))
	first(t, ask(t, s, "spring tides"), "run higher")
	first(t, ask(t, s, "section discusses tides"), "This section discusses")
}

func TestPagesFitTogether(t *testing.T) {
	s := searcher(t)
	all := search(t, s, query.Request{Question: "what is security", Limit: 12})
	for i := range all.Hits {
		page := search(t, s, query.Request{Question: "what is security", Limit: 1, Skip: i})
		if len(page.Hits) != 1 || page.Hits[0].Passage.ID != all.Hits[i].Passage.ID {
			t.Errorf("hit %d alone is %+v, on the whole page %s", i+1, page.Hits, all.Hits[i].Passage.ID)
		}
	}
}
