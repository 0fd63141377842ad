package query

import (
	"context"
	"fmt"
	"sync"
)

// mostCounted bounds how many words' frequencies are kept, a few megabytes.
const mostCounted = 1 << 16

// counts keeps the frequencies of words that questions of one state of the index
// asked for: the same words come again, in questions and among those that first
// hits teach.
type counts struct {
	mu   sync.Mutex
	kept map[TextField]map[string]int
	held int
}

// frequencies gives, for each token, the number of passages with it in a field.
func (n *names) frequencies(ctx context.Context, f TextField, tokens []string) ([]int, error) {
	out := make([]int, len(tokens))
	var missing []string
	var at []int
	n.counts.mu.Lock()
	for i, t := range tokens {
		count, ok := n.counts.kept[f][t]
		if out[i] = count; !ok {
			missing, at = append(missing, t), append(at, i)
		}
	}
	n.counts.mu.Unlock()
	if len(missing) == 0 {
		return out, nil
	}
	found, err := n.finder.Frequencies(ctx, f, missing)
	if err != nil {
		return nil, fmt.Errorf("count words of %s: %w", f, err)
	}
	for i, count := range found {
		out[at[i]] = count
	}
	n.counts.keep(f, missing, found)
	return out, nil
}

func (c *counts) keep(f TextField, tokens []string, found []int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept == nil || c.held > mostCounted {
		c.kept, c.held = map[TextField]map[string]int{}, 0
	}
	of := c.kept[f]
	if of == nil {
		of = map[string]int{}
		c.kept[f] = of
	}
	for i, t := range tokens {
		of[t] = found[i]
	}
	c.held += len(tokens)
}
