package ingest_test

import (
	"context"
	"errors"
	"testing"

	"locus/corpus"
	"locus/ingest"
)

const editedBook = `<TEI><text><body>
<pb n="1"/><div><head>Preface</head><p>This book is about gates, and about those who keep them.</p></div>
<pb n="3"/><div><head>Hinges</head><p>A hinge turns, and what turns wears out in the course of years. <pb n="4"/>It is oiled by the keeper.</p><p>Oil is cheap.</p></div>
<pb n="5"/><div><head>Locks</head><p>A lock holds what a hinge would let go, and nobody thanks it.</p></div>
<pb n="6"/><div><head>Index</head><p>Gate, hinge, lock, keeper, oil.</p></div>
</body></text></TEI>`

func TestChaptersOfABook(t *testing.T) {
	r := ingest.Reader{Chapters: func(ingest.Source) []ingest.Chapter {
		return []ingest.Chapter{
			{Key: "eld", First: "3", Last: "4", Work: corpus.Work{Title: "Hinges", Authors: []corpus.Name{{Family: "Eld", Given: "E."}}, Container: "Gates"}},
			{Key: "falk", First: "5", Last: "5", Work: corpus.Work{Title: "Locks", Authors: []corpus.Name{{Family: "Falk", Given: "F."}}, Container: "Gates"}},
			{Key: "gran", First: "90", Last: "99", Work: corpus.Work{Title: "Bolts"}},
		}
	}}
	docs := map[corpus.WorkID]*corpus.Document{}
	missing := 0
	for doc, err := range r.Read(context.Background(), source("book.xml", []byte(editedBook))) {
		var skip *ingest.Skip
		if errors.As(err, &skip) {
			missing++
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		checkDocument(t, doc)
		docs[doc.Work.ID] = doc
	}
	if missing != 1 || len(docs) != 3 {
		t.Fatalf("%d works, %d told missing", len(docs), missing)
	}
	for id, want := range map[corpus.WorkID]struct{ author, first, last, text string }{
		"book-eld":  {"Eld", "3", "4", "A hinge turns, and what turns wears out in the course of years. It is oiled by the keeper.\n\nOil is cheap.\n"},
		"book-falk": {"Falk", "5", "5", "A lock holds what a hinge would let go, and nobody thanks it.\n"},
	} {
		doc := docs[id]
		if doc == nil {
			t.Fatalf("no %s among %v", id, docs)
		}
		if doc.Work.Authors[0].Family != want.author || doc.Work.Container != "Gates" || doc.Text != want.text {
			t.Errorf("%s: %+v %q", id, doc.Work, doc.Text)
		}
		var labels []string
		for _, p := range doc.Parts {
			if p.Kind == corpus.PartPage {
				labels = append(labels, p.Name)
			}
		}
		if len(labels) == 0 || labels[0] != want.first || labels[len(labels)-1] != want.last {
			t.Errorf("%s has the pages %v", id, labels)
		}
	}
	if rest := docs["book"]; rest == nil || len(rest.Passages) < 2 {
		t.Errorf("the rest of the book is %+v", rest)
	}
}
