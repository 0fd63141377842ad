package cite

import (
	"testing"

	"locus/corpus"
)

// TestACiterCitesEveryPassageAsInText compares a Citer that is kept with one made
// anew for every passage, in all styles and forms, among works of one author and year.
func TestACiterCitesEveryPassageAsInText(t *testing.T) {
	year := 1999
	var works []corpus.Work
	for _, title := range []string{"Walls and Doors", "An Open Harbour", "Walls and Doors: A Reply"} {
		works = append(works, corpus.Work{ID: corpus.WorkID(title[:4] + title[len(title)-4:]), Title: title, Year: &year, Type: corpus.TypeArticle,
			Authors: []corpus.Name{{Family: "Ardam", Given: "Vera"}}})
	}
	page := "17"
	passages := []*corpus.Passage{nil, {Text: "All doors were open.", Locator: corpus.Locator{Page: &page}},
		{Text: "None was.", Voice: corpus.Quotes, VoiceOf: []string{"Ana Borvil"}, Locator: corpus.Locator{Paragraph: 3}}}
	for _, style := range Styles() {
		for _, form := range Forms() {
			o := Options{Style: style, Form: form, Works: works}
			c, err := NewCiter(&works[0], o)
			if err != nil {
				t.Fatal(err)
			}
			for range 2 {
				for _, p := range passages {
					want, err := InText(&works[0], p, o)
					got, gotErr := c.InText(p)
					if err != nil || gotErr != nil || got != want {
						t.Errorf("%s, %s: %q, %v; anew %q, %v", style, form, got, gotErr, want, err)
					}
				}
			}
			want, _ := Entry(&works[0], o)
			if got, err := c.Entry(); err != nil || got != want {
				t.Errorf("%s, %s: entry %q, %v; anew %q", style, form, got, err, want)
			}
		}
	}
	if _, err := NewCiter(&works[0], Options{Style: "none"}); err == nil {
		t.Error("a style that does not exist is no error")
	}
}

// TestNeatTextsStayAsTheyAre compares the look at bytes with the slow way.
func TestNeatTextsStayAsTheyAre(t *testing.T) {
	for text, want := range map[string]bool{
		"": true, "a": true, "Walls and Doors": true, "1999, no. 3 (July)~": true,
		" a": false, "a ": false, "a  b": false, "a\tb": false, "a\u00a0b": false, "\x7f": false, "Wæver": false, " ": false,
	} {
		if got := neat(text); got != want {
			t.Errorf("neat(%q) is %v", text, got)
		}
		if neat(text) && line(text+" ") != text {
			t.Errorf("%q is neat and becomes %q", text, line(text+" "))
		}
	}
}
