package sshserver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	"charm.land/wish/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"

	"journey/game"
	"journey/tui"
	"journey/tui/picture"
)

const (
	// linger is how long a client may take to close after the goodbye.
	linger = 2 * time.Second
	// framesPerSecond is enough for text, and half the work of Bubble Tea's rate.
	framesPerSecond = 30
)

// game plays: it is the innermost handler of a session.
func (s *Server) game(ssh.Handler) ssh.Handler {
	return func(sess ssh.Session) {
		p, l := playerOf(sess), lineOf(sess.Context())
		s.sweep(sess.Context(), p.ID)
		if refusal := s.enter(l, p); refusal != "" {
			wish.Fatalln(sess, refusal)
			return
		}
		defer s.playing.Done()
		v := &visit{
			server: s, sess: sess, line: l, player: p, why: make(chan string, 1),
			log: s.cfg.Log.With("player", p.name(), "remote", p.Remote),
			out: steadyWriter{sess, s.cfg.Stall, l.hangUp},
		}
		v.welcome()
	}
}

// name is what the log calls a player.
func (p Player) name() string {
	if p.Guest {
		return "guest"
	}
	return p.ID[:16]
}

// A visit is one player's session.
type visit struct {
	server *Server
	sess   ssh.Session
	line   *line
	player Player
	log    *slog.Logger
	out    io.Writer
	why    chan string // why the host ends the visit
	work   sync.WaitGroup
}

// welcome plays, says goodbye and sees the client off. The player's stories are
// free before the client is gone.
func (v *visit) welcome() {
	defer v.work.Wait()
	defer v.line.hangUp()
	began := time.Now()
	v.log.Info("player came")
	bye, err := v.playAndSave()
	code := 0
	if err != nil {
		v.log.Error("session failed", "err", err)
		code = 1
	}
	v.log.Info("player left", "after", time.Since(began).Round(time.Second))
	_, _ = fmt.Fprintln(v.out, bye)
	_ = v.sess.Exit(code)
	select { // a connection closed at once could lose the goodbye
	case <-v.sess.Context().Done():
	case <-time.After(linger):
	}
}

// playAndSave returns once nothing of the player's is open any more. It returns
// what to tell the player last, and what went wrong on the host.
func (v *visit) playAndSave() (bye string, err error) {
	defer v.server.leave(v.line)
	defer func() {
		if r := recover(); r != nil {
			v.server.panicked(r)
			bye, err = v.goodbye(errPanic, nil), errPanic
		}
	}()
	ctx, cancel := context.WithCancel(v.sess.Context())
	defer cancel()
	lib, closeLibrary, err := v.server.cfg.Library(ctx, v.player)
	if err != nil {
		return "Your stories cannot be opened just now. Come back in a while.", fmt.Errorf("open library: %w", err)
	}
	defer func() {
		if failed := closeLibrary(); failed != nil {
			err = errors.Join(err, fmt.Errorf("close library: %w", failed))
		}
	}()
	failed, unsaved := v.play(ctx, cancel, lib)
	return v.goodbye(failed, unsaved), errors.Join(failed, unsaved)
}

// A salvager is a library that can save what is left of a damaged story.
type salvager interface {
	Salvage(ctx context.Context, id game.StoryID) (saved game.StoryID, kept, lost int, err error)
}

// errPanic stands for a panic that was recovered and logged.
var errPanic = errors.New("panic in a session")

// play runs the program and then saves: failed is what ended the program, unsaved
// what could not be kept.
func (v *visit) play(ctx context.Context, cancel context.CancelFunc, lib game.Library) (failed, unsaved error) {
	cfg := v.server.cfg.Program(v.player, lib)
	cfg.Library = lib
	if s, ok := lib.(salvager); ok && cfg.Salvage == nil {
		cfg.Salvage = s.Salvage
	}
	v.equip(&cfg)
	screen := picture.NewScreen()
	model := tui.New(ctx, cfg, screen)
	defer func() {
		cancel() // nothing new is opened while what is open is closed
		unsaved = model.Close()
	}()
	return v.run(ctx, model, screen), nil
}

