package passage_test

import (
	"context"
	"os"
	"testing"

	"locus/corpus"
	"locus/corpus/sentence"
	"locus/ingest"
)

// TestSplitOfTheSharedTexts reads five real texts through the whole pipeline:
// every promise holds, every sentence of a paragraph and every item is in one
// passage, and passages of prose have the length they should.
func TestSplitOfTheSharedTexts(t *testing.T) {
	const shared = "../../../shared/corpus"
	if _, err := os.Stat(shared); err != nil {
		t.Skipf("the shared texts are missing: put the folder shared beside the checkout (%v)", err)
	}
	ctx, reader := context.Background(), &ingest.Reader{}
	sentences, short, long := 0, 0, 0
	for src, err := range ingest.Expand(ctx, []string{shared}, nil) {
		if err != nil {
			t.Fatal(err)
		}
		for doc, err := range reader.Read(ctx, src) {
			if err != nil {
				t.Fatal(err)
			}
			if err := doc.Check(); err != nil {
				t.Error(err)
			}
			sentences += wholes(t, doc)
			for _, p := range doc.Passages {
				if n := words(p.Text); p.Kind == corpus.Body || p.Kind == corpus.List {
					if n > 185 {
						long++
					}
					if n < 40 {
						short++
					}
				}
			}
		}
	}
	t.Logf("%d sentences and items in one passage each; %d passages of prose over 185 words, %d under 40", sentences, long, short)
	if sentences < 500 || long > 3 || short > 15 {
		t.Errorf("%d sentences, %d passages too long, %d too short", sentences, long, short)
	}
}

// wholes fails the test for every sentence of a paragraph or item that no
// passage holds whole, and gives the number of those that one does.
func wholes(t *testing.T, doc *corpus.Document) int {
	t.Helper()
	n := 0
	for _, part := range doc.Parts {
		if part.Kind != corpus.PartParagraph && part.Kind != corpus.PartItem && part.Kind != corpus.PartFootnote {
			continue
		}
		for _, s := range sentence.Split(part.Span.Of(doc.Text)) {
			span := corpus.Span{Start: part.Span.Start + s[0], End: part.Span.Start + s[1]}
			if held(doc, span) {
				n++
				continue
			}
			dropped := false
			for _, d := range doc.Dropped {
				dropped = dropped || d.Span.Overlaps(span) && d.Why != "blank"
			}
			if !dropped {
				t.Errorf("%s: no passage holds the sentence at %d", doc.Work.ID, span.Start)
			}
		}
	}
	return n
}

func words(s string) int {
	n, in := 0, false
	for _, r := range s {
		blank := r == ' ' || r == '\n' || r == '\t'
		if !blank && !in {
			n++
		}
		in = !blank
	}
	return n
}
