package tui

import (
	"context"
	"slices"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"journey/game"
	"journey/tui/picture"
)

// gallery shows all pictures of a story and those of the studio, as thumbnails on a
// wall or, where those have no room or pictures are off, as a list of their words.
// One of them can be looked at large, and leads to its chapter.
type gallery struct {
	s      *session
	ctx    context.Context // ends with the gallery, and what it is still making
	leave  context.CancelFunc
	here   game.ChapterID
	all    []exhibit
	shown  []int // of all: those that the kind and the filter leave
	at     int   // the selected one, an index into shown
	kind   exhibitKind
	filter textinput.Model
	typing bool
	wall   *wall
	large  bool
	art    *art   // of the large one
	notice string // what became of the last key
}

// The messages of the gallery.
type (
	// studioRead brings the studio's own pictures.
	studioRead struct {
		gallery  *gallery
		exhibits []exhibit
		err      error
	}
	// pictureSaved says what became of a picture that was to be saved.
	pictureSaved struct {
		gallery *gallery
		file    string
		err     error
	}
)

// newGallery returns the gallery at the chosen picture of a chapter; nil when there
// can be no picture.
func newGallery(s *session, story *game.Story, here game.ChapterID) *gallery {
	g := &gallery{s: s, here: here, all: ofStory(story), art: &art{s: s}, filter: textinput.New()}
	if len(g.all) == 0 && s.cfg.Versions == nil {
		return nil
	}
	g.ctx, g.leave = context.WithCancel(s.ctx)
	g.wall = newWall(g.ctx, s)
	g.filter.Prompt, g.filter.CharLimit = "/", 100
	g.filter.SetStyles(s.theme.Input())
	g.choose()
	if c, ok := story.Chapter(here); ok {
		g.at = max(0, slices.IndexFunc(g.all, func(e exhibit) bool { return e.chapter == here && e.hash == c.Picture.Hash }))
	}
	return g
}

// Init implements begins.
func (g *gallery) Init() tea.Cmd {
	kept := g.s.cfg.Versions
	if kept == nil {
		return g.prepare()
	}
	return tea.Batch(g.prepare(), func() tea.Msg {
		exhibits, err := ofStudioItself(g.ctx, kept)
		return studioRead{g, exhibits, err}
	})
}

// selected returns the exhibit that keys are about.
func (g *gallery) selected() (exhibit, bool) {
	if g.at >= len(g.shown) {
		return exhibit{}, false
	}
	return g.all[g.shown[g.at]], true
}

// choose finds what the kind and the filter leave. The selection stays where it was,
// if that is among it.
func (g *gallery) choose() {
	was := -1
	if g.at < len(g.shown) {
		was = g.shown[g.at]
	}
	g.shown = g.shown[:0]
	for i := range g.all {
		if e := &g.all[i]; (g.kind == allKinds || e.kind == g.kind) && e.has(g.filter.Value()) {
			g.shown = append(g.shown, i)
		}
	}
	g.at = max(0, slices.Index(g.shown, was))
}

