package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"journey/game"
	"journey/game/disk"
	"journey/tui"
	"journey/tui/picture"
	"journey/tui/sshserver"
)

// serveOptions are the flags of serve.
type serveOptions struct {
	addr     string
	hostKey  string
	idle     time.Duration
	sessions int
	provider providerOptions
	budget   budgetOptions
}

func (p *program) serveCommand() *cobra.Command {
	o := &serveOptions{}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Let friends play over SSH",
		Long: "Serve hosts the game for players who come over SSH. Who signs in with a key has a library of " +
			"their own; who comes without plays as a guest, and nothing of that is kept.\n\n" +
			"It listens on this computer alone unless --addr says otherwise.",
		Example: "journey serve\njourney serve --addr :23234\nssh -p 23234 localhost",
		Args:    exactly(0, "no arguments, only flags"),
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.serve(cmd.Context(), o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.addr, "addr", "127.0.0.1:23234", "address to listen on")
	f.StringVar(&o.hostKey, "host-key", "", "file of the host key, made when absent (default: in the data folder)")
	f.DurationVar(&o.idle, "idle", 15*time.Minute, "how long a player may stay without pressing a key")
	f.IntVar(&o.sessions, "max-players", 100, "how many may play at once")
	o.provider.flags(cmd)
	f.StringVar(&o.budget.player, "budget-player", "", "most to pay for one player a day, in dollars, or none; guests together are one (default 1.00)")
	f.StringVar(&o.budget.day, "budget-day", "", "most to pay for all players a day, in dollars, or none (default 5.00)")
	return cmd
}

func (p *program) serve(ctx context.Context, o *serveOptions) error {
	switch {
	case o.idle <= 0:
		return usagef("--idle %s leaves nobody time to play; write it as in --idle 15m", o.idle)
	case o.sessions < 1:
		return usagef("--max-players %d lets nobody play; write it as in --max-players 100", o.sessions)
	}
	cfg, err := p.config()
	if err != nil {
		return err
	}
	pictures, err := (&lookOptions{}).choose(cfg)
	if err != nil {
		return err
	}
	who, err := provide(cfg, o.provider)
	if err != nil {
		return err
	}
	if !pictures.Auto && pictures.Forced == picture.None {
		who.game.Painter, who.game.SparePainter = nil, nil
	}
	if o.hostKey == "" {
		o.hostKey = filepath.Join(cfg.Data, "ssh_host_ed25519")
	}
	if err := o.budget.over(&cfg.Budget); err != nil {
		return err
	}
	host, log := host{data: cfg.Data, who: who, budget: cfg.Budget}, slog.New(slog.NewTextHandler(p.err, nil))
	if models := who.unpriced(); len(models) > 0 {
		log.Warn(unheld(models))
	}
	if who.text != nil {
		closeAccounts, err := host.openAccounts()
		if err != nil {
			return err
		}
		defer closeAccounts()
	}
	server, err := sshserver.Listen(sshserver.Config{
		Addr: o.addr, HostKey: o.hostKey, Idle: o.idle, MaxSessions: o.sessions,
		Program: host.program, Library: host.library, Log: log,
	})
	if err != nil {
		return unserved(o, err)
	}
	fmt.Fprintf(p.out, "Journey is served on %s; %s\n", server.Addr(), howToCome(server.Addr()))
	if who.text != nil {
		fmt.Fprintf(p.out, "Models at %s play for everybody who comes, guests too; what they cost is yours, up to %s a player and %s in all a day.\n",
			who.text.Server(), cfg.Budget.Player, cfg.Budget.Day)
	}
	var checking sync.WaitGroup
	checking.Go(func() { warn(ctx, who, log) })
	err = server.Serve(ctx)
	checking.Wait()
	log.Info("closed")
	return err
}

// howToCome says with what players come to an address.
func howToCome(at net.Addr) string {
	if tcp, ok := at.(*net.TCPAddr); ok && tcp.IP.IsLoopback() {
		return fmt.Sprintf("from this machine alone players come with: ssh -p %s localhost\nFor others too: journey serve --addr :%[1]s", port(at))
	}
	return fmt.Sprintf("players come with: ssh -p %s HOST", port(at))
}

