package tag_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/ingest/passage"
	"locus/ingest/tag"
)

// ethics is a field of two theories and a concept: nothing in the package knows
// a field, so any pack must do.
func ethics() *corpus.Pack {
	return &corpus.Pack{
		Name: "ethics",
		Theories: []corpus.Theory{
			{ID: "consequentialism", Label: "Consequentialism", Aliases: []string{"consequentialism", "consequentialist"},
				Cues: []corpus.Cue{{Text: "outcome", Weight: .5}, {Text: "greatest happiness", Weight: .6}}},
			{ID: "consequentialism/rule", Label: "Rule consequentialism", Aliases: []string{"rule consequentialism"}},
			{ID: "deontology", Label: "Deontology", Aliases: []string{"deontology", "deontologist"},
				Cues: []corpus.Cue{{Text: "duty", Weight: .3}, {Text: "categorical", Weight: .6, Needs: []string{"duty"}}}},
			{ID: "freedom", Label: "Freedom", Concept: true, Aliases: []string{"freedom"}},
		},
		People: []corpus.Person{
			{Name: "Immanuel Kant", Family: "Kant", Variants: []string{"Emanuel Kant", "I. Kant"}, Theories: []corpus.TheoryID{"deontology"}},
			{Name: "John Stuart Mill", Family: "Mill", Common: true, Theories: []corpus.TheoryID{"consequentialism"}},
		},
	}
}

func tagged(t *testing.T, doc *corpus.Document) *corpus.Document {
	t.Helper()
	if err := tag.Document(doc, tag.Knowledge{Pack: ethics()}); err != nil {
		t.Fatal(err)
	}
	if err := doc.Check(); err != nil {
		t.Fatal(err)
	}
	return doc
}

func parsed(t *testing.T, notation string) *corpus.Document {
	t.Helper()
	doc, err := corpustest.Parse(notation)
	if err != nil {
		t.Fatal(err)
	}
	doc.Dropped = nil
	passage.Split(doc)
	return doc
}

func TestPeopleAndVoicesGolden(t *testing.T) {
	golden(t, "testdata/people.txtar", func(t *testing.T, in string) string {
		var b strings.Builder
		for _, p := range tagged(t, listed(t, in)).Passages {
			if p.Kind == corpus.ReferenceK {
				continue
			}
			fmt.Fprintf(&b, "%s %s\n", p.Voice, strings.Join(p.VoiceOf, ", "))
			for _, m := range p.People {
				fmt.Fprintf(&b, "  %s as %q (%s)\n", m.Name, m.As, m.Role)
			}
		}
		return b.String()
	})
}

func TestAnotherFieldIsData(t *testing.T) {
	golden(t, "testdata/theories.txtar", func(t *testing.T, in string) string {
		var b strings.Builder
		for _, p := range tagged(t, parsed(t, in)).Passages {
			fmt.Fprintf(&b, "%s\n", p.Kind)
			for _, x := range p.Theories {
				fmt.Fprintf(&b, "  %s %.2f %s:", x.Theory, x.Weight, x.By)
				for _, e := range x.Evidence {
					fmt.Fprintf(&b, " %q", e.Text)
				}
				b.WriteByte('\n')
			}
		}
		return b.String()
	})
}

func TestTaggedWorksKeepEveryPromise(t *testing.T) {
	for _, doc := range corpustest.Works() {
		doc.Dropped = nil
		passage.Split(doc)
		tagged(t, doc)
		if len(doc.References) == 0 && strings.Contains(doc.Text, "References") {
			t.Errorf("%s: no reference was read", doc.Work.ID)
		}
	}
	for doc := range corpustest.Generate(7, 3, 40) {
		doc.Dropped = nil
		passage.Split(doc)
		tagged(t, doc)
	}
}

func printedJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestTaggingTwiceChangesNothing(t *testing.T) {
	doc := tagged(t, parsed(t, "id: a\n\nConsequentialism wins, says Immanuel Kant (1785).\n\n= Duty\n\nA duty binds (Kant, 1785: 4).\n"))
	first := printedJSON(t, doc.Passages)
	if again := printedJSON(t, tagged(t, doc).Passages); again != first {
		t.Errorf("first\n%s\nthen\n%s", first, again)
	}
}

