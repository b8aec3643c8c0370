package tui_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"journey/game"
	"journey/game/canvas"
	"journey/game/gametest"
	"journey/tui/tuitest"
)

// illustrated is a story of eight chapters whose pictures are not all alike: the
// first chapter has six, the second's is damaged, the third's is gone; and a portrait.
func illustrated(t *testing.T, lib *gametest.Memory) game.StoryID {
	t.Helper()
	id := tell(t, lib, "The Clinic at Night", 6)
	put := func(data []byte) game.Hash {
		h, err := lib.PutPicture(t.Context(), id, data)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	var events []game.Body
	for chapter := 1; chapter <= 6; chapter++ {
		for n := range map[bool]int{true: 6, false: 1}[chapter == 1] {
			ref := game.PictureRef{
				Prompt: fmt.Sprintf("A clinic, take %d of chapter %d", n+1, chapter), Painter: "test", Usage: game.Usage{USD: 0.0421},
			}
			switch chapter {
			case 2:
				ref.Hash = put(bomb(30_000))
			case 3:
				ref.Hash = game.HashOf([]byte("gone"))
			default:
				ref.Hash = put(sunset(chapter + 6*n))
			}
			events = append(events, game.PicturePainted{Chapter: game.ChapterID(chapter), Picture: ref})
		}
	}
	events = append(events, game.PortraitPainted{Chapter: 1, Name: "Ada", Look: "grey eyes, a white coat", Picture: game.PictureRef{Hash: put(sunset(99)), Painter: "test"}})
	if _, err := lib.Append(t.Context(), id, 7, events...); err != nil {
		t.Fatal(err)
	}
	return id
}

// bomb is a PNG that promises side times side pixels, and has none.
func bomb(side uint32) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		panic(err) // a picture in memory always encodes
	}
	data := b.Bytes()
	for i := range 4 {
		data[16+i], data[20+i] = byte(side>>(24-8*i)), byte(side>>(24-8*i))
	}
	return data
}

// kept has the studio's pictures in memory.
type kept map[game.Hash][]byte

func newKept(t *testing.T, prompts ...string) kept {
	t.Helper()
	s := kept{}
	for i, prompt := range prompts {
		data, err := canvas.WriteNote(sunset(50+i), canvas.Note{Prompt: prompt, Model: "brush", Op: "edit"})
		if err != nil {
			t.Fatal(err)
		}
		s[game.HashOf(data)] = data
	}
	return s
}

func (s kept) List(context.Context) ([]game.Hash, error) {
	var all []game.Hash
	for h := range s {
		all = append(all, h)
	}
	slices.Sort(all)
	return all, nil
}

func (s kept) Put(_ context.Context, data []byte) (game.Hash, error) {
	return game.HashOf(data), errFull
}

func (s kept) Head(ctx context.Context, h game.Hash) ([]byte, error) { return s.Get(ctx, h) }

func (s kept) Get(_ context.Context, h game.Hash) ([]byte, error) {
	if data, ok := s[h]; ok {
		return data, nil
	}
	return nil, game.ErrNotFound
}

// visit opens the gallery of an illustrated story.
func visit(s *stage) *tuitest.Terminal {
	s.t.Helper()
	s.cfg.Start.Continue = illustrated(s.t, s.lib)
	term := s.start()
	term.WaitText("This is chapter 6.")
	settle()
	term.Press("g")
	settle()
	return term
}

func TestTheGalleryShowsEveryPictureAndLeadsToItsChapter(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		term := s.start()
		begin(t, term)
		term.WaitText("▀▀▀▀")
		settle()
		term.Press("p") // a second picture of the first chapter
		term.WaitFor("the second picture", func() bool { c, _ := s.told(t).Chapter(1); return len(c.Pictures) == 2 })
		settle()
		term.Press("1")
		term.WaitFor("a picture of the second chapter", func() bool { c, _ := s.told(t).Chapter(2); return len(c.Pictures) == 1 })
		settle()
		term.Press("g")
		term.WaitText("Gallery 3/3", "▸ 2 A Door", "▀▀▀▀")
		term.Press("right") // there is no fourth
		settle()
		term.WaitText("Gallery 3/3")
		term.Press("home")
		term.WaitText("Gallery 1/3", "chapter 1, The Clinic at Night (another: 1 of 2)", "▀▀▀▀")
		for _, size := range [][2]int{{40, 12}, {20, 6}, {120, 40}, {100, 20}, {59, 40}} {
			term.Resize(size[0], size[1])
			settle()
			term.WaitText("Gallery 1/3")
		}
		term.Press("esc")
		term.WaitGone("Gallery")
		term.Press("g")
		term.WaitText("Gallery 3/3")
		term.Press("left", "enter")
		term.WaitText("Gallery 2/3", "painted by test")
		term.Press("enter")
		settle()
		if head := s.told(t).Head; head != 1 {
			t.Errorf("the gallery led to chapter %d, want 1", head)
		}
		leave(t, term)
	})
}

