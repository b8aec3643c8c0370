//nolint:thelper // the checks are tests: a failure is to show their own lines
package gametest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"journey/game"
)

// promptly is how soon a narrator or painter has to let go when its context ends.
const promptly = 2 * time.Second

// Narrator checks that n keeps the contract of [game.Narrator] by playing stories
// with it. The choices are drawn from fixed seeds, so that a failure can be
// repeated. A narrator that asks a server is given one that answers well.
func Narrator(t *testing.T, n game.Narrator) {
	t.Helper()
	for _, length := range []game.Length{game.Short, game.Medium} {
		for seed := range uint64(2) {
			t.Run(fmt.Sprintf("a %s story comes to an ending, seed %d", length, seed), func(t *testing.T) {
				toEnding(t, newPlay(n, length, seed))
			})
		}
	}
	t.Run("a step is told again", func(t *testing.T) { tellAgain(t, newPlay(n, game.Short, 7)) })
	t.Run("a stranger's memo is passed over", func(t *testing.T) { strangeMemo(t, newPlay(n, game.Short, 8)) })
	t.Run("many stories are told at once", func(t *testing.T) { manyPlays(t, n) })
	t.Run("a done context tells nothing", func(t *testing.T) { doneBefore(t, newPlay(n, game.Short, 9)) })
	t.Run("a context stops a chapter at its first piece", func(t *testing.T) {
		stopped(t, newPlay(n, game.Short, 10), func(game.Piece) bool { return true })
	})
	t.Run("a context stops a chapter in its prose", func(t *testing.T) {
		stopped(t, newPlay(n, game.Short, 11), func(p game.Piece) bool { return p.Prose != "" })
	})
}

// A play is one story being played by dice.
type play struct {
	narrator game.Narrator
	story    *game.Story
	dice     *rand.Rand
}

func newPlay(n game.Narrator, length game.Length, seed uint64) *play {
	p := &play{narrator: n, story: game.NewStory("00000000000000000000000001"), dice: rand.New(rand.NewPCG(seed, 1))}
	started := game.StoryStarted{Premise: game.Premise{
		Prompt: "A courier in a city of biological machines finds a letter to herself.",
		Style:  "8-bit pixel art", Length: length, Seed: seed,
	}}
	if err := p.apply(started); err != nil {
		panic(err) // a first event always fits
	}
	return p
}

func (p *play) apply(b game.Body) error {
	return p.story.Apply(game.Event{Seq: p.story.Seq + 1, At: time.Unix(int64(p.story.Seq), 0), Body: b})
}

// taken draws the next step: mostly a choice, sometimes an action of the player's
// own. The opening has neither.
func (p *play) taken() game.Taken {
	c, ok := p.story.Current()
	switch {
	case !ok:
		return game.Taken{}
	case p.dice.IntN(4) == 0:
		return game.Taken{Text: "I sing to whoever is there and wait"}
	}
	i := p.dice.IntN(len(c.Choices))
	return game.Taken{Choice: i + 1, Text: c.Choices[i].Text}
}

// step tells the next chapter, checks it and goes on to it.
func (p *play) step(ctx context.Context) (game.Chapter, error) {
	b := game.NewBrief(p.story, p.story.Head, p.taken())
	c, err := p.tell(ctx, b)
	if err != nil {
		return c, fmt.Errorf("chapter %d: %w", b.Arc.Number, err)
	}
	c.ID, c.Parent, c.Taken = p.story.NextID(), p.story.Head, b.Taken
	kept, err := throughJSON(c)
	if err != nil {
		return c, fmt.Errorf("chapter %d: %w", b.Arc.Number, err)
	}
	return c, p.apply(kept)
}

// tell tells one chapter and checks it and its pieces.
func (p *play) tell(ctx context.Context, b game.Brief) (game.Chapter, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var pieces []game.Piece
	c, err := p.narrator.Narrate(ctx, b, func(piece game.Piece) { pieces = append(pieces, piece) })
	if err != nil {
		return c, err
	}
	return c, errors.Join(checkPieces(c, pieces), checkChapter(c, b.Arc))
}

func checkPieces(c game.Chapter, pieces []game.Piece) error {
	var prose strings.Builder
	scenes, proseAfterScene := 0, false
	for _, piece := range pieces {
		if piece.Scene != nil {
			if scenes++; !reflect.DeepEqual(*piece.Scene, c.Scene) {
				return fmt.Errorf("the scene that was settled is %+v, the chapter's %+v", *piece.Scene, c.Scene)
			}
		}
		prose.WriteString(piece.Prose)
		proseAfterScene = proseAfterScene || scenes > 0 && piece.Prose != ""
	}
	switch {
	case scenes != 1:
		return fmt.Errorf("the scene was emitted %d times, want once", scenes)
	case !proseAfterScene:
		return errors.New("the scene was settled only when the prose was over")
	case prose.String() != c.Prose:
		return fmt.Errorf("the pieces joined are not the chapter's prose:\n%q\n%q", prose.String(), c.Prose)
	}
	return nil
}

