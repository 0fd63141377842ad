package bleve

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"locus/index"
)

// Verify reads the whole index and calls report with every way in which it is
// not what its manifest says: files that are gone, cut or changed, lists that
// disagree, passages that cannot be read. It returns an error only where it could
// not look; an index that is missing or of another version is such an error
// (index.ErrMissing, index.ErrStale).
func (s *Store) Verify(ctx context.Context, report func(error)) (err error) {
	defer rescue(&err)
	m, err := readManifest(s.dir)
	if errors.Is(err, index.ErrDamaged) {
		report(err)
		return nil
	}
	if err != nil {
		return err
	}
	if m.Analysis != s.analysis.Fingerprint() {
		return fmt.Errorf("%s was made with another analysis of words: %w", s.dir, index.ErrStale)
	}
	for i := range m.Shards {
		e := &m.Shards[i]
		whole := true
		for _, f := range e.Files {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := f.verify(filepath.Join(s.dir, e.Name)); err != nil {
				whole = false
				report(err)
			}
		}
		if !whole {
			continue
		}
		if err := s.verifyShard(ctx, e, report); err != nil {
			return err
		}
	}
	return nil
}

// verify compares a file with its size and checksum.
func (f *file) verify(folder string) error {
	got, err := describe(folder, f.Path)
	if err != nil {
		return fmt.Errorf("%w: %w", index.ErrDamaged, err)
	}
	if got != *f {
		return fmt.Errorf("%s has %d bytes with checksum %s, not %d with %s: %w",
			filepath.Join(folder, f.Path), got.Size, got.CRC, f.Size, f.CRC, index.ErrDamaged)
	}
	return nil
}

// verifyShard reads every living work and passage of a shard and adds up what
// the manifest says of them.
func (s *Store) verifyShard(ctx context.Context, e *entry, report func(error)) error {
	works, err := readHeld(s.dir, e)
	if err != nil {
		report(err)
		return nil
	}
	folder, err := openFolder(s.dir, e)
	if err != nil {
		report(err)
		return nil
	}
	defer folder.whole.close()
	sh := &shard{opened: folder, entry: *e}
	t := newTable(works)
	if n := int(t.first[len(works)]); n != e.Docs {
		report(fmt.Errorf("list of %s has %d documents, not %d: %w", e.Name, n, e.Docs, index.ErrDamaged))
		return nil
	}
	var sum entry
	dead := e.dead()
	for i, h := range works {
		if dead[i] {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		sum.Works++
		sum.Passages += h.Passages
		sum.Tokens.add(h.Tokens)
		if err := sh.verifyWork(t, i); err != nil {
			report(err)
		}
	}
	if sum.Works != e.Works || sum.Passages != e.Passages || sum.Tokens != e.Tokens {
		report(fmt.Errorf("%s holds %d works, %d passages and %v words, not %d, %d and %v: %w", e.Name,
			sum.Works, sum.Passages, sum.Tokens, e.Works, e.Passages, e.Tokens, index.ErrDamaged))
	}
	return nil
}

// verifyWork reads a work and its passages.
func (s *shard) verifyWork(t *table, i int) error {
	w, err := s.work(t, i)
	if err != nil {
		return err
	}
	for doc := t.first[i] + 1; doc < t.first[i+1]; doc++ {
		k, err := s.stored(doc)
		if err != nil {
			return err
		}
		if _, err := decodePassage(&w, k); err != nil {
			return damaged("passages", s, err)
		}
	}
	return nil
}
