package cli

import (
	"context"
	"fmt"
	"iter"

	"locus/corpus"
	"locus/ingest/tag"
)

// tiedAtOnce is how many passages a library may hold for repeats across works to
// be looked for at every change: it takes reading all of them twice.
const tiedAtOnce = 20_000

// tieRepeats looks for passages of different works that say nearly the same, and
// for persons that different works name, and keeps the ties in the library. In a
// large library it does so only when asked for everything, and says so.
//
// Whether a library is large the index, which is not yet brought up to the change,
// tells sooner than the works' records: they are counted only where that is near.
func tieRepeats(ctx context.Context, lib *corpus.Library, f field, everything bool, p *progress) (note string, err error) {
	tooMany := func(n int) string {
		return fmt.Sprintf("repeats and persons across works were not looked for among %d passages; locus rebuild does it", n)
	}
	if !everything {
		if n := passagesHeld(ctx, lib, f); n > 2*tiedAtOnce {
			return tooMany(n), nil
		}
	}
	works, err := lib.Works()
	if err != nil {
		return "", nil // what is damaged is named elsewhere; the ties stay as they are
	}
	passages := 0
	for i := range works {
		passages += works[i].Passages
	}
	if passages > tiedAtOnce && !everything {
		return tooMany(passages), nil
	}
	tagger, err := tag.New(tag.Knowledge{Pack: f.pack, Words: f.words})
	if err != nil {
		return "", err
	}
	ties, err := tagger.Repeats(p.each(ctx, "looking for repeats,", len(works), allDocuments(lib, works)))
	if err != nil {
		return "", err
	}
	if err := lib.SetRepeats(ties); err != nil {
		return "", err
	}
	people, err := tagger.People(p.each(ctx, "looking for persons,", len(works), allAsRead(lib, works)))
	if err != nil {
		return "", err
	}
	return "", lib.SetPeople(people)
}

// passagesHeld counts what the index holds; 0 where that cannot be told.
func passagesHeld(ctx context.Context, lib *corpus.Library, f field) int {
	store, err := f.keeper(lib)
	if err != nil {
		return 0
	}
	defer store.Close()
	n, err := store.Passages(ctx)
	if err != nil {
		return 0
	}
	return n
}

// allAsRead is allDocuments with the persons as each work names them, and the
// records as corrected.
func allAsRead(lib *corpus.Library, works []corpus.Work) iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		for i := range works {
			doc, err := lib.AsRead(works[i].ID)
			if err == nil {
				doc.Work = works[i]
			}
			if !yield(doc, err) || err != nil {
				return
			}
		}
	}
}

// allDocuments reads the works of a library in order, one at a time.
func allDocuments(lib *corpus.Library, works []corpus.Work) iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		for i := range works {
			doc, err := lib.Document(works[i].ID)
			if !yield(doc, err) || err != nil {
				return
			}
		}
	}
}
