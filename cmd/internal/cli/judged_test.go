package cli

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"locus/corpus"
	"locus/query/judge"
)

var update = flag.Bool("update", false, "rewrite the golden pages")

// The figures that the judged questions must reach, whatever the golden pages
// say: a page may be updated, these only with a reason.
const (
	leastNDCG = .75
)

// TestJudgedQuestions asks the questions of query/judge/testdata/questions of
// the real program (read, split, tagged, indexed, ranked) and compares the
// figures with the golden page beside this test.
func TestJudgedQuestions(t *testing.T) {
	t.Run("reader", func(t *testing.T) { judged(t, "reader", readerName) })
	t.Run("shared", func(t *testing.T) {
		shared := filepath.Join("..", "..", "..", "..", "shared", "corpus")
		if _, err := os.Stat(shared); err != nil {
			t.Skip("needs the shared corpus beside the project: ../shared/corpus")
		}
		lib := filepath.Join(t.TempDir(), "lib")
		if status, _, errw := run(t, sharedHome(), "--library", lib, "add", shared); status != 0 {
			t.Fatal(errw)
		}
		judged(t, "shared", lib)
	})
}

func judged(t *testing.T, name, library string) {
	f, err := os.Open(filepath.Join("..", "..", "..", "query", "judge", "testdata", "questions", name+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	questions, err := judge.ReadQuestions(f)
	if err != nil {
		t.Fatal(err)
	}
	a := &app{err: os.Stderr, getenv: func(k string) string {
		return map[string]string{"XDG_CACHE_HOME": filepath.Join(sharedHome(), "cache")}[k]
	}, conf: settings{Library: library, Named: true}}
	p, err := a.open(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	docs := everyDocument(t, p.lib)
	page, err := judge.Run(context.Background(), p.searcher, questions, docs)
	if err != nil {
		t.Fatal(err)
	}
	for _, lost := range page.Lost {
		t.Errorf("line %d: %q is in no passage of %s", lost.Line, lost.Anchor, lost.Work)
	}
	mean, firsts := page.Mean()
	answered, none := page.Split()
	t.Logf("%s: nDCG@10 %.3f, recall@20 %.3f, %d of %d first", name, mean.NDCG10, mean.Recall20, firsts, len(answered))
	if mean.NDCG10 < leastNDCG {
		t.Errorf("nDCG@10 %.3f, want at least %.2f", mean.NDCG10, leastNDCG)
	}
	for _, r := range none {
		if !r.Silent {
			t.Errorf("%q has no answer in the texts, and %s is offered with confidence", r.Question.Text, r.Top)
		}
	}
	golden := filepath.Join("testdata", "judged-"+name+".golden")
	if *update {
		if err := os.WriteFile(golden, []byte(page.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got := page.String(); got != string(want) {
		t.Errorf("the figures moved; look at the difference and run with -update:\n%s", got)
	}
}

func everyDocument(t *testing.T, lib *corpus.Library) []*corpus.Document {
	t.Helper()
	ids, err := lib.IDs()
	if err != nil {
		t.Fatal(err)
	}
	var docs []*corpus.Document
	for _, id := range ids {
		doc, err := lib.Document(id)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
	return docs
}