// unserved says why nobody can come.
func unserved(o *serveOptions, err error) error {
	if errors.Is(err, syscall.EADDRINUSE) {
		return hinted{fmt.Errorf("another program, or another Journey, listens on %s", o.addr), "Name another port with --addr, such as --addr 127.0.0.1:23235."}
	}
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return hinted{fmt.Errorf("the host key %s cannot be read or made: %w", o.hostKey, path.Err), "Name another file with --host-key, or another folder of stories with --data."}
	}
	if op, ok := errors.AsType[*net.OpError](err); ok {
		err = op.Err
	}
	if call, ok := errors.AsType[*os.SyscallError](err); ok {
		err = call.Err
	}
	return hinted{fmt.Errorf("players cannot come to %s: %w", o.addr, err), "--addr is HOST:PORT, such as 127.0.0.1:23234, or :23234 for everybody."}
}

// warn says at once what players would find out: that the models are not there.
func warn(ctx context.Context, who provider, log *slog.Logger) {
	if who.text == nil {
		return
	}
	text, pictures := who.check(ctx)
	switch {
	case ctx.Err() != nil:
	case !text.OK:
		log.Warn(text.Sentence, "meanwhile", "the offline storyteller plays")
	case who.images != nil && !pictures.OK:
		log.Warn(pictures.Sentence, "meanwhile", "the offline painter paints")
	}
}

// host keeps the stories of those who come over SSH: a folder a player, named by
// the fingerprint of their key.
type host struct {
	data   string
	who    provider
	budget budget
	// What is spent for all players, and for guests; nil offline.
	all, guests *disk.Budget
}

// openAccounts opens the accounts of the host itself. Guests leave no library behind,
// and a stranger can come again and again: all of them together are one player.
func (h *host) openAccounts() (closeAll func(), err error) {
	all, err := openLibrary(h.data)
	if err != nil {
		return nil, err
	}
	guests, err := openLibrary(filepath.Join(h.data, "guests"))
	if err != nil {
		return nil, errors.Join(err, all.Close())
	}
	h.all = all.Budget(disk.Caps{Day: float64(h.budget.Day), As: game.CapHost})
	h.guests = guests.Budget(h.playerCaps())
	return func() { _, _ = all.Close(), guests.Close() }, nil
}

func (h *host) playerCaps() disk.Caps {
	return disk.Caps{Day: float64(h.budget.Player), As: game.CapPlayer}
}

// purse is what the host pays for a player.
func (h *host) purse(player sshserver.Player, lib game.Library) *disk.Budget {
	if own, ok := lib.(*disk.Library); ok && !player.Guest {
		return own.Budget(h.playerCaps())
	}
	return h.guests
}

func (h *host) program(player sshserver.Player, lib game.Library) tui.Config {
	why := "the host of this game chose so."
	if h.who.text == nil {
		why = "this host plays offline."
	}
	cfg := tui.Config{
		Game: h.who.game, HideCosts: !h.budget.Show, Provider: h.who.name, Why: why,
		Worlds: h.who.worlds, Premise: game.Premise{Style: defaultStyle}, Seed: seed, PicturesCost: h.who.picturesCost(),
	}
	cfg.Describer = h.who.describer
	if own, ok := lib.(*disk.Library); ok {
		cfg.Versions = own.Studio()
	}
	if h.all != nil {
		purse := h.purse(player, lib)
		cfg.Game.Budget = game.Budgets{purse, h.all}
		if !player.Guest { // what other guests cost is not this one's business
			cfg.Today = purse.Today
		}
	}
	return cfg
}

func (h *host) library(_ context.Context, player sshserver.Player) (game.Library, func() error, error) {
	if player.Guest {
		dir, err := os.MkdirTemp("", "journey-guest-")
		if err != nil {
			return nil, nil, fmt.Errorf("make a place for a guest: %w", err)
		}
		lib, err := disk.Open(dir)
		if err != nil {
			return nil, nil, errors.Join(err, os.RemoveAll(dir))
		}
		return lib, func() error { return errors.Join(lib.Close(), os.RemoveAll(dir)) }, nil
	}
	lib, err := disk.Open(filepath.Join(h.data, "players", player.ID))
	if err != nil {
		return nil, nil, err
	}
	return lib, lib.Close, nil
}

func port(addr net.Addr) string {
	_, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return "PORT"
	}
	return port
}
