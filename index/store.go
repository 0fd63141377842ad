package index

import (
	"context"
	"iter"

	"locus/corpus"
)

// Change is what a store is asked to become: it keeps what it holds, drops the
// works of Remove, and holds each document of Add in place of any earlier text
// of the same work. Stamp is the library's stamp after the change. With Reset
// it first drops everything. Add is read once, a few documents in memory at a
// time; an error it yields abandons the change. Of two documents of one work in
// Add the later holds.
type Change struct {
	Reset  bool
	Remove []corpus.WorkID
	Add    iter.Seq2[*corpus.Document, error]
	Stamp  string
	// Fingerprints is what Held is to say of each work of Add.
	Fingerprints map[corpus.WorkID]string
}

// Store is an index that can be brought up to date. Apply is atomic: whoever
// searches sees the state before or the state after, also when the program is
// killed within; one writer at a time (the library's lock sees to it).
//
// Held, Stamp and Apply without Reset answer an index that cannot be read with
// an error that wraps ErrMissing, ErrStale or ErrDamaged; Held and Stamp of an
// index not yet made are empty without an error.
type Store interface {
	// Held gives the fingerprint of every work the index holds.
	Held(ctx context.Context) (map[corpus.WorkID]string, error)
	// Stamp is the library's stamp that the index was last brought up to; "" when
	// there is no index yet.
	Stamp(ctx context.Context) (string, error)
	Apply(ctx context.Context, c Change) error
}

// Report says what bringing an index up to date did.
type Report struct {
	Added, Removed, Kept int // works
	Passages             int // added
	// Rebuilt says why everything was built again, nil where it was not.
	Rebuilt error
	// Failed are the works that could not be read; the index keeps what it held
	// of them before.
	Failed []Failure
}

// Failure is a work that could not be indexed, and why.
type Failure struct {
	Work corpus.WorkID
	Err  error
}
