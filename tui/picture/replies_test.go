package picture_test

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"journey/tui/picture"
)

// writer is a program with a line of text to type on.
type writer struct {
	detector *picture.Detector
	input    textinput.Model
	keys     int // pressed
}

func (w *writer) Init() tea.Cmd { return w.input.Focus() }

func (w *writer) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmds []tea.Cmd
	if w.detector.Update(msg) {
		cmds = append(cmds, w.detector.Upgrade())
	}
	switch msg.(type) {
	case tea.WindowSizeMsg:
		cmds = append(cmds, w.detector.Start())
	case tea.KeyPressMsg:
		w.keys++
	}
	var cmd tea.Cmd
	w.input, cmd = w.input.Update(msg)
	return w, tea.Batch(append(cmds, cmd)...)
}

func (w *writer) View() tea.View {
	t := w.detector.Terminal()
	v := tea.NewView(fmt.Sprintf("%v %v\n%s", t.Protocol, t.Cell, w.input.View()))
	v.AltScreen = true
	return v
}

// replies are what terminals send when they are asked, in ways that networks and
// terminals have found.
func replies() map[string][]string {
	const all = "\x1bP>|XTerm(379)\x1b\\\x1b[6;18;9t\x1b[4;720;900t\x1b[?2;0;900;720S\x1b[?63;1;2;4;6;9;15;16;22;28c\x1b[0n\x1b[?0n\x1b[0n"
	// Bubble Tea takes the second half of a string's end, when it comes alone, for a key.
	bytewise := strings.Split(strings.ReplaceAll(all, "\x1b\\", "$"), "")
	for i, b := range bytewise {
		if b == "$" {
			bytewise[i] = "\x1b\\"
		}
	}
	return map[string][]string{
		"at once":   {all},
		"bytewise":  bytewise,
		"in halves": {all[:13], all[13:21], all[21:50], all[50:]},
		"garbled":   {"\x1b[?2;3;0S\x1b[6;;t\x1b[4;9999999999;1t\x1bP>|\x1b\\\x1bP1+r\x1b\\\x1b[?;c\x1b[3n\x1b[?1;2;;4c", all},
		"of other questions": {
			"\x1b_Gi=31;OK\x1b\\\x1b_Gi=7;ENOENT:no such image\x1b\\\x1b]10;rgb:ffff/ffff/ffff\x1b\\\x1b[?1049;1$y\x1b[?7u\x1b[>1;3000;0c\x1b]1337;ReportCellSize=18.0;9.0\x1b\\",
			all,
		},
		"twice": {all, all},
	}
}

func TestRepliesAreNeverTyped(t *testing.T) {
	t.Parallel()
	for name, pieces := range replies() {
		for _, late := range []time.Duration{0, 3 * time.Second} {
			t.Run(fmt.Sprintf("%s after %v", name, late), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					term := newTerminal(t, 80, 24)
					keyboard, keys := io.Pipe()
					w := &writer{detector: picture.NewDetector(picture.Options{Auto: true}), input: textinput.New()}
					w.input.SetVirtualCursor(false) // it would blink on after the end
					program := tea.NewProgram(w, tea.WithContext(t.Context()), tea.WithInput(keyboard), tea.WithOutput(term),
						tea.WithWindowSize(80, 24), tea.WithColorProfile(colorprofile.TrueColor),
						tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithoutSignalHandler())
					var work sync.WaitGroup
					work.Go(func() { _, _ = io.Copy(io.Discard, term.screen) }) // it answers in its own way
					ended := make(chan error, 1)
					go func() {
						_, err := program.Run()
						ended <- err
					}()
					time.Sleep(100*time.Millisecond + late)
					for _, piece := range pieces {
						if _, err := io.WriteString(keys, piece); err != nil {
							t.Fatal(err)
						}
						time.Sleep(10 * time.Millisecond)
					}
					if _, err := io.WriteString(keys, "look"); err != nil {
						t.Fatal(err)
					}
					time.Sleep(picture.ReplyTimeout)
					program.Quit()
					_ = keys.Close()
					if err := <-ended; err != nil {
						t.Fatal(err)
					}
					_ = term.screen.InputPipe().(io.Closer).Close()
					work.Wait()
					if w.input.Value() != "look" || w.keys != 4 {
						t.Errorf("%d keys were pressed, and the line is %q", w.keys, w.input.Value())
					}
					if got := w.detector.Terminal(); got.Protocol != picture.Sixel || got.Cell != (picture.Size{W: 9, H: 18}) {
						t.Errorf("got %v, cell %v\n%s", got.Protocol, got.Cell, strings.Join(got.Log, "\n"))
					}
				})
			})
		}
	}
}
