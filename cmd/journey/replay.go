package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"journey/game"
	"journey/game/disk"
	"journey/tui"
)

// replayOptions are the flags of replay.
type replayOptions struct {
	plain   bool
	auto    bool
	pace    time.Duration
	chapter int
	look    lookOptions
}

func (p *program) replayCommand() *cobra.Command {
	o := &replayOptions{}
	cmd := &cobra.Command{
		Use:   "replay STORY",
		Short: "Read a saved story again, with its pictures, asking nobody for anything",
		Long: "Replay shows a saved story along the path you took last, read-only, without network or key.\n\n" +
			"STORY is the beginning of a title, the end of an id (as journey list shows it), or a story's folder.",
		Example: "journey replay \"The Cold Clinic\"\njourney replay T0Z3F --auto --pace 10s\njourney replay T0Z3F --plain > story.txt",
		Args:    exactly(1, "a story"),
		RunE:    func(cmd *cobra.Command, args []string) error { return p.replay(cmd.Context(), args[0], o) },
	}
	f := cmd.Flags()
	f.BoolVar(&o.plain, "plain", false, "text alone, on stdout")
	f.BoolVar(&o.auto, "auto", false, "turn the chapters without being asked")
	f.DurationVar(&o.pace, "pace", 6*time.Second, "how long a chapter stays with --auto")
	f.IntVar(&o.chapter, "chapter", 0, "begin at this chapter, in the order they were told")
	o.look.flags(cmd)
	return cmd
}

func (p *program) replay(ctx context.Context, name string, o *replayOptions) error {
	if o.pace <= 0 {
		return usagef("--pace %s is no time to read a chapter; write it as in --pace 10s", o.pace)
	}
	lib, e, err := p.find(ctx, name, p.pickLatest)
	if err != nil {
		return err
	}
	if e.Err == nil {
		err = p.replayFrom(ctx, lib, e, o)
	} else {
		err = mendable(e.ID, e.Err)
	}
	return errors.Join(err, lib.Close())
}

func (p *program) replayFrom(ctx context.Context, lib *disk.Library, e game.Entry, o *replayOptions) error {
	story, err := game.Load(ctx, lib, e.ID)
	if err != nil {
		return err
	}
	if _, ok := story.Chapter(game.ChapterID(o.chapter)); o.chapter != 0 && !ok {
		return noChapter(story, o.chapter)
	}
	if o.plain {
		return p.replayPlain(story, game.ChapterID(o.chapter))
	}
	if err := p.needScreens(); err != nil {
		return hinted{err, "Add --plain to read it as text."}
	}
	cfg, err := p.config()
	if err != nil {
		return err
	}
	pictures, err := o.look.choose(cfg)
	if err != nil {
		return err
	}
	who, err := provide(cfg, providerOptions{name: "offline"})
	if err != nil {
		return err
	}
	return tui.Run(ctx, tui.Config{
		Library: lib, Game: who.game, Provider: "replay", Why: "nothing is asked of anybody.", Worlds: who.worlds,
		Seed: seed, Pictures: p.known(ctx, pictures),
		Start: tui.Start{
			Replay: e.ID, Chapter: game.ChapterID(o.chapter), Auto: o.auto, Pace: o.pace.Seconds(),
		},
	}, p.in, p.out)
}

func noChapter(story *game.Story, chapter int) error {
	if story.Len() == 0 {
		return errors.New("nothing was told in this story yet")
	}
	return hinted{
		usagef("the story has no chapter %d", chapter),
		fmt.Sprintf("It has chapters 1 to %d, in the order they were told, such as --chapter %d.", story.Len(), story.Len()),
	}
}

// notOn says which endings were reached on other ways than a path; "" when there are none.
func notOn(path []game.Chapter, story *game.Story) string {
	var others []string
	for _, c := range story.Chapters() {
		if c.Ending != nil && !story.Unread(c.ID) && !slices.ContainsFunc(path, func(on game.Chapter) bool { return on.ID == c.ID }) {
			others = append(others, fmt.Sprintf("%s (--chapter %d)", c.Ending.Name, c.ID))
		}
	}
	if len(others) == 0 {
		return ""
	}
	return "Endings reached on other ways: " + strings.Join(others, ", ") + "."
}

// replayPlain writes the path to where the story was left, and beyond if the player had
// gone back, from the given chapter on, or from its beginning when that is 0.
func (p *program) replayPlain(story *game.Story, from game.ChapterID) error {
	path := story.Onward(story.Head)
	if from != 0 {
		at := func() int { return slices.IndexFunc(path, func(c game.Chapter) bool { return c.ID == from }) }
		if at() < 0 {
			path = story.Onward(from)
		}
		path = path[at():]
	}
	if len(path) == 0 {
		return errors.New("nothing was told in this story yet")
	}
	t := p.transcript()
	for i, c := range path {
		if i > 0 {
			t.taken(c.Taken)
		}
		t.chapter(story.Depth(c.ID), c)
	}
	if from == 0 {
		if said := notOn(path, story); said != "" {
			fmt.Fprintln(p.err, said)
		}
	}
	return t.err
}
