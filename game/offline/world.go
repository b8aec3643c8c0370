package offline

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sync"

	"github.com/BurntSushi/toml"
	"golang.org/x/sync/errgroup"

	"journey/game"
)

//go:embed worlds
var worldFiles embed.FS

// A world is everything told in one setting: its TOML files read as one.
type world struct {
	name   string
	Order  int // in the menu
	Title  string
	Blurb  string
	Calls  []string // words of a premise that ask for this world
	Style  string
	Pivot  string // the quality a turn gives; until then a turn is due
	Hours  []string
	Dark   []string // the hours that are dark
	Skies  []string // kinds of weather out of doors
	Leans  []string // qualities that add up to an ending
	Begin  []string // effects before the opening
	Person []person
	Thing  []thing
	// Promise is what the reader is owed, by the qualities that say so.
	Promise []promise
	Look    map[string][]string // what the player's looks are drawn from

	Storylet []storylet
	Answer   []answer
	Drift    []drift
	Pause    template   // the title of a chapter in which the scene stays
	Fallback []choice   // ways on where a storylet leaves fewer than two
	Synonyms [][]string // words that mean the same to free actions

	begin    []effect
	index    map[string]*storylet
	synonyms map[string]string
	spelled  func() map[string]bool // the words that its texts use: who types one means it
}

// A person is one of the cast, with the look every picture repeats.
type person struct {
	ID      string
	Name    string
	Role    string
	Look    string
	Wears   []string
	Carries []string
}

// A thing is a quality that shows on the player: carried, or worn.
type thing struct {
	Quality string
	Carried string
	Worn    string
}

// A promise is owed from when Needs holds, until Kept holds or the story ends.
type promise struct {
	Text  string
	Needs []string
	Kept  []string // empty: only the ending pays it off

	needs, kept condition
}

// A storylet is one scene of a world.
type storylet struct {
	ID     string
	Phases []string
	Tags   []string
	Needs  []string
	Gives  []string
	Again  bool // may come more than once in a story
	Weight int  // 10 when not set
	Title  template
	Scene  setting
	// Arrive brings the player here when no choice named this storylet.
	Arrive  template
	Prose   template
	Summary template
	// Hold is said when a free action is answered and the scene stays.
	Hold   template
	Words  []string // what a free action calls this storylet
	Cast   []castChange
	Lean   string // of an ending: the quality that asks for it
	Ending *game.Ending
	Choice []choice

	needs condition
	gives []effect
}

// A setting is the scene of a storylet; Time and Weather follow the clock and
// the sky when empty, and Alt is made from the rest.
type setting struct {
	Place, Time, Light, Weather, Shot, Mood, Action, Alt template
	Present                                              []string
}

type castChange struct {
	ID   string
	Fate string
	Role string
	If   string

	when condition
}

// A choice is one way on.
type choice struct {
	Text  template
	Needs []string
	Gives []string
	// To names the storylets this choice leads to; it is offered only while one of
	// them can come. Toward names tags the planner prefers next.
	To     []string
	Toward []string
	After  template // opens the next chapter
	Words  []string
	Rank   string // a quality: the higher, the sooner among more than four

	needs condition
	gives []effect
}

// An answer is the reply to a class of free actions.
type answer struct {
	Class  string
	Urgent bool // looked for before all others
	Words  []string
	Texts  []template
	Gives  []string

	gives []effect
}

// A drift lets time pass while a scene stays.
type drift struct {
	Needs []string
	Text  template

	needs condition
}

func loadWorlds(files fs.FS) (map[string]*world, error) {
	dirs, err := fs.ReadDir(files, "worlds")
	if err != nil {
		return nil, fmt.Errorf("read worlds: %w", err)
	}
	loaded := make([]*world, len(dirs))
	var all errgroup.Group
	for i, d := range dirs {
		all.Go(func() (err error) {
			if loaded[i], err = loadWorld(files, path.Join("worlds", d.Name())); err != nil {
				return fmt.Errorf("load world %s: %w", d.Name(), err)
			}
			return nil
		})
	}
	if err := all.Wait(); err != nil {
		return nil, err //nolint:wrapcheck // it is wrapped where it comes from
	}
	worlds := map[string]*world{}
	for _, w := range loaded {
		worlds[w.name] = w
	}
	return worlds, nil
}

