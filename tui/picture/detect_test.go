package picture_test

import (
	"maps"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"

	"journey/tui/picture"
)

// answer feeds a detector with the bytes a terminal sends, as Bubble Tea would.
func answer(d *picture.Detector, replies string) (done bool) {
	var decoder uv.EventDecoder
	for b := []byte(replies); len(b) > 0; {
		n, event := decoder.Decode(b)
		b = b[n:]
		if v, ok := event.(uv.TerminalVersionEvent); ok {
			done = d.Update(tea.TerminalVersionMsg(v)) || done
			continue
		}
		done = d.Update(event) || done
	}
	return done
}

// knownTerminal is what a terminal answers, and what follows from it.
type knownTerminal struct {
	env     map[string]string
	tmux    string
	window  picture.Size // of 100x40 cells
	remote  bool
	replies string
	want    picture.Protocol
	cell    picture.Size
}

func sixelAndKittyTerminals() map[string]knownTerminal {
	return map[string]knownTerminal{
		"xterm -ti vt340": {
			window: picture.Size{W: 1000, H: 800}, want: picture.Sixel, cell: picture.Size{W: 10, H: 20},
			replies: "\x1bP>|XTerm(379)\x1b\\\x1b[?2;0;1000;800S\x1b[?63;1;2;4;6;9;15;16;22;28c",
		},
		"xterm over a line without pixels": {
			want: picture.Sixel, cell: picture.Size{W: 9, H: 18}, remote: true,
			replies: "\x1bP>|XTerm(379)\x1b\\\x1b[?2;0;900;720S\x1b[?63;1;2;4;6;9;15;16;22;28c",
		},
		"xterm": {
			window: picture.Size{W: 1000, H: 800}, want: picture.Blocks, cell: picture.Size{W: 10, H: 20},
			replies: "\x1bP>|XTerm(379)\x1b\\\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c",
		},
		"mlterm": {
			want: picture.Sixel, cell: picture.Size{W: 11, H: 21},
			replies: "\x1b[6;21;11t\x1b[4;840;1100t\x1b[?2;0;4096;4096S\x1b[?63;1;2;3;4;7;29c",
		},
		"foot": {
			window: picture.Size{W: 1000, H: 760}, want: picture.Sixel, cell: picture.Size{W: 10, H: 19},
			replies: "\x1bP>|foot(1.21.0)\x1b\\\x1b[6;19;10t\x1b[4;760;1000t\x1b[?2;0;1000;760S\x1b[?62;4;22c",
		},
		"kitty with placeholders": {
			env:    map[string]string{"TERM": "xterm-kitty"},
			window: picture.Size{W: 1000, H: 760}, want: picture.Kitty, cell: picture.Size{W: 10, H: 19},
			replies: "\x1bP>|kitty(0.41.1)\x1b\\\x1b[6;19;10t\x1b[4;760;1000t\x1b_Gi=31;OK\x1b\\\x1b[?62;52;c",
		},
		"kitty before placeholders": {
			want: picture.KittyDirect, cell: picture.Size{W: 10, H: 19},
			replies: "\x1bP>|kitty(0.26.5)\x1b\\\x1b[6;19;10t\x1b[4;760;1000t\x1b_Gi=31;OK\x1b\\\x1b[?62;c",
		},
		"kitty that refuses graphics": {
			want: picture.Blocks, cell: picture.Size{W: 10, H: 20},
			replies: "\x1bP>|kitty(0.41.1)\x1b\\\x1b_Gi=31;ENOTSUPPORTED\x1b\\\x1b[?62;c",
		},
		"Ghostty": {
			want: picture.Kitty, cell: picture.Size{W: 8, H: 17},
			replies: "\x1bP>|ghostty 1.1.3\x1b\\\x1b[6;17;8t\x1b[4;680;800t\x1b[?62;22c",
		},
	}
}

