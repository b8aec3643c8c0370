package tui

import (
	"context"

	"journey/game"
	"journey/tui/picture"
)

// Config is what a program is started with.
type Config struct {
	Library game.Library
	// Game says who tells and paints; its Library is set from Library.
	Game game.Config
	// Provider names who tells the stories, Why says in a sentence why.
	Provider, Why string
	Worlds        []World
	// Premise fills in what the player is not asked for or leaves as it is.
	Premise game.Premise
	// Seed returns the seed of a new story whose premise has none.
	Seed func() uint64
	// Salvage saves what can be saved of a damaged story as a new one. It may be
	// nil.
	Salvage func(context.Context, game.StoryID) (id game.StoryID, kept, lost int, err error)
	// PicturesCost says that painting costs money, so that nothing is painted but
	// new chapters and what the player asks for.
	PicturesCost bool
	// PremiseOf has a picture file of the player's looked at and returns how a story
	// could begin there. It is nil where nobody looks, or where the player's files
	// are on another computer.
	PremiseOf func(ctx context.Context, file, language string) (string, error)
	// SeesColours says that PremiseOf sees no more than the colours of most pictures.
	SeesColours bool
	// Today says what was spent; nil says nothing. HideCosts keeps all of that from
	// the screens until the player asks for it.
	Today     Today
	HideCosts bool
	// Describer says what a picture of the studio shows; nil when nothing does.
	Describer game.Describer
	// Versions keeps what is made in the studio; nil keeps it while the program runs.
	Versions Versions
	// Thumbnails keeps the small pictures of the gallery; with nil they are kept in
	// memory alone.
	Thumbnails Thumbnails
	// SavePicture writes a picture into a new file where the player is, and returns
	// the file's name, which begins with name. It is nil where the player's files are
	// on another computer.
	SavePicture func(ctx context.Context, name string, data []byte) (file string, err error)
	// Guest, when not empty, tells the player that nothing is kept and why.
	Guest string
	Start Start
	// Pictures says how pictures are shown, and what is known of the terminal.
	Pictures picture.Options
}

// A World is a ready-made world to choose.
type World struct{ Name, Title, Blurb, Style string }

// Start says which screen a program opens with; the zero value is the title.
type Start struct {
	// New plays a new story of this premise at once.
	New *game.Premise
	// Continue plays a story where it was left.
	Continue game.StoryID
	// Replay shows a story read-only, from Chapter when not 0, by itself when Auto.
	Replay  game.StoryID
	Chapter game.ChapterID
	Auto    bool
	Pace    float64 // seconds a chapter stays when replaying by itself; 6 when 0
	// Studio opens the studio with a picture of no story.
	Studio *File
}

// A File is a picture file of the player's to work on.
type File struct {
	Name string
	Data []byte // encoded; nil begins with words instead
	// Save writes a version to a new file beside it, and returns the name of that.
	Save func(ctx context.Context, data []byte) (name string, err error)
}
