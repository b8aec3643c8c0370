package game_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"journey/game"
)

// An easel is a brush that takes pictures, unless blind.
type easel struct {
	brush
	blind bool
}

func (e *easel) TakesPictures() bool { return !e.blind }

func (e *easel) Edit(context.Context, game.EditRequest, func(game.Picture)) ([]game.Picture, error) {
	return nil, errors.New("a journey does not edit")
}

// Paint refuses portraits when err is set; its scenes always come out.
func (e *easel) Paint(ctx context.Context, r game.PaintRequest, progress func(game.Picture)) ([]game.Picture, error) {
	if e.err == nil || isPortrait(r) {
		return e.brush.Paint(ctx, r, progress)
	}
	scenes := brush{takes: e.takes}
	pics, err := scenes.Paint(ctx, r, progress)
	e.mu.Lock()
	e.asked = append(e.asked, r)
	e.mu.Unlock()
	return pics, err
}

func isPortrait(r game.PaintRequest) bool {
	return strings.Contains(r.Scene.Action, "portrait") && len(r.Present) == 1
}

// requests says in short what was painted: portraits with their look, scenes with
// the names of the anchors that went along.
func (e *easel) requests() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	var out []string
	for _, r := range e.asked {
		if isPortrait(r) {
			out = append(out, "portrait of "+r.Present[0].Name+": "+r.Present[0].Look)
			continue
		}
		what := "scene"
		for _, a := range r.Anchors {
			what += fmt.Sprintf(" %s(%d bytes)", a.Name, len(a.Data))
		}
		out = append(out, what)
	}
	return out
}

// playCast plays chapters in which the given people are present, with what each
// chapter changes in the cast.
func playCast(t *testing.T, cfg game.Config, chapters ...game.Chapter) *table {
	t.Helper()
	cfg.Narrator = people(chapters)
	tb := sit(t, cfg)
	for i := range chapters {
		if i == 0 {
			tb.must(tb.j.Begin())
		} else {
			tb.must(tb.j.Choose(1))
		}
		next[game.Told](tb)
		tb.must(tb.j.Settle(t.Context()))
	}
	return tb
}

// people tells chapters of which only the cast and who is present matter.
type people []game.Chapter

func (p people) Narrate(_ context.Context, b game.Brief, emit func(game.Piece)) (game.Chapter, error) {
	c := p[b.Arc.Number-1]
	c.Title, c.Prose, c.Scene.Place = "On", words, "a corridor"
	if c.Ending == nil {
		c.Choices = []game.Choice{{Text: "Go on"}, {Text: "Go back"}}
	}
	emit(game.Piece{Scene: &c.Scene, Cast: c.Cast})
	emit(game.Piece{Prose: c.Prose})
	return c, nil
}

func seen(names ...string) game.Chapter { return game.Chapter{Scene: game.Scene{Present: names}} }

func with(c game.Chapter, changes ...game.CastChange) game.Chapter {
	c.Cast = changes
	return c
}

func ada() game.CastChange {
	return game.CastChange{Name: "Ada", Look: "tall, white hair", Wears: []string{"red coat"}, Carries: []string{"lamp"}}
}

func TestPortraitIsPaintedOnceAndGoesAlong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := &easel{brush: brush{takes: time.Second, name: "m"}}
		tb := playCast(
			t, game.Config{Painter: e, Portraits: true},
			with(seen("Ada"), ada()), seen("Ada"), with(seen("Ada"), game.CastChange{Name: "Ada", Wears: []string{"gown"}}), seen("Ada"),
		)
		got := e.requests()
		want := []string{"scene", "scene", "portrait of Ada: tall, white hair", "scene Ada", "scene Ada"}
		if len(got) != len(want) {
			t.Fatalf("painted %q, want %q", got, want)
		}
		for i := range want {
			if !strings.HasPrefix(got[i], want[i]) || (want[i] == "scene") != (got[i] == "scene") {
				t.Errorf("picture %d is %q, want %q", i, got[i], want[i])
			}
		}
		portrait, later := e.asked[2], e.asked[3]
		if p := portrait.Present[0]; !slices.Equal(p.Wears, []string{"red coat"}) || p.Carries != nil {
			t.Errorf("the portrait wears %q and carries %q, want the coat and empty hands", p.Wears, p.Carries)
		}
		if !slices.Equal(later.Present[0].Wears, []string{"gown"}) {
			t.Errorf("the scene after it shows %q, want what is worn now", later.Present[0].Wears)
		}
		saved := tb.saved()
		painted := saved.Portraits()
		if len(painted) != 1 || painted[0].Name != "Ada" || painted[0].Picture.Painter != "m" {
			t.Fatalf("the journal has the portraits %+v", painted)
		}
		data, err := tb.lib.Picture(t.Context(), saved.ID, painted[0].Picture.Hash)
		tb.must(err)
		if string(data) != string(later.Anchors[0].Data) {
			t.Error("the anchor is not the portrait that was painted")
		}
	})
}

func TestFirstSceneDoesNotWaitForAPortrait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := &easel{brush: brush{takes: 9 * time.Second}}
		tb := sit(t, game.Config{Painter: e, Portraits: true, Narrator: people{with(seen("You"), game.CastChange{Name: "You", Look: "a boy of ten"})}})
		began := time.Now()
		tb.must(tb.j.Begin())
		tb.final()
		if took := time.Since(began); took != 9*time.Second {
			t.Errorf("the first picture came after %v, want 9s", took)
		}
		tb.must(tb.j.Settle(t.Context()))
		if got := tb.saved().Portraits(); len(got) != 1 || time.Since(began) != 18*time.Second {
			t.Errorf("after %v the portraits are %+v, want the player's own after the scene", time.Since(began), got)
		}
	})
}