// equip tells the program what is known of the player and their terminal.
func (v *visit) equip(cfg *tui.Config) {
	if v.player.Guest && cfg.Guest == "" {
		cfg.Guest = "You came without a key, so you play as a guest: your story ends when you leave. " +
			"Come with an SSH key (ssh-keygen makes one) and your stories stay."
	}
	pty, _, _ := v.sess.Pty()
	env := uv.Environ(v.environ())
	cfg.Pictures = picture.Options{
		Auto: true, Remote: true, Env: env.Getenv,
		Window: picture.Size{W: pty.Window.WidthPixels, H: pty.Window.HeightPixels},
		Grid:   picture.Size{W: pty.Window.Width, H: pty.Window.Height},
	}
}

func (v *visit) environ() []string {
	pty, _, _ := v.sess.Pty()
	return append(v.sess.Environ(), "TERM="+pty.Term)
}

// run runs the program until the player quits, the host ends the visit, or the
// connection is lost. Only what went wrong on the host is an error.
func (v *visit) run(ctx context.Context, model tea.Model, screen *picture.Screen) error {
	pty, _, _ := v.sess.Pty()
	env := v.environ()
	program := tea.NewProgram(model,
		tea.WithContext(ctx), tea.WithInput(silence{ctx.Done()}), tea.WithOutput(screen.Output(v.out)),
		tea.WithEnvironment(env), tea.WithColorProfile(colorprofile.Env(env)),
		tea.WithWindowSize(pty.Window.Width, pty.Window.Height), tea.WithFPS(framesPerSecond),
		tea.WithoutSignalHandler(), tea.WithFilter(withoutSuspend),
	)
	idle := time.NewTimer(v.server.cfg.Idle)
	hungUp := make(chan struct{})
	v.work.Go(v.server.recovered(func() {
		defer close(hungUp)
		v.server.stream(ctx, v.sess, pty.Term, func(e uv.Event) {
			if pressed(e) {
				idle.Reset(v.server.cfg.Idle)
			}
			program.Send(e)
		})
	}))
	v.work.Go(v.server.recovered(func() {
		defer idle.Stop()
		v.attend(ctx, program, idle.C, hungUp)
	}))
	_, err := program.Run()
	if errors.Is(err, tea.ErrProgramPanic) {
		return fmt.Errorf("run program: %w", err)
	}
	return nil // the player pressed ctrl+c, or is gone
}

// withoutSuspend keeps ctrl+z, which would stop the whole host, from the program.
func withoutSuspend(_ tea.Model, msg tea.Msg) tea.Msg {
	if _, ok := msg.(tea.SuspendMsg); ok {
		return nil
	}
	return msg
}

// pressed reports whether a person did something. Terminals answer questions and
// report the mouse by themselves.
func pressed(e uv.Event) bool {
	switch e.(type) {
	case uv.KeyPressEvent, uv.MouseClickEvent, uv.MouseWheelEvent, uv.PasteEvent:
		return true
	}
	return false
}

// attend tells the program of new window sizes, and ends it when it is time.
func (v *visit) attend(ctx context.Context, program *tea.Program, idle <-chan time.Time, hungUp <-chan struct{}) {
	for {
		select {
		case w := <-v.line.windows:
			program.Send(tea.WindowSizeMsg{Width: w.Width, Height: w.Height})
			if w.WidthPixels > 0 && w.HeightPixels > 0 {
				program.Send(uv.PixelSizeEvent{Width: w.WidthPixels, Height: w.HeightPixels})
			}
			continue
		case <-v.server.closing:
			v.why <- "The host is closing"
		case <-idle:
			v.why <- "No key was pressed for a long time, so the host hung up"
		case <-hungUp:
		case <-ctx.Done():
		}
		program.Quit()
		return
	}
}

// goodbye is the last line on the player's screen.
func (v *visit) goodbye(failed, unsaved error) string {
	why := "Goodbye"
	select {
	case why = <-v.why:
	default:
		if failed != nil {
			why = "Something went wrong on the host"
		}
	}
	switch {
	case v.player.Guest:
		return why + ". You came without a key, so nothing was kept."
	case unsaved != nil:
		return why + ". Not everything could be saved: " + game.Plain(unsaved)
	case failed != nil:
		return why + "; your story is saved up to the last chapter told."
	}
	return why + "; your story is saved."
}
