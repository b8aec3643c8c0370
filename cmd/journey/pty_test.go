package main

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"
)

// console is the program at a real terminal that answers no question.
type console struct {
	t    *testing.T
	cmd  *exec.Cmd
	tty  *os.File
	said chan string
	text string
}

// play starts the program at a terminal of 80 by 24, in an empty library.
func play(t *testing.T, env []string, args ...string) *console {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "journey", args...)
	home := t.TempDir()
	cmd.Env = append(os.Environ(), append([]string{
		"TERM=xterm-256color", "HOME=" + home, "XDG_CONFIG_HOME=" + home, "XDG_DATA_HOME=" + home,
		"JOURNEY_DATA=" + home, "OPENAI_API_KEY=", "OPENAI_BASE_URL=",
	}, env...)...)
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		t.Fatal(err)
	}
	c := &console{t: t, cmd: cmd, tty: tty, said: make(chan string)}
	go func() {
		defer close(c.said)
		for piece := make([]byte, 4096); ; {
			n, err := tty.Read(piece)
			if n > 0 {
				c.said <- string(piece[:n])
			}
			if err != nil {
				return
			}
		}
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = tty.Close()
		for range c.said { // the reader ends with the terminal
		}
	})
	return c
}

// sees waits until the program has written words since the last that were seen,
// and returns what it wrote until then.
func (c *console) sees(words string) string {
	c.t.Helper()
	late := time.After(20 * time.Second)
	for !strings.Contains(c.text, words) {
		select {
		case piece, ok := <-c.said:
			if !ok {
				c.t.Fatalf("the program ended without %q; it wrote:\n%s", words, c.text)
			}
			c.text += piece
		case <-late:
			c.t.Fatalf("%q does not come; there is:\n%s", words, c.text)
		}
	}
	before, after, _ := strings.Cut(c.text, words)
	c.text = after
	return before
}

func (c *console) types(keys string) {
	c.t.Helper()
	if _, err := c.tty.WriteString(keys); err != nil {
		c.t.Fatal(err)
	}
}

// ends waits for the program and returns its exit code and what it wrote last.
func (c *console) ends() (code int, text string) {
	c.t.Helper()
	late := time.AfterFunc(10*time.Second, func() { _ = c.cmd.Process.Signal(syscall.SIGQUIT) })
	for piece := range c.said {
		c.text += piece
	}
	err := c.cmd.Wait()
	if !late.Stop() {
		c.t.Fatalf("the program does not end:\n%s", c.text)
	}
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return exit.ExitCode(), c.text
	} else if err != nil {
		c.t.Fatal(err)
	}
	return 0, c.text
}

func TestCtrlCEndsPlainPlay(t *testing.T) {
	t.Parallel()
	for name, choices := range map[string]string{"at the first prompt": "", "after a choice": "1\r"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := play(t, nil, "play", "--plain", "--seed", "7")
			c.sees("Your choice")
			if choices != "" {
				c.types(choices)
				c.sees("Your choice")
			}
			c.types("\x03")
			code, text := c.ends()
			if code != exitCancelled {
				t.Errorf("exit %d, want %d", code, exitCancelled)
			}
			if !strings.Contains(text, "\r\nThe story is saved; journey play --plain --continue 01") {
				t.Errorf("it does not say on a line of its own that the story is saved:\n%q", text)
			}
			if strings.Contains(text, "\x1b") {
				t.Errorf("the terminal is asked something that nobody is there to hear:\n%q", text)
			}
		})
	}
}

// TestAnEndingAsksWhereToGo plays to an ending, and back from it.
func TestAnEndingAsksWhereToGo(t *testing.T) {
	t.Parallel()
	c := play(t, nil, "play", "--plain", "--seed", "3", "--choose", "1,1,1,1,1,1,1,1,1,1,1,1")
	c.sees("The end: ")
	c.sees("The story has ended (b goes back, r tells the end anew, q leaves): ")
	c.types("open the door\r")
	c.sees("The story has ended (b goes back")
	c.types("b\r")
	c.sees("Your choice")
	c.types("1\r")
	c.sees("The end: ")
	c.sees("q leaves): ")
	c.types("q\r")
	if code, text := c.ends(); code != exitDone || !strings.Contains(text, "The story is saved; journey replay --plain 01") {
		t.Errorf("exit %d, %q", code, text)
	}
}