func otherTerminals() map[string]knownTerminal {
	return map[string]knownTerminal{
		"Konsole": {
			want: picture.KittyDirect, cell: picture.Size{W: 10, H: 21},
			replies: "\x1bP>|Konsole 22.12.3\x1b\\\x1b[6;21;10t\x1b[4;840;1000t\x1b[?2;0;16384;16384S\x1b[?62;1;4c",
		},
		"Konsole without graphics": {
			want: picture.Blocks, cell: picture.Size{W: 10, H: 21},
			replies: "\x1bP>|Konsole 20.12.0\x1b\\\x1b[6;21;10t\x1b[4;840;1000t\x1b[?62;1c",
		},
		"WezTerm": {
			want: picture.ITerm2, cell: picture.Size{W: 8, H: 18},
			replies: "\x1bP>|WezTerm 20240203-110809-5046fc22\x1b\\\x1b[6;18;8t\x1b[4;720;800t\x1b[?65;4;6;18;22c",
		},
		"iTerm2": {
			want: picture.ITerm2, cell: picture.Size{W: 8, H: 17},
			replies: "\x1bP>|iTerm2 3.5.4\x1b\\\x1b[6;17;8t\x1b[4;680;800t\x1b[?64;1;2;4;6;17;18;21;22c",
		},
		"Windows Terminal": {
			want: picture.Sixel, cell: picture.Size{W: 10, H: 20},
			replies: "\x1b[6;20;10t\x1b[?61;4;6;7;14;21;22;23;24;28;32;42c",
		},
		"VS Code on this machine": {
			env: map[string]string{"TERM_PROGRAM": "vscode"}, want: picture.ITerm2, cell: picture.Size{W: 10, H: 18},
			replies: "\x1b[6;18;10t\x1b[4;720;963t\x1b[?62;4;9;22c",
		},
		"xterm.js elsewhere, with cells of 9.63 pixels": {
			want: picture.Sixel, cell: picture.Size{W: 10, H: 18},
			replies: "\x1b[6;18;10t\x1b[4;720;963t\x1b[?62;4;9;22c",
		},
		"xterm.js behind a driver that rounds its cells": {
			window: picture.Size{W: 1000, H: 720}, want: picture.Sixel, cell: picture.Size{W: 10, H: 18},
			replies: "\x1b[6;18;10t\x1b[4;720;963t\x1b[?62;4;9;22c",
		},
		"tmux in a terminal with sixel": {
			env: map[string]string{"TMUX": "/tmp/tmux,1,0"}, tmux: "256,bpaste,sixel,title xterm-256color off",
			want: picture.Sixel, cell: picture.Size{W: 10, H: 20},
			replies: "\x1bP>|tmux 3.5a\x1b\\\x1b[4;800;1000t\x1b[?1;2;4c",
		},
		"tmux in a terminal without": {
			env: map[string]string{"TMUX": "/tmp/tmux,1,0"}, tmux: "256,bpaste,title xterm-256color off",
			want: picture.Blocks, cell: picture.Size{W: 10, H: 20},
			replies: "\x1bP>|tmux 3.5a\x1b\\\x1b[4;800;1000t\x1b[?1;2;4c",
		},
		"tmux in kitty that passes sequences through": {
			env: map[string]string{"TMUX": "/tmp/tmux,1,0"}, tmux: "256,bpaste,title xterm-kitty on",
			want: picture.Kitty, cell: picture.Size{W: 10, H: 20},
			replies: "\x1bP>|tmux 3.5a\x1b\\\x1b[4;800;1000t\x1b[?1;2;4c",
		},
		"tmux in kitty that passes all of them through": {
			env: map[string]string{"TMUX": "/tmp/tmux,1,0"}, tmux: "256,bpaste,title xterm-kitty all",
			want: picture.Kitty, cell: picture.Size{W: 10, H: 20},
			replies: "\x1bP>|tmux 3.5a\x1b\\\x1b[4;800;1000t\x1b[?1;2;4c",
		},
		"tmux in kitty that passes nothing through": {
			env: map[string]string{"TMUX": "/tmp/tmux,1,0"}, tmux: "256,bpaste,title xterm-kitty off",
			want: picture.Blocks, cell: picture.Size{W: 10, H: 20},
			replies: "\x1bP>|tmux 3.5a\x1b\\\x1b[4;800;1000t\x1b[?1;2;4c",
		},
		"tmux at the other end of a line": {
			remote: true, want: picture.Blocks, cell: picture.Size{W: 10, H: 20},
			replies: "\x1bP>|tmux 3.5a\x1b\\\x1b[?1;2;4c",
		},
		"a terminal that answers DA1 alone": {
			want: picture.Blocks, cell: picture.Size{W: 10, H: 20}, replies: "\x1b[?6c",
		},
		"answers that make no sense": {
			want: picture.Blocks, cell: picture.Size{W: 10, H: 20},
			replies: "\x1b[6;0;0t\x1b[4;99999;1t\x1b[?2;0;S\x1b[?2;3;0S\x1b[?62c",
		},
	}
}

