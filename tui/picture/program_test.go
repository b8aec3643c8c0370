package picture_test

import (
	"fmt"
	"image"
	"image/color"
	"maps"
	"strings"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"journey/tui/picture"
)

// scene is what the program under test shows; sending one replaces it.
type scene struct {
	number  int // shown in the first row
	lines   int // of text that have gone by
	shown   *picture.Rendered
	at      image.Point
	overlay image.Rectangle
	clear   bool
	inline  bool // outside the alternate screen
}

type sceneModel struct {
	screen *picture.Screen
	scene  scene
	size   picture.Size
}

func (m sceneModel) Init() tea.Cmd { return nil }

func (m sceneModel) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.size = picture.Size{W: msg.Width, H: msg.Height}
	case scene:
		m.scene = msg
		if msg.clear {
			return m, tea.ClearScreen
		}
	}
	return m, nil
}

func (m sceneModel) View() tea.View {
	var text []string
	for y := range m.size.H {
		text = append(text, fmt.Sprintf("line %d of a story that scrolls under and beside the picture", y+m.scene.lines))
	}
	if m.size.H > 0 {
		text[0] = fmt.Sprintf("scene %d of %v.", m.scene.number, m.size)
	}
	if m.scene.inline {
		return tea.NewView(m.screen.Frame(text[0]))
	}
	layers := []*lipgloss.Layer{lipgloss.NewLayer(strings.Join(text, "\n"))}
	if m.scene.shown != nil {
		layers = append(layers, lipgloss.NewLayer(m.scene.shown.View()).X(m.scene.at.X).Y(m.scene.at.Y))
	}
	if o := m.scene.overlay; !o.Empty() {
		box := lipgloss.NewStyle().Width(o.Dx()).Height(o.Dy()).Border(lipgloss.RoundedBorder()).Render("leave?")
		layers = append(layers, lipgloss.NewLayer(box).X(o.Min.X).Y(o.Min.Y))
	}
	v := tea.NewView(m.screen.Frame(lipgloss.NewCompositor(layers...).Render()))
	v.AltScreen = true
	return v
}

// stage runs a program in a terminal.
type stage struct {
	*terminal
	t       *testing.T
	program *tea.Program
	ended   chan error
	scene   scene
	size    picture.Size
}

func play(t *testing.T, screen *picture.Screen) *stage {
	t.Helper()
	s := &stage{terminal: newTerminal(t, 100, 30), t: t, ended: make(chan error, 1), size: picture.Size{W: 100, H: 30}}
	s.program = tea.NewProgram(sceneModel{screen: screen}, tea.WithContext(t.Context()),
		tea.WithInput(nil), tea.WithOutput(screen.Output(s.terminal)), tea.WithFPS(120),
		tea.WithWindowSize(100, 30), tea.WithColorProfile(colorprofile.TrueColor),
		tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithoutSignalHandler())
	go func() {
		_, err := s.program.Run()
		s.ended <- err
	}()
	s.show(func(*scene) {})
	return s
}

// show changes the scene, waits for its frame, and checks every pixel.
func (s *stage) show(change func(*scene)) {
	s.t.Helper()
	s.scene.clear = false
	change(&s.scene)
	s.scene.number++
	s.program.Send(s.scene)
	s.check()
}

func (s *stage) resize(w, h int) {
	s.t.Helper()
	s.mu.Lock()
	s.screen.Resize(w, h)
	s.size = picture.Size{W: w, H: h}
	s.mu.Unlock()
	s.program.Send(tea.WindowSizeMsg{Width: w, Height: h})
	s.check()
}

func (s *stage) check() {
	s.t.Helper()
	first := fmt.Sprintf("scene %d of %v.", s.scene.number, s.size)
	s.wait(s.t, first, func() bool { return strings.HasPrefix(s.row(0), first) })
	s.mu.Lock()
	defer s.mu.Unlock()
	want := map[[2]int]string{}
	if r := s.scene.shown; r != nil {
		for y := range r.Cells.H {
			for x := range r.Cells.W {
				p := s.scene.at.Add(image.Pt(x, y))
				if !p.In(s.scene.overlay) && p.X < s.size.W && p.Y < s.size.H {
					want[[2]int{p.X, p.Y}] = ""
				}
			}
		}
	}
	colors := map[string]bool{}
	got := s.pixels()
	for at, content := range got {
		colors[content] = true
		got[at] = ""
	}
	if !maps.Equal(got, want) {
		s.t.Fatalf("scene %d: %d cells have pixels, want %d\n%s", s.scene.number, len(got), len(want), s.chart(got))
	}
	if len(colors) > 1 {
		s.t.Fatalf("scene %d: two pictures at once: %v", s.scene.number, colors)
	}
	if len(s.problems) > 0 {
		s.t.Fatal(s.problems)
	}
}

