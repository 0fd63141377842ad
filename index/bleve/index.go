package bleve

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/blevesearch/vellum/levenshtein"

	"locus/corpus/words"
	"locus/index"
	"locus/query"
)

// Options says how an index is read. Analysis is required; it must be the one
// the index was made with.
type Options struct {
	Analysis *words.Analysis
	// CacheBytes bounds the memory for decoded postings; 0 means 64 MiB, below 0
	// none are kept.
	CacheBytes int
	// Interval is how long an index answers from one state before it looks for a
	// newer one; 0 means 500 ms, below 0 only Refresh looks.
	Interval time.Duration
}

const (
	defaultCache    = 64 << 20
	countsBytes     = 1 << 20
	defaultInterval = 500 * time.Millisecond
)

// Index reads the index of a folder. It is a query.Finder, safe for concurrent
// use; it sees what a Store writes to the folder meanwhile, whole or not at all.
type Index struct {
	dir    string
	o      Options
	cache  *cache
	counts *cache // see shard
	// wholeList is wholeList but in tests, whose words are not so frequent.
	wholeList int

	scores sync.Pool // of *[]float64, all zeros
	// pruners are of *pruner, with all sums zero.
	pruners sync.Pool
	// builders make automata of words within one and two edits.
	builders [2]func() (*levenshtein.LevenshteinAutomatonBuilder, error)

	mu      sync.Mutex
	current *state
	info    os.FileInfo // of the manifest that current was read from
	looked  time.Time
	serial  uint64
	folders map[string]*opened
	closed  bool
}

// state is one generation of an index, open. It lives as long as somebody reads
// it.
type state struct {
	manifest *manifest
	shards   []*shard
	refs     int // guarded by the index; the index itself holds one
	passages int
	works    int
	tokens   lengths
}

// ErrClosed is the answer of an index that was closed.
var ErrClosed = errors.New("the index is closed")

// Open opens the index of a folder for reading. The error wraps
// index.ErrMissing, index.ErrStale or index.ErrDamaged where there is nothing
// that could be read and the index has to be built again.
func Open(dir string, o Options) (*Index, error) {
	if o.Analysis == nil {
		return nil, errors.New("open an index: no analysis of words is given")
	}
	if o.CacheBytes == 0 {
		o.CacheBytes = defaultCache
	}
	if o.Interval == 0 {
		o.Interval = defaultInterval
	}
	x := &Index{dir: dir, o: o, cache: newCache(o.CacheBytes), counts: newCache(countsBytes), folders: map[string]*opened{}, wholeList: wholeList}
	for i := range x.builders {
		x.builders[i] = sync.OnceValues(func() (*levenshtein.LevenshteinAutomatonBuilder, error) { return automata(uint8(i + 1)) })
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if err := x.load(); err != nil {
		return nil, err
	}
	return x, nil
}

// load reads the manifest and makes its state the current one. A writer may
// replace the manifest and delete old shards in between, so a failure counts
// only when the manifest is still the same.
func (x *Index) load() error {
	var last error
	for range 10 {
		info, err := os.Stat(filepath.Join(x.dir, manifestName))
		if err == nil && x.info != nil && sameFile(info, x.info) {
			return nil
		}
		next, readErr := x.read()
		if readErr == nil {
			x.info = info
			x.swap(next)
			return nil
		}
		again, againErr := os.Stat(filepath.Join(x.dir, manifestName))
		if err != nil || againErr != nil || sameFile(info, again) {
			return readErr
		}
		last = readErr
	}
	return last
}

// sameFile reports whether a file is still the one it was.
func sameFile(a, b os.FileInfo) bool {
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

// read opens the state that the manifest names. Shards that the current state
// sees in the same way are taken over with all they remember.
func (x *Index) read() (next *state, err error) {
	defer rescue(&err)
	m, err := readManifest(x.dir)
	if err != nil {
		return nil, err
	}
	if err := m.check(x.dir, x.o.Analysis); err != nil {
		return nil, err
	}
	next = &state{manifest: m, refs: 1}
	for _, e := range m.Shards {
		s, err := x.shard(e)
		if err != nil {
			x.drop(next)
			return nil, err
		}
		s.refs++
		next.shards = append(next.shards, s)
		next.passages += e.Passages
		next.works += e.Works
		next.tokens.add(e.Tokens)
	}
	return next, nil
}

// shard is the view of a shard that an entry describes.
func (x *Index) shard(e entry) (*shard, error) {
	if x.current != nil {
		for _, s := range x.current.shards {
			if s.name == e.Name && slices.Equal(s.entry.Dead, e.Dead) {
				return s, nil
			}
		}
	}
	folder, ok := x.folders[e.Name]
	if !ok {
		var err error
		if folder, err = openFolder(x.dir, &e); err != nil {
			return nil, err
		}
		x.folders[e.Name] = folder
	}
	x.serial++
	return &shard{opened: folder, entry: e, serial: x.serial, cache: x.cache, counts: x.counts}, nil
}

// swap makes a state the current one and lets go of the one before.
func (x *Index) swap(next *state) {
	old := x.current
	x.current = next
	if old != nil {
		x.release(old)
	}
}

// release gives back a state; with the last reader its shards are closed, unless
// another state has them.
func (x *Index) release(s *state) {
	s.refs--
	if s.refs == 0 {
		x.drop(s)
	}
}

func (x *Index) drop(s *state) {
	for _, sh := range s.shards {
		sh.refs--
		if sh.refs == 0 {
			delete(x.folders, sh.name)
			sh.whole.close()
		}
	}
}

// acquire gives the state to answer from and a function that gives it back. Once
// in Options.Interval it looks for a newer one; where the newer cannot be read
// the state at hand stays.
func (x *Index) acquire() (*state, func(), error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return nil, nil, ErrClosed
	}
	if x.o.Interval > 0 {
		if now := time.Now(); x.looked.IsZero() {
			x.looked = now
		} else if now.Sub(x.looked) >= x.o.Interval {
			x.looked = now
			// What stands is good; a newer state that cannot be read is told by
			// Refresh and by the next Open.
			_ = x.load()
		}
	}
	s := x.current
	s.refs++
	return s, func() {
		x.mu.Lock()
		defer x.mu.Unlock()
		x.release(s)
	}, nil
}

// Refresh looks for a newer state now. The error wraps index.ErrMissing,
// index.ErrStale or index.ErrDamaged where what is there cannot be read; the
// index goes on answering from what it has.
func (x *Index) Refresh() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return ErrClosed
	}
	return x.load()
}

