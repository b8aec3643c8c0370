package game

import (
	"context"
	"slices"
	"strings"
	"sync"
)

// A Portrait is the picture that says how a character looks, painted once for each
// look.
type Portrait struct {
	Name string
	// Look is the canonical look it was painted from.
	Look    string
	Picture PictureRef
}

// Portraits returns all portraits of the story, oldest first.
func (s *Story) Portraits() []Portrait { return slices.Clone(s.portraits) }

// Portrait returns the newest portrait of a character who looks as c does. Clothes
// do not matter: they change, and are told with each picture.
func (s *Story) Portrait(c Character) (Portrait, bool) {
	for _, p := range slices.Backward(s.portraits) {
		if strings.EqualFold(p.Name, c.Name) && strings.EqualFold(p.Look, c.Look) {
			return p, true
		}
	}
	return Portrait{}, false
}

// portraitSize is large enough for a face and the least that OpenAI's models paint.
func portraitSize() PictureSize { return PictureSize{W: 768, H: 1024} }

// portraitRequest asks for a character on a plain ground. What is carried is left
// out: it changes, and hides hands and clothes.
func portraitRequest(c Character, p Premise) PaintRequest {
	c.Carries = nil
	return PaintRequest{
		Scene: Scene{
			Place: "a plain light grey ground with nothing else on it", Light: "soft neutral daylight from the front",
			Shot: "full figure from head to feet, seen from the front, eye level", Mood: "calm",
			Action:  "A character portrait: the one person described here stands upright with empty hands and looks at the viewer.",
			Present: []string{c.Name}, Alt: "A portrait of " + c.Name + ".",
		},
		Present: []Character{c}, Premise: p, Size: portraitSize(), N: 1,
	}
}

// portraits is what a Journey knows of the portraits it painted or tried to.
type portraits struct {
	mu     sync.Mutex // held while one is painted
	tried  []Character
	failed bool
}

// wantsPortraits reports whether portraits are of use to the painter.
func (j *Journey) wantsPortraits() bool {
	editor, ok := j.cfg.Painter.(Editor)
	return ok && j.cfg.Portraits && editor.TakesPictures()
}

// anchors gathers the portraits of those present. One that cannot be read is gone
// without: words do then.
func (j *Journey) anchors(ctx context.Context, present []Character) []Anchor {
	if !j.wantsPortraits() {
		return nil
	}
	story := j.Story()
	var out []Anchor
	for _, c := range present {
		p, ok := story.Portrait(c)
		if !ok {
			continue
		}
		if data, err := j.cfg.Library.Picture(ctx, j.id, p.Picture.Hash); err == nil {
			out = append(out, Anchor{Name: c.Name, Data: data})
		}
	}
	return out
}

// portray paints those of a scene whose portrait later scenes will need, one after
// the other, after the scene itself: nobody waits for a portrait.
func (j *Journey) portray(ctx context.Context, p *painting) {
	j.portraits.mu.Lock()
	defer j.portraits.mu.Unlock()
	for _, c := range p.cast.Present(p.scene.Present) {
		if ctx.Err() != nil || !j.wantsPortraits() {
			return
		}
		if j.worthPortrait(p, c) {
			j.paintPortrait(ctx, p, c)
		}
	}
}

// worthPortrait reports whether a character is the player's own or was seen before,
// and has no portrait yet. Portraits cost money, and most people pass by once.
func (j *Journey) worthPortrait(p *painting, c Character) bool {
	tried := slices.ContainsFunc(j.portraits.tried, func(t Character) bool { return t.Name == c.Name && t.Look == c.Look })
	story := j.Story()
	if chapter, ok := story.Chapter(p.chapter); tried || !ok || chapter.Ending != nil || c.Look == "" || c.Fate != "" {
		return false
	}
	if _, ok := story.Portrait(c); ok {
		return false
	}
	seen := 0
	for _, chapter := range story.Path(p.chapter) {
		if slices.ContainsFunc(chapter.Scene.Present, func(name string) bool { return p.cast.Called(name) == c.Name }) {
			seen++
		}
	}
	return seen >= 2 || c.IsPlayer()
}

// paintPortrait tries each look once. That a portrait failed takes nothing from the
// player but likeness, so only the journal is told, and only once.
func (j *Journey) paintPortrait(ctx context.Context, p *painting, c Character) {
	pic, err := j.paintOne(ctx, j.cfg.Painter, portraitRequest(c, p.premise), func(Picture) {})
	if err != nil {
		j.spend(ForPortrait, p.chapter, pic.Usage)
		if ctx.Err() == nil {
			j.portraits.tried = append(j.portraits.tried, c)
			j.noteMissedPortrait(p.chapter, c, err)
		}
		return
	}
	painted := PortraitPainted{Chapter: p.chapter, Name: c.Name, Look: c.Look, Picture: PictureRef{
		Hash: HashOf(pic.Data), Prompt: pic.Prompt, Painter: pic.Painter, Usage: pic.Usage,
	}}
	if err := j.record(painted, pic.Data); err != nil {
		j.portraits.tried = append(j.portraits.tried, c)
		j.spend(ForPortrait, p.chapter, pic.Usage)
	}
}

func (j *Journey) noteMissedPortrait(at ChapterID, c Character, err error) {
	if j.portraits.failed {
		return
	}
	j.portraits.failed = true
	text := "The portrait of " + c.Name + " could not be painted, so pictures follow the words alone: " + Plain(err)
	if err := j.record(Noted{Chapter: at, Text: text}, nil); err != nil {
		j.feed.send(Notice{Text: Plain(err)})
	}
}
