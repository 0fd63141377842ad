package corpus_test

import (
	"errors"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/corpustest"
)

// at is the address of words in a work's text.
func at(t *testing.T, d *corpus.Document, words string) corpus.PassageID {
	t.Helper()
	i := strings.Index(d.Text, words)
	if i < 0 {
		t.Fatalf("%q does not stand in %s", words, d.Work.ID)
	}
	return corpus.Address{Work: d.Work.ID, Revision: d.Work.Revision, Span: corpus.Span{Start: i, End: i + len(words)}}.ID()
}

func TestResolveGivesEveryPassageAsItIs(t *testing.T) {
	l := library(t)
	for _, d := range corpustest.Works() {
		for _, want := range d.Passages {
			_, got, err := l.Resolve(want.ID)
			if err != nil || got.Text != want.Text || got.Ordinal != want.Ordinal || got.Kind != want.Kind || len(got.Theories) != len(want.Theories) {
				t.Errorf("%s resolves to %+v, %v", want.ID, got, err)
			}
		}
	}
}

func TestResolveMakesAPassageOfAnySpan(t *testing.T) {
	l := library(t)
	d, err := l.Document("fear")
	if err != nil {
		t.Fatal(err)
	}
	_, p, err := l.Resolve(at(t, d, "states live in a self-help world"))
	if err != nil {
		t.Fatal(err)
	}
	if p.Text != "states live in a self-help world" || p.Kind != corpus.Body || strings.Join(p.Section, "/") != "Why armies beget armies" || p.Locator.Paragraph != 1 {
		t.Errorf("a sentence's part is %+v", p)
	}
	if len(p.Theories) != 1 || p.Theories[0].Theory != "realism/structural" || len(p.Theories[0].Evidence) != 1 || p.Theories[0].Evidence[0].Text != "a self-help world" {
		t.Errorf("its theories are %+v", p.Theories)
	}
	if len(p.People) != 0 || len(p.Notes) != 0 {
		t.Errorf("it names people %+v and notes %v that stand outside", p.People, p.Notes)
	}
	_, p, err = l.Resolve(at(t, d, "look to its own arms."))
	if err != nil || len(p.Notes) != 1 || p.Notes[0] != 1 {
		t.Errorf("the end of the paragraph calls %v, %v", p.Notes, err)
	}
	from, to := strings.Index(d.Text, "an arms race"), strings.Index(d.Text, ", wrote")
	_, p, err = l.Resolve(corpus.Address{Work: "fear", Revision: 1, Span: corpus.Span{Start: from, End: to}}.ID())
	if err != nil || len(p.Theories) != 2 || p.Voice != corpus.AuthorVoice || p.Locator.Paragraph != 3 {
		t.Errorf("a span over two passages is %+v, %v", p, err)
	}
	_, p, err = l.Resolve(at(t, d, "Habits"))
	if err != nil || len(p.Theories) != 0 || strings.Join(p.Section, "/") != "What can be done about it/Habits" || p.Locator.Paragraph != 1 {
		t.Errorf("a heading is %+v, %v", p, err)
	}
	_, p, err = l.Resolve(at(t, d, "(Waltz, 1979)"))
	if err != nil || len(p.Citations) != 1 || p.Voice != corpus.Quotes || p.VoiceOf[0] != "Kenneth Waltz" {
		t.Errorf("a citation is %+v, %v", p, err)
	}
	s, err := l.Document("speech")
	if err != nil {
		t.Fatal(err)
	}
	_, p, err = l.Resolve(at(t, s, "insecurity has no words"))
	if err != nil || len(p.Repairs) != 1 {
		t.Errorf("a repaired stretch is %+v, %v", p, err)
	}
}

func TestASpanBehindAPageBreakStandsOnTheNextPage(t *testing.T) {
	one := "1"
	text := "The first page ends here and the second begins.\n"
	turn := strings.Index(text, "the second")
	d := &corpus.Document{Text: text, Work: corpus.Work{ID: "turned", Revision: 1},
		Parts: []corpus.Part{
			{Kind: corpus.PartPage, Name: "117", Source: "heads", Confidence: "high", Span: corpus.Span{Start: 0, End: turn}},
			{Kind: corpus.PartPage, Name: "118", Source: "heads", Confidence: "low", Span: corpus.Span{Start: turn, End: len(text)}},
		},
		Passages: []corpus.Passage{{Span: corpus.Span{Start: 0, End: len(text) - 1}, Locator: corpus.Locator{Page: &one, PageSource: &one, Paragraph: 1}}},
	}
	p := d.Passage(corpus.Span{Start: turn, End: turn + 10})
	if p.Locator.Page == nil || *p.Locator.Page != "118" || *p.Locator.PageConfidence != "low" || *p.Locator.FilePage != 2 {
		t.Errorf("the second page's words stand at %+v", p.Locator)
	}
	if p := d.Passage(corpus.Span{Start: 4, End: 9}); *p.Locator.Page != "1" {
		t.Errorf("the first page's words stand on %s", *p.Locator.Page)
	}
	user := "user"
	d.Passages[0].Locator.PageSource = &user
	if p := d.Passage(corpus.Span{Start: turn, End: turn + 10}); *p.Locator.Page != "1" {
		t.Errorf("what a person said is overruled by %s", *p.Locator.Page)
	}
}

