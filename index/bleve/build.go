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

	"locus/corpus"
	"locus/corpus/words"
)

// How much is built at once. The numbers fix which passages share a shard, so
// that the same documents make the same files on any machine.
const (
	batchPassages = 4000 // passages of a batch, unless one work has more
	wholeBatches  = 9    // batches up to which a build makes a single shard
	finalShards   = 2    // shards of a larger build
)

// builder turns a stream of documents into shards: batches are analysed and
// inverted side by side and put aside, and then woven together into the shards'
// segments. Which batch goes where depends on the stream alone.
type builder struct {
	analysis     *words.Analysis
	fingerprints map[corpus.WorkID]string
	dir          string // for files that do not last

	mu     sync.Mutex
	spools map[int]*spool
	err    error
}

// built is a shard's segment, made but not yet in its place.
type built struct {
	path  string
	docs  int
	works []held
}

// job is a numbered run of documents.
type job struct {
	number int
	docs   []*corpus.Document
}

// build reads the stream to its end and gives the segments it makes, none when
// the stream is empty.
func (b *builder) build(ctx context.Context, docs iter.Seq2[*corpus.Document, error]) ([]built, error) {
	b.spools = map[int]*spool{}
	jobs := make(chan job)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 8) {
		wg.Go(func() {
			v := newInverter(b.analysis)
			for j := range jobs {
				b.note(b.work(v, j))
			}
		})
	}
	number, err := b.feed(ctx, docs, jobs)
	close(jobs)
	wg.Wait()
	var out []built
	if err = errors.Join(err, b.err, ctx.Err()); err == nil {
		out, err = b.finish(number)
	}
	for _, s := range b.spools {
		err = errors.Join(err, s.close())
	}
	return out, err
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

// work inverts a job's documents. The first batch stays in memory, since it may be
// the only one.
func (b *builder) work(v *inverter, j job) error {
	v.begin()
	for _, doc := range j.docs {
		if err := v.document(doc, b.fingerprints[doc.Work.ID]); err != nil {
			return err
		}
	}
	s := v.spool()
	if j.number > 0 {
		if err := s.save(filepath.Join(b.dir, fmt.Sprintf("batch-%d", j.number))); err != nil {
			return err
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.spools[j.number] = s
	return nil
}

// finish makes the shards' segments of the batches.
func (b *builder) finish(batches int) ([]built, error) {
	if batches == 0 {
		return nil, nil
	}
	shards := 1
	if batches > wholeBatches {
		shards = finalShards
	}
	out := make([]built, shards)
	errs := make([]error, shards)
	var wg sync.WaitGroup
	for i := range shards {
		wg.Go(func() {
			var parts []*spool
			out[i].path = filepath.Join(b.dir, fmt.Sprintf("shard-%d.zap", i))
			for n := batches * i / shards; n < batches*(i+1)/shards; n++ {
				s := b.spools[n]
				parts = append(parts, s)
				out[i].docs += s.docs
				out[i].works = append(out[i].works, s.works...)
			}
			errs[i] = writeSegment(parts, out[i].path)
		})
	}
	wg.Wait()
	return out, errors.Join(errs...)
}

// write gives a segment its folder, complete and on the disk, and describes it.
func (s *built) write(dir, temp, name string) (entry, error) {
	e := entry{Name: name, Works: len(s.works), Docs: s.docs}
	folder := filepath.Join(dir, name)
	if err := os.RemoveAll(folder); err != nil {
		return e, err
	}
	if err := makeFolder(folder, temp); err != nil {
		return e, err
	}
	if err := os.Rename(s.path, filepath.Join(folder, segmentPath)); err != nil {
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
