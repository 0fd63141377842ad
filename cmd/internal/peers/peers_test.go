package main

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSmallRun measures a small library with locus alone, from texts to table.
func TestSmallRun(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program and runs it; leave -short out")
	}
	var out, log bytes.Buffer
	dir := t.TempDir()
	args := []string{"-passages", "1000", "-dir", dir, "-engines", "locus,lucene", "-peers", t.TempDir(), "-rounds", "1", "-clients", "8", "-requests", "200"}
	if err := run(t.Context(), args, &out, &log); err != nil {
		t.Fatalf("%v\n%s", err, log.String())
	}
	for _, want := range []string{"index over text", "with snippets, ms", "with snippets and facets, ms", "term-rare", "question", "fuzzy", "all, processor time",
		"locus serve, 8 clients", " 0 errors in 200", "whole process", "a text added to the library is found after", "not measured: lucene: LuceneBench.java"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the table does not have %q:\n%s", want, out.String())
		}
	}
	work, err := readWorkload(filepath.Join(dir, "1000", "workload.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	if len(work) < 700 {
		t.Errorf("the workload has %d questions, want 730", len(work))
	}
	out.Reset()
	again := append(args, "-built", "-skip", "facets,serving,adding,process")
	if err := run(t.Context(), again, &out, &log); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "term-rare") || strings.Contains(out.String(), "facets") || strings.Contains(out.String(), "clients") {
		t.Errorf("-built -skip measures something else:\n%s", out.String())
	}
}

func TestFlagsThatCannotBe(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"a word that is no flag":      {[]string{"lucene"}, "no flag"},
		"measuring without a library": {[]string{"-built"}, "-dir"},
		"no round":                    {[]string{"-rounds", "0"}, "1 or more"},
		"a size that is no number":    {[]string{"-sizes", "10,many"}, `"many"`},
		"texts that are not there":    {[]string{"-texts", filepath.Join(t.TempDir(), "x"), "-speeches", "nowhere.jsonl"}, "nowhere.jsonl"},
	} {
		t.Run(name, func(t *testing.T) {
			err := run(t.Context(), c.args, new(bytes.Buffer), new(bytes.Buffer))
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error is %v, want one that says %q", err, c.says)
			}
		})
	}
}

func TestTextsAloneAreWritten(t *testing.T) {
	name := filepath.Join(t.TempDir(), "texts.jsonl")
	if err := run(t.Context(), []string{"-texts", name, "-passages", "100"}, new(bytes.Buffer), new(bytes.Buffer)); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got := bytes.Count(data, []byte("\n")); got != 3 {
		t.Errorf("a hundred passages are %d works, want 3", got)
	}
}

func TestWhatPeersPrintIsRead(t *testing.T) {
	got, err := readTimes("lucene", "lucene\tor2\t100\t1711\t2883\t4735\nlucene\tphrase\t100\t482\t1825\t4818\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []quantiles{{"or2", 100, 1711, 2883, 4735}, {"phrase", 100, 482, 1825, 4818}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(quantiles{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for name, out := range map[string]string{
		"nothing":           "",
		"a stack trace":     "Exception in thread main\n",
		"another's times":   "sqlite\tor2\t100\t1\t2\t3\n",
		"a time in words":   "lucene\tor2\t100\t1\t2\tlong\n",
		"a line cut short":  "lucene\tor2\t100\t1\n",
		"a line after them": "lucene\tor2\t100\t1\t2\t3\ndone\n",
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := readTimes("lucene", out); err == nil {
				t.Errorf("%q is read as times", out)
			}
		})
	}
}

func TestQuantilesAreThePeersOwn(t *testing.T) {
	var times []int64
	for i := range int64(200) {
		times = append(times, 200-i)
	}
	want := quantiles{"or2", 20, 101, 181, 199}
	if got := quantilesOf("or2", 20, times); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := quantilesOf("or2", 20, nil); got != (quantiles{kind: "or2"}) {
		t.Errorf("of nothing: %+v", got)
	}
}

