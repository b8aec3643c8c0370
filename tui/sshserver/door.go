package sshserver

import (
	"context"
	"slices"
	"strings"
	"sync"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// session handles the channel on which a player plays: one for each connection,
// which ends with it.
func (s *Server) session(srv *ssh.Server, conn *gossh.ServerConn, asked gossh.NewChannel, ctx ssh.Context) {
	l := lineOf(ctx)
	if l.sessions.Add(1) > 1 {
		_ = asked.Reject(gossh.ResourceShortage, "Journey plays one session on each connection.")
		return
	}
	if !s.begin() {
		_ = asked.Reject(gossh.ResourceShortage, hostCloses)
		return
	}
	defer s.handling.Done()
	var working sync.WaitGroup
	defer working.Wait()
	defer l.hangUp()
	working.Go(s.recovered(func() { l.pulse(ctx, conn, s.cfg.Pulse) }))
	working.Go(s.recovered(func() { l.listen(ctx, 3*s.cfg.Pulse) }))
	ssh.DefaultSessionHandler(srv, conn, &door{NewChannel: asked, server: s, line: l, ctx: ctx, working: &working}, ctx)
}

// A door is a session channel that lets only those requests in that a game
// needs, cut to size. The handler behind it would take any number of environment
// variables and windows of any size.
type door struct {
	gossh.NewChannel
	server  *Server
	line    *line
	ctx     context.Context // of the connection, which the door belongs to
	working *sync.WaitGroup
	envs    int
}

// Accept implements gossh.NewChannel.
func (d *door) Accept() (gossh.Channel, <-chan *gossh.Request, error) {
	ch, asked, err := d.NewChannel.Accept()
	if err != nil {
		return nil, nil, err
	}
	passed := make(chan *gossh.Request)
	d.working.Go(d.server.recovered(func() {
		defer close(passed)
		d.filter(asked, passed)
	}))
	return ch, passed, nil
}

func (d *door) filter(asked <-chan *gossh.Request, passed chan<- *gossh.Request) {
	for req := range asked {
		if !d.passes(req) {
			_ = req.Reply(false, nil)
			continue
		}
		select {
		case passed <- req:
		case <-d.ctx.Done():
			return
		}
	}
}

// passes reports whether the session gets to see a request; it may rewrite it.
func (d *door) passes(req *gossh.Request) bool {
	switch req.Type {
	case "shell", "exec", "subsystem":
		return true
	case "pty-req":
		var pty ptyRequest
		if gossh.Unmarshal(req.Payload, &pty) != nil {
			return false
		}
		req.Payload = gossh.Marshal(pty.clean(d.server.cfg))
		return true
	case "window-change":
		// The session would write it where the game reads it, at the same time.
		var w window
		if gossh.Unmarshal(req.Payload, &w) == nil {
			w = w.clamped(d.server.cfg)
			d.line.resize(ssh.Window{
				Width: int(w.Columns), Height: int(w.Rows), WidthPixels: int(w.Width), HeightPixels: int(w.Height),
			})
		}
		return false
	case "env":
		var env struct{ Name, Value string }
		if gossh.Unmarshal(req.Payload, &env) != nil || !useful(env.Name, env.Value) || d.envs == maxEnv {
			return false
		}
		d.envs++
		return true
	}
	return false
}

// ptyRequest is the payload of a pty-req (RFC 4254, 6.2).
type ptyRequest struct {
	Term                         string
	Columns, Rows, Width, Height uint32
	Modes                        string // nothing here has a use for them
}

func (p ptyRequest) clean(cfg Config) ptyRequest {
	w := window{p.Columns, p.Rows, p.Width, p.Height}.clamped(cfg)
	return ptyRequest{Term: terminalName(p.Term), Columns: w.Columns, Rows: w.Rows, Width: w.Width, Height: w.Height}
}

// window is the payload of a window-change (RFC 4254, 6.7): cells and pixels.
type window struct{ Columns, Rows, Width, Height uint32 }

// maxPixels is the largest window that is believed in, for each side.
const maxPixels = 1 << 14

// clamped cuts a window to the largest one that is played in, and gives one
// without a size the usual size. Its pixels shrink with the cells.
func (w window) clamped(cfg Config) window {
	if w.Columns == 0 || w.Rows == 0 {
		return window{Columns: 80, Rows: 24}
	}
	if w.Width > maxPixels || w.Height > maxPixels {
		w.Width, w.Height = 0, 0
	}
	c, r := min(w.Columns, uint32(cfg.MaxColumns)), min(w.Rows, uint32(cfg.MaxRows))
	return window{
		Columns: c, Rows: r,
		Width:  uint32(uint64(w.Width) * uint64(c) / uint64(w.Columns)),
		Height: uint32(uint64(w.Height) * uint64(r) / uint64(w.Rows)),
	}
}

// maxEnv is how many environment variables a session gets at most.
const maxEnv = 4

// useful reports whether a variable of the client says something of its terminal.
func useful(name, value string) bool {
	return slices.Contains([]string{"COLORTERM", "LANG"}, name) && len(value) <= 64 && plain(value)
}

// terminalName returns a TERM that is safe to use: it becomes the name of a file
// when the keys of the terminal are looked up.
func terminalName(term string) string {
	if term == "" || len(term) > 64 || !plain(term) || strings.HasPrefix(term, ".") {
		return "xterm"
	}
	return term
}

// plain reports whether s has only letters, digits and the signs of names.
func plain(s string) bool {
	const allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+@"
	return !strings.ContainsFunc(s, func(r rune) bool { return !strings.ContainsRune(allowed, r) })
}
