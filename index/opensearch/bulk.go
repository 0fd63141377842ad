package opensearch

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// bulkBytes is how much is sent at once.
const bulkBytes = 4 << 20

// bulk sends documents many at a time, while the next are made: one request is
// under way at most, so that a later document of a name always comes after an
// earlier one.
type bulk struct {
	c     *cluster
	ctx   context.Context
	items [][]byte
	size  int
	sent  chan error // of the request under way; nil where none is
}

// add puts a document on its way: "index" puts it in place of any of that name,
// "create" leaves one that is there, "delete" (without one) drops it.
func (b *bulk) add(action, index, id string, doc any) error {
	head, err := json.Marshal(object{action: object{"_index": index, "_id": id}})
	if err != nil {
		return err
	}
	item := append(head, '\n')
	if doc != nil {
		body, err := json.Marshal(doc)
		if err != nil {
			return err
		}
		item = append(append(item, body...), '\n')
	}
	b.items = append(b.items, item)
	if b.size += len(item); b.size >= bulkBytes {
		return b.send()
	}
	return nil
}

// send sends what there is once the request before is answered.
func (b *bulk) send() error {
	if err := b.wait(); err != nil || len(b.items) == 0 {
		return err
	}
	items := b.items
	b.items, b.size = nil, 0
	b.sent = make(chan error, 1)
	go func() { b.sent <- b.c.put(b.ctx, items) }()
	return nil
}

func (b *bulk) wait() error {
	if b.sent == nil {
		return nil
	}
	err := <-b.sent
	b.sent = nil
	return err
}

// flush sends all there is and waits until it is kept.
func (b *bulk) flush() error {
	if err := b.send(); err != nil {
		return err
	}
	return b.wait()
}

// put sends items until each is taken. What the cluster has no room for now it is
// given again after a while, a longer one each time.
func (c *cluster) put(ctx context.Context, items [][]byte) error {
	waited, wait := time.Duration(0), 50*time.Millisecond
	for {
		var says bulkAnswer
		err := c.do(ctx, call{method: http.MethodPost, change: true, body: bytes.Join(items, nil), out: &says,
			path: "/_bulk?filter_path=errors,items.*.status,items.*.error"})
		if err != nil {
			return fmt.Errorf("send %d documents: %w", len(items), err)
		}
		if !says.Errors {
			return nil
		}
		refused, err := says.refused(items)
		if err != nil || len(refused) == 0 {
			return err
		}
		if waited >= c.o.Patience {
			return c.at(fmt.Errorf("%d documents were refused for %s: %w", len(refused), waited.Round(time.Second), ErrBusy))
		}
		items = refused
		select {
		case <-ctx.Done():
			return unreached(ctx, ctx.Err())
		case <-time.After(wait):
		}
		waited += wait
		wait = min(2*wait, 10*time.Second)
	}
}

type bulkAnswer struct {
	Errors bool `json:"errors"`
	Items  []map[string]struct {
		Status int             `json:"status"`
		Error  json.RawMessage `json:"error"`
	} `json:"items"`
}

// refused are the items to be sent again. An error is one that will not pass.
func (a *bulkAnswer) refused(items [][]byte) ([][]byte, error) {
	if len(a.Items) != len(items) {
		return nil, fmt.Errorf("the cluster answers %d documents of %d", len(a.Items), len(items))
	}
	var out [][]byte
	for i, item := range a.Items {
		for action, r := range item {
			switch {
			case r.Status < 300, action == "create" && r.Status == http.StatusConflict, action == "delete" && r.Status == http.StatusNotFound:
			case r.Status == http.StatusTooManyRequests, r.Status == http.StatusServiceUnavailable:
				out = append(out, items[i])
			default:
				return nil, fmt.Errorf("a document is refused: %w", refusal(r.Status, fmt.Appendf(nil, `{"error":%s}`, r.Error)))
			}
		}
	}
	return out, nil
}
