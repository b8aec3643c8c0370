package picture

import (
	"container/list"
	"context"
	"sync"
)

// Cache keeps rendered pictures, the most recently used ones, up to a number of
// bytes. It belongs to one program and is safe for use by several goroutines.
type Cache struct {
	mu    sync.Mutex
	limit int
	size  int
	order *list.List // of *Rendered, the latest first
	byID  map[string]*list.Element
	taken [256]bool // numbers in use, by pictures kept and in the making

	scratch sync.Pool // of *scratch, one for each picture in the making
}

// cacheLimit bounds the pictures of one program: about twenty full screens.
const cacheLimit = 32 << 20

// maxNumbered is how many pictures a cache holds at most: kitty ids end at 255.
const maxNumbered = 200

// NewCache returns an empty cache for pictures of up to limit bytes in all. The
// latest picture is kept even when it alone is larger.
func NewCache(limit int) *Cache {
	return &Cache{
		limit: limit, order: list.New(), byID: map[string]*list.Element{},
		scratch: sync.Pool{New: func() any { return &scratch{} }},
	}
}

// Render returns the picture as [Render] makes it, from the cache when it can.
func (c *Cache) Render(ctx context.Context, src *Source, cells Size, t Terminal) (*Rendered, error) {
	if r := c.Get(src, cells, t); r != nil {
		return r, nil
	}
	id := renderID(src, cells, t)
	number := c.takeNumber()
	s := c.scratch.Get().(*scratch)
	r, err := render(ctx, src, cells, t, id, number, s)
	c.scratch.Put(s)
	c.mu.Lock()
	defer c.mu.Unlock()
	if err != nil {
		c.taken[number] = false
		return nil, err
	}
	if e, ok := c.byID[id]; ok { // another goroutine was first
		c.taken[number] = false
		return e.Value.(*Rendered), nil
	}
	c.byID[id] = c.order.PushFront(r)
	c.size += r.bytes()
	for c.order.Len() > 1 && (c.size > c.limit || c.order.Len() > maxNumbered) {
		old := c.order.Remove(c.order.Back()).(*Rendered)
		delete(c.byID, old.id)
		c.taken[old.number] = false
		c.size -= old.bytes()
	}
	return r, nil
}

// Get returns the picture if it is ready, else nil. It is quick.
func (c *Cache) Get(src *Source, cells Size, t Terminal) *Rendered {
	return c.find(renderID(src, cells, t))
}

func (c *Cache) find(id string) *Rendered {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byID[id]
	if !ok {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*Rendered)
}

// takeNumber returns the lowest number that is not in use. Low numbers survive the
// 16-colour profile, which carries them as a text colour.
func (c *Cache) takeNumber() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := 1
	for n < len(c.taken)-1 && c.taken[n] {
		n++
	}
	c.taken[n] = true
	return n
}

// bytes is about what the picture holds in memory.
func (r *Rendered) bytes() int {
	n := len(r.view) + len(r.upload)
	if r.palette != nil {
		n += len(r.palette.Pix)
	}
	if r.scaled != nil {
		n += len(r.scaled.Pix)
	}
	for _, p := range r.whole {
		n += p.payload.size()
	}
	return n
}