// chart draws where pixels are.
func (s *stage) chart(pixels map[[2]int]string) string {
	var b strings.Builder
	for y := range s.size.H {
		for x := range s.size.W {
			if _, ok := pixels[[2]int{x, y}]; ok {
				b.WriteByte('#')
			} else {
				b.WriteByte('.')
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (s *stage) quit() {
	s.t.Helper()
	s.program.Quit()
	if err := <-s.ended; err != nil {
		s.t.Error(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if ghosts := s.pixels(); len(ghosts) > 0 || s.screen.IsAltScreen() {
		s.t.Errorf("%d cells with pixels are left", len(ghosts))
	}
	if len(s.problems) > 0 {
		s.t.Error(s.problems)
	}
}

func rendered(tb testing.TB, screen *picture.Screen, c color.Color, p picture.Protocol) *picture.Rendered {
	tb.Helper()
	r, err := screen.Cache().Render(tb.Context(), plain(tb, c), picture.Size{W: 40, H: 12}, picture.Terminal{Protocol: p})
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// atCursor are protocols that paint at the cursor: one whose pictures text erases, and
// one that lays them on a plane of their own.
func atCursor() []picture.Protocol { return []picture.Protocol{picture.Sixel, picture.KittyDirect} }

func TestProgramShowsPicturesWithoutGhostsAndPaintsThemSeldom(t *testing.T) {
	t.Parallel()
	for _, p := range atCursor() {
		t.Run(p.String(), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { showsSeldom(t, p) })
		})
	}
}

func showsSeldom(t *testing.T, p picture.Protocol) {
	t.Helper()
	screen := picture.NewScreen()
	red := rendered(t, screen, color.RGBA{255, 0, 0, 255}, p)
	blue := rendered(t, screen, color.RGBA{0, 0, 255, 255}, p)
	s := play(t, screen)
	scroll := func(frames int) {
		t.Helper()
		for range frames {
			s.show(func(c *scene) { c.lines++ })
		}
	}
	scroll(32)
	s.show(func(c *scene) { c.shown, c.at = red, image.Pt(3, 2) })
	scroll(150)
	s.show(func(c *scene) { c.shown = blue }) // swap
	scroll(100)
	s.show(func(c *scene) { c.at = image.Pt(20, 9) }) // move
	scroll(100)
	s.show(func(c *scene) { c.overlay = image.Rect(30, 11, 52, 16) }) // cover
	scroll(100)
	s.show(func(c *scene) { c.overlay = image.Rect(28, 10, 54, 17) }) // draw what covers anew
	scroll(100)
	s.show(func(c *scene) { c.overlay = image.Rectangle{} })
	scroll(50)
	s.show(func(c *scene) { c.shown = nil }) // remove
	scroll(50)
	s.mu.Lock()
	paints := s.paints
	s.mu.Unlock()
	t.Logf("%d frames, %d paints, %d bytes", s.scene.number, paints, s.bytes)
	most := 8
	if p == picture.KittyDirect { // what is covered is painted around anew, twice in up to four parts
		most += 4
	}
	if s.scene.number < 690 || paints > most {
		t.Errorf("%d paints in %d frames, want %d or fewer in 690", paints, s.scene.number, most)
	}
	s.quit()
}

func TestProgramPaintsAroundWhatCoversAPicture(t *testing.T) {
	t.Parallel()
	for _, p := range atCursor() {
		t.Run(p.String(), func(t *testing.T) {
			t.Parallel()
			screen := picture.NewScreen()
			red := rendered(t, screen, color.RGBA{255, 0, 0, 255}, p)
			blue := rendered(t, screen, color.RGBA{0, 0, 255, 255}, p)
			s := play(t, screen)
			s.show(func(c *scene) { c.shown, c.at = red, image.Pt(3, 2) })
			for _, overlay := range []image.Rectangle{
				image.Rect(10, 5, 30, 9), image.Rect(0, 1, 10, 8), image.Rect(30, 10, 60, 20), image.Rect(0, 4, 60, 8),
			} {
				s.show(func(c *scene) { c.overlay = overlay })
				s.show(func(c *scene) { c.clear = true })
				s.show(func(c *scene) { c.shown = blue })
				s.show(func(c *scene) { c.at = image.Pt(5, 3) })
				s.show(func(c *scene) { c.overlay = image.Rectangle{} })
				s.show(func(c *scene) { c.shown, c.at = red, image.Pt(3, 2) })
			}
			s.quit()
		})
	}
}

func TestProgramSurvivesResizes(t *testing.T) {
	t.Parallel()
	for _, p := range atCursor() {
		t.Run(p.String(), func(t *testing.T) {
			t.Parallel()
			screen := picture.NewScreen()
			red := rendered(t, screen, color.RGBA{255, 0, 0, 255}, p)
			s := play(t, screen)
			s.show(func(c *scene) { c.shown, c.at = red, image.Pt(30, 10) })
			for _, size := range []picture.Size{{W: 120, H: 40}, {W: 60, H: 18}, {W: 100, H: 30}, {W: 100, H: 30}, {W: 20, H: 8}, {W: 100, H: 30}} {
				s.resize(size.W, size.H)
				s.show(func(c *scene) { c.lines++ })
			}
			s.show(func(c *scene) { c.shown = nil })
			s.quit()
		})
	}
}

func TestProgramLeavesAndReentersTheScreen(t *testing.T) {
	t.Parallel()
	for _, p := range atCursor() {
		t.Run(p.String(), func(t *testing.T) {
			t.Parallel()
			screen := picture.NewScreen()
			red := rendered(t, screen, color.RGBA{255, 0, 0, 255}, p)
			s := play(t, screen)
			s.show(func(c *scene) { c.shown, c.at = red, image.Pt(3, 2) })
			s.show(func(c *scene) { c.inline, c.shown = true, nil })
			s.show(func(c *scene) { c.inline, c.shown = false, red })
			s.show(func(c *scene) { c.lines++ })
			s.quit()
		})
	}
}

func TestKittyImagesAreSentOnceAndDeleted(t *testing.T) {
	t.Parallel()
	screen := picture.NewScreen()
	red := rendered(t, screen, color.RGBA{255, 0, 0, 255}, picture.Kitty)
	blue := rendered(t, screen, color.RGBA{0, 0, 255, 255}, picture.Kitty)
	s := play(t, screen)
	step := func(what string, uploads, deleted int, change func(*scene)) {
		t.Helper()
		change(&s.scene)
		s.scene.number++
		s.program.Send(s.scene)
		first := fmt.Sprintf("scene %d of %v.", s.scene.number, s.size)
		s.wait(t, first, func() bool { return strings.HasPrefix(s.row(0), first) })
		s.mu.Lock()
		defer s.mu.Unlock()
		if len(s.uploads) != uploads || s.deleted != deleted {
			t.Errorf("%s: %d images in the terminal, %d deleted; want %d and %d", what, len(s.uploads), s.deleted, uploads, deleted)
		}
	}
	step("nothing", 0, 0, func(*scene) {})
	step("first", 1, 0, func(c *scene) { c.shown, c.at = red, image.Pt(3, 2) })
	step("covered", 1, 0, func(c *scene) { c.overlay = image.Rect(0, 1, 50, 10) })
	step("uncovered", 1, 0, func(c *scene) { c.overlay = image.Rectangle{} })
	step("swapped", 1, 1, func(c *scene) { c.shown = blue })
	step("moved", 1, 1, func(c *scene) { c.at = image.Pt(9, 9) })
	step("left", 0, 2, func(c *scene) { c.inline = true })
	step("back", 1, 2, func(c *scene) { c.inline = false })
	step("removed", 0, 3, func(c *scene) { c.shown = nil })
	s.quit()
}