func TestAStoryWithoutPicturesHasNoGallery(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		s.cfg.Game.Painter = nil
		s.cfg.Start.Continue = tell(t, s.lib, "The Clinic at Night", 1)
		term := s.start()
		term.WaitText("This is chapter 1.")
		settle()
		term.Press("g")
		term.WaitText("There is no picture to show yet.")
		leave(t, term)
	})
}

func TestTheGalleryIsWalkedByKeys(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		term := visit(s) // 11 of chapters and a portrait: 4 in a row
		for _, step := range []struct{ key, at string }{
			{"home", "1/12"},
			{"l", "2/12"},
			{"j", "6/12"},
			{"down", "10/12"},
			{"down", "10/12"},
			{"k", "6/12"},
			{"up", "2/12"},
			{"up", "2/12"},
			{"h", "1/12"},
			{"left", "1/12"},
			{"end", "12/12"},
			{"pgup", "1/12"},
			{"pgdown", "12/12"},
			{"down", "12/12"},
		} {
			term.Press(step.key)
			settle()
			if !strings.Contains(term.Screen(), "Gallery "+step.at) {
				t.Fatalf("after %s, want %s:\n%s", step.key, step.at, term.Screen())
			}
		}
		term.Press("?")
		term.WaitText("Keys", "show those with some words", "back to the story")
		term.Press("esc")
		term.WaitGone("Keys")
		term.Press("enter", "?")
		term.WaitText("Keys", "go to its chapter", "back to the wall")
		term.Press("esc", "esc", "home")
		term.Press("tab")
		term.WaitText("▸chapters", "Gallery 1/11")
		term.Press("tab")
		term.WaitText("▸portraits", "Gallery 1/1", "portrait of Ada", "grey eyes")
		term.Press("shift+tab", "shift+tab")
		term.WaitText("▸all", "/12")
		term.Press("/")
		term.Type("ADA coat")
		term.WaitText("Gallery 1/1", "portrait of Ada")
		term.Type("q?") // they are only text here
		term.WaitText("Gallery 0/0", "No picture has all these words")
		term.Press("enter", "enter", "x", "e", "pgdown", "j") // nothing to do it with
		settle()
		term.Press("esc")
		term.WaitText("/12")
		term.Press("/")
		term.Type("another take 4")
		term.Press("enter", "enter")
		term.WaitText("Gallery 1/1", "Painted from: A clinic, take 4 of chapter 1", "$0.042")
		term.Press("$")
		term.WaitGone("$0.042")
		term.Press("esc", "esc", "esc")
		term.WaitGone("Gallery")
		leave(t, term)
	})
}

func TestTheGalleryIsWalkedByMouse(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		term := visit(s)
		x, y, ok := term.Find("4 What Ada Heard")
		if !ok {
			t.Fatalf("no fourth chapter:\n%s", term.Screen())
		}
		term.Click(x, y-3)
		term.WaitText("▸ 4 What Ada Heard")
		term.Click(x, y-3)
		term.WaitText("Painted from: A clinic, take 1 of chapter 4")
		term.Wheel(10, 10, 1)
		term.WaitText("of chapter 5")
		term.Press("esc")
		term.WaitText("▸ 5 The Clinic")
		term.Wheel(10, 10, -1)
		term.WaitText("Gallery 6/12")
		term.Resize(40, 12)
		settle()
		x, y, _ = term.Find("chapter 2,")
		term.Click(x, y)
		term.WaitText("▸ chapter 2,")
		term.Press("esc")
		leave(t, term)
	})
}

// What cannot be shown is said so under it, and hides nothing else. Its memory is that
// of the pictures beside it.
func TestTheGalleryStandsHostilePictures(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // alone: it counts what is allocated
		s := newStage(t)
		s.brand = tuitest.XTerm()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		term := visit(s)
		runtime.ReadMemStats(&after)
		term.WaitText("✗ damaged · 2 A Door", "✗ missing · 3 Rain on", "▓▓▓▓")
		if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 200 {
			t.Errorf("a page of small pictures and a bomb took %d MB", used)
		}
		term.Press("home", "j", "right", "right", "enter")
		term.WaitText("chapter 2,", "No picture.")
		term.Press("x")
		term.WaitText("cannot be saved from here")
		term.Press("esc", "esc")
		leave(t, term)
	})
}

