package cite_test

import (
	"errors"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/cite"
)

func TestALocatorIsNeverInvented(t *testing.T) {
	waltz := work(t, "waltz-1979")
	note := func(p *corpus.Passage, text string) *corpus.Passage {
		p.Kind, p.Text = corpus.Footnote, text
		return p
	}
	kind := func(k corpus.Kind, p *corpus.Passage, text string) *corpus.Passage {
		p.Kind, p.Text = k, text
		return p
	}
	cases := []struct {
		name    string
		style   cite.Style
		passage *corpus.Passage
		want    string
	}{
		{"a roman page keeps its label", cite.APA, paged("xi"), "(Waltz, 1979, p. xi)"},
		{"a label with a letter and a hyphen is one page", cite.APA, paged("A-12"), "(Waltz, 1979, p. A-12)"},
		{"a range gets pp. and an en dash", cite.APA, paged("xi-xii"), "(Waltz, 1979, pp. xi–xii)"},
		{"MLA has the page bare", cite.MLA, paged("118"), "(Waltz 118)"},
		{"MLA shortens a range to two digits", cite.MLA, paged("103-104"), "(Waltz 103–04)"},
		{"Chicago shortens after a zero to one digit", cite.ChicagoAuthorDate, paged("103-104"), "(Waltz 1979, 103–4)"},
		{"Chicago keeps a range from a hundred whole", cite.ChicagoAuthorDate, paged("100-104"), "(Waltz 1979, 100–104)"},
		{"Chicago carries three digits where they change", cite.ChicagoAuthorDate, paged("1496-1500"), "(Waltz 1979, 1496–500)"},
		{"without a page the section is named", cite.APA, placed(2, "Realism and security"), "(Waltz, 1979, Realism and security section, para. 2)"},
		{"without a section the paragraph stands alone", cite.APA, placed(7), "(Waltz, 1979, para. 7)"},
		{"with nothing known nothing is said", cite.APA, &corpus.Passage{Text: "x"}, "(Waltz, 1979)"},
		{"a long heading is cut and quoted", cite.APA, placed(1, "What the Balance of Power Does to the Small States of a Region"), "(Waltz, 1979, “What the Balance” section, para. 1)"},
		{"a heading is cut at its colon", cite.APA, placed(1, "Survival: the aim behind the aims"), "(Waltz, 1979, “Survival” section, para. 1)"},
		{"a chapter's number is no heading of its own", cite.APA, placed(1, "Chapter 6: Peace by trade"), "(Waltz, 1979, “Peace by trade” section, para. 1)"},
		{"the outline's number is no part of a heading", cite.APA, placed(1, "4. Regional orders"), "(Waltz, 1979, Regional orders section, para. 1)"},
		{"a number of two levels neither", cite.APA, placed(1, "2.1 Costs"), "(Waltz, 1979, Costs section, para. 1)"},
		{"a year that begins a heading stays", cite.APA, placed(1, "1989 and after"), "(Waltz, 1979, 1989 and after section, para. 1)"},
		{"a shouted heading is taken down", cite.APA, placed(1, "INTRODUCTION"), "(Waltz, 1979, Introduction section, para. 1)"},
		{"an acronym stays", cite.APA, placed(1, "NATO AND THE UN"), "(Waltz, 1979, NATO and the UN section, para. 1)"},
		{"Chicago says under the heading", cite.ChicagoAuthorDate, placed(2, "Order"), "(Waltz 1979, under “Order,” para. 2)"},
		{"Harvard puts it between single marks", cite.Harvard, placed(2, "Order"), "(Waltz, 1979, ‘Order’, para. 2)"},
		{"a heading with quotation marks nests them", cite.Harvard, placed(2, "The ‘first image’"), "(Waltz, 1979, ‘The “first image”’, para. 2)"},
		{"a chapter of a book is found by its numbers", cite.APA, placed(3, "Book IV", "Chapter 2"), "(Waltz, 1979, Book IV, Chapter 2, para. 3)"},
		{"MLA shortens the words and writes Arabic figures", cite.MLA, placed(3, "BOOK IV", "CHAPTER II. Of the walls of towns"), "(Waltz, bk. 4, ch. 2, par. 3)"},
		{"Chicago too", cite.ChicagoAuthorDate, placed(3, "Book the first", "Part Two", "§ 12"), "(Waltz 1979, pt. 2, sec. 12, para. 3)"},
		{"Harvard keeps them as printed", cite.Harvard, placed(3, "Book IV", "Chapter 2"), "(Waltz, 1979, book IV, chapter 2, para. 3)"},
		{"numbers with full stops say where they stand", cite.MLA, placed(1, "1. Order", "1.3.2"), "(Waltz, sec. 1.3.2, par. 1)"},
		{"a chapter that is only a number", cite.APA, placed(2, "Chapter 3"), "(Waltz, 1979, Chapter 3, para. 2)"},
		{"a section below a numbered chapter is named", cite.APA, placed(2, "Chapter 3", "Order"), "(Waltz, 1979, Order section, para. 2)"},
		{"an act of a law", cite.Harvard, placed(1, "Article 51"), "(Waltz, 1979, article 51, para. 1)"},
		{"both pages of a passage over a break", cite.APA, over("117", "118"), "(Waltz, 1979, pp. 117–118)"},
		{"MLA shortens the second of them", cite.MLA, over("117", "118"), "(Waltz 117–18)"},
		{"Chicago too, by its own rule", cite.ChicagoAuthorDate, over("107", "108"), "(Waltz 1979, 107–8)"},
		{"from a preface to the first page", cite.Harvard, over("xii", "1"), "(Waltz, 1979, pp. xii–1)"},
		{"a page that is not sure says so", cite.APA, unsure(paged("118")), "(Waltz, 1979, p. [118?])"},
		{"in MLA too", cite.MLA, unsure(over("117", "118")), "(Waltz [117–18?])"},
		{"a footnote is named with its number", cite.APA, note(paged("30"), "3 See also the earlier work."), "(Waltz, 1979, p. 30, Footnote 3)"},
		{"MLA and Chicago write 30n3", cite.MLA, note(paged("30"), "3. See also the earlier work."), "(Waltz 30n3)"},
		{"a note of no number gets none", cite.ChicagoAuthorDate, note(paged("30"), "See also the earlier work."), "(Waltz 1979, 30n)"},
		{"a number that stands in the record counts", cite.APA, &corpus.Passage{Kind: corpus.Footnote, Text: "See also the earlier work.", Notes: []int{7}, Locator: corpus.Locator{Page: text("30")}}, "(Waltz, 1979, p. 30, Footnote 7)"},
		{"a note without a page", cite.Harvard, note(placed(1, "Order"), "[4] Compare the second edition."), "(Waltz, 1979, ‘Order’, note 4)"},
		{"a table is named as its caption numbers it", cite.APA, kind(corpus.Table, paged("9"), "Table 2 Wars by decade"), "(Waltz, 1979, p. 9, Table 2)"},
		{"a figure too", cite.Harvard, kind(corpus.Figure, placed(1, "Order"), "Fig. 1.2: Poles"), "(Waltz, 1979, ‘Order’, figure 1.2)"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := must(t)(cite.InText(waltz, c.passage, cite.Options{Style: c.style})); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// over is a passage that goes on over a page break.
func over(from, to string) *corpus.Passage {
	p := paged(from)
	p.Locator.PageEnd = &to
	return p
}

// unsure is a passage whose page was worked out with low confidence.
func unsure(p *corpus.Passage) *corpus.Passage {
	p.Locator.PageConfidence = text("low")
	return p
}

func TestLaterNotesAreShort(t *testing.T) {
	ws := works(t)
	for id, want := range map[corpus.WorkID]string{
		"waltz-1979":     "Waltz, Theory of International Politics, 118.",
		"buzan-1998":     "Buzan et al., Security, 118.",
		"keohane-1977":   "Keohane and Nye, Power and Interdependence, 118.",
		"doyle-1983-1":   "Doyle, “Kant, Liberal Legacies,” 118.",
		"lipschutz-1995": "Lipschutz, On Security, 118.",
		"nash-1950":      "Nash, “Non-Cooperative Games,” 118.",
		"essay":          "“What the Security Dilemma Explains,” 118.",
	} {
		got := must(t)(cite.InText(work(t, id), paged("118"), cite.Options{Style: cite.ChicagoNote, Short: true, Works: ws}))
		if got != want {
			t.Errorf("%s: got %s, want %s", id, got, want)
		}
	}
}

func TestTheSourceOfQuotedWordsIsOffered(t *testing.T) {
	d := &corpus.Document{References: []corpus.Reference{{Index: 1, Raw: "Bull 1977"}, {Index: 2, Raw: "Waltz 1979"}, {Index: 3, Raw: "Waltz 1959"}}}
	p := paged("12")
	p.Voice, p.VoiceOf = corpus.Quotes, []string{"Kenneth Waltz"}
	p.Citations = []corpus.Citation{{Author: "Waltz", Reference: 3, Confidence: corpus.Probable}, {Author: "Bull", Reference: 1, Confidence: corpus.Certain},
		{Author: "Waltz", Reference: 2, Confidence: corpus.Certain}, {Author: "Waltz", Reference: 0, Confidence: corpus.NoEntry}}
	var got []string
	for _, r := range cite.Originals(d, p) {
		got = append(got, r.Raw)
	}
	if strings.Join(got, ", ") != "Waltz 1979, Waltz 1959" {
		t.Errorf("offered are %q", got)
	}
	p.Voice = corpus.AuthorVoice
	if got := cite.Originals(d, p); got != nil {
		t.Errorf("the author's own words have an original: %v", got)
	}
}

// The form that the contract shows, of a work by four without a year.
func TestFourAuthorsWithoutAYear(t *testing.T) {
	w := &corpus.Work{Title: "A paper", Type: corpus.TypePaper, Authors: []corpus.Name{
		{Family: "Ardam", Given: "Seyed Mohammad"}, {Family: "Aghili Dehnavi", Given: "Ellias"},
		{Family: "Ghanbari Barzyan", Given: "Mohammad"}, {Family: "Parvaresh", Given: "Amir"}}}
	p := placed(2, "Realistic approach", "Realism and security")
	for style, want := range map[cite.Style]string{
		cite.APA:               "(Ardam et al., n.d., Realism and security section, para. 2)",
		cite.MLA:               "(Ardam et al., sec. “Realism and security,” par. 2)",
		cite.ChicagoAuthorDate: "(Ardam et al., n.d., under “Realism and security,” para. 2)",
		cite.Harvard:           "(Ardam et al., no date, ‘Realism and security’, para. 2)",
	} {
		if got := must(t)(cite.InText(w, p, cite.Options{Style: style})); got != want {
			t.Errorf("%s: got  %s\nwant %s", style, got, want)
		}
	}
}

func TestSecondHandWordsAreCitedSo(t *testing.T) {
	buzan := work(t, "buzan-1991")
	quotes := func(voice corpus.Voice, of ...string) *corpus.Passage {
		p := paged("12")
		p.Voice, p.VoiceOf = voice, of
		p.People = []corpus.Mention{{Name: "Ole Wæver", As: "Ole Weaver"}, {Name: "Kenneth Waltz", As: "Waltz"}}
		p.Citations = []corpus.Citation{
			{Author: "Weaver", Year: "1995", Reference: 9, Confidence: corpus.Certain},
			{Author: "Bull", Year: "1977", Reference: 2, Confidence: corpus.Certain},
			{Author: "Keohane and Nye", Year: "1977", Reference: 3, Confidence: corpus.Certain},
			{Author: "Waltz", Year: "1979", Reference: 4, Confidence: corpus.Probable},
			{Author: "Lake, Morgan, & Doe", Year: "1997", Reference: 6, Confidence: corpus.Certain},
			{Author: "Katzenstein et al.", Year: "1996", Reference: 7, Confidence: corpus.Certain},
			{Author: "Ullman", Year: "1983", Confidence: corpus.NoEntry},
			{Text: "(Herz, 1950: 157)", Reference: 5, Confidence: corpus.Certain}}
		return p
	}
	cases := []struct {
		name    string
		o       cite.Options
		passage *corpus.Passage
		want    string
	}{
		{"APA says as cited in, with the resolved year", cite.Options{}, quotes(corpus.Quotes, "Kenneth Waltz"), "(Waltz, 1979, as cited in Buzan, 1991, p. 12)"},
		{"a name printed in another form is the same name", cite.Options{}, quotes(corpus.Quotes, "Ole Wæver"), "(Wæver, 1995, as cited in Buzan, 1991, p. 12)"},
		{"Walt is not Waltz", cite.Options{}, quotes(corpus.Quotes, "Stephen Walt"), "(Walt, as cited in Buzan, 1991, p. 12)"},
		{"an unresolved citation gives no year", cite.Options{}, quotes(corpus.Quotes, "Richard Ullman"), "(Ullman, as cited in Buzan, 1991, p. 12)"},
		{"a citation that was not read apart gives the year it prints", cite.Options{}, quotes(corpus.Quotes, "John Herz"), "(Herz, 1950, as cited in Buzan, 1991, p. 12)"},
		{"a narrative names the first speaker first", cite.Options{Narrative: true}, quotes(corpus.Quotes, "Kenneth Waltz"), "Waltz (1979, as cited in Buzan, 1991, p. 12)"},
		{"MLA says qtd. in", cite.Options{Style: cite.MLA}, quotes(corpus.Quotes, "Kenneth Waltz"), "(Waltz, qtd. in Buzan 12)"},
		{"reported words are cited, not quoted", cite.Options{Style: cite.MLA}, quotes(corpus.Reports, "Kenneth Waltz"), "(Waltz, cited in Buzan 12)"},
		{"Chicago says quoted in", cite.Options{Style: cite.ChicagoAuthorDate}, quotes(corpus.Quotes, "Kenneth Waltz"), "(Waltz 1979, quoted in Buzan 1991, 12)"},
		{"Harvard says quoted in", cite.Options{Style: cite.Harvard}, quotes(corpus.Quotes, "Hedley Bull"), "(Bull, 1977, quoted in Buzan, 1991, p. 12)"},
		{"two who wrote apart have a year each", cite.Options{}, quotes(corpus.Quotes, "Kenneth Waltz", "Hedley Bull"), "(Waltz, 1979, and Bull, 1977, as cited in Buzan, 1991, p. 12)"},
		{"of two one may have none", cite.Options{Style: cite.ChicagoAuthorDate}, quotes(corpus.Quotes, "Kenneth Waltz", "Richard Ullman"), "(Waltz 1979 and Ullman, quoted in Buzan 1991, 12)"},
		{"a narrative leaves years of several to the source", cite.Options{Narrative: true}, quotes(corpus.Quotes, "Kenneth Waltz", "Hedley Bull"), "Waltz and Bull (as cited in Buzan, 1991, p. 12)"},
		{"MLA names them without years", cite.Options{Style: cite.MLA}, quotes(corpus.Quotes, "Kenneth Waltz", "Hedley Bull"), "(Waltz and Bull, qtd. in Buzan 12)"},
		{"two who wrote together share the year", cite.Options{}, quotes(corpus.Quotes, "Robert Keohane", "Joseph Nye"), "(Keohane & Nye, 1977, as cited in Buzan, 1991, p. 12)"},
		{"who wrote with the speaker is named", cite.Options{Style: cite.Harvard}, quotes(corpus.Quotes, "Joseph Nye"), "(Keohane and Nye, 1977, quoted in Buzan, 1991, p. 12)"},
		{"a narrative names both in words", cite.Options{Narrative: true}, quotes(corpus.Quotes, "Robert Keohane"), "Keohane and Nye (1977, as cited in Buzan, 1991, p. 12)"},
		{"three who wrote together are the first and others", cite.Options{}, quotes(corpus.Reports, "Patrick Morgan"), "(Lake et al., 1997, as cited in Buzan, 1991, p. 12)"},
		{"others that the text does not name are others", cite.Options{}, quotes(corpus.Reports, "Peter Katzenstein"), "(Katzenstein et al., 1996, as cited in Buzan, 1991, p. 12)"},
		{"a particle belongs to the family name", cite.Options{}, quotes(corpus.Quotes, "Kees van der Pijl"), "(van der Pijl, as cited in Buzan, 1991, p. 12)"},
		{"the author's own words are cited plainly", cite.Options{}, quotes(corpus.AuthorVoice, "Kenneth Waltz"), "(Buzan, 1991, p. 12)"},
		{"pandoc gets it as a prefix", cite.Options{Form: cite.Pandoc}, quotes(corpus.Quotes, "Kenneth Waltz"), "[Waltz, 1979, as cited in @buzan1991people, p. 12]"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := must(t)(cite.InText(buzan, c.passage, c.o)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestAQuotationIsSetAsTheStyleSetsIt(t *testing.T) {
	waltz := work(t, "waltz-1979")
	short := paged("118")
	short.Text = "States “balance”\nwhen they must."
	asks := paged("118")
	asks.Text = "Why do they balance?"
	doubtful := paged("118")
	doubtful.Text = asks.Text
	long := paged("118")
	long.Text = strings.TrimSpace(strings.Repeat("Power meets power again ", 10)) + "."
	under := paged("118")
	under.Text = strings.TrimSpace(strings.Repeat("Power meets power ", 13)) + "."
	cases := []struct {
		name    string
		o       cite.Options
		passage *corpus.Passage
		want    string
	}{
		{"the full stop follows the citation and inner marks are single", cite.Options{}, short, "“States ‘balance’ when they must” (Waltz, 1979, p. 118)."},
		{"Harvard has single marks outside", cite.Options{Style: cite.Harvard}, short, "‘States “balance” when they must’ (Waltz, 1979, p. 118)."},
		{"a question mark stays inside", cite.Options{}, asks, "“Why do they balance?” (Waltz, 1979, p. 118)."},
		{"a narrative leads in", cite.Options{Narrative: true}, asks, "Waltz (1979): “Why do they balance?” (p. 118)."},
		{"thirty-nine words run on", cite.Options{}, under, "“" + strings.TrimSuffix(under.Text, ".") + "” (Waltz, 1979, p. 118)."},
		{"from forty words APA has a block without marks", cite.Options{}, long, "    " + long.Text + " (Waltz, 1979, p. 118)"},
		{"MLA still runs them on", cite.Options{Style: cite.MLA}, long, "“" + strings.TrimSuffix(long.Text, ".") + "” (Waltz 118)."},
		{"a note stands below", cite.Options{Style: cite.ChicagoNote}, asks, "“Why do they balance?”\n\nKenneth N. Waltz, Theory of International Politics (Addison-Wesley, 1979), 118."},
		{"a narrative leads in with the whole name before a note", cite.Options{Style: cite.ChicagoNote, Narrative: true}, asks, "Kenneth N. Waltz: “Why do they balance?”\n\nKenneth N. Waltz, Theory of International Politics (Addison-Wesley, 1979), 118."},
		{"a block follows its lead", cite.Options{Narrative: true}, long, "Waltz (1979):\n\n    " + long.Text + " (p. 118)"},
		{"a page that is not sure says so in a quotation too", cite.Options{}, unsure(doubtful), "“Why do they balance?” (Waltz, 1979, p. [118?])."},
		{"HTML has a blockquote", cite.Options{Form: cite.HTML}, long, "<blockquote>" + long.Text + " (Waltz, 1979, p. 118)</blockquote>"},
		{"pandoc keeps the words and the key", cite.Options{Form: cite.Pandoc}, asks, "“Why do they balance?” [@waltz1979theory, p. 118]."},
		{"LaTeX has a quote environment", cite.Options{Form: cite.LaTeX}, long, "\\begin{quote}\n" + long.Text + " \\citep[p.~118]{waltz1979theory}\n\\end{quote}"},
		{"Typst has a block", cite.Options{Form: cite.Typst}, long, "#quote(block: true)[" + long.Text + " #cite(<waltz1979theory>, supplement: [p. 118])]"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			c.o.Quote = true
			if got := must(t)(cite.InText(waltz, c.passage, c.o)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestCommandsCarryThePinpoint(t *testing.T) {
	waltz := work(t, "waltz-1979")
	cases := []struct {
		name    string
		o       cite.Options
		passage *corpus.Passage
		want    string
	}{
		{"pandoc with a page", cite.Options{Form: cite.Pandoc}, paged("118"), "[@waltz1979theory, p. 118]"},
		{"pandoc with a range", cite.Options{Form: cite.Pandoc}, paged("117-118"), "[@waltz1979theory, pp. 117-118]"},
		{"pandoc with a section", cite.Options{Form: cite.Pandoc}, placed(2, "Order"), "[@waltz1979theory, sec. Order, para. 2]"},
		{"pandoc in a sentence", cite.Options{Form: cite.Pandoc, Narrative: true}, paged("118"), "@waltz1979theory [p. 118]"},
		{"pandoc for a whole work", cite.Options{Form: cite.Pandoc}, nil, "[@waltz1979theory]"},
		{"biblatex adds p. itself", cite.Options{Form: cite.BibLaTeX}, paged("117-118"), `\parencite[117--118]{waltz1979theory}`},
		{"biblatex in a note", cite.Options{Form: cite.BibLaTeX, Style: cite.ChicagoNote}, paged("118"), `\footcite[118]{waltz1979theory}`},
		{"natbib with a section", cite.Options{Form: cite.LaTeX}, placed(2, "Cost & gain"), `\citep[sec.~“Cost \& gain,” para.~2]{waltz1979theory}`},
		{"natbib in a sentence", cite.Options{Form: cite.LaTeX, Narrative: true}, paged("118"), `\citet[p.~118]{waltz1979theory}`},
		{"a bracket in a heading does not end the argument", cite.Options{Form: cite.LaTeX}, placed(2, "Power [again]"), `\citep[{sec.~“Power [again],” para.~2}]{waltz1979theory}`},
		{"Typst with a supplement", cite.Options{Form: cite.Typst}, paged("118"), `#cite(<waltz1979theory>, supplement: [p. 118])`},
		{"Typst in a sentence", cite.Options{Form: cite.Typst, Narrative: true}, nil, `#cite(<waltz1979theory>, form: "prose")`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := must(t)(cite.InText(waltz, c.passage, c.o)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestUnknownNamesAreToldWithTheNearest(t *testing.T) {
	for _, o := range []cite.Options{{Style: "chicago"}, {Form: "bibtext"}} {
		var unknown *cite.UnknownError
		_, err := cite.InText(work(t, "waltz-1979"), nil, o)
		if !errors.As(err, &unknown) || len(unknown.Nearest) == 0 {
			t.Fatalf("%+v: error %v", o, err)
		}
		if _, err := cite.Bibliography(nil, o); !errors.As(err, &unknown) {
			t.Errorf("%+v: a bibliography is written all the same (%v)", o, err)
		}
	}
	if s, err := cite.ParseStyle(" MLA "); err != nil || s != cite.MLA {
		t.Errorf("ParseStyle is strict about case: %q, %v", s, err)
	}
	if f, err := cite.ParseForm(""); err != nil || f != cite.Text {
		t.Errorf("the empty form is %q, %v", f, err)
	}
	_, err := cite.ParseForm("bibtext")
	if err == nil || !strings.Contains(err.Error(), "bibtex") {
		t.Errorf("bibtex is not named as near bibtext: %v", err)
	}
}
