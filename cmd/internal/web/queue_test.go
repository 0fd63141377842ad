package web

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"locus/query"
)

// slowly answers when it is let, and tells how many it answered at one time.
type slowly struct {
	let       chan struct{}
	now, most atomic.Int64
}

func (s *slowly) Search(context.Context, query.Request) (*query.Answer, error) {
	n := s.now.Add(1)
	defer s.now.Add(-1)
	for m := s.most.Load(); n > m && !s.most.CompareAndSwap(m, n); m = s.most.Load() {
	}
	<-s.let
	return &query.Answer{}, nil
}

func TestQuestionsStandInLine(t *testing.T) {
	s := &slowly{let: make(chan struct{})}
	q := newQueue(s, 3)
	var wait sync.WaitGroup
	var failed atomic.Int64
	for range 40 {
		wait.Go(func() {
			if _, err := q.Search(t.Context(), query.Request{}); err != nil {
				failed.Add(1)
			}
		})
	}
	for range 5 { // the rest stays in line
		s.let <- struct{}{}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	full := newQueue(s, 0)
	if _, err := full.Search(ctx, query.Request{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a question that is given up in line ends with %v", err)
	}
	close(s.let)
	wait.Wait()
	if failed.Load() > 0 || s.most.Load() > 3 {
		t.Errorf("%d of 40 failed, %d were answered at one time; want none and at most 3", failed.Load(), s.most.Load())
	}
}
