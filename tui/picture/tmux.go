package picture

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"
)

// AskTmux returns what the local tmux knows of the terminal around it, for
// [Options]: its features, its name, and whether it passes sequences through. Call
// it only inside tmux, where TMUX is set. It waits half a second for a tmux that has
// only just begun and may not have heard yet that the terminal shows pictures.
func AskTmux(ctx context.Context) (string, error) {
	terminal, err := askNewTmux(ctx)
	if err != nil {
		return "", fmt.Errorf("ask tmux for its terminal: %w", err)
	}
	passthrough, err := exec.CommandContext(ctx, "tmux", "show", "-Apv", "allow-passthrough").Output()
	if err != nil { // tmux before 3.3 always passes
		passthrough = []byte("on")
	}
	return terminal + " " + strings.TrimSpace(string(passthrough)), nil
}

// askNewTmux returns the features and the name of the terminal around tmux. It asks again
// while they may be news to tmux, which asks the terminal itself when a client comes.
func askNewTmux(ctx context.Context) (string, error) {
	const news, patience, pause = 2 * time.Second, 500 * time.Millisecond, 25 * time.Millisecond
	started := time.Now()
	for {
		out, err := exec.CommandContext(ctx, "tmux", "display", "-p", "#{client_created} #{client_termfeatures} #{client_termname}").Output()
		if err != nil {
			return "", err //nolint:wrapcheck // AskTmux does
		}
		since, terminal, _ := strings.Cut(strings.TrimSpace(string(out)), " ")
		created, err := strconv.ParseInt(since, 10, 64)
		old := err != nil || time.Since(time.Unix(created, 0)) > news
		sixel, name, _ := readTmux(terminal)
		if old || sixel || placeholdersIn(name) || time.Since(started) > patience {
			return terminal, nil
		}
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case <-time.After(pause):
		}
	}
}

// readTmux takes apart what AskTmux returns.
func readTmux(says string) (sixel bool, name, passes string) {
	features, rest, _ := strings.Cut(says, " ")
	name, passes, _ = strings.Cut(rest, " ")
	return slices.Contains(strings.Split(features, ","), "sixel"), name, passes
}

// placeholdersIn reports whether a terminal of this name has Unicode placeholders.
func placeholdersIn(name string) bool { return name == "xterm-kitty" || name == "xterm-ghostty" }

// throughTmux wraps a sequence so that tmux hands it to the terminal around it.
func throughTmux(sequence string) string {
	return "\x1bPtmux;" + strings.ReplaceAll(sequence, "\x1b", "\x1b\x1b") + "\x1b\\"
}

// unrest is the time in which tmux redraws a pane or a window, after it was cleared or
// looked at again, and drops what should pass through it.
type unrest struct {
	on    bool
	asked bool      // tmux was asked whether it has taken what was sent
	until time.Time // it has answered, and redraws after that
}

// redrawing is how long tmux may take to begin, after its answer.
const redrawing = 100 * time.Millisecond

func (u *unrest) begin() { *u = unrest{on: true} }

// uneasy reports whether a kitty picture would be lost in tmux now.
func (s *Screen) uneasy() bool { return s.tmux && s.unrest.on }

// settle ends the unrest of tmux: it returns a question for it, or how long to wait.
func (s *Screen) settle(now time.Time) (b []byte, wait time.Duration) {
	if s.coming == nil || !s.uneasy() {
		return nil, 0
	}
	if !s.unrest.asked {
		s.unrest.asked = true
		if b = s.line.send(nil, 0, now); b != nil {
			return b, 0
		}
	}
	if _, wait = s.line.room(now); wait > 0 {
		return nil, wait
	}
	if s.unrest.until.IsZero() {
		s.unrest.until = now.Add(redrawing)
	}
	if wait = s.unrest.until.Sub(now); wait > 0 {
		return nil, wait
	}
	if s.coming.begun { // a part of it may be lost
		b = s.abort(nil)
		s.uploadNext()
	}
	s.unrest = unrest{}
	return b, 0
}

// inTmux reports whether the pictures of the frame are tmux's to keep.
func (s *Screen) inTmux() bool {
	return slices.ContainsFunc(s.now.pictures, func(p placement) bool {
		return p.r.Protocol == Sixel && p.r.terminal.isTmux()
	})
}

// keepImages appends a frame in a form that leaves tmux its pictures. Tmux drops all
// pictures of a row when a part of that row is erased, even one beside them, but not
// when spaces are written there. After anything else that does the same, pictures are
// painted again.
func (s *Screen) keepImages(b, frame []byte) []byte {
	const widest = 400 // columns
	for {
		i := bytes.Index(frame, []byte("\x1b["))
		if i < 0 {
			return append(b, frame...)
		}
		b = append(b, frame[:i]...)
		frame = frame[i:]
		n := escapeLen(string(frame[:min(len(frame), 64)]))
		final, argument := frame[n-1], string(frame[2:max(n-1, 2)])
		switch {
		case final == 'K' && (argument == "" || argument == "0"):
			b = spaces(b, widest)
		case final == 'X':
			columns, err := strconv.Atoi(argument)
			if err != nil {
				columns = 1
			}
			b = spaces(b, min(columns, widest))
		default:
			if bytes.IndexByte([]byte("KJLMPST@"), final) >= 0 {
				s.lost()
			}
			b = append(b, frame[:n]...)
		}
		frame = frame[n:]
	}
}

// spaces writes spaces up to the end of the row, and leaves the cursor where it is.
func spaces(b []byte, n int) []byte {
	b = append(b, "\x1b7\x1b[?7l"...)
	b = append(b, bytes.Repeat([]byte{' '}, n)...)
	return append(b, "\x1b[?7h\x1b8"...)
}

// lost notes that all pictures are gone from the terminal.
func (s *Screen) lost() {
	for i := range s.now.pictures {
		p := &s.now.pictures[i]
		if spot := s.shown[p.place]; spot != nil {
			clear(spot.ink.on)
			spot.todo.copy(p.visible)
		}
	}
}
