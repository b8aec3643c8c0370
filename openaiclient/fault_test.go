package openaiclient

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"journey/game"
	"journey/openaiclient/openaitest"
)

// An outcome is what a caller gets of a chapter whose every call goes wrong in the
// same way.
type outcome struct {
	calls  int
	reason error // nil: a whole chapter
	shown  bool  // prose was emitted
	says   string
}

func chapterFaults() map[string]outcome {
	return map[string]outcome{
		"drop":         {3, ErrUnreachable, false, "cannot be reached"},
		"busy":         {3, ErrBusy, false, "Wait a minute"},
		"quota":        {1, ErrQuota, false, "Add credit"},
		"server-error": {3, ErrServer, false, "Try again"},
		"bad-gateway":  {3, ErrServer, false, "Try again"},
		"unverified":   {1, ErrKey, false, "Verify"},
		"refused":      {1, game.ErrRefused, false, "other words"},
		"too-long":     {1, ErrTooLong, false, "larger context"},

		"busy-seconds":   {3, ErrBusy, false, "Wait a minute"},
		"spend-limit":    {1, ErrQuota, false, "raise the limit"},
		"no-credit":      {1, ErrQuota, false, "Add credit"},
		"wrong-key":      {1, ErrKey, false, "Check OPENAI_API_KEY"},
		"no-streaming":   {calls: 2, shown: true},
		"too-long-llama": {1, ErrTooLong, false, "larger context"},
		"too-long-slot":  {1, ErrTooLong, false, "larger context"},
		"too-long-vllm":  {1, ErrTooLong, false, "larger context"},
		"bare-text":      {3, ErrServer, false, "Try again"},
		"detail":         {3, ErrServer, false, "Try again"},
		"in-a-list":      {3, ErrServer, false, "Try again"},
		"filtered-azure": {1, game.ErrRefused, false, "other words"},
		"nothing-there":  {1, ErrModel, false, "server's address"},

		"ok-with-error": {3, ErrServer, false, "Try again"},
		"not-json":      {1, ErrUnusable, false, "right address"},
		"empty":         {3, ErrServer, false, "without a word"},

		"cut":          {1, ErrBrokeOff, true, "Tell the chapter again"},
		"cut-early":    {3, ErrBrokeOff, false, "Tell the chapter again"},
		"torn-early":   {3, ErrUnreachable, false, "was lost"},
		"torn":         {1, ErrBrokeOff, true, "Tell the chapter again"},
		"error-openai": {1, ErrServer, false, "Try again"},
		"error-spaced": {1, ErrServer, false, "Try again"},
		"error-done":   {1, ErrServer, false, "Try again"},
		"error-router": {1, ErrServer, false, "Try again"},
		"error-llama":  {1, ErrServer, false, "Try again"},
		"half-event":   {1, ErrBrokeOff, false, "Tell the chapter again"},
		"length":       {1, ErrBrokeOff, true, "Tell the chapter again"},
		"filtered":     {1, game.ErrRefused, false, "other words"},
		"says-no":      {1, game.ErrRefused, false, "other words"},
		"silent":       {3, ErrServer, false, "without a word"},
		"thought-away": {1, ErrUnusable, false, "Set a lower effort under [text]"},

		"gave-up": {1, ErrBrokeOff, true, "Tell the chapter again"},

		"slow":          {calls: 1, shown: true},
		"comments":      {calls: 1, shown: true},
		"float-time":    {calls: 1, shown: true},
		"parts":         {calls: 1, shown: true},
		"empty-choices": {calls: 1, shown: true},
		"no-finish":     {calls: 1, shown: true},
		"no-done":       {calls: 1, shown: true},
		"no-usage":      {calls: 1, shown: true},
		"whole":         {calls: 1, shown: true},
		"fenced":        {calls: 1, shown: true},
		"broken-quotes": {calls: 1, shown: true},
		"one-choice":    {1, ErrUnusable, true, "Nobody can go on from the reply of gpt-6-luna: it offers fewer choices than the 2 to 4 that a chapter needs. Have the chapter told again"},
		"plain-text":    {1, ErrUnusable, false, "offers fewer choices"},
	}
}

func TestFaultsOfAChapter(t *testing.T) {
	t.Parallel()
	want := chapterFaults()
	for _, name := range slices.Sorted(maps.Keys(openaitest.Faults())) {
		if name == "stall" || name == "loading" {
			continue // have their own tests
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want, ok := want[name]
			if !ok {
				t.Fatal("nobody says what is to happen")
			}
			c, s, _ := connect(t, openaitest.Options{})
			fault := openaitest.Faults()[name]
			s.Fail(openaitest.Chat, fault, fault, fault, fault)
			var got pieces
			chapter, err := c.Narrator().Narrate(t.Context(), opening(), got.take)
			if n := len(s.Calls(openaitest.Chat)); n != want.calls {
				t.Errorf("%d calls, want %d", n, want.calls)
			}
			want.check(t, chapter, &got, err)
		})
	}
}

