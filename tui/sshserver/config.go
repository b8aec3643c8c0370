package sshserver

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"time"

	"journey/game"
	"journey/tui"
)

// Config says what a Server is. HostKey, Program and Library are needed; every
// other field has a default, used where it is zero.
type Config struct {
	// Addr is the TCP address to listen on, 127.0.0.1:23234 by default.
	Addr string
	// HostKey is the file of the host's private key. An ed25519 key is made there
	// (mode 0600) when there is none.
	HostKey string
	// Program returns what a player's game is started with. The server sets its
	// Library, says there what the player's terminal can show (Pictures), and
	// tells guests that nothing is kept when Guest is empty. The library is the one
	// that Library opened.
	Program func(Player, game.Library) tui.Config
	// Library opens the stories of a player and returns what closes it again when
	// the session has ended; for a guest that also removes everything. It is
	// called for each session, also for several of one player at a time.
	Library func(context.Context, Player) (lib game.Library, closeLibrary func() error, err error)
	// Log gets what happens on the host; nothing a client chose freely is in it.
	Log *slog.Logger

	Handshake time.Duration // to say which ciphers it has, and from signing in until the game begins; 10 s
	Question  time.Duration // between the two: a new player compares the host's key then; 2 min
	Idle      time.Duration // without a key or a click before the session ends; 15 min
	Pulse     time.Duration // between questions for a sign of life, three times as long to wait for one; 15 s
	Probe     time.Duration // for older connections of a returning player to answer; 5 s
	Stall     time.Duration // for a client to take 32 KiB of output; 30 s
	Drain     time.Duration // for players to leave when the host closes; 10 s

	MaxSessions int // players at a time; 100
	MaxWindows  int // sessions of one key at a time; 4
	MaxColumns  int // of a player's terminal; what lies beyond stays empty; 300
	MaxRows     int // 120
}

// A Player is who plays a session.
type Player struct {
	// ID is the SHA-256 of the public key that signed, in lower-case hexadecimal;
	// empty for a guest.
	ID     string
	Guest  bool   // came without a key
	Remote string // network address
}

func (c Config) withDefaults() (Config, error) {
	if c.HostKey == "" || c.Program == nil || c.Library == nil {
		return c, errors.New("an SSH host needs a host key, a program and a library")
	}
	c.Addr = cmp.Or(c.Addr, "127.0.0.1:23234")
	c.Log = cmp.Or(c.Log, slog.New(slog.DiscardHandler))
	c.Handshake = cmp.Or(c.Handshake, 10*time.Second)
	c.Question = cmp.Or(c.Question, 2*time.Minute)
	c.Idle = cmp.Or(c.Idle, 15*time.Minute)
	c.Pulse = cmp.Or(c.Pulse, 15*time.Second)
	c.Probe = cmp.Or(c.Probe, 5*time.Second)
	c.Stall = cmp.Or(c.Stall, 30*time.Second)
	c.Drain = cmp.Or(c.Drain, 10*time.Second)
	c.MaxSessions = cmp.Or(c.MaxSessions, 100)
	c.MaxWindows = cmp.Or(c.MaxWindows, 4)
	c.MaxColumns = cmp.Or(c.MaxColumns, 300)
	c.MaxRows = cmp.Or(c.MaxRows, 120)
	return c, nil
}
