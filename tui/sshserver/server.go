package sshserver

import (
	"context"
	"errors"
	"fmt"
	"net"
	"runtime/debug"
	"sync"
	"time"

	"charm.land/ssh"
	"charm.land/wish/v2"
	gossh "golang.org/x/crypto/ssh"
)

// strangers is how many connections may be open beside those of players.
const strangers = 64

// Server is a host that listens.
type Server struct {
	cfg      Config
	ssh      *ssh.Server
	listener *net.TCPListener

	handling sync.WaitGroup // connections and their channels
	playing  sync.WaitGroup // visits

	mu      sync.Mutex
	lines   map[*line]struct{}
	players int
	closing chan struct{} // closed when the host closes
	closed  bool
}

// Listen opens the port; Serve lets players in.
func Listen(cfg Config) (*Server, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, err
	}
	key, err := hostKey(cfg.HostKey)
	if err != nil {
		return nil, err
	}
	s := &Server{cfg: cfg, lines: map[*line]struct{}{}, closing: make(chan struct{})}
	s.ssh, err = wish.NewServer(
		wish.WithVersion("Journey"),
		wish.WithHostKeyPEM(key),
		// Everybody may come in; the key only says who it is. It must not be looked
		// at here, where it is merely offered and not yet proved.
		wish.WithPublicKeyAuth(func(ctx ssh.Context, _ ssh.PublicKey) bool { return s.signsIn(ctx) }),
		// Clients try keys first, so who gets here has none.
		wish.WithKeyboardInteractiveAuth(func(ctx ssh.Context, _ gossh.KeyboardInteractiveChallenge) bool { return s.signsIn(ctx) }),
		wish.WithSubsystem("default", refuseSubsystem),
		wish.WithMiddleware(s.game, gate),
		ssh.EmulatePty(),
	)
	if err != nil {
		return nil, fmt.Errorf("set up SSH: %w", err)
	}
	s.ssh.HandshakeTimeout = cfg.Handshake + cfg.Question
	s.ssh.ServerConfigCallback = hardened
	s.ssh.ConnCallback = keepLine
	s.ssh.ChannelHandlers = map[string]ssh.ChannelHandler{"session": s.session, "default": refuseChannel}

	addr, err := net.ResolveTCPAddr("tcp", cfg.Addr)
	if err != nil {
		return nil, fmt.Errorf("listen on %q: %w", cfg.Addr, err)
	}
	if s.listener, err = net.ListenTCP("tcp", addr); err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	return s, nil
}

// signsIn gives a client that signs in the time to ask for a game. Everybody may.
func (s *Server) signsIn(ctx ssh.Context) bool {
	if l := lineOf(ctx); l != nil {
		l.late.Reset(s.cfg.Handshake)
	}
	return true
}

// hardened allows only what is strong; OpenSSH has all of it since 6.5 (2014).
func hardened(ssh.Context) *gossh.ServerConfig {
	return &gossh.ServerConfig{
		MaxAuthTries: 3,
		PublicKeyAuthAlgorithms: []string{
			gossh.KeyAlgoED25519, gossh.KeyAlgoSKED25519, gossh.KeyAlgoECDSA256, gossh.KeyAlgoECDSA384,
			gossh.KeyAlgoECDSA521, gossh.KeyAlgoSKECDSA256, gossh.KeyAlgoRSASHA256, gossh.KeyAlgoRSASHA512,
		},
		Config: gossh.Config{
			KeyExchanges: []string{
				gossh.KeyExchangeMLKEM768X25519, gossh.KeyExchangeCurve25519, "curve25519-sha256@libssh.org",
			},
			Ciphers: []string{
				gossh.CipherAES256GCM, gossh.CipherAES128GCM, gossh.CipherChaCha20Poly1305,
				gossh.CipherAES256CTR, gossh.CipherAES128CTR,
			},
			MACs: []string{gossh.HMACSHA256ETM, gossh.HMACSHA512ETM},
		},
	}
}

// Addr is where the server listens.
func (s *Server) Addr() net.Addr { return s.listener.Addr() }

// Serve lets players in until ctx is done, and returns when the last one has been
// told goodbye, their story is saved and their connection closed. Connections that
// do not end within Config.Drain are cut; their stories are saved all the same.
// It is called once.
func (s *Server) Serve(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() { _ = s.listener.Close() })
	defer stop()
	err := s.accept(ctx)
	s.drain()
	return err
}

func (s *Server) accept(ctx context.Context) error {
	for {
		conn, err := s.listener.AcceptTCP()
		switch {
		case ctx.Err() != nil:
			if err == nil {
				return conn.Close()
			}
			return nil
		case errors.Is(err, net.ErrClosed):
			return fmt.Errorf("accept connection: %w", err)
		case err != nil:
			// Mostly too many open files: somebody will leave.
			s.cfg.Log.Error("accept connection", "err", err)
			select {
			case <-ctx.Done():
			case <-time.After(time.Second):
			}
			continue
		}
		l := s.newLine(conn)
		if !s.add(l) {
			l.stop()
			continue
		}
		s.handling.Go(func() {
			defer s.remove(l)
			s.ssh.HandleConn(l)
		})
	}
}

// add takes a connection in, unless too many are open.
func (s *Server) add(l *line) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.lines) >= s.cfg.MaxSessions+strangers {
		return false
	}
	s.lines[l] = struct{}{}
	return true
}

func (s *Server) remove(l *line) {
	l.stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.lines, l)
}

// begin lets a session begin unless the host is closing, which waits for it to
// end with s.handling.
func (s *Server) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.handling.Add(1)
	}
	return !s.closed
}

// drain sends everybody home.
func (s *Server) drain() {
	s.mu.Lock()
	s.closed = true
	close(s.closing)
	for l := range s.lines {
		if l.left == nil {
			l.hangUp()
		}
	}
	s.mu.Unlock()
	force := time.AfterFunc(s.cfg.Drain, s.hangUpAll)
	defer force.Stop()
	s.playing.Wait()
	s.hangUpAll()
	s.handling.Wait()
}

func (s *Server) hangUpAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.lines {
		l.hangUp()
	}
}

// recovered returns f made safe to run on a goroutine of its own: a panic in it
// must not take the other players along.
func (s *Server) recovered(f func()) func() {
	return func() {
		defer func() {
			if r := recover(); r != nil {
				s.panicked(r)
			}
		}()
		f()
	}
}

func (s *Server) panicked(r any) {
	s.cfg.Log.Error("panic in a session", "panic", r, "stack", string(debug.Stack()))
}
