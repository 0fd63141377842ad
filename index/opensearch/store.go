package opensearch

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"locus/corpus"
	"locus/index"
)

// Store writes an index of a cluster. It is an index.Store, with one writer at a
// time, or with several that bear different Options.Part and have different works.
type Store struct{ c *cluster }

// NewStore is the store of an index, which the first Apply makes. Nothing is asked
// of the cluster yet; the error is one of the options.
func NewStore(o Options) (*Store, error) {
	c, err := dial(o)
	if err != nil {
		return nil, err
	}
	return &Store{c}, nil
}

// Close lets go of the connections.
func (s *Store) Close() error { return s.c.close() }

// Stamp is the library's stamp that the index was last brought up to, "" when
// there is no index. The error wraps index.ErrStale or index.ErrDamaged where the
// index cannot be read, or one of this package's errors where the cluster cannot.
func (s *Store) Stamp(ctx context.Context) (string, error) {
	m, err := s.c.manifest(ctx, false)
	if errors.Is(err, index.ErrMissing) {
		return "", ctx.Err()
	}
	if err != nil {
		return "", err
	}
	return m.Stamp, nil
}

// Passages counts the passages held, 0 when there is no index.
func (s *Store) Passages(ctx context.Context) (int, error) {
	m, err := s.c.manifest(ctx, false)
	if errors.Is(err, index.ErrMissing) {
		return 0, ctx.Err()
	}
	if err != nil {
		return 0, err
	}
	return m.Sums.Passages, nil
}

// Held gives the fingerprint of every work held; it is empty when there is no
// index. Errors are those of Stamp.
func (s *Store) Held(ctx context.Context) (map[corpus.WorkID]string, error) {
	out := map[corpus.WorkID]string{}
	m, err := s.c.manifest(ctx, false)
	if errors.Is(err, index.ErrMissing) {
		return out, ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	err = s.c.eachWork(ctx, m, nil, func(id corpus.WorkID, h held) { out[id] = h.Fingerprint })
	if err != nil {
		return nil, fmt.Errorf("list the works of the index: %w", err)
	}
	return out, nil
}

// held is what is kept of a work beside its record.
type held struct {
	Fingerprint string `json:"fingerprint"`
	Sums        sums   `json:"sums"`
}

// worksAtOnce is how many works are read in one request.
const worksAtOnce = 5000

// eachWork visits the works of the index in order of their ids: all, or those of
// the conditions.
func (c *cluster) eachWork(ctx context.Context, m *manifest, also []object, visit func(corpus.WorkID, held)) error {
	filter := append([]object{{"term": object{"kind": kindWork}}}, m.seen()...)
	body := object{
		"query": object{"bool": object{"filter": append(filter, also...)}},
		"size":  worksAtOnce, "sort": []object{{"work": "asc"}}, "_source": []string{"work", "held"},
	}
	for {
		var page struct {
			Hits struct {
				Hits []struct {
					Source struct {
						Work corpus.WorkID `json:"work"`
						Held held          `json:"held"`
					} `json:"_source"`
				} `json:"hits"`
			} `json:"hits"`
		}
		if err := c.do(ctx, call{method: http.MethodPost, path: searchPath(m.works), body: body, out: &page}); err != nil {
			return err
		}
		hits := page.Hits.Hits
		for i := range hits {
			visit(hits[i].Source.Work, hits[i].Source.Held)
		}
		if len(hits) < worksAtOnce {
			return nil
		}
		body["search_after"] = []any{hits[len(hits)-1].Source.Work}
	}
}

// searchPath asks an index; a part of it that cannot answer is an error.
func searchPath(name string) string {
	return "/" + name + "/_search?allow_partial_search_results=false"
}

// refresh makes what was written so far seen by searches, on every copy.
func (c *cluster) refresh(ctx context.Context, names string) error {
	var says struct {
		Shards struct {
			Failed int `json:"failed"`
		} `json:"_shards"`
	}
	if err := c.do(ctx, call{method: http.MethodPost, path: "/" + names + "/_refresh", out: &says, change: true}); err != nil {
		return err
	}
	if says.Shards.Failed > 0 {
		return fmt.Errorf("%d shards could not be refreshed: %w", says.Shards.Failed, ErrIncomplete)
	}
	return nil
}