func checkChapter(c game.Chapter, arc game.ArcPoint) error {
	for what, text := range map[string]string{
		"title": c.Title, "prose": c.Prose, "summary": c.Summary, "teller": c.Teller, "alt text": c.Scene.Alt,
	} {
		if strings.TrimSpace(text) == "" {
			return fmt.Errorf("there is no %s", what)
		}
	}
	if len(c.Memo) > 0 && (!json.Valid(c.Memo) || len(c.Memo) > game.MaxMemo) {
		return fmt.Errorf("the memo is not JSON of at most %d bytes: %.60q", game.MaxMemo, c.Memo)
	}
	if c.Ending != nil {
		if !arc.MayEnd() || c.Ending.Name == "" || len(c.Choices) > 0 {
			return fmt.Errorf("ending %+v with choices %q at %+v", *c.Ending, c.Choices, arc)
		}
		return nil
	}
	if arc.MustEnd() {
		return fmt.Errorf("no ending in the last chapter, %+v", arc)
	}
	if len(c.Choices) < game.MinChoices || len(c.Choices) > game.MaxChoices {
		return fmt.Errorf("%d choices", len(c.Choices))
	}
	seen := map[string]bool{}
	for _, choice := range c.Choices {
		if text := strings.TrimSpace(choice.Text); text == "" || seen[text] {
			return fmt.Errorf("choices %q are empty or the same", c.Choices)
		}
		seen[strings.TrimSpace(choice.Text)] = true
	}
	return nil
}

// throughJSON returns the chapter's event as a library gives it back. Of the memo
// only the meaning is kept, not the spelling.
func throughJSON(c game.Chapter) (game.Body, error) {
	if len(c.Memo) > 0 {
		var memo any
		d := json.NewDecoder(bytes.NewReader(c.Memo))
		d.UseNumber()
		err := d.Decode(&memo)
		if err == nil {
			c.Memo, err = json.MarshalIndent(memo, " ", "\t")
		}
		if err != nil {
			return nil, fmt.Errorf("keep memo: %w", err)
		}
	}
	told := game.ChapterTold{Chapter: c}
	raw, err := json.Marshal(told)
	if err != nil {
		return nil, fmt.Errorf("keep chapter: %w", err)
	}
	return game.DecodeBody(told.Type(), raw)
}

func toEnding(t *testing.T, p *play) {
	_, most := p.story.Premise.Length.Chapters()
	for range most {
		c, err := p.step(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if c.Ending != nil {
			return
		}
	}
	t.Errorf("no ending after %d chapters", most)
}

func tellAgain(t *testing.T, p *play) {
	for range 2 {
		if _, err := p.step(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	parent, taken := game.ChapterID(1), p.story.Chapters()[1].Taken
	b := game.NewBrief(p.story, parent, taken)
	if b.Retelling != 1 {
		t.Fatalf("retelling %d, want 1", b.Retelling)
	}
	if _, err := p.tell(t.Context(), b); err != nil {
		t.Errorf("told again: %v", err)
	}
	b.Fault = "there were no choices"
	if _, err := p.tell(t.Context(), b); err != nil {
		t.Errorf("told again with a fault named: %v", err)
	}
}

func strangeMemo(t *testing.T, p *play) {
	if _, err := p.step(t.Context()); err != nil {
		t.Fatal(err)
	}
	b := game.NewBrief(p.story, p.story.Head, p.taken())
	for _, memo := range []string{`{"somebody":"else's"}`, `[1,2]`, `"?"`, `null`, `7`, ``} {
		b.Memo, b.MemoTeller = json.RawMessage(memo), "a stranger"
		if _, err := p.tell(t.Context(), b); err != nil {
			t.Errorf("after the memo %s: %v", memo, err)
		}
	}
}

func manyPlays(t *testing.T, n game.Narrator) {
	var wg sync.WaitGroup
	for seed := range uint64(4) {
		wg.Go(func() {
			p := newPlay(n, game.Medium, seed)
			for range 3 {
				if _, err := p.step(t.Context()); err != nil {
					t.Errorf("story %d: %v", seed, err)
					return
				}
			}
		})
	}
	wg.Wait()
}

func doneBefore(t *testing.T, p *play) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	began := time.Now()
	_, err := p.narrator.Narrate(ctx, game.NewBrief(p.story, 0, game.Taken{}), func(piece game.Piece) {
		t.Errorf("told %+v", piece)
	})
	if !errors.Is(err, context.Canceled) || time.Since(began) > promptly {
		t.Errorf("after %v: %v, want the context's error at once", time.Since(began), err)
	}
}

// stopped ends the context at the first piece for which at holds.
func stopped(t *testing.T, p *play, at func(game.Piece) bool) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var prose strings.Builder
	var ended time.Time
	c, err := p.narrator.Narrate(ctx, game.NewBrief(p.story, 0, game.Taken{}), func(piece game.Piece) {
		prose.WriteString(piece.Prose)
		if ended.IsZero() && at(piece) {
			ended = time.Now()
			cancel()
		}
	})
	if ended.IsZero() {
		t.Fatalf("nothing was told: %v", err)
	}
	if took := time.Since(ended); took > promptly {
		t.Errorf("stopped after %v, want at once", took)
	}
	whole := err == nil && checkChapter(c, game.ArcPoint{Number: 1, Least: 2, Most: 8}) == nil
	if !whole && !errors.Is(err, context.Canceled) {
		t.Errorf("stopped with %v, want the context's error", err)
	}
	if c.Prose != prose.String() {
		t.Errorf("of %q the broken chapter keeps %q", prose.String(), c.Prose)
	}
}