func TestNearRepeatsAreFound(t *testing.T) {
	line := "A watchman who sleeps at his post is worse than no watchman at all, because the town believes that it is guarded, and whoever believes himself guarded leaves his door unlocked, his cellar open and his children in the street until long after the bells have rung"
	notation := "id: a\n\n= One\n\n" + line + " by day and by night.\n\n= Two\n\n" + line + " by night and by day.\n\n= Three\n\nNothing like it stands in this third section of the work.\n"
	doc := tagged(t, parsed(t, notation))
	if len(doc.Passages) != 3 {
		t.Fatalf("%d passages", len(doc.Passages))
	}
	first, second, third := doc.Passages[0], doc.Passages[1], doc.Passages[2]
	if !slices.Equal(first.AlsoIn, []corpus.PassageID{second.ID}) || !slices.Equal(second.AlsoIn, []corpus.PassageID{first.ID}) || third.AlsoIn != nil {
		t.Errorf("also in: %v, %v, %v", first.AlsoIn, second.AlsoIn, third.AlsoIn)
	}
}

func TestNearRepeatsFollowTheNameOfTheWork(t *testing.T) {
	line := strings.Repeat("The town believes that it is guarded while the watchman sleeps. ", 6)
	doc := tagged(t, parsed(t, "id: a\n\n= One\n\n"+line+"\n\n= Two\n\n"+line+"\n"))
	doc.Stamp("b", 2)
	if got := doc.Passages[0].AlsoIn; !slices.Equal(got, []corpus.PassageID{doc.Passages[1].ID}) {
		t.Errorf("also in %v, want %v", got, doc.Passages[1].ID)
	}
}

func TestABrokenEntryIsOne(t *testing.T) {
	doc := listed(t, "Nothing.\n== Carr, E. H., and Crisis, T. (1939). The twenty years' crisis\n== and its sequel. London: Macmillan.\n== Angell, N. (1910). The great illusion. London: Heinemann.")
	tagged(t, doc)
	if len(doc.References) != 2 || doc.References[0].Publisher != "Macmillan" || doc.References[1].Index != 2 {
		t.Errorf("references are %+v", doc.References)
	}
}

func FuzzParseCitations(f *testing.F) {
	f.Add("Kant (1785: 4) and (see Mill, 1863, p. 7; Smith 1776, 1759) and (ibid., 3) [4].")
	f.Add("((((é, 1999")
	f.Add("See Kant, “Peace,” 12; ibid., 13. John Mill, On Liberty (London: Parker, 1859), 7 [1-3, 5].")
	f.Fuzz(func(t *testing.T, text string) {
		for _, parse := range []func(string, func(string) bool) []corpus.Citation{tag.ParseCitations, tag.ParseNote} {
			last, before := 0, corpus.Span{}
			for _, c := range parse(text, func(name string) bool { return len(name)%2 == 0 }) {
				if c.Span.Start < last && c.Span != before || c.Span.End > len(text) || c.Span.Of(text) != c.Text || c.Text == "" {
					t.Fatalf("%+v in %q", c, text)
				}
				last, before = c.Span.End, c.Span
			}
		}
	})
}

func FuzzParseReference(f *testing.F) {
	f.Add("Carr, E. H. (1939). The twenty years' crisis. London: Macmillan.")
	f.Add(`Carr, Edward Hallett. "A Title." A Journal 3, no. 4 (1939): 5-6. doi:10.1000/1`)
	f.Fuzz(func(t *testing.T, entry string) {
		r := tag.ParseReference(entry)
		if r.Raw != strings.Join(strings.Fields(entry), " ") {
			t.Fatalf("raw is %q of %q", r.Raw, entry)
		}
		for _, field := range []string{r.Year, r.DOI, r.Volume} {
			if !strings.Contains(r.Raw, field) {
				t.Fatalf("%q is not in %q", field, entry)
			}
		}
	})
}

func BenchmarkDocument(b *testing.B) {
	tagger, err := tag.New(tag.Knowledge{Pack: ethics()})
	if err != nil {
		b.Fatal(err)
	}
	var docs []*corpus.Document
	size := 0
	for doc := range corpustest.Generate(1, 1, 200) {
		doc.Dropped = nil
		passage.Split(doc)
		docs = append(docs, doc)
		size += len(doc.Text)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, doc := range docs {
			tagger.Document(doc)
		}
	}
}
