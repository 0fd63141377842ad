package cli

import (
	"strings"
	"testing"

	"locus/corpus"
	"locus/query"
)

func TestATemplateShowsWhatThereIs(t *testing.T) {
	page := "17"
	one := query.Answer{Asked: "why", Hits: []query.Hit{{Rank: 1, Passage: corpus.Passage{ID: "a:1-2"}},
		{Rank: 2, Passage: corpus.Passage{ID: "b:3-4", Locator: corpus.Locator{Page: &page}}}}}
	for _, c := range []struct{ name, template, want string }{
		{"a field", "{{.asked}}", "why"},
		{"a field without a value is empty", "[{{.batch_id}}]", "[]"},
		{"so is null", "{{range .hits}}[{{.passage.locator.page}}]{{end}}", "[][17]"},
		{"and what is empty can be asked for", "{{range .hits}}{{if .passage.locator.page}}p. {{.passage.locator.page}}{{else}}no page{{end}};{{end}}", "no page;p. 17;"},
		{"in a with and its else", "{{with .batch_id}}{{.}}{{else}}{{.notes}}none{{end}}", "none"},
		{"in a template of the template's own", `{{define "x"}}<{{.rank}}{{.nothing}}>{{end}}{{range .hits}}{{template "x" .}}{{end}}`, "<1><2>"},
		{"variables", "{{$n := .total}}{{$n}} of {{len .hits}}", "0 of 2"},
		{"the words themselves", "<no value>", "<no value>"},
		{"as JSON and joined", `{{json .asked}} {{join ", " .notes}}`, `"why" `},
	} {
		var b strings.Builder
		if err := eachTemplate(&b, c.template, []*query.Answer{&one}); err != nil || b.String() != c.want {
			t.Errorf("%s: %q, %v; want %q", c.name, b.String(), err, c.want)
		}
	}
}

func TestATemplateWithANameThatIsNoneSaysSo(t *testing.T) {
	for _, c := range []struct{ template, want string }{
		{"{{.titel}}", `no field "titel" (nearest: title`},
		{"{{if .xyzzy}}a{{end}}", `no field "xyzzy"; there are `},
		{"{{.source.fille}}", `no field "fille" (nearest: file`},
		{"{{range .autors}}{{.family}}{{end}}", `no field "autors" (nearest: authors`},
		{"{{printf \"%s\" .titel}}", `no field "titel"`},
		{"{{.title", "unclosed action"},
	} {
		err := eachTemplate(&strings.Builder{}, c.template, []corpus.Work{{ID: "a", Title: "A"}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.template, err, c.want)
		}
	}
	if err := eachTemplate(&strings.Builder{}, "{{range .authors}}{{.anything}}{{end}}{{.source.file}}", []corpus.Work{{ID: "a"}}); err != nil {
		t.Errorf("fields that are there: %v", err)
	}
}
