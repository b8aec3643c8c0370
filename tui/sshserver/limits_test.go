package sshserver_test

import (
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"journey/tui/sshserver"
)

// refused checks that a session ends with a sentence and exit status 1.
func refused(t *testing.T, session *gossh.Session, began error, want string) {
	t.Helper()
	if began != nil {
		t.Fatalf("begin: %v", began)
	}
	var exit *gossh.ExitError
	if err := session.Wait(); !errors.As(err, &exit) || exit.ExitStatus() != 1 {
		t.Errorf("ended with %v, want exit status 1", err)
	}
	said, _ := session.Stderr.(*bytes.Buffer)
	if said != nil && !strings.Contains(said.String(), want) {
		t.Errorf("said %q, want %q", said, want)
	}
}

func TestRefusals(t *testing.T) {
	h := serve(t)
	for _, tc := range []struct {
		name, want string
		begin      func(*gossh.Session) error
	}{
		{"no terminal", "ssh -t -p", (*gossh.Session).Shell},
		{"a command", "runs no commands", func(s *gossh.Session) error { return s.Start("rm -rf /") }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			session, err := h.connect(gossh.PublicKeys(newKey(t))).NewSession()
			if err != nil {
				t.Fatal(err)
			}
			session.Stderr = &bytes.Buffer{}
			refused(t, session, tc.begin(session), tc.want)
		})
	}
	client := h.connect(noKey())
	var open *gossh.OpenChannelError
	if _, err := client.Dial("tcp", "127.0.0.1:22"); !errors.As(err, &open) || !strings.Contains(open.Message, "forwards no connections") {
		t.Errorf("forwarding: %v", err)
	}
	if l, err := client.Listen("tcp", "127.0.0.1:0"); err == nil {
		t.Errorf("listening for a client on %v", l.Addr())
	}
}

func TestSubsystem(t *testing.T) {
	h := serve(t)
	channel, requests, err := h.connect(noKey()).OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	go gossh.DiscardRequests(requests)
	if ok, err := channel.SendRequest("subsystem", true, gossh.Marshal(struct{ Name string }{"sftp"})); !ok || err != nil {
		t.Fatalf("subsystem: %t, %v", ok, err)
	}
	said, err := io.ReadAll(channel.Stderr())
	if err != nil || !strings.Contains(string(said), "takes and gives no files") {
		t.Errorf("said %q, %v", said, err)
	}
}

func TestSilentConnection(t *testing.T) {
	h := serve(t, func(c *sshserver.Config) { c.Handshake = 300 * time.Millisecond })
	began := time.Now()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", h.server.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := io.Copy(io.Discard, conn); errors.Is(err, os.ErrDeadlineExceeded) || time.Since(began) > patience {
		t.Errorf("a silent connection is kept: %v", err)
	}
	// Signing in is not enough.
	began = time.Now()
	if err := h.connect(noKey()).Wait(); time.Since(began) > patience {
		t.Errorf("a connection without a session is kept: %v", err)
	}
}

