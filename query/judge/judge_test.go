package judge_test

import (
	"context"
	"errors"
	"math"
	"os"
	"strings"
	"testing"

	"locus/corpus/corpustest"
	"locus/corpus/words"
	"locus/index/indextest"
	"locus/query"
	"locus/query/judge"
)

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestMeasure(t *testing.T) {
	grades := map[string]int{"a": 3, "b": 1, "c": 0}
	for _, c := range []struct {
		name   string
		ranked []string
		want   judge.Scores
	}{
		{"the best order", []string{"a", "b"}, judge.Scores{NDCG10: 1, AP: 1, Recall10: 1, Recall20: 1, Recall100: 1, RR: 1, First: true}},
		{"nothing found", nil, judge.Scores{}},
		{"a repeat counts once", []string{"a", "a", "b"}, judge.Scores{NDCG10: 1, AP: 1, Recall10: 1, Recall20: 1, Recall100: 1, RR: 1, First: true}},
		{"the good one second", []string{"c", "a"}, judge.Scores{
			NDCG10: (3 / math.Log2(3)) / (3 + 1/math.Log2(3)), AP: .25, Recall10: .5, Recall20: .5, Recall100: .5, RR: .5}},
		{"one beyond the tenth", []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "a"}, judge.Scores{AP: 1.0 / 22, Recall20: .5, Recall100: .5}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := judge.Measure(c.ranked, grades)
			if !near(got.NDCG10, c.want.NDCG10) || !near(got.AP, c.want.AP) || !near(got.RR, c.want.RR) || got.First != c.want.First ||
				!near(got.Recall10, c.want.Recall10) || !near(got.Recall20, c.want.Recall20) || !near(got.Recall100, c.want.Recall100) {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
	if got := judge.Measure([]string{"c"}, map[string]int{"c": 0}); got != (judge.Scores{}) {
		t.Errorf("without a good grade: %+v", got)
	}
}

func TestReadQuestionsNamesTheLine(t *testing.T) {
	for _, c := range []struct {
		name, in string
		line     int
	}{
		{"a place before a question", "3 fear | a b", 1},
		{"a grade beyond three", "? q\n4 fear | a b", 2},
		{"a place without an anchor", "? q\n\n3 fear |", 3},
		{"a question without a place", "# x\n? q\n", 2},
		{"a question without words", "?\nnone", 1},
		{"places and none", "? q\n3 fear | a b\nnone", 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := judge.ReadQuestions(strings.NewReader(c.in))
			var syntax *judge.SyntaxError
			if !errors.As(err, &syntax) || syntax.Line != c.line {
				t.Errorf("error is %v, want one in line %d", err, c.line)
			}
		})
	}
}

func run(t *testing.T, file string) *judge.Page {
	t.Helper()
	in, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	questions, err := judge.ReadQuestions(in)
	if err != nil {
		t.Fatal(err)
	}
	a, err := words.New(words.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	docs := corpustest.Works()
	s := query.NewSearcher(indextest.NewScanner(a, docs...), query.Options{Words: a})
	page, err := judge.Run(context.Background(), s, questions, docs)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func TestRunFindsWhatReadersFound(t *testing.T) {
	page := run(t, "testdata/corpustest.txt")
	answered, none := page.Split()
	if len(answered) != 4 || len(none) != 1 || len(page.Lost) > 0 {
		t.Fatalf("page:\n%s", page)
	}
	if mean, firsts := page.Mean(); mean.NDCG10 < .9 || firsts != 4 || !none[0].Silent {
		t.Errorf("page:\n%s", page)
	}
}

func TestPageIsTheSameEveryTime(t *testing.T) {
	one, two := run(t, "testdata/corpustest.txt").String(), run(t, "testdata/corpustest.txt").String()
	if one != two || !strings.Contains(one, "first is good 4 of 4") {
		t.Errorf("pages:\n%s\n%s", one, two)
	}
}

func TestLostPlaces(t *testing.T) {
	questions, err := judge.ReadQuestions(strings.NewReader("? fear\n3 fear | words nobody wrote\n2 nowhere | a b\n"))
	if err != nil {
		t.Fatal(err)
	}
	a, err := words.New(words.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	docs := corpustest.Works()
	page, err := judge.Run(context.Background(), query.NewSearcher(indextest.NewScanner(a, docs...), query.Options{Words: a}), questions, docs)
	if err != nil {
		t.Fatal(err)
	}
	if len(page.Lost) != 2 || page.Results[0].Scores.NDCG10 != 0 || !strings.Contains(page.String(), "lost: line 2: fear") {
		t.Errorf("page:\n%s", page)
	}
}

func TestRunsAreComparedWithRelevanceLists(t *testing.T) {
	qrels, err := judge.ReadQrels(strings.NewReader("query-id\tcorpus-id\tscore\n1\ta\t2\n1\tb\t1\n2\tc\t1\n3\td\t0\n"))
	if err != nil {
		t.Fatal(err)
	}
	run, err := judge.ReadRun(strings.NewReader("1 Q0 b 2 1.0 x\n1 Q0 a 1 2.0 x\n2 Q0 z 1 9 x\n2 Q0 c 2 9 x\n"))
	if err != nil {
		t.Fatal(err)
	}
	mean, n := judge.Compare(qrels, run)
	if n != 2 || !near(mean.AP, .75) || !near(mean.RR, .75) {
		t.Errorf("%d questions, %+v", n, mean)
	}
	for _, bad := range []string{"1 a", "1 a 1\n2 b x"} {
		if _, err := judge.ReadQrels(strings.NewReader(bad)); err == nil {
			t.Errorf("ReadQrels(%q) has no error", bad)
		}
	}
	for _, bad := range []string{"1 Q0 a 1", "1 Q0 a one 2 x"} {
		if _, err := judge.ReadRun(strings.NewReader(bad)); err == nil {
			t.Errorf("ReadRun(%q) has no error", bad)
		}
	}
}
