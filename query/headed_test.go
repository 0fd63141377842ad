package query_test

import (
	"strings"
	"testing"

	"locus/corpus/corpustest"
	"locus/query"
)

func TestHeadingsSayWhatTextIsAbout(t *testing.T) {
	s := searcher(t, corpustest.Must(t, `id: boats

= Boats

== The ferry and the bridge

Whoever crossed by water paid twice, and paid again on the way home.

== Oars

A ferry has no oars, and a bridge needs none.`))
	found := func(req query.Request, words string) bool {
		for _, h := range search(t, s, req).Hits {
			if strings.Contains(h.Passage.Text, words) {
				return true
			}
		}
		return false
	}
	under := "Whoever crossed by water"
	for _, c := range []struct {
		name string
		req  query.Request
		want bool
	}{
		{"a heading with all the words finds what is below it", query.Request{Question: "ferry and bridge"}, true},
		{"so do its words in other forms", query.Request{Question: "bridges or ferries"}, true},
		{"not with some of them", query.Request{Question: "ferry tolls"}, false},
		{"a single word is looked for in the text", query.Request{Question: "ferry"}, false},
		{"exact words are in the text", query.Request{Question: "ferry bridge", Exact: true}, false},
		{"what is quoted is in the text", query.Request{Question: `"ferry and the bridge"`}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := found(c.req, under); got != c.want {
				t.Errorf("found %v, want %v", got, c.want)
			}
		})
	}
}
