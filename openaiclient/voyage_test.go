package openaiclient

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"journey/game"
	"journey/game/gametest"
	"journey/game/offline"
	"journey/game/offline/pixel"
	"journey/openaiclient/openaitest"
)

// TestVoyagesReachAnEnd plays whole games as they are played at home, with the offline
// storyteller and painter at hand, portraits, and a cap on what may be spent, against a
// server that goes wrong at random in every way that it knows. Whatever happens there is
// a chapter or a question, never a dead end; each game comes to its ending, and every
// chapter that was read is kept as it was told, with a picture.
func TestVoyagesReachAnEnd(t *testing.T) {
	t.Parallel()
	fleet := make([]*voyage, 12)
	t.Cleanup(func() { compare(t, fleet) }) // when all have arrived
	for seed := range fleet {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			fleet[seed] = embark(t, uint64(seed))
			fleet[seed].sail()
			fleet[seed].arrive()
		})
	}
}

// compare looks whether the voyages met with all that they are there for.
func compare(t *testing.T, fleet []*voyage) {
	t.Helper()
	met := map[string]int{}
	for _, v := range fleet {
		if v == nil {
			return // only some were asked for, or one did not set out
		}
		for what, n := range v.met {
			met[what] += n
		}
	}
	for _, what := range []string{"told by the model", "told offline", "broken off", "capped"} {
		if met[what] == 0 {
			t.Errorf("in no voyage anything was %s: %v", what, met)
		}
	}
}

// A voyage is a game in a storm.
type voyage struct {
	t      *testing.T
	server *openaitest.Server
	faults []string
	dice   *rand.Rand
	lib    game.Library
	j      *game.Journey
	read   map[game.ChapterID]string // the prose of what was told
	met    map[string]int            // how often something came about
	purse  *gametest.Purse
}

func embark(t *testing.T, seed uint64) *voyage {
	t.Helper()
	c, s, _ := connect(t, openaitest.Options{Seed: seed}, func(cfg *Config) {
		cfg.Timeouts = Timeouts{First: 2 * time.Second, Idle: 300 * time.Millisecond}
		cfg.Prices = map[string]Price{DefaultTextModel: {In: 1, Out: 4}, DefaultPictureModel: {Picture: 0.01}}
	})
	teller, err := offline.New()
	if err != nil {
		t.Fatal(err)
	}
	v := &voyage{
		t: t, server: s, faults: slices.Sorted(maps.Keys(openaitest.Faults())), dice: rand.New(rand.NewPCG(seed, 4)),
		lib: gametest.NewMemory(), read: map[game.ChapterID]string{}, met: map[string]int{},
	}
	caps := []float64{0.04, 0.08, 5}
	v.purse = gametest.NewPurse(caps[seed%uint64(len(caps))], 5)
	v.j, err = game.Start(t.Context(), game.Config{
		Library: v.lib, Narrator: c.Narrator(), Painter: c.Painter(), SpareNarrator: teller, SparePainter: pixel.New(),
		Prefetch: game.Prefetch{Chapters: 2, AtOnce: 2}, Portraits: true, PictureSize: game.PictureSize{W: 1024, H: 640},
		Budget: v.purse,
	}, game.StoryStarted{Premise: game.Premise{Prompt: "A lighthouse", Length: game.Short, Seed: seed}})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// sail plays up to an ending.
func (v *voyage) sail() {
	v.t.Helper()
	for range 60 { // more than any game needs
		for _, path := range []string{openaitest.Chat, openaitest.Pictures, openaitest.Edits} {
			for range v.dice.IntN(4) {
				v.server.Fail(path, openaitest.Faults()[v.faults[v.dice.IntN(len(v.faults))]])
			}
		}
		cur, ok := v.j.Story().Current()
		if ok && cur.Ending != nil && v.j.Story().Broken == nil {
			return
		}
		v.step(cur, ok)
	}
	v.t.Error("60 turns led to no ending")
}

// step takes the next turn, and decides what the player is asked, until a chapter is
// told or broke off.
func (v *voyage) step(cur game.Chapter, begun bool) {
	v.t.Helper()
	var err error
	switch off := v.j.Story().Broken; {
	case off != nil && v.dice.IntN(2) == 0:
		err = v.j.Spare()
	case off != nil:
		err = v.j.Retell()
	case !begun:
		err = v.j.Begin()
	case v.dice.IntN(4) == 0:
		err = v.j.Act("Look at the lamp")
	default:
		err = v.j.Choose(1 + v.dice.IntN(len(cur.Choices)))
	}
	for {
		if err != nil {
			v.t.Fatalf("no way on: %v", err)
		}
		if !v.turn() {
			return
		}
		if v.dice.IntN(3) == 0 {
			err = v.j.Raise()
		} else {
			err = v.j.Offline(v.dice.IntN(4) == 0)
		}
	}
}

// turn sees a turn to its end, and reports whether a cap stopped it.
func (v *voyage) turn() (capped bool) {
	v.t.Helper()
	end := time.After(time.Minute)
	for {
		select {
		case u := <-v.j.Updates():
			switch u := u.(type) {
			case game.Told:
				v.read[u.Chapter.ID] = u.Chapter.Prose
				if u.Chapter.Prose == "" || u.Chapter.Ending == nil && len(u.Chapter.Choices) < game.MinChoices {
					v.t.Errorf("told %+v, from which nobody can go on", u.Chapter)
				}
				return false
			case game.Broken:
				v.met["broken off"]++
				return false
			case game.Moved:
				return false
			case game.Capped:
				v.met["capped"]++
				return true
			case game.Failed:
				v.t.Fatalf("a dead end: %v", u.Err)
			case nil:
				v.t.Fatal("the updates ended in mid-turn")
			}
		case <-end:
			v.t.Fatal("the turn does not end")
		}
	}
}

// arrive looks whether all that was read is kept.
func (v *voyage) arrive() {
	v.t.Helper()
	if err := v.j.Settle(v.t.Context()); err != nil {
		v.t.Error(err)
	}
	if err := v.j.Close(); err != nil {
		v.t.Error(err)
	}
	saved, err := game.Load(v.t.Context(), v.lib, v.j.Story().ID)
	if err != nil {
		v.t.Fatal(err)
	}
	for id, prose := range v.read {
		c, ok := saved.Chapter(id)
		if !ok || c.Prose != prose || c.Picture.Hash == "" {
			v.t.Errorf("chapter %d is kept as %q with the picture %+v, told as %q", id, c.Prose, c.Picture, prose)
		}
		if c.Teller == offline.Teller {
			v.met["told offline"]++
		} else {
			v.met["told by the model"]++
		}
	}
	if spent, noted := v.purse.Spent(), saved.Cost(); math.Abs(spent-noted) > 1e-9 || spent == 0 {
		v.t.Errorf("$%v are spent, the journal has $%v", spent, noted)
	}
	v.t.Logf("%d chapters were read: %v; $%.3f spent", len(v.read), v.met, v.purse.Spent())
}
