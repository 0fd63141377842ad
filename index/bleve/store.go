package bleve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"locus/corpus"
	"locus/corpus/words"
	"locus/index"
)

// Where our own files of a shard are, relative to its folder.
const (
	tablePath = "works.tab"
	heldPath  = "works.jsonl"
)

// checkedBytes is the size up to which a file's checksum is compared whenever it
// is opened, a few milliseconds at most.
const checkedBytes = 16 << 20

// shardPrefix begins the name of every shard's folder.
const shardPrefix = "shard-"

// Store writes the index of a folder. It is an index.Store; one writer at a
// time, which the library's lock sees to. Readers (Open) need no lock: what they
// read is never changed, only replaced.
type Store struct {
	dir      string
	analysis *words.Analysis
}

// NewStore is the store of a folder, which is made by the first Apply.
func NewStore(dir string, analysis *words.Analysis) *Store {
	return &Store{dir: dir, analysis: analysis}
}

// manifest reads the manifest and checks it against the analysis and the disk.
func (s *Store) manifest() (*manifest, error) {
	m, err := readManifest(s.dir)
	if err != nil {
		return nil, err
	}
	return m, m.check(s.dir, s.analysis)
}

// check compares the manifest with the analysis in use and with the sizes of the
// files it names, and the contents of the smaller ones too: the reader of the
// segment format trusts what it reads, and a changed byte can make it ask for all
// memory there is. Larger files are compared by Verify.
func (m *manifest) check(dir string, analysis *words.Analysis) error {
	if m.Analysis != analysis.Fingerprint() {
		return fmt.Errorf("%s was made with another analysis of words: %w", dir, index.ErrStale)
	}
	for _, e := range m.Shards {
		for _, f := range e.Files {
			name := filepath.Join(dir, e.Name, f.Path)
			info, err := os.Stat(name)
			if errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("%s is gone: %w", name, index.ErrDamaged)
			}
			if err != nil {
				return err
			}
			if info.Size() != f.Size {
				return fmt.Errorf("%s has %d bytes, not %d: %w", name, info.Size(), f.Size, index.ErrDamaged)
			}
			if f.Size > checkedBytes {
				continue
			}
			if err := f.verify(filepath.Join(dir, e.Name)); err != nil {
				return err
			}
		}
	}
	return nil
}

// Stamp is the library's stamp that the index was last brought up to, "" when
// there is no index. The error wraps index.ErrStale or index.ErrDamaged where
// the index cannot be read.
func (s *Store) Stamp(ctx context.Context) (string, error) {
	m, err := s.manifest()
	if errors.Is(err, index.ErrMissing) {
		return "", ctx.Err()
	}
	if err != nil {
		return "", err
	}
	return m.Stamp, ctx.Err()
}

// Passages counts the passages held, 0 when there is no index. Only the manifest is
// read; the error wraps index.ErrStale or index.ErrDamaged where it cannot be.
func (s *Store) Passages(ctx context.Context) (int, error) {
	m, err := readManifest(s.dir)
	if errors.Is(err, index.ErrMissing) {
		return 0, ctx.Err()
	}
	if err != nil {
		return 0, err
	}
	n := 0
	for _, e := range m.Shards {
		n += e.Passages
	}
	return n, ctx.Err()
}

