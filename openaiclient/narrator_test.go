package openaiclient

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"journey/game"
	"journey/openaiclient/openaitest"
)

func TestNarrateTellsAChapter(t *testing.T) {
	t.Parallel()
	c, s, _ := connect(t, openaitest.Options{})
	var got pieces
	chapter, err := c.Narrator().Narrate(t.Context(), opening(), got.take)
	if err != nil {
		t.Fatal(err)
	}
	if chapter.Prose == "" || chapter.Prose != got.text() || chapter.Title != got.title {
		t.Errorf("told %q: %q, shown %q: %q", chapter.Title, chapter.Prose, got.title, got.text())
	}
	if len(got.scenes) != 1 || !slices.Equal(got.order[:3], []string{"title", "scene", "prose"}) {
		t.Errorf("arrived in the order %q", got.order)
	}
	if len(got.prose) < 50 {
		t.Errorf("the prose came in %d pieces", len(got.prose))
	}
	if n := len(chapter.Choices); n < game.MinChoices || n > game.MaxChoices || chapter.Ending != nil {
		t.Errorf("%d choices, ending %v", n, chapter.Ending)
	}
	if mara, ok := (game.Cast{}).After(chapter.Cast...).Find("Mara"); !ok || mara.Look == "" || len(mara.Wears) == 0 {
		t.Errorf("cast %+v", chapter.Cast)
	}
	if !reflect.DeepEqual(got.cast, chapter.Cast) {
		t.Errorf("with the scene came the cast %+v", got.cast)
	}
	if u := chapter.Usage; u.InputTokens == 0 || u.OutputTokens == 0 || u.USD <= 0 || u.USD > 0.01 || chapter.Teller != DefaultTextModel {
		t.Errorf("usage %+v by %q", u, chapter.Teller)
	}
	if calls := s.Calls(openaitest.Chat); len(calls) != 1 {
		t.Errorf("%d calls", len(calls))
	}
}

func TestAStoryEndsWhenItMust(t *testing.T) {
	t.Parallel()
	c, _, _ := connect(t, openaitest.Options{})
	b := opening()
	b.Arc = game.Short.Arc(8)
	chapter, err := c.Narrator().Narrate(t.Context(), b, func(game.Piece) {})
	if err != nil {
		t.Fatal(err)
	}
	if chapter.Ending == nil || chapter.Ending.Name == "" || len(chapter.Choices) > 0 {
		t.Errorf("ending %+v, choices %v", chapter.Ending, chapter.Choices)
	}
}

// The picture is asked for as soon as the scene is known, while the prose is
// still being told.
func TestThePictureIsAskedForBeforeTheProseEnds(t *testing.T) {
	t.Parallel()
	c, s, _ := connect(t, openaitest.Options{Token: time.Millisecond})
	painted := make(chan error, 1)
	_, err := c.Narrator().Narrate(t.Context(), opening(), func(p game.Piece) {
		if p.Scene == nil {
			return
		}
		scene := *p.Scene
		go func() {
			_, err := c.Painter().Paint(t.Context(), game.PaintRequest{Scene: scene, N: 1}, nil)
			painted <- err
		}()
	})
	if err = errors.Join(err, <-painted); err != nil {
		t.Fatal(err)
	}
	ended := func(calls []openaitest.Call) bool { return !calls[0].Ended.IsZero() }
	if err := s.Wait(t.Context(), openaitest.Chat, ended); err != nil {
		t.Fatal(err)
	}
	text, picture := s.Calls(openaitest.Chat)[0], s.Calls(openaitest.Pictures)[0]
	if !picture.Arrived.Before(text.Ended) {
		t.Errorf("the picture was asked for %v after the chapter ended", picture.Arrived.Sub(text.Ended))
	}
}

func TestCancellingStopsAtOnce(t *testing.T) {
	t.Parallel()
	c, s, _ := connect(t, openaitest.Options{})
	s.Fail(openaitest.Chat, openaitest.Faults()["stall"])
	ctx, cancel := context.WithCancel(t.Context())
	got := make(chan error, 1)
	var seen pieces
	go func() {
		_, err := c.Narrator().Narrate(ctx, opening(), seen.take)
		got <- err
	}()
	if err := s.Wait(t.Context(), openaitest.Chat, func(calls []openaitest.Call) bool { return len(calls) == 1 && calls[0].Stalled }); err != nil {
		t.Fatal(err)
	}
	cancel()
	// The stream would stall for 90 s: that this returns at all is the proof.
	if err := <-got; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	gone := func(calls []openaitest.Call) bool { return len(calls) == 1 && !calls[0].Ended.IsZero() }
	if err := s.Wait(t.Context(), openaitest.Chat, gone); err != nil {
		t.Errorf("the server still writes: %v", err)
	}
}

func TestASilentStreamIsGivenUp(t *testing.T) {
	t.Parallel()
	c, s, _ := connect(t, openaitest.Options{}, func(cfg *Config) { cfg.Timeouts.Idle = time.Second })
	s.Fail(openaitest.Chat, openaitest.Faults()["stall"])
	var got pieces
	chapter, err := c.Narrator().Narrate(t.Context(), opening(), got.take)
	if !errors.Is(err, ErrBrokeOff) || !errors.Is(err, ErrTimeout) {
		t.Errorf("got %v", err)
	}
	if chapter.Prose == "" || chapter.Prose != got.text() {
		t.Errorf("kept %q of %q", chapter.Prose, got.text())
	}
}

