package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"journey/game"
	"journey/openaiclient"
	"journey/tui/picture"
)

// finding is one thing the doctor looked at.
type finding struct {
	About string   `json:"about"`
	Good  bool     `json:"good"`
	Says  string   `json:"says"`
	Log   []string `json:"log,omitempty"`
}

func (p *program) doctorCommand() *cobra.Command {
	var asJSON, try bool
	o := &providerOptions{}
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Tell what this terminal can show, who would tell the story, and why",
		Long: "Doctor looks at the configuration, the terminal, the stories, the worlds and the servers, buys nothing, and fails when " +
			"something is wrong.\n\nWith --try it has a chapter told and two pictures painted to find out what the servers can do; " +
			"that costs what they cost, within the budget of a day, and journey spending lists it.",
		Example: "journey doctor\njourney doctor --json\njourney doctor --try",
		Args:    exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.doctor(cmd.Context(), *o, asJSON, try)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().BoolVar(&try, "try", false, "find out by use what the servers can do: costs a chapter and two pictures")
	o.flags(cmd)
	return cmd
}

// doctor looks at everything and fails when something is not good.
func (p *program) doctor(ctx context.Context, o providerOptions, asJSON, try bool) error {
	cfg, err := p.config()
	found := []finding{p.aboutConfig(cfg, err), p.aboutTerminal(ctx, cfg), aboutStories(ctx, cfg.Data), aboutWorlds(cfg.Data)}
	found = append(found, aboutProvider(ctx, cfg, o, try)...)
	if asJSON {
		enc := json.NewEncoder(p.out)
		enc.SetIndent("", "  ")
		if err := enc.Encode(found); err != nil {
			return err
		}
	} else if err := p.print(found); err != nil {
		return err
	}
	return ailing(found)
}

// ailing names everything that is not good.
func ailing(found []finding) error {
	var names []string
	for _, f := range found {
		if !f.Good {
			names = append(names, "the "+strings.ToLower(f.About))
		}
	}
	if len(names) == 0 {
		return nil
	}
	last := len(names) - 1
	all := names[last]
	if last > 0 {
		all = strings.Join(names[:last], ", ") + " and " + all
	}
	return errors.New("something is wrong with " + all)
}

func (p *program) print(found []finding) error {
	var b strings.Builder
	for _, f := range found {
		mark := "ok "
		if !f.Good {
			mark = "!! "
		}
		fmt.Fprintf(&b, "%s %s: %s\n", mark, f.About, game.CleanLine(f.Says))
		for _, l := range f.Log {
			fmt.Fprintf(&b, "      %s\n", game.CleanLine(l))
		}
	}
	text := b.String()
	if w, _, err := term.GetSize(p.out.Fd()); err == nil && w > 0 { // else it is no terminal
		text = ansi.Wrap(text, w, "/,")
	}
	_, err := p.out.WriteString(text)
	return err
}

func (p *program) aboutConfig(cfg config, err error) finding {
	f := finding{About: "Configuration"}
	if err == nil {
		_, err = (&lookOptions{}).choose(cfg)
	}
	if err != nil {
		f.Says = advice(err)
		return f
	}
	f.Good, f.Says = true, p.configPath()+" is read."
	if _, err := os.Stat(p.configPath()); errors.Is(err, os.ErrNotExist) {
		f.Says = "there is no file " + p.configPath() + ", which is no fault."
	}
	return f
}

