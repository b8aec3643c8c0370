package sshserver_test

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	gossh "golang.org/x/crypto/ssh"
)

// A terminal shows what a client receives, and answers questions as one does.
type terminal struct {
	t       *testing.T
	in      io.WriteCloser
	session *gossh.Session // nil for another client
	ended   chan struct{}

	mu      sync.Mutex
	screen  *vt.Emulator
	output  bytes.Buffer
	changed chan struct{} // closed by the next output
}

// A kind of terminal differs from the usual one.
type kind func(*vt.Emulator)

// withSixel says that it shows sixel graphics.
func withSixel(e *vt.Emulator) {
	e.RegisterCsiHandler('c', func(ansi.Params) bool {
		_, _ = io.WriteString(e.InputPipe(), "\x1b[?62;4;22c")
		return true
	})
}

// attach shows out on a screen, and types the screen's answers into in.
func attach(t *testing.T, in io.WriteCloser, out io.Reader, columns, rows int, kinds ...kind) *terminal {
	t.Helper()
	in = &turns{in: in}
	c := &terminal{
		t: t, in: in, screen: vt.NewEmulator(columns, rows),
		changed: make(chan struct{}), ended: make(chan struct{}),
	}
	for _, k := range kinds {
		k(c.screen)
	}
	var working sync.WaitGroup
	working.Go(func() { _, _ = io.Copy(deaf{in}, c.screen) })
	working.Go(func() {
		defer close(c.ended)
		_, _ = io.Copy(c, out)
	})
	t.Cleanup(func() {
		_ = in.Close()
		if answers, ok := c.screen.InputPipe().(io.Closer); ok {
			_ = answers.Close()
		}
		select {
		case <-c.ended:
			working.Wait()
		case <-time.After(patience):
			t.Error("the client did not end")
		}
	})
	return c
}

// turns takes what is typed, the answers of the screen and the close one after
// another: they come from goroutines of their own, and a channel of the ssh
// package is not made for that.
type turns struct {
	mu sync.Mutex
	in io.WriteCloser
}

func (t *turns) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.in.Write(p)
}

func (t *turns) Close() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.in.Close()
}

// deaf goes on taking answers when the host has hung up: the screen would wait
// for them to be read.
type deaf struct{ in io.Writer }

func (d deaf) Write(p []byte) (int, error) {
	_, _ = d.in.Write(p)
	return len(p), nil
}

// sit opens a session with a terminal and begins to play.
func sit(t *testing.T, client *gossh.Client, columns, rows int, kinds ...kind) *terminal {
	t.Helper()
	session, err := client.NewSession()
	if err != nil {
		t.Fatalf("open session: %v", err)
	}
	if err := session.RequestPty("xterm-256color", rows, columns, nil); err != nil {
		t.Fatalf("ask for a terminal: %v", err)
	}
	return start(t, session, min(columns, 400), min(rows, 200), kinds...)
}

func start(t *testing.T, session *gossh.Session, columns, rows int, kinds ...kind) *terminal {
	t.Helper()
	in, err := session.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := session.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := session.Shell(); err != nil {
		t.Fatalf("begin to play: %v", err)
	}
	c := attach(t, in, out, columns, rows, kinds...)
	c.session = session
	t.Cleanup(func() { _ = session.Close() })
	return c
}

// Write takes output of the host.
func (c *terminal) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.output.Write(p)
	n, err := c.screen.Write(p)
	close(c.changed)
	c.changed = make(chan struct{})
	return n, err
}

func (c *terminal) press(keys string) {
	c.t.Helper()
	if _, err := io.WriteString(c.in, keys); err != nil {
		c.t.Fatalf("press %q: %v", keys, err)
	}
}

// text is what is on the screen.
func (c *terminal) text() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.screen.String()
}

// sees waits until all of it is on the screen.
func (c *terminal) sees(want ...string) {
	c.t.Helper()
	deadline := time.After(patience)
	for {
		c.mu.Lock()
		text, changed := c.screen.String(), c.changed
		c.mu.Unlock()
		missing := ""
		for _, w := range want {
			if !strings.Contains(text, w) {
				missing = w
			}
		}
		if missing == "" {
			return
		}
		select {
		case <-changed:
		case <-c.ended:
			if text := c.text(); !strings.Contains(text, missing) {
				c.t.Fatalf("the session ended without %q on the screen:\n%s", missing, text)
			}
		case <-deadline:
			c.t.Fatalf("%q is not on the screen:\n%s", missing, text)
		}
	}
}

// received is all that the host has sent.
func (c *terminal) received() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.output.String()
}

// until waits until what the host has sent satisfies enough.
func (c *terminal) until(otherwise string, enough func(output string) bool) {
	c.t.Helper()
	deadline := time.After(patience)
	for {
		c.mu.Lock()
		output, changed := c.output.String(), c.changed
		c.mu.Unlock()
		if enough(output) {
			return
		}
		select {
		case <-changed:
		case <-deadline:
			c.t.Fatal(otherwise)
		}
	}
}

// leaves waits until the host has closed the session, and returns all it sent.
func (c *terminal) leaves() string {
	c.t.Helper()
	select {
	case <-c.ended:
	case <-time.After(patience):
		c.t.Fatalf("the session did not end:\n%s", c.text())
	}
	return c.received()
}