func TestResolveNeverGivesOtherWords(t *testing.T) {
	l := library(t)
	put(t, l, version(t, 1))
	put(t, l, version(t, 2))
	d, err := l.Document("speech")
	if err != nil {
		t.Fatal(err)
	}
	inside := strings.Index(d.Text, "Wæver") + 2 // within the second letter
	for name, c := range map[string]struct {
		id   corpus.PassageID
		want error
		says string
	}{
		"no address":                     {"fear", corpus.ErrAddress, "fear"},
		"an unknown work":                {"feer:1-2", corpus.ErrUnknownWork, "did you mean fear"},
		"a work that cannot be":          {"../fear:1-2", corpus.ErrUnknownWork, "../fear"},
		"a span beyond the text":         {"fear:1-99999", corpus.ErrAddress, "ends beyond the text"},
		"a span that begins in a letter": {corpus.Address{Work: "speech", Span: corpus.Span{Start: inside, End: inside + 5}}.ID(), corpus.ErrAddress, "cuts a character"},
		"an address of an old revision":  {"v:0-8", corpus.ErrChanged, "look like v@2:START-END"},
		"an address of a later revision": {"v@3:0-8", corpus.ErrChanged, "revision 3"},
	} {
		t.Run(name, func(t *testing.T) {
			_, p, err := l.Resolve(c.id)
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v, want %v that says %q", err, c.want, c.says)
			}
			if p.Text != "" {
				t.Errorf("words are given all the same: %q", p.Text)
			}
		})
	}
	if _, p, err := l.Resolve("v@2:0-8"); err != nil || p.Text != "The text" {
		t.Errorf("the present address gives %q, %v", p.Text, err)
	}
}

func TestAddressesReadBackAsWritten(t *testing.T) {
	for _, a := range []corpus.Address{
		{Work: "essay", Revision: 1, Span: corpus.Span{Start: 0, End: 1}},
		{Work: "un_1970.afg", Revision: 12, Span: corpus.Span{Start: 10, End: 2000}},
	} {
		if got, err := corpus.ParseAddress(a.String()); err != nil || got != a {
			t.Errorf("%s reads as %+v, %v", a, got, err)
		}
	}
	for _, s := range []string{"", "essay", ":1-2", "essay:1", "essay:2-1", "essay:1-1", "essay:-1-2", "essay:a-b", "essay@0:1-2", "essay@x:1-2", "essay:1-2-3"} {
		if a, err := corpus.ParseAddress(s); !errors.Is(err, corpus.ErrAddress) {
			t.Errorf("%q reads as %+v, %v", s, a, err)
		}
	}
}

func TestKeysSayWhatFiltersSee(t *testing.T) {
	docs := corpustest.Works()
	w, p := &docs[0].Work, &docs[0].Passages[0]
	for f, want := range map[corpus.Field]string{
		corpus.FieldTheory: "realism/structural realism",
		corpus.FieldAuthor: "Vera Ardam,Milan Ostrov",
		corpus.FieldPerson: "Thucydides",
		corpus.FieldWork:   "fear", corpus.FieldType: "essay", corpus.FieldYear: "2011", corpus.FieldKind: "body", corpus.FieldVoice: "author",
	} {
		sep := ","
		if f == corpus.FieldTheory {
			sep = " "
		}
		if got := strings.Join(corpus.Keys(w, p, f), sep); got != want {
			t.Errorf("%s is %q, want %q", f, got, want)
		}
	}
	if got := corpus.Keys(&docs[3].Work, &docs[3].Passages[0], corpus.FieldYear); len(got) != 0 {
		t.Errorf("a work without a year has %q", got)
	}
	if len(corpus.Fields()) != 8 {
		t.Errorf("fields are %v", corpus.Fields())
	}
	pack := corpus.Pack{Theories: []corpus.Theory{{ID: "a", Label: "A"}, {ID: "a/b"}}}
	if x, ok := pack.Theory("a"); !ok || x.Label != "A" {
		t.Error("a theory is not found by its id")
	}
	if _, ok := pack.Theory("c"); ok || !corpus.TheoryID("a/b").Within("a") || corpus.TheoryID("ab").Within("a") {
		t.Error("theories are mistaken for one another")
	}
}

func TestASpanOverAPageBreakEndsOnTheNextPage(t *testing.T) {
	text := "The first page ends here and the second begins."
	turn := strings.Index(text, "the second")
	whole := corpus.Span{Start: 0, End: len(text)}
	first, sure, source := "117", "high", "heads"
	over := corpus.Span{Start: 4, End: turn + 10}
	for name, c := range map[string]struct {
		label, confidence, source, want string
	}{
		"a label as sure as the first":          {"118", "high", "heads", "118"},
		"a label that is less sure is not told": {"118", "low", "heads", ""},
		"a page without a label":                {"", "", "", ""},
		"a page of the same label":              {"117", "high", "heads", ""},
		"a page that a person said holds":       {"118", "high", "user", ""},
	} {
		from := source
		if c.source == "user" {
			from = "user"
		}
		d := &corpus.Document{Text: text, Work: corpus.Work{ID: "turned", Revision: 1},
			Parts: []corpus.Part{
				{Kind: corpus.PartPage, Name: "117", Source: "heads", Confidence: "high", Span: corpus.Span{Start: 0, End: turn}},
				{Kind: corpus.PartPage, Name: c.label, Source: c.source, Confidence: c.confidence, Span: corpus.Span{Start: turn, End: len(text)}},
			},
			Passages: []corpus.Passage{{Span: whole, Locator: corpus.Locator{Page: &first, PageConfidence: &sure, PageSource: &from, Paragraph: 1}}},
		}
		got := ""
		if end := d.Passage(over).Locator.PageEnd; end != nil {
			got = *end
		}
		if got != c.want {
			t.Errorf("%s: it ends on %q, want %q", name, got, c.want)
		}
		if end := d.Passage(corpus.Span{Start: 4, End: turn}).Locator.PageEnd; end != nil {
			t.Errorf("%s: what stands before the break ends on %s", name, *end)
		}
	}
}
