package opensearch

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"locus/corpus"
	"locus/index"
)

// manifest says what of the documents in the cluster is the index. It is one
// document, so that replacing it is one step: a change writes documents that the
// manifest calls pending, which no question sees, and then replaces it. Documents
// of works that were replaced are dead from then on, and deleted after.
type manifest struct {
	Schema   string `json:"schema"`
	Analysis string `json:"analysis"` // fingerprint
	Passages string `json:"passages"` // name of the index of passages
	// Commits counts the changes that questions see, Version all.
	Version int64 `json:"version"`
	Commits int64 `json:"commits"`
	// Next is the mark that the documents of the next change bear (born); Swept
	// counts the times that documents were deleted.
	Next    int64     `json:"next"`
	Swept   int64     `json:"swept"`
	Pending []pending `json:"pending,omitempty"`
	Dead    []dead    `json:"dead,omitempty"`
	// Done are the marks of the last changes that were done, so that a writer that did
	// not hear of it can tell.
	Done  []int64 `json:"done,omitempty"`
	Stamp string  `json:"stamp"`
	Sums  sums    `json:"sums"`

	works string // name of the index of works, where the manifest lies
	seq   int64  // which state of the document this is
	term  int64
}

// pending is a change that is being written, or was when its writer ended.
type pending struct {
	Born int64  `json:"born"`
	Part string `json:"part,omitempty"`
}

// dead are works whose documents with a mark below Below are no more.
type dead struct {
	Works []corpus.WorkID `json:"works"`
	Below int64           `json:"below"`
}

// sums are counts over works: what statistics need.
type sums struct {
	Works    int   `json:"works"`
	Passages int   `json:"passages"`
	Text     int64 `json:"text"` // tokens
	Title    int64 `json:"title"`
	Section  int64 `json:"section"`
}

func (s sums) plus(o sums) sums {
	return sums{s.Works + o.Works, s.Passages + o.Passages, s.Text + o.Text, s.Title + o.Title, s.Section + o.Section}
}

func (s sums) minus(o sums) sums {
	return s.plus(sums{-o.Works, -o.Passages, -o.Text, -o.Title, -o.Section})
}

// clean reports whether every document there may be is the index's own.
func (m *manifest) clean() bool { return len(m.Pending) == 0 && len(m.Dead) == 0 }

// seen is the condition that documents of the index fulfil, and those of changes
// that are not done, or are undone, do not.
func (m *manifest) seen() []object {
	out := []object{{"range": object{"born": object{"lt": m.Next}}}}
	not := []object{}
	var borns []int64
	for _, p := range m.Pending {
		borns = append(borns, p.Born)
	}
	if len(borns) > 0 {
		not = append(not, object{"terms": object{"born": borns}})
	}
	for _, d := range m.Dead {
		for works := range slices.Chunk(d.Works, 10_000) {
			not = append(not, object{"bool": object{"filter": []object{
				{"terms": object{"work": works}}, {"range": object{"born": object{"lt": d.Below}}}}}})
		}
	}
	if len(not) > 0 {
		out = append(out, object{"bool": object{"must_not": not}})
	}
	return out
}

// done notes that a change was done.
func (m *manifest) done(born int64) {
	m.Done = append(m.Done, born)
	m.Done = m.Done[max(0, len(m.Done)-100):]
}

// manifestID is the document's name.
const manifestID = "manifest"

// worksAlias is the name that the index of works has whichever it is.
func (o *Options) worksAlias() string { return o.Name + "-works" }

// manifest reads the manifest. The error wraps index.ErrMissing where there is no
// index and index.ErrStale where it is of another version or analysis; the manifest
// is given with ErrStale too.
func (c *cluster) manifest(ctx context.Context, change bool) (*manifest, error) {
	var doc struct {
		Index  string `json:"_index"`
		Seq    int64  `json:"_seq_no"`
		Term   int64  `json:"_primary_term"`
		Source struct {
			Manifest *manifest `json:"manifest"`
		} `json:"_source"`
	}
	err := c.do(ctx, call{method: http.MethodGet, path: "/" + c.o.worksAlias() + "/_doc/" + manifestID, out: &doc, change: change})
	if missing(err) {
		return nil, fmt.Errorf("%s at %v: %w", c.o.Name, c.o.Addresses, index.ErrMissing)
	}
	if err != nil {
		return nil, fmt.Errorf("read the manifest of the index: %w", err)
	}
	m := doc.Source.Manifest
	if m == nil {
		return nil, fmt.Errorf("the manifest of %s is empty: %w", c.o.Name, index.ErrDamaged)
	}
	m.works, m.seq, m.term = doc.Index, doc.Seq, doc.Term
	if m.Schema != c.schema() {
		return m, fmt.Errorf("%s in the cluster has the form %s, not %s: %w", c.o.Name, m.Schema, c.schema(), index.ErrStale)
	}
	if m.Analysis != c.o.Analysis.Fingerprint() {
		return m, fmt.Errorf("%s in the cluster was made with another analysis of words: %w", c.o.Name, index.ErrStale)
	}
	return m, nil
}

// schema is the version of everything kept.
func (c *cluster) schema() string { return index.Schema + "." + schema }

// revise changes the manifest, over again where another writer did so meanwhile.
// The change must come to the same when it is made twice; false from it leaves
// everything as it is.
func (c *cluster) revise(ctx context.Context, change func(*manifest) bool) (*manifest, error) {
	for {
		m, err := c.manifest(ctx, true)
		if err != nil {
			return nil, err
		}
		if !change(m) {
			return m, nil
		}
		m.Version++
		err = c.do(ctx, call{method: http.MethodPut, change: true, body: object{"kind": kindManifest, "manifest": m},
			path: fmt.Sprintf("/%s/_doc/%s?if_seq_no=%d&if_primary_term=%d", m.works, manifestID, m.seq, m.term)})
		if err == nil {
			return m, nil
		}
		if !conflict(err) {
			return nil, fmt.Errorf("write the manifest of the index: %w", err)
		}
	}
}
