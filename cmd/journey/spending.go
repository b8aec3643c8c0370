package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"journey/game"
	"journey/game/disk"
)

// spentLine is a line of what was spent.
type spentLine struct {
	disk.Spent
	Title string `json:"title,omitempty"` // empty when the story is not in the library or has none yet

	kept bool // the story is in the library
}

func (p *program) spendingCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "spending",
		Short: "List what your stories cost, day by day",
		Long: "Spending lists what models cost you: each story of each day, the latest day first, in US dollars. " +
			"It is counted by what servers said they used and by the prices that are known, so it is close to the bill and no bill.",
		Example: "journey spending\njourney spending --json",
		Args:    exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			lib, err := p.library()
			if err != nil {
				return err
			}
			spent, err := lib.Budget(disk.Caps{}).Days(cmd.Context())
			if err != nil {
				return errors.Join(err, lib.Close())
			}
			entries, err := lib.List(cmd.Context())
			if err := errors.Join(err, lib.Close()); err != nil {
				return err
			}
			lines := named(spent, entries)
			if asJSON {
				enc := json.NewEncoder(p.out)
				enc.SetIndent("", "  ")
				return enc.Encode(lines)
			}
			return p.spendingTable(lines)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// named gives the stories their titles.
func named(spent []disk.Spent, entries []game.Entry) []spentLine {
	titles := make(map[game.StoryID]string, len(entries))
	for _, e := range entries {
		titles[e.ID] = e.Title
	}
	lines := make([]spentLine, 0, len(spent))
	for _, s := range spent {
		title, kept := titles[s.Story]
		lines = append(lines, spentLine{s, title, kept})
	}
	return lines
}

// spendingTable writes each day with its sum, and its stories under it.
func (p *program) spendingTable(lines []spentLine) error {
	if len(lines) == 0 {
		_, err := fmt.Fprintln(p.out, "Nothing was spent.")
		return err
	}
	var b strings.Builder
	var open float64
	for i := 0; i < len(lines); {
		day := lines[i:]
		for n, l := range day {
			if l.Day != day[0].Day {
				day = day[:n]
				break
			}
		}
		var sum float64
		for _, l := range day {
			sum += l.USD
			open += l.Open
		}
		fmt.Fprintf(&b, "%s  $%8.4f\n", day[0].Day, sum)
		for _, l := range day {
			fmt.Fprintf(&b, "            $%8.4f  %s\n", l.USD, l.name())
		}
		i += len(day)
	}
	if open > 0 {
		fmt.Fprintf(&b, "$%.4f of it were set aside for calls that are under way, or that a crash ended.\n", open)
	}
	_, err := p.out.WriteString(b.String())
	return err
}

// name is what the table calls the story.
func (l spentLine) name() string {
	id := game.CleanLine(string(l.Story))
	switch title := ansi.Truncate(game.CleanLine(l.Title), longTitle, "…"); {
	case title != "":
		return title
	case id == "":
		return "(before a story began)"
	case l.kept:
		return "(untitled) " + id
	}
	// Deleted, or of a player whom this computer is host to.
	return "(not in your library) " + id
}