// TestANewPlayerMayCompareTheKey takes longer over the host's key than a connection
// may be silent.
func TestANewPlayerMayCompareTheKey(t *testing.T) {
	const handshake = 200 * time.Millisecond
	h := serve(t, func(c *sshserver.Config) { c.Handshake = handshake })
	client, err := gossh.Dial("tcp", h.server.Addr().String(), &gossh.ClientConfig{
		User: "new", Auth: []gossh.AuthMethod{noKey()},
		HostKeyCallback: func(string, net.Addr, gossh.PublicKey) error {
			<-time.After(4 * handshake)
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	sit(t, client, 80, 24).sees("You stand in room 1")
}

// grown returns how many bytes more are in use than before f.
func grown(f func()) int64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	f()
	runtime.GC()
	runtime.ReadMemStats(&after)
	return int64(after.HeapAlloc) - int64(before.HeapAlloc)
}

func TestWindowBomb(t *testing.T) {
	h := serve(t)
	client := h.connect(gossh.PublicKeys(newKey(t)))
	var c *terminal
	bytes := grown(func() {
		c = sit(t, client, 20000, 20000)
		c.sees("You stand in room 1", "left door")
	})
	if bytes > 60<<20 {
		t.Errorf("a window of 20000x20000 takes %d MB", bytes>>20)
	}
	help := func() (row int) {
		for i, line := range strings.Split(c.text(), "\n") {
			if strings.Contains(line, "? help") {
				row = i + 1
			}
			if width := len([]rune(strings.TrimRight(line, " "))); width > 300 {
				t.Errorf("line %d is %d cells wide", i+1, width)
			}
		}
		return row
	}
	if row := help(); row != 120 {
		t.Errorf("the last line is at %d, want 120", row)
	}
	for _, w := range [][2]int{{1024, 1024}, {0, 0}, {20000, 1}, {100, 30}} {
		if err := c.session.WindowChange(w[1], w[0]); err != nil {
			t.Fatal(err)
		}
	}
	c.press("1")
	c.sees("You stand in room 2", "left door")
}

func TestOneSession(t *testing.T) {
	h := serve(t)
	client := h.connect(gossh.PublicKeys(newKey(t)))
	c := sit(t, client, 100, 30)
	for range 49 {
		session, err := client.NewSession()
		var open *gossh.OpenChannelError
		if !errors.As(err, &open) || open.Reason != gossh.ResourceShortage {
			t.Fatalf("another session: %v, %v", session, err)
		}
	}
	c.sees("You stand in room 1")
}

func TestEnvironment(t *testing.T) {
	h := serve(t)
	session, err := h.connect(gossh.PublicKeys(newKey(t))).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if err := session.RequestPty("xterm-256color", 30, 100, nil); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, value string
		taken       bool
	}{
		{"COLORTERM", "truecolor", true},
		{"LANG", "en_GB.UTF-8", true},
		{"LANG", strings.Repeat("x", 65), false},
		{"LANG", "\x1b[2J", false},
		{"LD_PRELOAD", "evil.so", false},
		{"TERMINFO", "evil", false},
		{"LANG", "C", true},
		{"LANG", "C", true},
		{"LANG", "C", false}, // enough
	} {
		if err := session.Setenv(tc.name, tc.value); (err == nil) != tc.taken {
			t.Errorf("%s=%.20q: %v, want taken: %t", tc.name, tc.value, err, tc.taken)
		}
	}
	flood := gossh.Marshal(struct{ Name, Value string }{"FLOOD", strings.Repeat("x", 30<<10)})
	bytes := grown(func() {
		for range 2000 {
			if _, err := session.SendRequest("env", false, flood); err != nil {
				t.Fatal(err)
			}
		}
		start(t, session, 100, 30).sees("You stand in room 1", "left door")
	})
	if bytes > 20<<20 {
		t.Errorf("60 MB of environment take %d MB", bytes>>20)
	}
}

func TestFull(t *testing.T) {
	h := serve(t, func(c *sshserver.Config) { c.MaxSessions = 1 })
	c := h.play(newKey(t))
	c.sees("You stand in room 1", "left door")
	session, err := h.connect(gossh.PublicKeys(newKey(t))).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	session.Stderr = &bytes.Buffer{}
	if err := session.RequestPty("xterm", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	refused(t, session, session.Shell(), "full at the moment")
	c.press("q")
	c.sees("Continue")
	c.press("q")
	c.leaves()
	h.play(newKey(t)).sees("You stand in room 1")
}

// TestWeakAlgorithms: what was broken or will be is not spoken.
func TestWeakAlgorithms(t *testing.T) {
	h := serve(t)
	for name, weak := range map[string]gossh.Config{
		"key exchange": {KeyExchanges: []string{"diffie-hellman-group14-sha1", "ecdh-sha2-nistp256"}},
		"cipher":       {Ciphers: []string{"aes128-cbc", "3des-cbc"}},
		"MAC":          {Ciphers: []string{"aes128-ctr"}, MACs: []string{"hmac-sha1", "hmac-sha2-256"}},
	} {
		client, err := gossh.Dial("tcp", h.server.Addr().String(), &gossh.ClientConfig{
			Config: weak, Auth: []gossh.AuthMethod{noKey()},
			HostKeyCallback: gossh.InsecureIgnoreHostKey(), //nolint:gosec // the host is this test
		})
		if err == nil {
			_ = client.Close()
			t.Errorf("a weak %s is taken", name)
		}
	}
}

// TestSlowInput: a flood reaches the game no faster than a person types, and the
// session stays alive.
func TestSlowInput(t *testing.T) {
	h := serve(t)
	c := h.play(newKey(t))
	c.sees("You stand in room 1", "left door")
	began := time.Now()
	c.press("\x1b[200~" + strings.Repeat("x", 20<<10) + "\x1b[201~1")
	c.sees("You stand in room 2")
	if took := time.Since(began); took < time.Second {
		t.Errorf("20 KB of input were taken within %v", took)
	}
}

// TestSlowKeys: keys that nobody can press that fast wait, and none is lost.
func TestSlowKeys(t *testing.T) {
	h := serve(t)
	c := h.play(newKey(t))
	c.sees("You stand in room 1", "left door")
	began := time.Now()
	c.press(strings.Repeat("x", 650) + "1")
	c.sees("You stand in room 2")
	if took := time.Since(began); took < time.Second {
		t.Errorf("650 keys were taken within %v", took)
	}
}
