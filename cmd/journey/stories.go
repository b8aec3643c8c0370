package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"journey/game"
	"journey/game/disk"
)

// find resolves STORY: a folder, or the beginning of an id or of a title in the
// player's library. It returns the library the story is in.
func (p *program) find(ctx context.Context, name string) (*disk.Library, game.Entry, error) {
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
	e, err := pick(entries, name)
	return lib, e, err
}

// pick finds the one story that name means: its id or title, or their beginning.
func pick(entries []game.Entry, name string) (game.Entry, error) {
	var found []game.Entry
	for _, e := range entries {
		if strings.EqualFold(string(e.ID), name) || strings.EqualFold(e.Title, name) {
			return e, nil
		}
		if hasPrefix(string(e.ID), name) || hasPrefix(e.Title, name) {
			found = append(found, e)
		}
	}
	switch len(found) {
	case 0:
		return game.Entry{}, hinted{fmt.Errorf("no story begins with %q", name), "journey list shows your stories."}
	case 1:
		return found[0], nil
	}
	return game.Entry{}, hinted{
		fmt.Errorf("%d stories begin with %q, such as “%s” and “%s”", len(found), name, found[0].Title, found[1].Title),
		"Give more of the title, or the id that journey list shows.",
	}
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
	lib, err := disk.Open(filepath.Dir(stories))
	if err != nil {
		return nil, game.Entry{}, err
	}
	s, err := game.Load(ctx, lib, game.StoryID(filepath.Base(abs)))
	if err != nil {
		return nil, game.Entry{}, fmt.Errorf("read story: %w", err)
	}
	return lib, s.Entry(), nil
}

func (p *program) listCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List your stories, last played first",
		Example: "journey list\njourney list --json",
		Args:    exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			lib, err := p.library()
			if err != nil {
				return err
			}
			entries, err := lib.List(cmd.Context())
			if err != nil {
				return err
			}
			if asJSON {
				return p.listJSON(entries)
			}
			return p.listTable(entries)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func (p *program) listJSON(entries []game.Entry) error {
	type line struct {
		game.Entry
		Error string `json:"error,omitempty"`
	}
	lines := make([]line, 0, len(entries))
	for _, e := range entries {
		lines = append(lines, line{e, game.Plain(e.Err)})
	}
	enc := json.NewEncoder(p.out)
	enc.SetIndent("", "  ")
	return enc.Encode(lines)
}

func (p *program) listTable(entries []game.Entry) error {
	if len(entries) == 0 {
		_, err := fmt.Fprintln(p.out, "No stories yet. journey play begins one.")
		return err
	}
	w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
	if _, err := fmt.Fprintln(w, "ID\tTITLE\tCHAPTERS\tENDINGS\tLAST PLAYED"); err != nil {
		return err
	}
	for _, e := range entries {
		title := e.Title
		if e.Err != nil {
			title = game.Plain(e.Err)
		}
		if _, err := fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%s\n", e.ID, title, e.Chapters, e.Endings, e.Played.Local().Format(time.DateTime)); err != nil {
			return err
		}
	}
	return w.Flush()
}

func (p *program) renameCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "rename STORY TITLE",
		Short:   "Give a story a new title",
		Example: `journey rename "The Cold Clinic" "Rain on Circuits"`,
		Args:    exactly(2, "a story and its new title"),
		RunE: func(cmd *cobra.Command, args []string) error {
			lib, e, err := p.find(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			return game.Rename(cmd.Context(), lib, e.ID, args[1])
		},
	}
}

func (p *program) deleteCommand() *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:     "delete STORY",
		Short:   "Delete a story and its pictures for good",
		Example: "journey delete 01KB3\njourney delete 01KB3 --yes",
		Args:    exactly(1, "a story"),
		RunE: func(cmd *cobra.Command, args []string) error {
			lib, e, err := p.find(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if !yes {
				if err := p.confirm(fmt.Sprintf("Delete “%s” with %d chapters for good? [y/N] ", e.Title, e.Chapters)); err != nil {
					return err
				}
			}
			return lib.Delete(cmd.Context(), e.ID)
		},
	}
	cmd.Flags().BoolVarP(&yes, "yes", "y", false, "do not ask")
	return cmd
}

// confirm asks on the terminal; anything but yes is an error.
func (p *program) confirm(question string) error {
	if !p.onTerminal() {
		return hinted{usagef("nobody is there to ask"), "Add --yes to go ahead without a question."}
	}
	if _, err := fmt.Fprint(p.err, question); err != nil {
		return err
	}
	var answer string
	if _, err := fmt.Fscanln(p.in, &answer); err != nil || !hasPrefix("yes", answer) {
		return fmt.Errorf("nothing was deleted")
	}
	return nil
}
