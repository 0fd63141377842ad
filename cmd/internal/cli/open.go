package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"locus/corpus"
	"locus/corpus/packs"
	"locus/corpus/words"
	"locus/index"
	"locus/index/opensearch"
	"locus/query"
)

// readerName is what --library is given to name the bundled reader.
const readerName = "reader"

// field is a pack with the analysis that its words ask for.
type field struct {
	pack  *corpus.Pack
	words *words.Analysis
	// cluster is where indexes are kept; nil is the local disk.
	cluster *opensearch.Options
}

// field loads the pack in force.
func (a *app) field() (field, error) {
	pack, err := packs.Security()
	if a.conf.Pack != "" {
		pack, err = packs.Load(a.conf.Pack)
	}
	if err != nil {
		return field{}, err
	}
	analysis, err := words.New(words.Rules{Same: pack.Words.Same, Apart: pack.Words.Apart})
	if err != nil {
		return field{}, fmt.Errorf("pack %s: %w", pack.Name, err)
	}
	cluster, err := a.cluster()
	return field{pack: pack, words: analysis, cluster: cluster}, err
}

// library opens the library that questions go to: the one named, else the
// user's, else the bundled reader.
func (a *app) library(ctx context.Context, f field) (*corpus.Library, error) {
	if a.conf.Library == readerName {
		return a.readerLibrary(ctx, f)
	}
	lib, err := corpus.OpenLibrary(a.conf.Library)
	if errors.Is(err, corpus.ErrNoLibrary) && !a.conf.Named {
		fmt.Fprintln(a.err, "locus: no library yet, so this is the bundled reader; `locus add PATH` makes a library of your own")
		return a.readerLibrary(ctx, f)
	}
	return lib, err
}

// fieldAndLibrary is what a command needs that reads the library and no index.
func (a *app) fieldAndLibrary(ctx context.Context) (field, *corpus.Library, error) {
	f, err := a.field()
	if err != nil {
		return field{}, nil, err
	}
	lib, err := a.library(ctx, f)
	return f, lib, err
}

// ownLibrary opens the user's library for a change, and makes it when asked.
func (a *app) ownLibrary(create bool) (*corpus.Library, error) {
	if a.conf.Library == readerName {
		return nil, errors.New("the bundled reader is read-only; name another --library")
	}
	if create {
		return corpus.CreateLibrary(a.conf.Library)
	}
	return corpus.OpenLibrary(a.conf.Library)
}

// place is an opened library with its index and a searcher over both.
type place struct {
	field
	lib      *corpus.Library
	index    engine
	kin      kin
	searcher *query.Searcher
}

// Close lets go of the index.
func (p *place) Close() error { return p.index.Close() }

// open opens the library with its index, healing the index first where it is
// missing, damaged or behind and nobody else is at work on it.
func (a *app) open(ctx context.Context) (*place, error) {
	f, err := a.field()
	if err != nil {
		return nil, err
	}
	lib, err := a.library(ctx, f)
	if err != nil {
		return nil, err
	}
	idx, err := a.openIndex(ctx, lib, f)
	if err != nil {
		return nil, err
	}
	among := kinIn(idx)
	ready := &citations{among: among.matter, generation: idx.Generation}
	s := query.NewSearcher(idx, query.Options{Pack: f.pack, Words: f.words, Cite: ready.cite})
	return &place{field: f, lib: lib, index: idx, kin: among.of, searcher: s}, nil
}

// openIndex opens the index of a library, bringing it up to date first when its
// stamp is not the library's.
func (a *app) openIndex(ctx context.Context, lib *corpus.Library, f field) (engine, error) {
	idx, err := f.openEngine(ctx, lib)
	if err == nil && a.fresh(ctx, lib, idx) {
		return idx, nil
	}
	broken := err != nil
	if broken && !index.Unusable(err) {
		return nil, err
	}
	wait := time.Duration(0)
	if broken {
		wait = 30 * time.Second
	}
	release, lockErr := lib.Lock(ctx, wait, "bringing the index up to date")
	if lockErr != nil {
		if broken {
			return nil, fmt.Errorf("the index cannot be read (%w) and cannot be mended now: %w", err, lockErr)
		}
		fmt.Fprintf(a.err, "locus: the index is behind the library (%v); answers are from before the change\n", lockErr)
		return idx, nil
	}
	defer release()
	if broken && !errors.Is(err, index.ErrMissing) {
		fmt.Fprintf(a.err, "locus: the index is made anew from the library (%v)\n", err)
	}
	if !broken {
		if err := idx.Close(); err != nil {
			return nil, err
		}
	}
	p := newProgress(a.err)
	report, err := refreshIndex(ctx, lib, f, broken, p)
	p.done()
	if err != nil && (broken || ctx.Err() != nil) {
		return nil, err
	}
	if err != nil { // a disk that is full, say: what the index holds can be asked for
		fmt.Fprintf(a.err, "locus: the index is behind the library and could not be brought up to date (%v); answers are from before the change\n", err)
	}
	if err := failures(report); err != nil {
		fmt.Fprintln(a.err, "locus: "+err.Error())
	}
	return f.openEngine(ctx, lib)
}

// fresh reports whether the index was made of the library as it stands.
func (a *app) fresh(ctx context.Context, lib *corpus.Library, idx engine) bool {
	want, err := lib.Stamp()
	got, heldErr := stampOf(ctx, idx)
	return err == nil && heldErr == nil && want == got
}

// failures is the error of works that could not be indexed, nil where there are
// none: they are named, with what is wrong, and the rest is found as ever.
func failures(r index.Report) error {
	if len(r.Failed) == 0 {
		return nil
	}
	errs := make([]error, len(r.Failed))
	for i, f := range r.Failed {
		errs[i] = fmt.Errorf("%s cannot be read and is not found: %w", f.Work, f.Err)
	}
	return errors.Join(errs...)
}

// refreshIndex brings the index up to the library, or makes it anew.
func refreshIndex(ctx context.Context, lib *corpus.Library, f field, anew bool, p *progress) (index.Report, error) {
	store, err := f.keeper(lib)
	if err != nil {
		return index.Report{}, err
	}
	defer store.Close()
	if anew {
		return index.Rebuild(ctx, &indexed{Library: lib, p: p}, store, f.words)
	}
	return index.Update(ctx, &indexed{Library: lib, p: p}, store, f.words)
}

// workIDs turns what a person typed into works of the library: an id, or the
// only work whose id begins so. A work named twice counts once.
func workIDs(lib *corpus.Library, names []string) ([]corpus.WorkID, error) {
	var out []corpus.WorkID
	for _, name := range names {
		id := corpus.WorkID(name)
		_, err := lib.Work(id)
		if errors.Is(err, corpus.ErrUnknownWork) {
			if only, ok := onlyPrefix(lib, name); ok {
				id, err = only, nil
			}
		}
		if err != nil {
			return nil, err
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out, nil
}

func onlyPrefix(lib *corpus.Library, prefix string) (corpus.WorkID, bool) {
	ids, err := lib.IDs()
	if err != nil || prefix == "" {
		return "", false
	}
	var found []corpus.WorkID
	for _, id := range ids {
		if strings.HasPrefix(string(id), prefix) {
			found = append(found, id)
		}
	}
	if len(found) != 1 {
		return "", false
	}
	return found[0], true
}
