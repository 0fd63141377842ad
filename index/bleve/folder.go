package bleve

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	bleve "github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	api "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	bolt "go.etcd.io/bbolt/errors"

	"locus/corpus"
	"locus/index"
	"locus/query"
)

// Where bleve keeps its files, relative to a shard's folder: what kind of index
// it is; the snapshot, which names the segments and holds the mapping; and the one
// segment.
const (
	storeDir     = "store"
	metaPath     = "index_meta.json"
	snapshotPath = "store/root.bolt"
	segmentPath  = "store/000000000002.zap"
)

// lockWait bounds the waiting for the lock that bleve puts on a snapshot. Readers
// share it and nothing writes to a shard in its place, so only a foreign program
// can hold it.
const lockWait = "500ms"

// lean is the mapping of a shard: static, with every field named. Words come to
// bleve already analysed, and in the same way they have to be asked for: as stems
// in the analysed fields, as whole values in the others.
func lean() *mapping.IndexMappingImpl {
	m := bleve.NewIndexMapping()
	m.DefaultAnalyzer = keyword.Name
	m.DefaultField = string(query.Text)
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	m.DefaultMapping = bleve.NewDocumentStaticMapping()
	add := func(name string, change func(*mapping.FieldMapping)) {
		f := bleve.NewKeywordFieldMapping()
		f.IncludeInAll, f.DocValues, f.Store, f.IncludeTermVectors = false, false, false, false
		change(f)
		m.DefaultMapping.AddFieldMappingsAt(name, f)
	}
	for _, name := range textFields() {
		add(string(name), func(*mapping.FieldMapping) {})
	}
	for _, name := range corpus.Fields() {
		add(string(name), func(f *mapping.FieldMapping) { f.SkipFreqNorm = true })
	}
	add(oddField, func(f *mapping.FieldMapping) { f.SkipFreqNorm = true })
	add(packedField, func(f *mapping.FieldMapping) { f.Index, f.Store = false, true })
	return m
}

// makeFolder makes a folder of bleve's by its own offline builder, which wants one
// document at least, and leaves out the builder's segment: the shard's own, built
// side by side with others and in the order of the documents, takes its place. The
// snapshot names a segment by its file only.
func makeFolder(folder, temp string) error {
	b, err := bleve.NewBuilder(folder, lean(), map[string]any{"buildPathPrefix": temp})
	if err != nil {
		return fmt.Errorf("bleve's builder: %w", err)
	}
	if err := b.Index("-", map[string]any{}); err != nil {
		return fmt.Errorf("bleve's builder: %w", err)
	}
	if err := b.Close(); err != nil {
		return fmt.Errorf("bleve's builder: %w", err)
	}
	if err := os.Remove(filepath.Join(folder, segmentPath)); err != nil {
		return err
	}
	for path, mode := range map[string]os.FileMode{"": 0o755, storeDir: 0o755, metaPath: 0o644, snapshotPath: 0o644} {
		if err := os.Chmod(filepath.Join(folder, path), mode); err != nil {
			return err
		}
	}
	return errors.Join(syncFile(filepath.Join(folder, metaPath)), syncFile(filepath.Join(folder, snapshotPath)))
}

// whole is an index of bleve's, open for reading, and the snapshot that is read.
type whole struct {
	index    bleve.Index
	snapshot *scorch.IndexSnapshot
}

// openWhole opens a shard's folder through bleve and gives its segment, which the
// caller must not close.
func openWhole(folder string) (*whole, segment.Segment, error) {
	x, err := bleve.OpenUsing(folder, map[string]any{"read_only": true, "bolt_timeout": lockWait})
	if errors.Is(err, bolt.ErrTimeout) {
		return nil, nil, fmt.Errorf("%s is locked by another program: %w", folder, err)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w: %w", folder, index.ErrDamaged, err)
	}
	w := &whole{index: x}
	inner, err := x.Advanced()
	if err == nil {
		w.snapshot, err = snapshotOf(inner)
	}
	if err == nil && len(w.snapshot.Segments()) != 1 {
		err = fmt.Errorf("%d segments, not one", len(w.snapshot.Segments()))
	}
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("%s: %w: %w", folder, index.ErrDamaged, err), w.close())
	}
	return w, w.snapshot.Segments()[0].Segment(), nil
}

// close lets go of the snapshot and then of the index.
func (w *whole) close() (err error) {
	if w.snapshot != nil {
		err = w.snapshot.Close()
	}
	return errors.Join(err, w.index.Close())
}

// snapshotOf is the snapshot to read of an index that is scorch's.
func snapshotOf(x api.Index) (*scorch.IndexSnapshot, error) {
	r, err := x.Reader()
	if err != nil {
		return nil, err
	}
	snapshot, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		return nil, errors.Join(fmt.Errorf("a reader of type %T is not scorch's", r), r.Close())
	}
	return snapshot, nil
}
