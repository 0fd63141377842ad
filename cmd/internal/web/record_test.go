package web_test

import (
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/query"
)

// republished is a translated work that appeared anew, with a passage that runs
// over a page's end and quotes somebody whom its list names.
func republished(t *testing.T) *corpus.Document {
	t.Helper()
	doc := corpustest.Must(t, "id: anew\ntitle: On Locks\ntype: book\nyear: 1991\n\n= Keys\n\n"+
		"{quotes Kenneth Waltz}Strength is a lock, said {quoted Kenneth Waltz|Waltz} once {citation 1|(Waltz, 1979)}.\n\n= References\n\n@ Waltz, K. N. (1979). Theory of International Politics. Reading, MA: Addison-Wesley.\n")
	first, from, to, source, sure := 1795, "xi", "xii", "labels", "high"
	doc.Work.Editors = []corpus.Name{{Family: "Ostrov", Given: "Milan"}}
	doc.Work.Translators = []corpus.Name{{Family: "Ardam", Given: "Vera"}}
	doc.Work.OriginalYear, doc.Work.Series, doc.Work.Number, doc.Work.Genre, doc.Work.Accessed = &first, "Quiet Books", "7", "Pamphlet", "2024-05-17"
	p := &doc.Passages[0]
	p.Locator.Page, p.Locator.PageEnd, p.Locator.PageSource, p.Locator.PageConfidence = &from, &to, &source, &sure
	return doc
}

// What a record and a passage know is told at every door: both pages, who
// translated, when it first appeared, and what quoted words are from.
func TestWhatARecordKnowsIsTold(t *testing.T) {
	doc := republished(t)
	h := handler(t, options(t, doc))
	id := string(doc.Passages[0].ID)
	for path, want := range map[string][]string{
		"/works/anew":                       {"Vera Ardam", "1795", "Quiet Books", "<td>7</td>", "Pamphlet", "2024-05-17", "Milan Ostrov (editor)", "1991 (first 1795)"},
		"/works":                            {"Milan Ostrov (editor)", "1991 (first 1795)"},
		"/?q=strength":                      {"pp. xi–xii", "1991 (first 1795)"},
		"/p/" + id:                          {"pp. xi–xii", "The words are from", "Theory of International Politics"},
		"/v1/works":                         {`"translators"`, `"original_year":1795`, `"series":"Quiet Books"`, `"accessed":"2024-05-17"`},
		"/v1/passages/" + id + "?style=mla": {`"page_end":"xii"`, `"originals":[{"index":1`, "qtd. in"},
		"/v1/passages/" + id + "/cite":      {`"originals":[{"index":1`, "xi–xii"},
	} {
		body := get(t, h, path).Body.String()
		for _, one := range want {
			if !strings.Contains(body, one) {
				t.Errorf("%s: no %q in %s", path, one, body)
			}
		}
	}
	// Words of the author's own have no original.
	plain := options(t, corpustest.Works()...)
	fear, err := plain.Library.Document("fear")
	if err != nil {
		t.Fatal(err)
	}
	if got := decode[query.Shown](t, get(t, handler(t, plain), "/v1/passages/"+string(fear.Passages[2].ID))); got.Originals != nil {
		t.Errorf("the author's own words are from %+v", got.Originals)
	}
}
