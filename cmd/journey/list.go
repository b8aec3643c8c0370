package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"journey/game"
)

func (p *program) listCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List your stories, last played first",
		Example: "journey list\njourney list --json",
		Args:    exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := p.config()
			if err != nil {
				return err
			}
			lib, err := openLibrary(cfg.Data)
			if err != nil {
				return err
			}
			entries, err := lib.List(cmd.Context())
			if err != nil {
				return err
			}
			if asJSON {
				return p.listJSON(entries, cfg.Budget.Show)
			}
			return p.listTable(entries)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func (p *program) listJSON(entries []game.Entry, costs bool) error {
	type line struct {
		game.Entry
		Error string `json:"error,omitempty"`
	}
	lines := make([]line, 0, len(entries))
	for _, e := range entries {
		if !costs {
			e.Cost = 0
		}
		lines = append(lines, line{e, game.Plain(e.Err)})
	}
	enc := json.NewEncoder(p.out)
	enc.SetIndent("", "  ")
	return enc.Encode(lines)
}

// longTitle is how many cells of a title a list shows at most.
const longTitle = 60

func (p *program) listTable(entries []game.Entry) error {
	if len(entries) == 0 {
		_, err := fmt.Fprintln(p.out, "No stories yet. journey play begins one.")
		return err
	}
	id, title := p.columns(entries)
	row := func(begin, name, chapters, endings, played, state string) string {
		name = ansi.Truncate(name, title, "…")
		name += strings.Repeat(" ", title-ansi.StringWidth(name))
		line := fmt.Sprintf("%-*.*s  %s  %8s  %7s  %-16s  %s", id, id, begin, name, chapters, endings, played, state)
		return strings.TrimRight(line, " ") + "\n"
	}
	var table strings.Builder
	table.WriteString(row("ID", "TITLE", "CHAPTERS", "ENDINGS", "LAST PLAYED", ""))
	damaged := false
	for _, e := range entries {
		table.WriteString(row(string(e.ID), titled(e), strconv.Itoa(e.Chapters), strconv.Itoa(e.Endings), e.Played.Local().Format("2006-01-02 15:04"), state(e.Err)))
		damaged = damaged || errors.Is(e.Err, game.ErrDamaged)
	}
	if _, err := p.out.WriteString(table.String()); err != nil {
		return err
	}
	if damaged {
		fmt.Fprintln(p.err, "What stands before the damage of a story can be saved: journey salvage STORY")
	}
	return nil
}

// titled is the title of a story for a person, also of one whose first chapter never
// came.
func titled(e game.Entry) string {
	if e.Title == "" && e.Err == nil {
		return "(untitled)"
	}
	return e.Title
}

// columns returns the widths of ids and titles: whole ids, and titles up to
// longTitle. In a terminal without room for both, ids are cut to what tells them
// apart, which is enough to name a story, and titles to what is left.
func (p *program) columns(entries []game.Entry) (id, title int) {
	const others, least = 2 + 2 + 8 + 2 + 7 + 2 + 16, 8
	id, title = 26, least
	beside := others
	for _, e := range entries {
		title = max(title, ansi.StringWidth(titled(e)))
		if s := state(e.Err); s != "" {
			beside = max(beside, others+2+len(s))
		}
	}
	title = min(title, longTitle)
	if w, _, err := term.GetSize(p.out.Fd()); err == nil && w > 0 && w < id+beside+title {
		id = apart(entries)
		title = max(min(title, w-id-beside), least)
	}
	return id, title
}

// apart is how many characters of their ids tell stories apart, at least 10.
func apart(entries []game.Entry) int {
	n := 10
	for seen := map[string]bool{}; n < 26; n++ {
		clear(seen)
		for _, e := range entries {
			seen[string(e.ID[:min(n, len(e.ID))])] = true
		}
		if len(seen) == len(entries) {
			break
		}
	}
	return n
}

// state says in a word what is wrong with a story.
func state(err error) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, game.ErrDamaged):
		return "damaged"
	case errors.Is(err, game.ErrNewer):
		return "too new"
	}
	return "unreadable"
}
