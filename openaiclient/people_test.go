package openaiclient

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"io"
	"mime"
	"mime/multipart"
	"strings"
	"testing"

	"journey/game"
	"journey/game/canvas"
	"journey/game/gametest"
	"journey/openaiclient/openaitest"
)

// A wardrobe tells chapters in which the same two people wear something else each
// time.
type wardrobe struct{}

func (wardrobe) Narrate(_ context.Context, b game.Brief, emit func(game.Piece)) (game.Chapter, error) {
	n := b.Arc.Number
	c := game.Chapter{
		Title: "On", Prose: "You stand at the door with Ada, and the rain is on your face.",
		Scene: game.Scene{Action: "Two people stand at a door.", Present: []string{"You", "Ada"}}, Choices: []game.Choice{{Text: "Go on"}, {Text: "Go back"}},
		Cast: []game.CastChange{{Name: "Ada", Wears: []string{fmt.Sprintf("coat number %d", n)}, Carries: []string{fmt.Sprintf("key number %d", n)}}},
	}
	if n == 1 {
		c.Cast[0].Look = "a tall woman with black hair"
		c.Cast = append(c.Cast, game.CastChange{Name: "You", Look: "a boy of ten with red hair", Wears: []string{"a night shirt"}})
	}
	emit(game.Piece{Scene: &c.Scene, Cast: c.Cast})
	emit(game.Piece{Prose: c.Prose})
	return c, nil
}

// TestTheSamePeopleInEveryPicture plays a story against a server that takes several
// pictures, one that takes one, and one that takes none.
func TestTheSamePeopleInEveryPicture(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		refused   []string // parameters of edits
		edited    int      // scenes that start from portraits
		portraits int
		given     int    // pictures in the last request
		order     string // how its prompt says who is who
	}{
		"several": {nil, 3, 2, 2, "in this order: The hero, Ada."},
		"one":     {[]string{severalPictures}, 3, 2, 1, "from left to right: The hero, Ada."},
		"none":    {[]string{"", inpaintings}, 0, 0, 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, server, _ := connect(t, openaitest.Options{})
			for _, param := range tt.refused {
				if param == inpaintings {
					c.doer.known.refuse(inpaintings, "")
					continue
				}
				c.doer.known.refuse(edits, param)
			}
			story, lib := playWardrobe(t, c)
			if got := len(story.Portraits()); got != tt.portraits {
				t.Fatalf("%d portraits, want %d", got, tt.portraits)
			}
			calls := server.Calls(openaitest.Edits)
			if len(calls) != tt.edited {
				t.Fatalf("%d scenes start from portraits, want %d", len(calls), tt.edited)
			}
			for i, chapter := range story.Chapters() {
				prompt := chapter.Picture.Prompt
				for _, want := range []string{
					"Style: woodcut.", "Ada: a tall woman with black hair;", "The hero: a boy of ten with red hair;", "do not redesign",
					fmt.Sprintf("wears coat number %d;", i+1), fmt.Sprintf("carries key number %d.", i+1),
				} {
					if !strings.Contains(prompt, want) {
						t.Errorf("picture %d is painted without %q:\n%s", i+1, want, prompt)
					}
				}
			}
			if tt.edited > 0 {
				checkGiven(t, lib, story, calls[len(calls)-1], tt.given, tt.order)
			}
		})
	}
}

// playWardrobe plays four chapters and waits for each picture and portrait.
func playWardrobe(t *testing.T, c *Client) (*game.Story, game.Library) {
	t.Helper()
	lib := gametest.NewMemory()
	j, err := game.Start(t.Context(), game.Config{Library: lib, Narrator: wardrobe{}, Painter: c.Painter(), Portraits: true}, game.StoryStarted{
		Premise: game.Premise{Style: "woodcut", Length: game.Medium},
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 4 {
		step := j.Begin
		if i > 0 {
			step = func() error { return j.Choose(1) }
		}
		if err := errors.Join(step(), j.Settle(t.Context())); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	return j.Story(), lib
}

// checkGiven looks at what was uploaded: the portraits as they are in the library,
// or the sheet of them.
func checkGiven(t *testing.T, lib game.Library, story *game.Story, call openaitest.Call, want int, order string) {
	t.Helper()
	pictures, prompt := uploaded(t, call)
	if len(pictures) != want || !strings.Contains(prompt, order) || !strings.Contains(prompt, "coat number 4") {
		t.Fatalf("%d pictures were sent, want %d, with the prompt:\n%s", len(pictures), want, prompt)
	}
	var anchors []game.Anchor
	for _, who := range []string{"You", "Ada"} {
		for _, p := range story.Portraits() {
			if p.Name != who {
				continue
			}
			data, err := lib.Picture(t.Context(), story.ID, p.Picture.Hash)
			if err != nil {
				t.Fatal(err)
			}
			anchors = append(anchors, game.Anchor{Name: who, Data: data})
		}
	}
	if want == 1 {
		sheet, err := canvas.ReferenceSheet(anchors)
		if err != nil || !bytes.Equal(sheet.Data, pictures[0]) {
			t.Errorf("what was sent is not the sheet of both portraits: %v", err)
		}
		if head, err := png.DecodeConfig(bytes.NewReader(pictures[0])); err != nil || head.Width < 2*400 {
			t.Errorf("a sheet of %dx%d, %v", head.Width, head.Height, err)
		}
		return
	}
	for i, a := range anchors {
		if !bytes.Equal(a.Data, pictures[i]) {
			t.Errorf("picture %d is not the portrait of %s", i+1, a.Name)
		}
	}
}

// uploaded reads a form of edits.
func uploaded(t *testing.T, call openaitest.Call) (pictures [][]byte, prompt string) {
	t.Helper()
	_, params, err := mime.ParseMediaType(call.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	form := multipart.NewReader(bytes.NewReader(call.Body), params["boundary"])
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return pictures, prompt
		}
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case part.FormName() == "prompt":
			prompt = string(data)
		case strings.HasPrefix(part.FormName(), "image"):
			pictures = append(pictures, data)
		}
	}
}
