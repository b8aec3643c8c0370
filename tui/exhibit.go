package tui

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"journey/game"
	"journey/game/studio"
)

// mostOfStudio is how many of the studio's pictures the gallery shows, the newest.
const mostOfStudio = 1000

// An exhibit is one picture of the gallery.
type exhibit struct {
	kind     exhibitKind
	story    game.StoryID
	chapter  game.ChapterID // it belongs to; 0 for none
	portrait string         // whose it is; "" for none
	label    string         // what stands under it
	title    string
	words    string // what it shows
	prompt   string
	painter  string
	note     string // why it stands in for another
	usd      float64
	hash     game.Hash
	parent   game.Hash // the picture it was made from in the studio
	find     string    // what the filter looks through, in lower case
}

// exhibitKind says where a picture comes from.
type exhibitKind int

const (
	allKinds exhibitKind = iota
	ofChapters
	ofPortraits
	ofStudio
	exhibitKinds // how many there are
)

func (k exhibitKind) String() string {
	switch k {
	case ofChapters:
		return "chapters"
	case ofPortraits:
		return "portraits"
	case ofStudio:
		return "studio"
	case allKinds, exhibitKinds:
	}
	return "all"
}

// ofStory returns the pictures of a story: those of its chapters, also those that a
// later one has taken the place of, and its portraits.
func ofStory(story *game.Story) []exhibit {
	var all []exhibit
	for _, c := range story.Chapters() {
		for i, p := range c.Pictures {
			e := exhibitOf(ofChapters, p)
			e.story, e.chapter, e.words = story.ID, c.ID, cmp.Or(c.Scene.Alt, c.Scene.Action)
			e.label = fmt.Sprintf("%d %s", story.Depth(c.ID), c.Title)
			e.title = fmt.Sprintf("chapter %d, %s", story.Depth(c.ID), c.Title)
			if p.Hash != c.Picture.Hash {
				e.title += fmt.Sprintf(" (another: %d of %d)", i+1, len(c.Pictures))
			}
			e.search(c.Scene.Present...)
			all = append(all, e)
		}
	}
	for _, p := range story.Portraits() {
		e := exhibitOf(ofPortraits, p.Picture)
		e.story, e.portrait, e.words = story.ID, p.Name, p.Look
		e.label, e.title = p.Name, "portrait of "+p.Name
		e.search(p.Name)
		all = append(all, e)
	}
	return all
}

// ofStudioItself returns the studio's own pictures, newest first. One that cannot be
// read says nothing of itself.
func ofStudioItself(ctx context.Context, kept Versions) ([]exhibit, error) {
	hashes, err := kept.List(ctx)
	if err != nil {
		return nil, err
	}
	var all []exhibit
	for _, h := range slices.Backward(hashes[max(0, len(hashes)-mostOfStudio):]) {
		var v studio.Version
		if head, err := kept.Head(ctx, h); err == nil {
			v = studio.Noted(head)
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		e := exhibitOf(ofStudio, game.PictureRef{Hash: h, Prompt: v.Prompt, Painter: v.Model})
		e.parent = v.Parent
		e.label, e.title = cmp.Or(oneLine(v.Prompt), "a picture"), "from the studio"
		if v.Op != "" {
			e.title += ", made by " + oneLine(string(v.Op))
		}
		e.search()
		all = append(all, e)
	}
	return all, nil
}

// joined adds the studio's own pictures to those of a story. What came from one of
// the story leads where that leads; what was chosen for the story is there already.
func joined(story, made []exhibit) []exhibit {
	parents := map[game.Hash]exhibit{}
	for _, e := range slices.Concat(made, story) {
		parents[e.hash] = e
	}
	for _, e := range made {
		if parents[e.hash].kind != ofStudio {
			continue
		}
		from := e
		for range made { // notes may lie, and go in circles
			if from.kind != ofStudio {
				break
			}
			from = parents[from.parent]
		}
		if from.kind == ofChapters || from.kind == ofPortraits {
			e.chapter, e.portrait = from.chapter, from.portrait
			e.title += ", from " + from.title
			e.search()
		}
		story = append(story, e)
	}
	return story
}

func oneLine(words string) string { return strings.Join(strings.Fields(words), " ") }

func exhibitOf(kind exhibitKind, p game.PictureRef) exhibit {
	return exhibit{kind: kind, prompt: p.Prompt, painter: p.Painter, note: p.Note, usd: p.Usage.USD, hash: p.Hash}
}

// search lets the filter find the exhibit by its words and by who is seen.
func (e *exhibit) search(present ...string) {
	e.find = strings.ToLower(strings.Join(append(present, e.title, e.label, e.words, e.prompt, e.kind.String()), "\n"))
}

// has reports whether every word of the term is in the exhibit, in any case.
func (e *exhibit) has(term string) bool {
	return !slices.ContainsFunc(strings.Fields(strings.ToLower(term)), func(word string) bool {
		return !strings.Contains(e.find, word)
	})
}

// read returns the bytes of the picture.
func (e exhibit) read(ctx context.Context, s *session) ([]byte, error) {
	switch {
	case e.kind == ofStudio && s.cfg.Versions == nil:
		return nil, game.ErrNotFound
	case e.kind == ofStudio:
		return s.cfg.Versions.Get(ctx, e.hash)
	}
	return s.cfg.Library.Picture(ctx, e.story, e.hash)
}

// fileName is a name for the picture's file without its ending: letters and digits
// of ASCII, joined by dashes, so that it is one in every file system and never a path.
func (e exhibit) fileName() string {
	var b strings.Builder
	for _, r := range strings.ToLower(e.label) {
		switch {
		case b.Len() >= maxFileName:
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	name := strings.Trim(b.String(), "-")
	if e.kind == ofChapters {
		name = strings.TrimSuffix("chapter-"+name, "-")
	}
	return "journey-" + cmp.Or(name, "picture")
}

const maxFileName = 60 // bytes of the label in the name of a file

// whyMissing says why a picture is not shown.
func whyMissing(err error) string {
	if errors.Is(err, game.ErrNotFound) {
		return "missing"
	}
	return "damaged"
}
