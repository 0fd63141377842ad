package corpustest_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"locus/corpus"
	"locus/corpus/corpustest"
)

func TestWorksKeepEveryPromise(t *testing.T) {
	docs := corpustest.Works()
	if len(docs) != 4 {
		t.Fatalf("got %d works, want 4", len(docs))
	}
	kinds, voices := map[corpus.Kind]bool{}, map[corpus.Voice]bool{}
	theories, people := map[corpus.TheoryID]bool{}, map[string]bool{}
	for _, d := range docs {
		if err := d.Check(); err != nil {
			t.Error(err)
		}
		for _, p := range d.Passages {
			kinds[p.Kind], voices[p.Voice] = true, true
			for _, x := range p.Theories {
				theories[x.Theory] = true
			}
			for _, m := range p.People {
				people[m.Name] = true
			}
		}
	}
	if len(kinds) != 9 || len(voices) != 3 {
		t.Errorf("works show kinds %v and voices %v, want all of both", kinds, voices)
	}
	if len(theories) < 10 || len(people) < 6 {
		t.Errorf("works show %d theories and %d people, want 10 and 6", len(theories), len(people))
	}
	if !slices.IsSortedFunc(docs, func(a, b *corpus.Document) int { return strings.Compare(string(a.Work.ID), string(b.Work.ID)) }) {
		t.Error("works are not in the order of their ids")
	}
}

func TestParseReadsTheNotation(t *testing.T) {
	d := corpustest.Must(t, `id: small
title: Small
author: Ardam, Vera
year: 2001

= One

First {theory realism 0.5|power} words{note 1}.

[1] A note by {mentioned Barry Buzan|Bozan}.

== Inner

- a
- b
`)
	if want := "One\n\nFirst power words.\n\nA note by Bozan.\n\nInner\n\na\nb\n"; d.Text != want {
		t.Errorf("text is %q, want %q", d.Text, want)
	}
	var got []string
	for _, p := range d.Passages {
		got = append(got, string(p.ID)+" "+string(p.Kind)+" "+strings.Join(p.Section, "/"))
	}
	want := []string{"small:5-23 body One", "small:25-41 footnote One", "small:50-53 list One/Inner"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("passages (-want +got):\n%s", diff)
	}
	if e := d.Passages[0].Theories[0].Evidence[0]; e.Text != "power" || e.Span.Of(d.Text) != "power" {
		t.Errorf("evidence is %+v", e)
	}
	note := d.Parts[slices.IndexFunc(d.Parts, func(p corpus.Part) bool { return p.Kind == corpus.PartFootnote })]
	if note.Call != 22 {
		t.Errorf("the note is called at %d, want 22", note.Call)
	}
}

func TestParseRefusesWhatItCannotRead(t *testing.T) {
	for name, c := range map[string]struct{ notation, want string }{
		"an unknown key":               {"colour: blue\n", "line 1"},
		"a year that is no number":     {"year: soon\n", "year"},
		"a header without a colon":     {"title\n", "key: value"},
		"an open brace":                {"id: a\n\nwords {theory x 1|y\n", "line 3"},
		"an unknown brace":             {"id: a\n\n{colour blue}words\n", "unknown word"},
		"a theory without a weight":    {"id: a\n\n{theory x|words}\n", "weight"},
		"a heading tag with none":      {"id: a\n\n{heading x 1}words\n", "no heading"},
		"a citation without a number":  {"id: a\n\n{citation x|(X)}\n", "reference"},
		"a note without a bracket":     {"id: a\n\n[1 words\n", "bracket"},
		"a heading without words":      {"id: a\n\n=\n", "heading"},
		"a list line without its mark": {"id: a\n\n- a\nb\n", "does not begin"},
		"a weight above one":           {"id: a\n\n{theory x 2|words}\n", "weight 2"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := corpustest.Parse(c.notation)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v, want one that says %q", err, c.want)
			}
		})
	}
}

func TestGeneratedWorksKeepEveryPromise(t *testing.T) {
	tagged, passages := 0, 0
	for d := range corpustest.Generate(7, 5, 40) {
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		if len(d.Passages) != 40 {
			t.Fatalf("%s has %d passages, want 40", d.Work.ID, len(d.Passages))
		}
		for _, p := range d.Passages {
			passages++
			if len(p.Theories) > 0 {
				tagged++
			}
			if n := len(strings.Fields(p.Text)); n < 40 || n > 220 {
				t.Errorf("%s has %d words", p.ID, n)
			}
		}
	}
	if tagged*4 < passages || tagged*4 > passages*3 {
		t.Errorf("%d of %d passages are tagged, want about half", tagged, passages)
	}
}

func TestGenerateIsDeterministic(t *testing.T) {
	first := slices.Collect(corpustest.Generate(3, 2, 10))
	again := slices.Collect(corpustest.Generate(3, 2, 10))
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("one seed, two results (-first +again):\n%s", diff)
	}
	other := slices.Collect(corpustest.Generate(4, 2, 10))
	if first[0].Text == other[0].Text || first[0].Text == first[1].Text {
		t.Error("another seed or another work gives the same text")
	}
}

func TestGenerateDrawsWordsAfterZipf(t *testing.T) {
	counts, total := map[string]int{}, 0
	for d := range corpustest.Generate(1, 20, 50) {
		for _, w := range strings.Fields(strings.ToLower(strings.ReplaceAll(d.Text, ".", ""))) {
			counts[w]++
			total++
		}
	}
	var sorted []int
	for _, n := range counts {
		sorted = append(sorted, n)
	}
	slices.Sort(sorted)
	slices.Reverse(sorted)
	top := 0
	for _, n := range sorted[:100] {
		top += n
	}
	if share := float64(top) / float64(total); share < .35 || share > .65 {
		t.Errorf("the hundred commonest words make %.2f of the text, want about half", share)
	}
	if len(sorted) < 5000 {
		t.Errorf("only %d different words in %d", len(sorted), total)
	}
}

func TestGenerateStopsWhenAsked(t *testing.T) {
	n := 0
	for range corpustest.Generate(1, 1000000, 1) {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("saw %d works", n)
	}
}

func BenchmarkGenerate(b *testing.B) {
	for b.Loop() {
		for d := range corpustest.Generate(1, 1, 200) {
			b.SetBytes(int64(len(d.Text)))
		}
	}
}
