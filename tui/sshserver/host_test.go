package sshserver_test

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
	gossh "golang.org/x/crypto/ssh"

	"journey/game"
	"journey/game/gametest"
	"journey/tui"
	"journey/tui/sshserver"
)

// patience is how long a test waits for what must come.
const patience = 20 * time.Second

func TestMain(m *testing.M) {
	code := m.Run()
	if err := leaks(); err != nil && code == 0 {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// leaks finds goroutines that stay. The timers of an ended program run out within
// two seconds.
func leaks() error {
	var err error
	for deadline := time.Now().Add(5 * time.Second); time.Now().Before(deadline); {
		if err = goleak.Find(); err == nil {
			return nil
		}
	}
	return err
}

// A host is a server under test with the libraries of its players.
type host struct {
	t       *testing.T
	server  *sshserver.Server
	hangUp  context.CancelFunc
	served  chan error
	log     *buffer
	guests  chan string // what happens to guests' libraries
	players chan sshserver.Player

	mu        sync.Mutex
	libraries map[string]*gametest.Memory
}

// serve starts a host. Who comes for the first time is in a new story at once.
func serve(t *testing.T, change ...func(*sshserver.Config)) *host {
	t.Helper()
	h := &host{
		t: t, served: make(chan error, 1), log: &buffer{}, guests: make(chan string, 16),
		players: make(chan sshserver.Player, 64), libraries: map[string]*gametest.Memory{},
	}
	cfg := sshserver.Config{
		Addr: "127.0.0.1:0", HostKey: filepath.Join(t.TempDir(), "host_key"),
		Program: h.program, Library: h.library, Log: slog.New(slog.NewTextHandler(h.log, nil)),
	}
	for _, c := range change {
		c(&cfg)
	}
	var err error
	if h.server, err = sshserver.Listen(cfg); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	h.hangUp = cancel
	go func() { h.served <- h.server.Serve(ctx) }()
	t.Cleanup(func() {
		cancel()
		h.drained()
		if t.Failed() {
			t.Log(h.log.String())
		}
	})
	return h
}

// drained waits until the host has closed.
func (h *host) drained() {
	h.t.Helper()
	select {
	case err := <-h.served:
		if err != nil {
			h.t.Errorf("Serve: %v", err)
		}
		h.served <- nil
	case <-time.After(patience):
		h.t.Error("the host did not close")
	}
}

func (h *host) program(p sshserver.Player, _ game.Library) tui.Config {
	cfg := tui.Config{Provider: "the test", Why: "it is one.", Game: game.Config{Narrator: narrator{}}}
	if stories, err := h.of(p.ID).List(h.t.Context()); p.Guest || err == nil && len(stories) == 0 {
		cfg.Start.New = &game.Premise{Prompt: "rooms of " + p.ID}
	}
	return cfg
}

func (h *host) library(_ context.Context, p sshserver.Player) (game.Library, func() error, error) {
	h.players <- p
	if p.Guest {
		return gametest.NewMemory(), func() error { h.guests <- "removed"; return nil }, nil
	}
	return h.of(p.ID), func() error { return nil }, nil
}

// of returns the library of a player.
func (h *host) of(id string) *gametest.Memory {
	h.mu.Lock()
	defer h.mu.Unlock()
	lib, ok := h.libraries[id]
	if !ok {
		lib = gametest.NewMemory()
		h.libraries[id] = lib
	}
	return lib
}

// story returns the only story of a player, which must be free.
func (h *host) story(id string) *game.Story {
	h.t.Helper()
	lib := h.of(id)
	entries, err := lib.List(h.t.Context())
	if err != nil || len(entries) != 1 {
		h.t.Fatalf("stories of %s: %v, %v; want one", id, entries, err)
	}
	release, err := lib.Lease(h.t.Context(), entries[0].ID)
	if err != nil {
		h.t.Fatalf("the story is not free: %v", err)
	}
	defer func() { _ = release() }()
	story, err := game.Load(h.t.Context(), lib, entries[0].ID)
	if err != nil {
		h.t.Fatal(err)
	}
	return story
}

// narrator tells of rooms, numbered by how deep they are, each with two doors.
type narrator struct{}

func (narrator) Narrate(ctx context.Context, b game.Brief, emit func(game.Piece)) (game.Chapter, error) {
	room := len(b.Past) + len(b.Recent) + 1
	c := game.Chapter{
		Title: fmt.Sprintf("Room %d", room), Prose: fmt.Sprintf("You stand in room %d of %s.", room, b.Premise.Prompt),
		Choices: []game.Choice{{Text: "through the left door"}, {Text: "through the right door"}},
		Summary: fmt.Sprintf("Room %d.", room),
	}
	emit(game.Piece{Title: c.Title})
	emit(game.Piece{Prose: c.Prose})
	return c, ctx.Err()
}

// buffer is a log that may be read while it is written.
type buffer struct {
	mu sync.Mutex
	b  strings.Builder
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

func newKey(t *testing.T) gossh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	key, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// noKey signs in as clients without a key do.
func noKey() gossh.AuthMethod {
	return gossh.KeyboardInteractive(func(_, _ string, questions []string, _ []bool) ([]string, error) {
		if len(questions) > 0 {
			return nil, errors.New("a guest was asked something")
		}
		return nil, nil
	})
}

// connect signs in at an address.
func connect(t *testing.T, addr string, auth gossh.AuthMethod) *gossh.Client {
	t.Helper()
	client, err := gossh.Dial("tcp", addr, &gossh.ClientConfig{
		User: "somebody", Auth: []gossh.AuthMethod{auth}, Timeout: patience,
		HostKeyCallback: gossh.InsecureIgnoreHostKey(), //nolint:gosec // the host is this test
	})
	if err != nil {
		t.Fatalf("connect: %v", err)
	}
	t.Cleanup(func() { _ = client.Close() })
	return client
}

func (h *host) connect(auth gossh.AuthMethod) *gossh.Client {
	h.t.Helper()
	return connect(h.t, h.server.Addr().String(), auth)
}

// play comes with a key and a terminal of 100x30 cells.
func (h *host) play(key gossh.Signer) *terminal {
	h.t.Helper()
	return sit(h.t, h.connect(gossh.PublicKeys(key)), 100, 30)
}

// A proxy stands between client and host, and can fail in the ways networks do.
type proxy struct {
	addr  string
	mu    sync.Mutex
	ends  []net.Conn
	quiet chan struct{} // closed: nothing passes any more
}

func newProxy(t *testing.T, to net.Addr) *proxy {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{addr: listener.Addr().String(), quiet: make(chan struct{})}
	var working sync.WaitGroup
	working.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			server, err := (&net.Dialer{}).DialContext(t.Context(), to.Network(), to.String())
			if err != nil {
				_ = client.Close()
				return
			}
			p.mu.Lock()
			p.ends = append(p.ends, client, server)
			p.mu.Unlock()
			working.Go(func() { p.pass(client, server) })
			working.Go(func() { p.pass(server, client) })
		}
	})
	t.Cleanup(func() {
		_ = listener.Close()
		p.cut()
		working.Wait()
	})
	return p
}

func (p *proxy) pass(from, to net.Conn) {
	buf := make([]byte, 32<<10)
	for {
		n, err := from.Read(buf)
		if err != nil {
			return
		}
		select {
		case <-p.quiet: // a dead network says nothing, not even goodbye
			continue
		default:
		}
		if _, err := to.Write(buf[:n]); err != nil {
			return
		}
	}
}

// cut closes every connection.
func (p *proxy) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.ends {
		_ = c.Close()
	}
}

// die lets nothing pass any more, without a word to either side.
func (p *proxy) die() { close(p.quiet) }
