package openaiclient

import (
	"slices"
	"strings"
	"testing"
	"time"

	"journey/game"
	"journey/game/disk"
	"journey/game/offline"
	"journey/game/offline/pixel"
	"journey/openaiclient/openaitest"
)

// TestFaultsOfATurn plays one turn for each fault of the text server, with the
// offline storyteller and painter at hand, and holds what the player is shown
// against what stands in the story's file.
func TestFaultsOfATurn(t *testing.T) {
	t.Parallel()
	faults := chapterFaults()
	faults["plain-text"] = outcome{2, ErrUnusable, false, "offers fewer choices"} // asked once more, with that said
	faults["loading"] = outcome{calls: 7, shown: true}
	faults["stall"] = outcome{1, ErrBrokeOff, true, "took too long"}
	for _, name := range []string{"error-openai", "error-spaced", "error-done", "error-router", "error-llama", "half-event"} {
		again := faults[name]
		again.calls = 2 // only the title was shown: it is asked for once more
		faults[name] = again
	}
	for name, want := range faults {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			saw := turn(t, openaitest.Chat, name, always, want.calls)
			switch {
			case want.reason == nil:
				saw.check(t, "chapter_told picture_painted", "")
			case want.shown:
				saw.check(t, "broke_off", want.says)
			default:
				saw.check(t, "noted chapter_told picture_painted", want.says, "The offline storyteller carries on.")
			}
			if c, told := saw.story.Current(); told && (c.Teller == offline.Teller) != (want.reason != nil) {
				t.Errorf("told by %q", c.Teller)
			}
		})
	}
}

// TestATitleAloneIsNoChapter has a reply fail once after its title: the same narrator
// tells the chapter, and nobody is asked.
func TestATitleAloneIsNoChapter(t *testing.T) {
	t.Parallel()
	saw := turn(t, openaitest.Chat, "error-openai", 1, 2)
	saw.check(t, "chapter_told picture_painted", "")
	if c, _ := saw.story.Current(); c.Teller == offline.Teller {
		t.Errorf("told by %q", c.Teller)
	}
}

// TestPictureFaultsOfATurn does the same for the faults of the picture server: the
// prose never suffers, and there is always a picture.
func TestPictureFaultsOfATurn(t *testing.T) {
	t.Parallel()
	const asEver = ""
	for name, want := range map[string]struct {
		calls int
		says  string
	}{
		"drop":           {2, "cannot be reached"},
		"busy":           {3, "Wait a minute"},
		"busy-seconds":   {3, "Wait a minute"},
		"quota":          {1, "Add credit"},
		"spend-limit":    {1, "raise the limit"},
		"no-credit":      {1, "Add credit"},
		"server-error":   {2, "Try again"},
		"bad-gateway":    {2, "Try again"},
		"bare-text":      {2, "Try again"},
		"detail":         {2, "Try again"},
		"in-a-list":      {3, "Try again"},
		"wrong-key":      {1, "Check OPENAI_API_KEY"},
		"unverified":     {1, "Verify"},
		"nothing-there":  {1, "server's address"},
		"refused":        {2, "also in milder words"},
		"filtered-azure": {2, "also in milder words"},
		"ok-with-error":  {2, "Try again"},
		"not-json":       {1, "another picture model"},
		"empty":          {1, "without a picture"},
		"loading":        {7, asEver},
		"slow":           {1, asEver},
		"no-streaming":   {1, asEver}, // the picture is not streamed
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			saw := turn(t, openaitest.Pictures, name, always, want.calls)
			c, _ := saw.story.Current()
			if offline := c.Picture.Note != ""; offline != (want.says != asEver) || c.Teller == "" {
				t.Errorf("told by %q, picture %+v", c.Teller, c.Picture)
			}
			if want.says == asEver {
				saw.check(t, "chapter_told picture_painted", "")
			} else {
				saw.check(t, "chapter_told noted picture_painted", want.says, "The picture is painted offline instead.")
			}
		})
	}
}

// sight is what the player saw of a turn, and what its story's file holds of it.
type sight struct {
	prose   string   // since the telling last began
	said    []string // sentences
	told    bool
	picture *game.PictureRef
	broken  bool
	written []game.Body
	story   *game.Story
}

// always is more often than any turn asks.
const always = 6