func TestPortraitIsPaintedAnewForAnotherLook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := &easel{brush: brush{takes: time.Second}}
		tb := playCast(
			t, game.Config{Painter: e, Portraits: true},
			with(seen("You"), game.CastChange{Name: "You", Look: "a boy"}), seen("You"), seen(), seen("You"),
		)
		tb.must(tb.j.GoTo(1))
		next[game.Moved](tb)
		if got := tb.j.Story().Portraits(); len(got) != 1 {
			t.Fatalf("%d portraits of one look: %v", len(got), got)
		}
		other := game.NewStory("01")
		apply(
			t, other, game.StoryStarted{}, game.ChapterTold{Chapter: chapter(1, 0)},
			game.PortraitPainted{Chapter: 1, Name: "Ada", Look: "white hair", Picture: game.PictureRef{Hash: game.HashOf([]byte("a"))}},
			game.PortraitPainted{Chapter: 1, Name: "Ada", Look: "bald", Picture: game.PictureRef{Hash: game.HashOf([]byte("b"))}},
		)
		for look, want := range map[string]string{"white hair": "a", "Bald": "b"} {
			if p, ok := other.Portrait(game.Character{Name: "ADA", Look: look}); !ok || p.Picture.Hash != game.HashOf([]byte(want)) {
				t.Errorf("the portrait of a %s Ada is %+v", look, p)
			}
		}
		if p, ok := other.Portrait(game.Character{Name: "Ada", Look: "red hair"}); ok {
			t.Errorf("a look that was never painted has the portrait %+v", p)
		}
	})
}

func TestNoPortraitOf(t *testing.T) {
	end := seen("Ada")
	end.Ending = &game.Ending{Name: "Out"}
	for name, tt := range map[string]struct {
		cfg      game.Config
		blind    bool
		chapters []game.Chapter
	}{
		"somebody seen once":             {game.Config{Portraits: true}, false, []game.Chapter{with(seen("Ada"), ada()), seen(), seen("Brun")}},
		"somebody without a look":        {game.Config{Portraits: true}, false, []game.Chapter{with(seen("Ada"), game.CastChange{Name: "Ada", Role: "guard"}), seen("Ada"), seen("Ada")}},
		"the dead":                       {game.Config{Portraits: true}, false, []game.Chapter{with(seen("Ada"), ada()), with(seen("Ada"), game.CastChange{Name: "Ada", Fate: "dead"})}},
		"people of the ending":           {game.Config{Portraits: true}, false, []game.Chapter{with(seen("Ada"), ada()), end}},
		"anybody when not asked for":     {game.Config{}, false, []game.Chapter{with(seen("Ada"), ada()), seen("Ada"), seen("Ada")}},
		"anybody where words alone do":   {game.Config{Portraits: true}, true, []game.Chapter{with(seen("Ada"), ada()), seen("Ada"), seen("Ada")}},
		"anybody whose scene was spared": {game.Config{Portraits: true, SparePainter: &brush{}}, false, []game.Chapter{with(seen("You"), game.CastChange{Name: "You", Look: "a boy"})}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := &easel{brush: brush{takes: time.Second}, blind: tt.blind}
				tt.cfg.Painter = e
				if tt.cfg.SparePainter != nil {
					tt.cfg.Painter = failing{e}
				}
				tb := playCast(t, tt.cfg, tt.chapters...)
				for _, r := range e.requests() {
					if strings.HasPrefix(r, "portrait") {
						t.Errorf("a %s was painted", r)
					}
				}
				if got := tb.saved().Portraits(); len(got) > 0 {
					t.Errorf("the journal has %+v", got)
				}
			})
		})
	}
}

// failing is an easel on which only portraits come out.
type failing struct{ *easel }

func (f failing) Paint(ctx context.Context, r game.PaintRequest, progress func(game.Picture)) ([]game.Picture, error) {
	if isPortrait(r) {
		return f.easel.Paint(ctx, r, progress)
	}
	return nil, errors.New("no paint")
}

func TestMissedPortraitIsNotedOnceAndNotTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := &easel{brush: brush{takes: time.Second, err: errors.New("no such size")}}
		brun := game.CastChange{Name: "Brun", Look: "bald"}
		both := seen("Ada", "Brun")
		tb := playCast(t, game.Config{Painter: e, Portraits: true}, with(both, ada(), brun), both, both, both)
		var portraits int
		for _, r := range e.requests() {
			if strings.HasPrefix(r, "portrait") {
				portraits++
			}
		}
		if portraits != 2 {
			t.Errorf("%d portraits were tried, want each look once: %q", portraits, e.requests())
		}
		notes := tb.saved().Notes
		if len(notes) != 1 || !strings.Contains(notes[0].Text, "portrait of Ada") || !strings.Contains(notes[0].Text, "no such size") {
			t.Errorf("noted %+v, want one note that names the cause", notes)
		}
		for _, l := range tb.log {
			if strings.HasPrefix(l, "Notice") {
				t.Errorf("the player was told %q", l)
			}
		}
		for _, c := range tb.saved().Chapters() {
			if c.Picture.Hash == "" {
				t.Errorf("chapter %d has no picture", c.ID)
			}
		}
	})
}
