package opensearch

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"

	"locus/corpus"
	"locus/index"
)

// keptRecords bounds the works' records that are remembered.
const keptRecords = 20_000

// records remembers works' records, which never change under one name.
type records struct {
	mu   sync.Mutex
	kept map[string]*corpus.Work
}

func newRecords() *records { return &records{kept: map[string]*corpus.Work{}} }

func (r *records) get(name string) *corpus.Work {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.kept[name]
}

func (r *records) put(name string, w *corpus.Work) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.kept) >= keptRecords {
		clear(r.kept)
	}
	r.kept[name] = w
}

// recordsOf gives the work of each row.
func (x *Index) recordsOf(ctx context.Context, v view, rows []row) ([]*corpus.Work, error) {
	out := make([]*corpus.Work, len(rows))
	names := make([]string, len(rows))
	var ask []string
	for i := range rows {
		names[i] = workID(rows[i].Source.Passage.Work, rows[i].Source.Born)
		if out[i] = x.works.get(v.works + "/" + names[i]); out[i] == nil {
			ask = append(ask, names[i])
		}
	}
	slices.Sort(ask)
	got := map[string]*corpus.Work{}
	for some := range slices.Chunk(slices.Compact(ask), 1000) {
		var says struct {
			Docs []struct {
				ID     string `json:"_id"`
				Found  bool   `json:"found"`
				Source struct {
					Record corpus.Work `json:"record"`
				} `json:"_source"`
			} `json:"docs"`
		}
		err := x.c.do(ctx, call{method: http.MethodPost, path: "/" + v.works + "/_mget?_source_includes=record", body: object{"ids": some}, out: &says})
		if err != nil {
			return nil, fmt.Errorf("read the records of works: %w", err)
		}
		for i := range says.Docs {
			if d := &says.Docs[i]; d.Found {
				got[d.ID] = &d.Source.Record
				x.works.put(v.works+"/"+d.ID, &d.Source.Record)
			}
		}
	}
	for i := range out {
		if out[i] == nil {
			out[i] = got[names[i]]
		}
		if out[i] == nil {
			return nil, fmt.Errorf("%s has passages and no record: %w", rows[i].Source.Passage.Work, index.ErrDamaged)
		}
	}
	return out, nil
}
