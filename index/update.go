package index

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"slices"

	"locus/corpus"
	"locus/corpus/words"
)

// Library is the truth an index is made from; *corpus.Library is one.
type Library interface {
	// Fingerprints gives, for every work, a string that changes whenever
	// anything an index keeps of it changes.
	Fingerprints() (map[corpus.WorkID]string, error)
	// FingerprintsOf gives them for some works; those not held are left out.
	FingerprintsOf([]corpus.WorkID) (map[corpus.WorkID]string, error)
	// Changes lists every work that differs from when the library's stamp was this
	// one, those gone among them; ok is false where it cannot tell.
	Changes(since string) (ids []corpus.WorkID, ok bool)
	Document(corpus.WorkID) (*corpus.Document, error)
	// Stamp changes before any change of the library, and is cheap to read.
	Stamp() (string, error)
}

// Fingerprint is what a store holds of a work to tell whether its entries are
// still right: it changes with the work (the library's fingerprint of it), with
// the word analysis, and with Schema.
func Fingerprint(work string, analysis *words.Analysis) string {
	h := sha256.New()
	for _, s := range []string{Schema, analysis.Fingerprint(), work} {
		fmt.Fprintf(h, "%d:%s", len(s), s)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Stale reports whether the library changed since the store was brought up to
// date. It reads the two stamps only. A store that cannot be read is stale.
func Stale(ctx context.Context, lib Library, store Store) (bool, error) {
	want, err := lib.Stamp()
	if err != nil {
		return false, fmt.Errorf("library's stamp: %w", err)
	}
	got, err := store.Stamp(ctx)
	if Unusable(err) {
		return true, nil
	}
	if err != nil {
		return false, fmt.Errorf("index's stamp: %w", err)
	}
	return got == "" || got != want, nil
}

// Update makes the store hold what the library holds. Only works whose
// fingerprint changed are read, and where the library can say what changed since
// the store's stamp the others are not even compared: Report.Kept is 0 then. Where
// the index is missing, stale or damaged everything is built again and
// Report.Rebuilt says why. The caller holds the library's lock.
func Update(ctx context.Context, lib Library, store Store, analysis *words.Analysis) (Report, error) {
	stamp, err := lib.Stamp() // before the changes are asked for, as in bring
	if err != nil {
		return Report{}, fmt.Errorf("library's stamp: %w", err)
	}
	if since, err := store.Stamp(ctx); err == nil && since != "" {
		if ids, ok := lib.Changes(since); ok {
			return follow(ctx, lib, store, analysis, ids, Change{Stamp: stamp}, since == stamp)
		}
	}
	held, err := store.Held(ctx)
	switch {
	case Unusable(err):
		return bring(ctx, lib, store, analysis, nil, err)
	case err != nil:
		return Report{}, fmt.Errorf("what the index holds: %w", err)
	}
	return bring(ctx, lib, store, analysis, held, nil)
}

// Rebuild makes the index anew from the library, whatever it was.
func Rebuild(ctx context.Context, lib Library, store Store, analysis *words.Analysis) (Report, error) {
	return bring(ctx, lib, store, analysis, nil, ErrMissing)
}

// follow brings a store up to the library of which it is known that only the works
// of ids differ; stamped says that the store has the stamp of c already.
func follow(ctx context.Context, lib Library, store Store, analysis *words.Analysis,
	ids []corpus.WorkID, c Change, stamped bool) (Report, error) {
	if len(ids) == 0 && stamped {
		return Report{}, nil
	}
	works, err := lib.FingerprintsOf(ids)
	if err != nil {
		return Report{}, fmt.Errorf("library's works: %w", err)
	}
	var r Report
	var add []corpus.WorkID
	c.Fingerprints = map[corpus.WorkID]string{}
	for _, id := range ids {
		if fp, ok := works[id]; ok {
			c.Fingerprints[id] = Fingerprint(fp, analysis)
			add = append(add, id)
		} else {
			c.Remove = append(c.Remove, id)
		}
	}
	r.Removed = len(c.Remove)
	err = apply(ctx, lib, store, c, add, &r)
	return r, err
}

// apply asks the store for a change that adds works and counts them in r.
func apply(ctx context.Context, lib Library, store Store, c Change, add []corpus.WorkID, r *Report) error {
	c.Add = documents(ctx, lib, add, r)
	if err := store.Apply(ctx, c); err != nil {
		*r = Report{}
		return fmt.Errorf("bring the index up to date: %w", err)
	}
	return nil
}

// bring applies the difference between held and the library; a why that is not
// nil asks for a reset first.
func bring(ctx context.Context, lib Library, store Store, analysis *words.Analysis,
	held map[corpus.WorkID]string, why error) (Report, error) {
	// The stamp is read first: a change made meanwhile leaves the index stale,
	// never wrongly fresh.
	stamp, err := lib.Stamp()
	if err != nil {
		return Report{}, fmt.Errorf("library's stamp: %w", err)
	}
	works, err := lib.Fingerprints()
	if err != nil {
		return Report{}, fmt.Errorf("library's works: %w", err)
	}
	r := Report{Rebuilt: why}
	c := Change{Reset: why != nil, Stamp: stamp, Fingerprints: map[corpus.WorkID]string{}}
	var add []corpus.WorkID
	for id, fp := range works {
		fp = Fingerprint(fp, analysis)
		if old, ok := held[id]; ok && old == fp {
			r.Kept++
			continue
		}
		c.Fingerprints[id] = fp
		add = append(add, id)
	}
	for id := range held {
		if _, ok := works[id]; !ok {
			c.Remove = append(c.Remove, id)
		}
	}
	slices.Sort(add)
	slices.Sort(c.Remove)
	r.Removed = len(c.Remove)
	if why == nil && len(add) == 0 && len(c.Remove) == 0 {
		if got, err := store.Stamp(ctx); err == nil && got == stamp {
			return r, nil
		}
	}
	err = apply(ctx, lib, store, c, add, &r)
	return r, err
}

// documents yields the works of ids one after the other and counts them in r; a
// work that cannot be read is noted there and passed over.
func documents(ctx context.Context, lib Library, ids []corpus.WorkID, r *Report) iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		for _, id := range ids {
			if err := ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
			doc, err := lib.Document(id)
			if err != nil {
				r.Failed = append(r.Failed, Failure{Work: id, Err: err})
				continue
			}
			r.Added++
			r.Passages += len(doc.Passages)
			if !yield(doc, nil) {
				return
			}
		}
	}
}
