package bleve

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"

	"locus/corpus"
)

// When shards are merged.
const (
	mostShards = 8 // of one index
	growth     = 4 // so many shards of about one size become one
)

// writer makes the shards of a new generation.
type writer struct {
	dir, temp string
	next      *manifest
	number    int
	works     map[string][]held // of every shard of next
}

// name is the name of the generation's next shard.
func (w *writer) name() string {
	w.number++
	return fmt.Sprintf("%s%06d-%d", shardPrefix, w.next.Generation, w.number)
}

// add takes over the old shards and the fresh ones and marks as dead whatever is
// removed or stands in a later shard again.
func (w *writer) add(old []entry, fresh []built, remove []corpus.WorkID) error {
	w.works = map[string][]held{}
	for _, e := range old {
		works, err := readHeld(w.dir, &e)
		if err != nil {
			return err
		}
		e.Dead = slices.Clone(e.Dead)
		w.works[e.Name] = works
		w.next.Shards = append(w.next.Shards, e)
	}
	gone := map[corpus.WorkID]bool{}
	for _, id := range remove {
		gone[id] = true
	}
	for _, f := range fresh {
		for _, h := range f.works {
			gone[h.ID] = true
		}
	}
	for i := range w.next.Shards {
		w.bury(&w.next.Shards[i], func(_ int, id corpus.WorkID) bool { return gone[id] })
	}
	from := len(w.next.Shards)
	for i := range fresh {
		e, err := fresh[i].write(w.dir, w.temp, w.name())
		if err != nil {
			return fmt.Errorf("write a shard: %w", err)
		}
		w.works[e.Name] = fresh[i].works
		w.next.Shards = append(w.next.Shards, e)
	}
	w.keepLast(w.next.Shards[from:])
	w.next.Shards = slices.DeleteFunc(w.next.Shards, func(e entry) bool { return e.Works == 0 })
	return nil
}

// keepLast marks all but the last occurrence of a work as dead.
func (w *writer) keepLast(shards []entry) {
	type place struct{ shard, work int }
	last := map[corpus.WorkID]place{}
	for s := range shards {
		for i, h := range w.works[shards[s].Name] {
			last[h.ID] = place{s, i}
		}
	}
	for s := range shards {
		w.bury(&shards[s], func(i int, id corpus.WorkID) bool { return last[id] != place{s, i} })
	}
}

// bury marks the works of a shard that are gone as dead.
func (w *writer) bury(e *entry, gone func(i int, id corpus.WorkID) bool) {
	dead := e.dead()
	for i, h := range w.works[e.Name] {
		if dead[i] || !gone(i, h.ID) {
			continue
		}
		e.Dead = append(e.Dead, i)
		e.Works--
		e.Passages -= h.Passages
		for f := range e.Tokens {
			e.Tokens[f] -= h.Tokens[f]
		}
	}
	slices.Sort(e.Dead)
}

// due reports whether compact has anything to do.
func (w *writer) due() bool {
	return slices.ContainsFunc(w.next.Shards, wasteful) || choose(w.next.Shards) != nil
}

// wasteful reports whether more than a third of a shard is dead.
func wasteful(e entry) bool {
	return (e.Docs-e.Passages-e.Works)*3 > e.Docs
}

// compact writes shards anew of which too much is dead, and merges shards of
// about one size when there are several, so that the number of shards grows with
// the logarithm of the index.
func (w *writer) compact(ctx context.Context) error {
	for {
		group := choose(w.next.Shards)
		if i := slices.IndexFunc(w.next.Shards, wasteful); i >= 0 {
			group = []entry{w.next.Shards[i]}
		}
		if group == nil {
			return nil
		}
		if err := w.merge(ctx, group); err != nil {
			return err
		}
	}
}

// choose picks the shards to merge next, none where all is well: a number of
// growth or more where the largest is at most growth times the smallest, the
// smallest such first; and where there are too many shards, the smallest.
func choose(shards []entry) []entry {
	bySize := slices.Clone(shards)
	slices.SortFunc(bySize, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.Docs, b.Docs), cmp.Compare(a.Name, b.Name))
	})
	for i := range bySize {
		j := i
		for j < len(bySize) && bySize[j].Docs <= max(growth*bySize[i].Docs, batchPassages) {
			j++
		}
		if j-i >= growth {
			return bySize[i:j]
		}
	}
	if len(bySize) > mostShards {
		return bySize[:len(bySize)-mostShards+1]
	}
	return nil
}

// merge writes one shard of several, without their dead works, and puts it in
// their place. Works stay in the order of the shards' names.
func (w *writer) merge(ctx context.Context, group []entry) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	slices.SortFunc(group, func(a, b entry) int { return cmp.Compare(a.Name, b.Name) })
	name := w.name()
	b := &built{path: filepath.Join(w.temp, name+".zap")}
	var drops []*roaring.Bitmap
	var paths []string
	gone := map[string]bool{}
	for _, e := range group {
		gone[e.Name] = true
		works := w.works[e.Name]
		dead := e.dead()
		for i, h := range works {
			if !dead[i] {
				b.works = append(b.works, h)
				b.docs += h.Passages + 1
			}
		}
		paths = append(paths, filepath.Join(w.dir, e.Name, segmentPath))
		drops = append(drops, deadDocuments(newTable(works), e.Dead))
	}
	if err := mergeSegments(paths, drops, b.path); err != nil {
		return err
	}
	e, err := b.write(w.dir, w.temp, name)
	if err != nil {
		return fmt.Errorf("write a shard: %w", err)
	}
	w.works[name] = b.works
	w.next.Shards = slices.DeleteFunc(w.next.Shards, func(e entry) bool { return gone[e.Name] })
	w.next.Shards = append(w.next.Shards, e)
	return nil
}

// mergeSegments writes one segment of several, in order, without the documents of
// drops.
func mergeSegments(paths []string, drops []*roaring.Bitmap, to string) (err error) {
	plugin := &zap.ZapPlugin{}
	var segments []segment.Segment
	defer func() {
		for _, s := range segments {
			err = errors.Join(err, s.Close())
		}
	}()
	for _, path := range paths {
		s, err := plugin.Open(path)
		if err != nil {
			return fmt.Errorf("open a shard to merge it: %w", err)
		}
		segments = append(segments, s)
	}
	if _, _, err := plugin.Merge(segments, drops, to, nil, nil); err != nil {
		return fmt.Errorf("merge segments: %w", err)
	}
	return nil
}

// deadDocuments are the documents of dead works, nil where there are none.
func deadDocuments(t *table, dead []int) *roaring.Bitmap {
	if len(dead) == 0 {
		return nil
	}
	out := roaring.New()
	for _, i := range dead {
		out.AddRange(uint64(t.first[i]), uint64(t.first[i+1]))
	}
	return out
}
