package sshserver_test

import (
	"context"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"journey/game"
	"journey/tui"
	"journey/tui/sshserver"
)

func TestPlaysAndComesBack(t *testing.T) {
	h := serve(t)
	key := newKey(t)
	c := h.play(key)
	c.sees("Room 1", "You stand in room 1", "left door")
	c.press("1")
	c.sees("You stand in room 2")
	c.press("q")
	c.sees("Continue", "chapter 2")
	c.press("q")
	if out := c.leaves(); !strings.Contains(out, "Goodbye; your story is saved.") {
		t.Errorf("no goodbye in %q", out)
	}
	if err := c.session.Wait(); err != nil {
		t.Errorf("exit status: %v, want 0", err)
	}

	c = h.play(key)
	c.sees("Continue", "chapter 2")
	c.press("c")
	c.sees("You stand in room 2")
	c.press("q")
	c.sees("Continue")
	if chapters := h.story((<-h.players).ID).Chapters(); len(chapters) != 2 {
		t.Errorf("%d chapters are saved, want 2", len(chapters))
	}
}

// TestCutOff: whatever becomes of the connection, the story is free for the same
// key when it comes back.
func TestCutOff(t *testing.T) {
	for _, tc := range []struct {
		name string
		fail func(*proxy)
	}{
		{"closed", (*proxy).cut},
		{"dead without a word", (*proxy).die},
	} {
		t.Run(tc.name, func(t *testing.T) {
			h := serve(t, func(c *sshserver.Config) { c.Probe = 300 * time.Millisecond })
			p := newProxy(t, h.server.Addr())
			key := newKey(t)
			c := sit(t, connect(t, p.addr, gossh.PublicKeys(key)), 100, 30)
			c.sees("You stand in room 1", "left door")
			c.press("2")
			c.sees("You stand in room 2", "left door")
			tc.fail(p)

			c = h.play(key)
			c.sees("Continue", "chapter 2")
			c.press("c")
			c.sees("You stand in room 2", "left door")
			c.press("1")
			c.sees("You stand in room 3")
			p.cut()
		})
	}
}

// TestDeadLine: a connection that died is found without anybody coming back.
func TestDeadLine(t *testing.T) {
	h := serve(t, func(c *sshserver.Config) { c.Pulse = 200 * time.Millisecond })
	p := newProxy(t, h.server.Addr())
	c := sit(t, connect(t, p.addr, noKey()), 100, 30)
	c.sees("You stand in room 1")
	p.die()
	select {
	case <-h.guests:
	case <-time.After(patience):
		t.Error("the session on a dead connection goes on")
	}
	p.cut()
}

func TestPlayersDoNotMeet(t *testing.T) {
	h := serve(t)
	one, two := h.play(newKey(t)), h.play(newKey(t))
	first, second := <-h.players, <-h.players
	if first.ID == second.ID || len(first.ID) != 64 || first.Guest {
		t.Fatalf("players %+v and %+v", first, second)
	}
	for _, c := range []*terminal{one, two} {
		c.sees("You stand in room 1", "left door")
	}
	one.press("1")
	one.sees("You stand in room 2", "left door")
	if text := two.text(); strings.Contains(text, "room 2") {
		t.Errorf("the other player sees:\n%s", text)
	}
	for _, c := range []*terminal{one, two} {
		c.press("q")
		c.sees("Library (1)")
		c.press("q")
		c.leaves()
	}
	if a, b := h.story(first.ID), h.story(second.ID); a.Premise.Prompt == b.Premise.Prompt {
		t.Errorf("both play %q", a.Premise.Prompt)
	}
}

