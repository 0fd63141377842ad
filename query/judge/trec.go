package judge

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// ReadQrels reads relevance lists: lines of question id, document id and grade
// separated by tabs, below a header; the four columns of TREC are read too.
// The result is grades by question and document.
func ReadQrels(r io.Reader) (map[string]map[string]int, error) {
	out := map[string]map[string]int{}
	in := bufio.NewScanner(r)
	for n := 1; in.Scan(); n++ {
		f := strings.Fields(in.Text())
		if len(f) == 0 {
			continue
		}
		if len(f) < 3 {
			return nil, &SyntaxError{n, "a judgement has a question, a document and a grade"}
		}
		grade, err := strconv.ParseFloat(f[len(f)-1], 64)
		if err != nil {
			if n == 1 {
				continue // the header
			}
			return nil, &SyntaxError{n, "a grade is a number, not " + strconv.Quote(f[len(f)-1])}
		}
		if out[f[0]] == nil {
			out[f[0]] = map[string]int{}
		}
		out[f[0]][f[len(f)-2]] = int(grade)
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("read judgements: %w", err)
	}
	return out, nil
}

// ReadRun reads a run in TREC form (question, Q0, document, rank, score, name)
// as rankings by question: by score, ties by rank.
func ReadRun(r io.Reader) (map[string][]string, error) {
	type line struct {
		doc   string
		rank  int
		score float64
	}
	lines := map[string][]line{}
	in := bufio.NewScanner(r)
	for n := 1; in.Scan(); n++ {
		f := strings.Fields(in.Text())
		if len(f) == 0 {
			continue
		}
		if len(f) < 5 {
			return nil, &SyntaxError{n, "a line of a run has a question, Q0, a document, a rank and a score"}
		}
		rank, err1 := strconv.Atoi(f[3])
		score, err2 := strconv.ParseFloat(f[4], 64)
		if err1 != nil || err2 != nil {
			return nil, &SyntaxError{n, "rank and score are numbers"}
		}
		lines[f[0]] = append(lines[f[0]], line{f[2], rank, score})
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("read run: %w", err)
	}
	out := map[string][]string{}
	for q, l := range lines {
		slices.SortStableFunc(l, func(a, b line) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.rank, b.rank)) })
		for _, x := range l {
			out[q] = append(out[q], x.doc)
		}
	}
	return out, nil
}

// Compare gives the mean figures of a run over the questions that have a good
// document, and how many those are. A question the run lacks counts 0.
func Compare(qrels map[string]map[string]int, run map[string][]string) (Scores, int) {
	var all []Scores
	for _, q := range slices.Sorted(maps.Keys(qrels)) {
		good := false
		for _, g := range qrels[q] {
			good = good || g > 0
		}
		if good {
			all = append(all, Measure(run[q], qrels[q]))
		}
	}
	mean, _ := Mean(all)
	return mean, len(all)
}