// kinds returns the kinds there are.
func (g *gallery) kinds() []exhibitKind {
	kinds := []exhibitKind{allKinds}
	for k := allKinds + 1; k < exhibitKinds; k++ {
		if slices.ContainsFunc(g.all, func(e exhibit) bool { return e.kind == k }) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// Update implements dialog.
func (g *gallery) Update(msg tea.Msg) (done bool, cmd tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		g.notice = ""
		done, cmd = g.press(msg)
	case tea.MouseClickMsg:
		cmd = g.click(msg.Mouse())
	case tea.MouseWheelMsg:
		cmd = g.wheel(msg.Mouse().Button)
	case studioRead:
		if msg.gallery == g {
			g.put(msg)
		}
	case pictureSaved:
		if msg.gallery == g {
			g.notice = "Saved as " + game.CleanLine(msg.file) + "."
			if msg.err != nil {
				g.notice = "Not saved. " + game.Plain(msg.err)
			}
		}
	default:
		g.art.update(msg)
		g.wall.update(msg)
		if g.typing {
			g.filter, cmd = g.filter.Update(msg)
			g.choose()
		}
	}
	if done {
		g.leave()
		return true, cmd
	}
	return false, tea.Batch(cmd, g.prepare())
}

// put adds the studio's own pictures.
func (g *gallery) put(read studioRead) {
	if read.err != nil {
		g.notice = "The studio's pictures cannot be read: " + game.Plain(read.err)
	}
	g.all = joined(g.all, read.exhibits)
	g.choose()
}

// prepare makes ready what is on screen and is not yet.
func (g *gallery) prepare() tea.Cmd {
	w, h := g.s.width, g.s.height
	if g.large {
		return g.art.prepare(g.largeRoom(w, h))
	}
	hung := g.hanging(w, h)
	if hung.columns == 0 {
		return nil
	}
	return g.wall.prepare(g.rows(hung), hung)
}

// hanging divides the screen; it has no columns where there is a list instead.
func (g *gallery) hanging(w, h int) hanging {
	if w < leastWall || h < leastWallUp || g.s.terminal.Protocol == picture.None {
		return hanging{}
	}
	return hang(picture.Size{W: w - 2, H: g.room(h)}, cellOf(g.s.terminal))
}

// first is the first picture of the page on screen. Pages stay as they are while the
// selection moves, so that no picture has to be painted again for it.
func (g *gallery) first(h hanging) int { return g.at / h.page() * h.page() }

// rows returns the rows on screen.
func (g *gallery) rows(h hanging) [][]exhibit {
	var rows [][]exhibit
	for from := g.first(h); from < len(g.shown) && len(rows) < h.rows; from += h.columns {
		var row []exhibit
		for _, i := range g.shown[from:min(len(g.shown), from+h.columns)] {
			row = append(row, g.all[i])
		}
		rows = append(rows, row)
	}
	return rows
}

// look shows the selected picture large.
func (g *gallery) look() tea.Cmd {
	e, ok := g.selected()
	if !ok {
		return nil
	}
	g.large = true
	return g.art.read(func(ctx context.Context) ([]byte, error) { return e.read(ctx, g.s) })
}

// move selects another picture, and shows it where one is shown large.
func (g *gallery) move(by int) tea.Cmd {
	to := min(max(g.at+by, 0), max(0, len(g.shown)-1))
	if to == g.at {
		return nil
	}
	if g.at = to; g.large {
		return g.look()
	}
	return nil
}

// save writes the selected picture where the player is.
func (g *gallery) save() tea.Cmd {
	e, ok := g.selected()
	switch {
	case !ok:
		return nil
	case g.s.cfg.SavePicture == nil:
		g.notice = "Pictures cannot be saved from here: your files are on another computer."
		return nil
	}
	return func() tea.Msg {
		data, err := e.read(g.ctx, g.s)
		if err != nil {
			return pictureSaved{g, "", err}
		}
		file, err := g.s.cfg.SavePicture(g.ctx, e.fileName(), data)
		return pictureSaved{g, file, err}
	}
}

// edit takes the selected picture to the studio.
func (g *gallery) edit() (done bool, cmd tea.Cmd) {
	e, ok := g.selected()
	wanted := studioWanted{chapter: e.chapter, portrait: e.portrait, hash: e.hash}
	switch {
	case !ok:
		return false, nil
	case e.portrait != "":
		wanted.chapter = g.here
	case e.chapter == 0:
		g.notice = "This picture came from no chapter of this story: save it, and journey studio opens the file."
		return false, nil
	}
	return true, func() tea.Msg { return wanted }
}

// goThere leads to the chapter of the selected picture.
func (g *gallery) goThere() (done bool, cmd tea.Cmd) {
	e, ok := g.selected()
	switch {
	case !ok:
	case e.chapter == 0:
		g.notice = "This picture belongs to no chapter."
	default:
		return true, func() tea.Msg { return mapChosen{e.chapter} }
	}
	return false, nil
}