// TestTwoWindows: one player may play in two windows, though not the same story.
func TestTwoWindows(t *testing.T) {
	h := serve(t, func(c *sshserver.Config) { c.MaxWindows = 2 })
	key := newKey(t)
	one := h.play(key)
	one.sees("You stand in room 1", "left door")
	two := h.play(key)
	two.sees("Continue")
	two.press("c")
	two.sees("another window")
	one.press("1")
	one.sees("You stand in room 2")

	session, err := h.connect(gossh.PublicKeys(key)).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if err := session.RequestPty("xterm", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	refused(t, session, session.Shell(), "several windows")
}

func TestGuest(t *testing.T) {
	h := serve(t, func(c *sshserver.Config) {
		program := c.Program
		c.Program = func(p sshserver.Player, lib game.Library) tui.Config {
			cfg := program(p, lib)
			cfg.Start = tui.Start{}
			return cfg
		}
	})
	c := sit(t, h.connect(noKey()), 100, 30)
	c.sees("you play as a guest", "your story ends when you")
	if p := <-h.players; !p.Guest || p.ID != "" {
		t.Errorf("player %+v, want a guest", p)
	}
	c.press("q")
	if out := c.leaves(); !strings.Contains(out, "nothing was kept") {
		t.Errorf("no goodbye in %q", out)
	}
	if got := <-h.guests; got != "removed" {
		t.Errorf("the guest's stories were %s", got)
	}
}

func TestIdle(t *testing.T) {
	h := serve(t, func(c *sshserver.Config) { c.Idle = 700 * time.Millisecond })
	c := h.play(newKey(t))
	c.sees("You stand in room 1", "left door")
	c.press("1")
	c.sees("You stand in room 2")
	if out := c.leaves(); !strings.Contains(out, "No key was pressed for a long time, so the host hung up; your story is saved.") {
		t.Errorf("not told why: %q", out)
	}
	if story := h.story((<-h.players).ID); len(story.Chapters()) != 2 {
		t.Errorf("%d chapters saved, want 2", len(story.Chapters()))
	}
}

func TestHostCloses(t *testing.T) {
	h := serve(t)
	stranger := h.connect(noKey())
	one, two := h.play(newKey(t)), sit(t, h.connect(noKey()), 80, 24)
	for _, c := range []*terminal{one, two} {
		c.sees("You stand in room 1", "left door")
	}
	one.press("1")
	one.sees("You stand in room 2")
	h.hangUp()
	out := one.leaves()
	before, after, left := strings.Cut(out, "\x1b[?1049l")
	if !left || !strings.Contains(after, "The host is closing; your story is saved.\r\n") || strings.Contains(before, "The host is closing") {
		t.Errorf("goodbye does not follow the alternate screen: %q", after)
	}
	if out := two.leaves(); !strings.Contains(out, "The host is closing. You came without a key") {
		t.Errorf("the guest was not told: %q", out)
	}
	h.drained()
	if err := stranger.Wait(); err == nil {
		t.Error("the connection of one who did not play is still open")
	}
	for range 2 {
		if p := <-h.players; !p.Guest && len(h.story(p.ID).Chapters()) != 2 {
			t.Error("the story was not saved")
		}
	}
}

// TestHostClosesOnTheDead: a client that does not answer keeps no host from closing.
func TestHostClosesOnTheDead(t *testing.T) {
	h := serve(t, func(c *sshserver.Config) { c.Drain = 300 * time.Millisecond })
	p := newProxy(t, h.server.Addr())
	c := sit(t, connect(t, p.addr, gossh.PublicKeys(newKey(t))), 100, 30)
	c.sees("You stand in room 1", "left door")
	p.die()
	began := time.Now()
	h.hangUp()
	h.drained()
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("the host took %v to close", took)
	}
	if chapters := h.story((<-h.players).ID).Chapters(); len(chapters) != 1 {
		t.Errorf("%d chapters are saved, want 1", len(chapters))
	}
	p.cut()
}

// TestQuitInAFlood: what is typed after the last key leaves nothing behind; the
// goroutines are counted when all tests are through.
func TestQuitInAFlood(t *testing.T) {
	h := serve(t)
	c := h.play(newKey(t))
	c.sees("You stand in room 1", "left door")
	c.press("q")
	c.sees("Continue")
	c.press("q" + strings.Repeat("\x1b[<0;1;1M", 400))
	c.leaves()
}

func TestPanic(t *testing.T) {
	for _, tc := range []struct {
		name   string
		change func(*sshserver.Config)
	}{
		{"before the program", func(c *sshserver.Config) {
			c.Program = func(sshserver.Player, game.Library) tui.Config { panic("no program") }
		}},
		{"in a command", func(c *sshserver.Config) {
			program := c.Program
			c.Program = func(p sshserver.Player, lib game.Library) tui.Config {
				cfg := program(p, lib)
				cfg.Start = tui.Start{}
				return cfg
			}
			c.Library = func(context.Context, sshserver.Player) (game.Library, func() error, error) {
				return nil, func() error { return nil }, nil // the title cannot list it
			}
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			h := serve(t, tc.change)
			c := h.play(newKey(t))
			if out := c.leaves(); !strings.Contains(out, "Something went wrong on the host; your story is saved up to the last chapter told.") {
				t.Errorf("not told: %q", out)
			}
			if log := h.log.String(); !strings.Contains(log, "panic") {
				t.Errorf("not logged: %q", log)
			}
		})
	}
}