func TestDetectorKnowsTerminalsByTheirAnswers(t *testing.T) {
	t.Parallel()
	all := sixelAndKittyTerminals()
	maps.Copy(all, otherTerminals())
	for name, c := range all {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := picture.NewDetector(picture.Options{
				Auto: true, Env: func(key string) string { return c.env[key] },
				Window: c.window, Grid: picture.Size{W: 100, H: 40}, Remote: c.remote, Tmux: c.tmux,
			})
			if !answer(d, c.replies) {
				t.Fatal("not done after DA1")
			}
			got := d.Terminal()
			if got.Protocol != c.want || got.Cell != c.cell {
				t.Errorf("got %v, cell %v, want %v, cell %v\n%s", got.Protocol, got.Cell, c.want, c.cell, strings.Join(got.Log, "\n"))
			}
		})
	}
}

func TestDetectorAsksTheTerminalAroundATmuxElsewhere(t *testing.T) {
	t.Parallel()
	const tmux = "\x1bP>|tmux 3.5a\x1b\\\x1b[4;800;1000t"
	for name, c := range map[string]struct {
		tmux, around string
		want         picture.Protocol
	}{
		"sixel":                        {"\x1b[?1;2;4c", "\x1bP>|XTerm(379)\x1b\\\x1b[?63;1;2;4;6c", picture.Sixel},
		"sixel, but not in tmux":       {"\x1b[?1;2c", "\x1bP>|XTerm(379)\x1b\\\x1b[?63;1;2;4;6c", picture.Blocks},
		"no pictures":                  {"\x1b[?1;2;4c", "\x1bP>|XTerm(379)\x1b\\\x1b[?64;1;2;6c", picture.Blocks},
		"kitty":                        {"\x1b[?1;2;4c", "\x1bP>|kitty(0.41.1)\x1b\\\x1b[?62;c", picture.Kitty},
		"kitty before placeholders":    {"\x1b[?1;2;4c", "\x1bP>|kitty(0.26.5)\x1b\\\x1b[?62;c", picture.Blocks},
		"Ghostty":                      {"\x1b[?1;2;4c", "\x1bP>|ghostty 1.1.3\x1b\\\x1b[?62;22c", picture.Kitty},
		"a tmux that passes nothing":   {"\x1b[?1;2;4c", "", picture.Blocks},
		"a silent terminal of its own": {"\x1b[?1;2;4c", "\x1b[?6c", picture.Blocks},
	} {
		d := picture.NewDetector(picture.Options{Auto: true, Remote: true})
		answer(d, tmux+c.tmux)
		ask := d.Upgrade()
		if ask == nil {
			t.Fatalf("%s: the terminal around tmux is not asked", name)
		}
		want := "\x1bPtmux;\x1b\x1b[>q\x1b\\\x1bPtmux;\x1b\x1b[c\x1b\\"
		if msg, ok := ask().(tea.RawMsg); !ok || msg.Msg != want {
			t.Errorf("%s: asks %#v, want %q", name, msg, want)
		}
		answer(d, c.around)
		if got := d.Terminal(); got.Protocol != c.want || got.Tmux != (c.want == picture.Kitty) {
			t.Errorf("%s: got %v, want %v\n%s", name, got.Protocol, c.want, strings.Join(got.Log, "\n"))
		}
	}
}

func TestDetectorAsksInOneBatchThatEndsWithDA1(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		env   map[string]string
		kitty bool
	}{
		"unknown":        {nil, false},
		"kitty":          {map[string]string{"TERM": "xterm-kitty"}, true},
		"ghostty":        {map[string]string{"TERM_PROGRAM": "ghostty"}, true},
		"tmux in kitty":  {map[string]string{"TERM": "xterm-kitty", "TMUX": "x"}, false},
		"Apple Terminal": {map[string]string{"TERM_PROGRAM": "Apple_Terminal"}, false},
	} {
		d := picture.NewDetector(picture.Options{Auto: true, Env: func(key string) string { return c.env[key] }})
		q := d.Query()
		if !strings.HasSuffix(q, "\x1b[c") || strings.Contains(q, "18t") || strings.Contains(q, "\x1b_G") != c.kitty {
			t.Errorf("%s: asks %q", name, q)
		}
		d.Update(picture.TimeoutMsg{})
		if q := d.Query(); q != "\x1b[16t\x1b[14t" {
			t.Errorf("%s: asks %q of a known terminal, want sizes only", name, q)
		}
	}
}