func (want outcome) check(t *testing.T, chapter game.Chapter, got *pieces, err error) {
	t.Helper()
	wantNoKey(t, err)
	if !errors.Is(err, want.reason) {
		t.Errorf("error %v, want %v", err, want.reason)
	}
	if (got.text() != "") != want.shown || len(got.scenes) > 1 {
		t.Errorf("shown %q, %d scenes", got.text(), len(got.scenes))
	}
	if want.shown && chapter.Prose != got.text() {
		t.Errorf("told %q, shown %q", chapter.Prose, got.text())
	}
	if want.reason == nil {
		if len(chapter.Choices) < game.MinChoices || chapter.Title == "" || chapter.Summary == "" || chapter.Scene.IsZero() || chapter.Usage.USD <= 0 {
			t.Errorf("chapter %+v", chapter)
		}
		return
	}
	var e *Error
	if !errors.As(err, &e) || !strings.Contains(err.Error(), want.says) {
		t.Errorf("it says %q, which lacks %q", err, want.says)
	}
}

// A fault that passes is not noticed by the player.
func TestAFaultThatPasses(t *testing.T) {
	t.Parallel()
	for name, want := range chapterFaults() {
		fault, ok := openaitest.Faults()[name]
		if want.calls < 3 || !ok {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, s, _ := connect(t, openaitest.Options{})
			s.Fail(openaitest.Chat, fault)
			var got pieces
			chapter, err := c.Narrator().Narrate(t.Context(), opening(), got.take)
			outcome{shown: true}.check(t, chapter, &got, err)
			if n := len(s.Calls(openaitest.Chat)); n != 2 {
				t.Errorf("%d calls, want 2", n)
			}
		})
	}
}

func TestBrokenQuotesAreMended(t *testing.T) {
	t.Parallel()
	c, s, _ := connect(t, openaitest.Options{})
	s.Fail(openaitest.Chat, openaitest.Faults()["broken-quotes"])
	var got pieces
	chapter, err := c.Narrator().Narrate(t.Context(), opening(), got.take)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(chapter.Prose, "Nobody is there.") || len(chapter.Choices) != 2 {
		t.Errorf("%q, %v", chapter.Prose, chapter.Choices)
	}
}

// Wherever a reply is cut, the caller gets a chapter to play on from, or an error
// and what was shown; never both half.
func TestCutAnywhere(t *testing.T) {
	t.Parallel()
	c, s, _ := connect(t, openaitest.Options{})
	if _, err := c.Narrator().Narrate(t.Context(), opening(), func(game.Piece) {}); err != nil {
		t.Fatal(err)
	}
	tokens := s.Calls(openaitest.Chat)[0].Sent
	whole := 0
	for after := 0; after < tokens; after += 3 {
		s.Fail(openaitest.Chat, openaitest.Fault{After: after, Then: openaitest.Cut})
		var got pieces
		chapter, err := c.Narrator().Narrate(t.Context(), opening(), got.take)
		switch {
		case err == nil && (len(chapter.Choices) < game.MinChoices || chapter.Prose != got.text()):
			t.Fatalf("cut after %d of %d: %+v", after, tokens, chapter)
		case err != nil && (!errors.Is(err, ErrBrokeOff) || chapter.Prose != got.text()):
			t.Fatalf("cut after %d of %d: %v, %q, shown %q", after, tokens, err, chapter.Prose, got.text())
		case err == nil && after > 0:
			whole++
		}
	}
	if whole == 0 {
		t.Error("no cut chapter was kept, not even without its summary")
	}
}

// A server that loads its model is waited for longer than one that is busy, and
// longer than it says itself.
func TestALoadingServerIsWaitedFor(t *testing.T) {
	t.Parallel()
	for _, first := range []string{openaitest.Chat, openaitest.Pictures} {
		c, s, p := connect(t, openaitest.Options{})
		ask := func() error {
			if first == openaitest.Pictures {
				_, err := c.Painter().Paint(t.Context(), market(), nil)
				return err
			}
			_, err := c.Narrator().Narrate(t.Context(), opening(), func(game.Piece) {})
			return err
		}
		loading := slices.Repeat([]openaitest.Fault{openaitest.Faults()["loading"]}, 200)
		s.Fail(first, loading[:20]...)
		if err := ask(); err != nil || len(p.took) != 20 {
			t.Errorf("waited %d times, then %v", len(p.took), err)
		}
		p.took = nil
		s.Fail(first, loading...)
		err := ask()
		var waited time.Duration
		for _, d := range p.took {
			waited += d
		}
		if !errors.Is(err, ErrLoading) || !strings.Contains(err.Error(), "still loading") || waited < 5*time.Minute || waited > 6*time.Minute {
			t.Errorf("after %v: %v", waited, err)
		}
	}
}
