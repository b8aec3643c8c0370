package game_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"journey/game"
)

var errRefused = fmt.Errorf("safety: %w", game.ErrRefused)

// A prude refuses scenes in which something happens.
type prude struct {
	brush
	all bool // and every other one
}

func (p *prude) Paint(ctx context.Context, r game.PaintRequest, progress func(game.Picture)) ([]game.Picture, error) {
	pics, err := p.brush.Paint(ctx, r, progress)
	if p.all || strings.Contains(r.Scene.Action+r.Scene.Alt, "blood") {
		return nil, errRefused
	}
	return pics, err
}

// A diplomat is a script that can reword.
type diplomat struct {
	script
	says game.Scene
	err  error
	why  []string
}

func (d *diplomat) Reword(_ context.Context, _ game.Scene, why string) (game.Scene, game.Usage, error) {
	d.why = append(d.why, why)
	return d.says, game.Usage{Model: "diplomat", InputTokens: 1, OutputTokens: 1, USD: dime}, d.err
}

func bloody(_ game.Brief, c *game.Chapter) {
	c.Scene.Action, c.Scene.Mood = "Ada wipes the blood off.", "grim"
}

func TestARefusedPictureIsReworded(t *testing.T) {
	for name, test := range map[string]struct {
		narrator game.Narrator
		all      bool
		asked    []string // what the painter was asked for
		painter  string
		note     string
		cost     float64
	}{
		"by the narrator": {
			&diplomat{says: game.Scene{Action: "Ada washes her \x1b[31mhands.", Present: []string{"a stranger"}}}, false,
			[]string{"Ada wipes the blood off.", "Ada washes her hands."},
			"brush", "painted in milder words", dime,
		},
		"by a narrator that fails": {
			&diplomat{err: errors.New("no")}, false, []string{"Ada wipes the blood off.", ""}, "brush", "painted in milder words", dime,
		},
		"by rule": {
			&script{}, false, []string{"Ada wipes the blood off.", ""}, "brush", "painted in milder words", 0,
		},
		"in vain": {
			&script{}, true, []string{"Ada wipes the blood off.", ""}, "offline", "also in milder words. The picture is painted offline instead.", 0,
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				switch n := test.narrator.(type) {
				case *script:
					n.scene = bloody
				case *diplomat:
					n.scene = bloody
				}
				painter := &prude{brush: brush{name: "brush"}, all: test.all}
				tb := sit(t, game.Config{Narrator: test.narrator, Painter: painter, SparePainter: &brush{name: "offline"}})
				tb.must(tb.j.Begin())
				next[game.Told](tb)
				said := next[game.Notice](tb)
				tb.must(tb.j.Settle(t.Context()))
				var asked []string
				for _, r := range painter.asked {
					asked = append(asked, r.Scene.Action)
					if len(r.Present) != 1 || r.Present[0].Name != "Ada" || r.Scene.Place != "" && r.Scene.Place != "a corridor" {
						t.Errorf("painted %+v with %+v", r.Scene, r.Present)
					}
				}
				if strings.Join(asked, "|") != strings.Join(test.asked, "|") {
					t.Errorf("asked for %q, want %q", asked, test.asked)
				}
				s := tb.saved()
				c, _ := s.Current()
				if c.Picture.Painter != test.painter || !strings.Contains(c.Picture.Note, test.note) || c.Scene.Action != "Ada wipes the blood off." {
					t.Errorf("the chapter has %+v in %+v", c.Picture, c.Scene)
				}
				if len(s.Notes) != 1 || s.Notes[0].Text != c.Picture.Note || said.Text != c.Picture.Note {
					t.Errorf("noted %+v, said %q", s.Notes, said.Text)
				}
				near(t, "the story", s.Cost(), test.cost)
			})
		})
	}
}