func (p *program) aboutTerminal(ctx context.Context, cfg config) finding {
	f := finding{About: "Terminal", Good: true}
	if !p.onTerminal() {
		f.Says = "this is not a terminal, so nothing was asked; journey play --plain works here."
		return f
	}
	if err := p.needScreens(); err != nil {
		f.Says = err.Error() + "; journey play --plain works here."
		return f
	}
	opts, err := (&lookOptions{}).choose(cfg)
	if err != nil { // which is said of the configuration
		opts = picture.Options{Auto: true}
	}
	t, err := picture.Probe(ctx, p.out, p.known(ctx, opts))
	if err != nil {
		f.Good, f.Says = false, game.Plain(err)
		return f
	}
	if p.env("NO_COLOR") != "" {
		t.Colors = picture.NoColor
	}
	if t.Protocol == picture.None {
		f.Says = "pictures are off, as the configuration says, so nothing was asked."
		return f
	}
	brand := t.Brand
	if brand == "" {
		brand = "it does not say its name"
	}
	f.Says = fmt.Sprintf("%s; pictures as %s, colours: %s, cells of %s pixels.", brand, t.Protocol, t.Colors, t.Cell)
	f.Log = t.Log
	return f
}

func aboutStories(ctx context.Context, dir string) finding {
	f := finding{About: "Stories"}
	lib, err := openLibrary(dir)
	if err != nil {
		f.Says = advice(err)
		return f
	}
	defer lib.Close()
	if err := writable(dir); err != nil {
		f.Says = advice(err)
		return f
	}
	entries, err := lib.List(ctx)
	if err != nil {
		f.Says = game.Plain(err)
		return f
	}
	damaged := 0
	for _, e := range entries {
		if e.Err != nil {
			damaged++
			f.Log = append(f.Log, string(e.ID)+": "+game.Plain(e.Err))
		}
	}
	f.Good = damaged == 0
	f.Says = fmt.Sprintf("%d in %s, %d of them damaged.", len(entries), dir, damaged)
	return f
}

func aboutWorlds(dir string) finding {
	f := finding{About: "Worlds"}
	teller, faulty, err := storyteller(dir, "")
	if err != nil {
		f.Says = advice(err)
		return f
	}
	var names []string
	for _, w := range teller.Worlds() {
		names = append(names, w.Name)
	}
	f.Good, f.Says = faulty == nil, strings.Join(names, ", ")+"."
	if faulty != nil {
		f.Log = strings.Split(faulty.Error(), "\n")
	}
	return f
}

// writable tries whether files can be made in a folder.
func writable(dir string) error {
	f, err := os.CreateTemp(dir, ".doctor-*")
	if err != nil {
		return hinted{
			fmt.Errorf("nothing can be written in %s: %w", dir, reason(err)),
			"Make the folder your own, or name another with --data DIR or JOURNEY_DATA.",
		}
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

func aboutProvider(ctx context.Context, cfg config, o providerOptions, try bool) []finding {
	who, err := provide(cfg, o)
	if err != nil {
		return []finding{{About: "Storyteller", Says: advice(err)}}
	}
	found := []finding{{About: "Storyteller", Good: true, Says: who.name + ", because " + who.why}}
	if who.text == nil {
		return found
	}
	text, pictures := who.check(ctx)
	found = append(found, aboutModel("Text model", text))
	if who.images != nil {
		found = append(found, aboutModel("Picture model", pictures))
	}
	found = append(found, aboutBudget(cfg.Budget, who))
	if !try {
		return found
	}
	lib, err := openLibrary(cfg.Data) // where it is noted what is spent
	if err != nil {
		return append(found, finding{About: "Trial", Says: "nothing was tried, since what it costs could not be noted: " + advice(err)})
	}
	defer lib.Close()
	return append(found, trial{who, lib.Budget(cfg.Budget.caps())}.try(ctx)...)
}

// mostListed is how many models of a server are named; some list hundreds.
const mostListed = 40

func aboutModel(about string, s openaiclient.Status) finding {
	f := finding{About: about, Good: s.OK, Says: s.Sentence}
	if len(s.Listed) > 0 {
		names, more := s.Listed, ""
		if len(names) > mostListed {
			names, more = names[:mostListed], fmt.Sprintf(" and %d more", len(names)-mostListed)
		}
		f.Log = []string{"it lists " + strings.Join(names, ", ") + more}
	}
	return f
}
