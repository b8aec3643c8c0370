package openaiclient

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"journey/game"
	"journey/openaiclient/openaitest"
)

const canary = "sk-canary-0123456789abcdef"

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// connect starts a server and a client for it whose pauses take no time but are
// noted.
func connect(t *testing.T, o openaitest.Options, change ...func(*Config)) (*Client, *openaitest.Server, *pauses) {
	t.Helper()
	o.Key = or(o.Key, canary)
	s := openaitest.New(o)
	t.Cleanup(s.Close)
	cfg := Config{BaseURL: s.URL(), Key: NewKey(canary), Prices: prices(away(t), nil)}
	for _, f := range change {
		f(&cfg)
	}
	c, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	p := &pauses{}
	c.pause = p.pause
	return c, s, p
}

// away is a server that is not at home, whose models cost what the table says.
func away(t *testing.T) *url.URL {
	t.Helper()
	u, err := parseBase("")
	if err != nil {
		t.Fatal(err)
	}
	return u
}

type pauses struct {
	mu   sync.Mutex
	took []time.Duration
}

func (p *pauses) pause(ctx context.Context, d time.Duration) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.took = append(p.took, d)
	return ctx.Err()
}

// pieces keeps what a narrator emitted.
type pieces struct {
	title  string
	scenes []game.Scene
	cast   []game.CastChange // that came with the scene
	prose  []string
	order  []string // "title", "scene", "prose"
}

func (p *pieces) take(piece game.Piece) {
	if piece.Title != "" {
		p.title = piece.Title
		p.order = append(p.order, "title")
	}
	if piece.Scene != nil {
		p.scenes = append(p.scenes, *piece.Scene)
		p.cast = piece.Cast
		p.order = append(p.order, "scene")
	}
	if piece.Prose != "" {
		p.prose = append(p.prose, piece.Prose)
		p.order = append(p.order, "prose")
	}
}

func (p *pieces) text() string { return strings.Join(p.prose, "") }

func opening() game.Brief {
	premise := game.Premise{Prompt: "A lighthouse at the end of the world", Style: "woodcut", Length: game.Short}
	return game.Brief{Premise: premise, Arc: premise.Length.Arc(1)}
}

// wantNoKey fails when an error, or anything it wraps or holds, shows the key.
func wantNoKey(t *testing.T, err error) {
	t.Helper()
	all := ""
	if err != nil {
		all = err.Error()
	}
	if e, ok := errors.AsType[*Error](err); ok {
		all += e.Sentence + e.Detail + e.Code + e.Fault() + e.RequestID
	}
	if strings.Contains(all, canary) {
		t.Errorf("the key stands in the error: %s", all)
	}
}
