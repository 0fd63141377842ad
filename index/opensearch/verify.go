package opensearch

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"locus/corpus"
	"locus/index"
)

// Verify compares the passages that there are with those that each work had when it
// was added, and both with the manifest, and reports each difference. Its own error
// is one of reaching or reading the index.
func (s *Store) Verify(ctx context.Context, report func(error)) error {
	m, err := s.c.manifest(ctx, false)
	if err != nil {
		return err
	}
	want := map[corpus.WorkID]int{}
	var all sums
	err = s.c.eachWork(ctx, m, nil, func(id corpus.WorkID, h held) {
		want[id] = h.Sums.Passages
		all = all.plus(h.Sums)
	})
	if err != nil {
		return fmt.Errorf("list the works of the index: %w", err)
	}
	if all != m.Sums {
		report(fmt.Errorf("the works of the index come to %+v, its manifest says %+v: %w", all, m.Sums, index.ErrDamaged))
	}
	x := &Index{c: s.c, works: newRecords()}
	v := view{m, true}
	err = x.pages(ctx, v, every(v.conditions()...), []string{"work"}, func(values []string, n int) {
		id := corpus.WorkID(values[0])
		if w, ok := want[id]; !ok || w != n {
			report(fmt.Errorf("%s has %d passages in the index, not %d: %w", id, n, w, index.ErrDamaged))
		}
		delete(want, id)
	})
	if err != nil {
		return fmt.Errorf("count the passages of works: %w", err)
	}
	for _, id := range slices.Sorted(maps.Keys(want)) {
		if n := want[id]; n > 0 {
			report(fmt.Errorf("%s has no passages in the index, not %d: %w", id, n, index.ErrDamaged))
		}
	}
	return nil
}