func TestAnswersOfABatch(t *testing.T) {
	work := []asked{{"or2", "small states"}, {"phrase", "arms race"}, {"or2", "common fate"}}
	text := string(batch(work, 2))
	if got := strings.Count(text, "\n"); got != 9 {
		t.Errorf("%d lines, want three questions in three rounds:\n%s", got, text)
	}
	times := make([][]int64, len(work))
	for _, line := range []string{
		`{"batch_id":"0|0","took_ms":99}`, `{"batch_id":"1|0","took_ms":1.5,"hits":[{"took_ms":7}]}`, `{"batch_id":"1|1","took_ms":0.25}`,
		`{"batch_id":"1|2","took_ms":2}`, `{"batch_id":"2|0","took_ms":3}`,
	} {
		if err := took([]byte(line), times); err != nil {
			t.Fatal(err)
		}
	}
	want := []quantiles{{"or2", 2, 2000, 3000, 3000}, {"phrase", 1, 250, 250, 250}}
	if diff := cmp.Diff(want, byKind(work, times), cmp.AllowUnexported(quantiles{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, line := range []string{`{"batch_id":"1|3","took_ms":1}`, `{"batch_id":"x","took_ms":1}`, `locus: interrupted`} {
		if err := took([]byte(line), times); err == nil {
			t.Errorf("%q is read as an answer", line)
		}
	}
}

func TestQuestionsAsTheyAreTyped(t *testing.T) {
	for q, want := range map[asked]string{
		{"or2", "small states"}:    "small states",
		{"and2", "small states"}:   "small AND states",
		{"phrase", "small states"}: `"small states"`,
		{"prefix", "secur"}:        "secur*",
		{"fuzzy", "deterrence"}:    "deterence",
		{"fuzzy", ""}:              "",
	} {
		if got := q.typed(); got != want {
			t.Errorf("%+v is typed %q, want %q", q, got, want)
		}
	}
}

// passages writes passages as the peers read them: one in two has common words
// only, every pair of passages a rare word of its own.
func passages(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	r := rand.New(rand.NewPCG(1, 2))
	letters := func() string {
		var w [7]byte
		for i := range w {
			w[i] = byte('a' + r.IntN(26))
		}
		return string(w[:])
	}
	var middling []string
	for range 900 {
		middling = append(middling, letters())
	}
	for i := range 1000 {
		if i%2 == 0 {
			middling[0] = letters()
		}
		b.WriteString("p:1-2\tA title\tAn author\tthe harbour of the northern islands was closed to foreign vessels")
		for range 6 {
			b.WriteString(" " + middling[r.IntN(len(middling))])
		}
		b.WriteString(" " + middling[0] + " by order\n")
	}
	name := filepath.Join(t.TempDir(), "passages.tsv")
	if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestQuestionsAreDrawnFromTheTexts(t *testing.T) {
	name := passages(t)
	draw := func(seed uint64) []asked {
		v, err := sample(name, 1000, 1000, rand.New(rand.NewPCG(seed, 0)))
		if err != nil {
			t.Fatal(err)
		}
		return v.draw()
	}
	work := draw(1)
	kinds := map[string]int{}
	for _, q := range work {
		kinds[q.kind]++
		n := len(strings.Fields(q.words))
		switch {
		case n == 0:
			t.Errorf("an empty question of kind %s", q.kind)
		case q.kind == "or4" && n != 4, strings.HasSuffix(q.kind, "2") && n != 2, strings.HasPrefix(q.kind, "term") && n != 1:
			t.Errorf("%s: %q", q.kind, q.words)
		case q.kind == "term-common" && !strings.Contains("harbour northern islands closed foreign vessels order", q.words):
			t.Errorf("%q is no common word", q.words)
		}
	}
	want := map[string]int{"term-rare": 100, "term-common": 60, "or2": 100, "or4": 100, "or-common": 50, "question": 20, "and2": 100, "phrase": 100, "prefix": 50, "fuzzy": 50}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Errorf("kinds (-want +got):\n%s", diff)
	}
	if !slices.Equal(work, draw(1)) {
		t.Error("one seed, two workloads")
	}
	if slices.Equal(work, draw(2)) {
		t.Error("two seeds, one workload")
	}
}

func TestWorkloadsAreReadAsWritten(t *testing.T) {
	name := filepath.Join(t.TempDir(), "w.tsv")
	work := []asked{{"or2", "small states"}, {"question", "what is left of it?"}}
	if err := writeWorkload(name, work); err != nil {
		t.Fatal(err)
	}
	if got, err := readWorkload(name); err != nil || !slices.Equal(got, work) {
		t.Errorf("got %v, %v", got, err)
	}
	for _, text := range []string{"", "no tab\n", "or2\t \n", "\twords\n"} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := readWorkload(name); err == nil {
			t.Errorf("%q is read as a workload", text)
		}
	}
}

func TestProcessesTellTheirCost(t *testing.T) {
	ctx := context.Background()
	if _, err := (command{name: "no-such-program-here"}).run(ctx); err == nil {
		t.Error("a program that is not there runs")
	}
	var out bytes.Buffer
	c, err := command{name: "go", args: []string{"env", "GOVERSION"}, out: &out}.run(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if c.wall <= 0 || !strings.HasPrefix(out.String(), "go") {
		t.Errorf("cost %+v, output %q", c, out.String())
	}
	_, err = command{name: "go", args: []string{"no-such-command"}}.run(ctx)
	if err == nil || !strings.Contains(err.Error(), "go help") {
		t.Errorf("the error %v does not say what the program said", err)
	}
}

func TestTableOfGrowth(t *testing.T) {
	at := func(n int, us int64) *report {
		return &report{passages: n, engines: []*engine{{name: "locus", size: 5_000_000, plain: asking{times: []quantiles{{"or2", 10, us, us, 3 * us}}}}}}
	}
	var out bytes.Buffer
	if err := writeGrowth(&out, []*report{at(1000, 500), at(10000, 1500)}); err != nil {
		t.Fatal(err)
	}
	for _, want := range [][]string{{"growth", "1000", "10000"}, {"locus", "or2", "p50,", "ms", "0.50", "1.50"}, {"p99,", "ms", "1.50", "4.50"}, {"on", "disk", "5.0", "MB", "5.0", "MB"}} {
		if !strings.Contains(strings.Join(strings.Fields(out.String()), " "), strings.Join(want, " ")) {
			t.Errorf("no row %q in\n%s", want, out.String())
		}
	}
}
