package cli

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"

	"locus/corpus"
	"locus/index"
	"locus/index/opensearch"
)

// part is the share that one of several machines has in indexing a library: works by
// their ids, so that each knows its own without asking the others.
type part struct{ i, n int }

func parsePart(s string) (part, error) {
	var p part
	if k, err := fmt.Sscanf(s, "%d/%d", &p.i, &p.n); err != nil || k != 2 || p.i < 1 || p.n < p.i || p.String() != s {
		return part{}, fmt.Errorf("--part %q: not such as 2/4, the second of four", s)
	}
	return p, nil
}

func (p part) String() string { return fmt.Sprintf("%d/%d", p.i, p.n) }

func (p part) has(id corpus.WorkID) bool {
	h := fnv.New64a()
	h.Write([]byte(id))
	return h.Sum64()%uint64(p.n) == uint64(p.i-1)
}

// worksAtOnce is how many works of a part are taken into the index in one step: what
// was taken stays when the rest is interrupted.
const worksAtOnce = 200

// indexPart indexes the works of a part that the cluster does not hold as they are, and
// drops those of it that the library has no more. Doing it again finds nothing to do.
// The stamp stays, so that the next command over the whole looks at all works.
func indexPart(ctx context.Context, lib *corpus.Library, f field, p part) (index.Report, error) {
	var r index.Report
	if f.cluster == nil || bundled(lib.Dir()) {
		return r, errors.New("--part divides the work on an index in a cluster: --index opensearch")
	}
	o := f.clusterOf(lib)
	o.Part = p.String()
	store, err := opensearch.NewStore(o)
	if err != nil {
		return r, err
	}
	defer store.Close()
	works, err := lib.Fingerprints()
	if err != nil {
		return r, fmt.Errorf("library's works: %w", err)
	}
	held, err := store.Held(ctx)
	if err != nil {
		return r, fmt.Errorf("what the index holds: %w", err)
	}
	fingerprints := map[corpus.WorkID]string{}
	var add, remove []corpus.WorkID
	for id, work := range works {
		if !p.has(id) {
			continue
		}
		if fingerprints[id] = index.Fingerprint(work, f.words); held[id] == fingerprints[id] {
			r.Kept++
		} else {
			add = append(add, id)
		}
	}
	for id := range held {
		if _, ok := works[id]; !ok && p.has(id) {
			remove = append(remove, id)
		}
	}
	slices.Sort(add)
	slices.Sort(remove)
	if len(remove) > 0 {
		if err := takeIn(ctx, store, index.Change{Remove: remove}); err != nil {
			return r, err
		}
		r.Removed = len(remove)
	}
	for some := range slices.Chunk(add, worksAtOnce) {
		more := index.Report{}
		c := index.Change{Fingerprints: fingerprints, Add: func(yield func(*corpus.Document, error) bool) {
			for _, id := range some {
				doc, err := lib.Document(id)
				if err != nil {
					more.Failed = append(more.Failed, index.Failure{Work: id, Err: err})
					continue
				}
				more.Added++
				more.Passages += len(doc.Passages)
				if !yield(doc, nil) {
					return
				}
			}
		}}
		if err := takeIn(ctx, store, c); err != nil {
			return r, err
		}
		r.Added, r.Passages, r.Failed = r.Added+more.Added, r.Passages+more.Passages, append(r.Failed, more.Failed...)
	}
	return r, nil
}

// takeIn applies a change under the stamp that the index has.
func takeIn(ctx context.Context, store *opensearch.Store, c index.Change) error {
	var err error
	if c.Stamp, err = store.Stamp(ctx); err != nil {
		return fmt.Errorf("index's stamp: %w", err)
	}
	return store.Apply(ctx, c)
}
