package opensearch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"locus/query"
)

// Index answers questions from an index of a cluster. It is a query.Finder, safe
// for concurrent use.
type Index struct {
	c *cluster

	mu     sync.Mutex
	last   *manifest
	looked time.Time
	counts map[string]int // of words, in the state of counted
	of     string
	works  *records
}

// Open opens an index for reading. The error wraps index.ErrMissing,
// index.ErrStale or index.ErrDamaged where there is nothing that could be read and
// the index has to be built again, or one of this package's where the cluster
// cannot be asked.
func Open(ctx context.Context, o Options) (*Index, error) {
	c, err := dial(o)
	if err != nil {
		return nil, err
	}
	x := &Index{c: c, works: newRecords()}
	if err := x.Refresh(ctx); err != nil {
		return nil, errors.Join(err, c.close())
	}
	return x, nil
}

// Close lets go of the connections.
func (x *Index) Close() error { return x.c.close() }

// Refresh looks for a newer state now.
func (x *Index) Refresh(ctx context.Context) error {
	_, err := x.look(ctx)
	return err
}

// look reads the manifest.
func (x *Index) look(ctx context.Context) (*manifest, error) {
	m, err := x.c.manifest(ctx, false)
	if err != nil {
		return nil, err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.last == nil || x.last.works != m.works || x.last.Version <= m.Version {
		x.last, x.looked = m, time.Now()
	}
	return x.last, nil
}

// state is the manifest as it was lately.
func (x *Index) state(ctx context.Context) (*manifest, error) {
	x.mu.Lock()
	m, at := x.last, x.looked
	x.mu.Unlock()
	if m != nil && (x.c.o.Interval < 0 || time.Since(at) < x.c.o.Interval) {
		return m, nil
	}
	return x.look(ctx)
}

// generation names a state.
func (m *manifest) generation() string { return fmt.Sprintf("%s.%d", m.works, m.Commits) }

// Generation names the state that the next question is answered from, so that what
// was derived from answers can be kept as long as it is the same; "" when the
// cluster cannot be asked.
func (x *Index) Generation() string {
	ctx, done := context.WithTimeout(context.Background(), 5*time.Second)
	defer done()
	m, err := x.state(ctx)
	if err != nil {
		return ""
	}
	return m.generation()
}

// Stamp is the library's stamp that the index was last brought up to.
func (x *Index) Stamp(ctx context.Context) (string, error) {
	m, err := x.state(ctx)
	if err != nil {
		return "", err
	}
	return m.Stamp, nil
}

// Size counts passages and works.
func (x *Index) Size(ctx context.Context) (query.Size, error) {
	m, err := x.state(ctx)
	if err != nil {
		return query.Size{}, err
	}
	return query.Size{Passages: m.Sums.Passages, Works: m.Sums.Works}, ctx.Err()
}

// view is a state to answer from. Strict says that documents of changes that are
// not done, or are undone, are kept out by a condition; in a state that has none it
// is saved as long as the state stays.
type view struct {
	*manifest
	strict bool
}

// conditions are the state's.
func (v view) conditions() []object {
	if !v.strict {
		return nil
	}
	return v.seen()
}

// consistent lets ask answer from one state: where documents that belong to it were
// deleted meanwhile, or others came that nothing kept out, ask is asked again in the
// state that followed.
func (x *Index) consistent(ctx context.Context, ask func(view) error) error {
	m, err := x.state(ctx)
	if err != nil {
		return err
	}
	for strict := false; ; strict = true {
		v := view{m, strict || !m.clean()}
		asked := ask(v)
		now, err := x.look(ctx)
		if err != nil {
			return errors.Join(asked, err)
		}
		if now.works == m.works && (now.Version == m.Version || v.strict && now.Swept == m.Swept) {
			return asked
		}
		if ctx.Err() != nil {
			return unreached(ctx, ctx.Err())
		}
		m = now
	}
}

// Status describes an index and its cluster.
type Status struct {
	Version    string `json:"version"` // of OpenSearch
	Health     string `json:"health"`  // green, yellow, red
	Nodes      int    `json:"nodes"`
	Shards     int    `json:"shards"`     // of passages and of works, copies counted
	Unassigned int    `json:"unassigned"` // copies that no node has
	Moving     int    `json:"moving"`     // copies being made or moved
	Generation string `json:"generation"`
	Stamp      string `json:"stamp"`
	Passages   int    `json:"passages"`
	Works      int    `json:"works"`
	Bytes      int64  `json:"bytes"` // of all copies
	// Pending counts changes that are not done, Dead works still to be deleted.
	Pending int `json:"pending"`
	Dead    int `json:"dead"`
}

// Status asks the cluster how it is.
func (x *Index) Status(ctx context.Context) (Status, error) {
	m, err := x.look(ctx)
	if err != nil {
		return Status{}, err
	}
	var health struct {
		Status       string `json:"status"`
		Nodes        int    `json:"number_of_nodes"`
		Active       int    `json:"active_shards"`
		Unassigned   int    `json:"unassigned_shards"`
		Initializing int    `json:"initializing_shards"`
		Relocating   int    `json:"relocating_shards"`
	}
	names := m.Passages + "," + m.works
	if err := x.c.do(ctx, call{method: http.MethodGet, path: "/_cluster/health/" + names, out: &health}); err != nil {
		return Status{}, fmt.Errorf("health of the cluster: %w", err)
	}
	var stats struct {
		All struct {
			Total struct {
				Store struct {
					Bytes int64 `json:"size_in_bytes"`
				} `json:"store"`
			} `json:"total"`
		} `json:"_all"`
	}
	if err := x.c.do(ctx, call{method: http.MethodGet, path: "/" + names + "/_stats/store", out: &stats}); err != nil {
		return Status{}, fmt.Errorf("size of the index: %w", err)
	}
	s := Status{
		Version: x.c.number, Health: health.Status, Nodes: health.Nodes, Shards: health.Active, Unassigned: health.Unassigned,
		Moving: health.Initializing + health.Relocating, Generation: m.generation(), Stamp: m.Stamp,
		Passages: m.Sums.Passages, Works: m.Sums.Works, Bytes: stats.All.Total.Store.Bytes, Pending: len(m.Pending),
	}
	for _, d := range m.Dead {
		s.Dead += len(d.Works)
	}
	return s, nil
}
