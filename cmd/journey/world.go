package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"journey/game"
	"journey/game/offline"
)

func (p *program) worldCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "world",
		Short: "List the offline storyteller's worlds, and check or paint one of your own",
		Long: "The offline storyteller tells in worlds: folders of TOML files. Three are built in; others are read from the " +
			"folder worlds beside your stories, and journey play --world DIR plays one from anywhere. docs/worlds.md says how one is written.",
		Example: "journey world list\njourney world check my-world",
		Args:    exactly(0, "list, check or sheet"),
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(p.worldListCommand(), p.worldCheckCommand(), p.worldSheetCommand())
	return cmd
}

func (p *program) worldListCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the worlds a story can begin in",
		Example: "journey world list\njourney world list --json",
		Args:    exactly(0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			cfg, err := p.config()
			if err != nil {
				return err
			}
			teller, faulty, err := storyteller(cfg.Data, "")
			if err != nil {
				return err
			}
			if asJSON {
				enc := json.NewEncoder(p.out)
				enc.SetIndent("", "  ")
				return cmp.Or(enc.Encode(teller.Worlds()), faulty)
			}
			for _, w := range teller.Worlds() {
				if _, err := fmt.Fprintf(p.out, "%-14s %s\n", w.Name, game.CleanLine(w.Title+": "+w.Blurb)); err != nil {
					return err
				}
			}
			return faulty
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func (p *program) worldCheckCommand() *cobra.Command {
	var games int
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check WORLD",
		Short: "Read a world for faults, and play seeded games in it",
		Long: "Check reads every storylet of a world for names nothing answers to and texts that are missing, then plays " +
			"seeded games, some of them in words of the player's own: whether every storylet and ending comes, and whether " +
			"a game stands still, repeats a sentence or shares too many with others. It fails when there is a fault.\n\n" +
			"WORLD is the name of a world or its folder.",
		Example: "journey world check biomachines\njourney world check ./my-world --games 200",
		Args:    exactly(1, "a world's name or folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if games < 1 {
				return usagef("--games %d plays none; write it as in --games 2000", games)
			}
			return p.checkWorld(cmd.Context(), args[0], games, asJSON)
		},
	}
	cmd.Flags().IntVar(&games, "games", 2000, "how many games are played")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func (p *program) checkWorld(ctx context.Context, world string, games int, asJSON bool) error {
	teller, world, err := p.draft(world)
	if err != nil {
		return err
	}
	r, err := teller.Check(ctx, world, games)
	switch {
	case err != nil && ctx.Err() == nil:
		return hinted{err, "journey world list names them; a folder is written with its path, such as ./my-world."}
	case err != nil:
		return err
	}
	if asJSON {
		enc := json.NewEncoder(p.out)
		enc.SetIndent("", "  ")
		err = enc.Encode(r)
	} else {
		_, err = p.out.WriteString(reportText(r))
	}
	if n := len(r.Faults); err == nil && n > 0 {
		return fmt.Errorf("the world %s has %d faults", world, n)
	}
	return err
}

// draft is the storyteller of a world under work, found by its name or its folder,
// and what it is called.
func (p *program) draft(world string) (*offline.Storyteller, string, error) {
	cfg, err := p.config()
	if err != nil {
		return nil, "", err
	}
	teller, err := offline.New()
	if err != nil {
		return nil, "", err
	}
	dir := cmp.Or(folderOf(world), folderOf(filepath.Join(cfg.Data, "worlds", world)))
	if dir == "" {
		return teller, world, nil
	}
	if world, err = worldName(dir); err != nil {
		return nil, "", err
	}
	teller, err = addWorld(dir, world, teller.Draft)
	return teller, world, err
}

// reportText is a report as people read it.
func reportText(r offline.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d storylets, %d people, %d games played\n", r.World, r.Storylets, r.People, r.Games)
	if r.Games > 0 {
		for _, l := range game.Lengths() {
			if n, ok := r.Chapters[l]; ok {
				fmt.Fprintf(&b, "  %-7s %d to %d chapters\n", l, n[0], n[1])
			}
		}
		fmt.Fprintf(&b, "  a chapter has %d to %d words\n", r.Words[0], r.Words[1])
		fmt.Fprintf(&b, "  two medium games share %.0f %% of their sentences on average, %.0f %% at the most\n", r.Shared*100, r.MostShared*100)
		names := make([]string, 0, len(r.Endings))
		for name := range r.Endings {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			fmt.Fprintf(&b, "  ending %5d times: %s\n", r.Endings[name], name)
		}
		for _, t := range r.Rare {
			fmt.Fprintf(&b, "  rarest %5d times: %s\n", t.Times, t.ID)
		}
	}
	for _, fault := range r.Faults {
		fmt.Fprintf(&b, "!! %s\n", game.CleanLine(fault))
	}
	return b.String()
}

// storyteller is the offline one with the worlds of the data folder, and with the
// one in dir when that is not empty. Worlds of the data folder that cannot be
// played are left out, and faulty says which.
func storyteller(data, dir string) (teller *offline.Storyteller, faulty, err error) {
	if teller, err = offline.New(); err != nil {
		return nil, nil, fmt.Errorf("open the offline world: %w", err)
	}
	own, err := filepath.Glob(filepath.Join(data, "worlds", "*", "world.toml"))
	if err != nil {
		return nil, nil, fmt.Errorf("find worlds: %w", err)
	}
	var faults []error
	for _, file := range own {
		more, err := addWorld(filepath.Dir(file), filepath.Base(filepath.Dir(file)), teller.With)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		teller = more
	}
	if dir != "" {
		name, err := worldName(dir)
		if err != nil {
			return nil, nil, err
		}
		if teller, err = addWorld(dir, name, teller.With); err != nil {
			return nil, nil, err
		}
	}
	return teller, errors.Join(faults...), nil
}

// addWorld reads the world in a folder, by With or Draft.
func addWorld(dir, name string, add func(string, fs.FS, string) (*offline.Storyteller, error)) (*offline.Storyteller, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the world %s: %w", dir, reason(err))
	}
	teller, err := add(name, root.FS(), ".")
	if err = errors.Join(err, root.Close()); err != nil {
		return nil, hinted{fmt.Errorf("the world %s cannot be played: %w", dir, err), "journey world check " + dir + " says all that is wrong with it."}
	}
	return teller, nil
}

// folderOf is the path if a folder is there, else "".
func folderOf(path string) string {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return path
	}
	return ""
}

// worldName is what the world in a folder is called: by the folder.
func worldName(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("find the world %s: %w", dir, err)
	}
	return strings.ToLower(filepath.Base(abs)), nil
}

// knownWorld reports whether a world is built in, so that a folder which happens to
// be called the same does not take its place.
func knownWorld(name string) bool {
	teller, err := offline.New()
	return err == nil && slices.ContainsFunc(teller.Worlds(), func(w offline.World) bool { return w.Name == name })
}
