package around_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"locus/corpus"
	"locus/corpus/around"
	"locus/corpus/corpustest"
)

func TestContextContainsTheSpan(t *testing.T) {
	for _, doc := range corpustest.Works() {
		for _, p := range doc.Passages {
			for _, k := range around.Kinds() {
				c := around.Of(doc, p.Span, k)
				if !c.Span.Contains(p.Span) {
					t.Errorf("%s: its %s %v does not hold it", p.ID, k, c.Span)
				}
				if !strings.HasPrefix(doc.Text[c.Span.Start:], c.Text) || !utf8.ValidString(c.Text) {
					t.Errorf("%s: the text of its %s is not the work's", p.ID, k)
				}
			}
		}
	}
}

func TestWiderKindsHoldNarrowerOnes(t *testing.T) {
	for _, doc := range corpustest.Works() {
		for _, p := range doc.Passages {
			small := corpus.Span{Start: p.Span.Start, End: p.Span.Start + len(strings.Fields(p.Text)[0])}
			one, para := around.Of(doc, small, around.Sentence), around.Of(doc, small, around.Paragraph)
			if !para.Span.Contains(one.Span) || one.Span.Len() < small.Len() {
				t.Errorf("%s: sentence %v, paragraph %v", p.ID, one.Span, para.Span)
			}
		}
	}
}

func TestSectionBeginsWithItsHeading(t *testing.T) {
	doc := corpustest.Works()[0]
	checked := 0
	for _, p := range doc.Passages {
		if len(p.Section) == 0 {
			continue
		}
		checked++
		if c := around.Of(doc, p.Span, around.Section); !strings.HasPrefix(c.Text, p.Section[len(p.Section)-1]) {
			t.Errorf("%s: the section begins with %.40q, not %q", p.ID, c.Text, p.Section)
		}
	}
	if checked == 0 {
		t.Error("no passage in a section")
	}
}

func TestNeighboursStandNextToTheSpan(t *testing.T) {
	doc := corpustest.Works()[0]
	if len(doc.Passages) < 4 {
		t.Fatal("too few passages")
	}
	before, after := around.Neighbours(doc, doc.Passages[2].Span, 1)
	if len(before) != 1 || before[0].ID != doc.Passages[1].ID || len(after) != 1 || after[0].ID != doc.Passages[3].ID {
		t.Errorf("before %v, after %v", before, after)
	}
	if before, _ = around.Neighbours(doc, doc.Passages[0].Span, 3); len(before) != 0 {
		t.Errorf("%d passages before the first", len(before))
	}
}

func TestParseKind(t *testing.T) {
	if k, err := around.ParseKind("section"); err != nil || k != around.Section {
		t.Errorf("section reads as %q: %v", k, err)
	}
	if _, err := around.ParseKind("chapter"); err == nil || !strings.Contains(err.Error(), "paragraph") {
		t.Errorf("an unknown kind: %v", err)
	}
}
