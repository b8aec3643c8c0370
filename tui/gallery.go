package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"journey/game"
	"journey/tui/picture"
	"journey/tui/theme"
)

// gallery shows the pictures of a story one by one, also those that a later one
// has taken the place of, and leads to their chapters.
type gallery struct {
	story    game.StoryID
	pictures []galleryPicture
	at       int
	art      *art
}

// A galleryPicture is one picture of a chapter.
type galleryPicture struct {
	chapter game.ChapterID
	title   string
	words   string // what it shows
	hash    game.Hash
}

// newGallery returns the gallery at the chosen picture of a chapter; nil for a
// story without pictures.
func newGallery(s *session, story *game.Story, here game.ChapterID) *gallery {
	g := &gallery{story: story.ID, art: &art{s: s}}
	for _, c := range story.Chapters() {
		for _, p := range c.Pictures {
			if c.ID == here && p.Hash == c.Picture.Hash {
				g.at = len(g.pictures)
			}
			g.pictures = append(g.pictures, galleryPicture{
				chapter: c.ID, title: fmt.Sprintf("chapter %d, %s", story.Depth(c.ID), c.Title), words: c.Scene.Alt, hash: p.Hash,
			})
		}
	}
	if len(g.pictures) == 0 {
		return nil
	}
	return g
}

// open shows the gallery, and only then fetches its picture: an answer that comes
// before the dialog is there would be lost.
func (g *gallery) open() tea.Cmd { return tea.Sequence(show(g), g.turn(0)) }

func (g *gallery) turn(by int) tea.Cmd {
	g.at = min(max(g.at+by, 0), len(g.pictures)-1)
	return g.art.fetch(g.story, g.pictures[g.at].hash)
}

// Update implements dialog.
func (g *gallery) Update(msg tea.Msg) (bool, tea.Cmd) {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		g.art.update(msg)
		return false, g.art.prepare(g.room(g.art.s.width, g.art.s.height))
	}
	switch k.String() {
	case "esc", "q", "g":
		return true, nil
	case "enter":
		chosen := g.pictures[g.at].chapter
		return true, func() tea.Msg { return mapChosen{chosen} }
	case "e":
		p := g.pictures[g.at]
		return true, func() tea.Msg { return studioWanted{chapter: p.chapter, hash: p.hash} }
	case "right", "l", "n", "space":
		return false, g.turn(1)
	case "left", "h", "b":
		return false, g.turn(-1)
	case "home":
		return false, g.turn(-len(g.pictures))
	case "end":
		return false, g.turn(len(g.pictures))
	}
	return false, nil
}

// room is the cells the picture may take: a line of title stands above it, the
// words and the keys below.
func (g *gallery) room(w, h int) picture.Size { return picture.Size{W: w - 2, H: h - 5} }

// View implements dialog. It covers the whole screen, so that no other picture
// shows beside its own.
func (g *gallery) View(t theme.Theme, w, h int) string {
	p := g.pictures[g.at]
	lines := []string{" " + t.Heading.Render(cut(fmt.Sprintf("Gallery %d/%d", g.at+1, len(g.pictures)), w-2))}
	lines[0] += t.Dim.Render(cut("  "+p.title, w-1-cells(lines[0])))
	drawn := g.art.view(g.room(w, h), g.art.since)
	lines = append(lines, drawn.indented(max(1, (w-drawn.w)/2))...)
	for line := range strings.SplitSeq(t.Caption.Render(wrap(p.words, w-2)), "\n") {
		lines = append(lines, " "+line)
	}
	lines = lines[:min(len(lines), h-1)]
	for len(lines) < h-1 {
		lines = append(lines, "")
	}
	lines = append(lines, " "+t.Dim.Render(cut("← → turn · enter goes to its chapter · e works on it · esc", w-2)))
	for i, line := range lines {
		lines[i] = line + strings.Repeat(" ", max(0, w-cells(line)))
	}
	return strings.Join(lines, "\n")
}
