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
	select {
	case q.places <- struct{}{}:
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for other questions: %w", ctx.Err())
	}
	defer func() { <-q.places }()
	return q.Searcher.Search(ctx, r)
}
