package index

import (
	"context"
	"iter"

	"locus/corpus"
)

// Change is what a store is asked to become: it keeps what it holds, drops the
// works of Remove, and holds each document of Add in place of any earlier text
// of the same work. Stamp is the library's stamp after the change. With Reset
// it first drops everything. Add is read once, one document in memory at a time;
// an error it yields abandons the change.
type Change struct {
	Reset  bool
	Remove []corpus.WorkID
	Add    iter.Seq2[*corpus.Document, error]
	Stamp  string
}

// Store is an index that can be brought up to date. Apply is atomic: whoever
// searches sees the state before or the state after, also when the program is
// killed within; one writer at a time (the library's lock sees to it).
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
}
