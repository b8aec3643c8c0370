package picture_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"fmt"
	"image"
	"image/color"
	"io"
	"math"
	mathrand "math/rand/v2"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"charm.land/ssh"
	"charm.land/wish/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi/kitty"
	gossh "golang.org/x/crypto/ssh"

	"journey/tui/picture"
)

// A megabit a second, as far away as another continent.
const (
	slowRate  = 1_000_000 / 8
	slowDelay = 80 * time.Millisecond // in each direction
)

// pager shows one of some pictures under a line that counts the keys pressed.
type pager struct {
	ctx      context.Context //nolint:containedctx // of the session
	screen   *picture.Screen
	detector *picture.Detector
	sources  []*picture.Source
	cells    picture.Size
	keys     int
	shown    *picture.Rendered
	covered  bool
}

type readyMsg struct{ *picture.Rendered }

func (p *pager) Init() tea.Cmd { return nil }

func (p *pager) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	p.detector.Update(msg)
	switch msg := msg.(type) {
	case readyMsg:
		p.shown = msg.Rendered
	case tea.KeyPressMsg:
		p.keys++
		switch msg.String() {
		case "q":
			return p, tea.Quit
		case "x":
			p.shown = nil
		case "c":
			return p, tea.ClearScreen
		case "o":
			p.covered = !p.covered
		case "0", "1", "2":
			src, t := p.sources[msg.String()[0]-'0'], p.detector.Terminal()
			return p, func() tea.Msg {
				r, err := p.screen.Cache().Render(p.ctx, src, p.cells, t)
				if err != nil {
					panic(err)
				}
				return readyMsg{r}
			}
		}
	}
	return p, nil
}

func (p *pager) View() tea.View {
	content := fmt.Sprintf("%d keys.", p.keys)
	if p.shown != nil {
		content += "\n" + p.shown.View()
	}
	if p.covered {
		at := dialog()
		box := lipgloss.NewStyle().Width(at.Dx()).Height(at.Dy()).Border(lipgloss.NormalBorder()).Render("leave?")
		content = lipgloss.NewCompositor(lipgloss.NewLayer(content), lipgloss.NewLayer(box).X(at.Min.X).Y(at.Min.Y)).Render()
	}
	v := tea.NewView(p.screen.Frame(content))
	v.AltScreen = true
	return v
}

// dialog is where the pager covers its picture.
func dialog() image.Rectangle { return image.Rect(10, 6, 30, 12) }

// caller is a terminal that plays a pager over SSH.
type caller struct {
	*terminal
	t       *testing.T
	stdin   io.Writer
	session *gossh.Session
	keys    int
}

// inTurn takes what is typed and what the screen answers one after another: they come from
// goroutines of their own, and a channel of the ssh package is not made for that.
type inTurn struct {
	mu sync.Mutex
	w  io.Writer
}

func (t *inTurn) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.w.Write(p)
}

// call opens a session with a server over a slow network. Everything is in the
// bubble of the test.
func call(t *testing.T, protocol picture.Protocol) *caller {
	t.Helper()
	near, far := newNetwork(slowRate, slowDelay)
	var work sync.WaitGroup
	work.Go(func() { serve(t, far, protocol) })
	conn, channels, requests, err := gossh.NewClientConn(near, "host", &gossh.ClientConfig{
		User: "player", HostKeyCallback: gossh.InsecureIgnoreHostKey(),
	})
	if err != nil {
		t.Fatal(err)
	}
	client := gossh.NewClient(conn, channels, requests)
	session, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	c := &caller{terminal: newTerminal(t, 100, 30), t: t, session: session}
	if err := session.RequestPty("xterm-256color", 30, 100, nil); err != nil {
		t.Fatal(err)
	}
	session.Stdout = c
	stdin, err := session.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.stdin = &inTurn{w: stdin}
	work.Go(func() { _, _ = io.Copy(c.stdin, c.screen) })
	if err := session.Shell(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := session.Wait(); err != nil {
			t.Error(err)
		}
		_ = client.Close()
		if pipe, ok := c.screen.InputPipe().(io.Closer); ok {
			_ = pipe.Close()
		}
		work.Wait()
		synctest.Wait()
	})
	return c
}