// Held gives the fingerprint of every work held; it is empty when there is no
// index. The error wraps index.ErrStale or index.ErrDamaged where the index
// cannot be read.
func (s *Store) Held(ctx context.Context) (map[corpus.WorkID]string, error) {
	out := map[corpus.WorkID]string{}
	m, err := s.manifest()
	if errors.Is(err, index.ErrMissing) {
		return out, ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	for _, e := range m.Shards {
		works, err := readHeld(s.dir, &e)
		if err != nil {
			return nil, err
		}
		dead := e.dead()
		for i, w := range works {
			if !dead[i] {
				out[w.ID] = w.Fingerprint
			}
		}
	}
	return out, ctx.Err()
}

// dead is the set of the shard's dead works.
func (e *entry) dead() map[int]bool {
	out := make(map[int]bool, len(e.Dead))
	for _, i := range e.Dead {
		out[i] = true
	}
	return out
}

// readHeld reads a shard's list of works.
func readHeld(dir string, e *entry) ([]held, error) {
	f, err := os.Open(filepath.Join(dir, e.Name, heldPath))
	if err != nil {
		return nil, fmt.Errorf("list of works: %w: %w", index.ErrDamaged, err)
	}
	defer f.Close()
	works, err := decodeHeld(f)
	if err == nil && len(works) != e.Works+len(e.Dead) {
		err = fmt.Errorf("%s lists %d works, not %d: %w", e.Name, len(works), e.Works+len(e.Dead), index.ErrDamaged)
	}
	return works, err
}

// Apply makes the change: a new shard or more for what is added, marks on the
// old shards for what it replaces and removes, and then the new manifest in place
// of the old. Until that last step nothing that a reader sees is touched. Where
// shards became many they are merged afterwards, in a generation of its own.
func (s *Store) Apply(ctx context.Context, c index.Change) (err error) {
	defer rescue(&err)
	old, err := s.manifest()
	if c.Reset || errors.Is(err, index.ErrMissing) {
		old, err = &manifest{Generation: s.generation()}, nil
	}
	if err != nil {
		return err
	}
	if err := os.MkdirAll(s.dir, 0o755); err != nil {
		return fmt.Errorf("folder of the index: %w", err)
	}
	temp, err := os.MkdirTemp(s.dir, "building-")
	if err != nil {
		return fmt.Errorf("folder of the index: %w", err)
	}
	defer os.RemoveAll(temp)
	next := &manifest{
		Format: format, Schema: index.Schema, Analysis: s.analysis.Fingerprint(),
		Generation: old.Generation + 1, Stamp: c.Stamp,
	}
	w := &writer{dir: s.dir, temp: temp, next: next}
	b := &builder{analysis: s.analysis, fingerprints: c.Fingerprints, dir: temp}
	fresh, err := b.build(ctx, c.Add)
	if err != nil {
		return err
	}
	if err := w.add(old.Shards, fresh, c.Remove); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := writeManifest(s.dir, next); err != nil {
		return err
	}
	err = s.tidy(ctx, w)
	s.sweep(w.next)
	return err
}

// tidy merges shards, when that is due, after the change stands: a large merge
// takes longer than anybody should wait to find a text that was added. Whoever
// searches meanwhile finds it in a shard of its own. Where the context ends
// before, the next change merges.
func (s *Store) tidy(ctx context.Context, w *writer) error {
	if !w.due() {
		return nil
	}
	stands := w.next
	next := *stands
	next.Generation++
	next.Shards = slices.Clone(stands.Shards)
	w.next = &next
	err := w.compact(ctx)
	if err == nil {
		err = writeManifest(s.dir, &next)
	}
	if err != nil {
		w.next = stands
		if ctx.Err() != nil {
			return nil
		}
		return fmt.Errorf("the change stands; merge its shards with others: %w", err)
	}
	return nil
}

// generation is the last generation that left a trace in the folder, so that a
// rebuilt index never names a shard like one that a reader may have open.
func (s *Store) generation() int {
	last := 0
	if m, err := readManifest(s.dir); err == nil {
		last = m.Generation
	}
	names, err := os.ReadDir(s.dir)
	if err != nil {
		return last
	}
	for _, n := range names {
		var generation, number int
		if _, err := fmt.Sscanf(n.Name(), shardPrefix+"%d-%d", &generation, &number); err == nil {
			last = max(last, generation)
		}
	}
	return last
}

// sweep deletes what the manifest does not name: folders of replaced shards and
// what killed writers left. A reader that has such files open keeps them until
// it closes; where a system refuses to delete them the next change tries again.
func (s *Store) sweep(m *manifest) {
	keep := map[string]bool{}
	for _, e := range m.Shards {
		keep[e.Name] = true
	}
	names, err := os.ReadDir(s.dir)
	if err != nil {
		return
	}
	for _, n := range names {
		name := n.Name()
		if n.IsDir() && !keep[name] && (strings.HasPrefix(name, shardPrefix) || strings.HasPrefix(name, "building-")) {
			os.RemoveAll(filepath.Join(s.dir, name))
		}
	}
}

// rescue turns a panic, which a damaged segment can cause in the reader of its
// format, into index.ErrDamaged.
func rescue(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%w: %v", index.ErrDamaged, p)
	}
}
