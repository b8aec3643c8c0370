package sshserver_test

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/pem"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/creack/pty"
	gossh "golang.org/x/crypto/ssh"
)

// keyFiles makes a key as ssh-keygen does, and returns the file and the player
// that the key stands for.
func keyFiles(t *testing.T, name string) (file, id string) {
	t.Helper()
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	block, err := gossh.MarshalPrivateKey(private, name)
	if err != nil {
		t.Fatal(err)
	}
	signed, err := gossh.NewPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file+".pub", gossh.MarshalAuthorizedKey(signed), 0o600); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(signed.Marshal())
	return file, hex.EncodeToString(sum[:])
}

// openSSH returns the real client, on its way to the host.
func (h *host) openSSH(args ...string) *exec.Cmd {
	h.t.Helper()
	client, err := exec.LookPath("ssh")
	if err != nil {
		h.t.Skip("the OpenSSH client is not installed (Debian package openssh-client)")
	}
	_, port, err := net.SplitHostPort(h.server.Addr().String())
	if err != nil {
		h.t.Fatal(err)
	}
	args = append([]string{
		"-F", "none", "-p", port, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
		"-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o", "LogLevel=ERROR",
	}, args...)
	cmd := exec.CommandContext(h.t.Context(), client, args...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "HOME="+h.t.TempDir())
	return cmd
}

// inTerminal runs a client in a terminal of 100x30 cells of 10x20 pixels.
func inTerminal(t *testing.T, cmd *exec.Cmd) *terminal {
	t.Helper()
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 100, Rows: 30, X: 1000, Y: 600})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return attach(t, tty, tty, 100, 30)
}

func TestOpenSSH(t *testing.T) {
	h := serve(t)
	key, id := keyFiles(t, "id_ed25519")
	client := h.openSSH("-tt", "-i", key, "localhost")
	c := inTerminal(t, client)
	c.sees("You stand in room 1", "left door")
	c.press("1")
	c.sees("You stand in room 2", "left door")
	if err := client.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	c.leaves()

	c = inTerminal(t, h.openSSH("-tt", "-i", key, "localhost"))
	c.sees("Continue", "chapter 2")
	c.press("c")
	c.sees("You stand in room 2", "left door")
	c.press("2")
	c.sees("You stand in room 3", "left door")
	h.hangUp()
	if out := c.leaves(); !strings.Contains(out, "The host is closing; your story is saved.") {
		t.Errorf("not told: %q", out)
	}
	if chapters := h.story(id).Chapters(); len(chapters) != 3 {
		t.Errorf("%d chapters are saved, want 3", len(chapters))
	}
}

// TestOfferedKey: a key that is offered but not signed with is not who plays.
func TestOfferedKey(t *testing.T) {
	h := serve(t)
	victim, victimID := keyFiles(t, "victim")
	attacker, attackerID := keyFiles(t, "attacker")
	if err := os.Remove(victim); err != nil { // the public half is all an attacker has
		t.Fatal(err)
	}
	inTerminal(t, h.openSSH("-tt", "-i", victim+".pub", "-i", attacker, "victim@localhost")).sees("You stand in room 1")
	if p := <-h.players; p.ID != attackerID || p.ID == victimID {
		t.Errorf("%s plays, want the attacker %s and not the victim %s", p.ID, attackerID, victimID)
	}
}

// TestOfferedKeyOnly: who offers a key but cannot sign plays as a guest.
func TestOfferedKeyOnly(t *testing.T) {
	h := serve(t)
	victim, _ := keyFiles(t, "victim")
	if err := os.Remove(victim); err != nil {
		t.Fatal(err)
	}
	inTerminal(t, h.openSSH("-tt", "-i", victim+".pub", "victim@localhost")).sees("You stand in room 1")
	if p := <-h.players; !p.Guest || p.ID != "" {
		t.Errorf("%+v plays, want a guest", p)
	}
}

func TestOpenSSHWithoutTerminal(t *testing.T) {
	h := serve(t)
	out, err := h.openSSH("-T", "localhost").CombinedOutput()
	if err == nil || !strings.Contains(string(out), "ssh -t -p") {
		t.Errorf("said %q, %v; want how to ask for a terminal", out, err)
	}
}