func TestTheGalleryListsWordsWherePicturesAreOff(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		s.off = true
		term := visit(s)
		term.WaitText("▸ chapter 6, A Door of Steel  A clinic under green light", "portrait of Ada  grey eyes")
		term.Press("end", "enter")
		term.WaitText("portrait of Ada", "grey eyes, a white coat", "painted by test")
		term.Press("enter")
		term.WaitText("belongs to no chapter")
		term.Press("left", "enter")
		term.WaitGone("Gallery")
		leave(t, term)
	})
}

func TestTheGalleryShowsTheStudiosOwnPictures(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		s.cfg.Game.Painter = nil
		s.cfg.Versions = newKept(t, "a skull on\na table")
		s.cfg.Start.Continue = tell(t, s.lib, "The Clinic at Night", 1)
		term := s.start()
		term.WaitText("This is chapter 1.")
		settle()
		term.Press("g") // though the story has no picture
		term.WaitText("Gallery 1/1", "▸ a skull on a table", "from the studio, made by edit", "▀▀▀▀")
		term.Press("enter")
		term.WaitText("painted by brush")
		term.Press("enter")
		term.WaitText("belongs to no chapter")
		term.Press("esc", "esc")
		leave(t, term)
	})
}

func TestAPictureIsSaved(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		type file struct {
			name string
			data []byte
		}
		var mu sync.Mutex
		var saved []file
		fail := errors.New("the disk is full")
		s.cfg.SavePicture = func(_ context.Context, name string, data []byte) (string, error) {
			mu.Lock()
			defer mu.Unlock()
			if len(saved) == 2 {
				return "", fail
			}
			saved = append(saved, file{name, data})
			return name, nil
		}
		s.teller.change = func(c *game.Chapter) { c.Title = "../../Der Weg \x1b[31m nach Süden; rm -rf ~" }
		term := visit(s)
		term.Press("x")
		term.WaitText("Saved as journey-chapter-6-")
		term.Press("end", "enter", "x")
		term.WaitText("Saved as journey-ada.")
		term.Press("x")
		term.WaitText("Not saved. The disk is full.")
		for _, f := range saved {
			if path.Base(f.name) != f.name || strings.Trim(f.name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || game.PictureFormat(f.data) != "png" {
				t.Errorf("saved %q of %d bytes", f.name, len(f.data))
			}
		}
		term.Press("esc", "esc")
		leave(t, term)
	})
}

// Versions from the studio lead to the chapter they came from, however often they were
// worked on; what their notes say of that may be wrong.
func TestVersionsInTheGalleryLeadToTheirChapter(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		s.cfg.Start.Continue = illustrated(t, s.lib)
		made := kept{}
		s.cfg.Versions = made
		put := func(seed int, prompt string, parent game.Hash) game.Hash {
			data, err := canvas.WriteNote(sunset(seed), canvas.Note{Prompt: prompt, Op: "edit", Parent: string(parent)})
			if err != nil {
				t.Fatal(err)
			}
			h := game.HashOf(data)
			made[h] = data
			return h
		}
		first := put(70, "a red lamp", game.HashOf(sunset(4)))
		put(71, "two red lamps", first)
		put(72, "a stranger", game.HashOf([]byte("elsewhere")))
		here, there := game.HashOf([]byte("here")), game.HashOf([]byte("there"))
		made[here], made[there] = made[put(73, "around", there)], made[put(74, "around", here)]
		term := s.start()
		term.WaitText("This is chapter 6.")
		settle()
		term.Press("g")
		term.WaitText("Gallery")
		term.Press("/")
		term.Type("two red lamps")
		term.Press("enter", "enter")
		term.WaitText("from the studio, made by edit, from chapter 4, What Ada Heard")
		term.Press("e")
		term.WaitText("Studio", "chapter 4, What Ada Heard", "two red lamps")
		settle()
		term.Press("q")
		term.WaitText("This is chapter 6.")
		term.Press("g")
		term.WaitText("Gallery")
		term.Press("/")
		term.Type("stranger")
		term.Press("enter", "e")
		term.WaitText("This picture came from no chapter")
		term.Press("/", "esc", "/")
		term.Type("red lamps")
		term.Press("enter", "enter", "enter")
		term.WaitText("This is chapter 4.")
		leave(t, term)
	})
}