// A stream that is slow, but not silent, is waited for; one that falls silent is not.
func TestTheWatchdog(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, dog, stop := watch(t.Context(), time.Minute, 10*time.Second)
		defer stop()
		time.Sleep(59 * time.Second)
		for range 20 {
			dog.heard()
			time.Sleep(9 * time.Second)
			if ctx.Err() != nil {
				t.Fatal("ended while something was heard")
			}
		}
		dog.rest(2 * time.Second)
		time.Sleep(3 * time.Second)
		synctest.Wait()
		if !errors.Is(context.Cause(ctx), errStalled) {
			t.Errorf("ended by %v", context.Cause(ctx))
		}
	})
}

func TestRefusedParametersAreDroppedAndRemembered(t *testing.T) {
	t.Parallel()
	refuse := func(body string) openaitest.Fault { return openaitest.Fault{Status: 400, Body: body} }
	tests := map[string]struct {
		fault   openaitest.Fault
		gone    string
		instead string
	}{
		"named":            {refuse(`{"error":{"message":"Unsupported parameter","param":"reasoning_effort","code":"unsupported_parameter"}}`), `"reasoning_effort"`, ""},
		"named inside":     {refuse(`{"error":{"message":"Unknown parameter","param":"stream_options.include_obfuscation","code":"unknown_parameter"}}`), `"include_obfuscation"`, `"include_usage"`},
		"named in a list":  {refuse(`{"detail":[{"type":"extra_forbidden","loc":["body","stream_options","include_obfuscation"],"msg":"Extra inputs are not permitted"}]}`), `"include_obfuscation"`, `"include_usage"`},
		"named by Gemini":  {refuse(`[{"error":{"code":400,"message":"Invalid JSON payload received. Unknown name \"include_obfuscation\" at 'stream_options': Cannot find field.","status":"INVALID_ARGUMENT"}}]`), `"include_obfuscation"`, `"include_usage"`},
		"in the message":   {refuse(`{"detail":[{"loc":["body","response_format"],"msg":"Extra inputs are not permitted"}]}`), `"response_format"`, ""},
		"has an old name":  {refuse(`{"error":"max_completion_tokens is not supported"}`), `"max_completion_tokens"`, `"max_tokens"`},
		"must be verified": {refuse(`{"error":{"message":"Your organization must be verified to stream this model.","param":"stream","code":"unsupported_value"}}`), `"stream"`, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, s, _ := connect(t, openaitest.Options{TextModels: []string{"local"}}, func(cfg *Config) {
				cfg.TextModel, cfg.Effort = "local", "low"
			})
			s.Fail(openaitest.Chat, tt.fault)
			for range 2 {
				if _, err := c.Narrator().Narrate(t.Context(), opening(), func(game.Piece) {}); err != nil {
					t.Fatal(err)
				}
			}
			calls := s.Calls(openaitest.Chat)
			if len(calls) != 3 {
				t.Fatalf("%d calls, want 3", len(calls))
			}
			for i, call := range calls {
				body := string(call.Body)
				if has := strings.Contains(body, tt.gone); has != (i == 0) {
					t.Errorf("call %d has %s: %v", i, tt.gone, has)
				}
				if i > 0 && !strings.Contains(body, tt.instead) {
					t.Errorf("call %d lacks %s", i, tt.instead)
				}
			}
		})
	}
}

func TestRetriesHonourTheServersWish(t *testing.T) {
	t.Parallel()
	busy := func(header, value string) openaitest.Fault {
		return openaitest.Fault{Status: 429, Body: `{"error":{"code":"rate_limit_exceeded","message":"slow"}}`, Header: map[string]string{header: value}}
	}
	c, s, p := connect(t, openaitest.Options{})
	s.Fail(openaitest.Chat, busy("Retry-After", "7"), busy("Retry-After-Ms", "1500"))
	if _, err := c.Narrator().Narrate(t.Context(), opening(), func(game.Piece) {}); err != nil {
		t.Fatal(err)
	}
	if want := []time.Duration{7 * time.Second, 1500 * time.Millisecond}; !slices.Equal(p.took, want) {
		t.Errorf("waited %v, want %v", p.took, want)
	}
	s.Fail(openaitest.Chat, busy("Retry-After", "3600"))
	if _, err := c.Narrator().Narrate(t.Context(), opening(), func(game.Piece) {}); !errors.Is(err, ErrBusy) {
		t.Errorf("told to wait an hour: %v", err)
	}
	if len(p.took) != 2 {
		t.Errorf("waited %v", p.took)
	}
}

// Ollama reads the length of a reply under its old name alone; OpenAI's models refuse
// that name.
func TestTheLengthOfAReply(t *testing.T) {
	t.Parallel()
	for model, old := range map[string]bool{"llama3.3": true, "gpt-6-luna": false, "openai/gpt-6-luna": false} {
		c, s, _ := connect(t, openaitest.Options{TextModels: []string{model}}, func(cfg *Config) { cfg.TextModel = model })
		if _, err := c.Narrator().Narrate(t.Context(), opening(), func(game.Piece) {}); err != nil {
			t.Fatal(err)
		}
		body := string(s.Calls(openaitest.Chat)[0].Body)
		if strings.Contains(body, `"max_tokens"`) != old || !strings.Contains(body, `"max_completion_tokens"`) {
			t.Errorf("%s is sent %.200s", model, body)
		}
	}
}

// go-openai refuses some names itself: nothing is sent, and it is no fault of the
// connection.
func TestAModelThatGoOpenAIRefuses(t *testing.T) {
	t.Parallel()
	c, s, p := connect(t, openaitest.Options{}, func(cfg *Config) { cfg.TextModel = "davinci" })
	_, err := c.Narrator().Narrate(t.Context(), opening(), func(game.Piece) {})
	if !errors.Is(err, ErrRequest) || len(s.Calls("")) > 0 || len(p.took) > 0 {
		t.Errorf("after %d calls and %d pauses: %v", len(s.Calls("")), len(p.took), err)
	}
}
