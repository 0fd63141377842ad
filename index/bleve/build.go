package bleve

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	api "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"

	"locus/corpus"
	"locus/corpus/words"
	"locus/index"
	"locus/query"
)

// How much is built at once. The numbers fix which passages share a shard, so
// that the same documents make the same files on any machine.
const (
	batchPassages = 1500 // passages of a batch, unless one work has more
	groupBatches  = 12   // batches merged in memory into one file
	wholeGroups   = 2    // groups up to which a build makes a single shard
	finalShards   = 2    // shards of a larger build
)

// batch is a run of documents as a segment in memory.
type batch struct {
	segment segment.Segment
	works   []held
}

// builder turns a stream of documents into shards: batches are analysed and
// built side by side, every so many are merged into a file, and these files
// into the shards. Which batch goes where depends on the stream alone.
type builder struct {
	analysis     *words.Analysis
	fingerprints map[corpus.WorkID]string
	dir          string // for files that do not last

	mu      sync.Mutex
	batches map[int]*batch
	groups  map[int]*batch // segments on disk
	err     error
}

// built is a shard's segment, made but not yet in its place.
type built struct {
	segment segment.Segment
	works   []held
}

// job is a numbered run of documents.
type job struct {
	number int
	docs   []*corpus.Document
}

// build reads the stream to its end and gives the segments it makes, none when
// the stream is empty.
func (b *builder) build(ctx context.Context, docs iter.Seq2[*corpus.Document, error]) ([]built, error) {
	b.batches, b.groups = map[int]*batch{}, map[int]*batch{}
	jobs := make(chan job)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 8) {
		wg.Go(func() {
			for j := range jobs {
				b.note(b.work(j))
			}
		})
	}
	number, err := b.feed(ctx, docs, jobs)
	close(jobs)
	wg.Wait()
	if err = errors.Join(err, b.err, ctx.Err()); err != nil {
		b.close()
		return nil, err
	}
	return b.finish(number)
}

// feed cuts the stream into jobs and returns how many there were.
func (b *builder) feed(ctx context.Context, docs iter.Seq2[*corpus.Document, error], jobs chan<- job) (int, error) {
	if docs == nil {
		return 0, nil
	}
	var j job
	passages := 0
	for doc, err := range docs {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil && b.failed() {
			return j.number, nil
		}
		if err != nil {
			return j.number, fmt.Errorf("read what is to be indexed: %w", err)
		}
		j.docs = append(j.docs, doc)
		passages += len(doc.Passages) + 1
		if passages >= batchPassages {
			jobs <- j
			j, passages = job{number: j.number + 1}, 0
		}
	}
	if len(j.docs) > 0 {
		jobs <- j
		j.number++
	}
	return j.number, nil
}

func (b *builder) note(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.err = errors.Join(b.err, err)
}

func (b *builder) failed() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.err != nil
}

// work builds a job's batch, and where that completes a group merges the group.
func (b *builder) work(j job) error {
	made, err := b.batch(j.docs)
	if err != nil {
		return err
	}
	group := j.number / groupBatches
	b.mu.Lock()
	b.batches[j.number] = made
	complete := b.complete(group)
	b.mu.Unlock()
	if !complete {
		return nil
	}
	return b.merge(group)
}

// complete reports whether all batches of a group are there.
func (b *builder) complete(group int) bool {
	for n := group * groupBatches; n < (group+1)*groupBatches; n++ {
		if b.batches[n] == nil {
			return false
		}
	}
	return true
}

// merge makes one file of the batches that a group has.
func (b *builder) merge(group int) error {
	b.mu.Lock()
	var parts []*batch
	for n := group * groupBatches; n < (group+1)*groupBatches; n++ {
		if b.batches[n] != nil {
			parts = append(parts, b.batches[n])
			delete(b.batches, n)
		}
	}
	b.mu.Unlock()
	merged, err := mergeBatches(parts, nil, filepath.Join(b.dir, fmt.Sprintf("group-%d.zap", group)))
	if err != nil {
		return err
	}
	b.mu.Lock()
	b.groups[group] = merged
	b.mu.Unlock()
	return nil
}

// mergeBatches writes one segment of several, in order, without the documents
// of drops, and opens it. It closes the segments it was given.
func mergeBatches(parts []*batch, drops []*roaring.Bitmap, path string) (*batch, error) {
	out := &batch{}
	segments := make([]segment.Segment, len(parts))
	for i, p := range parts {
		segments[i] = p.segment
		out.works = append(out.works, p.works...)
	}
	if drops == nil {
		drops = make([]*roaring.Bitmap, len(parts))
	}
	plugin := &zap.ZapPlugin{}
	_, _, err := plugin.Merge(segments, drops, path, nil, nil)
	for _, s := range segments {
		err = errors.Join(err, s.Close())
	}
	if err != nil {
		return nil, fmt.Errorf("merge segments: %w", err)
	}
	if out.segment, err = plugin.Open(path); err != nil {
		return nil, fmt.Errorf("open the merged segment: %w", err)
	}
	return out, nil
}