func TestTerminateEndsPlainPlay(t *testing.T) {
	t.Parallel()
	c := play(t, nil, "play", "--plain", "--seed", "7")
	c.sees("Your choice")
	if err := c.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if code, text := c.ends(); code != exitCancelled || !strings.Contains(text, "The story is saved") {
		t.Errorf("exit %d:\n%s", code, text)
	}
}

func TestPlainPromptAtATerminal(t *testing.T) {
	t.Parallel()
	c := play(t, nil, "play", "--plain", "--seed", "7")
	c.sees("or ? for help): ")
	c.types("?\r")
	c.sees("go back a chapter")
	if again := c.sees("Your choice: "); strings.Contains(again, "for help)") {
		t.Errorf("it is told twice what may be answered:\n%s", again)
	}
	c.types("\x04")
	code, text := c.ends()
	if code != exitDone || !strings.HasPrefix(text, "\r\nThe story is saved") {
		t.Errorf("exit %d, the farewell is not on a line of its own:\n%q", code, text)
	}
}

func TestDumbTerminalIsSentToPlain(t *testing.T) {
	t.Parallel()
	for _, term := range []string{"TERM=dumb", "TERM="} {
		c := play(t, []string{term}, "play", "--seed", "7")
		if code, text := c.ends(); code != exitFailed || !strings.Contains(text, "journey play --plain") || strings.Contains(text, "\x1b") {
			t.Errorf("%s: exit %d:\n%q", term, code, text)
		}
	}
}

// TestDumbTerminalIsAskedNothing: what it writes is text, and no question stands among it.
func TestDumbTerminalIsAskedNothing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args string
		code int
		says string
	}{
		{"show --help", exitDone, "journey show cover.png"},
		{"nosuch", exitUsage, "There is no command"},
		{"show picture.png", exitFailed, "Say how with --as"},
		{"doctor --provider offline", exitDone, "as TERM=dumb says"},
	} {
		t.Run(c.args, func(t *testing.T) {
			t.Parallel()
			code, text := play(t, []string{"TERM=dumb", "JOURNEY_PICTURES=sixel"}, strings.Fields(c.args)...).ends()
			if code != c.code || !strings.Contains(text, c.says) || strings.Contains(text, "\x1b") {
				t.Errorf("exit %d:\n%q", code, text)
			}
		})
	}
}

func TestDeleteAsks(t *testing.T) {
	t.Parallel()
	data := "JOURNEY_DATA=" + t.TempDir()
	c := play(t, []string{data}, "play", "--plain", "--seed", "7")
	c.sees("for help): ")
	c.types("q\r")
	c.sees("--continue ")
	id := c.sees(" goes on")
	c.ends()
	for _, answer := range []struct {
		keys string
		code int
	}{{"\x03", exitCancelled}, {"n\r", exitFailed}, {"\r", exitFailed}, {"y\r", exitDone}} {
		c = play(t, []string{data}, "delete", id)
		c.sees("[y/N] ")
		c.types(answer.keys)
		if code, text := c.ends(); code != answer.code {
			t.Errorf("%q: exit %d, want %d:\n%s", answer.keys, code, answer.code, text)
		}
	}
	c = play(t, []string{data}, "list")
	c.sees("No stories yet")
}

func TestListFitsTheTerminal(t *testing.T) {
	t.Parallel()
	data := "JOURNEY_DATA=" + t.TempDir()
	c := play(t, []string{data}, "play", "--plain", "--seed", "7")
	c.sees("for help): ")
	c.types("q\r")
	c.ends()
	c = play(t, []string{data}, "rename", "01", strings.Repeat("A long title ", 12))
	c.ends()
	_, text := play(t, []string{data}, "list").ends()
	lines := strings.Split(strings.TrimSpace(text), "\r\n")
	if len(lines) != 2 || !strings.Contains(lines[1], "A long title A long") {
		t.Fatalf("%q", lines)
	}
	for _, line := range lines {
		if n := ansi.StringWidth(line); n > 80 {
			t.Errorf("a line of %d columns in a terminal of 80:\n%s", n, line)
		}
	}
}