// turn plays the opening while an endpoint goes wrong in the same way, up to six
// times.
func turn(t *testing.T, path, fault string, times, calls int) sight {
	t.Helper()
	c, s, _ := connect(t, openaitest.Options{}, func(cfg *Config) {
		cfg.Timeouts = Timeouts{First: 20 * time.Second, Idle: time.Second}
	})
	s.Fail(path, slices.Repeat([]openaitest.Fault{openaitest.Faults()[fault]}, times)...)
	lib, err := disk.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
	})
	teller, err := offline.New()
	if err != nil {
		t.Fatal(err)
	}
	j, err := game.Start(t.Context(), game.Config{
		Library: lib, Narrator: c.Narrator(), Painter: c.Painter(), SpareNarrator: teller, SparePainter: pixel.New(),
		PictureSize: game.PictureSize{W: 1024, H: 640},
	}, game.StoryStarted{Premise: opening().Premise})
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Begin(); err != nil {
		t.Fatal(err)
	}
	var saw sight
	for !saw.over() {
		saw.take(t, <-j.Updates())
	}
	if err := j.Settle(t.Context()); err != nil {
		t.Error(err)
	}
	if err := j.Close(); err != nil {
		t.Error(err)
	}
	saw.read(t, lib, j.Story().ID)
	if n := len(s.Calls(path)); n != calls {
		t.Errorf("%d calls, want %d", n, calls)
	}
	return saw
}

// over reports whether nothing more is to be seen: what is said of a picture comes
// behind it.
func (s *sight) over() bool {
	shown := s.told && s.picture != nil && (s.picture.Note == "" || slices.Contains(s.said, s.picture.Note))
	return s.broken || shown
}

func (s *sight) take(t *testing.T, u game.Update) {
	t.Helper()
	switch u := u.(type) {
	case game.TurnStarted:
		s.prose = ""
	case game.ProseArrived:
		s.prose += u.Text
	case game.Notice:
		s.said = append(s.said, u.Text)
	case game.Broken:
		s.said = append(s.said, u.Off.Why)
		s.broken = true
	case game.Told:
		s.told = true
	case game.PictureArrived:
		if !u.Partial {
			s.picture = &u.Picture
		}
	case game.PictureMissed:
		if u.Err != nil {
			t.Errorf("no picture: %v", u.Err)
		}
	case game.Failed:
		t.Fatalf("a dead end: %v", u.Err)
	case nil:
		t.Fatal("the updates ended")
	}
}

// read takes the story from its file.
func (s *sight) read(t *testing.T, lib game.Library, id game.StoryID) {
	t.Helper()
	for e, err := range lib.Read(t.Context(), id, 1) {
		if err != nil {
			t.Fatal(err)
		}
		s.written = append(s.written, e.Body)
	}
	var err error
	if s.story, err = game.Load(t.Context(), lib, id); err != nil {
		t.Fatal(err)
	}
}

// check holds what was written, but for costs, against what is wanted and what was
// shown: the same prose, and the one sentence that has all the parts of says.
func (s *sight) check(t *testing.T, journal string, says ...string) {
	t.Helper()
	var kinds, kept []string
	prose := ""
	for _, body := range s.written {
		switch body := body.(type) {
		case game.Spent:
			continue
		case game.ChapterTold:
			prose = body.Chapter.Prose
		case game.BrokeOff:
			prose = body.Prose
			kept = append(kept, body.Why)
		case game.Noted:
			kept = append(kept, body.Text)
		}
		kinds = append(kinds, body.Type())
	}
	if got := strings.Join(kinds, " "); got != journal {
		t.Errorf("the journal holds %q, want %q", got, journal)
	}
	if prose == "" || prose != s.prose {
		t.Errorf("the journal holds the prose %q, the player saw %q", prose, s.prose)
	}
	if !slices.Equal(kept, s.said) {
		t.Errorf("the journal holds %q, the player was told %q", kept, s.said)
	}
	if says[0] == "" {
		if len(s.said) > 0 {
			t.Errorf("the player was told %q", s.said)
		}
		return
	}
	if len(s.said) != 1 {
		t.Fatalf("the player was told %q, want one sentence with %q", s.said, says)
	}
	for _, part := range says {
		if !strings.Contains(s.said[0], part) {
			t.Errorf("the player was told %q, which lacks %q", s.said[0], part)
		}
	}
}
