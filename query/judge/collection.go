package judge

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"locus/query"
)

// Asked is a question of a collection with its id.
type Asked struct{ ID, Text string }

// Collection is a test collection: questions, in the order of their file, and
// the grades of documents by question. Its documents are the works of a library.
type Collection struct {
	Questions []Asked
	Qrels     map[string]map[string]int
}

// Ranking is a run: for each question, by id, the documents found, best first.
type Ranking map[string][]string

// longestLine bounds a line of a collection's file, in bytes.
const longestLine = 16 << 20

// ReadCollection reads the questions (queries.jsonl: records with _id or id, and
// text) and judgements (qrels.tsv, see ReadQrels) of a folder. A line that
// cannot be read is a *SyntaxError within the error.
func ReadCollection(dir fs.FS) (*Collection, error) {
	c := &Collection{}
	questions, err := dir.Open("queries.jsonl")
	if err != nil {
		return nil, fmt.Errorf("read a collection: %w", err)
	}
	defer questions.Close()
	if c.Questions, err = readAsked(questions); err != nil {
		return nil, fmt.Errorf("read the questions of a collection: %w", err)
	}
	grades, err := dir.Open("qrels.tsv")
	if err != nil {
		return nil, fmt.Errorf("read a collection: %w", err)
	}
	defer grades.Close()
	c.Qrels, err = ReadQrels(grades)
	return c, err
}

func readAsked(r io.Reader) ([]Asked, error) {
	var out []Asked
	in := bufio.NewScanner(r)
	in.Buffer(nil, longestLine)
	seen := map[string]bool{}
	for n := 1; in.Scan(); n++ {
		if strings.TrimSpace(in.Text()) == "" {
			continue
		}
		var q struct {
			Underscored string `json:"_id"`
			ID          string `json:"id"`
			Text        string `json:"text"`
		}
		if err := json.Unmarshal(in.Bytes(), &q); err != nil {
			return nil, &SyntaxError{n, "a question is a JSON record with _id and text: " + err.Error()}
		}
		if q.Underscored != "" {
			q.ID = q.Underscored
		}
		if q.ID == "" || seen[q.ID] {
			return nil, &SyntaxError{n, "a question has an id of its own"}
		}
		seen[q.ID] = true
		out = append(out, Asked{q.ID, q.Text})
	}
	return out, in.Err()
}

// Ask asks every question that has a good document, for whole works, a hundred
// of each.
func (c *Collection) Ask(ctx context.Context, s Searcher) (Ranking, error) {
	run := Ranking{}
	for _, q := range c.judged() {
		a, err := s.Search(ctx, query.Request{Question: q.Text, By: "work", Limit: depth})
		if err != nil {
			return nil, fmt.Errorf("ask question %s: %w", q.ID, err)
		}
		for _, h := range a.Hits {
			run[q.ID] = append(run[q.ID], string(h.Work.ID))
		}
	}
	return run, nil
}

// judged are the questions that have a good document.
func (c *Collection) judged() []Asked {
	var out []Asked
	for _, q := range c.Questions {
		for _, g := range c.Qrels[q.ID] {
			if g > 0 {
				out = append(out, q)
				break
			}
		}
	}
	return out
}

// Half names a part of a collection's questions.
type Half int

// The halves, by place in the file from 1: a ranking is tuned on the questions
// at odd places and reported on those at even ones.
const (
	Both Half = iota
	Odd
	Even
)

// Split keeps the questions of a half.
func (c *Collection) Split(h Half) *Collection {
	out := &Collection{Qrels: c.Qrels}
	for i, q := range c.Questions {
		if h == Both || h == Odd && i%2 == 0 || h == Even && i%2 == 1 {
			out.Questions = append(out.Questions, q)
		}
	}
	return out
}

// Measure gives the figures of every judged question, in the collection's order.
func (c *Collection) Measure(run Ranking) []Scores {
	var out []Scores
	for _, q := range c.judged() {
		out = append(out, Measure(run[q.ID], c.Qrels[q.ID]))
	}
	return out
}

// Missing lists the judged documents that held does not name, in order: a
// collection whose texts are not all in the library cannot be judged fairly.
func (c *Collection) Missing(held func(id string) bool) []string {
	var out []string
	seen := map[string]bool{}
	for _, q := range c.judged() {
		for id := range c.Qrels[q.ID] {
			if !seen[id] && !held(id) {
				out = append(out, id)
			}
			seen[id] = true
		}
	}
	slices.Sort(out)
	return out
}

// errNoQuestions is what a report without a judged question would be made of.
var errNoQuestions = errors.New("no question of the collection has a good document")
