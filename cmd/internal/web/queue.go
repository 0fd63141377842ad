package web

import (
	"context"
	"fmt"

	"locus/query"
)

// queue lets only so many questions be answered at one time, the others wait in
// line until their context ends. More at once than the processors can do would
// make every one of them late, and hold the memory of all; who writes an answer to a
// slow client does not stand in line any more.
type queue struct {
	Searcher
	places chan struct{}
}

func newQueue(s Searcher, places int) *queue {
	return &queue{Searcher: s, places: make(chan struct{}, places)}
}

// Search waits for a place and answers.
func (q *queue) Search(ctx context.Context, r query.Request) (*query.Answer, error) {
	leave, err := q.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	return q.Searcher.Search(ctx, r)
}

// several answers the questions that one request asks one after the other, in one
// place: who asks twenty does not stand in line twenty times.
func (q *queue) several(ctx context.Context, ask func(Searcher) error) error {
	leave, err := q.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	return ask(q.Searcher)
}

// enter waits for a place; leave gives it back.
func (q *queue) enter(ctx context.Context) (leave func(), err error) {
	select {
	case q.places <- struct{}{}:
		return func() { <-q.places }, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for other questions: %w", ctx.Err())
	}
}

// queuedProof stands in the same line as the questions.
type queuedProof struct {
	Proof
	line *queue
}

// Quote waits for a place and answers.
func (p queuedProof) Quote(ctx context.Context, q Quotation) (*Quoted, error) {
	leave, err := p.line.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	return p.Proof.Quote(ctx, q)
}

// Check waits for a place and answers.
func (p queuedProof) Check(ctx context.Context, d Draft) (*Checked, error) {
	leave, err := p.line.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	return p.Proof.Check(ctx, d)
}