// Close lets go of the index's files. Questions that are being answered end
// undisturbed.
func (x *Index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if !x.closed {
		x.closed = true
		x.release(x.current)
	}
	return nil
}

// Status tells what an index holds and what it costs.
type Status struct {
	Generation int    `json:"generation"`
	Stamp      string `json:"stamp"`
	Shards     int    `json:"shards"`
	Passages   int    `json:"passages"`
	Works      int    `json:"works"`
	Bytes      int64  `json:"bytes"`       // on disk
	CacheBytes int    `json:"cache_bytes"` // in memory, of decoded postings
}

// Status describes the state that the next question is answered from. Its error
// is ErrClosed.
func (x *Index) Status() (Status, error) {
	s, done, err := x.acquire()
	if err != nil {
		return Status{}, err
	}
	defer done()
	out := Status{
		Generation: s.manifest.Generation, Stamp: s.manifest.Stamp, Shards: len(s.shards),
		Passages: s.passages, Works: s.works, CacheBytes: x.cache.size(),
	}
	for _, e := range s.manifest.Shards {
		for _, f := range e.Files {
			out.Bytes += f.Size
		}
	}
	return out, nil
}

// Generation names the state that the next question is answered from, so that
// what was derived from answers can be kept as long as it is the same; "" when
// the index is closed.
func (x *Index) Generation() string {
	s, done, err := x.acquire()
	if err != nil {
		return ""
	}
	defer done()
	return strconv.Itoa(s.manifest.Generation)
}

// Size counts passages and works.
func (x *Index) Size(ctx context.Context) (query.Size, error) {
	s, done, err := x.acquire()
	if err != nil {
		return query.Size{}, err
	}
	defer done()
	return query.Size{Passages: s.passages, Works: s.works}, ctx.Err()
}

// damaged says where a failure happened that only a damaged index can cause.
func damaged(what string, s *shard, err error) error {
	return fmt.Errorf("%s of %s: %w: %w", what, s.name, index.ErrDamaged, err)
}
