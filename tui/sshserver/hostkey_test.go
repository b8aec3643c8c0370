package sshserver_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"journey/game"
	"journey/tui"
	"journey/tui/sshserver"
)

func TestHostKey(t *testing.T) {
	file := filepath.Join(t.TempDir(), "made", "host_key")
	with := func(c *sshserver.Config) { c.HostKey = file }
	serve(t, with)
	first, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("host key: %v, %v; want mode 0600", info.Mode(), err)
	}
	serve(t, with)
	if again, err := os.ReadFile(file); err != nil || !bytes.Equal(first, again) {
		t.Errorf("the host key changed: %v", err)
	}
	if err := os.WriteFile(file, []byte("no key"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = sshserver.Listen(sshserver.Config{
		Addr: "127.0.0.1:0", HostKey: file,
		Program: func(sshserver.Player, game.Library) tui.Config { return tui.Config{} },
		Library: func(context.Context, sshserver.Player) (game.Library, func() error, error) { return nil, nil, nil },
	})
	if err == nil {
		t.Error("a host key that is none was taken")
	}
}
