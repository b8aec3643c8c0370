package openaiclient

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"journey/game"
	"journey/openaiclient/openaitest"
)

// told is a path of n chapters as long as models tell them.
func told(t *testing.T, n int) *game.Story {
	t.Helper()
	s := game.NewStory("01")
	add := func(b game.Body) {
		if err := s.Apply(game.Event{Seq: s.Seq + 1, At: time.Unix(0, 0), Body: b}); err != nil {
			t.Fatal(err)
		}
	}
	add(game.StoryStarted{Premise: game.Premise{Prompt: "A lighthouse at the end of the world", Length: game.Endless}})
	paragraph := "You climb on, and the stairs go on with you, worn hollow by feet you never heard of. Below, the sea puts its shoulder to the rock; above, the lamp ticks round, and each time it passes you see your own hand on the rail, and behind it another that is not yours. "
	for i := range n {
		c := game.Chapter{
			ID: game.ChapterID(i + 1), Parent: game.ChapterID(i), Title: fmt.Sprintf("Stair number %d", i+1),
			Prose:   strings.Repeat(paragraph, 4),
			Choices: []game.Choice{{Text: "Climb on to the next landing"}, {Text: "Call out to whoever holds the rail"}, {Text: "Go back down"}},
			Summary: fmt.Sprintf("On landing %d you found a door with a number on it, listened, heard the sea behind it where no sea could be, and went on up.", i+1),
			Scene:   game.Scene{Place: "a spiral stair in a lighthouse"},
		}
		if i > 0 {
			c.Taken = game.Taken{Choice: 1, Text: "Climb on to the next landing"}
		}
		if i == 1 {
			c.Summary = "The keeper turned out to be your father, and he is blind."
			c.Cast = []game.CastChange{{Name: "Abel", Role: "keeper of the light", Look: "a man of seventy, white beard, a burnt left hand", Carries: []string{"a tuning fork"}}}
			c.Promises.Opened = []string{"you swore to bring Abel the ship's bell"}
		} else if i%6 == 0 {
			c.Cast = []game.CastChange{{Name: fmt.Sprint("Lodger ", i), Look: "a tall woman in a grey shawl, grey eyes, a thin scar on the chin", Wears: []string{"grey shawl"}}}
		}
		add(game.ChapterTold{Chapter: c})
	}
	return s
}

// prompts are the texts of the messages that a call sent.
func prompts(t *testing.T, call openaitest.Call) (system, user string) {
	t.Helper()
	var sent struct{ Messages []struct{ Content string } }
	if err := json.Unmarshal(call.Body, &sent); err != nil || len(sent.Messages) != 2 {
		t.Fatalf("%v in %.300s", err, call.Body)
	}
	return sent.Messages[0].Content, sent.Messages[1].Content
}

// What was learned in chapter 2 is still known in chapter 60, in what is really
// sent, within 6,000 tokens.
func TestChapterTwoIsRememberedInChapterSixty(t *testing.T) {
	t.Parallel()
	b := game.NewBrief(told(t, 59), 59, game.Taken{Choice: 1, Text: "Climb on to the next landing"})
	for context, most := range map[int]int{8192: 6000, 4096: 3072, 0: 8192} {
		c, s, _ := connect(t, openaitest.Options{TextModels: []string{"local"}}, func(cfg *Config) {
			cfg.TextModel, cfg.Context = "local", context
		})
		if _, err := c.Narrator().Narrate(t.Context(), b, func(game.Piece) {}); err != nil {
			t.Fatal(err)
		}
		system, user := prompts(t, s.Calls(openaitest.Chat)[0])
		t.Logf("context %d: %d tokens, %d bytes", context, game.Tokens(system)+game.Tokens(user), len(system)+len(user))
		if n := game.Tokens(system) + game.Tokens(user); n > most || len(system)+len(user) > 4*most {
			t.Errorf("context %d: sent %d tokens, %d bytes", context, n, len(system)+len(user))
		}
		for fact, want := range map[string]string{
			"in the summary": "The keeper turned out to be your father", "in the ledger": "a burnt left hand", "carried": "a tuning fork",
			"promised": `{"promise":"you swore to bring Abel the ship's bell","since_chapter":2}`, "told last": "another that is not yours",
		} {
			if !strings.Contains(user, want) {
				t.Errorf("context %d: what was %s is forgotten", context, fact)
			}
		}
	}
	c, s, _ := connect(t, openaitest.Options{})
	if _, err := c.Narrator().Narrate(t.Context(), b, func(game.Piece) {}); err != nil {
		t.Fatal(err)
	}
	if _, user := prompts(t, s.Calls(openaitest.Chat)[0]); user != briefPrompt(b) {
		t.Error("the brief was cut for a model that can read a million tokens")
	}
}

