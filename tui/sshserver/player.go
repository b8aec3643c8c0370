package sshserver

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"sync"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// Why somebody cannot play now, in words for them.
const (
	hostCloses  = "The host is closing. Come back in a while."
	hostFull    = "Journey is full at the moment. Come back in a while."
	manyWindows = "You are playing in several windows already. Close one of them first."
)

// playerOf says who plays. The key is read after the handshake, when it is the
// one that signed; with a certificate that is the key inside.
func playerOf(sess ssh.Session) Player {
	p := Player{Remote: sess.RemoteAddr().String()}
	offered := sess.PublicKey()
	if offered == nil {
		p.Guest = true
		return p
	}
	var signed gossh.PublicKey = offered
	if cert, ok := signed.(*gossh.Certificate); ok {
		signed = cert.Key
	}
	sum := sha256.Sum256(signed.Marshal())
	p.ID = hex.EncodeToString(sum[:])
	return p
}

// enter counts a player in, or says why not.
func (s *Server) enter(l *line, p Player) (refusal string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.closed:
		return hostCloses
	case s.players >= s.cfg.MaxSessions:
		return hostFull
	case len(s.windowsOf(p.ID)) >= s.cfg.MaxWindows:
		return manyWindows
	}
	l.late.Stop()
	l.player, l.left = p.ID, make(chan struct{})
	s.players++
	s.playing.Add(1)
	return ""
}

// leave says that the player's stories are saved and free.
func (s *Server) leave(l *line) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l.player = ""
	s.players--
	close(l.left)
}

// windowsOf returns where a player plays; guests do not know each other. The
// server is locked.
func (s *Server) windowsOf(id string) []*line {
	var lines []*line
	for l := range s.lines {
		if id != "" && l.player == id {
			lines = append(lines, l)
		}
	}
	return lines
}

// sweep asks the connections on which a returning player played before for a
// sign of life. Those that are dead, as after a change of network, are closed, so
// that the player finds their story free; living ones are windows of their own.
func (s *Server) sweep(ctx context.Context, id string) {
	s.mu.Lock()
	lines := s.windowsOf(id)
	s.mu.Unlock()
	var asking sync.WaitGroup
	for _, l := range lines {
		asking.Go(s.recovered(func() {
			if l.answers(ctx, s.cfg.Probe) || ctx.Err() != nil {
				return
			}
			l.hangUp()
			select {
			case <-l.left:
			case <-ctx.Done():
			case <-time.After(s.cfg.Probe):
			}
		}))
	}
	asking.Wait()
}
