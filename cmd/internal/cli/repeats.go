package cli

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"slices"
	"sync"

	"locus/corpus"
	"locus/ingest/tag"
)

// tieRepeats looks for passages of different works that say nearly the same, and
// for persons that different works name, and keeps the ties in the library. What it
// must know of each work is kept beside them (tag.Traces), so that only works are
// read that changed, and those with which they share words. Which these are the
// library says where it knows, else all works are compared; so they are where
// everything is asked for.
//
// A work that cannot be read has no ties; it is named elsewhere.
func tieRepeats(ctx context.Context, lib *corpus.Library, f field, everything bool, p *progress) error {
	tagger, err := tag.New(tag.Knowledge{Pack: f.pack, Words: f.words})
	if err != nil {
		return err
	}
	traces, err := tag.OpenTraces(lib.TracesFile(), f.pack.Fingerprint+" "+f.words.Fingerprint())
	if err != nil {
		return err
	}
	put, gone, err := untraced(lib, traces, everything)
	if err != nil {
		return err
	}
	before, sum := lib.Repeats()
	switch {
	case traces.Stamp == "" || sum != traces.Ties:
		before = nil // they are not those of the traces
	case before == nil:
		before = tag.Repeats{}
	}
	if before == nil || len(put)+len(gone) > 0 {
		made, lost := trace(ctx, lib, tagger, put, p)
		if err := ctx.Err(); err != nil {
			return err
		}
		after, err := tagger.Retie(traces, made, append(gone, lost...), before, lib.AsRead)
		if errors.Is(err, corpus.ErrDamaged) || errors.Is(err, corpus.ErrUnknownWork) || errors.Is(err, tag.ErrOtherThanTraced) {
			return nil // somebody was at its files; the ties stay as they are until all works are compared
		}
		if err != nil {
			return err
		}
		if err := lib.SetRepeats(after); err != nil {
			return err
		}
	}
	people := lib.People()
	if everything || people == nil {
		people, err = tagger.People(traces)
	} else {
		people, err = tagger.PeopleSince(traces, people)
	}
	if err != nil {
		return err
	}
	if err := lib.SetPeople(people); err != nil {
		return err
	}
	if traces.Stamp, err = lib.Stamp(); err != nil {
		return err
	}
	_, traces.Ties = lib.Repeats()
	return traces.Save()
}

// untraced lists the works whose traces are to be made, with their prints, and those
// that have traces and are gone.
func untraced(lib *corpus.Library, traces *tag.Traces, everything bool) (put map[corpus.WorkID]string, gone []corpus.WorkID, err error) {
	kept := traces.Prints()
	ids, known := lib.Changes(traces.Stamp)
	if everything || !known {
		if ids, err = lib.IDs(); err != nil {
			return nil, nil, err
		}
		for id := range kept {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		ids = slices.Compact(ids)
	}
	now, err := lib.PrintsOf(ids)
	if err != nil {
		return nil, nil, err
	}
	put = map[corpus.WorkID]string{}
	for _, id := range ids {
		print, held := now[id]
		if was, ok := kept[id]; ok && !held {
			gone = append(gone, id)
		} else if held && was != print {
			put[id] = print
		}
	}
	return put, gone, nil
}

// trace makes the traces of works side by side, in order; lost are the works that
// cannot be read.
func trace(ctx context.Context, lib *corpus.Library, tagger *tag.Tagger, put map[corpus.WorkID]string, p *progress) (made []tag.Trace, lost []corpus.WorkID) {
	ids := sortedKeys(put)
	all := make([]*tag.Trace, len(ids))
	next := make(chan int)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				work, err := lib.Work(ids[i])
				if err != nil {
					continue
				}
				doc, err := lib.AsRead(ids[i])
				if err != nil {
					continue
				}
				doc.Work = work
				tr := tagger.Trace(doc, put[ids[i]])
				all[i] = &tr
			}
		})
	}
	p.begin("looking for repeats and persons,", "works", int64(len(ids)))
	for i := range ids {
		if ctx.Err() != nil {
			break
		}
		p.show(int64(i), i, "")
		next <- i
	}
	close(next)
	wg.Wait()
	for i, tr := range all {
		if tr == nil {
			lost = append(lost, ids[i])
		} else {
			made = append(made, *tr)
		}
	}
	return made, lost
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
