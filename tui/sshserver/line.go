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
	windows  chan ssh.Window // the newest size that was not read yet
	sessions atomic.Int32    // channels that were asked for
	ssh      gossh.Conn      // set when the session begins

	// Guarded by the server.
	player string        // ID of who plays
	left   chan struct{} // nil until they play; closed when their stories are free
}

func newLine(conn *net.TCPConn, within time.Duration) *line {
	l := &line{Conn: conn, windows: make(chan ssh.Window, 1)}
	l.late = time.AfterFunc(within, l.hangUp)
	return l
}

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

// answers asks the client for a sign of life, and hangs up when there is none
// within the time.
func (l *line) answers(within time.Duration) bool {
	timer := time.AfterFunc(within, l.hangUp)
	defer timer.Stop()
	_, _, err := l.ssh.SendRequest("keepalive@openssh.com", true, nil)
	return err == nil
}

// pulse asks for signs of life until ctx is done. A dead connection would keep
// the player's story from them for as long as TCP believes in it.
func (l *line) pulse(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if !l.answers(every) {
				return
			}
		}
	}
}
