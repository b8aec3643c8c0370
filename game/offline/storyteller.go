package offline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"

	"journey/game"
)

// Teller is the name under which the storyteller signs its chapters.
const Teller = "offline"

// otherWorld carries on what others began; nobody begins in it.
const otherWorld = "anywhere"

// A Storyteller tells stories from embedded worlds. It keeps no state of any
// story and may be used from several goroutines.
type Storyteller struct {
	worlds map[string]*world
}

var _ game.Narrator = (*Storyteller)(nil)

// A World is one entry of a menu of worlds.
type World struct {
	Name  string // for Premise.World
	Title string
	Blurb string
	Style string // the art style its pictures are thought in
}

// New reads the embedded worlds. It fails only when their files are wrong.
func New() (*Storyteller, error) {
	worlds, err := loadWorlds(worldFiles)
	if err != nil {
		return nil, err
	}
	return &Storyteller{worlds: worlds}, nil
}

// With returns a storyteller that also has the world in a folder, dir of files; "."
// is the root. It replaces a world of the same name. A world with faults is an
// error that wraps [ErrFaulty] and names the first; [Storyteller.Check] on the one
// that Draft returns names them all.
func (s *Storyteller) With(name string, files fs.FS, dir string) (*Storyteller, error) {
	all, err := s.Draft(name, files, dir)
	if err != nil {
		return nil, err
	}
	if faults := all.worlds[name].faults(); len(faults) > 0 {
		return nil, fmt.Errorf("%w: %s (%d in all)", ErrFaulty, faults[0], len(faults))
	}
	return all, nil
}

// ErrFaulty is wrapped by the error for a world whose files can be read but not be played.
var ErrFaulty = errors.New("the world has faults")

// Draft is With for a world that may still have faults; only Check may be asked
// of it.
func (s *Storyteller) Draft(name string, files fs.FS, dir string) (*Storyteller, error) {
	if !regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,40}$`).MatchString(name) || name == otherWorld {
		return nil, fmt.Errorf("a world cannot be called %q: lower-case letters, digits and - make its name", name)
	}
	w, err := loadWorld(files, dir)
	if err != nil {
		return nil, err
	}
	w.name = name
	all := &Storyteller{worlds: maps.Clone(s.worlds)}
	all.worlds[name] = w
	return all, nil
}

// Worlds lists the worlds a player can begin in.
func (s *Storyteller) Worlds() []World {
	var all []World
	for _, w := range s.menu() {
		all = append(all, World{Name: w.name, Title: w.Title, Blurb: w.Blurb, Style: w.Style})
	}
	return all
}

// Narrate implements [game.Narrator]. It emits the title, then the scene, then
// the prose sentence by sentence, and fails only when ctx is done.
func (s *Storyteller) Narrate(ctx context.Context, b game.Brief, emit func(game.Piece)) (game.Chapter, error) {
	if err := ctx.Err(); err != nil {
		return game.Chapter{}, err
	}
	ch, err := s.tell(b)
	if err != nil {
		return game.Chapter{}, fmt.Errorf("tell chapter %d: %w", b.Arc.Number, err)
	}
	emit(game.Piece{Title: ch.Title})
	scene := ch.Scene
	emit(game.Piece{Scene: &scene, Cast: ch.Cast})
	pieces := sentences(ch.Prose)
	for i, piece := range pieces {
		if err := ctx.Err(); err != nil {
			return game.Chapter{Title: ch.Title, Scene: ch.Scene, Prose: strings.Join(pieces[:i], ""), Teller: Teller}, err
		}
		emit(game.Piece{Prose: piece})
	}
	return ch, nil
}

// tell composes the chapter. It draws until nothing in it was said before on
// this path and it differs from as many tellings as there were of this step.
func (s *Storyteller) tell(b game.Brief) (game.Chapter, error) {
	const draws = 32
	var told []string
	var best game.Chapter
	fewest := math.MaxInt
	for try := range draws {
		t := s.turn(b, try)
		ch, err := t.compose()
		if err != nil {
			return ch, err
		}
		if slices.Contains(told, ch.Prose) {
			continue
		}
		if t.repeats < fewest {
			best, fewest = ch, t.repeats
		}
		if t.repeats > 0 {
			continue
		}
		told = append(told, ch.Prose)
		if len(told) > min(b.Retelling, draws/2) {
			return ch, nil
		}
		fewest = math.MaxInt
	}
	return best, nil
}
