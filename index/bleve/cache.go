package bleve

import (
	"container/list"
	"sync"
)

// cacheKey names what was decoded: of which state of which shard, and what.
type cacheKey struct {
	shard uint64
	field string
	term  string
}

// cache keeps decoded postings and sets, the last used, up to a number of bytes.
// What it hands out is shared and must not be changed.
type cache struct {
	mu    sync.Mutex
	most  int
	bytes int
	order *list.List // of *cached, the last used about in front
	items map[cacheKey]*list.Element
	moves int // to the front, so far
}

// cached is one thing kept.
type cached struct {
	key   cacheKey
	value any
	bytes int
	moved int // moves when it came to the front
}

// overhead is about what an entry costs beside its value.
const overhead = 200

func newCache(most int) *cache {
	return &cache{most: most, order: list.New(), items: map[cacheKey]*list.Element{}}
}

func (c *cache) get(k cacheKey) (any, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.items[k]
	if !ok {
		return nil, false
	}
	kept := e.Value.(*cached)
	if c.moves-kept.moved > len(c.items)/8 { // else it is in front, or nearly
		c.order.MoveToFront(e)
		c.moves++
		kept.moved = c.moves
	}
	return kept.value, true
}

func (c *cache) put(k cacheKey, value any, bytes int) {
	bytes += overhead + len(k.term)
	if bytes > c.most/2 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.items[k]; ok {
		return
	}
	c.moves++
	c.items[k] = c.order.PushFront(&cached{key: k, value: value, bytes: bytes, moved: c.moves})
	c.bytes += bytes
	for c.bytes > c.most {
		last := c.order.Back()
		old := c.order.Remove(last).(*cached)
		delete(c.items, old.key)
		c.bytes -= old.bytes
	}
}

// size is the number of bytes kept.
func (c *cache) size() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.bytes
}