// serve is a wish server of one connection.
func serve(t *testing.T, conn end, protocol picture.Protocol) {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Error(err)
		return
	}
	block, err := gossh.MarshalPrivateKey(private, "")
	if err != nil {
		t.Error(err)
		return
	}
	server, err := wish.NewServer(wish.WithHostKeyPEM(pem.EncodeToMemory(block)), ssh.EmulatePty(), wish.WithMiddleware(
		func(ssh.Handler) ssh.Handler {
			return func(session ssh.Session) { page(t, session, protocol) }
		}))
	if err != nil {
		t.Error(err)
		return
	}
	server.ChannelHandlers = map[string]ssh.ChannelHandler{"session": ssh.DefaultSessionHandler}
	server.HandleConn(conn)
}

// page runs a pager in a session.
func page(t *testing.T, session ssh.Session, protocol picture.Protocol) {
	t.Helper()
	screen := picture.NewScreen()
	p := &pager{
		ctx: session.Context(), screen: screen, cells: pagerCells(),
		detector: picture.NewDetector(picture.Options{Forced: protocol, Remote: true}),
		sources:  []*picture.Source{photo(t, 1), photo(t, 2), plain(t, color.RGBA{0, 0, 255, 255})},
	}
	program := tea.NewProgram(p, tea.WithContext(session.Context()), tea.WithInput(session), tea.WithOutput(screen.Output(session)),
		tea.WithWindowSize(100, 30), tea.WithColorProfile(colorprofile.TrueColor),
		tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithoutSignalHandler())
	if _, err := program.Run(); err != nil {
		t.Error(err)
	}
	if err := screen.Close(); err != nil {
		t.Error(err)
	}
	_ = session.Exit(0)
}

// press presses a key and returns how long its answer took.
func (c *caller) press(key string) time.Duration {
	c.t.Helper()
	start := time.Now()
	c.keys++
	if _, err := io.WriteString(c.stdin, key); err != nil {
		c.t.Fatal(err)
	}
	answer := fmt.Sprintf("%d keys.", c.keys)
	c.wait(c.t, answer, func() bool { return strings.HasPrefix(c.row(0), answer) })
	return time.Since(start)
}

// quit leaves once nothing is on its way.
func (c *caller) quit() {
	c.t.Helper()
	time.Sleep(time.Second)
	if _, err := io.WriteString(c.stdin, "q"); err != nil {
		c.t.Fatal(err)
	}
}

// count returns the cells that show pixels, and those that show half blocks.
func (t *terminal) count() (pixels, blocks int) {
	for y := range t.screen.Height() {
		for x := range t.screen.Width() {
			switch cell := t.screen.CellAt(x, y); {
			case t.plane[[2]int{x, y}] != "":
				pixels++
			case cell == nil:
			case strings.HasPrefix(cell.Content, "pixel"):
				pixels++
			case strings.HasPrefix(cell.Content, string(kitty.Placeholder)) && t.complete[fmt.Sprint(cell.Style.Fg)]:
				pixels++
			case cell.Content == "▀" || cell.Content == "▄":
				blocks++
			}
		}
	}
	return pixels, blocks
}

// photo returns a picture as hard to compress as a photograph.
func photo(tb testing.TB, seed int) *picture.Source {
	tb.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 600, 480))
	random := mathrand.New(mathrand.NewPCG(1, uint64(seed)))
	for y := range 480 {
		for x := range 600 {
			light := 90 + 60*math.Sin(float64(x*seed)/70) + 50*math.Cos(float64(y)/50) + 5*random.NormFloat64()
			img.Set(x, y, color.RGBA{uint8(min(max(light, 0), 255)), uint8(min(max(light*.8+float64(y)/9, 0), 255)), uint8(min(max(200-light*.6, 0), 255)), 255})
		}
	}
	src, err := picture.NewSource(img, fmt.Sprint(tb.Name(), seed))
	if err != nil {
		tb.Fatal(err)
	}
	return src
}