// finish makes the shards' segments of what the batches left.
func (b *builder) finish(batches int) ([]built, error) {
	if batches == 0 {
		return nil, nil
	}
	if batches == 1 {
		one := b.batches[0]
		return []built{{segment: one.segment, works: one.works}}, nil
	}
	groups := (batches + groupBatches - 1) / groupBatches
	if b.groups[groups-1] == nil {
		if err := b.merge(groups - 1); err != nil {
			b.close()
			return nil, err
		}
	}
	shards := 1
	if groups > wholeGroups {
		shards = finalShards
	}
	out := make([]built, shards)
	errs := make([]error, shards)
	var wg sync.WaitGroup
	for i := range shards {
		var parts []*batch
		for g := groups * i / shards; g < groups*(i+1)/shards; g++ {
			parts = append(parts, b.groups[g])
		}
		wg.Go(func() {
			merged := parts[0]
			if len(parts) > 1 {
				merged, errs[i] = mergeBatches(parts, nil, filepath.Join(b.dir, fmt.Sprintf("shard-%d.zap", i)))
			}
			if errs[i] == nil {
				out[i] = built{segment: merged.segment, works: merged.works}
			}
		})
	}
	wg.Wait()
	return out, errors.Join(errs...)
}

// close lets go of the segments of a build that failed.
func (b *builder) close() {
	for _, parts := range []map[int]*batch{b.batches, b.groups} {
		for _, p := range parts {
			p.segment.Close()
		}
	}
}

// batch analyses documents and builds their segment.
func (b *builder) batch(docs []*corpus.Document) (*batch, error) {
	out := &batch{}
	var results []api.Document
	for _, doc := range docs {
		made, h, err := b.document(doc)
		if err != nil {
			return nil, err
		}
		results = append(results, made...)
		out.works = append(out.works, h)
	}
	var err error
	if out.segment, _, err = (&zap.ZapPlugin{}).New(results); err != nil {
		return nil, fmt.Errorf("build a segment: %w", err)
	}
	return out, nil
}

// document makes the bleve documents of a work: its own, then its passages'.
func (b *builder) document(doc *corpus.Document) ([]api.Document, held, error) {
	h := held{ID: doc.Work.ID, Fingerprint: b.fingerprints[doc.Work.ID], Year: doc.Work.Year, Passages: len(doc.Passages)}
	own, err := workDocument(&doc.Work)
	if err != nil {
		return nil, h, err
	}
	out := make([]api.Document, 0, len(doc.Passages)+1)
	out = append(out, own)
	var title *field
	for i := range doc.Passages {
		e := index.NewEntry(doc, i, b.analysis)
		if title == nil {
			title = analysed(query.Title, len(e.Title), frequencies(e.Title))
		}
		d, err := passageDocument(&e, title, b.analysis)
		if err != nil {
			return nil, h, err
		}
		out = append(out, d)
		h.Tokens.add(lengths{int64(len(e.Text)), int64(len(e.Text)), int64(len(e.Title)), int64(len(e.Section))})
	}
	return out, h, nil
}

// write gives a segment its folder, complete and on the disk, and describes it.
func (s *built) write(dir, temp, name string) (entry, error) {
	e := entry{Name: name, Works: len(s.works), Docs: int(s.segment.Count())}
	folder := filepath.Join(dir, name)
	if err := os.RemoveAll(folder); err != nil {
		return e, err
	}
	if err := makeFolder(folder, temp); err != nil {
		return e, err
	}
	if err := s.place(filepath.Join(folder, segmentPath)); err != nil {
		return e, err
	}
	list, err := encodeHeld(s.works)
	if err != nil {
		return e, err
	}
	for path, data := range map[string][]byte{heldPath: list, tablePath: newTable(s.works).encode()} {
		if err := writeFile(filepath.Join(folder, path), data); err != nil {
			return e, err
		}
	}
	for _, path := range []string{metaPath, snapshotPath, segmentPath, tablePath, heldPath} {
		f, err := describe(folder, path)
		if err != nil {
			return e, err
		}
		e.Files = append(e.Files, f)
	}
	for _, w := range s.works {
		e.Passages += w.Passages
		e.Tokens.add(w.Tokens)
	}
	return e, errors.Join(syncFile(filepath.Join(folder, storeDir)), syncFile(folder), syncFile(dir))
}

// place puts the segment's file where it belongs: what is in memory is written,
// what is on the disk is moved.
func (s *built) place(path string) error {
	switch seg := s.segment.(type) {
	case segment.PersistedSegment:
		from := seg.Path()
		if err := seg.Close(); err != nil {
			return err
		}
		return os.Rename(from, path)
	case segment.UnpersistedSegment:
		return seg.Persist(path)
	}
	return fmt.Errorf("a segment of type %T cannot be written", s.segment)
}
