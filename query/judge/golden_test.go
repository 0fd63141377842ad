package judge_test

import (
	"context"
	"flag"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/packs"
	"locus/corpus/reader"
	"locus/corpus/words"
	"locus/index/indextest"
	"locus/ingest"
	"locus/query"
	"locus/query/judge"
)

var update = flag.Bool("update", false, "write the golden pages anew")

// TestGoldenPages asks the judged questions on the bundled reader and, where
// they are at hand, on the shared texts, and compares the figures with the
// golden pages. A change of ranking changes a page; its diff is the argument.
func TestGoldenPages(t *testing.T) {
	shared := os.DirFS(filepath.Join("..", "..", "..", "shared", "corpus"))
	for _, c := range []struct {
		name  string
		texts fs.FS
		least float64 // nDCG@10
	}{
		{"reader", reader.Files(), 0.79}, {"reader-second", reader.Files(), 0.9}, {"reader-held", reader.Files(), 0.8},
		{"shared", shared, 0.82}, {"shared-second", shared, 0.88}, {"shared-held", shared, 0.8},
	} {
		t.Run(c.name, func(t *testing.T) {
			docs, s := library(t, c.texts)
			in, err := os.Open("testdata/questions/" + c.name + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			defer in.Close()
			questions, err := judge.ReadQuestions(in)
			if err != nil {
				t.Fatal(err)
			}
			page, err := judge.Run(context.Background(), s, questions, docs)
			if err != nil {
				t.Fatal(err)
			}
			if mean, _ := page.Mean(); mean.NDCG10 < c.least {
				t.Errorf("nDCG@10 is %.3f, want %.2f at least", mean.NDCG10, c.least)
			}
			compare(t, "testdata/golden/"+c.name+".txt", page.String())
		})
	}
}

func compare(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the page is not %s (go test -update writes it anew):\n%s", file, got)
	}
}

// library reads every text of a folder as the program does.
func library(t *testing.T, texts fs.FS) ([]*corpus.Document, *query.Searcher) {
	t.Helper()
	entries, err := fs.ReadDir(texts, ".")
	if err != nil {
		t.Skip("the shared texts are missing: ../shared/corpus beside the repository")
	}
	pack, err := packs.Security()
	if err != nil {
		t.Fatal(err)
	}
	a, err := words.New(words.Rules{Same: pack.Words.Same, Apart: pack.Words.Apart})
	if err != nil {
		t.Fatal(err)
	}
	r := &ingest.Reader{Pack: pack, Words: a}
	var docs []*corpus.Document
	for _, e := range entries {
		if filepath.Ext(e.Name()) == ".go" {
			continue
		}
		src := ingest.Source{Name: e.Name(), Open: func() (io.ReadCloser, error) { return texts.Open(e.Name()) }}
		for doc, err := range r.Read(context.Background(), src) {
			if err != nil {
				t.Fatal(err)
			}
			id := strings.TrimSuffix(e.Name(), filepath.Ext(e.Name()))
			doc.Stamp(corpus.WorkID(id), 1)
			docs = append(docs, doc)
		}
	}
	return docs, query.NewSearcher(indextest.NewScanner(a, docs...), query.Options{Pack: pack, Words: a})
}