func TestSilentTerminalGetsHalfBlocksWhenTheTimeIsUp(t *testing.T) {
	t.Parallel()
	d := picture.NewDetector(picture.Options{Auto: true})
	d.Query()
	if d.Update(tea.WindowSizeMsg{Width: 80, Height: 24}) {
		t.Error("done before the time is up")
	}
	if !d.Update(picture.TimeoutMsg{}) || d.Terminal().Protocol != picture.Blocks {
		t.Errorf("got %v after the time is up, want blocks", d.Terminal().Protocol)
	}
	if log := strings.Join(d.Terminal().Log, "\n"); !strings.Contains(log, "no answer to DA1 within 2s") {
		t.Errorf("the log does not say why:\n%s", log)
	}
	if !answer(d, "\x1b[?62;4c") || d.Terminal().Protocol != picture.Sixel {
		t.Error("a late answer is lost")
	}
}

func TestForcedProtocolWinsAndSizesAreStillMeasured(t *testing.T) {
	t.Parallel()
	d := picture.NewDetector(picture.Options{Forced: picture.Sixel, Grid: picture.Size{W: 100, H: 40}})
	answer(d, "\x1bP>|XTerm(379)\x1b\\\x1b[6;18;9t\x1b[?62c")
	if got := d.Terminal(); got.Protocol != picture.Sixel || got.Cell != (picture.Size{W: 9, H: 18}) || got.MaxPixels.W != 1000 {
		t.Errorf("got %+v", got)
	}
	if q := picture.NewDetector(picture.Options{Forced: picture.None}).Query(); q != "" {
		t.Errorf("pictures are off, yet it asks %q", q)
	}
}

func TestDetectorFollowsTheWindowAndTheColours(t *testing.T) {
	t.Parallel()
	d := picture.NewDetector(picture.Options{Auto: true, Window: picture.Size{W: 1000, H: 800}})
	d.Update(tea.WindowSizeMsg{Width: 100, Height: 40})
	answer(d, "\x1bP>|XTerm(379)\x1b\\\x1b[?64;4c")
	if d.Update(tea.WindowSizeMsg{Width: 50, Height: 20}) {
		t.Error("a smaller window alone changes nothing")
	}
	if !d.Update(uv.PixelSizeEvent{Width: 1000, Height: 800}) || d.Terminal().Cell != (picture.Size{W: 20, H: 40}) {
		t.Errorf("a larger font is not noticed: cell %v", d.Terminal().Cell)
	}
	if !d.Update(tea.ColorProfileMsg{Profile: colorprofile.ANSI}) || d.Terminal().Colors != picture.Colors16 {
		t.Errorf("colours %v, want 16", d.Terminal().Colors)
	}
	if cmd := d.Upgrade(); cmd == nil || cmd() != (tea.CapabilityMsg{Content: "RGB"}) {
		t.Error("xterm has all colours, but they are not asked for")
	}
	d.Update(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
	if d.Upgrade() != nil {
		t.Error("colours that are off are turned on")
	}
}

func TestMltermIsKnownByItsTermAlone(t *testing.T) {
	t.Parallel()
	for term, want := range map[string]bool{"mlterm": true, "mlterm-256color": true, "vt100": false} {
		d := picture.NewDetector(picture.Options{Auto: true, Env: func(name string) string {
			return map[string]string{"TERM": term}[name]
		}})
		answer(d, "\x1b[?63;1;2;3;4;7;29c")
		d.Update(tea.ColorProfileMsg{Profile: colorprofile.ANSI})
		if got := d.Upgrade() != nil; got != want {
			t.Errorf("TERM=%s: colours are raised: %v, want %v", term, got, want)
		}
		d.Update(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
		if d.Upgrade() != nil {
			t.Errorf("TERM=%s: colours are raised again", term)
		}
		if few := d.Terminal().Colors != picture.TrueColor; few != want {
			t.Errorf("TERM=%s: half blocks have %v; mlterm cannot keep more than 256", term, d.Terminal().Colors)
		}
	}
}

func TestKittyNeedsColoursForItsPlaceholders(t *testing.T) {
	t.Parallel()
	d := picture.NewDetector(picture.Options{Auto: true, Colors: picture.NoColor})
	answer(d, "\x1bP>|kitty(0.41.1)\x1b\\\x1b[?62;c")
	if d.Terminal().Protocol != picture.Blocks {
		t.Errorf("got %v, want blocks", d.Terminal().Protocol)
	}
}
