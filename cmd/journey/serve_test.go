package main

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"journey/openaiclient/openaitest"
	"journey/tui/sshserver"
)

// hosting is the program serving players.
type hosting struct {
	cmd  *exec.Cmd
	addr string
	log  *bufio.Reader
}

func serve(t *testing.T, env ...string) hosting {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "journey", "serve", "--addr", "127.0.0.1:0")
	cmd.Env = append(os.Environ(), "JOURNEY_DATA="+t.TempDir(), "OPENAI_API_KEY=", "OPENAI_BASE_URL=")
	cmd.Env = append(cmd.Env, env...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	log, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	addr := regexp.MustCompile(`127\.0\.0\.1:\d+`).FindString(line)
	if addr == "" {
		t.Fatalf("it does not say where it is: %s", line)
	}
	return hosting{cmd, addr, bufio.NewReader(log)}
}

// logged waits for a line of the log with the words in it.
func (h hosting) logged(t *testing.T, words string) {
	t.Helper()
	var all bytes.Buffer
	for {
		line, err := h.log.ReadString('\n')
		all.WriteString(line)
		if strings.Contains(line, words) {
			return
		}
		if err != nil {
			t.Fatalf("%q is not logged: %v\n%s", words, err, all.String())
		}
	}
}

func TestServeSaysWhenItCloses(t *testing.T) {
	t.Parallel()
	h := serve(t)
	if err := h.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	h.logged(t, "closed")
	if err := h.cmd.Wait(); err != nil {
		t.Error(err)
	}
}

func TestServeOnAPortThatIsTaken(t *testing.T) {
	h := serve(t)
	t.Setenv("JOURNEY_DATA", t.TempDir())
	code, _, said := journey(t, "serve", "--addr", h.addr)
	if code != exitFailed || !strings.Contains(said, "listens on "+h.addr) || !strings.Contains(said, "--addr 127.0.0.1:23235") {
		t.Errorf("exit %d: %s", code, said)
	}
}

func TestServeWarnsOfAServerThatDoesNotAnswer(t *testing.T) {
	t.Parallel()
	models := openaitest.New(openaitest.Options{Key: "right", First: time.Millisecond})
	t.Cleanup(models.Close)
	h := serve(t, "OPENAI_BASE_URL="+models.URL(), "OPENAI_API_KEY=wrong")
	h.logged(t, "the offline storyteller plays")
}

func TestPlayersAreToldThatTheHostIsOffline(t *testing.T) {
	t.Parallel()
	who, err := provide(config{Provider: "offline"}, providerOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if why := (&host{who: who}).program(sshserver.Player{}, nil).Why; why != "this host plays offline." {
		t.Errorf("players read %q", why)
	}
}
