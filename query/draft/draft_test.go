package draft_test

import (
	"fmt"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/query/draft"
)

// essay is a draft in the notation of corpustest.
func essay(t testing.TB, body string) *corpus.Document {
	return corpustest.Must(t, "id: draft\ntitle: A draft\nfile: draft.md\n\n"+body)
}

func TestQuotations(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want string
	}{
		"curly marks":                  {"He said “war is near” and left.", "war is near"},
		"straight marks":               {"He said \"war is near\" and \"peace is far\".", "war is near|peace is far"},
		"single marks and apostrophes": {"It’s said that ‘the state isn’t the states’ master’ there.", "the state isn’t the states’ master"},
		"straight single marks":        {"It's said: 'the state isn't it' there.", "the state isn't it"},
		"French and German marks":      {"«la guerre» und „der Krieg“ sind", "la guerre|der Krieg"},
		"marks within marks":           {"“He called it ‘a wall’ of fear” once", "He called it ‘a wall’ of fear"},
		"a mark that never closes":     {"“war is near. He left.", ""},
		"a mark opened twice":          {"“war is near, he said. “Peace is far” too", "Peace is far"},
		"feet and inches":              {"He is 6' 2\" tall and 5\" wide", ""},
		"the apostrophes of plurals":   {"the states' fears and the cities' walls", ""},
		"a decade":                     {"in the '90s and the '80s wars", ""},
		"TeX's marks":                  {"He said ``war is near'' and left.", "war is near"},
		"nothing between marks":        {"“” and \"\" and ‘ ’", ""},
		"marks side by side":           {"“one two”“three four”", "one two|three four"},
	} {
		var got []string
		for _, q := range draft.Quotations(essay(t, strings.NewReplacer("{", "(", "}", ")").Replace(c.text)+"\n")) {
			got = append(got, q.Text)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestCitationsOfQuotations(t *testing.T) {
	const list = "\n\n= References\n\n@ Tarrow, E. (2009). Walls and Neighbours.\n\n@ Lindqvist, P. (2014). Gatekeepers.\n"
	for name, c := range map[string]struct{ text, want string }{
		"behind it":                     {"Walls are “the cheapest promise” {citation 1|(Tarrow, 2009)}.", "1:"},
		"behind its sentence's stop":    {"Walls are “the cheapest promise.” {citation 1|(Tarrow, 2009)}", "1:"},
		"before it":                     {"{citation 1|Tarrow (2009)} calls walls “the cheapest promise” of all.", "1:"},
		"before it, pages behind":       {"{citation 1|Tarrow (2009)} calls walls “the cheapest promise” (p. 45).", "1:45"},
		"pages with a stop before":      {"{citation 1|Tarrow (2009)} calls walls “the cheapest promise.” (45–6)", "1:45–6"},
		"one each":                      {"“The cheapest promise” {citation 1|(Tarrow, 2009)} is “a threat” {citation 2|(Lindqvist, 2014)}.", "1:|2:"},
		"the same for two":              {"{citation 2|Lindqvist (2014)} says “slow to open” and “slow to close” of them.", "2:|2:"},
		"not the one before's":          {"“The cheapest promise” {citation 1|(Tarrow, 2009)}. Others say “slow to open” too.", "1:|"},
		"a note":                        {"Walls are “the cheapest promise.”{note 1}\n\n[1] {citation 1|Tarrow, Walls and Neighbours, 2009}.", "1:"},
		"a program's key":               {"Walls are “the cheapest promise” [@tarrow2009walls, pp. 45-46].", "@tarrow2009walls:45-46"},
		"a program's key before":        {"For @tarrow2009walls [p. 45] walls are “the cheapest promise” of all.", "@tarrow2009walls:45"},
		"a name with a page":            {"Walls are “the cheapest promise” (Tarrow 45).", "Tarrow:45"},
		"none":                          {"Walls are “the cheapest promise” of all.", ""},
		"as cited in":                   {"It is “a threat” ({citation 1|Tarrow, 2009}, as cited in {citation 2|Lindqvist, 2014}).", "2:>1:"},
		"a block with its citation":     {"> A wall is the cheapest promise {citation 1|(Tarrow, 2009)}", "1:"},
		"a block after a name":          {"As {citation 1|Tarrow (2009)} says:\n\n> A wall is the cheapest promise.", "1:"},
		"a year in brackets is no page": {"“The cheapest promise” of all (in 1989) was kept.", ""},
	} {
		var got []string
		for _, q := range draft.Quotations(essay(t, c.text+list)) {
			var one []string
			for _, x := range q.Cited {
				who := fmt.Sprint(x.Reference)
				switch {
				case x.Key != "":
					who = "@" + x.Key
				case x.Reference == 0:
					who = x.Author
				}
				one = append(one, who+":"+strings.TrimPrefix(x.Pages, "p. "))
			}
			got = append(got, strings.Join(one, ">"))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func year(n int) *int { return &n }

func TestWorks(t *testing.T) {
	works := []corpus.Work{
		{ID: "walls", Title: "Walls and Neighbours", Authors: []corpus.Name{{Family: "Tarrow", Given: "Edith"}}, Year: year(2009), DOI: "10.1000/walls"},
		{ID: "doors", Title: "Doors: A History of the Hinge", Authors: []corpus.Name{{Family: "Tarrow", Given: "Edith"}}, Year: year(2009)},
		{ID: "kin", Title: "Kinship", Authors: []corpus.Name{{Family: "Aghili Dehnavi", Given: "Ellias"}}},
		{ID: "report", Title: "A Report on Fences", Year: year(2001)},
	}
	s := draft.NewShelf(works, map[string]corpus.WorkID{"t09": "doors"})
	for name, c := range map[string]struct {
		ref  corpus.Reference
		want string
	}{
		"by its DOI":                       {corpus.Reference{DOI: "10.1000/WALLS"}, "walls"},
		"by author and title":              {corpus.Reference{Title: "Doors", Authors: []corpus.Name{{Family: "Tarrow"}}, Year: "2009"}, "doors"},
		"a subtitle may be left out":       {corpus.Reference{Title: "Walls and neighbours: essays", Authors: []corpus.Name{{Family: "Tarrow"}}}, "walls"},
		"never one of quite another title": {corpus.Reference{Title: "The Moon as a Republic", Authors: []corpus.Name{{Family: "Tarrow"}}, Year: "2009"}, ""},
		"by the last word of a compound":   {corpus.Reference{Title: "Kinship", Authors: []corpus.Name{{Family: "Dehnavi"}}}, "kin"},
		"by the title alone without one":   {corpus.Reference{Title: "A report on fences"}, "report"},
		"nobody":                           {corpus.Reference{Title: "Fences", Authors: []corpus.Name{{Family: "Moon"}}}, ""},
	} {
		if got := fmt.Sprint(s.Entry(&c.ref)); got != "["+c.want+"]" {
			t.Errorf("%s: %s, want [%s]", name, got, c.want)
		}
	}
	empty := &corpus.Document{}
	for cited, want := range map[draft.Citation]string{
		{Key: "t09"}:                            "[doors]",
		{Key: "walls"}:                          "[walls]",
		{Key: "dehnavi2010kin"}:                 "[kin]",
		{Author: "Tarrow", Year: "2009"}:        "[walls doors]",
		{Author: "Tarrow", Year: "1999"}:        "[]",
		{Author: "Edith Tarrow", Year: ""}:      "[walls doors]",
		{Author: "Tarrow et al.", Year: "2009"}: "[walls doors]",
	} {
		if got := fmt.Sprint(s.Cited(cited, empty)); got != want {
			t.Errorf("%+v: %s, want %s", cited, got, want)
		}
	}
}

func TestPositions(t *testing.T) {
	raw := "# Title\n\nHe said *“war is\nnear”* and then\n\\textbf{“war is near”}, «é war».\n"
	p := draft.NewPositions(raw)
	for _, c := range []struct {
		text string
		want draft.Position
	}{
		{"war is near", draft.Position{Line: 3, Column: 11}},
		{"war is near", draft.Position{Line: 5, Column: 10}},
		{"é war", draft.Position{Line: 5, Column: 26}},
		{"nothing like it stands here", draft.Position{}},
		{"", draft.Position{}},
	} {
		if got := p.Of(c.text); got != c.want {
			t.Errorf("%q stands at %+v, want %+v", c.text, got, c.want)
		}
	}
}

func TestClaims(t *testing.T) {
	doc := essay(t, `Great powers fear each other because nobody can be certain of another's intentions. Why is this so? This essay argues that fear can be unlearned by small steps.

Tarrow calls walls “the cheapest promise” that frightened cities can make to themselves. Small states rely upon each other's watchfulness at night {citation 0|(Tarrow, 2009)}. Short one here.

- Doors are harder to defend than walls, and easier to explain to neighbours;
- hinges.
`)
	var got []string
	for _, c := range draft.Claims(doc) {
		got = append(got, strings.Join(strings.Fields(c.Text)[:2], " "))
		if doc.Text[c.Span.Start:c.Span.End] == "" {
			t.Errorf("%q has no place", c.Text)
		}
	}
	if strings.Join(got, "|") != "Great powers|Doors are" {
		t.Errorf("the claims are %q", got)
	}
}

func TestCompare(t *testing.T) {
	doc := essay(t, "As {citation 1|(Tarrow, 2009)} and {citation 0|(Moon, 1999)} say.\n\n= References\n\n@ Tarrow, E. (2009). Walls and Neighbours.\n\n@ Lindqvist, P. (2014). Gatekeepers.\n")
	for i, title := range []string{"Walls and Neighbours", "Gatekeepers"} {
		doc.References[i].Title = title
		doc.References[i].Authors = []corpus.Name{{Family: []string{"Tarrow", "Lindqvist"}[i]}}
	}
	s := draft.NewShelf([]corpus.Work{{ID: "walls", Title: "Walls and Neighbours", Authors: []corpus.Name{{Family: "Tarrow"}}}}, nil)
	c := draft.Compare(s, doc)
	if len(c.Missing) != 1 || c.Missing[0].Title != "Gatekeepers" || len(c.Uncited) != 1 || c.Uncited[0].Index != 2 ||
		len(c.Unlisted) != 1 || c.Unlisted[0] != "(Moon, 1999)" || fmt.Sprint(c.Held) != "map[1:[walls]]" {
		t.Errorf("the concordance is %+v", c)
	}
}

func FuzzQuotations(f *testing.F) {
	f.Add("He said “war is near” and ‘it isn’t’ (p. 3). @key [p. 4]")
	f.Add("'a' \"b\" «c» „d“ ``e''")
	f.Fuzz(func(t *testing.T, text string) {
		doc := &corpus.Document{Text: text, Parts: []corpus.Part{{Kind: corpus.PartParagraph, Span: corpus.Span{Start: 0, End: len(text)}}}}
		last := 0
		for _, q := range draft.Quotations(doc) {
			if q.Span.Start < last || q.Span.End > len(text) || q.Text != q.Span.Of(text) {
				t.Fatalf("%q is quoted at %+v of %q", q.Text, q.Span, text)
			}
			last = q.Span.End
		}
		draft.Claims(doc)
		draft.NewPositions(text).Of(text)
	})
}
