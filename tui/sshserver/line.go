package sshserver

import (
	"context"
	"net"
	"sync/atomic"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// A line is the connection of one client.
type line struct {
	net.Conn
	late     *time.Timer     // hangs up unless the game begins in time
	greeted  int             // bytes read, up to greeting
	question time.Duration   // to go on after that
	windows  chan ssh.Window // the newest size that was not read yet
	sessions atomic.Int32    // channels that were asked for
	heard    atomic.Int64    // when the client last sent anything, in Unix nanoseconds
	ask      chan struct{}   // wants a sign of life now

	// Guarded by the server.
	player string        // ID of who plays
	left   chan struct{} // nil until they play; closed when their stories are free
}

func (s *Server) newLine(conn *net.TCPConn) *line {
	l := &line{Conn: conn, windows: make(chan ssh.Window, 1), ask: make(chan struct{}, 1), question: s.cfg.Question}
	l.heard.Store(time.Now().UnixNano())
	l.late = time.AfterFunc(s.cfg.Handshake, func() {
		s.cfg.Log.Info("hung up: no game was begun in time", "remote", conn.RemoteAddr())
		l.hangUp()
	})
	return l
}

// greeting is about how many bytes a client sends before its user is asked whether it is the
// right host: its version, its ciphers, and its half of a key.
const greeting = 512

// hangUp closes the connection at once, whatever is being read or written.
func (l *line) hangUp() { _ = l.Close() }

// stop hangs up for good.
func (l *line) stop() {
	l.late.Stop()
	l.hangUp()
}

type lineKey struct{}

// keepLine lets the handlers of a connection find its line.
func keepLine(ctx ssh.Context, conn net.Conn) net.Conn {
	ctx.SetValue(lineKey{}, conn)
	return conn
}

func lineOf(ctx ssh.Context) *line {
	l, _ := ctx.Value(lineKey{}).(*line)
	return l
}

// resize notes the newest size of the window. Only one goroutine may call it.
func (l *line) resize(w ssh.Window) {
	select {
	case <-l.windows:
	default:
	}
	l.windows <- w
}

// Read implements net.Conn.
func (l *line) Read(p []byte) (int, error) {
	n, err := l.Conn.Read(p)
	if l.greeted < greeting {
		if l.greeted += n; l.greeted >= greeting {
			l.late.Reset(l.question)
		}
	}
	if n > 0 {
		l.heard.Store(time.Now().UnixNano())
	}
	return n, err
}

func (l *line) lastHeard() time.Time { return time.Unix(0, l.heard.Load()) }

// pulse asks the client for a sign of life every so often, and whenever somebody
// wants one, until ctx is done.
func (l *line) pulse(ctx context.Context, client gossh.Conn, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-l.ask:
		case <-ticker.C:
		}
		// The answer may be long in coming on a slow line; listen does not wait for it.
		if _, _, err := client.SendRequest("keepalive@openssh.com", true, nil); err != nil {
			return
		}
	}
}

// listen hangs up when nothing was heard of the client for so long. A dead
// connection would keep the player's story from them as long as TCP believes in it.
func (l *line) listen(ctx context.Context, within time.Duration) {
	ticker := time.NewTicker(within / 8)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if time.Since(l.lastHeard()) > within {
				l.hangUp()
				return
			}
		}
	}
}

// answers asks for a sign of life and reports whether one came within the time.
func (l *line) answers(ctx context.Context, within time.Duration) bool {
	asked := time.Now()
	select {
	case l.ask <- struct{}{}:
	default: // somebody else asks already
	}
	ticker := time.NewTicker(within / 64)
	defer ticker.Stop()
	for time.Since(asked) < within && ctx.Err() == nil {
		if l.lastHeard().After(asked) {
			return true
		}
		<-ticker.C
	}
	return false
}