// A request that turns out to be too long is cut to the size the server names, or to
// half, and sent once more. The player sees nothing of it, and the next is cut at once.
func TestATooLongBriefIsCutOnceMore(t *testing.T) {
	t.Parallel()
	overflow := func(message string) openaitest.Fault {
		body, _ := json.Marshal(map[string]any{"error": map[string]any{"message": message, "type": "invalid_request_error", "code": "context_length_exceeded"}})
		return openaitest.Fault{Status: 400, Body: string(body)}
	}
	tests := map[string]struct {
		fault openaitest.Fault
		most  int
	}{
		"with its size":    {overflow("This model's maximum context length is 4096 tokens. However, your messages resulted in 6000 tokens."), 4096},
		"without its size": {overflow("The prompt exceeds the context size."), 5000},
		"without a word":   {openaitest.Faults()["silent"], 5000},
	}
	b := game.NewBrief(told(t, 59), 59, game.Taken{Choice: 1, Text: "Climb on to the next landing"})
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, s, _ := connect(t, openaitest.Options{TextModels: []string{"local"}}, func(cfg *Config) { cfg.TextModel = "local" })
			s.Fail(openaitest.Chat, tt.fault)
			var got pieces
			for range 2 {
				chapter, err := c.Narrator().Narrate(t.Context(), b, got.take)
				if err != nil || chapter.Prose == "" {
					t.Fatalf("told %q, %v", chapter.Prose, err)
				}
			}
			calls := s.Calls(openaitest.Chat)
			if len(calls) != 3 {
				t.Fatalf("%d calls, want 3", len(calls))
			}
			for i, call := range calls {
				system, user := prompts(t, call)
				if n := game.Tokens(system) + game.Tokens(user); (n > tt.most-shortestReply) != (i == 0) {
					t.Errorf("call %d sent %d tokens", i, n)
				}
			}
		})
	}
}

// What cannot be cut is not asked again and again.
func TestTooLongForGoodIsSaid(t *testing.T) {
	t.Parallel()
	c, s, _ := connect(t, openaitest.Options{})
	fault := openaitest.Faults()["too-long"]
	s.Fail(openaitest.Chat, fault, fault, fault, fault)
	if _, err := c.Narrator().Narrate(t.Context(), opening(), func(game.Piece) {}); !errors.Is(err, ErrTooLong) {
		t.Errorf("got %v", err)
	}
	b := game.NewBrief(told(t, 59), 59, game.Taken{Choice: 1})
	if _, err := c.Narrator().Narrate(t.Context(), b, func(game.Piece) {}); !errors.Is(err, ErrTooLong) {
		t.Errorf("got %v", err)
	}
	if n := len(s.Calls(openaitest.Chat)); n != 3 {
		t.Errorf("%d calls, want one and then two", n)
	}
}

func TestTheReplyFitsBesideThePrompt(t *testing.T) {
	t.Parallel()
	for _, chapters := range []int{0, 1, 5, 59} {
		for _, context := range []int{2048, 4096, 8192, 16384, 131072} {
			c, err := New(Config{TextModel: "local", BaseURL: "http://127.0.0.1:8080", Context: context})
			if err != nil {
				t.Fatal(err)
			}
			request := narrator{c}.fitted(game.NewBrief(told(t, chapters), game.ChapterID(chapters), game.Taken{}))
			prompt, reply := promptTokens(request), request.MaxCompletionTokens
			if context > 2048 && prompt+reply > context || reply < shortestReply {
				t.Errorf("after %d chapters, in %d tokens: a prompt of %d and a reply of %d", chapters, context, prompt, reply)
			}
		}
	}
}

func TestUsualContexts(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		base, model string
		want        int
	}{
		{"", "", hugeContext},
		{"https://openrouter.ai/api/v1", "openai/gpt-6-luna", hugeContext},
		{"https://openrouter.ai/api/v1", "meta/llama", hostedContext},
		{"http://localhost:11434", "llama3.2", ollamaContext},
		{"http://localhost:8080", "qwen", localContext},
	} {
		c, err := New(Config{BaseURL: tt.base, TextModel: tt.model})
		if err != nil {
			t.Fatal(err)
		}
		if got := c.context(); got != tt.want {
			t.Errorf("%s at %s: %d, want %d", tt.model, tt.base, got, tt.want)
		}
	}
}
