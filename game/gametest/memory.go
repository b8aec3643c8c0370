package gametest

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"
	"time"

	"journey/game"
)

// Memory is a [game.Library] in memory. Events are kept as JSON, so that what is
// read back shares nothing with what was written, as with a file.
type Memory struct {
	mu      sync.Mutex
	created int
	stories map[game.StoryID]*tale
	failure error
}

// A tale is one story of a Memory.
type tale struct {
	events   []line
	pictures map[game.Hash][]byte
	leased   bool
	changed  chan struct{} // closed by the next change
}

type line struct {
	at   time.Time
	typ  string
	body json.RawMessage
}

// NewMemory returns an empty library.
func NewMemory() *Memory { return &Memory{stories: map[game.StoryID]*tale{}} }

// FailWrites makes every later Create, Append and PutPicture fail with err, as a
// full disk does; nil lets them work again.
func (m *Memory) FailWrites(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.failure = err
}

// Create implements [game.Library]. The IDs count up from 1.
func (m *Memory) Create(ctx context.Context, started game.StoryStarted) (game.StoryID, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	first, err := encode(started)
	if err != nil {
		return "", err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.failure != nil {
		return "", fmt.Errorf("create story: %w", m.failure)
	}
	m.created++
	id := game.StoryID(fmt.Sprintf("%026d", m.created))
	m.stories[id] = &tale{events: []line{first}, pictures: map[game.Hash][]byte{}, changed: make(chan struct{})}
	return id, nil
}

// Append implements [game.Library].
func (m *Memory) Append(ctx context.Context, id game.StoryID, expectSeq uint64, bodies ...game.Body) (uint64, error) {
	lines := make([]line, 0, len(bodies))
	for _, b := range bodies {
		l, err := encode(b)
		if err != nil {
			return 0, err
		}
		lines = append(lines, l)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	s, err := m.find(ctx, id)
	if err != nil {
		return 0, err
	}
	if seq := uint64(len(s.events)); seq != expectSeq {
		return 0, fmt.Errorf("append after event %d of %d: %w", expectSeq, seq, game.ErrConflict)
	}
	if m.failure != nil {
		return 0, fmt.Errorf("append to story %s: %w", id, m.failure)
	}
	s.events = append(s.events, lines...)
	s.wake()
	return uint64(len(s.events)), nil
}

// Read implements [game.Library].
func (m *Memory) Read(ctx context.Context, id game.StoryID, after uint64) iter.Seq2[game.Event, error] {
	return func(yield func(game.Event, error) bool) {
		events, _, err := m.since(ctx, id, after)
		if err != nil {
			yield(game.Event{}, err)
			return
		}
		tell(ctx, events, after, yield)
	}
}

// Watch implements [game.Library].
func (m *Memory) Watch(ctx context.Context, id game.StoryID, after uint64) iter.Seq2[game.Event, error] {
	return func(yield func(game.Event, error) bool) {
		for {
			events, changed, err := m.since(ctx, id, after)
			if err != nil {
				yield(game.Event{}, err)
				return
			}
			if !tell(ctx, events, after, yield) {
				return
			}
			after += uint64(len(events))
			select {
			case <-changed:
			case <-ctx.Done():
			}
		}
	}
}

// PutPicture implements [game.Library].
func (m *Memory) PutPicture(ctx context.Context, id game.StoryID, data []byte) (game.Hash, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s, err := m.find(ctx, id)
	if err != nil {
		return "", err
	}
	if game.PictureFormat(data) == "" {
		return "", fmt.Errorf("store picture: neither PNG, JPEG, WebP nor GIF: %w", game.ErrRefused)
	}
	if m.failure != nil {
		return "", fmt.Errorf("store picture: %w", m.failure)
	}
	h := game.HashOf(data)
	s.pictures[h] = bytes.Clone(data)
	return h, nil
}

// Picture implements [game.Library].
func (m *Memory) Picture(ctx context.Context, id game.StoryID, h game.Hash) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s, err := m.find(ctx, id)
	if err != nil {
		return nil, err
	}
	data, ok := s.pictures[h]
	if !ok {
		return nil, fmt.Errorf("picture %q: %w", h, game.ErrNotFound)
	}
	return bytes.Clone(data), nil
}

// List implements [game.Library].
func (m *Memory) List(ctx context.Context) ([]game.Entry, error) {
	m.mu.Lock()
	ids := make([]game.StoryID, 0, len(m.stories))
	for id := range m.stories {
		ids = append(ids, id)
	}
	m.mu.Unlock()
	var entries []game.Entry
	for _, id := range ids {
		s, err := game.Load(ctx, m, id)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if errors.Is(err, game.ErrNotFound) {
			continue // deleted meanwhile
		}
		e := s.Entry()
		e.Err = err
		entries = append(entries, e)
	}
	slices.SortFunc(entries, func(a, b game.Entry) int {
		return cmp.Or(b.Played.Compare(a.Played), cmp.Compare(b.ID, a.ID))
	})
	return entries, ctx.Err()
}

// Delete implements [game.Library].
func (m *Memory) Delete(ctx context.Context, id game.StoryID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	s, err := m.find(ctx, id)
	if err != nil {
		return err
	}
	if s.leased {
		return fmt.Errorf("delete story %s: %w", id, game.ErrInUse)
	}
	delete(m.stories, id)
	s.wake()
	return nil
}

// Lease implements [game.Library].
func (m *Memory) Lease(ctx context.Context, id game.StoryID) (func() error, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s, err := m.find(ctx, id)
	if err != nil {
		return nil, err
	}
	if s.leased {
		return nil, fmt.Errorf("lease story %s: %w", id, game.ErrInUse)
	}
	s.leased = true
	return sync.OnceValue(func() error {
		m.mu.Lock()
		defer m.mu.Unlock()
		s.leased = false
		return nil
	}), nil
}

// find returns a story; the caller holds the lock.
func (m *Memory) find(ctx context.Context, id game.StoryID) (*tale, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s, ok := m.stories[id]
	if !ok {
		return nil, fmt.Errorf("story %q: %w", id, game.ErrNotFound)
	}
	return s, nil
}

// since returns the events after a number, and what is closed when there are more.
func (m *Memory) since(ctx context.Context, id game.StoryID, after uint64) ([]line, <-chan struct{}, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s, err := m.find(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	return s.events[min(after, uint64(len(s.events))):], s.changed, nil
}

func (s *tale) wake() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// tell yields the events that follow event number after; it reports whether there
// may be more.
func tell(ctx context.Context, events []line, after uint64, yield func(game.Event, error) bool) bool {
	for i, l := range events {
		if err := ctx.Err(); err != nil {
			yield(game.Event{}, err)
			return false
		}
		body, err := game.DecodeBody(l.typ, l.body)
		if err != nil {
			yield(game.Event{}, err)
			return false
		}
		if !yield(game.Event{Seq: after + uint64(i) + 1, At: l.at, Body: body}, nil) {
			return false
		}
	}
	return true
}

func encode(b game.Body) (line, error) {
	var raw bytes.Buffer
	enc := json.NewEncoder(&raw)
	enc.SetEscapeHTML(false) // the bytes of an Unknown stay as they are
	if err := enc.Encode(b); err != nil {
		return line{}, fmt.Errorf("encode %s: %w: %w", b.Type(), err, game.ErrRefused)
	}
	return line{at: time.Now().UTC(), typ: b.Type(), body: bytes.TrimSpace(raw.Bytes())}, nil
}
