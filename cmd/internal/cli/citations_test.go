package cli

import (
	"strings"
	"testing"

	"locus/corpus"
)

func TestCitationsAreKeptUntilSomethingChanges(t *testing.T) {
	year := 1999
	w := corpus.Work{ID: "a", Title: "Walls and Doors", Year: &year, Type: corpus.TypeBook, Authors: []corpus.Name{{Family: "Ardam", Given: "Vera"}}}
	twin := w
	twin.ID, twin.Title = "b", "An Open Harbour"
	page := "17"
	p := &corpus.Passage{Text: "All doors were open.", Locator: corpus.Locator{Page: &page}}
	asked, generation, others := 0, "1", []corpus.Work{w}
	c := &citations{among: func(string, *corpus.Work) ([]corpus.Work, error) { asked++; return others, nil }, generation: func() string { return generation }}
	for _, step := range []struct {
		name   string
		change func()
		asked  int
		cited  string
	}{
		{"the first hit of a work asks for the others", func() {}, 1, "(Ardam, 1999, p. 17)"},
		{"the second does not", func() {}, 1, "(Ardam, 1999, p. 17)"},
		{"nor does a change that the index has not seen", func() { others = append(others, twin) }, 1, "(Ardam, 1999, p. 17)"},
		{"a change of the index asks again", func() { generation = "2" }, 2, "(Ardam, 1999b, p. 17)"},
		{"a record that is another is cited as it is", func() { w.Authors = []corpus.Name{{Family: "Borvil"}} }, 3, "(Borvil, 1999, p. 17)"},
		{"and kept", func() {}, 3, "(Borvil, 1999, p. 17)"},
	} {
		step.change()
		got, err := c.cite("", &w, p)
		if err != nil || got.InText != step.cited || asked != step.asked {
			t.Errorf("%s: %q, %v, asked %d times; want %q, %d", step.name, got.InText, err, asked, step.cited, step.asked)
		}
		if !strings.HasPrefix(got.Reference, w.Authors[0].Family) {
			t.Errorf("%s: the reference is %q", step.name, got.Reference)
		}
	}
	if _, err := c.cite("none", &w, p); err == nil {
		t.Error("a style that does not exist is no error")
	}
}
