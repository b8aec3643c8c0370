package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"journey/game"
	"journey/game/disk"
)

// find resolves STORY: a folder, or the beginning of a title, or the beginning or end of
// an id in the player's library. It returns the library the story is in. Choose is [pick],
// or pickLatest where a wrong guess does no harm.
func (p *program) find(ctx context.Context, name string, choose func([]game.Entry, string) (game.Entry, error)) (*disk.Library, game.Entry, error) {
	if info, err := os.Stat(filepath.Join(name, "story.jsonl")); err == nil && info.Mode().IsRegular() {
		return folder(ctx, name)
	}
	lib, err := p.library()
	if err != nil {
		return nil, game.Entry{}, err
	}
	entries, err := lib.List(ctx)
	if err != nil {
		return nil, game.Entry{}, err
	}
	e, err := choose(entries, name)
	return lib, e, err
}

// pick finds the one story that name means: its id or title, their beginning, or the end of
// the id. Ids begin with the time, so stories of one day begin alike, and end by chance.
func pick(entries []game.Entry, name string) (game.Entry, error) {
	var whole, begun []game.Entry
	for _, e := range entries {
		switch {
		case strings.EqualFold(string(e.ID), name):
			return e, nil
		case strings.EqualFold(e.Title, name):
			whole = append(whole, e)
		case hasPrefix(string(e.ID), name), hasPrefix(e.Title, name), endsWith(string(e.ID), name):
			begun = append(begun, e)
		}
	}
	found, how := whole, "are called"
	if len(whole) == 0 {
		found, how = begun, "begin or end with"
	}
	switch len(found) {
	case 0:
		return game.Entry{}, hinted{fmt.Errorf("no story is called %q, nor begins with it", name), "journey list shows your stories."}
	case 1:
		return found[0], nil
	}
	return game.Entry{}, hinted{fmt.Errorf("%d stories %s %q", len(found), how, name), "Name one by its id:\n" + matches(found)}
}

// pickLatest is pick, but of several stories with that very title it takes the one that was
// played last, and says so.
func (p *program) pickLatest(entries []game.Entry, name string) (game.Entry, error) {
	var same []game.Entry // last played first, as all are
	for _, e := range entries {
		if e.Err == nil && name != "" && strings.EqualFold(e.Title, name) {
			same = append(same, e)
		}
	}
	if len(same) < 2 {
		return pick(entries, name)
	}
	fmt.Fprintf(p.err, "%d stories are called “%s”; this is the one played last. Another is named by its id: journey list.\n", len(same), same[0].Title)
	return same[0], nil
}

// endsWith reports whether an id ends with what may be meant for its end.
func endsWith(id, end string) bool {
	const least = 4 // letters
	return len(end) >= least && len(end) <= len(id) && strings.EqualFold(id[len(id)-len(end):], end)
}

// mostMatches is how many stories an error names.
const mostMatches = 10

// matches are lines that tell stories apart.
func matches(found []game.Entry) string {
	var b strings.Builder
	for _, e := range found[:min(len(found), mostMatches)] {
		fmt.Fprintf(&b, "  %s  played %s  %s\n", e.ID, e.Played.Local().Format(time.DateTime), ansi.Truncate(titled(e), longTitle, "…"))
	}
	if more := len(found) - mostMatches; more > 0 {
		fmt.Fprintf(&b, "  and %d more\n", more)
	}
	return strings.TrimRight(b.String(), "\n")
}

func hasPrefix(s, prefix string) bool {
	return prefix != "" && len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// folder opens a story by its folder, wherever its library is.
func folder(ctx context.Context, path string) (*disk.Library, game.Entry, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, game.Entry{}, fmt.Errorf("find story folder: %w", err)
	}
	stories := filepath.Dir(abs)
	if filepath.Base(stories) != "stories" {
		return nil, game.Entry{}, hinted{
			fmt.Errorf("the folder %s is not inside a folder named stories", path),
			"Copy it to DIR/stories/ and play with --data DIR.",
		}
	}
	lib, err := openLibrary(filepath.Dir(stories))
	if err != nil {
		return nil, game.Entry{}, err
	}
	s, err := game.Load(ctx, lib, game.StoryID(filepath.Base(abs)))
	e := s.Entry()
	switch {
	case errors.Is(err, game.ErrDamaged):
		e.Err = err
	case err != nil:
		return nil, game.Entry{}, errors.Join(fmt.Errorf("read story: %w", err), lib.Close())
	}
	return lib, e, nil
}

func (p *program) renameCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "rename STORY TITLE",
		Short:   "Give a story a new title",
		Example: `journey rename "The Cold Clinic" "Rain on Circuits"`,
		Args:    exactly(2, "a story and its new title"),
		RunE: func(cmd *cobra.Command, args []string) error {
			lib, e, err := p.find(cmd.Context(), args[0], pick)
			if err != nil {
				return err
			}
			return errors.Join(mendable(e.ID, game.Rename(cmd.Context(), lib, e.ID, args[1])), lib.Close())
		},
	}
}

func (p *program) deleteCommand() *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:     "delete STORY",
		Short:   "Delete a story and its pictures for good",
		Example: "journey delete \"The Cold Clinic\"\njourney delete T0Z3F --yes",
		Args:    exactly(1, "a story"),
		RunE: func(cmd *cobra.Command, args []string) error {
			lib, e, err := p.find(cmd.Context(), args[0], pick)
			if err != nil {
				return err
			}
			if !yes {
				if err := p.confirm(cmd.Context(), fmt.Sprintf("Delete “%s” with %d chapters for good? [y/N] ", titled(e), e.Chapters)); err != nil {
					return err
				}
			}
			return errors.Join(lib.Delete(cmd.Context(), e.ID), lib.Close())
		},
	}
	cmd.Flags().BoolVarP(&yes, "yes", "y", false, "do not ask")
	return cmd
}

// confirm asks on the terminal; anything but yes is an error.
func (p *program) confirm(ctx context.Context, question string) error {
	if !p.onTerminal() {
		return hinted{usagef("nobody is there to ask"), "Add --yes to go ahead without a question."}
	}
	if _, err := fmt.Fprint(p.err, question); err != nil {
		return err
	}
	answer, err := readLines(p.in).next(ctx)
	if cancelled(err) {
		fmt.Fprintln(p.err) // the terminal shows ^C
		return err
	}
	if err != nil || !hasPrefix("yes", strings.TrimSpace(answer)) {
		return errors.New("nothing was deleted")
	}
	return nil
}
