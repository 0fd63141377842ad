package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"locus/query"
)

// question is a line of a batch.
type question struct{ id, text string }

// searchBatch answers a file of questions, several at once, and writes the
// answers in the order of the lines.
func (a *app) searchBatch(ctx context.Context, p *place, f searchFlags, format string) error {
	switch format {
	case "csv", "markdown", formatJSON:
		if a.flags.template != "" {
			break
		}
		return fmt.Errorf("--batch writes text, jsonl or trec, not %s", format)
	}
	questions, err := a.readQuestions(f.batch)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriter(a.out)
	w, flush := a.inert(buffered)
	found := 0
	err = answerAll(ctx, p, f.request, questions, func(q question, answer *query.Answer) error {
		answer.BatchID = q.id
		if len(answer.Hits) > 0 {
			found++
		}
		if err := p.addContext(answer, f.context); err != nil {
			return err
		}
		switch {
		case a.flags.template != "":
			return eachTemplate(w, a.flags.template, []*query.Answer{answer})
		case format == "trec":
			return writeTREC(w, q.id, answer, f.request.By == "work")
		case format == formatJSONL:
			return writeJSON(w, answer, false)
		default:
			return a.batchText(w, answer)
		}
	})
	if err != nil {
		return err
	}
	if err := errors.Join(flush(), buffered.Flush()); err != nil {
		return err
	}
	if found == 0 {
		return errNothing
	}
	return nil
}

func (a *app) batchText(w io.Writer, answer *query.Answer) error {
	for _, h := range answer.Hits {
		if _, err := fmt.Fprintf(w, "%s\t%s\n", answer.BatchID, a.hitLine(&h)); err != nil {
			return err
		}
	}
	return nil
}

// readQuestions reads "id<TAB>question" lines; a line without a tab is a
// question whose id is its number from 1. Empty lines are passed over.
func (a *app) readQuestions(path string) ([]question, error) {
	r := a.in
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("--batch: %w", err)
		}
		defer f.Close()
		r = f
	}
	s := bufio.NewScanner(r)
	s.Buffer(nil, 16<<20)
	var out []question
	for line := 1; s.Scan(); line++ {
		text := strings.TrimRight(s.Text(), "\r")
		if strings.TrimSpace(text) == "" {
			continue
		}
		id, q, ok := strings.Cut(text, "\t")
		if !ok {
			id, q = fmt.Sprint(line), text
		}
		out = append(out, question{id, q})
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("--batch %s: %w", path, err)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("--batch %s: no question in it", path)
	}
	return out, nil
}

// answerAll answers questions on every core and hands each answer on in the
// order of the questions.
func answerAll(ctx context.Context, p *place, r query.Request, questions []question, each func(question, *query.Answer) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type result struct {
		answer *query.Answer
		err    error
	}
	workers := runtime.GOMAXPROCS(0)
	results := make([]chan result, len(questions))
	for i := range results {
		results[i] = make(chan result, 1)
	}
	ahead := make(chan struct{}, 4*workers) // bounds what waits to be written
	next := make(chan int)
	for range workers {
		go func() {
			for i := range next {
				mine := r
				mine.Question = questions[i].text
				answer, err := p.searcher.Search(ctx, mine)
				results[i] <- result{answer, err}
			}
		}()
	}
	go func() {
		defer close(next)
		for i := range questions {
			select {
			case ahead <- struct{}{}:
			case <-ctx.Done():
				return
			}
			next <- i
		}
	}()
	for i, q := range questions {
		select {
		case res := <-results[i]:
			<-ahead
			if res.err != nil {
				return fmt.Errorf("question %s: %w", q.id, res.err)
			}
			if err := each(q, res.answer); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// writeTREC writes hits as a TREC run: question, Q0, document, rank, score, tag.
func writeTREC(w io.Writer, id string, answer *query.Answer, byWork bool) error {
	for _, h := range answer.Hits {
		doc := string(h.Passage.ID)
		if byWork {
			doc = string(h.Work.ID)
		}
		if _, err := fmt.Fprintf(w, "%s Q0 %s %d %.6f locus\n", id, doc, h.Rank, h.Score); err != nil {
			return err
		}
	}
	return nil
}
