package judge_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"locus/corpus"
	"locus/query"
	"locus/query/judge"
)

func folder(questions, qrels string) fstest.MapFS {
	return fstest.MapFS{"queries.jsonl": {Data: []byte(questions)}, "qrels.tsv": {Data: []byte(qrels)}}
}

func readCollection(t *testing.T) *judge.Collection {
	t.Helper()
	c, err := judge.ReadCollection(folder(
		`{"_id":"1","text":"ropes"}`+"\n\n"+`{"id":"2","text":"tides"}`+"\n"+`{"_id":"3","text":"unjudged"}`+"\n"+`{"_id":"4","text":"knots"}`+"\n",
		"query-id\tcorpus-id\tscore\n1\ta\t1\n2\tb\t1\n2\tc\t1\n4\td\t1\n"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestReadCollection(t *testing.T) {
	c := readCollection(t)
	if len(c.Questions) != 4 || c.Questions[1] != (judge.Asked{ID: "2", Text: "tides"}) || c.Qrels["2"]["c"] != 1 {
		t.Errorf("collection %+v", c)
	}
	if odd, even := c.Split(judge.Odd), c.Split(judge.Even); len(odd.Questions) != 2 || odd.Questions[1].ID != "3" || len(even.Questions) != 2 {
		t.Errorf("odd %v, even %v", odd.Questions, even.Questions)
	}
	if got := c.Missing(func(id string) bool { return id < "c" }); len(got) != 2 || got[0] != "c" || got[1] != "d" {
		t.Errorf("missing %v", got)
	}
	for _, bad := range []struct{ name, questions string }{
		{"no record", "words"}, {"no id", `{"text":"a"}`}, {"an id twice", `{"id":"1"}` + "\n" + `{"id":"1"}`},
	} {
		var syntax *judge.SyntaxError
		if _, err := judge.ReadCollection(folder(bad.questions, "1\ta\t1")); !errors.As(err, &syntax) {
			t.Errorf("%s: error is %v", bad.name, err)
		}
	}
	if _, err := judge.ReadCollection(fstest.MapFS{}); err == nil {
		t.Error("an empty folder has no error")
	}
}

// works answers every question with the same works.
type works []string

func (w works) Search(_ context.Context, req query.Request) (*query.Answer, error) {
	if req.By != "work" {
		return nil, errors.New("passages were asked for")
	}
	a := &query.Answer{}
	for _, id := range w {
		a.Hits = append(a.Hits, query.Hit{Work: corpus.Work{ID: corpus.WorkID(id)}})
	}
	return a, nil
}

func TestReportComparesTwoRuns(t *testing.T) {
	c := readCollection(t)
	run, err := c.Ask(context.Background(), works{"b", "c", "a", "d"})
	if err != nil || len(run) != 3 {
		t.Fatalf("run %v, %v", run, err)
	}
	r, err := c.Report(run, judge.Ranking{"1": {"z", "a"}, "2": {"z"}, "4": {"d"}})
	if err != nil {
		t.Fatal(err)
	}
	if !near(r.This.AP, (1.0/3+1+.25)/3) || !near(r.Other.AP, (.5+0+1)/3) || r.This.Recall100 != 1 {
		t.Errorf("means %+v, %+v", r.This, r.Other)
	}
	if d := r.Questions[1]; d.Question.ID != "2" || !near(d.NDCG10, 1) || !near(d.AP, 1) {
		t.Errorf("difference %+v", d)
	}
	text := r.String()
	if !strings.Contains(text, "recall@100 1.0000  other 0.6667  +50.0%") || strings.Index(text, "knots") > strings.Index(text, "tides") {
		t.Errorf("report:\n%s", text)
	}
	alone, err := c.Report(run, nil)
	if err != nil || alone.PAP != 1 || strings.Contains(alone.String(), "other") {
		t.Errorf("report alone:\n%s%v", alone, err)
	}
	if _, err := (&judge.Collection{}).Report(run, nil); err == nil {
		t.Error("a collection without judgements has a report")
	}
}

func TestChance(t *testing.T) {
	even := make([]float64, 40)
	all := make([]float64, 40)
	for i := range even {
		even[i], all[i] = float64(i%2*2-1), .1
	}
	if p := judge.Chance(even); p < .9 {
		t.Errorf("as many gains as losses: p %.4f", p)
	}
	if p := judge.Chance(all); p > .001 {
		t.Errorf("forty gains and no loss: p %.4f", p)
	}
	if one, two := judge.Chance([]float64{.2, -.1, .3}), judge.Chance([]float64{.2, -.1, .3}); one != two {
		t.Errorf("p differs: %v and %v", one, two)
	}
}
