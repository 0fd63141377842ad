package judge_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/words"
	"locus/index"
	"locus/index/bleve"
	"locus/query"
	"locus/query/judge"
)

// TestCollections runs test collections of other fields, so that a gain on our
// own questions is seen to be a gain. The floors are a little below what stands;
// package doc tells how a run of another engine is compared.
func TestCollections(t *testing.T) {
	if testing.Short() {
		t.Skip("collections take some seconds; run without -short")
	}
	for _, c := range []struct {
		name  string
		least judge.Scores
	}{
		{"med", judge.Scores{NDCG10: .72, AP: .57, Recall100: .82}},
		{"cranfield", judge.Scores{NDCG10: .43, AP: .42, Recall100: .77}},
		{"npl", judge.Scores{NDCG10: .45, AP: .28, Recall100: .62}},
		{"ibm-evidence", judge.Scores{NDCG10: .20, AP: .10, Recall100: .41}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join("..", "..", "..", "shared", "collections", c.name)
			if _, err := os.Stat(dir); err != nil {
				t.Skip("the collections are missing: ../shared/collections beside the repository")
			}
			asked, err := judge.ReadCollection(os.DirFS(dir))
			if err != nil {
				t.Fatal(err)
			}
			run, err := asked.Ask(context.Background(), collection(t, filepath.Join(dir, "corpus.jsonl.gz")))
			if err != nil {
				t.Fatal(err)
			}
			for _, half := range []judge.Half{judge.Both, judge.Odd, judge.Even} {
				r, err := asked.Split(half).Report(run, nil)
				if err != nil {
					t.Fatal(err)
				}
				t.Logf("half %d: nDCG@10 %.4f MAP %.4f recall@100 %.4f", half, r.This.NDCG10, r.This.AP, r.This.Recall100)
				if half == judge.Both && (r.This.NDCG10 < c.least.NDCG10 || r.This.AP < c.least.AP || r.This.Recall100 < c.least.Recall100) {
					t.Errorf("below nDCG@10 %.2f MAP %.2f recall@100 %.2f", c.least.NDCG10, c.least.AP, c.least.Recall100)
				}
			}
		})
	}
}

func open(t *testing.T, name string) io.Reader {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// record is a line of a collection: a text or a question.
type record struct {
	ID    string `json:"_id"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

func records(t *testing.T, r io.Reader) []record {
	t.Helper()
	var out []record
	in := bufio.NewScanner(r)
	in.Buffer(nil, 10<<20)
	for in.Scan() {
		var rec record
		if err := json.Unmarshal(in.Bytes(), &rec); err != nil {
			t.Fatal(err)
		}
		out = append(out, rec)
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// collection indexes the texts, each one passage of a work of its own.
func collection(t *testing.T, file string) *query.Searcher {
	t.Helper()
	a, err := words.New(words.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(open(t, file))
	if err != nil {
		t.Fatal(err)
	}
	add := func(yield func(*corpus.Document, error) bool) {
		for _, rec := range records(t, z) {
			if strings.TrimSpace(rec.Text) == "" {
				continue
			}
			d := &corpus.Document{Text: rec.Text}
			d.Work.Title = rec.Title
			d.Passages = []corpus.Passage{{Span: corpus.Span{End: len(rec.Text)}, Kind: corpus.Body, Text: rec.Text, Voice: corpus.AuthorVoice}}
			d.Stamp(corpus.WorkID(rec.ID), 1)
			if !yield(d, nil) {
				return
			}
		}
	}
	dir := t.TempDir()
	if err := bleve.NewStore(dir, a).Apply(context.Background(), index.Change{Reset: true, Add: add, Stamp: "1"}); err != nil {
		t.Fatal(err)
	}
	ix, err := bleve.Open(dir, bleve.Options{Analysis: a})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return query.NewSearcher(ix, query.Options{Words: a})
}
