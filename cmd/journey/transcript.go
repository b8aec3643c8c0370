package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/term"

	"journey/game"
	"journey/tui"
)

// transcript writes a story as plain text: no cursor movement, no colour, what a
// picture shows in words. Playing and replaying write the same bytes.
type transcript struct {
	w     io.Writer
	width int
	err   error

	line string // prose of the paragraph not written yet
}

// plainWidth is where lines end when nobody says how wide the reader's are.
const plainWidth = 78

func (p *program) transcript() *transcript {
	t := &transcript{w: p.out, width: plainWidth}
	if w, _, err := term.GetSize(p.out.Fd()); err == nil && w > 0 && w < plainWidth {
		t.width = w
	}
	return t
}

func (t *transcript) print(s string) {
	if t.err == nil {
		_, t.err = io.WriteString(t.w, s)
	}
}

func (t *transcript) paragraph(s string) {
	if s = strings.TrimSpace(s); s != "" {
		t.print(t.wrapped(s) + "\n\n")
	}
}

// prose writes what is complete of the streaming prose: whole paragraphs, so that
// a screen reader is not given half words.
func (t *transcript) prose(piece string) {
	t.line += piece
	for {
		head, rest, found := strings.Cut(t.line, "\n\n")
		if !found {
			return
		}
		t.paragraph(head)
		t.line = rest
	}
}

// head begins a chapter: its number, title and picture in words.
func (t *transcript) head(number int, title string, scene game.Scene) {
	t.print(fmt.Sprintf("Chapter %d: %s\n\n", number, title))
	if alt := scene.Alt; alt != "" {
		t.paragraph("[Picture: " + alt + "]")
	}
}

// tail ends a chapter with what it offers.
func (t *transcript) tail(c game.Chapter) {
	t.paragraph(t.line)
	t.line = ""
	if c.Ending != nil {
		t.print("The end: " + c.Ending.Name + "\n")
		return
	}
	for i, choice := range c.Choices {
		t.print(t.wrapped(fmt.Sprintf("%d. %s", i+1, choice.Text)) + "\n")
	}
	t.print("\n")
}

// wrapped ends the lines of a text where those of the story end.
func (t *transcript) wrapped(s string) string { return tui.Wrap(s, t.width) }

// taken says which way was taken.
func (t *transcript) taken(way game.Taken) { t.print(t.wrapped("> "+way.Text) + "\n\n") }

// chapter writes a told chapter whole.
func (t *transcript) chapter(number int, c game.Chapter) {
	t.head(number, c.Title, c.Scene)
	t.prose(c.Prose)
	t.tail(c)
}
