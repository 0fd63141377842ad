package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"locus/corpus"
	"locus/index"
	"locus/index/bleve"
	"locus/index/opensearch"
	"locus/query"
)

// The engines that keep an index: on the local disk, or in a cluster.
const (
	engineBleve      = "bleve"
	engineOpenSearch = "opensearch"
)

// engine is an index that is open for questions.
type engine interface {
	query.Finder
	// Generation changes whenever what is answered can.
	Generation() string
	Close() error
}

// keeper is an index as it is kept.
type keeper interface {
	index.Store
	// Passages counts what is held; 0 where there is no index.
	Passages(context.Context) (int, error)
	// Verify reports each fault of what is kept.
	Verify(ctx context.Context, report func(error)) error
	Close() error
}

// local is a folder's store, which holds nothing open.
type local struct{ *bleve.Store }

func (local) Close() error { return nil }

// openEngine opens a library's index; errors are those of the engine.
func (f field) openEngine(ctx context.Context, lib *corpus.Library) (engine, error) {
	if f.cluster == nil || bundled(lib.Dir()) {
		idx, err := bleve.Open(lib.IndexDir(), bleve.Options{Analysis: f.words})
		if err != nil {
			return nil, err
		}
		return idx, nil
	}
	idx, err := opensearch.Open(ctx, f.clusterOf(lib))
	if err != nil {
		return nil, err
	}
	return idx, nil
}

// keeper is where a library's index is written.
func (f field) keeper(lib *corpus.Library) (keeper, error) {
	if f.cluster == nil || bundled(lib.Dir()) {
		return local{bleve.NewStore(lib.IndexDir(), f.words)}, nil
	}
	store, err := opensearch.NewStore(f.clusterOf(lib))
	if err != nil {
		return nil, err
	}
	return store, nil
}

// clusterOf are the options for a library's index. Unless it is named, its name is
// made of the folder's, so that libraries of one cluster keep apart.
func (f field) clusterOf(lib *corpus.Library) opensearch.Options {
	o := *f.cluster
	o.Analysis = f.words
	if o.Name == "" {
		sum := sha256.Sum256([]byte(wholePath(lib.Dir())))
		o.Name = "locus-" + hex.EncodeToString(sum[:6])
	}
	return o
}

// wholePath is the path of a folder from the root, however it was named.
func wholePath(dir string) string {
	if whole, err := filepath.Abs(dir); err == nil {
		dir = whole
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	return dir
}

// held is what an open index says of itself.
type held struct {
	stamp    string
	passages int
	shards   int
	bytes    int64
	cluster  *opensearch.Status
}

func heldBy(ctx context.Context, e engine) (held, error) {
	switch e := e.(type) {
	case *bleve.Index:
		s, err := e.Status()
		return held{stamp: s.Stamp, passages: s.Passages, shards: s.Shards, bytes: s.Bytes}, err
	case *opensearch.Index:
		s, err := e.Status(ctx)
		return held{stamp: s.Stamp, passages: s.Passages, shards: s.Shards, bytes: s.Bytes, cluster: &s}, err
	}
	return held{}, fmt.Errorf("an index of type %T says nothing of itself", e)
}

// stampOf is the library's stamp that an open index was made of.
func stampOf(ctx context.Context, e engine) (string, error) {
	if c, ok := e.(*opensearch.Index); ok {
		return c.Stamp(ctx)
	}
	h, err := heldBy(ctx, e)
	return h.stamp, err
}

// cluster reads which engine is configured: nil is the local disk.
func (a *app) cluster() (*opensearch.Options, error) {
	c := &a.conf
	switch c.Index {
	case "", engineBleve:
		return nil, nil
	case engineOpenSearch:
	default:
		return nil, fmt.Errorf("no engine %q%s; there are %s and %s", c.Index, didYouMean(corpus.Nearest(c.Index, []string{engineBleve, engineOpenSearch}, 3)), engineBleve, engineOpenSearch)
	}
	o := &opensearch.Options{Name: c.Cluster["opensearch_name"], Username: c.Cluster["opensearch_user"], Password: c.Cluster["opensearch_password"]}
	for address := range strings.SplitSeq(c.Cluster["opensearch"], ",") {
		if address = strings.TrimSpace(address); address != "" {
			o.Addresses = append(o.Addresses, address)
		}
	}
	if len(o.Addresses) == 0 {
		return nil, errors.New("the index is in OpenSearch and no address is given: --opensearch https://host:9200, LOCUS_OPENSEARCH, or \"opensearch\" in the configuration")
	}
	for key, to := range map[string]*int{"opensearch_shards": &o.Shards, "opensearch_replicas": &o.Replicas} {
		if v := c.Cluster[key]; v != "" {
			n, err := strconv.Atoi(v)
			if err != nil || n < 0 || n > 1000 {
				return nil, fmt.Errorf("%s: %q is no number of copies or shards", key, v)
			}
			*to = n
		}
	}
	if file := c.Cluster["opensearch_ca"]; file != "" {
		pem, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("opensearch_ca: %w", err)
		}
		o.CA = pem
	}
	return o, nil
}

// clusterKeys are the settings of a cluster. Those that let locus in, and by whose
// word, are no flags: a command line is seen by others.
var clusterKeys = []string{"opensearch", "opensearch_ca", "opensearch_name", "opensearch_password", "opensearch_replicas", "opensearch_shards", "opensearch_user"}
