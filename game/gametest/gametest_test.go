package gametest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image/png"
	"strings"
	"syscall"
	"testing"

	"go.uber.org/goleak"

	"journey/game"
	"journey/game/gametest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestMemory(t *testing.T) {
	gametest.Library(t, func(t *testing.T) game.Library {
		t.Helper()
		return gametest.NewMemory()
	})
}

func TestMemoryFailsLikeAFullDisk(t *testing.T) {
	lib := gametest.NewMemory()
	id, err := lib.Create(t.Context(), game.StoryStarted{Title: "Full"})
	if err != nil {
		t.Fatal(err)
	}
	lib.FailWrites(syscall.ENOSPC)
	_, errCreate := lib.Create(t.Context(), game.StoryStarted{})
	_, errAppend := lib.Append(t.Context(), id, 1, game.Renamed{Title: "no"})
	_, errPicture := lib.PutPicture(t.Context(), id, gametest.PNG(1))
	for _, err := range []error{errCreate, errAppend, errPicture} {
		if !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("got %v, want the given error", err)
		}
	}
	lib.FailWrites(nil)
	if seq, err := lib.Append(t.Context(), id, 1, game.Renamed{Title: "yes"}); err != nil || seq != 2 {
		t.Errorf("after space was freed: %d, %v", seq, err)
	}
}

// A counter is the simplest narrator and painter that keep the contracts.
type counter struct{}

func TestNarrator(t *testing.T) { gametest.Narrator(t, counter{}) }

func TestPainter(t *testing.T) { gametest.Painter(t, counter{}) }

func TestEditor(t *testing.T) { gametest.Editor(t, counter{}) }

func (counter) Narrate(ctx context.Context, b game.Brief, emit func(game.Piece)) (game.Chapter, error) {
	var memo struct{ Told int }
	if b.MemoTeller == "counter" {
		if err := json.Unmarshal(b.Memo, &memo); err != nil {
			return game.Chapter{}, err
		}
	}
	if memo.Told++; b.MemoTeller == "counter" && memo.Told != b.Arc.Number {
		return game.Chapter{}, fmt.Errorf("chapter %d by count, %d on the arc", memo.Told, b.Arc.Number)
	}
	c := game.Chapter{
		Title: fmt.Sprint("Chapter ", b.Arc.Number), Summary: "One more.", Teller: "counter",
		Scene: game.Scene{Place: "a desk", Alt: "A desk with numbers."},
	}
	var err error
	if c.Memo, err = json.Marshal(memo); err != nil {
		return c, err
	}
	if b.Arc.MustEnd() {
		c.Ending = &game.Ending{Kind: "sum", Name: "The sum"}
	} else {
		c.Choices = []game.Choice{{Text: "Count on"}, {Text: "Count again"}}
	}
	pieces := []game.Piece{{Title: c.Title}, {Scene: &c.Scene}, {Prose: "One, "}, {Prose: "two, "}, {Prose: b.Taken.Text + "."}}
	for _, p := range pieces {
		if err := ctx.Err(); err != nil {
			return game.Chapter{Prose: c.Prose}, err
		}
		emit(p)
		c.Prose += p.Prose
	}
	return c, nil
}

func (counter) Paint(ctx context.Context, r game.PaintRequest, progress func(game.Picture)) ([]game.Picture, error) {
	var pictures []game.Picture
	for i := range r.N {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		pic := game.Picture{
			Data: gametest.PNGOf(r.Size.W/4, r.Size.H/4, r.Seed+uint64(i)), Prompt: strings.TrimSpace(r.Scene.Action), Painter: "counter",
		}
		partial := pic
		partial.Partial = true
		progress(partial)
		pictures = append(pictures, pic)
	}
	return pictures, nil
}

func (counter) TakesPictures() bool { return true }

func (c counter) Edit(ctx context.Context, r game.EditRequest, progress func(game.Picture)) ([]game.Picture, error) {
	if len(r.Pictures) == 0 {
		return nil, errors.New("nothing to count on")
	}
	size := r.Size
	if size == (game.PictureSize{}) {
		head, err := png.DecodeConfig(bytes.NewReader(r.Pictures[0]))
		if err != nil {
			return nil, err
		}
		size = game.PictureSize{W: head.Width, H: head.Height}
	}
	return c.Paint(ctx, game.PaintRequest{Scene: game.Scene{Action: r.Prompt}, Size: size, N: r.N, Seed: r.Seed}, progress)
}

func TestPurse(t *testing.T) {
	gametest.Budget(t, func(t *testing.T, story, day float64) game.Budget {
		t.Helper()
		return gametest.NewPurse(story, day)
	})
}