// The most that is read of a world's files.
const (
	maxWorldFiles = 100
	maxWorldBytes = 8 << 20
)

// loadWorld reads world.toml, then the other files of dir, as one document.
func loadWorld(files fs.FS, dir string) (*world, error) {
	names, err := fs.Glob(files, path.Join(dir, "*.toml"))
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", dir, err)
	}
	head := path.Join(dir, "world.toml")
	names = append([]string{head}, slices.DeleteFunc(names, func(n string) bool { return n == head })...)
	if len(names) > maxWorldFiles {
		return nil, fmt.Errorf("read %s: it has %d files, the limit is %d", dir, len(names), maxWorldFiles)
	}
	var all []byte
	for _, name := range names {
		info, err := fs.Stat(files, name)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		if info.Size()+int64(len(all)) > maxWorldBytes {
			return nil, fmt.Errorf("read %s: the world is larger than %d MB", dir, maxWorldBytes>>20)
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		all = append(append(all, data...), '\n')
	}
	w := &world{}
	meta, err := toml.Decode(string(all), w)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", dir, err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return nil, fmt.Errorf("read %s: unknown field %s", dir, extra[0])
	}
	w.name = path.Base(dir)
	w.spelled = sync.OnceValue(func() map[string]bool { // most stories are played without it
		words := map[string]bool{}
		for _, word := range fieldsOf(string(all)) {
			words[word] = true
		}
		return words
	})
	return w, w.prepare()
}

// prepare parses conditions and effects and builds the indexes.
func (w *world) prepare() (err error) {
	if w.begin, err = parseEffects(w.Begin); err != nil {
		return err
	}
	w.index = map[string]*storylet{}
	for i := range w.Storylet {
		s := &w.Storylet[i]
		if err := s.prepare(); err != nil {
			return fmt.Errorf("storylet %s: %w", s.ID, err)
		}
		if w.index[s.ID] != nil {
			return fmt.Errorf("storylet %s: there are two", s.ID)
		}
		w.index[s.ID] = s
	}
	for i := range w.Fallback {
		if err := w.Fallback[i].prepare(); err != nil {
			return fmt.Errorf("fallback: %w", err)
		}
	}
	if err := w.prepareRest(); err != nil {
		return err
	}
	w.synonyms = map[string]string{}
	for _, group := range w.Synonyms {
		for _, word := range group {
			w.synonyms[stem(word)] = stem(group[0])
		}
	}
	return nil
}

// prepareRest parses what belongs to no storylet.
func (w *world) prepareRest() (err error) {
	for i := range w.Answer {
		if w.Answer[i].gives, err = parseEffects(w.Answer[i].Gives); err != nil {
			return fmt.Errorf("answer %s: %w", w.Answer[i].Class, err)
		}
	}
	for i := range w.Promise {
		if err := w.Promise[i].prepare(); err != nil {
			return fmt.Errorf("promise %d: %w", i+1, err)
		}
	}
	for i := range w.Drift {
		if w.Drift[i].needs, err = parseCondition(w.Drift[i].Needs...); err != nil {
			return fmt.Errorf("drift: %w", err)
		}
	}
	return nil
}

func (p *promise) prepare() (err error) {
	if p.needs, err = parseCondition(p.Needs...); err != nil {
		return err
	}
	p.kept, err = parseCondition(p.Kept...)
	return err
}

func (s *storylet) prepare() (err error) {
	if s.needs, err = parseCondition(s.Needs...); err != nil {
		return err
	}
	if s.gives, err = parseEffects(s.Gives); err != nil {
		return err
	}
	for i := range s.Cast {
		if s.Cast[i].If == "" {
			continue
		}
		if s.Cast[i].when, err = parseCondition(s.Cast[i].If); err != nil {
			return err
		}
	}
	for i := range s.Choice {
		if err := s.Choice[i].prepare(); err != nil {
			return fmt.Errorf("choice %d: %w", i+1, err)
		}
	}
	return nil
}

func (c *choice) prepare() (err error) {
	if c.needs, err = parseCondition(c.Needs...); err != nil {
		return err
	}
	c.gives, err = parseEffects(c.Gives)
	return err
}

func (w *world) person(id string) (person, bool) {
	for _, p := range w.Person {
		if p.ID == id {
			return p, true
		}
	}
	return person{}, false
}
